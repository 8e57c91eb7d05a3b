//! A sandbox behind a loopback port, instances of the component that talk to it, and short ways to
//! say what is expected.

pub mod examples;
pub mod expected;
pub mod peer;

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::LazyLock;
use std::time::Duration;

use leaks::{Watched, debugged};
use orgbook_host::types::{
    Assignment, Attribute, CreateOutcome, CreatedUser, Error, Finding, Severity, User, UserDraft,
};
use orgbook_host::{CallError, Host, Instance, Tenant};
use orgbook_sandbox::{
    App, Clock, DEFAULT_CLIENT_ID, DEFAULT_CLIENT_SECRET, Organisation, Sandbox, Server,
};

/// Departments and people of the default organisation.
pub const ROOT: &str = "1";
pub const RESEARCH: &str = "36948801";
pub const PLATFORM: &str = "574367301";
pub const MARKET: &str = "36948802";
pub const STAFF: &str = "36948803";
pub const BOSS: &str = "manager4220";
pub const CHEN: &str = "014259637226893741";
pub const WANG: &str = "203118450962371845";
pub const LI: &str = "0367512098441526";

/// A number that nobody has.
pub const FREE_MOBILE: &str = "+86-13900000001";

/// 2026-09-21T14:13:20Z
pub const NOW: Duration = Duration::from_secs(1_790_000_000);

/// The component, compiled once for all tests.
pub static HOST: LazyLock<Host> = LazyLock::new(|| Host::new().expect("the component compiles"));

/// An organisation on a port, and an instance whose tenant belongs to it.
pub struct World {
    pub sandbox: Watched,
    pub directory: Instance,
    server: Server,
}

impl World {
    pub async fn new() -> Self {
        Self::of(Organisation::default()).await
    }

    pub async fn of(organisation: Organisation) -> Self {
        Self::with(organisation, &[]).await
    }

    /// An instance with these settings beside the usual ones.
    pub async fn with(organisation: Organisation, settings: &[(&str, &str)]) -> Self {
        Self::on(sandbox(organisation), settings).await
    }

    /// The organisation of this sandbox.
    pub async fn on(sandbox: Watched, settings: &[(&str, &str)]) -> Self {
        let server = sandbox.serve(([127, 0, 0, 1], 0)).await.expect("a port");
        let server = debugged("the server", server);
        let directory = instance(&tenant(&server.url(), settings)).await;
        Self {
            sandbox,
            directory,
            server,
        }
    }

    /// The URL of the sandbox.
    pub fn url(&self) -> String {
        self.server.url()
    }

    /// A tenant of the organisation, with these settings beside the usual ones.
    pub fn tenant(&self, settings: &[(&str, &str)]) -> Tenant {
        tenant(&self.url(), settings)
    }

    /// Another instance, which remembers nothing yet.
    pub async fn instance(&self, settings: &[(&str, &str)]) -> Instance {
        instance(&self.tenant(settings)).await
    }

    pub fn organisation(&self) -> Organisation {
        self.sandbox.organisation()
    }

    /// Somebody's record in the organisation.
    #[track_caller]
    pub fn person(&self, userid: &str) -> orgbook_sandbox::User {
        self.look_up(userid).expect("the person is there")
    }

    pub fn look_up(&self, userid: &str) -> Option<orgbook_sandbox::User> {
        let mut users = self.organisation().users.into_iter();
        users.find(|user| user.userid == userid)
    }

    /// How many requests the sandbox was sent so far.
    pub fn requests(&self) -> usize {
        self.sandbox.requests().len()
    }

    /// The paths that the sandbox was asked for so far.
    pub fn paths(&self) -> Vec<String> {
        let requests = self.sandbox.requests();
        requests.into_iter().map(|request| request.path).collect()
    }

    pub fn change_app(&self, change: impl FnOnce(&mut App)) {
        self.sandbox
            .change_app(DEFAULT_CLIENT_ID, change)
            .expect("the default organisation has the default app");
    }

    /// Takes a permission from the app.
    pub fn without(&self, permission: &str) {
        self.change_app(|app| assert!(app.permissions.remove(permission), "{permission}"));
    }

    /// Leaves the app these permissions and no others.
    pub fn only(&self, permissions: &[&str]) {
        self.change_app(|app| {
            app.permissions = permissions.iter().map(|&code| code.to_owned()).collect();
        });
    }

    /// Limits the app to these departments and what is below them.
    pub fn range(&self, departments: &[i64]) {
        self.change_app(|app| app.data_range.departments = departments.to_vec());
    }

    /// A token as the token endpoint gives it, to be lent to an instance.
    pub fn token(&self) -> String {
        let question =
            format!("/gettoken?appkey={DEFAULT_CLIENT_ID}&appsecret={DEFAULT_CLIENT_SECRET}");
        let request = http::Request::get(question)
            .body(Vec::new())
            .expect("a valid request");
        let answer = self.sandbox.handle(request, [127, 0, 0, 1].into());
        let answer: serde_json::Value = serde_json::from_slice(answer.body()).expect("JSON");
        answer["access_token"].as_str().expect("a token").to_owned()
    }
}

