//! A served sandbox and a client that is told what to call.

use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::{env, io};

use leaks::Watched;
use orgbook_sandbox::{
    DEFAULT_CLIENT_ID, DEFAULT_CLIENT_SECRET, DEFAULT_CORP_ID, Organisation, Sandbox, Server, User,
};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use crate::install;

/// A client in a process of its own, and the sandbox that it talks to.
pub struct World {
    pub sandbox: Watched,
    process: Child,
    calls: ChildStdin,
    outcomes: BufReader<ChildStdout>,
    _server: Server,
    _runtime: Runtime,
}

impl World {
    /// `dingtalk-sdk` beside the usual organisation. `None` where it cannot be run.
    pub fn python() -> Option<Self> {
        Self::python_with_secret(DEFAULT_CLIENT_SECRET)
    }

    /// `dingtalk-sdk` with this secret.
    pub fn python_with_secret(secret: &str) -> Option<Self> {
        let interpreter = or_skip(install::python())?;
        Some(Self::start(Organisation::default(), |url| {
            let mut command = Command::new(interpreter);
            command.arg(install::source("python/drive.py"));
            command.args([url, DEFAULT_CORP_ID, DEFAULT_CLIENT_ID, secret]);
            command
        }))
    }

    /// `node-dingtalk` beside the usual organisation. `None` where it cannot be run.
    pub fn node() -> Option<Self> {
        Self::node_with(Organisation::default(), DEFAULT_CLIENT_SECRET)
    }

    /// `node-dingtalk` beside this organisation, with this secret.
    pub fn node_with(organisation: Organisation, secret: &str) -> Option<Self> {
        let modules = or_skip(install::node())?;
        Some(Self::start(organisation, |url| {
            let mut command = Command::new("node");
            command.env("NODE_PATH", modules);
            // It is an old client, and Node has warnings about it.
            command.env("NODE_NO_WARNINGS", "1");
            command.arg(install::source("node/drive.js"));
            command.args([url, DEFAULT_CORP_ID, secret]);
            command
        }))
    }

    fn start(organisation: Organisation, client: impl FnOnce(&str) -> Command) -> Self {
        let sandbox = Sandbox::builder()
            .organisation(organisation)
            .build()
            .expect("the organisation is valid");
        let runtime = Runtime::new().expect("a runtime starts");
        let server = runtime
            .block_on(sandbox.serve(([127, 0, 0, 1], 0)))
            .expect("there is a free port");
        let mut process = client(&server.url())
            .env("NO_PROXY", "127.0.0.1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the client starts");
        let calls = process.stdin.take().expect("it was piped");
        let outcomes = process.stdout.take().expect("it was piped");
        Self {
            sandbox: Watched::new(sandbox),
            process,
            calls,
            outcomes: BufReader::new(outcomes),
            _server: server,
            _runtime: runtime,
        }
    }

    /// Lets the client call one of its functions. Gives `{"value": …}`, `{"refused": code}` where the client
    /// told of an error code, or `{"failed": name}` where it failed otherwise.
    pub fn call(&mut self, function: &str, arguments: Value) -> Value {
        let call = json!({"function": function, "arguments": arguments});
        writeln!(self.calls, "{call}").expect("the client listens");
        let mut outcome = String::new();
        self.outcomes
            .read_line(&mut outcome)
            .expect("the client answers in text");
        serde_json::from_str(&outcome).expect("the client answers")
    }

    /// Calls, and gives the value.
    pub fn value(&mut self, function: &str, arguments: Value) -> Value {
        let mut outcome = self.call(function, arguments);
        assert!(outcome.get("value").is_some(), "{function}: {outcome}");
        outcome["value"].take()
    }

    /// Creates, reads, changes, lists and deletes a user through the client's function for any API, which
    /// takes paths that begin like this.
    pub fn a_user_lives_through_v2_paths(&mut self, post: &str, prefix: &str) {
        let mut call = |api: &str, parameters: Value| {
            self.value(post, json!([format!("{prefix}user/{api}"), parameters]))["result"].take()
        };
        let draft = json!({"name": "新人 🚀", "mobile": "13900000001", "dept_id_list": "1"});
        let userid = call("create", draft)["userid"].take();
        let told = call("get", json!({"userid": userid}));
        assert_eq!(told["name"], "新人 🚀");
        assert_eq!(told["mobile"], "13900000001");
        call("update", json!({"userid": userid, "title": "工程师"}));
        let listed = call("list", json!({"dept_id": 1, "cursor": 0, "size": 100}));
        let people = listed["list"].as_array().expect("it is a list");
        assert!(people.iter().any(|user| user["userid"] == userid));

        let person = self.person(&userid).expect("the person is there");
        assert_eq!(person.name, "新人 🚀");
        assert_eq!(person.title.as_deref(), Some("工程师"));
        let delete = json!([format!("{prefix}user/delete"), {"userid": userid}]);
        self.value(post, delete);
        assert_eq!(self.person(&userid), None);
    }

    /// A person as the sandbox has it.
    pub fn person(&self, userid: &Value) -> Option<User> {
        let people = self.sandbox.organisation().users;
        people.into_iter().find(|user| *userid == user.userid)
    }

    /// The userids of everybody, sorted.
    pub fn everybody(&self) -> Vec<Value> {
        let people = self.sandbox.organisation().users;
        let ids = people.into_iter().map(|user| user.userid);
        sorted(&ids.collect(), Value::clone)
    }

    /// The userids of who is directly in a department, sorted.
    pub fn members(&self, dept_id: i64) -> Vec<Value> {
        let mut ids = self.everybody();
        ids.retain(|id| {
            let person = self.person(id).expect("the person is there");
            person
                .departments
                .iter()
                .any(|membership| membership.dept_id == dept_id)
        });
        ids
    }

    /// The name of a department as the sandbox has it.
    pub fn department(&self, id: &Value) -> Option<String> {
        let departments = self.sandbox.organisation().departments;
        let mut named = departments.into_iter();
        let found = named.find(|department| *id == department.dept_id);
        found.map(|department| department.name)
    }

    /// The last request as the sandbox has recorded it: path and code.
    pub fn last_request(&self) -> (String, String) {
        let requests = self.sandbox.requests();
        let last = requests.last().expect("there was a request");
        (last.path.clone(), last.code.clone())
    }

    /// Takes a permission from the app.
    pub fn without(&self, permission: &str) {
        self.sandbox
            .change_app(DEFAULT_CLIENT_ID, |app| {
                assert!(app.permissions.remove(permission));
            })
            .expect("the app is there");
    }
}

impl Drop for World {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What `part` takes from each entry of a list of texts, sorted.
pub fn sorted(list: &Value, part: impl Fn(&Value) -> Value) -> Vec<Value> {
    let mut parts: Vec<Value> = list
        .as_array()
        .expect("it is a list")
        .iter()
        .map(part)
        .collect();
    parts.sort_by(|one, other| one.as_str().cmp(&other.as_str()));
    parts
}

/// What is installed, or a word on why the test is skipped; under `ORGBOOK_TEST_ALL` that is a failure.
fn or_skip(installed: &'static Result<PathBuf, String>) -> Option<&'static PathBuf> {
    match installed {
        Ok(installed) => Some(installed),
        Err(hindrance) if env::var_os("ORGBOOK_TEST_ALL").is_some() => panic!("{hindrance}"),
        Err(hindrance) => {
            // Written past the test harness, which keeps what a passing test prints.
            let _ = writeln!(io::stderr(), "skipped: {hindrance}");
            None
        }
    }
}
