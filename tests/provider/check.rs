//! `check-directory` where the server answers what the sandbox has no state for, and where there are
//! two deployments.

use orgbook::bindings::types::{Finding, Severity};
use orgbook::dingtalk::Directory;
use orgbook::platform::SendError;
use orgbook_sandbox::{DEFAULT_CLIENT_ID, DEFAULT_CLIENT_SECRET, Organisation, Sandbox, Secret};
use serde_json::json;

use crate::expect::{gateway_refused, refused, result};
use crate::platform::{CLIENT_ID, Fate, Offline, Reply, Scripted, answer, ok, run};

fn check(peer: Scripted) -> Vec<Finding> {
    let directory = Directory::new(peer);
    run(directory.platform(), directory.check())
}

fn severity(findings: &[Finding], id: &str) -> Option<Severity> {
    let finding = findings.iter().find(|finding| finding.id == id);
    finding.map(|finding| finding.severity)
}

fn facts<'a>(finding: &'a Finding, name: &str) -> Vec<&'a str> {
    let named = finding.details.iter().filter(|detail| detail.name == name);
    named.map(|detail| detail.value.as_str()).collect()
}

#[test]
fn a_disabled_app_lacks_no_permission() {
    for code in [50003, 50005, 70001] {
        let findings = check(Scripted::calls_answered_by(move |_| {
            refused(code, "已停用")
        }));
        assert_eq!(severity(&findings, "access-token"), Some(Severity::Ok));
        assert_eq!(severity(&findings, "contacts-api"), Some(Severity::Error));
        let last = findings.last().expect("findings");
        assert_eq!(last.severity, Severity::Unknown, "{code}");
        assert!(
            !findings
                .iter()
                .any(|finding| finding.observed.contains("missing"))
        );
    }
}

#[test]
fn a_refused_address_is_found_by_its_code() {
    let findings = check(Scripted::calls_answered_by(|_| {
        gateway_refused("60020", "访问ip不在白名单之中,request ip=203.0.113.9")
    }));
    assert_eq!(severity(&findings, "caller-ip"), Some(Severity::Error));
    let found = finding(&findings, "caller-ip");
    assert_eq!(facts(found, "caller-ip"), ["203.0.113.9"], "{found:?}");
    assert_eq!(severity(&findings, "access-token"), Some(Severity::Ok));
}

#[test]
fn a_wrong_path_is_one_error_that_names_server_and_setting() {
    let findings = check(Scripted::calls_answered_by(|_| {
        ok(json!({"errcode": 404, "errmsg": "请求的URI地址不存在"}))
    }));
    let errors: Vec<_> = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .collect();
    let [error] = errors[..] else {
        panic!("{findings:?}");
    };
    assert_eq!(error.id, "contacts-api");
    assert!(
        error
            .action
            .as_ref()
            .is_some_and(|action| action.contains("DINGTALK_OAPI_URL"))
    );
    assert_eq!(error.url, None, "the developer console cannot help");
    assert_eq!(facts(error, "setting"), ["DINGTALK_OAPI_URL"]);
}

#[test]
fn a_token_endpoint_that_answers_something_else_is_named() {
    for reply in [ok(json!({})), answer(200, "<html></html>")] {
        let findings = check(Scripted::answering(move |_| reply.clone()));
        let token = findings
            .iter()
            .find(|finding| finding.id == "access-token")
            .expect("a finding about the token");
        assert_eq!(token.severity, Severity::Error);
        assert!(
            token.observed.contains("/v1.0/oauth2/accessToken"),
            "{token:?}"
        );
    }
}

#[test]
fn a_refused_lent_token_and_an_app_that_may_not_have_another_is_one_missing_permission() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    platform.withdraw("qyapi_base");
    platform.set("DINGTALK_ACCESS_TOKEN", "a-token-of-nobody");
    let findings = run(platform, directory.check());
    let missing: Vec<_> = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| finding.id.as_str())
        .collect();
    assert_eq!(missing, ["permission.qyapi_base"]);
    assert_eq!(severity(&findings, "access-token"), Some(Severity::Unknown));
}

#[test]
fn an_outage_in_between_leaves_unknown_what_it_hides() {
    let mut first = true;
    let findings = check(Scripted::calls_answered_by(move |_| {
        if std::mem::take(&mut first) {
            ok(json!({"errcode": 0, "errmsg": "ok", "result": {"dept_id_list": []}}))
        } else {
            answer(503, "<html></html>")
        }
    }));
    let manage = findings
        .iter()
        .find(|finding| finding.id == "permission.qyapi_manage_addresslist")
        .expect("a finding about the right to write");
    assert_eq!(manage.severity, Severity::Unknown);
    let action = manage.action.as_deref().unwrap_or_default();
    assert!(
        !action.contains("may not have done"),
        "nothing was written: {action}"
    );
}

