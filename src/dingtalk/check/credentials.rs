//! Why DingTalk may not accept the client id and secret: exchanged, or of the other deployment.

use super::report::Report;
use crate::dingtalk::call::Call;
use crate::dingtalk::settings::{BaseUrl, Credentials};
use crate::platform::Platform;

/// What a client id begins with, and a client secret does not (section 1.1).
const CLIENT_ID_PREFIX: &str = "ding";

/// Reports what the refused credentials look like, and whether the other deployment takes them: it
/// refuses those of its sister in the same words as wrong ones (section 10).
pub async fn explain<P: Platform>(call: &Call<'_, P>, report: &mut Report) {
    let Some(credentials) = &call.settings.token_source.credentials else {
        return;
    };
    if are_exchanged(credentials) {
        return report.exchanged_credentials();
    }
    let mainland = call.settings.mainland;
    if call.settings.token_source.api != BaseUrl::of_new_family(mainland) {
        return report.region_of_base_url();
    }
    let other = BaseUrl::of_new_family(!mainland);
    report.region(!mainland, call.is_accepted_by(&other).await);
}

fn are_exchanged(credentials: &Credentials) -> bool {
    !credentials.client_id.starts_with(CLIENT_ID_PREFIX)
        && credentials
            .client_secret
            .expose()
            .starts_with(CLIENT_ID_PREFIX)
}
