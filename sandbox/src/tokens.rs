//! Access tokens (specification 1.2): one per app, the same one while it is valid, a new one afterwards.

use std::collections::HashMap;
use std::time::Duration;

use crate::errors::Code;
use crate::generator::Generator;
use crate::organisation::{App, ExpiredTokenCode};
use crate::secret::Secret;

/// How long a token lives after the last request for it.
pub(crate) const LIFETIME: Duration = Duration::from_secs(7200);

struct Token {
    client_id: String,
    /// The secret it was issued under: a rotated secret makes it invalid.
    secret: Secret,
    expires_at: Duration,
}

/// The tokens of all apps. Expired ones are kept so that they can be told from unknown ones.
#[derive(Default)]
pub(crate) struct Tokens {
    by_text: HashMap<String, Token>,
    current: HashMap<String, String>,
    issued: Vec<Secret>,
}

impl Tokens {
    /// The app's token: renewed if it is still valid, new otherwise.
    pub fn obtain(&mut self, app: &App, now: Duration, generator: &mut Generator) -> String {
        let expires_at = now.saturating_add(LIFETIME);
        if let Some(text) = self.current.get(&app.client_id)
            && let Some(token) = self.by_text.get_mut(text)
            && token.secret == app.client_secret
            && now < token.expires_at
        {
            token.expires_at = expires_at;
            return text.clone();
        }
        let text = generator.token();
        self.issued.push(Secret::new(&text));
        self.current.insert(app.client_id.clone(), text.clone());
        self.by_text.insert(
            text.clone(),
            Token {
                client_id: app.client_id.clone(),
                secret: app.client_secret.clone(),
                expires_at,
            },
        );
        text
    }

    /// The app that a token belongs to.
    pub fn app<'a>(
        &self,
        text: &str,
        apps: &'a [App],
        now: Duration,
        expired: ExpiredTokenCode,
    ) -> Result<&'a App, Code> {
        let token = self.by_text.get(text).ok_or(Code::TOKEN_INVALID)?;
        let app = apps
            .iter()
            .find(|app| app.client_id == token.client_id && app.client_secret == token.secret)
            .ok_or(Code::TOKEN_INVALID)?;
        if now < token.expires_at {
            return Ok(app);
        }
        Err(match expired {
            ExpiredTokenCode::Invalid => Code::TOKEN_INVALID,
            ExpiredTokenCode::TimedOut => Code::TOKEN_EXPIRED,
        })
    }

    /// The different tokens that were handed out, oldest first.
    pub fn issued(&self) -> &[Secret] {
        &self.issued
    }

    /// Ends the life of every token.
    pub fn expire(&mut self, now: Duration) {
        for token in self.by_text.values_mut() {
            token.expires_at = token.expires_at.min(now);
        }
    }

    /// Forgets every token, as if it had never been issued.
    pub fn revoke(&mut self) {
        self.by_text.clear();
        self.current.clear();
    }
}
