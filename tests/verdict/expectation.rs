//! What each fault may come to, by what it is and not by what the provider makes of it.

use orgbook_sandbox::{Fault, FaultRule};

use super::is_token_endpoint;

/// What a call may come to.
pub struct Expectation {
    /// The kinds of error that fit. An open write may also be `outcome-unknown`, and `unavailable` once it
    /// is known that it was not carried out.
    pub kinds: &'static [&'static str],
    /// Whether the error has to tell when to try again.
    pub tells_when: bool,
    /// Whether the client cannot tell if the request was carried out.
    pub open: bool,
}

const fn failing(kinds: &'static [&'static str]) -> Expectation {
    Expectation {
        kinds,
        tells_when: false,
        open: false,
    }
}

const fn open(kinds: &'static [&'static str]) -> Expectation {
    Expectation {
        open: true,
        ..failing(kinds)
    }
}

const UNAUTHENTICATED: &[&str] = &["unauthenticated"];
const LIMITED: Expectation = Expectation {
    tells_when: true,
    ..failing(&["rate-limited"])
};

impl Expectation {
    /// Of this fault.
    pub fn of(fault: Fault) -> Self {
        match fault {
            Fault::AppThrottled
            | Fault::AppThrottledDirect
            | Fault::AppThrottledForMinute
            | Fault::ApiThrottled
            | Fault::ApiThrottledDirect
            | Fault::IpBan
            | Fault::IpBanJson => LIMITED,
            Fault::TokenInvalid
            | Fault::TokenInvalidDirect
            | Fault::TokenTimedOut
            | Fault::TokenTimedOutDirect
            | Fault::CredentialInvalid
            | Fault::CredentialInvalidDirect
            | Fault::TokensExpire
            | Fault::TokensRevoked
            | Fault::ClockForward => failing(UNAUTHENTICATED),
            Fault::ClockBackward => failing(&[]),
            Fault::SystemBusy
            | Fault::RemoteServiceError
            | Fault::ServiceBusy
            | Fault::Http502
            | Fault::Http503
            | Fault::Http504
            | Fault::ConnectionReset
            | Fault::TruncatedBody
            | Fault::TruncatedChunks => open(&["unavailable"]),
            Fault::NoAnswer | Fault::SlowDrip => open(&["timeout"]),
            Fault::Latency | Fault::DuplicateKeys | Fault::ErrcodeAsText | Fault::NumbersAsText => {
                failing(&[])
            }
            Fault::Html200
            | Fault::EmptyBody
            | Fault::IncompleteJson
            | Fault::EndlessBody
            | Fault::DeepJson
            | Fault::HugeText
            | Fault::WrongTypes
            | Fault::InvalidUtf8
            | Fault::NumbersBeyond64Bits => open(&["bad-response"]),
        }
    }
}

/// Whether it is the token that the fault lets be refused.
fn refuses_token(fault: Fault) -> bool {
    Expectation::of(fault).kinds == UNAUTHENTICATED
}

/// How many requests the fault may strike in one call, beside those for a token, where sending again is of no use: one
/// where the address is banned, and a second one with another token where that is refused.
pub fn tolerated(fault: Fault) -> usize {
    match fault {
        Fault::IpBan | Fault::IpBanJson => 1,
        _ if refuses_token(fault) => 2,
        _ => usize::MAX,
    }
}

/// How often the fault may strike one request so that the call still has to succeed, with three
/// attempts, one refresh of the token, 15 seconds for an answer and 30 for the call.
pub fn survivable(rule: &FaultRule) -> u64 {
    // Where every request is struck, a call of several requests may meet it too often.
    let Some(path) = &rule.path else {
        return 0;
    };
    let at_token_endpoint = is_token_endpoint(path);
    match rule.fault {
        // These change the answer into another that is just as good, or delay it.
        Fault::Latency
        | Fault::ClockBackward
        | Fault::DuplicateKeys
        | Fault::ErrcodeAsText
        | Fault::NumbersAsText => u64::MAX,
        // A token that is given afterwards is good.
        Fault::TokensExpire | Fault::TokensRevoked | Fault::ClockForward if at_token_endpoint => {
            u64::MAX
        }
        Fault::AppThrottled
        | Fault::AppThrottledDirect
        | Fault::ApiThrottled
        | Fault::ApiThrottledDirect
        | Fault::SystemBusy
        | Fault::RemoteServiceError
        | Fault::ServiceBusy
        | Fault::Http502
        | Fault::Http503
        | Fault::Http504
        | Fault::ConnectionReset
        | Fault::TruncatedBody
        | Fault::TruncatedChunks
        | Fault::Html200
        | Fault::EmptyBody
        | Fault::IncompleteJson
        | Fault::DeepJson
        | Fault::InvalidUtf8 => 2,
        fault if refuses_token(fault) && !at_token_endpoint => 1,
        // A second one leaves no time for a third attempt.
        Fault::NoAnswer => 1,
        _ => 0,
    }
}
