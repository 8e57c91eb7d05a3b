//! The provider, natively: against a scripted peer and against the offline DingTalk, on a virtual
//! clock.

mod accounts;
mod check;
mod deadline;
mod decoding;
mod department_queries;
mod departments;
mod error_table;
mod expect;
mod mobile;
mod new_family;
mod once;
mod organisation;
mod paging;
mod platform;
mod properties;
mod reading;
mod role_members;
mod roles;
mod secrets;
mod sending;
mod senior_mode;
mod settings;
mod token;
mod user_queries;
mod writing;
