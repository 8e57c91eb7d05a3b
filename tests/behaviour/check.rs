//! The diagnosis of a tenant.

use std::collections::BTreeSet;

use orgbook_host::Instance;
use orgbook_host::types::{Finding, Severity};
use orgbook_sandbox::{DEFAULT_CLIENT_SECRET, Organisation};

use crate::support::peer::{Fate, Peer, http};
use crate::support::{
    CHEN, MARKET, Outcome, World, finding, instance, nowhere, organisation_of_one, problems,
    sandbox, tenant,
};

async fn check(directory: &mut Instance) -> Vec<Finding> {
    let findings = directory.check_directory().await.done();
    assert!(!findings.is_empty());
    for finding in &findings {
        assert!(!finding.id.is_empty(), "{finding:?}");
        assert!(!finding.subject.is_empty(), "{finding:?}");
        assert!(!finding.observed.is_empty(), "{finding:?}");
        if [Severity::Error, Severity::Warning].contains(&finding.severity) {
            assert!(finding.action.is_some(), "{finding:?}");
        }
    }
    let ids: BTreeSet<_> = findings.iter().map(|finding| finding.id.as_str()).collect();
    assert_eq!(ids.len(), findings.len(), "{findings:#?}");
    findings
}

/// The permissions, as the description names them.
async fn permissions() -> Vec<String> {
    let mut world = World::new().await;
    let description = world.directory.describe_directory().await.done();
    description
        .requirements
        .into_iter()
        .map(|it| it.permission)
        .collect()
}

#[tokio::test]
async fn where_all_is_well_everything_is_found_well() {
    let mut world = World::new().await;
    let findings = check(&mut world.directory).await;
    assert_eq!(problems(&findings), []);
    for permission in permissions().await {
        finding(&findings, &format!("permission.{permission}"));
    }
    for id in ["settings", "access-token", "caller-ip", "data-range"] {
        finding(&findings, id);
    }
}

#[tokio::test]
async fn it_changes_nothing() {
    let mut world = World::new().await;
    let before = world.organisation();
    check(&mut world.directory).await;
    assert_eq!(world.organisation(), before);
}

#[tokio::test]
async fn it_may_be_repeated() {
    let mut world = World::new().await;
    let first = check(&mut world.directory).await;
    assert_eq!(check(&mut world.directory).await, first);
    assert_eq!(world.sandbox.tokens_issued(), 1);
}

#[tokio::test]
async fn every_missing_permission_is_found_and_no_other_is_blamed() {
    for permission in permissions().await {
        let mut world = World::new().await;
        world.without(&permission);
        let findings = check(&mut world.directory).await;
        let id = format!("permission.{permission}");
        let found = finding(&findings, &id);
        assert!(
            [Severity::Warning, Severity::Error].contains(&found.severity),
            "{found:?}"
        );
        let action = found.action.as_deref().expect("something is to be done");
        assert!(
            action.contains(&permission) || permission.starts_with("field"),
            "{found:?}"
        );
        assert!(
            found
                .url
                .as_deref()
                .is_some_and(|url| url.starts_with("https://")),
            "{found:?}"
        );
        // What cannot be found out any more may be unknown, but nothing else is wrong.
        for (other, severity) in problems(&findings) {
            assert!(
                other == id || severity == Severity::Unknown,
                "{permission}: {other}"
            );
        }
    }
}

#[tokio::test]
async fn a_missing_right_is_found_with_the_page_that_grants_it() {
    let mut world = World::new().await;
    world.without("qyapi_manage_addresslist");
    let findings = check(&mut world.directory).await;
    let found = finding(&findings, "permission.qyapi_manage_addresslist");
    assert_eq!(found.severity, Severity::Error);
    let url = found.url.as_deref().expect("there is a page");
    assert!(url.ends_with("qyapi_manage_addresslist"), "{url}");
}

#[tokio::test]
async fn a_missing_field_permission_is_a_warning() {
    for permission in ["fieldMobile", "fieldEmail"] {
        let mut world = World::new().await;
        world.without(permission);
        let findings = check(&mut world.directory).await;
        let id = format!("permission.{permission}");
        assert_eq!(problems(&findings), [(id.as_str(), Severity::Warning)]);
    }
}

