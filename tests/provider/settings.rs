//! The configuration: what is refused, how it is told, and what it does.

use std::time::Duration;

use orgbook::bindings::types::{Error, ErrorKind, SettingSource};
use orgbook::dingtalk::Directory;

use crate::expect::{details, error_of, get_user, somebody};
use crate::platform::{CLIENT_ID, CLIENT_SECRET, Scripted, run};

const NAMES: [&str; 16] = [
    "DINGTALK_CLIENT_ID",
    "DINGTALK_CLIENT_SECRET",
    "DINGTALK_CORP_ID",
    "DINGTALK_REGION",
    "DINGTALK_OAPI_URL",
    "DINGTALK_API_URL",
    "DINGTALK_ACCESS_TOKEN",
    "ORGBOOK_DEADLINE_MS",
    "ORGBOOK_CONNECT_TIMEOUT_MS",
    "ORGBOOK_FIRST_BYTE_TIMEOUT_MS",
    "ORGBOOK_MAX_ANSWER_BYTES",
    "ORGBOOK_CALLS_PER_SECOND",
    "ORGBOOK_MAX_ATTEMPTS",
    "ORGBOOK_RETRY_DELAY_MS",
    "ORGBOOK_THROTTLED_RETRY_DELAY_MS",
    "ORGBOOK_MAX_RETRY_DELAY_MS",
];

/// Values that cannot be used.
const MALFORMED: &[(&str, &[&str])] = &[
    (
        "DINGTALK_CLIENT_ID",
        &["ding abc", " ", "ding\n", "dingé", "ding\u{a0}"],
    ),
    (
        "DINGTALK_CLIENT_SECRET",
        &["top secret", "\u{201c}quoted\u{201d}", "x\n", "\t"],
    ),
    ("DINGTALK_CORP_ID", &["ding 5a", "公司"]),
    ("DINGTALK_REGION", &["China", "cn", "international ", "eu"]),
    (
        "DINGTALK_OAPI_URL",
        &[
            "oapi.dingtalk.com",
            "ftp://oapi.dingtalk.com",
            "https://",
            "https:///x",
            "https://a?b=c",
            "https://a/#b",
            "https://user:password@a",
            "https://a b",
            "//a",
        ],
    ),
    (
        "DINGTALK_API_URL",
        &[
            "api.dingtalk.com",
            "HTTPS//a",
            "https://a\\b",
            "https://ä.example",
        ],
    ),
    ("DINGTALK_ACCESS_TOKEN", &["a b", "abc\r\n", "token："]),
    (
        "ORGBOOK_DEADLINE_MS",
        &[
            "99",
            "600001",
            "0",
            "-1",
            "1e4",
            "30 s",
            "30000.0",
            " 30000",
            "99999999999999999999999",
        ],
    ),
    ("ORGBOOK_CONNECT_TIMEOUT_MS", &["0", "600001", "x"]),
    ("ORGBOOK_FIRST_BYTE_TIMEOUT_MS", &["0", "600001", "1m"]),
    ("ORGBOOK_MAX_ANSWER_BYTES", &["1023", "16777217", "8M"]),
    ("ORGBOOK_CALLS_PER_SECOND", &["-1", "1001", "0.5"]),
    ("ORGBOOK_MAX_ATTEMPTS", &["0", "11", "many"]),
    ("ORGBOOK_RETRY_DELAY_MS", &["0", "60001", "1s"]),
    ("ORGBOOK_THROTTLED_RETRY_DELAY_MS", &["0", "60001"]),
    ("ORGBOOK_MAX_RETRY_DELAY_MS", &["0", "60001"]),
];

/// Values that can, at their bounds where they have some.
const USABLE: &[(&str, &[&str])] = &[
    ("DINGTALK_CLIENT_ID", &["ding!~", "1"]),
    ("DINGTALK_CLIENT_SECRET", &["a-_/+=\"'", "1"]),
    ("DINGTALK_CORP_ID", &["ding5a"]),
    ("DINGTALK_REGION", &["china", "international"]),
    (
        "DINGTALK_OAPI_URL",
        &[
            "http://127.0.0.1:8080",
            "https://proxy.example/ding/",
            "http://[::1]:8080",
        ],
    ),
    (
        "DINGTALK_API_URL",
        &["http://localhost:1", "https://proxy.example/a/b"],
    ),
    ("DINGTALK_ACCESS_TOKEN", &["0123456789abcdef"]),
    ("ORGBOOK_DEADLINE_MS", &["100", "600000"]),
    ("ORGBOOK_CONNECT_TIMEOUT_MS", &["1", "600000"]),
    ("ORGBOOK_FIRST_BYTE_TIMEOUT_MS", &["1", "600000"]),
    ("ORGBOOK_MAX_ANSWER_BYTES", &["1024", "16777216"]),
    ("ORGBOOK_CALLS_PER_SECOND", &["0", "1", "1000"]),
    ("ORGBOOK_MAX_ATTEMPTS", &["1", "10"]),
    ("ORGBOOK_RETRY_DELAY_MS", &["1", "60000"]),
    ("ORGBOOK_THROTTLED_RETRY_DELAY_MS", &["1", "60000"]),
    ("ORGBOOK_MAX_RETRY_DELAY_MS", &["1", "60000"]),
];

