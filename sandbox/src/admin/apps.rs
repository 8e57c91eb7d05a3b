//! The apps, and the permissions that they can have.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::request::merged;
use super::{AdminRequest, Outcome, Problem, Reply};
use crate::{App, UnknownApp, api};

/// Field permissions, with what a reply has for an app that holds them.
const FIELDS: [(&str, &str); 2] = [
    (
        "fieldEmail",
        "email, work_place, remark and extension in replies",
    ),
    ("fieldMobile", "mobile and state_code in replies"),
];

pub(super) fn permissions(_: &AdminRequest<'_>) -> Outcome {
    let mut opens: BTreeMap<&str, Vec<String>> = FIELDS
        .into_iter()
        .map(|(code, what)| (code, vec![what.to_owned()]))
        .collect();
    for (code, api) in api::permissions() {
        let what = format!("{} {}", api.method, api.path);
        opens.entry(code).or_default().push(what);
    }
    let permissions: Vec<Value> = opens
        .into_iter()
        .map(|(code, opens)| json!({"code": code, "opens": opens}))
        .collect();
    Ok(Reply::Json(json!({"permissions": permissions})))
}

pub(super) fn add(request: &AdminRequest<'_>) -> Outcome {
    request.sandbox.add_app(request.json()?)?;
    Ok(Reply::Done)
}

pub(super) fn change(request: &AdminRequest<'_>) -> Outcome {
    let client_id = request.variable();
    let organisation = request.sandbox.organisation();
    let app = organisation
        .apps
        .iter()
        .find(|app| app.client_id == client_id)
        .ok_or_else(|| UnknownApp(client_id.to_owned()))?;
    let mut fields = request.fields()?;
    fields
        .entry("client_secret")
        .or_insert_with(|| app.client_secret.expose().into());
    let changed: App = merged(app, fields)?;
    if changed.client_id != client_id {
        return Err(Problem::bad_request("a client_id cannot be changed"));
    }
    organisation.validate_app(&changed)?;
    request
        .sandbox
        .change_app(client_id, |app| *app = changed)?;
    Ok(Reply::Done)
}
