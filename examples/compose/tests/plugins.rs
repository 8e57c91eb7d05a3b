//! The plugins, composed with a directory and run by the Rust host.
//!
//! Where Python or Node, or the network to install the compilers from, is not here, they are skipped; with
//! `ORGBOOK_TEST_ALL=1` that fails.

#[path = "../../../tests/scenario/components.rs"]
mod components;

use std::{
    collections::BTreeSet,
    env, fs,
    path::Path,
    process::{Command, Stdio},
};

use orgbook_compose::{Part, chain, imports};
use orgbook_host::{COMPONENT, CallError, Host, Instance, Tenant, to_json};
use orgbook_sandbox::{DEFAULT_CLIENT_ID, DEFAULT_CLIENT_SECRET, Sandbox};
use serde_json::{Value, json};

fn workspace() -> &'static Path {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    examples
        .and_then(Path::parent)
        .expect("the crate lies in the workspace")
}

/// A plugin as its `build` script makes it; `None` where its language is not here.
fn plugin(language: &str) -> Option<Vec<u8>> {
    let folder = workspace()
        .join("examples")
        .join(format!("plugin-{language}"));
    let built = Command::new("./build")
        .current_dir(folder)
        // Nothing that the compiler saw may be in the plugin.
        .env("DINGTALK_CLIENT_SECRET", "seen-by-the-compiler-alone")
        .stdin(Stdio::null())
        .output();
    let hindrance = match built {
        Ok(output) if output.status.success() => {
            let file = format!("target/examples/plugin-{language}.wasm");
            return Some(fs::read(workspace().join(file)).expect("it was built"));
        }
        Ok(output) => components::said(&output),
        Err(error) => error.to_string(),
    };
    let required = env::var_os("ORGBOOK_TEST_ALL").is_some_and(|value| value == "1");
    assert!(!required, "{language}: {hindrance}");
    eprintln!("skipped, the plugin in {language} cannot be built: {hindrance}");
    None
}

fn part<'a>(name: &'a str, bytes: &'a [u8]) -> Part<'a> {
    Part { name, bytes }
}

