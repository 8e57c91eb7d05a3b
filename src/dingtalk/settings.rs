//! The configuration, from the host's environment.

use core::time::Duration;

use super::failure::{Failure, Result};
use super::retry::Policy;
use super::secret::Secret;
use crate::bindings::types::{Setting, SettingSource};
use crate::platform::Platform;
use crate::prelude::*;

/// The names of the environment variables.
pub mod names {
    /// The internal app's client id (AppKey).
    pub const CLIENT_ID: &str = "DINGTALK_CLIENT_ID";
    /// The internal app's client secret (AppSecret).
    pub const CLIENT_SECRET: &str = "DINGTALK_CLIENT_SECRET";
    /// The organisation, to use its own token endpoint.
    pub const CORP_ID: &str = "DINGTALK_CORP_ID";
    /// Which deployment: `china` or `international`.
    pub const REGION: &str = "DINGTALK_REGION";
    /// The base URL of the legacy API family.
    pub const OAPI_URL: &str = "DINGTALK_OAPI_URL";
    /// The base URL of the new API family.
    pub const API_URL: &str = "DINGTALK_API_URL";
    /// A token that the host lends.
    pub const ACCESS_TOKEN: &str = "DINGTALK_ACCESS_TOKEN";
    /// The longest that one call of the interface may take.
    pub const DEADLINE_MS: &str = "ORGBOOK_DEADLINE_MS";
    /// The longest that a connection may take to come about.
    pub const CONNECT_TIMEOUT_MS: &str = "ORGBOOK_CONNECT_TIMEOUT_MS";
    /// The longest wait for the first byte of an answer, and between two.
    pub const FIRST_BYTE_TIMEOUT_MS: &str = "ORGBOOK_FIRST_BYTE_TIMEOUT_MS";
    /// The largest answer of the server.
    pub const MAX_ANSWER_BYTES: &str = "ORGBOOK_MAX_ANSWER_BYTES";
    /// How many calls of one API are made in a second.
    pub const CALLS_PER_SECOND: &str = "ORGBOOK_CALLS_PER_SECOND";
    /// How often a request is sent at most.
    pub const MAX_ATTEMPTS: &str = "ORGBOOK_MAX_ATTEMPTS";
    /// The longest wait after the first transient failure.
    pub const RETRY_DELAY_MS: &str = "ORGBOOK_RETRY_DELAY_MS";
    /// The wait after the first throttling.
    pub const THROTTLED_RETRY_DELAY_MS: &str = "ORGBOOK_THROTTLED_RETRY_DELAY_MS";
    /// The longest wait between two attempts.
    pub const MAX_RETRY_DELAY_MS: &str = "ORGBOOK_MAX_RETRY_DELAY_MS";
}

/// The app's own credentials.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    /// The client id (AppKey). Not secret.
    pub client_id: String,
    /// The client secret (AppSecret).
    pub client_secret: Secret,
}

/// Where tokens come from. A token is good for no other source than its own.
#[derive(Clone, PartialEq, Eq)]
pub struct TokenSource {
    /// The app's credentials; `None` if the host only lends a token.
    pub credentials: Option<Credentials>,
    /// The organisation whose own token endpoint is used; `None`: the common one.
    pub corp_id: Option<String>,
    /// A token that the host lends.
    pub lent: Option<Secret>,
    /// The base URL of the new API family, which has the token endpoints.
    pub api: BaseUrl,
}

/// A base URL: scheme, authority and a path prefix without a slash at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl {
    /// `true` for `https`.
    pub tls: bool,
    /// The host, with a port if it is not the default one.
    pub authority: String,
    /// What comes before every path; empty or beginning with a slash.
    pub prefix: String,
}

impl BaseUrl {
    /// Where the new API family of a deployment is (section 10).
    pub fn of_new_family(mainland: bool) -> Self {
        let authority = match mainland {
            true => "api.dingtalk.com",
            false => "api.dingtalk.io",
        };
        Self {
            tls: true,
            authority: authority.to_owned(),
            prefix: String::new(),
        }
    }
}

/// Everything that is configured, as one call uses it.
#[derive(Clone)]
pub struct Settings {
    /// Where tokens come from.
    pub token_source: TokenSource,
    /// The base URL of the legacy API family.
    pub oapi: BaseUrl,
    /// Whether the organisation is registered in mainland China, which decides how numbers are
    /// written.
    pub mainland: bool,
    /// The longest that one call of the interface may take.
    pub deadline: Duration,
    /// The longest that a connection may take to come about.
    pub connect_timeout: Duration,
    /// The longest wait for the first byte of an answer, and between two.
    pub first_byte_timeout: Duration,
    /// The largest answer of the server.
    pub answer_bytes: usize,
    /// How many calls of one API are made in a second; `None`: as they come.
    pub calls_per_second: Option<u32>,
    /// How often and when requests are sent again.
    pub retry: Policy,
}

