//! `orgbook demo`: the main job, step by step, in a sandbox. Each step says what has to come back,
//! and looks at the sandbox's own record where that tells more than the reply.

mod compare;
mod steps;

use std::{collections::BTreeMap, fs, path::Path};

use orgbook_host::Call;
use orgbook_sandbox::{DEFAULT_CLIENT_ID, FaultRule};
use serde_json::{Value, json};

use super::{
    arguments::{Assignment, Attribute},
    exit::{Failure, HOST_FAILED},
    page, print, render,
    user::{Create, Department, Fields, Identity, List, Update},
    values::{option, text},
};
use compare::{brief, change, compare, departments_of, differences};
use steps::{Reply, Report, Steps};

const ROOT: &str = "1";

/// What the steps need, and nothing else.
const PERMISSIONS: [&str; 7] = [
    "qyapi_base",
    "qyapi_get_department_list",
    "qyapi_get_department_member",
    "qyapi_get_member",
    "qyapi_manage_addresslist",
    "fieldMobile",
    "fieldEmail",
];

pub async fn run(json: bool, page: Option<&Path>, faults: Vec<FaultRule>) -> Result<u8, Failure> {
    let mut steps = Steps::start(json, print, faults).await?;
    steps.say("The component runs in Wasmtime, against a sandbox on this machine.\n")?;
    grant(&steps, &PERMISSIONS)?;
    steps.say(&format!(
        "Its app has exactly the permissions that the steps need:\n  {}\n",
        PERMISSIONS.join("\n  ")
    ))?;
    flow(&mut steps, page).await?;
    let (run, failed) = steps.outcome();
    steps.say(&match failed {
        0 => format!("\nAll {run} steps came out as they should.\n"),
        _ => format!("\n{failed} of {run} steps did not come out as they should.\n"),
    })?;
    Ok(if failed == 0 { 0 } else { HOST_FAILED })
}

/// Gives the app these permissions and takes all others.
fn grant(steps: &Steps, permissions: &[&str]) -> Result<(), Failure> {
    steps
        .sandbox()
        .change_app(DEFAULT_CLIENT_ID, |app| {
            app.permissions = permissions.iter().map(|&code| code.to_owned()).collect();
        })
        .map_err(|unknown| Failure::Host(unknown.to_string()))
}

/// The steps. They end early where the next ones would have nothing to work on.
async fn flow(steps: &mut Steps, page: Option<&Path>) -> Result<(), Failure> {
    let defined = steps.sandbox().organisation().custom_fields;
    let mut custom_fields = defined.iter().map(|key| format!("extension.{key}"));
    let (Some(badge), Some(desk)) = (custom_fields.next(), custom_fields.next()) else {
        return Err(Failure::Host(
            "the sandbox defines too few custom fields".into(),
        ));
    };

    get_token(steps).await?;
    let departments = list_sub_departments(steps).await?;
    let Some(department) = departments[0].as_str() else {
        return Ok(());
    };
    let people = list_people(steps, department).await?;
    let Some(manager) = people["users"][0]["id"].as_str() else {
        return Ok(());
    };

    let ada = Create {
        identity: Identity {
            name: "Ada Okafor".into(),
            key: Some("demo/ada".into()),
            ..Identity::default()
        },
        mobile: Some("+86-13900000101".into()),
        fields: Fields {
            email: Some("ada@example.com".into()),
            telephone: Some("8101".into()),
            employee_number: Some("0101".into()),
            title: Some("Analyst".into()),
            work_place: Some("Hangzhou <2nd floor>".into()),
            manager: Some(manager.into()),
            hired_on: Some("2026-03-02".into()),
            departments: vec![Assignment::new(ROOT, None)],
            attributes: vec![
                Attribute::new(&badge, "A-17"),
                Attribute::new(&desk, "4F & up"),
            ],
            ..Fields::default()
        },
    };
    let title = "Create a user in the root department";
    let created = steps
        .step("create-user", title, ada.call(), was_created)
        .await?;
    let Some(ada) = created["val"]["id"].as_str() else {
        return Ok(());
    };

    let ben = Create {
        identity: Identity {
            name: "Ben Lindqvist".into(),
            ..Identity::default()
        },
        mobile: Some("+86-13900000102".into()),
        fields: Fields {
            departments: vec![Assignment::new(department, None)],
            ..Fields::default()
        },
    };
    let title = "Create another in the first department below";
    let created = steps
        .step("create-user-below", title, ben.call(), was_created)
        .await?;
    let ben = created["val"]["id"].as_str();

    let title = "Query the details with the identifier that came back";
    let before = steps
        .step(
            "query-user",
            title,
            Call::new("get-user", [text(ada)]),
            |reply| {
                let report = Report::default().line(render::user::one(&reply.value));
                compare(
                    report,
                    &reply.value,
                    &[
                        ("name", Some("Ada Okafor")),
                        ("mobile", Some("+86-13900000101")),
                        ("email", Some("ada@example.com")),
                        ("telephone", Some("8101")),
                        ("employee-number", Some("0101")),
                        ("title", Some("Analyst")),
                        ("work-place", Some("Hangzhou <2nd floor>")),
                        ("hired-on", Some("2026-03-02")),
                        ("manager-id", Some(manager)),
                        ("memberships", Some(ROOT)),
                        (&badge, Some("A-17")),
                        (&desk, Some("4F & up")),
                    ],
                )
            },
        )
        .await?;

    let update = Update {
        id: ada.into(),
        fields: Fields {
            title: Some("Lead Analyst".into()),
            email: Some("ada.okafor@example.com".into()),
            departments: vec![Assignment::new(department, Some("42"))],
            attributes: vec![Attribute::new(&badge, "B-20")],
            ..Fields::default()
        },
        clear: vec!["manager".into()],
        remove_attribute: vec![desk.clone()],
        ..Update::default()
    };
    let title =
        "Update title, e-mail, departments and a custom field; remove another; clear the manager";
    steps
        .step("update-user", title, update.call(), |_| Report::default())
        .await?;
    let after = query_again(
        steps,
        ada,
        &before,
        &[
            ("title", Some("Lead Analyst")),
            ("email", Some("ada.okafor@example.com")),
            ("memberships", Some(department)),
            ("sort-key", Some("42")),
            (&badge, Some("B-20")),
            (&desk, None),
            ("manager-id", None),
        ],
    )
    .await?;

    if let Some(file) = page {
        write_page(steps, &after, file).await?;
    }
    try_to_update_mobile(steps, ada).await?;
    delete(steps, "delete-user", "Delete the user", ada).await?;
    if let Some(ben) = ben {
        delete(steps, "delete-user-below", "Delete the other user", ben).await?;
    }
    query_deleted(steps, ada).await
}

