//! The library, with the real component and a sandbox.

use std::{error::Error, future::ready, net::Ipv4Addr, sync::LazyLock};

use leaks::{Watched, debugged};
use orgbook_host::{
    COMPONENT, CallError, Host, Instance, Password, Tenant,
    dingtalk_types::AccountProfile,
    to_json,
    types::{ErrorKind, NameMatch, PageRequest, UserDraft, UserSelection},
};
use orgbook_sandbox::{DEFAULT_CLIENT_ID, DEFAULT_CLIENT_SECRET, Sandbox, Server};
use serde_json::{Value, json};
use wasmtime::component::Val;

/// Compiled once for all tests.
static HOST: LazyLock<Host> = LazyLock::new(|| Host::new().expect("the component compiles"));

async fn serve(sandbox: &Sandbox) -> Server {
    sandbox
        .serve((Ipv4Addr::LOCALHOST, 0))
        .await
        .expect("there is a free port")
}

fn tenant(server: &Server) -> Tenant {
    let url = server.url();
    let tenant = Tenant::new([
        ("DINGTALK_CLIENT_ID", DEFAULT_CLIENT_ID),
        ("DINGTALK_CLIENT_SECRET", DEFAULT_CLIENT_SECRET),
        ("DINGTALK_OAPI_URL", &url),
        ("DINGTALK_API_URL", &url),
    ]);
    debugged("the tenant", tenant)
}

async fn instantiate(tenant: &Tenant) -> Instance {
    HOST.instantiate(tenant)
        .await
        .expect("the component can be instantiated")
}

fn somebody(sandbox: &Sandbox) -> (String, String) {
    let user = &sandbox.organisation().users[0];
    (user.userid.clone(), user.name.clone())
}

#[tokio::test]
async fn a_user_is_read_with_types() {
    let sandbox = Watched::new(Sandbox::new());
    let server = serve(&sandbox).await;
    let (id, name) = somebody(&sandbox);
    let user = instantiate(&tenant(&server))
        .await
        .get_user(&id)
        .await
        .expect("the user exists");
    assert_eq!(user.id, id);
    assert_eq!(user.name, Some(name));
}

#[tokio::test]
async fn the_queries_of_every_interface_are_called_with_types() -> Result<(), Box<dyn Error>> {
    let sandbox = Watched::new(Sandbox::new());
    let server = serve(&sandbox).await;
    let mut directory = instantiate(&tenant(&server)).await;
    let (id, name) = somebody(&sandbox);

    let found = directory
        .search_user_ids(&name, NameMatch::Exact, None)
        .await?;
    assert_eq!(found.ids, [id.as_str()]);
    assert!(directory.list_user_ids("1", None).await?.ids.contains(&id));
    let paths = directory.list_user_department_paths(&id).await?;
    assert!(
        paths
            .iter()
            .all(|path| path.last().is_some_and(|it| it == "1"))
    );
    let everybody = sandbox.organisation().users.len();
    assert_eq!(
        usize::try_from(directory.count_users(UserSelection::All).await?),
        Ok(everybody)
    );
    let group = &sandbox.organisation().role_groups[0];
    let role = &group.roles[0];
    let told = directory.get_role(&role.role_id.to_string()).await?;
    assert_eq!(told.name.as_ref(), Some(&role.name));
    let members = directory.list_role_members(&told.id, None).await?.members;
    assert_eq!(members.len(), role.members.len());
    let settings = directory.get_senior_mode_settings(&id).await?;
    assert!(settings.protected_scenes.is_empty(), "{settings:?}");
    Ok(())
}

#[tokio::test]
async fn a_refusal_has_its_kind() {
    let sandbox = Watched::new(Sandbox::new());
    let server = serve(&sandbox).await;
    let refused = instantiate(&tenant(&server)).await.get_user("nobody").await;
    let refused = debugged("an outcome", refused);
    let Err(CallError::Directory(error)) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(error.kind, ErrorKind::NotFound);
}

#[tokio::test]
async fn a_request_to_a_server_that_is_not_allowed_is_never_sent() {
    let sandbox = Watched::new(Sandbox::new());
    let server = serve(&sandbox).await;
    let elsewhere = tenant(&server).allow_only(["https://oapi.dingtalk.com"]);
    let refused = instantiate(&elsewhere).await.get_user("u1").await;
    let refused = debugged("an outcome", refused);
    let Err(CallError::Directory(error)) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(error.kind, ErrorKind::EgressDenied);
    let attempted = error
        .details
        .iter()
        .find(|detail| detail.name == "attempted");
    let attempted = attempted.expect("the error tells what to allow");
    assert!(
        attempted.value.contains(&server.address().to_string()),
        "{attempted:?}"
    );
    assert_eq!(sandbox.requests(), []);
}

