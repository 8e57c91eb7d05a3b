//! Whether what a call came to is right.

use std::fmt::Debug;

use orgbook_sandbox::{Fault, FaultRule, RecordedRequest, Secret};

use super::expectation::{Expectation, tolerated};
use super::{State, is_token_endpoint};

/// What is wrong where the request that was to be struck never came.
pub const UNSTRUCK: &str = "the fault did not strike";

/// What a call does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Work {
    /// It reads.
    Read,
    /// It writes, and what has become of it can always be found out, or it can be done again.
    Write,
    /// It creates something that nothing can be told by: after a lost answer it stays open whose that is.
    BlindWrite,
    /// It invites somebody, which nothing tells afterwards; to do it again is to renew the invitation.
    Invitation,
    /// It finds out what is amiss, and tells that instead of an error.
    Diagnosis,
}

impl Work {
    /// Whether it changes something.
    pub const fn writes(self) -> bool {
        !matches!(self, Self::Read | Self::Diagnosis)
    }
}

/// What a call came to.
pub enum Outcome {
    /// A success that claims this.
    Success(String),
    /// An error of this kind, which tells or does not tell when to try again; and everything that it says.
    Failure {
        /// The name of the kind.
        kind: String,
        /// How long to wait.
        retry_after_ms: Option<u32>,
        /// Its `Debug`.
        text: String,
    },
}

impl Outcome {
    /// A failure with this error, in either of its Rust types.
    pub fn failure(kind: &impl Debug, retry_after_ms: Option<u32>, error: &impl Debug) -> Self {
        let kind = format!("{kind:?}");
        let name = kind.rsplit("::").next().unwrap_or_default();
        let mut kebab = String::new();
        for letter in name.chars() {
            if letter.is_uppercase() && !kebab.is_empty() {
                kebab.push('-');
            }
            kebab.extend(letter.to_lowercase());
        }
        Self::Failure {
            kind: kebab,
            retry_after_ms,
            text: format!("{error:?}"),
        }
    }
}

/// What a cell of the matrix says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// The call succeeded, and what it claims is true.
    Recovered,
    /// An error of a kind that fits, and nothing was changed.
    Error,
    /// `outcome-unknown`, as the client cannot know.
    Unknown,
    /// Anything else.
    Wrong,
}

impl Mark {
    /// The sign in a table.
    pub const fn sign(self) -> char {
        match self {
            Self::Recovered => 'Y',
            Self::Error => 'x',
            Self::Unknown => '?',
            Self::Wrong => '!',
        }
    }
}

/// A call while a fault strikes, and the sandbox before and after it.
pub struct Observation<'a> {
    /// What the call does.
    pub work: Work,
    /// The fault that strikes.
    pub rule: &'a FaultRule,
    /// How often the fault may strike so that the call has to succeed all the same.
    pub bearable: u64,
    /// What the call came to.
    pub outcome: &'a Outcome,
    /// What a success has to claim now, by the sandbox.
    pub truth: Option<String>,
    /// What has become of the organisation.
    pub state: State,
    /// What the sandbox was asked.
    pub requests: &'a [RecordedRequest],
    /// Whether the call took longer than it may.
    pub late: bool,
    /// What nothing may say.
    pub secrets: &'a [Secret],
}

const ATTEMPTS: usize = 3;

/// Whether this is right, or why it is not.
pub fn judge(seen: &Observation<'_>) -> Result<Mark, String> {
    if seen.state == State::Other {
        return Err("the organisation is neither as before nor as after one such call".to_owned());
    }
    let applied = seen.truth.is_some();
    if seen.state == State::Once && !applied {
        return Err("the organisation is as after such a call, and yet it was not done".to_owned());
    }
    if seen.requests.iter().all(|request| request.fault.is_none()) {
        return Err(UNSTRUCK.to_owned());
    }
    check_requests(seen)?;
    if seen.late {
        return Err("it took longer than it may".to_owned());
    }
    match seen.outcome {
        Outcome::Success(claim) if !applied => Err(format!("{claim:?} was not done")),
        Outcome::Success(claim) if !seen.truth.as_ref().is_some_and(|it| is_true(claim, it)) => {
            Err(format!("it claims {claim:?}; true is {:?}", seen.truth))
        }
        Outcome::Success(_) => Ok(Mark::Recovered),
        Outcome::Failure {
            kind,
            retry_after_ms,
            text,
        } => judge_failure(seen, kind, *retry_after_ms, text, applied),
    }
}