async fn get_token(steps: &mut Steps) -> Result<Value, Failure> {
    let sandbox = steps.sandbox();
    let check = Call::new("check-directory", []);
    steps
        .step("get-token", "Get an access token", check, |reply| {
            let findings = render::items(&reply.value);
            let is_error = |finding: &Value| finding["severity"] == "error";
            let is_token =
                |finding: &Value| finding["id"] == "access-token" && finding["severity"] == "ok";
            Report::default()
                .line(render::diagnostics::findings(&reply.value))
                .check(
                    "the component reports that it has a token",
                    findings.iter().any(is_token),
                )
                .check(
                    "nothing that it checked is an error",
                    !findings.iter().any(is_error),
                )
                .check("the sandbox issued one token", sandbox.tokens_issued() == 1)
        })
        .await
}

async fn list_sub_departments(steps: &mut Steps) -> Result<Value, Failure> {
    let list = Call::new("list-department-ids", [text(ROOT), option(None)]);
    let listed = steps
        .step(
            "list-sub-departments",
            "List the departments below the root",
            list,
            |reply| {
                let some = !render::items(&reply.value["ids"]).is_empty();
                Report::default()
                    .line(render::id_page(&reply.value))
                    .check("there are some", some)
            },
        )
        .await?;
    Ok(listed["ids"].clone())
}

async fn list_people(steps: &mut Steps, department: &str) -> Result<Value, Failure> {
    let list = List {
        department: Department {
            id: department.into(),
        },
        ..List::default()
    };
    let title = "Find a manager among the people of the first";
    steps
        .step("find-manager", title, list.call(), |reply| {
            Report::default()
                .line(render::user::list(&reply.value))
                .check(
                    "there is somebody",
                    !render::items(&reply.value["users"]).is_empty(),
                )
        })
        .await
}

async fn query_again(
    steps: &mut Steps,
    id: &str,
    before: &Value,
    expected: &[(&str, Option<&str>)],
) -> Result<Value, Failure> {
    let title = "Query again: these have changed, and nothing else";
    steps
        .step(
            "query-again",
            title,
            Call::new("get-user", [text(id)]),
            |reply| {
                let changes = differences(before, &reply.value);
                let mut report = Report::default().changes(changes.iter().map(change).collect());
                for (name, (was, is)) in &changes {
                    report = report.line(format!("{name}: {} -> {}", brief(was), brief(is)));
                }
                let others = changes
                    .keys()
                    .filter(|name| expected.iter().all(|(of, _)| of != *name));
                compare(report, &reply.value, expected)
                    .check("nothing else has changed", others.count() == 0)
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
    let title = "Write the user's information page";
    steps.tell("write-page", title, &calls.join("\n"), &reply, report)
}

async fn try_to_update_mobile(steps: &mut Steps, id: &str) -> Result<(), Failure> {
    let update = Update {
        id: id.into(),
        mobile: Some("+86-13900000199".into()),
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
        .await
}

async fn delete(steps: &mut Steps, name: &str, title: &str, id: &str) -> Result<Value, Failure> {
    let sandbox = steps.sandbox();
    steps
        .step(name, title, Call::new("delete-user", [text(id)]), |_| {
            let gone = sandbox
                .organisation()
                .users
                .iter()
                .all(|user| user.userid != id);
            Report::default().check("nobody in the sandbox has the identifier", gone)
        })
        .await
}

async fn query_deleted(steps: &mut Steps, id: &str) -> Result<(), Failure> {
    let sandbox = steps.sandbox();
    let get = Call::new("get-user", [text(id)]);
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

fn was_created(reply: &Reply) -> Report {
    let created = &reply.value["val"];
    let id = created["id"].as_str().unwrap_or_default();
    Report::default()
        .line(render::user::created(&reply.value))
        .check("it answers the new identifier", !id.is_empty())
        .check(
            "it was this call that created the user",
            created["replayed"] == false,
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn without_any_one_of_its_permissions_the_demo_fails() {
        for missing in PERMISSIONS {
            let rest: Vec<_> = PERMISSIONS
                .into_iter()
                .filter(|code| *code != missing)
                .collect();
            let run = async {
                let mut steps = Steps::start(true, |_| Ok(()), Vec::new()).await?;
                grant(&steps, &rest)?;
                flow(&mut steps, None).await?;
                Ok::<_, Failure>(steps.outcome())
            };
            match run.await {
                Ok((_, failed)) => assert_ne!(failed, 0, "{missing} is not needed"),
                Err(failure) => panic!("{failure}"),
            }
        }
    }
}
