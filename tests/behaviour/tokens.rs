//! How tokens are obtained, kept, renewed and lent.

use std::time::Duration;

use orgbook_host::types::{ErrorKind, UserChange};
use orgbook_sandbox::{
    DEFAULT_CLIENT_ID, DEFAULT_CLIENT_SECRET, DEFAULT_CORP_ID, ExpiredTokenCode, Organisation,
    Secret,
};

use crate::support::{
    CHEN, LI, Outcome, ROOT, World, created, detail, details, instance, newcomer, tenant,
};

const TOKEN: &str = "/v1.0/oauth2/accessToken";

/// How often any token endpoint was asked.
fn asked_for_tokens(world: &World) -> usize {
    let paths = world.paths();
    let asked = paths
        .iter()
        .filter(|path| path.contains("oauth2") || path.contains("gettoken"));
    asked.count()
}

#[tokio::test]
async fn many_calls_need_one_token() {
    let mut world = World::new().await;
    for _ in 0..5 {
        world.directory.get_user(CHEN).await.done();
        world.directory.list_department_ids(ROOT, None).await.done();
    }
    assert_eq!(world.sandbox.tokens_issued(), 1);
    assert_eq!(asked_for_tokens(&world), 1);
}

#[tokio::test]
async fn a_token_that_expired_is_renewed_within_the_call() {
    for code in [ExpiredTokenCode::Invalid, ExpiredTokenCode::TimedOut] {
        let mut organisation = Organisation::default();
        organisation.settings.expired_token_code = code;
        let mut world = World::of(organisation).await;
        world.directory.get_user(CHEN).await.done();
        world.sandbox.clock().advance(Duration::from_secs(7200));
        world.directory.get_user(CHEN).await.done();
        assert_eq!(world.sandbox.tokens_issued(), 2, "{code:?}");
        world.directory.get_user(CHEN).await.done();
        assert_eq!(world.sandbox.tokens_issued(), 2, "{code:?}");
    }
}

#[tokio::test]
async fn a_token_that_was_revoked_is_renewed_within_the_call() {
    let mut world = World::new().await;
    world.directory.get_user(CHEN).await.done();
    world.sandbox.revoke_tokens();
    world.directory.get_user(CHEN).await.done();
    assert_eq!(world.sandbox.tokens_issued(), 2);
}

#[tokio::test]
async fn a_write_with_an_expired_token_is_done_once() {
    let mut world = World::new().await;
    world.directory.get_user(CHEN).await.done();
    world.sandbox.expire_tokens();
    let people = world.organisation().users.len();
    let user = created(world.directory.create_user(&newcomer(), None).await);
    assert!(!user.replayed);
    assert_eq!(world.organisation().users.len(), people + 1);
    world.sandbox.expire_tokens();
    world.directory.delete_user(LI).await.done();
    world.sandbox.expire_tokens();
    let changes = [UserChange::Title("x".to_owned())];
    world.directory.update_user(CHEN, &changes).await.done();
    assert_eq!(world.person(CHEN).title.as_deref(), Some("x"));
    assert_eq!(world.sandbox.tokens_issued(), 4);
}

#[tokio::test]
async fn every_function_renews_an_expired_token() {
    let mut world = World::new().await;
    let directory = &mut world.directory;
    directory.get_user(CHEN).await.done();
    for tokens in 2.. {
        world.sandbox.expire_tokens();
        match tokens {
            2 => drop(directory.find_user_by_mobile("13800000002").await.done()),
            3 => drop(directory.list_users(ROOT, None, None).await.done()),
            4 => drop(directory.get_department(ROOT).await.done()),
            5 => drop(directory.list_department_ids(ROOT, None).await.done()),
            6 => drop(directory.list_departments(ROOT, None).await.done()),
            _ => break,
        }
        assert_eq!(world.sandbox.tokens_issued(), tokens);
    }
}

