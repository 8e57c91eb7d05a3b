//! The codes that a client-side app passes to its server to tell who uses it (specification 2.7, U14).

use std::collections::HashMap;
use std::time::Duration;

use crate::generator::Generator;

/// How long a code is good for.
const LIFETIME: Duration = Duration::from_secs(5 * 60);

/// Whoever signed in, and on what.
pub(crate) struct SignIn {
    pub userid: String,
    pub device_id: String,
    at: Duration,
}

/// The codes that were issued and not used.
#[derive(Default)]
pub(crate) struct AuthCodes(HashMap<String, SignIn>);

impl AuthCodes {
    pub fn issue(&mut self, userid: &str, now: Duration, generator: &mut Generator) -> String {
        self.0.retain(|_, sign_in| is_good(sign_in, now));
        let code = generator.token();
        let sign_in = SignIn {
            userid: userid.to_owned(),
            device_id: generator.hexadecimal_id(),
            at: now,
        };
        self.0.insert(code.clone(), sign_in);
        code
    }

    /// Uses a code up.
    pub fn redeem(&mut self, code: &str, now: Duration) -> Option<SignIn> {
        self.0.remove(code).filter(|sign_in| is_good(sign_in, now))
    }

    /// Ends what somebody has begun.
    pub fn sign_out(&mut self, userid: &str) {
        self.0.retain(|_, sign_in| sign_in.userid != userid);
    }
}

fn is_good(sign_in: &SignIn, now: Duration) -> bool {
    now.saturating_sub(sign_in.at) < LIFETIME
}
