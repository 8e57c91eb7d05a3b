//! The provider, natively: against a scripted peer and against the offline DingTalk, on a virtual
//! clock.

mod check;
mod deadline;
mod decoding;
mod error_table;
mod expect;
mod mobile;
mod platform;
mod reading;
mod secrets;
mod settings;
mod token;
mod writing;