#[tokio::test]
async fn a_rotated_secret_works_in_a_new_instance() {
    let mut world = World::new().await;
    world.directory.get_user(CHEN).await.done();
    world.change_app(|app| app.client_secret = Secret::new("the-rotated-secret"));
    let error = world.directory.get_user(CHEN).await.refused();
    assert_eq!(error.kind, ErrorKind::Unauthenticated);
    let mut rotated = world
        .instance(&[("DINGTALK_CLIENT_SECRET", "the-rotated-secret")])
        .await;
    rotated.get_user(CHEN).await.done();
}

#[tokio::test]
async fn credentials_that_are_not_known_name_their_settings() {
    for settings in [
        [("DINGTALK_CLIENT_SECRET", "the-wrong-secret")],
        [("DINGTALK_CLIENT_ID", "dingwrong")],
    ] {
        let world = World::new().await;
        let mut directory = world.instance(&settings).await;
        let error = directory.get_user(CHEN).await.refused();
        assert_eq!(error.kind, ErrorKind::Unauthenticated);
        let named = details(&error, "setting");
        assert_eq!(named, ["DINGTALK_CLIENT_ID", "DINGTALK_CLIENT_SECRET"]);
        assert!(error.backend.is_some());
        assert_eq!(world.paths(), [TOKEN], "nothing else was tried");
    }
}

#[tokio::test]
async fn credentials_that_were_refused_are_tried_again_by_the_next_call() {
    let mut world = World::new().await;
    world.change_app(|app| app.client_secret = Secret::new("mistaken"));
    world.directory.get_user(CHEN).await.refused();
    world.change_app(|app| app.client_secret = Secret::new(DEFAULT_CLIENT_SECRET));
    world.directory.get_user(CHEN).await.done();
}

#[tokio::test]
async fn an_organisation_that_is_named_has_its_own_token_endpoint() {
    let world = World::new().await;
    let mut directory = world
        .instance(&[("DINGTALK_CORP_ID", DEFAULT_CORP_ID)])
        .await;
    directory.get_user(CHEN).await.done();
    let own = format!("/v1.0/oauth2/{DEFAULT_CORP_ID}/token");
    assert_eq!(world.paths(), [own.as_str(), "/topapi/v2/user/get"]);
    world.sandbox.expire_tokens();
    directory.get_user(CHEN).await.done();
    assert_eq!(world.sandbox.tokens_issued(), 2);
}

