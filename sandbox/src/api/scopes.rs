//! `GET /auth/scopes`: what the calling app may see (specification 4).

use serde_json::json;

use crate::api::users::{FIELD_EMAIL, FIELD_MOBILE};
use crate::envelope::Answer;
use crate::errors::Code;
use crate::gate::Call;

/// The fields of users that every app may see, by their v1 names.
const FIELDS: [&str; 10] = [
    "jobnumber",
    "isLeader",
    "name",
    "position",
    "isAdmin",
    "avatar",
    "department",
    "userid",
    "deviceId",
    "isHide",
];

/// The app's data range, and the fields of users that it may see.
pub(crate) fn scopes(call: &mut Call<'_>) -> Answer {
    let granted = |permission| call.app.permissions.contains(permission);
    let mut fields = FIELDS.to_vec();
    fields.extend(granted(FIELD_MOBILE).then_some("mobile"));
    fields.extend(granted(FIELD_EMAIL).then_some("email"));
    let range = &call.app.data_range;
    Ok(Some(json!({
        "condition_field": [],
        "auth_user_field": fields,
        "auth_org_scopes": {"authed_user": range.users, "authed_dept": range.departments},
    })))
}

/// The gateway knows the name of this endpoint, and nothing stands behind it.
pub(crate) fn behind_gateway(_: &mut Call<'_>) -> Answer {
    Err(Code::SERVICE_MISSING.into())
}