#[tokio::test]
async fn without_the_base_there_is_no_token_and_nothing_else_was_tried() {
    let mut world = World::new().await;
    world.without("qyapi_base");
    let findings = check(&mut world.directory).await;
    assert_eq!(
        finding(&findings, "permission.qyapi_base").severity,
        Severity::Error
    );
    let good: Vec<_> = findings
        .iter()
        .filter(|it| it.severity == Severity::Ok)
        .collect();
    assert_eq!(
        good.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(),
        ["settings"]
    );
    assert!(world.paths().iter().all(|path| path.contains("oauth2")));
}

#[tokio::test]
async fn a_wrong_secret_is_found() {
    let world = World::new().await;
    let mut directory = world
        .instance(&[("DINGTALK_CLIENT_SECRET", "the-wrong-secret")])
        .await;
    let findings = check(&mut directory).await;
    let token = finding(&findings, "access-token");
    assert_eq!(token.severity, Severity::Error);
    assert!(
        token
            .action
            .as_deref()
            .is_some_and(|it| it.contains("DINGTALK_CLIENT")),
        "{token:?}"
    );
    let others: Vec<_> = problems(&findings).into_iter().skip(1).collect();
    assert!(
        others
            .iter()
            .all(|(_, severity)| *severity == Severity::Unknown),
        "{others:?}"
    );
}

#[tokio::test]
async fn a_lent_token_that_is_not_accepted_is_found() {
    let world = World::new().await;
    let settings = [
        ("DINGTALK_ACCESS_TOKEN", "a-token-of-nobody"),
        ("DINGTALK_CLIENT_ID", ""),
        ("DINGTALK_CLIENT_SECRET", ""),
    ];
    let findings = check(&mut world.instance(&settings).await).await;
    let token = finding(&findings, "access-token");
    assert_eq!(token.severity, Severity::Error);
    let action = token.action.as_deref().expect("something is to be done");
    assert!(action.contains("DINGTALK_ACCESS_TOKEN"), "{token:?}");
}

#[tokio::test]
async fn a_lent_token_that_is_accepted_is_well() {
    let world = World::new().await;
    let token = world.token();
    let findings = check(&mut world.instance(&[("DINGTALK_ACCESS_TOKEN", &token)]).await).await;
    assert_eq!(problems(&findings), []);
}

#[tokio::test]
async fn an_address_that_is_not_on_the_list_is_found_and_told() {
    let mut world = World::new().await;
    world.change_app(|app| app.ip_allow_list = vec![[10, 0, 0, 1].into()]);
    let findings = check(&mut world.directory).await;
    let address = finding(&findings, "caller-ip");
    assert_eq!(address.severity, Severity::Error);
    let action = address.action.as_deref().expect("something is to be done");
    assert!(action.contains("127.0.0.1"), "{address:?}");
    assert_eq!(finding(&findings, "access-token").severity, Severity::Ok);
}

#[tokio::test]
async fn a_data_range_without_the_root_is_a_warning() {
    let mut world = World::new().await;
    world.range(&[MARKET.parse().expect("a number")]);
    let findings = check(&mut world.directory).await;
    assert_eq!(problems(&findings), [("data-range", Severity::Warning)]);
}

#[tokio::test]
async fn an_empty_data_range_leaves_missing_fields_unknown() {
    let mut world = World::new().await;
    world.range(&[]);
    world.without("fieldMobile");
    let findings = check(&mut world.directory).await;
    assert_eq!(
        problems(&findings),
        [
            ("data-range", Severity::Warning),
            ("permission.fieldMobile", Severity::Unknown),
        ]
    );
}

#[tokio::test]
async fn fields_are_looked_for_in_the_only_people_that_the_app_may_see() {
    let mut world = World::new().await;
    world.change_app(|app| {
        app.data_range.departments = vec![];
        app.data_range.users = vec![CHEN.to_owned()];
    });
    world.without("fieldMobile");
    let findings = check(&mut world.directory).await;
    assert_eq!(
        problems(&findings),
        [
            ("data-range", Severity::Warning),
            ("permission.fieldMobile", Severity::Warning),
        ]
    );
}

#[tokio::test]
async fn an_organisation_of_one_is_well() {
    let mut world = World::of(organisation_of_one()).await;
    assert_eq!(problems(&check(&mut world.directory).await), []);
}

