//! What happens when the host does not let requests out.

use orgbook_host::types::{ErrorKind, Severity, UserChange};

use crate::support::{CHEN, Outcome, ROOT, World, detail, finding, instance, newcomer, problems};

const ELSEWHERE: &str = "https://oapi.dingtalk.com";

#[tokio::test]
async fn every_function_says_what_the_host_should_allow_and_sends_nothing() {
    let world = World::new().await;
    let tenant = world.tenant(&[]).allow_only([ELSEWHERE]);
    let mut directory = instance(&tenant).await;
    let title = [UserChange::Title("x".to_owned())];
    for error in [
        directory.get_user(CHEN).await.refused(),
        directory.find_user_by_mobile("13800000002").await.refused(),
        directory.list_users(ROOT, None, None).await.refused(),
        directory.create_user(&newcomer(), None).await.refused(),
        directory
            .create_user(&newcomer(), Some("row"))
            .await
            .refused(),
        directory.update_user(CHEN, &title).await.refused(),
        directory.delete_user(CHEN).await.refused(),
        directory.get_department(ROOT).await.refused(),
        directory.list_department_ids(ROOT, None).await.refused(),
        directory.list_departments(ROOT, None).await.refused(),
    ] {
        assert_eq!(error.kind, ErrorKind::EgressDenied);
        assert!(
            detail(&error, "attempted").starts_with(&world.url()),
            "{error:?}"
        );
        assert_eq!(error.backend, None);
    }
    assert_eq!(world.requests(), 0);
}

#[tokio::test]
async fn what_was_attempted_shows_neither_token_nor_secret() {
    let world = World::new().await;
    let token = world.token();
    let tenant = world
        .tenant(&[("DINGTALK_ACCESS_TOKEN", &token)])
        .allow_only([ELSEWHERE]);
    let error = instance(&tenant).await.get_user(CHEN).await.refused();
    assert!(!format!("{error:?}").contains(&token), "{error:?}");
    let attempted = format!("{}/topapi/v2/user/get", world.url());
    assert_eq!(detail(&error, "attempted"), attempted);
}

#[tokio::test]
async fn the_legacy_server_may_be_refused_alone() {
    let world = World::new().await;
    let other = World::new().await;
    // Tokens from the one, everything else from the other, which is not allowed.
    let settings = [("DINGTALK_OAPI_URL", &*other.url())];
    let tenant = world.tenant(&settings).allow_only([world.url().as_str()]);
    let error = instance(&tenant).await.delete_user(CHEN).await.refused();
    assert_eq!(error.kind, ErrorKind::EgressDenied);
    assert!(
        detail(&error, "attempted").starts_with(&other.url()),
        "{error:?}"
    );
    assert_eq!(other.requests(), 0);
}

#[tokio::test]
async fn the_check_reports_it_as_a_finding() {
    let world = World::new().await;
    let tenant = world.tenant(&[]).allow_only([ELSEWHERE]);
    let findings = instance(&tenant).await.check_directory().await.done();
    assert_eq!(problems(&findings)[0], ("access-token", Severity::Error));
    let token = finding(&findings, "access-token");
    let server = world.url();
    let server = server.strip_prefix("http://").expect("a URL");
    assert!(token.observed.contains(server), "{token:?}");
    assert!(token.action.is_some(), "{token:?}");
    assert_eq!(world.requests(), 0);
}

#[tokio::test]
async fn a_server_that_is_allowed_without_its_path_is_allowed() {
    let world = World::new().await;
    let tenant = world.tenant(&[]).allow_only([world.url().as_str()]);
    instance(&tenant).await.get_user(CHEN).await.done();
}