fn judge_failure(
    seen: &Observation<'_>,
    kind: &str,
    retry_after_ms: Option<u32>,
    text: &str,
    applied: bool,
) -> Result<Mark, String> {
    let is_write = seen.work.writes();
    let unknown = kind == "outcome-unknown";
    if seen
        .secrets
        .iter()
        .any(|secret| text.contains(secret.expose()))
    {
        return Err("the error says a secret".to_owned());
    }
    if is_write && applied && !unknown && seen.work != Work::Invitation {
        return Err(format!("it was done, and is told as {kind}"));
    }
    let expected = Expectation::of(seen.rule.fault);
    let open = is_write && expected.open;
    let fits = match seen.work {
        Work::Diagnosis => kind == "other(\"findings\")" && !expected.kinds.is_empty(),
        _ => {
            expected.kinds.contains(&kind)
                || open && kind == "unavailable"
                || unknown && (open || applied)
        }
    };
    if !fits {
        return Err(format!("{kind} does not fit: {text}"));
    }
    if expected.tells_when && retry_after_ms.is_none() && seen.work != Work::Diagnosis {
        return Err("the error does not tell when to try again".to_owned());
    }
    // A refusal is an answer to `check-directory`, and a garbled one is not asked for again.
    let garbled = seen.work == Work::Diagnosis && expected.kinds == ["bad-response"];
    let bearable = seen.rule.times.is_some_and(|times| times <= seen.bearable);
    if bearable && !garbled && !(unknown && seen.work == Work::BlindWrite) {
        return Err(format!("the fault could have been overcome: {text}"));
    }
    Ok(match unknown {
        true => Mark::Unknown,
        false => Mark::Error,
    })
}

/// Whether a claim is true: elements between commas, parts between bars. A part may be untold.
fn is_true(claim: &str, truth: &str) -> bool {
    let parts = |text: &'_ str| {
        let elements = text
            .split(", ")
            .map(|it| it.split('|').map(str::to_owned).collect());
        elements.collect::<Vec<Vec<String>>>()
    };
    let (claim, truth) = (parts(claim), parts(truth));
    let same = |(told, known): (&String, &String)| told == known || told == "None";
    claim.len() == truth.len()
        && claim
            .iter()
            .zip(&truth)
            .all(|(told, known)| told.len() == known.len() && told.iter().zip(known).all(same))
}

/// Whether a request changes the organisation.
fn is_write(request: &RecordedRequest) -> bool {
    let name = request.path.rsplit('/').next().unwrap_or_default();
    let verbs = [
        "create", "update", "delete", "add", "remove", "enable", "disable", "signOut",
    ];
    // Two paths have a noun for a name: one is read and written by different methods.
    verbs.iter().any(|verb| name.starts_with(verb))
        || name == "auth"
        || name == "seniorSettings" && request.method == "POST"
}

/// No request is sent more often than it may be: three times, and once more with a new token. What a call
/// reads to find out what has become of a write may be read again after each attempt at the write.
fn check_requests(seen: &Observation<'_>) -> Result<(), String> {
    let of_tokens = |it: &&RecordedRequest| is_token_endpoint(&it.path);
    let (tokens, calls): (Vec<_>, Vec<_>) = seen.requests.iter().partition(of_tokens);
    if tokens.len() > 2 * ATTEMPTS {
        return Err(format!("a token was asked for {} times", tokens.len()));
    }
    let struck = calls.iter().filter(|it| it.fault.is_some()).count();
    // `check-directory` has several questions to one API.
    if struck > tolerated(seen.rule.fault) && seen.work != Work::Diagnosis {
        return Err(format!("{struck} requests were sent to no avail"));
    }
    let is_ban = matches!(seen.rule.fault, Fault::IpBan | Fault::IpBanJson);
    if is_ban && seen.requests.last().is_some_and(|it| it.fault.is_none()) {
        return Err("a server was asked that had banned the address".to_owned());
    }
    let first = seen.requests.iter().position(|it| !of_tokens(&it));
    let refreshed = seen.requests.iter().skip(first.unwrap_or_default());
    let most = ATTEMPTS + usize::from(refreshed.clone().any(|it| of_tokens(&it)));
    let mut sent = Vec::<(&str, &str, usize)>::new();
    for request in calls {
        let body = request.exchange.as_ref().map_or("", |it| it.body.as_str());
        let written = is_write(request);
        let before = match written {
            true => sent
                .iter()
                .position(|it| (it.0, it.1) == (&request.path, body)),
            false => sent.len().checked_sub(1).filter(|last| {
                sent.get(*last)
                    .is_some_and(|it| (it.0, it.1) == (&request.path, body))
            }),
        };
        let count = match before.and_then(|place| sent.get_mut(place)) {
            Some(known) => {
                known.2 += 1;
                known.2
            }
            None => {
                sent.push((&request.path, body, 1));
                1
            }
        };
        if count > most {
            return Err(format!("{} was sent {count} times", request.path));
        }
    }
    Ok(())
}
