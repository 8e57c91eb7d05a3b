//! `orgbook demo`: the main job, step by step, in a sandbox. Each step says what has to come back,
//! and looks at the sandbox's own record where that tells more than the reply.

use std::{collections::BTreeMap, fs, path::Path};

use orgbook_host::Call;
use serde_json::{Value, json};

use super::{
    exit::{Failure, HOST_FAILED},
    page, render,
    steps::{Reply, Report, Steps},
    user::{Assignment, Attribute, Create, Fields, List, Update},
    values::text,
};

const ROOT: &str = "1";

pub async fn run(json: bool, page: Option<&Path>) -> Result<u8, Failure> {
    let mut steps = Steps::start(json).await?;
    steps.say("The component runs in Wasmtime, against a sandbox on this machine.\n")?;
    flow(&mut steps, page).await?;
    let (run, failed) = steps.outcome();
    steps.say(&match failed {
        0 => format!("\nAll {run} steps came out as they should.\n"),
        _ => format!("\n{failed} of {run} steps did not come out as they should.\n"),
    })?;
    Ok(if failed == 0 { 0 } else { HOST_FAILED })
}

/// The steps. It ends early where the next ones would have nothing to work on.
async fn flow(steps: &mut Steps, page: Option<&Path>) -> Result<(), Failure> {
    let sandbox = steps.sandbox();
    let custom_fields = sandbox.organisation().custom_fields;
    let mut custom_fields = custom_fields.iter().map(|key| format!("extension.{key}"));
    let (Some(kept), Some(removed)) = (custom_fields.next(), custom_fields.next()) else {
        return Err(Failure::Host(
            "the sandbox defines fewer than two custom fields".into(),
        ));
    };

    let check = Call::new("check-directory", []);
    steps
        .step("get-token", "Get an access token", check, |reply| {
            let findings = render::items(&reply.value);
            let token = findings
                .iter()
                .find(|finding| finding["id"] == "access-token");
            let token = token.unwrap_or(&Value::Null);
            let error = findings
                .iter()
                .any(|finding| finding["severity"] == "error");
            Report::default()
                .line(render::findings(&reply.value))
                .check(
                    "the component reports that it has a token",
                    token["severity"] == "ok",
                )
                .check("nothing that it checked is an error", !error)
                .check("the sandbox issued one token", sandbox.tokens_issued() == 1)
        })
        .await?;

    let list = Call::new("list-department-ids", [text(ROOT)]);
    let departments = steps
        .step(
            "list-sub-departments",
            "List the departments below the root",
            list,
            |reply| {
                Report::default()
                    .line(render::ids(&reply.value))
                    .check("there are some", !render::items(&reply.value).is_empty())
            },
        )
        .await?;
    let Some(department) = departments[0].as_str() else {
        return Ok(());
    };

    let list = List {
        department: department.into(),
        ..List::default()
    };
    let people = steps
        .step(
            "find-manager",
            "Find a manager among the people of the first",
            list.call(),
            |reply| {
                Report::default().line(render::users(&reply.value)).check(
                    "there is somebody",
                    !render::items(&reply.value["users"]).is_empty(),
                )
            },
        )
        .await?;
    let Some(manager) = people["users"][0]["id"].as_str() else {
        return Ok(());
    };

    let create = Create {
        name: "Ada Okafor".into(),
        key: Some("demo/ada".into()),
        fields: Fields {
            mobile: Some("+86-13900000101".into()),
            email: Some("ada@example.com".into()),
            telephone: Some("8101".into()),
            employee_number: Some("0101".into()),
            title: Some("Analyst".into()),
            work_place: Some("Hangzhou <2nd floor>".into()),
            manager: Some(manager.into()),
            hired_on: Some("2026-03-02".into()),
            departments: vec![Assignment::new(ROOT, None)],
            attributes: vec![
                Attribute::new(&kept, "A-17"),
                Attribute::new(&removed, "4F & up"),
            ],
            ..Fields::default()
        },
        ..Create::default()
    };
    let created = steps
        .step(
            "create-user",
            "Create a user in the root department",
            create.call(),
            was_created,
        )
        .await?;
    let Some(ada) = created["created"]["id"].as_str() else {
        return Ok(());
    };

    let create = Create {
        name: "Ben Lindqvist".into(),
        fields: Fields {
            mobile: Some("+86-13900000102".into()),
            departments: vec![Assignment::new(department, None)],
            ..Fields::default()
        },
        ..Create::default()
    };
    let title = "Create another in the first department below";
    let created = steps
        .step("create-user-below", title, create.call(), was_created)
        .await?;
    let ben = created["created"]["id"].as_str();

    let get = Call::new("get-user", [text(ada)]);
    let title = "Query the details with the identifier that came back";
    let before = steps
        .step("query-user", title, get.clone(), |reply| {
            let user = &reply.value;
            let written = [
                ("name", "Ada Okafor"),
                ("mobile", "+86-13900000101"),
                ("email", "ada@example.com"),
                ("telephone", "8101"),
                ("employee-number", "0101"),
                ("title", "Analyst"),
                ("work-place", "Hangzhou <2nd floor>"),
                ("hired-on", "2026-03-02"),
                ("manager-id", manager),
            ];
            let report = Report::default().line(render::user(user));
            written
                .into_iter()
                .fold(report, |report, (field, value)| {
                    report.check(format!("{field} is {value}"), user[field] == value)
                })
                .check(
                    "the root is the only department",
                    departments_of(user) == [ROOT],
                )
                .check(format!("{kept} is A-17"), attribute(user, &kept) == "A-17")
                .check(
                    format!("{removed} is 4F & up"),
                    attribute(user, &removed) == "4F & up",
                )
        })
        .await?;

    let update = Update {
        id: ada.into(),
        fields: Fields {
            title: Some("Lead Analyst".into()),
            email: Some("ada.okafor@example.com".into()),
            departments: vec![Assignment::new(department, Some("42"))],
            attributes: vec![Attribute::new(&kept, "B-20")],
            ..Fields::default()
        },
        clear: vec!["manager".into()],
        remove_attribute: vec![removed.clone()],
        ..Update::default()
    };
    let title =
        "Update title, e-mail, departments and a custom field; remove another; clear the manager";
    steps
        .step("update-user", title, update.call(), |_| Report::default())
        .await?;

    let title = "Query again: these have changed, and nothing else";
    let after = steps
        .step("query-again", title, get.clone(), |reply| {
            let user = &reply.value;
            let changes = differences(&before, user);
            let mut expected = [
                "email",
                "manager-id",
                "memberships",
                "title",
                kept.as_str(),
                removed.as_str(),
            ];
            expected.sort_unstable();
            changes
                .iter()
                .fold(Report::default(), |report, (field, (was, is))| {
                    report.line(format!("{field}: {} -> {}", brief(was), brief(is)))
                })
                .changes(changes.iter().map(change).collect())
                .check("title is Lead Analyst", user["title"] == "Lead Analyst")
                .check(
                    "email is ada.okafor@example.com",
                    user["email"] == "ada.okafor@example.com",
                )
                .check(
                    format!("{department} is the only department"),
                    departments_of(user) == [department],
                )
                .check(
                    "its sort key is 42",
                    user["memberships"][0]["sort-key"] == "42",
                )
                .check(format!("{kept} is B-20"), attribute(user, &kept) == "B-20")
                .check(
                    format!("{removed} is absent"),
                    attribute(user, &removed).is_null(),
                )
                .check("there is no manager", user["manager-id"].is_null())
                .check(
                    "nothing else has changed",
                    changes.keys().copied().eq(expected),
                )
        })
        .await?;

    if let Some(file) = page {
        write_page(steps, &after, file).await?;
    }

    let update = Update {
        id: ada.into(),
        fields: Fields {
            mobile: Some("+86-13900000199".into()),
            ..Fields::default()
        },
        ..Update::default()
    };
    let title = "Try to update the mobile number";
    steps
        .refused(
            "update-mobile",
            title,
            update.call(),
            "unsupported",
            |reply| {
                let reason = reply.error["message"].as_str().unwrap_or_default();
                Report::default()
                    .check("the message says why", !reason.is_empty())
                    .check("the sandbox was not asked", reply.sent.is_empty())
            },
        )
        .await?;

    for (name, title, id) in [
        ("delete-user", "Delete the user", Some(ada)),
        ("delete-user-below", "Delete the other user", ben),
    ] {
        let Some(id) = id else { continue };
        steps
            .step(name, title, Call::new("delete-user", [text(id)]), |_| {
                let gone = sandbox
                    .organisation()
                    .users
                    .iter()
                    .all(|user| user.userid != id);
                Report::default().check("nobody in the sandbox has the identifier", gone)
            })
            .await?;
    }

    steps
        .refused(
            "query-deleted",
            "Query the deleted user",
            get,
            "not-found",
            |_| {
                let one = sandbox.tokens_issued() == 1;
                Report::default().check("the sandbox issued one token for all of this", one)
            },
        )
        .await
}

