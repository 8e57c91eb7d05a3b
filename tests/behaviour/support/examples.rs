//! A call of every function of the interface in WAVE, and the calls in which a permission can make
//! a difference.

use leaks::debugged;
use orgbook_host::to_json;
use serde_json::{Value, json};

use super::{CHEN, World};

/// One function with its calls. The first is the simplest way that succeeds when everything is
/// allowed; all of them, one after the other, do everything that a permission can be needed for.
pub struct Example {
    /// The function, as `describe-directory` names it.
    pub function: &'static str,
    calls: &'static [&'static str],
}

/// What stands in the calls for what only the organisation knows: a union id, and a department
/// without anybody in it or below.
const UNION_ID: &str = "UNION_ID";
const EMPTY: &str = "EMPTY";

const fn example(function: &'static str, calls: &'static [&'static str]) -> Example {
    Example { function, calls }
}

/// Every function but those of `diagnostics`, which need nothing.
pub const EXAMPLES: &[Example] = &[
    example("users.get-user", &[r#"get-user("014259637226893741")"#]),
    example(
        "users.find-user-by-mobile",
        &[r#"find-user-by-mobile("13800000002")"#],
    ),
    example("users.list-users", &[r#"list-users("36948801")"#]),
    example(
        "users.create-user",
        &[
            // New, there already, with a number that is taken, and somebody else under the key.
            r#"create-user({name: "新人", mobile: some("13900000001"), departments: [{department-id: "1"}], attributes: []}, some("row"))"#,
            r#"create-user({name: "新人", mobile: some("13900000001"), departments: [{department-id: "1"}], attributes: []}, some("row"))"#,
            r#"create-user({name: "新人", mobile: some("13800000002"), departments: [{department-id: "1"}], attributes: []}, some("row 2"))"#,
            r#"create-user({name: "新人", mobile: some("13900000002"), departments: [{department-id: "1"}], attributes: []}, some("row"))"#,
        ],
    ),
    example(
        "users.update-user",
        &[
            r#"update-user("014259637226893741", [title("x")])"#,
            r#"update-user("014259637226893741", [remove-attribute("extension.hobby")])"#,
            r#"update-user("014259637226893741", [attribute({name: "extension.shoe", value: "43"})])"#,
        ],
    ),
    example("users.delete-user", &[r#"delete-user("0367512098441526")"#]),
    example(
        "user-queries.find-user-by-attribute",
        &[
            r#"find-user-by-attribute("dingtalk.union-id", "UNION_ID")"#,
            r#"find-user-by-attribute("dingtalk.login-id", "desk1")"#,
        ],
    ),
    example(
        "user-queries.search-user-ids",
        &[r#"search-user-ids("陈", fuzzy)"#],
    ),
    example(
        "user-queries.list-user-ids",
        &[r#"list-user-ids("36948801")"#],
    ),
    example(
        "user-queries.list-user-refs",
        &[r#"list-user-refs("36948801")"#],
    ),
    example(
        "user-queries.list-inactive-user-ids",
        &[r#"list-inactive-user-ids("2026-09-19")"#],
    ),
    example(
        "user-queries.list-departed-users",
        &[r#"list-departed-users("2025-12-01T00:00:00Z")"#],
    ),
    example(
        "departments.get-department",
        &[r#"get-department("36948801")"#],
    ),
    example(
        "departments.list-department-ids",
        &[r#"list-department-ids("1")"#],
    ),
    example(
        "departments.list-departments",
        &[r#"list-departments("1")"#],
    ),
    example(
        "departments.create-department",
        &[
            // New, with a source identifier and so looked for, and with a name that is taken.
            r#"create-department({name: "法务", parent-id: "1", attributes: []})"#,
            r#"create-department({name: "财务", parent-id: "1", source-identifier: some("hr:9"), attributes: []})"#,
            r#"create-department({name: "研发中心", parent-id: "1", attributes: []})"#,
        ],
    ),
    example(
        "departments.update-department",
        &[r#"update-department("36948801", [name("研究")])"#],
    ),
    example(
        "departments.delete-department",
        &[r#"delete-department("EMPTY")"#],
    ),
    example(
        "department-queries.get-department-path",
        &[r#"get-department-path("574367388")"#],
    ),
    example(
        "department-queries.list-user-department-paths",
        &[r#"list-user-department-paths("014259637226893741")"#],
    ),
    example(
        "department-queries.search-department-ids",
        &[r#"search-department-ids("研发")"#],
    ),
    example("organisation.count-users", &["count-users(all)"]),
    example(
        "organisation.list-administrators",
        &["list-administrators(none)"],
    ),
    example(
        "organisation.get-administrator-scope",
        &[r#"get-administrator-scope("0098431275560413")"#],
    ),
    example("organisation.get-access-scope", &["get-access-scope()"]),
    example("roles.list-roles", &["list-roles(none)"]),
    example("roles.get-role", &[r#"get-role("4318702101")"#]),
    example(
        "roles.create-role",
        &[r#"create-role("夜班", some("4318702100"))"#],
    ),
    example(
        "roles.rename-role",
        &[r#"rename-role("4318702101", "早班")"#],
    ),
    example(
        "roles.delete-role",
        &[
            r#"delete-role("4318702202")"#,
            r#"delete-role("4318702101")"#,
        ],
    ),
    example(
        "role-members.list-role-members",
        &[r#"list-role-members("4318702101")"#],
    ),
    example(
        "role-members.add-role-members",
        &[r#"add-role-members("4318702202", ["014259637226893741"])"#],
    ),
    example(
        "role-members.remove-role-members",
        &[r#"remove-role-members("4318702101", ["01-tom.becker_4"])"#],
    ),
    example(
        "role-members.set-role-member-scope",
        &[r#"set-role-member-scope("4318702102", "0412768835190247", some(["1"]))"#],
    ),
    example(
        "dingtalk-accounts.create-sso-account",
        &[
            r#"create-sso-account({name: "Sso", departments: [{department-id: "1"}], attributes: []}, {nickname: some("S")}, some("row"))"#,
            r#"create-sso-account({name: "Sso", departments: [{department-id: "1"}], attributes: []}, {nickname: some("S")}, some("row"))"#,
        ],
    ),
    example(
        "dingtalk-accounts.create-login-account",
        &[
            r#"create-login-account({name: "Own", departments: [{department-id: "1"}], attributes: []}, "own", "Secret-1", false, {nickname: some("O")}, some("row"))"#,
            r#"create-login-account({name: "Own", departments: [{department-id: "1"}], attributes: []}, "own", "Secret-1", false, {nickname: some("O")}, some("row"))"#,
        ],
    ),
    example(
        "dingtalk-accounts.invite-account",
        &[
            r#"invite-account({name: "Far", departments: [{department-id: "1"}], attributes: []}, {corp-id: "ding7b1e0000000000000000000000000000", user-id: "galaxy-01"}, some("row"))"#,
            r#"invite-account({name: "Far", departments: [{department-id: "1"}], attributes: []}, {corp-id: "ding7b1e0000000000000000000000000000", user-id: "galaxy-01"}, some("row"))"#,
        ],
    ),
    example(
        "dingtalk-accounts.permit-account-invitations",
        &[r#"permit-account-invitations("ding7b1e0000000000000000000000000000")"#],
    ),
    example(
        "dingtalk-accounts.enable-account",
        &[r#"enable-account("shift-desk-1")"#],
    ),
    example(
        "dingtalk-accounts.disable-account",
        &[r#"disable-account("shift-desk-1")"#],
    ),
    example(
        "dingtalk-accounts.sign-out-account",
        &[r#"sign-out-account("shift-desk-1")"#],
    ),
    example(
        "dingtalk-accounts.get-account-status",
        &[r#"get-account-status("shift-desk-1")"#],
    ),
    example(
        "dingtalk-accounts.list-account-organisations",
        &[r#"list-account-organisations("shift-desk-1")"#],
    ),
    example(
        "dingtalk-senior-mode.get-senior-mode-settings",
        &[r#"get-senior-mode-settings("120955478231066")"#],
    ),
    example(
        "dingtalk-senior-mode.set-senior-mode",
        &[
            r#"set-senior-mode("120955478231066", true, {protected-scenes: ["CHAT"], exceptions: []})"#,
        ],
    ),
    example(
        "dingtalk-role-groups.list-role-groups",
        &["list-role-groups(none)"],
    ),
    example(
        "dingtalk-role-groups.get-role-group",
        &[r#"get-role-group("4318702100")"#],
    ),
    example(
        "dingtalk-role-groups.create-role-group",
        &[r#"create-role-group("轮值")"#],
    ),
];

/// An organisation that the examples are about.
pub async fn world() -> World {
    let world = World::new().await;
    let body = json!({"name": EMPTY, "parent_id": 1});
    let outcome = world
        .sandbox
        .as_console("/topapi/v2/department/create", body);
    outcome.expect("a department");
    world
}

/// The example of this function.
pub fn of(function: &str) -> &'static Example {
    let mut all = EXAMPLES.iter();
    all.find(|example| example.function == function)
        .expect("every function has an example")
}

/// A refusal by the directory, as JSON with the names of the WIT.
#[derive(Debug)]
pub struct Refusal(Value);

impl Refusal {
    /// Whether it is of this kind.
    pub fn is(&self, kind: &str) -> bool {
        self.0["kind"]["tag"] == kind
    }

    /// The values of all details with this name.
    pub fn details(&self, name: &str) -> Vec<&str> {
        let details = self.0["details"].as_array().into_iter().flatten();
        let named = details.filter(|detail| detail["name"] == name);
        named
            .filter_map(|detail| detail["value"].as_str())
            .collect()
    }
}

impl Example {
    /// Makes the simplest call.
    pub async fn call(&self, world: &mut World) -> Result<(), Refusal> {
        let mut outcome = invoke(world, self.calls[0]).await;
        match outcome.get_mut("err") {
            Some(error) => Err(Refusal(error.take())),
            None => Ok(()),
        }
    }

    /// Makes all calls, and gives all that they say.
    pub async fn exercise(&self, world: &mut World) -> Vec<Value> {
        let mut said = Vec::new();
        for call in self.calls {
            let mut outcome = invoke(world, call).await;
            if self.function == "organisation.get-access-scope" {
                // It tells what the app may see, and is there all the same.
                outcome["ok"]["user-fields"].take();
            }
            said.push(outcome);
        }
        said
    }
}

async fn invoke(world: &mut World, call: &str) -> Value {
    let departments = world.organisation().departments;
    let empty = departments.iter().find(|it| it.name == EMPTY);
    let empty = empty.expect("a world of examples").dept_id.to_string();
    let call = call.replace(EMPTY, &empty);
    let call = call.replace(UNION_ID, &world.person(CHEN).unionid);
    match debugged("an outcome", world.directory.invoke(&call).await) {
        Ok(outcome) => to_json(&outcome),
        Err(failure) => panic!("{call} should not fail in the host: {failure:#}"),
    }
}
