//! The faults that can be injected.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::Stage;
use super::Stage::{After, Before, MidAnswer};
use crate::envelope::Family;

/// No fault has this name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no fault {0:?}; there are: {names}", names = names())]
pub struct UnknownFault(pub String);

fn names() -> String {
    let names: Vec<_> = Fault::ALL.iter().map(|fault| fault.name()).collect();
    names.join(", ")
}

macro_rules! faults {
    ($($fault:ident $name:literal $stages:tt $meaning:literal)*) => {
        /// Something that can go wrong. The name in texts, JSON and on command lines is the variant's in kebab case.
        #[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, Hash)]
        pub enum Fault {
            $(
                #[doc = $meaning]
                #[serde(rename = $name)]
                $fault,
            )*
        }

        impl Fault {
            /// All faults.
            pub const ALL: &[Self] = &[$(Self::$fault),*];

            /// The name in texts, which stays the same.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$fault => $name),* }
            }

            /// What happens, in one line.
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$fault => $meaning),* }
            }

            /// When it can strike; the first is where it strikes when a rule does not say. What DingTalk answers
            /// only to requests that it has not executed cannot strike after that, and what changes the true
            /// answer cannot strike before there is one.
            pub const fn stages(self) -> &'static [Stage] {
                match self { $(Self::$fault => &$stages),* }
            }
        }
    };
}

faults! {
    SystemBusy "system-busy" [Before, After]
        "errcode -1 系统繁忙; on the new API HTTP 500 system.busy"
    RemoteServiceError "remote-service-error" [Before, After]
        "errcode 15 Remote service error; on the new API HTTP 500 system.error"
    ServiceBusy "service-busy" [Before, After]
        "HTTP 503 serviceBusy; new API only"
    AppThrottled "app-throttled" [Before]
        "errcode 88 with sub_code 90018 (outside /topapi 90018 direct); on the new API HTTP 403 QpsLimitForAppkeyAndApi"
    AppThrottledDirect "app-throttled-direct" [Before]
        "errcode 90018 direct; legacy API only"
    AppThrottledForMinute "app-throttled-for-minute" [Before]
        "HTTP 403 QpmLimitForAppkeyAndApi; new API only"
    ApiThrottled "api-throttled" [Before]
        "errcode 88 with sub_code 90002 (outside /topapi 90002 direct); on the new API HTTP 403 QpsLimitForApi"
    ApiThrottledDirect "api-throttled-direct" [Before]
        "errcode 90002 direct; legacy API only"
    TokenInvalid "token-invalid" [Before]
        "errcode 88 with sub_code 40014 (outside /topapi 40014 direct); on the new API HTTP 400 InvalidAuthentication"
    TokenInvalidDirect "token-invalid-direct" [Before]
        "errcode 40014 direct; legacy API only"
    TokenTimedOut "token-timed-out" [Before]
        "errcode 88 with sub_code 42001 (outside /topapi 42001 direct); on the new API HTTP 400 InvalidAuthentication"
    TokenTimedOutDirect "token-timed-out-direct" [Before]
        "errcode 42001 direct; legacy API only"
    CredentialInvalid "credential-invalid" [Before]
        "errcode 88 with sub_code 40001 (outside /topapi 40001 direct); on the new API HTTP 400 InvalidAuthentication"
    CredentialInvalidDirect "credential-invalid-direct" [Before]
        "errcode 40001 direct; legacy API only"
    TokensExpire "tokens-expire" [Before]
        "every token expires, then the request is answered as it is"
    TokensRevoked "tokens-revoked" [Before]
        "every token becomes unknown, then the request is answered as it is"
    ClockForward "clock-forward" [Before]
        "the time of day jumps forward by the duration (2h), then the request is answered as it is"
    ClockBackward "clock-backward" [Before]
        "the time of day jumps back by the duration (2h), then the request is answered as it is"
    Http502 "http-502" [Before, After]
        "an HTML page with HTTP 502, as a gateway sends it"
    Http503 "http-503" [Before, After]
        "an HTML page with HTTP 503, as a gateway sends it"
    Http504 "http-504" [Before, After]
        "an HTML page with HTTP 504, as a gateway sends it"
    IpBan "ip-ban" [Before]
        "the caller's address is banned for five minutes, in which everything is answered with an HTML page"
    IpBanJson "ip-ban-json" [Before]
        "the caller's address is banned for five minutes, in which everything is answered with JSON that is no envelope"
    ConnectionReset "connection-reset" [Before, After, MidAnswer]
        "the connection is reset: before any byte of the answer, or after half of its body"
    NoAnswer "no-answer" [Before, After, MidAnswer]
        "nothing comes, or nothing more after half of the body, and the connection stays open"
    Latency "latency" [After]
        "the answer comes later by the duration (1s)"
    TruncatedBody "truncated-body" [MidAnswer]
        "the connection is closed after half of the bytes that Content-Length promised"
    TruncatedChunks "truncated-chunks" [MidAnswer]
        "the connection is closed after half of a chunked body, without the last chunk"
    SlowDrip "slow-drip" [MidAnswer]
        "the body comes byte by byte, one in each duration (1s)"
    Html200 "html-200" [Before, After]
        "an HTML page with HTTP 200, as a portal in between sends it"
    EmptyBody "empty-body" [Before, After]
        "HTTP 200 without a body"
    IncompleteJson "incomplete-json" [After]
        "the first half of the true answer, as if it were the whole"
    EndlessBody "endless-body" [Before, After]
        "a body that never ends"
    DeepJson "deep-json" [Before, After]
        "a success whose result is 100,000 arrays, one in another"
    HugeText "huge-text" [After]
        "the true answer with a text of 10 MB in it"
    WrongTypes "wrong-types" [After]
        "the true answer with true for every text, and {} for every number but errcode"
    DuplicateKeys "duplicate-keys" [After]
        "the true answer with every key twice, first with null"
    InvalidUtf8 "invalid-utf-8" [After]
        "the true answer with bytes in it that are not UTF-8"
    ErrcodeAsText "errcode-as-text" [After]
        "the true answer with errcode as text; legacy API only"
    NumbersAsText "numbers-as-text" [After]
        "the true answer with every number as text"
    NumbersBeyond64Bits "numbers-beyond-64-bits" [After]
        "the true answer with a number of 30 digits for every number but errcode"
}