fn scripted() -> Directory<Scripted> {
    Directory::new(Scripted::calls_answered_by(|_| somebody("u1")))
}

fn with(name: &str, value: &str) -> Directory<Scripted> {
    let directory = scripted();
    directory.platform().set(name, value);
    directory
}

fn refused(directory: &Directory<Scripted>) -> Error {
    let error = error_of(get_user(directory));
    assert_eq!(error.kind, ErrorKind::Misconfigured, "{error:?}");
    assert_eq!(directory.platform().requests().len(), 0, "{error:?}");
    error
}

#[test]
fn every_malformed_setting_is_named_before_anything_is_sent() {
    let named: Vec<_> = MALFORMED.iter().map(|(name, _)| *name).collect();
    assert_eq!(named, NAMES);
    for (name, values) in MALFORMED {
        for value in *values {
            let error = refused(&with(name, value));
            assert_eq!(details(&error, "setting"), [*name], "{name}={value:?}");
            assert!(
                error.message.contains(name),
                "{name}={value:?}: {}",
                error.message
            );
        }
    }
}

#[test]
fn usable_settings_are_used_at_their_bounds_too() {
    let named: Vec<_> = USABLE.iter().map(|(name, _)| *name).collect();
    assert_eq!(named, NAMES);
    for (name, values) in USABLE {
        for value in *values {
            get_user(&with(name, value))
                .unwrap_or_else(|error| panic!("{name}={value}: {error:?}"));
        }
    }
}

#[test]
fn a_malformed_setting_is_told_by_every_function() {
    use orgbook::bindings::types::UserChange;
    let directory = with("DINGTALK_REGION", "mars");
    let platform = directory.platform();
    let draft = crate::writing::draft();
    let errors = [
        error_of(run(platform, directory.get_user("u1"))),
        error_of(run(platform, directory.find_user_by_mobile("13800000000"))),
        error_of(run(platform, directory.list_users("1", None, None))),
        error_of(run(platform, directory.create_user(&draft, None))),
        error_of(run(
            platform,
            directory.update_user("u1", &[UserChange::Name("x".to_owned())]),
        )),
        error_of(run(platform, directory.delete_user("u1"))),
        error_of(run(platform, directory.get_department("1"))),
        error_of(run(platform, directory.list_department_ids("1", None))),
        error_of(run(platform, directory.list_departments("1", None))),
    ];
    for error in errors {
        assert_eq!(error.kind, ErrorKind::Misconfigured);
        assert_eq!(details(&error, "setting"), ["DINGTALK_REGION"]);
    }
    assert_eq!(platform.requests().len(), 0);
}

#[test]
fn missing_credentials_are_named() {
    for missing in [
        &["DINGTALK_CLIENT_ID"][..],
        &["DINGTALK_CLIENT_SECRET"],
        &NAMES[..2],
    ] {
        let directory = scripted();
        missing
            .iter()
            .for_each(|name| directory.platform().unset(name));
        assert_eq!(details(&refused(&directory), "setting"), missing);
    }
}

#[test]
fn an_empty_setting_is_as_good_as_none() {
    for name in NAMES {
        let directory = with(name, "");
        match name {
            "DINGTALK_CLIENT_ID" | "DINGTALK_CLIENT_SECRET" => {
                assert_eq!(details(&refused(&directory), "setting"), [name]);
            }
            _ => assert!(get_user(&directory).is_ok(), "{name}"),
        }
    }
}

#[test]
fn half_a_pair_of_credentials_is_refused_even_with_a_lent_token() {
    for missing in &NAMES[..2] {
        let directory = with("DINGTALK_ACCESS_TOKEN", "the-lent-token");
        directory.platform().unset(missing);
        assert_eq!(details(&refused(&directory), "setting"), [*missing]);
    }
}

#[test]
fn all_problems_are_told_at_once() {
    let directory = scripted();
    for (name, values) in MALFORMED {
        directory.platform().set(name, values[0]);
    }
    let error = refused(&directory);
    assert_eq!(details(&error, "setting"), NAMES);
    NAMES
        .iter()
        .for_each(|name| assert!(error.message.contains(name), "{name}"));
}

#[test]
fn a_repaired_setting_takes_effect_with_the_next_call() {
    let directory = with("DINGTALK_REGION", "mars");
    refused(&directory);
    directory.platform().set("DINGTALK_REGION", "china");
    assert!(get_user(&directory).is_ok());
}

#[test]
fn a_malformed_secret_is_not_repeated() {
    for name in ["DINGTALK_CLIENT_SECRET", "DINGTALK_ACCESS_TOKEN"] {
        let directory = with(name, "hidden value");
        assert!(
            !format!("{:?}", refused(&directory)).contains("hidden"),
            "{name}"
        );
        assert!(
            !format!("{:?}", directory.describe()).contains("hidden"),
            "{name}"
        );
        let findings = run(directory.platform(), directory.check());
        assert!(!format!("{findings:?}").contains("hidden"), "{name}");
    }
}