/// Writes the user's page, with the departments' names, which the user's record lacks.
async fn write_page(steps: &mut Steps, user: &Value, file: &Path) -> Result<(), Failure> {
    let mut names = BTreeMap::new();
    let mut calls = Vec::new();
    let mut sent = Vec::new();
    for id in departments_of(user) {
        let call = Call::new("get-department", [text(id)]);
        let reply = steps.call(&call).await?;
        names.insert(id, reply.value["name"].clone());
        calls.push(call.to_string());
        sent.extend(reply.sent);
    }
    let html = page::of(user, &names);
    fs::write(file, &html)
        .map_err(|error| Failure::Host(format!("{} cannot be written: {error}", file.display())))?;
    let report = Report::default()
        .line(format!("{}, {} bytes", file.display(), html.len()))
        .check(
            "every department has a name",
            names.values().all(Value::is_string),
        );
    let value = json!({ "file": file.display().to_string(), "bytes": html.len() });
    let reply = Reply {
        value,
        error: Value::Null,
        sent,
    };
    steps.tell(
        "write-page",
        "Write the user's information page",
        &calls.join("\n"),
        &reply,
        report,
    )
}

fn was_created(reply: &Reply) -> Report {
    let created = &reply.value["created"];
    let id = created["id"].as_str().unwrap_or_default();
    Report::default()
        .line(render::created(&reply.value))
        .check("it answers the new identifier", !id.is_empty())
        .check(
            "it was this call that created the user",
            created["replayed"] == false,
        )
}

