//! The command line, as it is built.

mod package;
mod resources;

use std::{
    fs,
    net::{Ipv4Addr, TcpListener},
    path::Path,
    process::{Command, Output},
};

use orgbook_sandbox::{DEFAULT_CLIENT_ID, DEFAULT_CLIENT_SECRET, Sandbox};
use serde_json::Value;

/// Runs the command line with these variables and no others.
fn orgbook_with(variables: &[(&str, &str)], arguments: &[&str]) -> Output {
    leaks::hide_settings(variables.iter().copied());
    let mut command = Command::new(env!("CARGO_BIN_EXE_orgbook"));
    command
        .env_clear()
        .envs(variables.iter().copied())
        .args(arguments);
    outcome(&mut command)
}

/// Runs a command, and looks at what it prints.
#[track_caller]
fn outcome(command: &mut Command) -> Output {
    printed(command.output().expect("the command line can be started"))
}

/// What a command has printed shows no secret, also none of the sandbox that it brings along.
#[track_caller]
fn printed(output: Output) -> Output {
    leaks::hide(DEFAULT_CLIENT_SECRET);
    leaks::hide(&first_token());
    leaks::shown("standard output", &out(&output));
    leaks::shown("standard error", &err(&output));
    output
}

/// The token that every new sandbox issues first.
fn first_token() -> String {
    let sandbox = Sandbox::new();
    let path = format!("/gettoken?appkey={DEFAULT_CLIENT_ID}&appsecret={DEFAULT_CLIENT_SECRET}");
    let request = http::Request::get(path).body(Vec::new());
    sandbox.handle(
        request.expect("a valid request"),
        Ipv4Addr::LOCALHOST.into(),
    );
    let issued = sandbox
        .secrets()
        .pop()
        .expect("the token is the latest secret");
    issued.expose().to_owned()
}