#[tokio::test]
async fn instances_of_one_host_serve_in_several_tasks() {
    let sandbox = Watched::new(Sandbox::new());
    let server = serve(&sandbox).await;
    let tenant = tenant(&server);
    let (id, _) = somebody(&sandbox);
    let tasks: Vec<_> = (0..4)
        .map(|_| {
            let (tenant, id) = (tenant.clone(), id.clone());
            tokio::spawn(async move { instantiate(&tenant).await.get_user(&id).await })
        })
        .collect();
    for task in tasks {
        assert_eq!(
            task.await.expect("no panic").expect("the user exists").id,
            id
        );
    }
}

#[tokio::test]
async fn a_call_in_wave_text_answers_what_the_typed_method_does() {
    let sandbox = Watched::new(Sandbox::new());
    let server = serve(&sandbox).await;
    let mut directory = instantiate(&tenant(&server)).await;
    let ids = directory
        .list_department_ids("1", None)
        .await
        .expect("the root exists");
    assert!(!ids.ids.is_empty());
    let answer = directory
        .invoke("list-department-ids(\"1\")")
        .await
        .expect("it is called");
    assert_eq!(to_json(&answer), json!({ "ok": { "ids": ids.ids } }));
}

#[tokio::test]
async fn options_may_be_left_out_of_wave_text() {
    let sandbox = Watched::new(Sandbox::new());
    let server = serve(&sandbox).await;
    let mut directory = instantiate(&tenant(&server)).await;
    let limit = PageRequest {
        cursor: None,
        limit: Some(1),
    };
    let page = directory
        .list_users("1", None, Some(&limit))
        .await
        .expect("the root has people");
    let answer = directory
        .invoke("list-users(\"1\", none, {limit: 1})")
        .await;
    let answer = to_json(&answer.expect("it is called"));
    assert_eq!(answer["ok"]["users"][0]["id"], json!(page.users[0].id));
    let whole = directory
        .invoke("list-users(\"1\")")
        .await
        .expect("it is called");
    assert_eq!(
        to_json(&whole)["ok"]["users"][0]["id"],
        json!(page.users[0].id)
    );
}

#[tokio::test]
async fn an_unknown_function_is_answered_with_those_that_there_are() {
    let unknown = HOST
        .parse("get-users(\"u1\")")
        .expect_err("there is no such function");
    for part in [
        "get-users",
        "get-user,",
        "check-directory",
        "list-departments",
    ] {
        assert!(unknown.to_string().contains(part), "{unknown}");
    }
}

#[test]
fn a_call_from_json_is_the_call_from_wave() {
    let wave = HOST.parse(
        r#"update-user("u1", [title("Lead"), clear(manager), departments([{department-id: "1"}])])"#,
    );
    let json = HOST.call_from_json(
        "update-user",
        &[
            json!("u1"),
            json!([
                { "tag": "title", "val": "Lead" },
                { "tag": "clear", "val": "manager" },
                { "tag": "departments", "val": [{ "department-id": "1", "title": null }] },
            ]),
        ],
    );
    assert_eq!(json.expect("it fits"), wave.expect("it is a call"));
}

#[test]
fn an_argument_in_json_that_does_not_fit_is_told_by_its_place() {
    let draft = |more: Value| {
        let mut draft =
            json!({ "name": "Ada", "departments": [{ "department-id": "1" }], "attributes": [] });
        let members = draft.as_object_mut().expect("an object");
        members.extend(more.as_object().expect("an object").clone());
        vec![draft, Value::Null]
    };
    let change = |change: Value| vec![json!("u1"), json!([change])];
    for (function, arguments, told) in [
        (
            "create-user",
            draft(json!({ "name": 7 })),
            "draft.name: a text is wanted",
        ),
        (
            "create-user",
            draft(json!({ "departments": [{ "department-id": "1" }, {}] })),
            "draft.departments[1].department-id: this field is wanted",
        ),
        (
            "create-user",
            draft(json!({ "nickname": "A" })),
            "draft.nickname: there is no such field; there are id, name,",
        ),
        (
            "create-user",
            vec![json!([]), Value::Null],
            "draft: an object is wanted",
        ),
        (
            "update-user",
            change(json!({ "tag": "titel", "val": "Lead" })),
            "changes[0].tag: one of name, mobile,",
        ),
        (
            "update-user",
            change(json!({ "tag": "title" })),
            "changes[0].val: this case has a payload",
        ),
        (
            "update-user",
            change(json!({ "tag": "clear", "val": "name" })),
            "changes[0].val: one of email, work-email,",
        ),
        (
            "list-users",
            vec![json!("1"), Value::Null, json!({ "limit": -1 })],
            "page.limit: a whole number of 32 bits is wanted",
        ),
        (
            "list-users",
            vec![
                json!("1"),
                Value::Null,
                json!({ "limit": 4_294_967_296_u64 }),
            ],
            "page.limit: a whole number of 32 bits is wanted",
        ),
        (
            "get-user",
            vec![],
            "0 arguments do not fit get-user(id: string)",
        ),
        ("get-users", vec![], "there is no function `get-users`"),
    ] {
        let misfit = HOST.call_from_json(function, &arguments).expect_err(told);
        assert!(misfit.to_string().starts_with(told), "{misfit} / {told}");
    }
}

