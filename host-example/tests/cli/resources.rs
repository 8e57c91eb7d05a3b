//! Commands of each resource, against a sandbox that several of them share.

use std::{
    io::Write as _,
    net::Ipv4Addr,
    process::{Command, Output, Stdio},
};

use leaks::Watched;
use orgbook_sandbox::{DEFAULT_CLIENT_ID, DEFAULT_CLIENT_SECRET, Sandbox, Server};
use tokio::runtime::Runtime;

use super::{code, err, json, out, outcome, printed};

/// A sandbox that serves until it is dropped.
struct Served {
    sandbox: Watched,
    server: Server,
    _runtime: Runtime,
}

impl Served {
    fn new() -> Self {
        let runtime = Runtime::new().expect("a runtime");
        let sandbox = Watched::new(Sandbox::new());
        let server = runtime
            .block_on(sandbox.serve((Ipv4Addr::LOCALHOST, 0)))
            .expect("there is a free port");
        Self {
            sandbox,
            server,
            _runtime: runtime,
        }
    }

    fn command(&self, line: &str) -> Command {
        let url = self.server.url();
        let mut command = Command::new(env!("CARGO_BIN_EXE_orgbook"));
        command.env_clear().args(line.split(' ')).envs([
            ("DINGTALK_CLIENT_ID", DEFAULT_CLIENT_ID),
            ("DINGTALK_CLIENT_SECRET", DEFAULT_CLIENT_SECRET),
            ("DINGTALK_OAPI_URL", &url),
            ("DINGTALK_API_URL", &url),
        ]);
        command
    }

    fn run(&self, line: &str) -> Output {
        outcome(&mut self.command(line))
    }

    /// What a command that succeeds prints.
    fn done(&self, line: &str) -> String {
        let output = self.run(line);
        assert_eq!(code(&output), 0, "{line}: {}", err(&output));
        out(&output)
    }

    /// What a command that is refused with this exit code says.
    fn refused(&self, line: &str, expected: i32) -> String {
        let output = self.run(line);
        assert_eq!(code(&output), expected, "{line}: {}", err(&output));
        err(&output)
    }

    /// Runs a command that reads its standard input.
    fn fed(&self, line: &str, input: &str) -> Output {
        let mut child = self
            .command(line)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command line can be started");
        let mut stdin = child.stdin.take().expect("it is piped");
        stdin
            .write_all(input.as_bytes())
            .expect("the command reads it");
        drop(stdin);
        leaks::hide(input.trim());
        printed(child.wait_with_output().expect("it ends"))
    }
}

#[test]
fn a_user_is_searched_by_name_and_found_by_union_id() {
    let served = Served::new();
    assert_eq!(
        served.done("user search 林海 --exact"),
        "manager4220\n",
        "the identifier alone"
    );
    let user = json(&served.done("--json user get manager4220"));
    let mut attributes = user["attributes"]
        .as_array()
        .expect("there are some")
        .iter();
    let union_id = attributes
        .find(|it| it["name"] == "dingtalk.union-id")
        .and_then(|it| it["value"].as_str())
        .expect("it is told");
    let found = served.done(&format!("--json user find --union-id {union_id}"));
    assert_eq!(json(&found)["id"], "manager4220");
    assert_eq!(
        out(&served.run("user find --union-id nobody")),
        "Nobody was found.\n"
    );
    served.refused("user find --union-id nobody", 3);
    served.refused("user inactive --day yesterday", 5);
}

#[test]
fn a_department_is_created_once_changed_and_deleted() {
    let served = Served::new();
    let create = "--json department create --name Labs --source-identifier hr/77";
    let created = json(&served.done(create));
    assert_eq!(created["replayed"], false);
    let again = json(&served.done(create));
    assert_eq!(
        (&again["id"], &again["replayed"]),
        (&created["id"], &true.into())
    );
    let id = created["id"].as_str().expect("an identifier");

    served.done(&format!(
        "department update {id} --name Workshop --parent 36948801"
    ));
    let path = served.done(&format!("department path {id}"));
    assert_eq!(path, format!("{id}\n36948801\n1\n"));
    assert_eq!(served.done("department search Workshop"), format!("{id}\n"));

    let conflict = served.refused("department delete 36948801", 4);
    assert!(conflict.starts_with("conflict: "), "{conflict}");
    served.done(&format!("department delete {id}"));
    served.refused(&format!("department get {id}"), 3);
}