fn departments_of(user: &Value) -> Vec<&str> {
    let memberships = render::items(&user["memberships"]).iter();
    memberships
        .filter_map(|membership| membership["department-id"].as_str())
        .collect()
}

fn attribute(user: &Value, name: &str) -> Value {
    let found = render::items(&user["attributes"])
        .iter()
        .find(|given| given["name"] == name);
    found.map_or(Value::Null, |given| given["value"].clone())
}

/// The fields and attributes that differ, with what they were and what they are.
fn differences<'a>(before: &'a Value, after: &'a Value) -> BTreeMap<&'a str, (Value, Value)> {
    let names = |user: &'a Value| {
        let fields = user
            .as_object()
            .into_iter()
            .flat_map(|fields| fields.keys());
        let attributes = render::items(&user["attributes"]).iter();
        fields
            .map(String::as_str)
            .filter(|name| *name != "attributes")
            .chain(attributes.filter_map(|given| given["name"].as_str()))
    };
    let value = |user: &Value, name: &str| match user.get(name) {
        Some(value) => value.clone(),
        None => attribute(user, name),
    };
    names(before)
        .chain(names(after))
        .map(|name| (name, (value(before, name), value(after, name))))
        .filter(|(_, (was, is))| was != is)
        .collect()
}

fn change((field, (was, is)): (&&str, &(Value, Value))) -> Value {
    json!({ "field": field, "before": was, "after": is })
}

fn brief(value: &Value) -> String {
    match value.as_array() {
        Some(_) => render::several(value, render::membership).replace('\n', "; "),
        None => render::shown(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_are_told_by_field_and_by_attribute() {
        let before = json!({
            "id": "u1", "title": "A", "email": null,
            "attributes": [{ "name": "x", "value": "1" }, { "name": "y", "value": "2" }],
        });
        let after = json!({
            "id": "u1", "title": "A", "email": "",
            "attributes": [{ "name": "y", "value": "3" }, { "name": "z", "value": "4" }],
        });
        let found: Vec<_> = differences(&before, &after).into_iter().collect();
        assert_eq!(
            found,
            [
                ("email", (Value::Null, json!(""))),
                ("x", (json!("1"), Value::Null)),
                ("y", (json!("2"), json!("3"))),
                ("z", (Value::Null, json!("4"))),
            ]
        );
    }
}