/// A host for components one behind the other.
fn host(parts: &[Part<'_>]) -> Host {
    Host::from_bytes(&chain(parts).expect("they fit")).expect("the host can run it")
}

async fn onboard(instance: &mut Instance, key: &str, mobile: &str, department: &str) -> Value {
    let newcomer = format!(
        r#"onboard({{key: "{key}", name: "陈爱达", mobile: "{mobile}", department: "{department}"}})"#
    );
    to_json(&instance.invoke(&newcomer).await.expect("it runs"))
}

/// What a plugin does in front of a directory that is its own alone.
async fn does_its_work_over_a_mock(language: &str) {
    let Some(plugin) = plugin(language) else {
        return;
    };
    let memory = components::built("orgbook-memory");
    let host = host(&[part(language, &plugin), part("memory", &memory)]);
    let mut instance = host
        .instantiate(&Tenant::new::<&str, &str>([]))
        .await
        .expect("an instance");
    let card = onboard(&mut instance, "row 1", "+86-13900000001", "sales").await;
    let id = card["ok"]["user-id"].as_str().expect("a card").to_owned();
    assert!(
        card["ok"]["title"]
            .as_str()
            .is_some_and(|title| title.contains("陈爱达")),
        "{card}"
    );
    let again = onboard(&mut instance, "row 1", "+86-13900000001", "sales").await;
    assert_eq!(again["ok"]["user-id"], *id);
    let other = onboard(&mut instance, "row 2", "+86-13900000001", "sales").await;
    assert_eq!(other, json!({ "err": { "tag": "duplicate", "val": id } }));
    let nowhere = onboard(&mut instance, "row 3", "+86-13900000003", "moon").await;
    assert_eq!(nowhere["err"]["tag"], "invalid", "{nowhere}");
}

/// A plugin in front of the layer and of DingTalk, and what it sees of the credentials that the host gives.
async fn sees_no_credential(language: &str) {
    let Some(plugin) = plugin(language) else {
        return;
    };
    let front = part(language, &plugin);
    let wanted: BTreeSet<_> = imports(front).expect("a component").into_iter().collect();
    for import in &wanted {
        assert!(
            import.starts_with("orgbook:directory/"),
            "{language} imports {import}"
        );
    }
    let host = host(&[front, part("orgbook", COMPONENT)]);
    let sandbox = Sandbox::new();
    let server = sandbox.serve(([127, 0, 0, 1], 0)).await.expect("a port");
    let tenant = Tenant::new([
        ("DINGTALK_CLIENT_ID", DEFAULT_CLIENT_ID),
        ("DINGTALK_CLIENT_SECRET", DEFAULT_CLIENT_SECRET),
        ("DINGTALK_OAPI_URL", &server.url()),
        ("DINGTALK_API_URL", &server.url()),
    ]);
    let mut instance = host.instantiate(&tenant).await.expect("an instance");
    let seen = instance
        .invoke("list-environment()")
        .await
        .expect("it runs");
    assert_eq!(to_json(&seen), json!([]), "{language} sees the environment");

    // The directory behind it has them: the user is there.
    let card = onboard(&mut instance, "row 1", "+86-13900000001", "36948801").await;
    let id = card["ok"]["user-id"].as_str().expect("a card");
    let organisation = sandbox.organisation();
    let user = organisation.users.iter().find(|user| user.userid == id);
    assert_eq!(user.expect("it was created").name, "陈爱达");
    let typed = instance.get_user(id).await;
    let Err(CallError::Directory(error)) = typed else {
        panic!("a plugin is no directory: {typed:?}");
    };
    assert!(
        error.message.contains("does not offer a directory"),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_plugin_in_python_does_its_work_over_a_mock() {
    does_its_work_over_a_mock("python").await;
}

#[tokio::test]
async fn a_plugin_in_python_sees_no_credential() {
    sees_no_credential("python").await;
}

#[tokio::test]
async fn a_plugin_in_javascript_does_its_work_over_a_mock() {
    does_its_work_over_a_mock("javascript").await;
}

#[tokio::test]
async fn a_plugin_in_javascript_sees_no_credential() {
    sees_no_credential("javascript").await;
}

#[tokio::test]
async fn a_layer_lets_reads_through_and_refuses_writes() {
    let layer = components::built("orgbook-read-only");
    let host = host(&[part("read-only", &layer), part("orgbook", COMPONENT)]);
    let sandbox = Sandbox::new();
    let server = sandbox.serve(([127, 0, 0, 1], 0)).await.expect("a port");
    let tenant = Tenant::new([
        ("DINGTALK_CLIENT_ID", DEFAULT_CLIENT_ID),
        ("DINGTALK_CLIENT_SECRET", DEFAULT_CLIENT_SECRET),
        ("DINGTALK_OAPI_URL", &server.url()),
        ("DINGTALK_API_URL", &server.url()),
    ]);
    let mut instance = host.instantiate(&tenant).await.expect("an instance");
    let user = instance.get_user("manager4220").await.expect("reads pass");
    assert_eq!(user.id, "manager4220");
    let before = sandbox.organisation();
    for write in [
        r#"delete-user("manager4220")"#,
        r#"update-user("manager4220", [title("x")])"#,
        r#"create-department({name: "New", parent-id: "1", attributes: []})"#,
        r#"delete-role("4318702101")"#,
    ] {
        let refused = to_json(&instance.invoke(write).await.expect("it runs"));
        assert_eq!(
            refused["err"]["kind"]["tag"], "permission-denied",
            "{refused}"
        );
        let details = &refused["err"]["details"];
        assert_eq!(
            *details,
            json!([{ "name": "refused-by", "value": "read-only" }]),
            "{write}"
        );
    }
    assert_eq!(sandbox.organisation(), before);
}