/// The default organisation with nobody but the person who owns it.
pub fn organisation_of_one() -> Organisation {
    let mut organisation = Organisation::default();
    organisation.users.truncate(1);
    organisation.role_groups.clear();
    for department in organisation.departments.iter_mut().skip(1) {
        department.org_dept_owner = None;
    }
    organisation
}

pub fn sandbox(organisation: Organisation) -> Watched {
    let sandbox = Sandbox::builder()
        .organisation(organisation)
        .clock(Clock::frozen_at(NOW))
        .seed(1)
        .build();
    Watched::new(sandbox.expect("the organisation is valid"))
}

/// A tenant with the default app whose servers are at this URL. An empty setting is none. Unless the
/// settings say otherwise, nothing is sent again, so that a test tells what one failure comes to, and
/// nothing waits for its turn.
pub fn tenant(url: &str, settings: &[(&str, &str)]) -> Tenant {
    let mut variables = BTreeMap::from([
        ("DINGTALK_CLIENT_ID", DEFAULT_CLIENT_ID),
        ("DINGTALK_CLIENT_SECRET", DEFAULT_CLIENT_SECRET),
        ("DINGTALK_OAPI_URL", url),
        ("DINGTALK_API_URL", url),
        ("ORGBOOK_MAX_ATTEMPTS", "1"),
        ("ORGBOOK_CALLS_PER_SECOND", "0"),
    ]);
    variables.extend(settings.iter().copied());
    leaks::hide_settings(variables.iter().map(|(&name, &value)| (name, value)));
    debugged("the tenant", Tenant::new(variables))
}

pub async fn instance(tenant: &Tenant) -> Instance {
    HOST.instantiate(tenant)
        .await
        .expect("the component can be instantiated")
}

/// A URL where nobody listens, and nobody will: the port stays taken without a listener.
pub fn nowhere() -> String {
    let socket = tokio::net::TcpSocket::new_v4().expect("a socket");
    socket.bind(([127, 0, 0, 1], 0).into()).expect("a port");
    let address = socket.local_addr().expect("it has an address");
    std::mem::forget(socket);
    format!("http://{address}")
}

/// Somebody new in the root department, with a number that nobody has.
pub fn newcomer() -> UserDraft {
    UserDraft {
        mobile: Some(FREE_MOBILE.to_owned()),
        ..UserDraft::new("新人", ROOT)
    }
}

/// A department without place or position.
pub fn assignment(department: &str) -> Assignment {
    Assignment {
        department_id: department.to_owned(),
        sort_key: None,
        title: None,
    }
}

pub fn attribute(name: &str, value: &str) -> Attribute {
    Attribute {
        name: name.to_owned(),
        value: value.to_owned(),
    }
}

/// The value of an attribute, if the user has it.
pub fn value<'a>(user: &'a User, name: &str) -> Option<&'a str> {
    let mut attributes = user.attributes.iter();
    attributes
        .find(|attribute| attribute.name == name)
        .map(|attribute| attribute.value.as_str())
}

/// What an outcome has to be for a test to go on.
pub trait Outcome<T> {
    /// A refusal by the directory.
    fn refused(self) -> Error;
    /// A success.
    fn done(self) -> T;
}

impl<T: Debug, E: Into<CallError>> Outcome<T> for Result<T, E> {
    #[track_caller]
    fn refused(self) -> Error {
        match debugged("an outcome", self.map_err(Into::into)) {
            Err(CallError::Directory(error)) => error,
            other => panic!("the directory should have refused: {other:?}"),
        }
    }

    #[track_caller]
    fn done(self) -> T {
        match debugged("an outcome", self.map_err(Into::into)) {
            Ok(value) => value,
            Err(error) => panic!("the call should have succeeded: {error:?}"),
        }
    }
}

/// The user that a creation made at once.
#[track_caller]
pub fn created(outcome: Result<CreateOutcome, CallError>) -> CreatedUser {
    match outcome.done() {
        CreateOutcome::Created(user) => user,
        pending => panic!("the user should exist: {pending:?}"),
    }
}

/// The values of all details with this name.
pub fn details<'a>(error: &'a Error, name: &str) -> Vec<&'a str> {
    let of_this_name = error.details.iter().filter(|detail| detail.name == name);
    of_this_name.map(|detail| detail.value.as_str()).collect()
}

/// The value of the only detail with this name.
#[track_caller]
pub fn detail<'a>(error: &'a Error, name: &str) -> &'a str {
    match details(error, name)[..] {
        [value] => value,
        _ => panic!("one detail {name} should be told: {error:?}"),
    }
}

/// The finding with this id.
#[track_caller]
pub fn finding<'a>(findings: &'a [Finding], id: &str) -> &'a Finding {
    let of_this_id: Vec<_> = findings.iter().filter(|finding| finding.id == id).collect();
    match of_this_id[..] {
        [finding] => finding,
        _ => panic!("one finding {id} should be there: {findings:#?}"),
    }
}

/// The ids of everything that is not as it should be, in the order in which it was found.
pub fn problems(findings: &[Finding]) -> Vec<(&str, Severity)> {
    let found = findings.iter().map(|it| (it.id.as_str(), it.severity));
    found
        .filter(|(_, severity)| *severity != Severity::Ok)
        .collect()
}
