//! Faults on demand: what can go wrong between a client and DingTalk, how often, and to which calls.

mod alteration;
mod fault;
mod page;
mod rule;
mod rules;
mod shape;
mod stage;

use serde::Serialize;

pub use fault::{Fault, UnknownFault};
pub(crate) use page::BanPage;
pub use rule::{FaultRule, InvalidFaultRule};
pub use rules::ActiveFaultRule;
pub(crate) use rules::FaultRules;
pub(crate) use shape::{broken, refusal};
pub use stage::Stage;

/// A fault that was injected into one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct InjectedFault {
    /// What went wrong.
    pub fault: Fault,
    /// When it went wrong.
    pub stage: Stage,
}