#[test]
fn managers_of_a_department_are_set_and_cleared() {
    let served = Served::new();
    let managers = || json(&served.done("--json department get 36948802"))["manager-ids"].clone();
    served.done("department update 36948802 --manager 231844096512378");
    assert_eq!(managers(), serde_json::json!(["231844096512378"]));
    served.done("department update 36948802 --clear managers");
    assert!(managers().is_null(), "DingTalk tells no empty list");
}

#[test]
fn a_role_is_created_given_limited_and_taken_away() {
    let served = Served::new();
    let role = json(&served.done("--json role create --group 4318702200 --name Mentor"));
    let role = role.as_str().expect("an identifier");
    let give = format!("role add {role} manager4220 231844096512378");
    assert_eq!(served.done(&give), "The users have the role.\n");
    served.done(&format!(
        "role set-scope {role} 231844096512378 --department 36948802"
    ));
    let members = served.done(&format!("role members {role}"));
    assert!(members.contains("36948802 市场部"), "{members}");

    let held = served.refused(&format!("role delete {role}"), 4);
    assert!(held.starts_with("conflict: "), "{held}");
    served.done(&format!("role remove {role} manager4220 231844096512378"));
    served.done(&format!("role delete {role}"));
    served.refused(&format!("role get {role}"), 3);
}

#[test]
fn a_list_of_role_groups_is_paged() {
    let served = Served::new();
    let first = json(&served.done("--json role list-groups --limit 1"));
    assert_eq!(first["groups"].as_array().map(Vec::len), Some(1));
    let next = first["next"].as_str().expect("there are more");
    let second = json(&served.done(&format!(
        "--json role list-groups --limit 1 --cursor {next}"
    )));
    assert_ne!(first["groups"][0]["id"], second["groups"][0]["id"]);
}

#[test]
fn the_organisation_tells_how_many_there_are_and_who_administrates() {
    let served = Served::new();
    let everybody = served.sandbox.organisation().users.len();
    assert_eq!(served.done("organisation count"), format!("{everybody}\n"));
    let administrators = served.done("organisation administrators");
    assert!(administrators.contains("manager4220"), "{administrators}");
    let scope = json(&served.done("--json organisation access-scope"));
    assert_eq!(scope["department-ids"], serde_json::json!(["1"]));
    served.refused("organisation administrator-scope nobody", 3);
}

const CREATE_LOGIN: &str =
    "--json account create-login --name Ada --login-id ada.okafor --password-file -";

#[test]
fn an_account_is_created_with_a_password_from_standard_input_and_disabled() {
    let served = Served::new();
    let created = served.fed(CREATE_LOGIN, "s3cret-w0rd\n");
    assert_eq!(code(&created), 0, "{}", err(&created));
    let id = json(&out(&created))["val"]["id"].clone();
    let id = id.as_str().expect("an identifier");
    let sent = served.sandbox.requests();
    let create = sent.iter().find(|it| it.path.ends_with("/user/create"));
    let body = format!("{:?}", create.expect("it was sent"));
    assert!(body.contains("ada.okafor"), "{body}");
    assert!(!body.contains("s3cret-w0rd"), "{body}");

    let status = format!("account status {id}");
    assert_eq!(served.done(&status), "enabled\n");
    served.done(&format!("account disable {id} --reason left"));
    assert_eq!(served.done(&status), "disabled\n");
    let ordinary = served.refused("account status manager4220", 5);
    assert!(ordinary.starts_with("unsupported: "), "{ordinary}");
}

#[test]
fn a_password_that_is_refused_is_not_repeated() {
    let served = Served::new();
    let refused = served.fed(CREATE_LOGIN, "onlyletters\n");
    assert_eq!(code(&refused), 5, "{}", err(&refused));
    assert!(!err(&refused).contains("onlyletters"), "{}", err(&refused));
    assert_eq!(
        json(&err(&refused))["error"]["details"][0]["value"],
        "password"
    );
}

#[test]
fn a_password_file_that_cannot_be_read_is_a_usage_error() {
    let served = Served::new();
    let line = "account create-login --name Ada --login-id ada --password-file no/such/file";
    let message = served.refused(line, 2);
    assert!(message.contains("no/such/file cannot be read"), "{message}");
}

#[test]
fn senior_mode_is_set_and_shown() {
    let served = Served::new();
    served.done("senior-mode set manager4220 on --scene CALL --except-user 120955478231066");
    let shown = served.done("senior-mode get manager4220");
    assert!(shown.contains("CALL"), "{shown}");
    assert!(shown.contains("user 120955478231066 (赵敏)"), "{shown}");
    served.refused("senior-mode get nobody", 3);
}
