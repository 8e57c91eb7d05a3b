//! What the provider says of itself.

use orgbook_host::types::{DirectoryDescription, ErrorKind, Setting, SettingSource};
use orgbook_host::{Instance, Tenant};
use orgbook_sandbox::DEFAULT_CLIENT_SECRET;

use crate::support::{CHEN, Outcome, World, details, instance, nowhere, tenant};

async fn description(directory: &mut Instance) -> DirectoryDescription {
    directory.describe_directory().await.done()
}

/// A setting of a tenant whose server nobody runs.
async fn setting(settings: &[(&str, &str)], name: &str) -> Setting {
    let mut directory = instance(&tenant(&nowhere(), settings)).await;
    let mut settings = description(&mut directory).await.settings.into_iter();
    settings
        .find(|setting| setting.name == name)
        .expect("it is described")
}

#[tokio::test]
async fn it_tells_what_it_is() {
    let mut world = World::new().await;
    let told = description(&mut world.directory).await;
    assert_eq!(told.provider, "dingtalk");
    assert_eq!(told.version, env!("CARGO_PKG_VERSION"));
    assert_eq!(told.root_department_id, "1");
}

#[tokio::test]
async fn it_sends_nothing() {
    let mut world = World::new().await;
    description(&mut world.directory).await;
    assert_eq!(world.requests(), 0);
}

#[tokio::test]
async fn it_tells_all_settings_whether_set_or_not_each_once() {
    let bare = Tenant::new::<&str, &str>([]);
    let mut directory = instance(&bare).await;
    let without = description(&mut directory).await;
    let mut world = World::new().await;
    let with = description(&mut world.directory).await;
    let names = |told: &DirectoryDescription| {
        let names = told.settings.iter().map(|setting| setting.name.clone());
        names.collect::<Vec<_>>()
    };
    assert_eq!(names(&without), names(&with));
    let mut distinct = names(&with);
    distinct.sort();
    distinct.dedup();
    assert_eq!(distinct.len(), with.settings.len());
    for name in [
        "DINGTALK_CLIENT_ID",
        "DINGTALK_CLIENT_SECRET",
        "DINGTALK_CORP_ID",
        "DINGTALK_REGION",
        "DINGTALK_OAPI_URL",
        "DINGTALK_API_URL",
        "DINGTALK_ACCESS_TOKEN",
        "ORGBOOK_DEADLINE_MS",
        "ORGBOOK_MAX_ANSWER_BYTES",
    ] {
        assert!(distinct.iter().any(|known| known == name), "{name}");
    }
}

#[tokio::test]
async fn a_setting_of_the_environment_is_told_with_its_value() {
    let told = setting(&[("ORGBOOK_DEADLINE_MS", "1234")], "ORGBOOK_DEADLINE_MS").await;
    assert_eq!(told.source, SettingSource::Environment);
    assert_eq!(told.value.as_deref(), Some("1234"));
    assert_eq!(told.problem, None);
}

#[tokio::test]
async fn a_setting_that_is_not_set_is_told_with_its_default() {
    let told = setting(&[], "DINGTALK_REGION").await;
    assert_eq!(told.source, SettingSource::Default);
    assert_eq!(told.value.as_deref(), Some("china"));
    assert_eq!(told.problem, None);
}

#[tokio::test]
async fn a_setting_without_default_that_is_not_set_is_told_as_unset() {
    let told = setting(&[], "DINGTALK_CORP_ID").await;
    assert_eq!(told.source, SettingSource::Unset);
    assert_eq!(told.value, None);
    assert_eq!(told.problem, None);
}

#[tokio::test]
async fn an_empty_setting_is_as_good_as_none() {
    let told = setting(&[("ORGBOOK_DEADLINE_MS", "")], "ORGBOOK_DEADLINE_MS").await;
    assert_eq!(told.source, SettingSource::Default);
}

#[tokio::test]
async fn the_region_decides_the_base_urls() {
    for (region, oapi, api) in [
        (
            "china",
            "https://oapi.dingtalk.com",
            "https://api.dingtalk.com",
        ),
        (
            "international",
            "https://oapi.dingtalk.io",
            "https://api.dingtalk.io",
        ),
    ] {
        let settings = [
            ("DINGTALK_REGION", region),
            ("DINGTALK_OAPI_URL", ""),
            ("DINGTALK_API_URL", ""),
        ];
        let told = setting(&settings, "DINGTALK_OAPI_URL").await;
        assert_eq!(told.value.as_deref(), Some(oapi));
        let told = setting(&settings, "DINGTALK_API_URL").await;
        assert_eq!(told.value.as_deref(), Some(api));
    }
}

#[tokio::test]
async fn no_secret_is_told() {
    let settings = [("DINGTALK_ACCESS_TOKEN", "a-token-that-is-lent")];
    let mut directory = instance(&tenant(&nowhere(), &settings)).await;
    let told = format!("{:?}", description(&mut directory).await);
    assert!(!told.contains(DEFAULT_CLIENT_SECRET), "{told}");
    assert!(!told.contains("a-token-that-is-lent"), "{told}");
    for name in ["DINGTALK_CLIENT_SECRET", "DINGTALK_ACCESS_TOKEN"] {
        let told = setting(&settings, name).await;
        assert_eq!(told.source, SettingSource::Environment, "{name}");
        assert_eq!(told.value, None, "{name}");
        assert_eq!(told.problem, None, "{name}");
    }
}

