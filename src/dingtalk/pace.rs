//! How fast an instance calls: no faster than DingTalk takes it. Source: section 7.

use alloc::collections::VecDeque;
use core::time::Duration;

use crate::prelude::*;

/// DingTalk counts the calls of an API in each second.
const SECOND: Duration = Duration::from_secs(1);
/// More calls than this from one address within [`CEILING_WINDOW`] ban it.
const CEILING: u32 = 10_000;
const CEILING_WINDOW: u64 = 20;
/// How soon to look again when all calls that are possible are still on their way.
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// The pace of one instance.
///
/// A call takes a place from when it is sent until a second after its answer, and an API has as
/// many places as it may be called in a second. So the server sees no more than that in any second,
/// however long requests are on their way. All APIs together have the places of the ceiling, for its
/// own window.
pub struct Pacer {
    apis: Vec<Api>,
    ceiling: Ceiling,
}

struct Api {
    path: String,
    on_their_way: u32,
    /// When each place that was left becomes free, earliest first.
    free_at: VecDeque<Duration>,
}

impl Pacer {
    /// Nothing was called yet.
    #[expect(clippy::new_without_default, reason = "there is one, in a static")]
    pub const fn new() -> Self {
        Self {
            apis: Vec::new(),
            ceiling: Ceiling {
                on_their_way: 0,
                answered: VecDeque::new(),
            },
        }
    }

    /// Takes a place for a call of the API at this path, or tells how long to wait before asking
    /// again. `calls_per_second` is not zero.
    pub fn take(
        &mut self,
        path: &str,
        calls_per_second: u32,
        now: Duration,
    ) -> Result<(), Duration> {
        let api = self.api(path);
        while api.free_at.front().is_some_and(|free_at| *free_at <= now) {
            api.free_at.pop_front();
        }
        let cooling = u32::try_from(api.free_at.len()).unwrap_or(u32::MAX);
        if api.on_their_way.saturating_add(cooling) >= calls_per_second {
            let earliest = api.free_at.front();
            return Err(earliest.map_or(LOOK_AGAIN, |free_at| free_at.saturating_sub(now)));
        }
        self.ceiling.take(now)?;
        let api = self.api(path);
        api.on_their_way = api.on_their_way.saturating_add(1);
        Ok(())
    }

    /// The answer to a call has come, or will not come.
    pub fn leave(&mut self, path: &str, now: Duration) {
        let api = self.api(path);
        api.on_their_way = api.on_their_way.saturating_sub(1);
        api.free_at.push_back(now.saturating_add(SECOND));
        self.ceiling.leave(now);
    }

    fn api(&mut self, path: &str) -> &mut Api {
        let known = self.apis.iter().position(|api| api.path == path);
        let place = known.unwrap_or_else(|| {
            self.apis.push(Api {
                path: path.to_owned(),
                on_their_way: 0,
                free_at: VecDeque::new(),
            });
            self.apis.len().saturating_sub(1)
        });
        #[expect(clippy::indexing_slicing, reason = "the place was found or made")]
        &mut self.apis[place]
    }
}

/// What bounds the calls of all APIs together.
struct Ceiling {
    on_their_way: u32,
    /// How many were answered in each of the last seconds, earliest first.
    answered: VecDeque<(u64, u32)>,
}

impl Ceiling {
    fn take(&mut self, now: Duration) -> Result<(), Duration> {
        let gone = |second: u64| second.saturating_add(CEILING_WINDOW) < now.as_secs();
        while self.answered.front().is_some_and(|it| gone(it.0)) {
            self.answered.pop_front();
        }
        let answered = self.answered.iter().map(|(_, calls)| *calls);
        if answered.fold(self.on_their_way, u32::saturating_add) < CEILING {
            self.on_their_way = self.on_their_way.saturating_add(1);
            return Ok(());
        }
        let earliest = self.answered.front();
        Err(earliest.map_or(LOOK_AGAIN, |(second, _)| {
            let end = second.saturating_add(CEILING_WINDOW).saturating_add(1);
            Duration::from_secs(end).saturating_sub(now)
        }))
    }

    fn leave(&mut self, now: Duration) {
        self.on_their_way = self.on_their_way.saturating_sub(1);
        match self.answered.back_mut() {
            Some((second, calls)) if *second == now.as_secs() => *calls = calls.saturating_add(1),
            _ => self.answered.push_back((now.as_secs(), 1)),
        }
    }
}