#[tokio::test]
async fn an_organisation_that_is_not_the_apps_names_the_setting() {
    let world = World::new().await;
    let mut directory = world.instance(&[("DINGTALK_CORP_ID", "ding0")]).await;
    let error = directory.get_user(CHEN).await.refused();
    assert_eq!(error.kind, ErrorKind::Unauthenticated);
    assert!(
        details(&error, "setting").contains(&"DINGTALK_CORP_ID"),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_wrong_secret_for_a_named_organisation_names_the_settings() {
    let world = World::new().await;
    let settings = [
        ("DINGTALK_CORP_ID", DEFAULT_CORP_ID),
        ("DINGTALK_CLIENT_SECRET", "the-wrong-secret"),
    ];
    let error = world
        .instance(&settings)
        .await
        .get_user(CHEN)
        .await
        .refused();
    assert_eq!(error.kind, ErrorKind::Unauthenticated);
    assert!(
        details(&error, "setting").contains(&"DINGTALK_CLIENT_SECRET"),
        "{error:?}"
    );
}

#[tokio::test]
async fn an_organisation_with_strange_characters_stays_in_its_place_in_the_path() {
    let world = World::new().await;
    let settings = [("DINGTALK_CORP_ID", "../../topapi?x=1#y")];
    let error = world
        .instance(&settings)
        .await
        .get_user(CHEN)
        .await
        .refused();
    assert!(!matches!(error.kind, ErrorKind::NotFound), "{error:?}");
    let paths = world.paths();
    assert_eq!(paths.len(), 1);
    assert!(paths[0].starts_with("/v1.0/oauth2/"), "{paths:?}");
    assert!(paths[0].ends_with("/token"), "{paths:?}");
}

#[tokio::test]
async fn a_lent_token_needs_no_credentials_and_no_token_request() {
    let world = World::new().await;
    let token = world.token();
    let settings = [
        ("DINGTALK_ACCESS_TOKEN", token.as_str()),
        ("DINGTALK_CLIENT_ID", ""),
        ("DINGTALK_CLIENT_SECRET", ""),
    ];
    let before = asked_for_tokens(&world);
    let mut directory = world.instance(&settings).await;
    directory.get_user(CHEN).await.done();
    directory.delete_user(LI).await.done();
    assert_eq!(asked_for_tokens(&world), before);
}

#[tokio::test]
async fn a_lent_token_is_used_before_the_credentials() {
    let world = World::new().await;
    let token = world.token();
    let before = asked_for_tokens(&world);
    let mut directory = world.instance(&[("DINGTALK_ACCESS_TOKEN", &token)]).await;
    directory.get_user(CHEN).await.done();
    assert_eq!(asked_for_tokens(&world), before);
}

#[tokio::test]
async fn a_lent_token_that_was_revoked_is_replaced_where_there_are_credentials() {
    let world = World::new().await;
    let token = world.token();
    world.sandbox.revoke_tokens();
    let before = asked_for_tokens(&world);
    let mut directory = world.instance(&[("DINGTALK_ACCESS_TOKEN", &token)]).await;
    directory.get_user(CHEN).await.done();
    directory.get_user(CHEN).await.done();
    assert_eq!(asked_for_tokens(&world), before + 1, "the new one is kept");
    world.sandbox.revoke_tokens();
    directory.get_user(CHEN).await.done();
    assert_eq!(asked_for_tokens(&world), before + 2);
}

#[tokio::test]
async fn a_lent_token_that_was_revoked_names_its_setting_where_there_are_no_credentials() {
    let world = World::new().await;
    let token = world.token();
    let settings = [
        ("DINGTALK_ACCESS_TOKEN", token.as_str()),
        ("DINGTALK_CLIENT_ID", ""),
        ("DINGTALK_CLIENT_SECRET", ""),
    ];
    let mut directory = world.instance(&settings).await;
    directory.get_user(CHEN).await.done();
    world.sandbox.revoke_tokens();
    let error = directory.get_user(CHEN).await.refused();
    assert_eq!(error.kind, ErrorKind::Unauthenticated);
    assert_eq!(detail(&error, "setting"), "DINGTALK_ACCESS_TOKEN");
}

#[tokio::test]
async fn instances_of_one_tenant_can_have_tokens_at_the_same_time() {
    let mut world = World::new().await;
    let mut another = world.instance(&[]).await;
    world.directory.get_user(CHEN).await.done();
    another.get_user(CHEN).await.done();
    world.directory.get_user(CHEN).await.done();
    assert_eq!(
        world.sandbox.tokens_issued(),
        1,
        "the server gives the same one"
    );
}

#[tokio::test]
async fn a_base_url_may_have_a_path_and_a_slash() {
    let world = World::new().await;
    // The sandbox has nothing below this path, and says where it was asked.
    let url = format!("{}/dingtalk/", world.url());
    let settings = [("DINGTALK_OAPI_URL", url.as_str())];
    let error = instance(&tenant(&world.url(), &settings))
        .await
        .get_user(CHEN)
        .await
        .refused();
    assert_eq!(error.kind, ErrorKind::Unsupported);
    assert_eq!(details(&error, "setting"), ["DINGTALK_OAPI_URL"]);
    let paths = world.paths();
    assert_eq!(paths, [TOKEN, "/dingtalk/topapi/v2/user/get"]);
}

#[tokio::test]
async fn the_request_says_who_calls() {
    let mut world = World::new().await;
    world.directory.get_user(CHEN).await.done();
    let callers = world
        .sandbox
        .requests()
        .into_iter()
        .map(|request| request.client_id);
    assert!(
        callers
            .clone()
            .all(|caller| caller.as_deref() == Some(DEFAULT_CLIENT_ID))
    );
    assert_eq!(callers.count(), 2);
}