#[test]
fn each_region_has_its_own_console() {
    for (region, console) in [
        ("china", "https://open-dev.dingtalk.com"),
        ("international", "https://open-dev.dingtalk.io"),
    ] {
        let peer = Scripted::answering(|_| refused(40096, "不合法的appKey或appSecret"));
        peer.set("DINGTALK_REGION", region);
        peer.set(CLIENT_ID, "dingnobody");
        let findings = check(peer);
        let token = findings
            .iter()
            .find(|finding| finding.id == "access-token")
            .expect("a finding about the token");
        assert_eq!(token.url.as_deref(), Some(console));
    }
}

#[test]
fn a_field_that_nobody_has_is_not_taken_for_a_missing_permission() {
    let bare = json!([{"userid": "u1", "name": "Ann", "exclusive_account": true}]);
    for (fields, expected) in [
        (json!(["name", "mobile", "email"]), Severity::Ok),
        (json!(["name"]), Severity::Warning),
    ] {
        let bare = bare.clone();
        let findings = check(Scripted::calls_answered_by(move |sent| match sent.path() {
            "/topapi/v2/user/list" => result(json!({"has_more": false, "list": bare})),
            "/auth/scopes" => ok(json!({
                "errcode": 0, "auth_user_field": fields,
                "auth_org_scopes": {"authed_user": [], "authed_dept": [1]},
            })),
            path if path.starts_with("/topapi/") => result(json!({"dept_id_list": [7]})),
            _ => ok(json!({})),
        }));
        for id in ["permission.fieldMobile", "permission.fieldEmail"] {
            assert_eq!(severity(&findings, id), Some(expected), "{findings:#?}");
        }
    }
}

/// An offline DingTalk whose app has this client id and secret.
fn deployment(client_id: &str, client_secret: &str) -> Sandbox {
    let mut organisation = Organisation::default();
    organisation.apps[0].client_id = client_id.to_owned();
    organisation.apps[0].client_secret = Secret::new(client_secret);
    Sandbox::builder()
        .organisation(organisation)
        .build()
        .expect("a valid organisation")
}

fn errors(findings: &[Finding]) -> Vec<&Finding> {
    let is_error = |finding: &&Finding| finding.severity == Severity::Error;
    findings.iter().filter(is_error).collect()
}

fn finding<'a>(findings: &'a [Finding], id: &str) -> &'a Finding {
    findings
        .iter()
        .find(|finding| finding.id == id)
        .unwrap_or_else(|| panic!("{id}: {findings:#?}"))
}

#[test]
fn mainland_credentials_on_the_international_host_are_told_from_wrong_ones() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    platform.add_international(deployment("dingabroad", "another secret"));
    platform.set("DINGTALK_REGION", "international");
    let findings = run(platform, directory.check());
    let region = finding(&findings, "region");
    assert_eq!(errors(&findings), [region]);
    let action = region.action.as_deref().unwrap_or_default();
    assert!(action.contains("DINGTALK_REGION to china"), "{action}");
    assert_eq!(region.url.as_deref(), Some("https://open-dev.dingtalk.com"));
    assert_eq!(facts(region, "setting"), ["DINGTALK_REGION"]);
}

#[test]
fn international_credentials_on_the_mainland_host_are_told_from_wrong_ones() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    platform.add_international(deployment("dingabroad", "another-secret"));
    platform.set("DINGTALK_CLIENT_ID", "dingabroad");
    platform.set("DINGTALK_CLIENT_SECRET", "another-secret");
    let findings = run(platform, directory.check());
    let region = finding(&findings, "region");
    assert_eq!(errors(&findings), [region]);
    let action = region.action.as_deref().unwrap_or_default();
    assert!(
        action.contains("DINGTALK_REGION to international"),
        "{action}"
    );
    assert_eq!(region.url.as_deref(), Some("https://open-dev.dingtalk.io"));
}

#[test]
fn credentials_that_no_deployment_knows_are_wrong_in_any_region() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    platform.add_international(deployment("dingabroad", "another-secret"));
    platform.set("DINGTALK_CLIENT_SECRET", "the-wrong-secret");
    let findings = run(platform, directory.check());
    assert_eq!(severity(&findings, "access-token"), Some(Severity::Error));
    assert_eq!(severity(&findings, "region"), Some(Severity::Ok));
}

#[test]
fn a_host_that_keeps_the_other_deployment_from_being_asked_leaves_the_region_unknown() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    platform.set("DINGTALK_CLIENT_SECRET", "the-wrong-secret");
    let findings = run(platform, directory.check());
    let region = finding(&findings, "region");
    assert_eq!(region.severity, Severity::Unknown, "{region:?}");
    assert!(region.action.is_some(), "{region:?}");
}