#[test]
fn a_password_in_json_is_not_told_when_it_does_not_fit() {
    let password = "correct horse battery";
    let arguments = [
        json!({}),
        json!("login"),
        json!([password]),
        json!(true),
        json!({}),
        Value::Null,
    ];
    let misfit = HOST.call_from_json("create-login-account", &arguments);
    let misfit = format!("{:?}", misfit.expect_err("a list is no text"));
    assert!(!misfit.contains(password), "{misfit}");
}

#[tokio::test]
async fn a_wrong_argument_is_answered_with_the_types_that_are_expected() {
    for call in [
        "update-user(\"u1\", [title(1)])",
        "update-user(\"u1\")",
        "update-user()",
    ] {
        let wrong = HOST
            .parse(call)
            .expect_err("the argument does not fit")
            .to_string();
        assert!(
            wrong.contains("update-user(id: string, changes: list<variant {"),
            "{wrong}"
        );
    }
    let broken = HOST
        .parse("get-user(\"u1\"")
        .expect_err("a parenthesis is missing");
    assert!(broken.to_string().contains("is no call like"), "{broken}");
}

#[tokio::test]
async fn a_call_displays_as_the_text_that_it_was_read_from() {
    let text = "update-user(\"u1\", [title(\"a \\\"b\\\"\"), clear(manager)])";
    assert_eq!(HOST.parse(text).expect("it is a call").to_string(), text);
}

#[tokio::test]
async fn a_call_with_a_password_shows_it_nowhere() {
    leaks::hide("s3cret-pw");
    let text = "create-login-account({name: \"Ada\", departments: [], attributes: []}, \
                \"ada@corp\", \"s3cret-pw\", true, {:})";
    let call = HOST.parse(text).expect("it is a call");
    assert_eq!(call.arguments[2], Val::String("s3cret-pw".into()));
    for shown in [call.to_string(), format!("{call:?}")] {
        assert!(shown.contains("ada@corp"), "{shown}");
        assert!(!shown.contains("s3cret"), "{shown}");
    }
    for wrong in [text.replace("true", "1"), text.replace(')', "")] {
        let wrong = HOST.parse(&wrong).expect_err("it is no such call");
        assert!(!format!("{wrong:?}").contains("s3cret"), "{wrong:?}");
    }
}

#[tokio::test]
async fn the_wrong_number_of_arguments_is_refused_before_the_call() {
    let mut directory = instantiate(&Tenant::new([("", "")])).await;
    let refused = directory
        .call("get-user", &[])
        .await
        .expect_err("an argument is missing");
    assert!(
        refused.to_string().contains("get-user(id: string)"),
        "{refused}"
    );
    assert!(directory.describe_directory().await.is_ok());
}

#[tokio::test]
async fn an_instance_that_failed_in_the_host_says_that_it_is_spent() {
    let mut directory = instantiate(&Tenant::new([("", "")])).await;
    directory
        .call("get-user", &[Val::Bool(true)])
        .await
        .expect_err("it is no text");
    let spent = directory
        .describe_directory()
        .await
        .expect_err("it is spent");
    assert!(spent.to_string().contains("instantiate another"), "{spent}");
}

