//! The provider: DingTalk's Contacts APIs behind the directory interface.
//!
//! [`Directory`] holds all state. A function of the interface starts a [`call::Call`], which fixes
//! settings and deadline, and makes its API calls through it; there is no other way to the server.
//! Section numbers in comments are those of the API specification.

pub mod accounts;
pub mod answer;
pub mod api;
pub mod ban;
pub mod call;
pub mod check;
pub mod codes;
pub mod convert;
pub mod date;
pub mod department_queries;
pub mod departments;
pub mod describe;
pub mod failure;
mod flight;
pub mod identity;
pub mod json;
pub mod mobile;
pub mod organisation;
pub mod pace;
pub mod page;
pub mod permissions;
pub mod retry;
pub mod role_groups;
pub mod role_members;
pub mod roles;
pub mod secret;
pub mod senior_mode;
pub mod settings;
pub mod text;
pub mod token;
pub mod user_queries;
pub mod users;
pub mod wire;

use core::cell::RefCell;

use ban::Ban;
use call::Obtained;
use flight::Flight;
use pace::Pacer;
use retry::Budget;
use token::Token;

/// One tenant's directory: the platform, and what the instance remembers between calls.
pub struct Directory<P> {
    platform: P,
    token: RefCell<Option<Token>>,
    obtaining: Flight<Obtained>,
    pacer: RefCell<Pacer>,
    ban: RefCell<Option<Ban>>,
    budget: RefCell<Budget>,
}

impl<P> Directory<P> {
    /// A directory that remembers nothing yet.
    pub const fn new(platform: P) -> Self {
        Self {
            platform,
            token: RefCell::new(None),
            obtaining: Flight::new(),
            pacer: RefCell::new(Pacer::new()),
            ban: RefCell::new(None),
            budget: RefCell::new(Budget::full()),
        }
    }

    /// What the directory runs on.
    pub fn platform(&self) -> &P {
        &self.platform
    }
}