impl Settings {
    /// Reads the settings as they stand now; `misconfigured`, naming every setting that cannot be
    /// used, if they do not suffice.
    pub fn read(platform: &impl Platform) -> Result<Self> {
        let (settings, report) = Self::inspect(platform);
        let problems = || report.iter().filter(|setting| setting.problem.is_some());
        match settings {
            Some(settings) if problems().next().is_none() => Ok(settings),
            _ => Err(Failure::misconfigured(problems())),
        }
    }

    /// Reads the settings and tells of each how it stands.
    pub fn inspect(platform: &impl Platform) -> (Option<Self>, Vec<Setting>) {
        let mut reader = Reader {
            platform,
            report: Vec::new(),
        };
        let settings = reader.settings();
        (settings, reader.report)
    }
}

struct Reader<'a, P> {
    platform: &'a P,
    report: Vec<Setting>,
}

impl<P: Platform> Reader<'_, P> {
    fn settings(&mut self) -> Option<Settings> {
        let lent = self.platform.setting(names::ACCESS_TOKEN);
        let required = lent.is_none_or(|token| token.is_empty());
        let client_id = self.read(names::CLIENT_ID, None, required.then_some(APP), visible);
        let client_secret = self
            .read(names::CLIENT_SECRET, None, required.then_some(APP), visible)
            .map(Secret::new);
        self.pair(client_id.is_some(), client_secret.is_some());
        let corp_id = self.read(names::CORP_ID, None, None, visible);
        let mainland = self.read(names::REGION, Some("china"), None, |text| match text {
            "china" => Ok(true),
            "international" => Ok(false),
            _ => Err("it must be china or international".to_owned()),
        });
        let (oapi, api) = match mainland {
            Some(false) => ("https://oapi.dingtalk.io", "https://api.dingtalk.io"),
            _ => ("https://oapi.dingtalk.com", "https://api.dingtalk.com"),
        };
        let oapi = self.read(names::OAPI_URL, Some(oapi), None, base_url);
        let api = self.read(names::API_URL, Some(api), None, base_url);
        let lent = self
            .read(names::ACCESS_TOKEN, None, None, visible)
            .map(Secret::new);
        let deadline = self.number(names::DEADLINE_MS, "30000", 100, 600_000);
        let connect = self.number(names::CONNECT_TIMEOUT_MS, "5000", 1, 600_000);
        let first_byte = self.number(names::FIRST_BYTE_TIMEOUT_MS, "15000", 1, 600_000);
        let answer_bytes = self.number(names::MAX_ANSWER_BYTES, "8388608", 1024, 16_777_216);
        let calls_per_second = self.number(names::CALLS_PER_SECOND, "20", 0, 1000);
        let attempts = self.number(names::MAX_ATTEMPTS, "3", 1, 10);
        let delay = self.number(names::RETRY_DELAY_MS, "100", 1, 60_000);
        let throttled_delay = self.number(names::THROTTLED_RETRY_DELAY_MS, "1000", 1, 60_000);
        let longest_delay = self.number(names::MAX_RETRY_DELAY_MS, "20000", 1, 60_000);
        Some(Settings {
            token_source: TokenSource {
                credentials: client_id
                    .zip(client_secret)
                    .map(|(client_id, client_secret)| Credentials {
                        client_id,
                        client_secret,
                    }),
                corp_id,
                lent,
                api: api?,
            },
            oapi: oapi?,
            mainland: mainland?,
            deadline: milliseconds(deadline?),
            connect_timeout: milliseconds(connect?),
            first_byte_timeout: milliseconds(first_byte?),
            answer_bytes: usize::try_from(answer_bytes?).ok()?,
            calls_per_second: calls_per_second.map(|number| (number > 0).then_some(number))?,
            retry: Policy {
                attempts: attempts?,
                base: milliseconds(delay?),
                throttled_base: milliseconds(throttled_delay?),
                cap: milliseconds(longest_delay?),
            },
        })
    }

    fn number(&mut self, name: &str, default: &str, least: u32, most: u32) -> Option<u32> {
        self.read(name, Some(default), None, |text| match text.parse() {
            Ok(number) if (least..=most).contains(&number) => Ok(number),
            _ => Err(format!("it must be a whole number from {least} to {most}")),
        })
    }

    /// Reads one setting and reports on it. An empty value is none.
    fn read<T>(
        &mut self,
        name: &str,
        default: Option<&str>,
        required: Option<&str>,
        parse: impl Fn(&str) -> core::result::Result<T, String>,
    ) -> Option<T> {
        let mut parsed = None;
        self.inspect(name, default, required, &mut |text| {
            parsed = Some(parse(text)?);
            Ok(())
        });
        parsed
    }

    // Not generic, so that the component contains it once.
    fn inspect(
        &mut self,
        name: &str,
        default: Option<&str>,
        required: Option<&str>,
        check: &mut dyn FnMut(&str) -> core::result::Result<(), String>,
    ) {
        let set = self
            .platform
            .setting(name)
            .filter(|value| !value.is_empty());
        let source = match (&set, default) {
            (Some(_), _) => SettingSource::Environment,
            (None, Some(_)) => SettingSource::Default,
            (None, None) => SettingSource::Unset,
        };
        let value = set.or_else(|| default.map(str::to_owned));
        let problem = match value.as_deref() {
            Some(value) => check(value).err(),
            None => required.map(str::to_owned),
        };
        let secret = [names::CLIENT_SECRET, names::ACCESS_TOKEN].contains(&name);
        self.report.push(Setting {
            name: name.to_owned(),
            value: value.filter(|_| !secret && problem.is_none()),
            source,
            problem,
        });
    }

    // With a lent token the credentials may be missing, but one of them alone is of no use.
    fn pair(&mut self, client_id: bool, client_secret: bool) {
        if client_id == client_secret {
            return;
        }
        for setting in &mut self.report {
            if setting.source == SettingSource::Unset && setting.problem.is_none() {
                setting.problem = Some(APP.to_owned());
            }
        }
    }
}