#[tokio::test]
async fn a_malformed_secret_is_not_told_in_its_problem_either() {
    for name in ["DINGTALK_CLIENT_SECRET", "DINGTALK_ACCESS_TOKEN"] {
        let settings = [(name, "hush hush")];
        let told = setting(&settings, name).await;
        assert!(told.problem.is_some(), "{name}");
        assert!(!format!("{told:?}").contains("hush"), "{told:?}");
        let mut directory = instance(&tenant(&nowhere(), &settings)).await;
        let error = directory.get_user(CHEN).await.refused();
        assert!(!format!("{error:?}").contains("hush"), "{error:?}");
        let findings = directory.check_directory().await.done();
        assert!(!format!("{findings:?}").contains("hush"), "{findings:?}");
    }
}

/// Settings that cannot be used, each with the name that has to be blamed.
const MALFORMED: &[(&str, &str)] = &[
    ("DINGTALK_CLIENT_ID", "with space"),
    ("DINGTALK_CLIENT_SECRET", "with\ttab"),
    ("DINGTALK_CORP_ID", "中"),
    ("DINGTALK_REGION", "europe"),
    ("DINGTALK_REGION", "China"),
    ("DINGTALK_OAPI_URL", "oapi.dingtalk.com"),
    ("DINGTALK_OAPI_URL", "ftp://oapi.dingtalk.com"),
    ("DINGTALK_OAPI_URL", "https://user:pass@oapi.dingtalk.com"),
    ("DINGTALK_API_URL", "https://api.dingtalk.com?x=1"),
    ("DINGTALK_API_URL", "https://api.dingtalk.com#x"),
    ("DINGTALK_API_URL", "https://"),
    ("DINGTALK_ACCESS_TOKEN", "a b"),
    ("ORGBOOK_DEADLINE_MS", "soon"),
    ("ORGBOOK_DEADLINE_MS", "99"),
    ("ORGBOOK_DEADLINE_MS", "600001"),
    ("ORGBOOK_DEADLINE_MS", "1e3"),
    ("ORGBOOK_DEADLINE_MS", "-1"),
    ("ORGBOOK_CONNECT_TIMEOUT_MS", "0"),
    ("ORGBOOK_FIRST_BYTE_TIMEOUT_MS", "0"),
    ("ORGBOOK_MAX_ANSWER_BYTES", "0"),
    ("ORGBOOK_MAX_ANSWER_BYTES", "99999999999999999999"),
];

#[tokio::test]
async fn a_malformed_setting_is_told_with_its_problem_and_without_its_value() {
    for (name, value) in MALFORMED {
        let told = setting(&[(name, value)], name).await;
        assert_eq!(told.source, SettingSource::Environment, "{name}={value}");
        assert_eq!(told.value, None, "{name}={value}");
        assert!(
            told.problem.is_some_and(|problem| !problem.is_empty()),
            "{name}={value}"
        );
    }
}

#[tokio::test]
async fn a_malformed_setting_makes_every_call_misconfigured_and_is_named() {
    let world = World::new().await;
    for setting in MALFORMED {
        let mut directory = world.instance(&[*setting]).await;
        let error = directory.get_user(CHEN).await.refused();
        assert_eq!(error.kind, ErrorKind::Misconfigured, "{setting:?}");
        assert_eq!(details(&error, "setting"), [setting.0], "{setting:?}");
        assert!(error.message.contains(setting.0), "{}", error.message);
    }
    assert_eq!(world.requests(), 0);
}

#[tokio::test]
async fn credentials_that_are_not_set_are_named() {
    let world = World::new().await;
    let (id, secret) = ("DINGTALK_CLIENT_ID", "DINGTALK_CLIENT_SECRET");
    for (settings, named) in [
        (vec![(id, ""), (secret, "")], vec![id, secret]),
        (vec![(id, "")], vec![id]),
        (vec![(secret, "")], vec![secret]),
    ] {
        let mut directory = world.instance(&settings).await;
        let error = directory.get_user(CHEN).await.refused();
        assert_eq!(error.kind, ErrorKind::Misconfigured, "{settings:?}");
        assert_eq!(details(&error, "setting"), named);
        for name in named {
            let told = setting(&settings, name).await;
            assert_eq!(told.source, SettingSource::Unset);
            assert!(told.problem.is_some(), "{name}");
        }
    }
    assert_eq!(world.requests(), 0);
}

#[tokio::test]
async fn half_a_pair_of_credentials_is_misconfigured_beside_a_lent_token_too() {
    let world = World::new().await;
    let token = world.token();
    let before = world.requests();
    for half in ["DINGTALK_CLIENT_ID", "DINGTALK_CLIENT_SECRET"] {
        let settings = [("DINGTALK_ACCESS_TOKEN", token.as_str()), (half, "")];
        let error = world
            .instance(&settings)
            .await
            .get_user(CHEN)
            .await
            .refused();
        assert_eq!(error.kind, ErrorKind::Misconfigured);
        assert_eq!(details(&error, "setting"), [half]);
    }
    assert_eq!(world.requests(), before);
}

#[tokio::test]
async fn requirements_name_permissions_functions_and_purposes() {
    let mut world = World::new().await;
    let told = description(&mut world.directory).await;
    let granted = world.organisation().apps.remove(0).permissions;
    for requirement in told.requirements {
        assert!(granted.contains(&requirement.permission), "{requirement:?}");
        assert!(!requirement.purpose.is_empty(), "{requirement:?}");
        assert!(!requirement.functions.is_empty(), "{requirement:?}");
    }
}
