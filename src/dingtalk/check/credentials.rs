//! Why DingTalk may not accept the client id and secret: exchanged, or of the other deployment.

use crate::dingtalk::call::Call;
use crate::dingtalk::settings::{BaseUrl, Credentials};
use crate::platform::Platform;

/// What a client id begins with, and a client secret does not (section 1.1).
const CLIENT_ID_PREFIX: &str = "ding";

/// What is found out about refused credentials.
pub enum Diagnosis {
    /// Client id and secret stand in each other's place.
    Exchanged,
    /// What the other deployment says to them, mainland or international: it refuses those of its
    /// sister in the same words as wrong ones (section 10). `accepted` is `None` if it could not be
    /// asked.
    OtherDeployment {
        /// Whether the other deployment is the mainland's.
        mainland: bool,
        /// Whether it accepts them.
        accepted: Option<bool>,
    },
    /// A base URL that was set by hand decides which deployment is asked.
    BaseUrl,
}

impl Diagnosis {
    /// Whether this is why the credentials are refused.
    pub fn explains(&self) -> bool {
        match self {
            Self::Exchanged => true,
            Self::OtherDeployment { accepted, .. } => *accepted == Some(true),
            Self::BaseUrl => false,
        }
    }
}

/// Looks why the credentials are refused; `None` if there are none.
pub async fn diagnose<P: Platform>(call: &Call<'_, P>) -> Option<Diagnosis> {
    let source = &call.settings.token_source;
    if are_exchanged(source.credentials.as_ref()?) {
        return Some(Diagnosis::Exchanged);
    }
    let mainland = call.settings.mainland;
    if source.api != BaseUrl::of_new_family(mainland) {
        return Some(Diagnosis::BaseUrl);
    }
    let other = BaseUrl::of_new_family(!mainland);
    Some(Diagnosis::OtherDeployment {
        mainland: !mainland,
        accepted: call.is_accepted_by(&other).await,
    })
}

fn are_exchanged(credentials: &Credentials) -> bool {
    !credentials.client_id.starts_with(CLIENT_ID_PREFIX)
        && credentials
            .client_secret
            .expose()
            .starts_with(CLIENT_ID_PREFIX)
}
