//! An offline DingTalk: the Contacts APIs of an organisation's address book, as a library and as a server.
//!
//! [`Sandbox`] is a pure, synchronous state machine: [`Sandbox::handle`] takes a request and gives the
//! reply that DingTalk would give, without a socket and on a [`Clock`] of your choice. [`Sandbox::serve`]
//! puts the same machine behind an HTTP port.
//!
//! Replies come from rules on state, never from recordings: what was created can be listed, a right that
//! was withdrawn refuses the next call. Everything random (tokens, request ids, generated userids) comes
//! from one seed, so the same calls in the same order give the same replies.
//!
//! ```
//! use orgbook_sandbox::{DEFAULT_CLIENT_ID, DEFAULT_CLIENT_SECRET, Sandbox};
//!
//! let sandbox = Sandbox::new();
//! let request = http::Request::get(format!(
//!     "/gettoken?appkey={DEFAULT_CLIENT_ID}&appsecret={DEFAULT_CLIENT_SECRET}"
//! ))
//! .body(Vec::new())
//! .expect("a valid request");
//! let reply = sandbox.handle(request, [127, 0, 0, 1].into());
//! assert!(String::from_utf8_lossy(reply.body()).contains("access_token"));
//! ```

mod admin;
mod api;
mod auth_codes;
mod bans;
mod calendar;
mod clock;
mod delivery;
mod directory;
mod envelope;
mod errors;
mod faults;
mod gate;
mod generator;
mod incoming;
mod masking;
mod mobile;
mod organisation;
mod parameters;
mod range;
mod requests;
mod roles;
mod rules;
mod sandbox;
mod secret;
mod server;
mod state;
mod throttle;
mod tokens;
mod tree;
mod validation;

pub use calendar::{Day, InvalidDay};
pub use clock::Clock;
pub use delivery::{Answer, Delivery, Ending};
pub use faults::{
    ActiveFaultRule, Fault, FaultRule, InjectedFault, InvalidFaultRule, Stage, UnknownFault,
};
pub use mobile::{InvalidMobile, Mobile};
pub use organisation::{
    AdminLevel, App, DEFAULT_CLIENT_ID, DEFAULT_CLIENT_SECRET, DEFAULT_CORP_ID, DataRange,
    Department, English, ExclusiveAccount, ExclusiveAccountType, ExpiredTokenCode, ExternalContact,
    LeaveReason, LeaveRecord, Membership, Organisation, OtherAccount, OtherOrganisation,
    OuterAccount, ProtectScene, Role, RoleGroup, RoleMember, SeniorSettings, Settings, User,
};
pub use requests::{Exchange, REMEMBERED_EXCHANGES, REMEMBERED_REQUESTS, RecordedRequest};
pub use sandbox::{InvitationError, Refused, Sandbox, SandboxBuilder, UnknownApp};
pub use secret::Secret;
pub use server::Server;
pub use validation::OrganisationError;