#[test]
fn exchanged_credentials_are_found_and_sent_nowhere_else() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    platform.add_international(deployment("dingabroad", "another-secret"));
    platform.set("DINGTALK_CLIENT_ID", DEFAULT_CLIENT_SECRET);
    platform.set("DINGTALK_CLIENT_SECRET", DEFAULT_CLIENT_ID);
    let findings = run(platform, directory.check());
    let found = finding(&findings, "credentials");
    assert_eq!(errors(&findings), [found]);
    let settings = ["DINGTALK_CLIENT_ID", "DINGTALK_CLIENT_SECRET"];
    assert_eq!(facts(found, "setting"), settings);
    assert!(!format!("{findings:?}").contains(DEFAULT_CLIENT_SECRET));
    assert_eq!(platform.requests().len(), 1, "{:?}", platform.paths());
}

#[test]
fn a_token_endpoint_of_ones_own_is_not_compared_with_the_deployments() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    platform.set("DINGTALK_API_URL", "https://gateway.example.com");
    platform.set("DINGTALK_CLIENT_SECRET", "the-wrong-secret");
    let findings = run(platform, directory.check());
    assert_eq!(
        finding(&findings, "region").severity,
        Severity::Unknown,
        "{findings:#?}"
    );
    assert_eq!(platform.requests().len(), 1, "{:?}", platform.paths());
}

#[test]
fn a_narrow_data_range_is_told_and_fields_are_looked_for_within_it() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    platform
        .sandbox()
        .change_app(DEFAULT_CLIENT_ID, |app| {
            app.data_range.departments = vec![574_367_388];
        })
        .expect("the app");
    let findings = run(platform, directory.check());
    let range = finding(&findings, "data-range");
    assert_eq!(range.severity, Severity::Warning, "{range:?}");
    assert!(range.observed.contains("574367388"), "{range:?}");
    assert_eq!(
        severity(&findings, "permission.fieldMobile"),
        Some(Severity::Ok)
    );
}

#[test]
fn a_host_that_denies_egress_is_found_with_the_server_to_allow() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    platform.decide(|_| Fate::Stopped(Reply::Fails(SendError::Denied)));
    let findings = run(platform, directory.check());
    let found = finding(&findings, "access-token");
    assert_eq!(found.severity, Severity::Error, "{found:?}");
    assert!(found.observed.contains("api.dingtalk.com"), "{found:?}");
    let attempted = facts(found, "attempted");
    assert!(
        matches!(attempted[..], [url] if url.contains("api.dingtalk.com")),
        "{found:?}"
    );
    let action = found.action.as_deref().unwrap_or_default();
    assert!(action.contains("allow"), "{action}");
    assert_eq!(severity(&findings, "region"), None);
}

#[test]
fn a_missing_permission_of_either_family_comes_with_the_page_that_grants_it() {
    for permission in [
        "qyapi_base",
        "qyapi_get_department_list",
        "qyapi_manage_addresslist",
        "qyapi_get_member",
        "qyapi_get_member_by_mobile",
        "qyapi_get_department_member",
        "qyapi_addresslist_search",
        "qyapi_liveness_base",
        "Contact.Common.Read",
        "Contact.OrgAccountSecurity.ReadWrite",
    ] {
        let directory = Directory::new(Offline::new_world());
        let platform = directory.platform();
        platform.withdraw(permission);
        let findings = run(platform, directory.check());
        let found = finding(&findings, &format!("permission.{permission}"));
        let page = format!(
            "https://open-dev.dingtalk.com/appscope/apply?content={DEFAULT_CLIENT_ID}%23{permission}"
        );
        assert_eq!(found.url.as_deref(), Some(page.as_str()), "{found:?}");
        assert_eq!(facts(found, "permission"), [permission], "{found:?}");
        assert!(
            [Severity::Error, Severity::Warning].contains(&found.severity),
            "{found:?}"
        );
    }
}

#[test]
fn a_host_that_denies_the_new_api_alone_is_one_error() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    let token = run(platform, async {
        let call = directory.call().expect("a call");
        call.token().await.expect("a token")
    });
    platform.set("DINGTALK_ACCESS_TOKEN", token.expose());
    platform.decide(|sent| match sent.url.contains("//api.") {
        true => Fate::Stopped(Reply::Fails(SendError::Denied)),
        false => Fate::Arrives,
    });
    let findings = run(platform, directory.check());
    let found = finding(&findings, "new-api");
    assert_eq!(errors(&findings), [found]);
    assert!(found.observed.contains("api.dingtalk.com"), "{found:?}");
    for permission in ["qyapi_addresslist_search", "Contact.Common.Read"] {
        let untried = severity(&findings, &format!("permission.{permission}"));
        assert_eq!(untried, Some(Severity::Unknown));
    }
}