#[tokio::test]
async fn a_setting_that_cannot_be_used_is_found_and_nothing_is_sent() {
    let world = World::new().await;
    for (name, value) in [
        ("DINGTALK_CLIENT_SECRET", ""),
        ("DINGTALK_REGION", "europe"),
        ("ORGBOOK_DEADLINE_MS", "soon"),
    ] {
        let mut directory = world.instance(&[(name, value)]).await;
        let findings = check(&mut directory).await;
        let found = finding(&findings, &format!("setting.{name}"));
        assert_eq!(found.severity, Severity::Error);
        assert!(
            found
                .action
                .as_deref()
                .is_some_and(|action| action.contains(name)),
            "{found:?}"
        );
        assert_eq!(
            finding(&findings, "access-token").severity,
            Severity::Unknown
        );
    }
    assert_eq!(world.requests(), 0);
}

#[tokio::test]
async fn a_server_that_is_away_is_found() {
    let url = nowhere();
    let findings = check(&mut instance(&tenant(&url, &[])).await).await;
    let token = finding(&findings, "access-token");
    assert_eq!(token.severity, Severity::Error);
    let server = url.strip_prefix("http://").expect("a URL");
    assert!(token.observed.contains(server), "{token:?}");
}

#[tokio::test]
async fn a_legacy_server_that_is_away_is_found() {
    let world = World::new().await;
    let url = nowhere();
    let findings = check(&mut world.instance(&[("DINGTALK_OAPI_URL", &url)]).await).await;
    let (id, severity) = problems(&findings)[0];
    assert_eq!(severity, Severity::Error);
    let server = url.strip_prefix("http://").expect("a URL");
    assert!(
        finding(&findings, id).observed.contains(server),
        "{findings:?}"
    );
}

#[tokio::test]
async fn whatever_the_server_answers_becomes_findings() {
    let page = || http("200 OK", "text/html", "<p>Please sign in.</p>");
    let down = || http("503 Service Unavailable", "text/html", "");
    let busy = || {
        http(
            "200 OK",
            "application/json",
            "{\"errcode\":-1,\"errmsg\":\"busy\"}",
        )
    };
    let empty = || http("200 OK", "application/json", "{}");
    let answers: [fn() -> Vec<u8>; 4] = [page, down, busy, empty];
    for answer in answers {
        for only_after_the_token in [false, true] {
            let sandbox = sandbox(Organisation::default());
            let peer = Peer::before(&sandbox, move |heard| {
                if only_after_the_token && heard.path.contains("oauth2") {
                    Fate::Answered
                } else {
                    Fate::Said(answer())
                }
            })
            .await;
            let findings = check(&mut instance(&tenant(&peer.url(), &[])).await).await;
            let not_well = problems(&findings);
            assert!(!not_well.is_empty(), "{findings:#?}");
            let token = finding(&findings, "access-token").severity;
            assert!(
                only_after_the_token || token == Severity::Error,
                "{findings:#?}"
            );
            let granted = findings
                .iter()
                .filter(|it| it.id.starts_with("permission."));
            for claim in granted {
                assert!(
                    claim.severity == Severity::Unknown
                        || only_after_the_token && claim.id == "permission.qyapi_base",
                    "{claim:?}"
                );
            }
        }
    }
}

#[tokio::test]
async fn no_finding_shows_a_secret() {
    let world = World::new().await;
    let token = world.token();
    let mut findings = check(&mut world.instance(&[("DINGTALK_ACCESS_TOKEN", &token)]).await).await;
    world.sandbox.revoke_tokens();
    findings.extend(check(&mut world.instance(&[("DINGTALK_CLIENT_ID", "ding0")]).await).await);
    world.without("qyapi_get_member");
    findings.extend(check(&mut world.instance(&[]).await).await);
    let told = format!("{findings:?}");
    assert!(!told.contains(&token), "{told}");
    assert!(!told.contains(DEFAULT_CLIENT_SECRET), "{told}");
}

#[tokio::test]
async fn an_expired_token_is_no_finding() {
    let mut world = World::new().await;
    check(&mut world.directory).await;
    world.sandbox.expire_tokens();
    assert_eq!(problems(&check(&mut world.directory).await), []);
}

// The inference that the right to write is there has to be said.
#[tokio::test]
async fn the_right_to_write_says_that_it_is_inferred() {
    let mut world = World::new().await;
    let findings = check(&mut world.directory).await;
    let found = finding(&findings, "permission.qyapi_manage_addresslist");
    assert!(found.observed.contains("infer"), "{found:?}");
}
