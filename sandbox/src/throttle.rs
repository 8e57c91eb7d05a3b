//! How many calls DingTalk takes (specification 7): strict sliding windows, the hardest for clients.

use std::collections::{HashMap, VecDeque};
use std::hash::Hash;
use std::net::IpAddr;
use std::time::Duration;

use http::Method;

use crate::api::Api;
use crate::calendar::beijing_time;
use crate::clock::{Moment, milliseconds};
use crate::envelope::api_name;
use crate::organisation::Settings;

/// The window in which the calls of an API are counted.
const SECOND: Duration = Duration::from_secs(1);
/// The window in which the calls of an address are counted.
const ADDRESS_WINDOW: Duration = Duration::from_secs(20);

/// What there were too many calls of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Limit {
    /// Those of one app to one API in a second.
    App,
    /// Those of one app to one API in a minute.
    AppInMinute,
    /// Those of all apps to one API in a second.
    Api,
}

/// A call that was one too many, and was not executed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Throttled {
    limit: Limit,
    calls: u32,
    api_name: String,
    /// When the window began, when the call came, and when the next one is taken: since the Unix epoch.
    from: Duration,
    at: Duration,
    until: Duration,
}

impl Throttled {
    /// As if the window had begun with this call.
    pub fn now(limit: Limit, settings: &Settings, path: &str, now: Duration) -> Self {
        let length = match limit {
            Limit::AppInMinute => Duration::from_secs(60),
            Limit::App | Limit::Api => SECOND,
        };
        Self {
            limit,
            calls: limit.calls(settings),
            api_name: api_name(path),
            from: now,
            at: now,
            until: now.saturating_add(length),
        }
    }

    /// The code of the legacy API.
    pub fn number(&self) -> i64 {
        match self.limit {
            Limit::App | Limit::AppInMinute => 90018,
            Limit::Api => 90002,
        }
    }

    /// The code of the new API.
    pub fn code(&self) -> &'static str {
        match self.limit {
            Limit::App => "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi",
            Limit::AppInMinute => "Forbidden.AccessDenied.QpmLimitForAppkeyAndApi",
            Limit::Api => "Forbidden.AccessDenied.QpsLimitForApi",
        }
    }

    /// The text: of 90002 as it was seen, of 90018 with the same end (specification 7).
    pub fn text(&self) -> String {
        let Self {
            api_name, calls, ..
        } = self;
        // A time between two seconds is told as the later one.
        let up = Duration::from_nanos(999_999_999);
        let until = written(self.until.saturating_add(up));
        match self.limit {
            Limit::App | Limit::AppInMinute => format!(
                "您的应用调用该接口次数过多，请求被暂时限制了, apiPath({api_name}), 限制将在 {until} 结束"
            ),
            Limit::Api => format!(
                "当前所有钉钉应用调用该接口次数过多，超出了该接口承受的最大qps，请求被暂时限制了，建议错开整点时刻调用该接口, \
                 apiPath({api_name}), 从 {} 到 {} 请求总次数超过 {calls} 次, 限制将在 {until} 结束.",
                written(self.from),
                written(self.at)
            ),
        }
    }
}

fn written(time: Duration) -> String {
    beijing_time(milliseconds(time)).unwrap_or_default()
}

impl Limit {
    fn calls(self, settings: &Settings) -> u32 {
        match self {
            Self::App | Self::AppInMinute => settings.app_calls_per_second,
            Self::Api => settings.api_calls_per_second,
        }
    }
}

/// The calls that were taken lately.
#[derive(Default)]
pub(crate) struct Throttle {
    by_app: Windows<(String, Method, &'static str)>,
    by_api: Windows<(Method, &'static str)>,
    by_address: Windows<IpAddr>,
}

impl Throttle {
    /// Counts a request of this address. Tells whether there are too many, which is where a ban begins.
    pub fn is_flooded(&mut self, address: IpAddr, settings: &Settings, now: Moment) -> bool {
        let limit = settings.address_calls_per_20_seconds;
        let window = self.by_address.window(address, ADDRESS_WINDOW, now.elapsed);
        window.free_at(limit, ADDRESS_WINDOW, now.elapsed).is_some() || {
            window.0.push_back(now.elapsed);
            false
        }
    }

    /// Takes a call of this app, or refuses it, which is not counted.
    pub fn take(
        &mut self,
        client_id: &str,
        api: &'static Api,
        settings: &Settings,
        now: Moment,
    ) -> Result<(), Throttled> {
        let of_app = (client_id.to_owned(), api.method.clone(), api.path);
        let of_all = (api.method.clone(), api.path);
        let of_app = self.by_app.window(of_app, SECOND, now.elapsed);
        let of_all = self.by_api.window(of_all, SECOND, now.elapsed);
        for (limit, window) in [(Limit::App, &of_app), (Limit::Api, &of_all)] {
            let calls = limit.calls(settings);
            if let Some(free) = window.free_at(calls, SECOND, now.elapsed) {
                let wait = free.saturating_sub(now.elapsed);
                let until = now.time.saturating_add(wait);
                return Err(Throttled {
                    from: until.saturating_sub(SECOND),
                    until,
                    ..Throttled::now(limit, settings, api.path, now.time)
                });
            }
        }
        of_app.0.push_back(now.elapsed);
        of_all.0.push_back(now.elapsed);
        Ok(())
    }
}

/// One window per key. Those in which nothing is left go away.
struct Windows<Key>(HashMap<Key, Window>);

impl<Key> Default for Windows<Key> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<Key: Eq + Hash> Windows<Key> {
    fn window(&mut self, key: Key, length: Duration, now: Duration) -> &mut Window {
        if !self.0.contains_key(&key) {
            self.0.retain(|_, window| {
                window.forget(length, now);
                !window.0.is_empty()
            });
        }
        let window = self.0.entry(key).or_default();
        window.forget(length, now);
        window
    }
}

/// When the latest calls were taken, in the clock's elapsed time, oldest first.
#[derive(Default)]
struct Window(VecDeque<Duration>);

impl Window {
    fn forget(&mut self, length: Duration, now: Duration) {
        while self
            .0
            .front()
            .is_some_and(|oldest| now.saturating_sub(*oldest) >= length)
        {
            self.0.pop_front();
        }
    }

    /// When there is room for one more call, where there is none now.
    fn free_at(&self, limit: u32, length: Duration, now: Duration) -> Option<Duration> {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let surplus = self.0.len().checked_sub(limit)?;
        let last_in_the_way = self.0.get(surplus).copied().unwrap_or(now);
        Some(last_in_the_way.saturating_add(length))
    }
}
