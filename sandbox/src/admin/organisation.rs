//! The organisation as a whole, and its people and departments by the rules of DingTalk's own calls.

use serde_json::{Map, Value};

use super::request::written;
use super::{AdminRequest, Outcome, Problem, Reply};
use crate::Organisation;

pub(super) fn read(request: &AdminRequest<'_>) -> Outcome {
    Ok(Reply::Json(written(&request.sandbox.organisation())?))
}

pub(super) fn replace(request: &AdminRequest<'_>) -> Outcome {
    let mut file: Value = request.json()?;
    let former = request.sandbox.organisation();
    if let Some(Value::Array(apps)) = file.get_mut("apps") {
        for app in apps.iter_mut().filter_map(Value::as_object_mut) {
            keep_secret(app, &former);
        }
    }
    let organisation = serde_json::from_value(file)
        .map_err(|problem| Problem::bad_request(format!("not an organisation file: {problem}")))?;
    request.sandbox.replace_organisation(organisation)?;
    Ok(Reply::Done)
}

/// Gives an app without a secret the one that it had.
fn keep_secret(app: &mut Map<String, Value>, former: &Organisation) {
    let known = former
        .apps
        .iter()
        .find(|known| app.get("client_id").and_then(Value::as_str) == Some(&known.client_id));
    if let Some(known) = known {
        app.entry("client_secret")
            .or_insert_with(|| known.client_secret.expose().into());
    }
}

pub(super) fn create_user(request: &AdminRequest<'_>) -> Outcome {
    as_console(request, "/topapi/v2/user/create", None)
}

pub(super) fn update_user(request: &AdminRequest<'_>) -> Outcome {
    as_console(request, "/topapi/v2/user/update", Some("userid"))
}

pub(super) fn delete_user(request: &AdminRequest<'_>) -> Outcome {
    as_console(request, "/topapi/v2/user/delete", Some("userid"))
}

pub(super) fn create_department(request: &AdminRequest<'_>) -> Outcome {
    as_console(request, "/topapi/v2/department/create", None)
}

pub(super) fn update_department(request: &AdminRequest<'_>) -> Outcome {
    as_console(request, "/topapi/v2/department/update", Some("dept_id"))
}

pub(super) fn delete_department(request: &AdminRequest<'_>) -> Outcome {
    as_console(request, "/topapi/v2/department/delete", Some("dept_id"))
}

/// Calls one of DingTalk's endpoints with the body's fields, and with what the path names as the field `subject`.
fn as_console(request: &AdminRequest<'_>, path: &str, subject: Option<&str>) -> Outcome {
    let mut fields = request.fields_or_none()?;
    if let Some(name) = subject {
        fields.insert(name.to_owned(), request.variable().into());
    }
    match request.sandbox.as_console(path, fields.into())? {
        Value::Null => Ok(Reply::Done),
        result => Ok(Reply::Json(result)),
    }
}