#[tokio::test]
async fn a_trap_tells_nothing_of_memory_and_arguments() {
    let mut directory = instantiate(&Tenant::new([("", "")])).await;
    leaks::hide("carried-in-an-argument");
    // More than an instance may have.
    let argument = "carried-in-an-argument".repeat(13 << 20);
    let trapped = debugged("a trap", directory.get_user(&argument).await);
    let Err(CallError::Host(trap)) = trapped else {
        panic!("it has no room for its argument")
    };
    leaks::shown("a trap", &format!("{trap:#}"));
    let spent = directory.get_user("u1").await;
    debugged("a spent instance", spent).expect_err("it is spent");
}

#[tokio::test]
async fn an_instance_whose_call_was_dropped_says_that_it_is_spent() {
    let sandbox = Watched::new(Sandbox::new());
    let server = serve(&sandbox).await;
    let mut directory = instantiate(&tenant(&server)).await;
    // Polled once, which is not enough for an answer over the network, and dropped.
    tokio::select! {
        biased;
        answer = directory.get_user("u1") => panic!("{answer:?}"),
        () = ready(()) => {}
    }
    let spent = directory.get_user("u1").await;
    let Err(CallError::Host(spent)) = spent else {
        panic!("{spent:?}")
    };
    assert!(
        spent.to_string().contains("given up by its caller"),
        "{spent}"
    );
}

#[tokio::test]
async fn a_missing_setting_is_named_and_nothing_is_sent() {
    let nothing = Tenant::new([("PATH", "/bin")]);
    let refused = instantiate(&nothing).await.get_user("u1").await;
    let Err(CallError::Directory(error)) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(error.kind, ErrorKind::Misconfigured);
    assert!(
        error
            .details
            .iter()
            .any(|detail| detail.value == "DINGTALK_CLIENT_ID")
    );
}

fn draft() -> UserDraft {
    UserDraft::new("Ada", "1")
}

const PROFILE: AccountProfile = AccountProfile {
    mobile: None,
    nickname: None,
    avatar_media_id: None,
};

#[tokio::test]
async fn what_only_dingtalk_has_is_called_with_types() {
    let sandbox = Watched::new(Sandbox::new());
    let server = serve(&sandbox).await;
    let mut directory = instantiate(&tenant(&server)).await;
    leaks::hide("onlyletters");
    let password = Password::new("onlyletters");
    let refused = directory
        .create_login_account(&draft(), "ada", &password, false, &PROFILE, None)
        .await;
    let refused = debugged("an outcome", refused);
    let Err(CallError::Directory(error)) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(error.kind, ErrorKind::InvalidArgument);
    assert_eq!(error.details[0].value, "password");
}

/// The component with other names for the interfaces that only DingTalk has.
fn neutral() -> Vec<u8> {
    let mut bytes = COMPONENT.to_vec();
    for (name, other) in [
        (&b"dingtalk-accounts@"[..], &b"nobodies-accounts@"[..]),
        (b"dingtalk-senior-mode@", b"nobodies-senior-mode@"),
    ] {
        let places: Vec<_> = (0..bytes.len())
            .filter(|at| bytes[*at..].starts_with(name))
            .collect();
        assert!(!places.is_empty());
        for at in places {
            bytes[at..at + name.len()].copy_from_slice(other);
        }
    }
    bytes
}

#[tokio::test]
async fn a_component_with_no_more_than_the_world_provider_says_so_where_only_dingtalk_has_it() {
    let sandbox = Watched::new(Sandbox::new());
    let server = serve(&sandbox).await;
    let host = Host::from_bytes(&neutral()).expect("it exports the world `provider`");
    let mut directory = host
        .instantiate(&tenant(&server))
        .await
        .expect("it can be instantiated");
    let (id, _) = somebody(&sandbox);
    for refused in [
        directory.enable_account(&id).await.map(|()| String::new()),
        directory
            .get_senior_mode_settings(&id)
            .await
            .map(|settings| format!("{settings:?}")),
    ] {
        let Err(CallError::Directory(error)) = refused else {
            panic!("{refused:?}")
        };
        assert_eq!(error.kind, ErrorKind::Unsupported);
        assert!(error.message.contains("dingtalk-accounts"), "{error:?}");
    }
    assert_eq!(directory.get_user(&id).await.expect("they exist").id, id);
}

#[test]
fn what_is_no_component_makes_no_host() {
    assert!(Host::from_bytes(b"not a component").is_err());
}

#[test]
fn no_machines_paths_stand_in_the_component() {
    let bytes = String::from_utf8_lossy(orgbook_host::COMPONENT);
    let workspace = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let workspace = std::fs::canonicalize(workspace).expect("the workspace exists");
    assert!(!bytes.contains(workspace.to_str().expect("UTF-8")));
    assert!(!bytes.contains("/.cargo/registry"));
}