impl Fault {
    /// The duration that it has where a rule does not say; none where it has no duration.
    pub const fn default_duration(self) -> Option<Duration> {
        match self {
            Self::ClockForward | Self::ClockBackward => Some(Duration::from_secs(7200)),
            Self::Latency | Self::SlowDrip => Some(Duration::from_secs(1)),
            _ => None,
        }
    }

    /// Whether the request is executed and answered as if nothing were wrong.
    pub(crate) const fn lets_through(self) -> bool {
        matches!(
            self,
            Self::TokensExpire | Self::TokensRevoked | Self::ClockForward | Self::ClockBackward
        )
    }

    /// Whether it can strike the API at this path: some faults exist in one API family only.
    pub fn concerns(self, path: &str) -> bool {
        let new = Family::of(path) == Family::New;
        match self {
            Self::ServiceBusy | Self::AppThrottledForMinute => new,
            Self::AppThrottledDirect
            | Self::ApiThrottledDirect
            | Self::TokenInvalidDirect
            | Self::TokenTimedOutDirect
            | Self::CredentialInvalidDirect
            | Self::ErrcodeAsText => !new,
            _ => true,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}

impl FromStr for Fault {
    type Err = UnknownFault;

    fn from_str(text: &str) -> Result<Self, UnknownFault> {
        let named = |fault: &&Self| fault.name() == text;
        let found = Self::ALL.iter().find(named).copied();
        found.ok_or_else(|| UnknownFault(text.to_owned()))
    }
}