const APP: &str = "it is not set; the client id and the client secret are on the app's page \
                   \"Credentials and basic information\" in the developer console";

fn visible(text: &str) -> core::result::Result<String, String> {
    if text.bytes().all(|byte| byte.is_ascii_graphic()) {
        Ok(text.to_owned())
    } else {
        Err("it contains white space or characters that such a value never has".to_owned())
    }
}

fn milliseconds(number: u32) -> Duration {
    Duration::from_millis(number.into())
}

fn base_url(text: &str) -> core::result::Result<BaseUrl, String> {
    let problem = || {
        "it must be a base URL such as https://proxy.example/dingtalk, without user, query or \
         fragment"
            .to_owned()
    };
    let (tls, rest) = match (text.strip_prefix("https://"), text.strip_prefix("http://")) {
        (Some(rest), _) => (true, rest),
        (_, Some(rest)) => (false, rest),
        _ => return Err(problem()),
    };
    let authority = rest.split('/').next().unwrap_or_default();
    let path = rest.strip_prefix(authority).unwrap_or_default();
    let path_byte =
        |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/%!$&'()*+,;=:@".contains(&byte);
    if !is_authority(authority) || !path.bytes().all(path_byte) {
        return Err(problem());
    }
    Ok(BaseUrl {
        tls,
        authority: authority.to_owned(),
        prefix: path.trim_end_matches('/').to_owned(),
    })
}

// A name or an address, an IPv6 address in brackets, and perhaps a port.
fn is_authority(text: &str) -> bool {
    let (host, port) = match text.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((address, "")) => (address, None),
        Some((address, rest)) => match rest.strip_prefix(':') {
            Some(port) => (address, Some(port)),
            None => return false,
        },
        None => match text.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (text, None),
        },
    };
    let bracketed = text.starts_with('[');
    let host_byte = |byte: u8| {
        byte.is_ascii_alphanumeric() || b"-._".contains(&byte) || (bracketed && byte == b':')
    };
    let port_fits = port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port > 0));
    !host.is_empty() && host.bytes().all(host_byte) && port_fits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_url_may_have_a_port_and_a_path() {
        let url = base_url("http://[::1]:8080/a/b/").expect("a base URL");
        assert_eq!(
            url,
            BaseUrl {
                tls: false,
                authority: "[::1]:8080".to_owned(),
                prefix: "/a/b".to_owned()
            }
        );
    }

    #[test]
    fn what_is_no_base_url_is_refused() {
        for text in [
            "",
            "oapi.dingtalk.com",
            "ftp://a",
            "https://",
            "https:///x",
            "https://u:p@a",
            "https://a?b",
            "https://a/#c",
            "https://a b",
            "http://a:99999",
            "http://:80",
            "http://[::1",
            "http://[::1]x",
            "http://a:b:1",
        ] {
            assert!(base_url(text).is_err(), "{text}");
        }
    }
}
