//! Independent clients, run against the served sandbox. They were not written here, are installed by the tests
//! themselves and never linked. Where a client and DingTalk's published behaviour disagree, that behaviour
//! wins, and a comment says so.

mod install;
mod node;
mod python;
mod world;