fn orgbook(arguments: &[&str]) -> Output {
    orgbook_with(&[], arguments)
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("no signal ended it")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn help_tells_examples_variables_and_exit_codes() {
    let output = orgbook(&["--help"]);
    assert_eq!(code(&output), 0);
    let help = out(&output);
    for part in [
        "Examples:",
        "Commands of `orgbook role`:",
        "DINGTALK_CLIENT_SECRET",
        "Exit codes:",
        "outcome-unknown",
    ] {
        assert!(help.contains(part), "{part} is missing in {help}");
    }
}

#[test]
fn missing_credentials_are_named_by_the_component_with_a_way_to_try_it() {
    let output = orgbook(&["user", "get", "u1"]);
    assert_eq!(code(&output), 6);
    assert_eq!(out(&output), "");
    let message = err(&output);
    for part in [
        "misconfigured",
        "DINGTALK_CLIENT_ID",
        "DINGTALK_CLIENT_SECRET",
        "--sandbox",
    ] {
        assert!(message.contains(part), "{part} is missing in {message}");
    }
}

#[test]
fn with_json_an_error_is_one_object_with_the_names_of_the_interface() {
    let output = orgbook(&["--json", "--sandbox", "user", "get", "nobody"]);
    assert_eq!(code(&output), 3);
    assert_eq!(out(&output), "");
    let error = json(&err(&output));
    assert_eq!(error["error"]["kind"]["tag"], "not-found");
    assert_eq!(error["error"]["backend"]["code"], "60121");
    assert!(error["error"]["backend"]["request-id"].is_string());
    assert!(error["error"]["retry-after-ms"].is_null());
}

#[test]
fn with_json_a_result_is_what_the_interface_answers() {
    let output = orgbook(&["--json", "--sandbox", "user", "get", "manager4220"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let user = json(&out(&output));
    assert_eq!(user["id"], "manager4220");
    assert_eq!(user["memberships"][0]["department-id"], "1");
    assert!(user["manager-id"].is_null());
}

#[test]
fn people_get_tables() {
    let output = orgbook(&["--sandbox", "user", "list", "--department", "1"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let table = out(&output);
    assert!(table.contains("Employee number"), "{table}");
    assert!(table.contains("manager4220"), "{table}");
}

#[test]
fn a_page_that_is_not_the_last_tells_how_to_go_on() {
    let list = [
        "--sandbox",
        "user",
        "list",
        "--department",
        "36948801",
        "--limit",
        "1",
    ];
    let page = out(&orgbook(&list));
    assert!(page.contains("--cursor"), "{page}");
    let next = json(&out(&orgbook(&[&["--json"], &list[..]].concat())))["next"].clone();
    let next = next.as_str().expect("there are more");
    let second = out(&orgbook(&[&list[..], &["--cursor", next]].concat()));
    assert_ne!(page.lines().nth(2), second.lines().nth(2));
}

#[test]
fn a_key_makes_the_identifier_of_a_new_user() {
    let create = [
        "--json",
        "--sandbox",
        "user",
        "create",
        "--name",
        "Ada",
        "--mobile",
        "13900000001",
        "--key",
        "hr/4711",
        "--department",
        "1:7",
        "--attribute",
        "extension.desk=4F=A",
    ];
    let created = |output: Output| json(&out(&output))["val"]["id"].clone();
    let first = created(orgbook(&create));
    assert!(
        first.as_str().is_some_and(|id| id.starts_with("k-")),
        "{first}"
    );
    assert_eq!(created(orgbook(&create)), first);
}

#[test]
fn each_kind_of_refusal_has_its_exit_code() {
    let taken = [
        "--sandbox",
        "user",
        "create",
        "--name",
        "Ada",
        "--mobile",
        "13800000001",
    ];
    assert_eq!(code(&orgbook(&taken)), 4);
    assert_eq!(
        code(&orgbook(&["--sandbox", "user", "update", "manager4220"])),
        5
    );
    assert_eq!(code(&orgbook(&["check"])), 6);

    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("there is a free port");
    let url = format!("http://{}", listener.local_addr().expect("it is bound"));
    drop(listener);
    let unreachable = [
        ("DINGTALK_CLIENT_ID", "ding-nobody"),
        ("DINGTALK_CLIENT_SECRET", "known-to-nobody"),
        ("DINGTALK_OAPI_URL", &url),
        ("DINGTALK_API_URL", &url),
        ("ORGBOOK_DEADLINE_MS", "2000"),
    ];
    let output = orgbook_with(&unreachable, &["user", "get", "u1"]);
    assert_eq!(code(&output), 7, "{}", err(&output));
    assert!(
        !err(&output).contains("known-to-nobody"),
        "{}",
        err(&output)
    );
}

#[test]
fn a_mobile_number_is_given_to_update_so_that_the_component_can_say_why_not() {
    let update = [
        "--sandbox",
        "user",
        "update",
        "manager4220",
        "--mobile",
        "13900000001",
    ];
    let output = orgbook(&update);
    assert_eq!(code(&output), 5);
    assert!(
        err(&output).starts_with("unsupported: "),
        "{}",
        err(&output)
    );
}

#[test]
fn nobody_with_a_mobile_number_is_not_found() {
    let find = ["--json", "--sandbox", "user", "get", "--by-mobile"];
    let nobody = orgbook(&[&find[..], &["13900000999"]].concat());
    assert_eq!((code(&nobody), out(&nobody).trim()), (3, "null"));
    let somebody = orgbook(&[&find[..], &["13800000001"]].concat());
    assert_eq!(code(&somebody), 0, "{}", err(&somebody));
    assert_eq!(json(&out(&somebody))["id"], "manager4220");
}

#[test]
fn any_function_can_be_invoked_in_wave_text() {
    let output = orgbook(&["--sandbox", "invoke", "list-department-ids(\"36948801\")"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert_eq!(
        json(&out(&output)),
        serde_json::json!({ "ids": ["574367301"] })
    );
}

#[test]
fn what_is_no_call_is_a_usage_error() {
    for (call, told) in [
        ("nonsense", "is no call"),
        (
            "nonsense()",
            "there is no function `nonsense`; there are: add-role-members, ",
        ),
        ("get-user(", "is no call"),
        ("get-user(1)", "get-user(id: string)"),
    ] {
        let output = orgbook(&["invoke", call]);
        assert_eq!(code(&output), 2, "{call}");
        assert!(err(&output).contains(told), "{}", err(&output));
    }
    let output = orgbook(&["--json", "invoke", "nonsense()"]);
    assert_eq!(json(&err(&output))["error"]["kind"]["tag"], "usage");
    assert_eq!(code(&orgbook(&["user", "get"])), 2);
}

#[test]
fn describe_shows_settings_and_no_secret() {
    let credentials = [
        ("DINGTALK_CLIENT_ID", "ding-visible"),
        ("DINGTALK_CLIENT_SECRET", "s3cr3t-t3xt"),
    ];
    for arguments in [&["describe"][..], &["--json", "describe"]] {
        let output = orgbook_with(&credentials, arguments);
        assert_eq!(code(&output), 0, "{}", err(&output));
        assert!(out(&output).contains("ding-visible"), "{}", out(&output));
        assert!(!out(&output).contains("s3cr3t"), "{}", out(&output));
    }
}

#[test]
fn every_step_of_the_demo_comes_out_as_it_should() {
    let page = Path::new(env!("CARGO_TARGET_TMPDIR")).join("user.html");
    let output = orgbook(&["--json", "demo", "--page", page.to_str().expect("UTF-8")]);
    assert_eq!(code(&output), 0, "{}", out(&output));
    let steps: Vec<Value> = out(&output).lines().map(json).collect();
    let names: Vec<_> = steps
        .iter()
        .filter_map(|step| step["step"].as_str())
        .collect();
    assert_eq!(
        names,
        [
            "get-token",
            "list-sub-departments",
            "find-manager",
            "create-user",
            "create-user-below",
            "query-user",
            "update-user",
            "query-again",
            "write-page",
            "update-mobile",
            "delete-user",
            "delete-user-below",
            "query-deleted",
        ]
    );
    for step in &steps {
        assert_eq!(step["ok"], true, "{step}");
        assert!(
            step["checks"]
                .as_array()
                .is_some_and(|checks| !checks.is_empty()),
            "{step}"
        );
    }
    let step = |name| {
        steps
            .iter()
            .find(|step| step["step"] == name)
            .expect("it is among the names")
    };
    assert_eq!(step("update-mobile")["error"]["kind"]["tag"], "unsupported");
    assert_eq!(step("update-mobile")["sent"], serde_json::json!([]));
    assert_eq!(step("query-deleted")["error"]["kind"]["tag"], "not-found");
    assert_eq!(
        step("query-again")["changes"].as_array().map(Vec::len),
        Some(6)
    );

    let html = fs::read_to_string(page).expect("the page was written");
    leaks::shown("the page", &html);
    assert!(html.contains("Hangzhou &lt;2nd floor&gt;"), "{html}");
    assert!(!html.contains("<2nd"), "{html}");
}

#[test]
fn the_demo_tells_people_what_it_expects_and_what_came_back() {
    let output = orgbook(&["demo"]);
    assert_eq!(code(&output), 0, "{}", out(&output));
    let told = out(&output);
    for part in [
        "1. Get an access token",
        "create-user({name: ",
        "exactly the permissions that the steps need:\n  qyapi_base\n",
        "title: Analyst -> Lead Analyst",
        "unsupported: ",
        "All 12 steps came out as they should.",
    ] {
        assert!(told.contains(part), "{part} is missing in {told}");
    }
}

#[test]
fn a_step_that_does_not_come_out_as_it_should_fails_the_demo() {
    let output = orgbook_with(&[("ORGBOOK_DEADLINE_MS", "soon")], &["--json", "demo"]);
    assert_eq!(code(&output), 1);
    let steps: Vec<Value> = out(&output).lines().map(json).collect();
    assert_eq!(steps[0]["ok"], false, "{}", steps[0]);
    assert_eq!(
        steps[1]["error"]["kind"]["tag"], "misconfigured",
        "{}",
        steps[1]
    );
    assert_eq!(steps.len(), 2, "nothing was left to go on with");
}

#[test]
fn the_demo_says_which_faults_struck_and_fails() {
    let fault = "token-invalid-direct:/topapi/v2/user/get";
    let output = orgbook(&["--json", "demo", "--fault", fault]);
    assert_eq!(code(&output), 1, "{}", err(&output));
    let told = out(&output);
    let struck = "POST /topapi/v2/user/get, struck by token-invalid-direct@before, not applied";
    assert!(told.contains(struck), "{told}");
}

#[test]
fn a_fault_strikes_the_sandbox_of_a_command() {
    let late = ["--sandbox", "--fault", "latency:duration=1ms"];
    let output = orgbook(&[&late[..], &["user", "get", "manager4220"]].concat());
    assert_eq!(code(&output), 0, "{}", err(&output));
    let refused = ["--sandbox", "--fault", "app-throttled"];
    let output = orgbook_with(
        &[("ORGBOOK_DEADLINE_MS", "500")],
        &[&refused[..], &["user", "get", "manager4220"]].concat(),
    );
    assert_eq!(code(&output), 7, "{}", err(&output));
}

#[test]
fn a_fault_needs_a_sandbox_and_a_rule_that_can_be() {
    let output = orgbook(&["--fault", "http-503", "user", "get", "u1"]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("add --sandbox"), "{}", err(&output));
    let output = orgbook(&["--sandbox", "--fault", "http-500", "check"]);
    assert_eq!(code(&output), 2);
    assert!(
        err(&output).contains("there is no fault"),
        "{}",
        err(&output)
    );
}

#[test]
fn a_page_that_cannot_be_written_fails_the_demo() {
    let nowhere = Path::new(env!("CARGO_TARGET_TMPDIR")).join("missing/user.html");
    let output = orgbook(&["demo", "--page", nowhere.to_str().expect("UTF-8")]);
    assert_eq!(code(&output), 1);
    assert!(
        err(&output).contains("cannot be written"),
        "{}",
        err(&output)
    );
}

#[test]
fn a_command_line_that_cannot_be_understood_is_told_as_json_where_json_is_wanted() {
    for arguments in [&["--json", "bogus"][..], &["user", "get", "--json"]] {
        let output = orgbook(arguments);
        assert_eq!(code(&output), 2);
        assert_eq!(out(&output), "");
        assert_eq!(json(&err(&output))["error"]["kind"]["tag"], "usage");
    }
}

#[test]
fn a_special_department_is_an_argument_and_no_option() {
    let output = orgbook(&["--sandbox", "user", "list", "--department", "-7"]);
    assert_eq!(code(&output), 5, "{}", err(&output));
}