#[test]
fn the_region_chooses_the_hosts() {
    for (region, hosts) in [
        (
            "china",
            ["https://api.dingtalk.com/", "https://oapi.dingtalk.com/"],
        ),
        (
            "international",
            ["https://api.dingtalk.io/", "https://oapi.dingtalk.io/"],
        ),
    ] {
        let directory = with("DINGTALK_REGION", region);
        get_user(&directory).expect("a user");
        let requests = directory.platform().requests();
        for (request, host) in requests.iter().zip(hosts) {
            assert!(request.url.starts_with(host), "{region}: {}", request.url);
        }
    }
}

#[test]
fn base_urls_replace_scheme_host_and_prefix() {
    let directory = with("DINGTALK_OAPI_URL", "http://proxy.example:8080/old/");
    directory
        .platform()
        .set("DINGTALK_API_URL", "http://[::1]/new");
    get_user(&directory).expect("a user");
    let requests = directory.platform().requests();
    assert_eq!(requests[0].url, "http://[::1]/new/v1.0/oauth2/accessToken");
    assert_eq!(
        requests[1].url,
        "http://proxy.example:8080/old/topapi/v2/user/get?access_token=token-1"
    );
}

#[test]
fn the_limits_are_passed_on() {
    let directory = with("ORGBOOK_CONNECT_TIMEOUT_MS", "1234");
    directory
        .platform()
        .set("ORGBOOK_FIRST_BYTE_TIMEOUT_MS", "2345");
    directory.platform().set("ORGBOOK_MAX_ANSWER_BYTES", "3456");
    get_user(&directory).expect("a user");
    for request in directory.platform().requests() {
        assert_eq!(request.limits.connect, Duration::from_millis(1234));
        assert_eq!(request.limits.first_byte, Duration::from_millis(2345));
        assert_eq!(request.limits.answer_bytes, 3456);
    }
}

#[test]
fn the_default_limits_are_those_of_the_description() {
    let directory = scripted();
    get_user(&directory).expect("a user");
    let limits = directory.platform().requests()[0].limits;
    assert_eq!(limits.connect, Duration::from_secs(5));
    assert_eq!(limits.first_byte, Duration::from_secs(15));
    assert_eq!(limits.answer_bytes, 8 << 20);
    let described = |name: &str| {
        let settings = directory.describe().settings;
        let setting = settings
            .into_iter()
            .find(|setting| setting.name == name)
            .unwrap();
        assert_eq!(setting.source, SettingSource::Default);
        setting.value.unwrap()
    };
    assert_eq!(described("ORGBOOK_CONNECT_TIMEOUT_MS"), "5000");
    assert_eq!(described("ORGBOOK_FIRST_BYTE_TIMEOUT_MS"), "15000");
    assert_eq!(described("ORGBOOK_MAX_ANSWER_BYTES"), "8388608");
    assert_eq!(described("ORGBOOK_DEADLINE_MS"), "30000");
}

#[test]
fn every_setting_is_described_and_no_secret_shown() {
    let directory = with("DINGTALK_ACCESS_TOKEN", "the-lent-token");
    directory.platform().set("DINGTALK_REGION", "mars");
    let description = directory.describe();
    assert!(!format!("{description:?}").contains(CLIENT_SECRET));
    assert!(!format!("{description:?}").contains("the-lent-token"));
    let names: Vec<_> = description
        .settings
        .iter()
        .map(|setting| setting.name.as_str())
        .collect();
    assert_eq!(names, NAMES);
    for setting in &description.settings {
        let (value, source, sound) = match setting.name.as_str() {
            "DINGTALK_CLIENT_ID" => (Some(CLIENT_ID), SettingSource::Environment, true),
            "DINGTALK_CLIENT_SECRET" | "DINGTALK_ACCESS_TOKEN" => {
                (None, SettingSource::Environment, true)
            }
            "DINGTALK_CORP_ID" => (None, SettingSource::Unset, true),
            "DINGTALK_REGION" => (None, SettingSource::Environment, false),
            _ => continue,
        };
        assert_eq!(setting.value.as_deref(), value, "{}", setting.name);
        assert_eq!(setting.source, source, "{}", setting.name);
        assert_eq!(setting.problem.is_none(), sound, "{}", setting.name);
    }
    assert_eq!(directory.platform().requests().len(), 0);
}

#[test]
fn the_description_follows_the_region() {
    let directory = with("DINGTALK_REGION", "international");
    let settings = directory.describe().settings;
    let url = settings
        .iter()
        .find(|setting| setting.name == "DINGTALK_OAPI_URL")
        .unwrap();
    assert_eq!(url.value.as_deref(), Some("https://oapi.dingtalk.io"));
    assert_eq!(url.source, SettingSource::Default);
}
