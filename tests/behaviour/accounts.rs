//! Exclusive accounts and senior mode.

use leaks::debugged;
use orgbook_host::Password;
use orgbook_host::dingtalk_types::{
    AccountProfile, AccountStatus, ExceptionKind, ForeignAccount, SeniorModeException,
    SeniorModeSettings,
};
use orgbook_host::types::{ErrorKind, UserChange, UserDraft, UserField};

use crate::support::peer::{Fate, Peer};
use crate::support::{
    CHEN, LI, MARKET, Outcome, World, attribute, created, detail, instance, newcomer, tenant, value,
};

const PASSWORD: &str = "Secret-\"1\"";

/// The password, which nobody may see.
fn password() -> Password {
    leaks::hide(PASSWORD);
    debugged("a password", Password::new(PASSWORD))
}
/// An account that signs in to DingTalk, and the organisation that another is from.
const DESK: &str = "shift-desk-1";
const GALAXY: &str = "ding7b1e0000000000000000000000000000";

static PROFILE: AccountProfile = AccountProfile {
    mobile: None,
    nickname: None,
    avatar_media_id: None,
};

fn draft(name: &str) -> UserDraft {
    UserDraft {
        name: name.to_owned(),
        mobile: None,
        ..newcomer()
    }
}

fn galaxy() -> ForeignAccount {
    ForeignAccount {
        corp_id: GALAXY.to_owned(),
        user_id: "galaxy-01".to_owned(),
    }
}

#[tokio::test]
async fn an_account_of_each_kind_is_created_once() {
    let mut world = World::new().await;
    let directory = &mut world.directory;
    let profile = AccountProfile {
        mobile: Some("+86-13912345678".to_owned()),
        nickname: Some("Nick 🙂".to_owned()),
        avatar_media_id: None,
    };
    let password = password();
    let mut ids = Vec::new();
    for replayed in [false, true] {
        let sso = directory
            .create_sso_account(&draft("Sso"), &profile, Some("1"))
            .await;
        let own = draft("Own");
        let own = directory
            .create_login_account(&own, "own@corp", &password, false, &profile, Some("2"))
            .await;
        let far = directory
            .invite_account(&draft("Far"), &galaxy(), Some("3"))
            .await;
        for outcome in [sso, own, far] {
            let user = created(outcome);
            assert_eq!(user.replayed, replayed);
            ids.push(user.id);
        }
    }
    assert_eq!(ids[..3], ids[3..]);
    let sso = directory.get_user(&ids[0]).await.done();
    assert_eq!(sso.mobile, None);
    assert_eq!(value(&sso, "dingtalk.exclusive-account-type"), Some("sso"));
    assert_eq!(value(&sso, "dingtalk.nickname"), Some("Nick 🙂"));
    let own = directory.get_user(&ids[1]).await.done();
    assert_eq!(value(&own, "dingtalk.login-id"), Some("own@corp"));
    let far = directory.get_user(&ids[2]).await.done();
    assert_eq!(
        value(&far, "dingtalk.exclusive-account-corp-id"),
        Some(GALAXY)
    );
}

#[tokio::test]
async fn an_account_has_no_number_of_a_person() {
    let mut world = World::new().await;
    let error = world
        .directory
        .create_sso_account(&newcomer(), &PROFILE, None)
        .await
        .refused();
    assert_eq!(error.kind, ErrorKind::InvalidArgument);
    assert_eq!(detail(&error, "field"), "mobile");
    assert_eq!(world.requests(), 0);
}

#[tokio::test]
async fn a_password_is_seen_nowhere() {
    let world = World::new().await;
    for weak in ["short-1", "onlyletters", "1234567890"] {
        let mut directory = world.instance(&[]).await;
        let password = Password::new(weak);
        let outcome = directory
            .create_login_account(&draft("x"), "x", &password, false, &PROFILE, None)
            .await;
        let error = outcome.refused();
        assert_eq!(detail(&error, "field"), "password");
        assert!(!format!("{error:?}").contains(weak));
    }
    assert_eq!(world.requests(), 0);
    // A server that repeats the whole request, which is text in its text.
    let peer = Peer::before(&world.sandbox, |heard| {
        if heard.path.contains("oauth2") {
            return Fate::Answered;
        }
        let request = String::from_utf8_lossy(&heard.body).into_owned();
        let errmsg = format!("no good: {request} {PASSWORD}");
        Fate::Said(crate::support::peer::json(
            &serde_json::json!({"errcode": 400002, "errmsg": errmsg, "request_id": PASSWORD}),
        ))
    })
    .await;
    let mut directory = instance(&tenant(&peer.url(), &[])).await;
    let password = password();
    let outcome = directory
        .create_login_account(&draft("x"), "x", &password, true, &PROFILE, None)
        .await;
    let error = outcome.refused();
    let backend = error.backend.as_ref().expect("the server's own words");
    assert!(backend.message.contains("init_password"), "{error:?}");
    for shown in [&backend.message, &error.message, &format!("{error:?}")] {
        for part in [PASSWORD, "Secret-"] {
            assert!(!shown.contains(part), "{shown}");
        }
    }
}

#[tokio::test]
async fn another_organisation_has_to_permit_the_invitation() {
    let mut world = World::new().await;
    let polaris = ForeignAccount {
        corp_id: "ding9c2f0000000000000000000000000000".to_owned(),
        user_id: "polaris-01".to_owned(),
    };
    let error = world
        .directory
        .invite_account(&draft("Far"), &polaris, None)
        .await
        .refused();
    assert_eq!(error.kind, ErrorKind::PermissionDenied);
    let departments = [MARKET.to_owned()];
    world
        .directory
        .permit_account_invitations(GALAXY, Some(&departments))
        .await
        .done();
    let others = world.organisation().other_organisations;
    let galaxy = others
        .iter()
        .find(|it| it.corp_id == GALAXY)
        .expect("it is known");
    assert_eq!(galaxy.granted_dept_ids, [36_948_802]);
}

#[tokio::test]
async fn an_account_is_disabled_signed_out_and_enabled_again() {
    let mut world = World::new().await;
    let directory = &mut world.directory;
    assert_eq!(
        directory.get_account_status(DESK).await.done(),
        AccountStatus::Enabled
    );
    directory
        .disable_account(DESK, Some("休假 🙂"))
        .await
        .done();
    assert_eq!(
        directory.get_account_status(DESK).await.done(),
        AccountStatus::Disabled
    );
    let told = directory.get_user(DESK).await.done();
    assert_eq!(value(&told, "dingtalk.disable-status"), Some("true"));
    directory.sign_out_account(DESK, None).await.done();
    directory.enable_account(DESK).await.done();
    assert_eq!(
        directory.get_account_status(DESK).await.done(),
        AccountStatus::Enabled
    );
    let owned = directory.list_account_organisations(DESK).await.done();
    let owned: Vec<_> = owned.iter().map(|it| it.corp_id.as_str()).collect();
    assert_eq!(owned, [GALAXY]);
}

#[tokio::test]
async fn an_ordinary_user_has_no_account_to_control() {
    let mut world = World::new().await;
    let directory = &mut world.directory;
    for (id, kind) in [
        (CHEN, ErrorKind::Unsupported),
        ("nobody", ErrorKind::NotFound),
    ] {
        for error in [
            directory.get_account_status(id).await.refused(),
            directory.enable_account(id).await.refused(),
            directory.disable_account(id, None).await.refused(),
            directory.sign_out_account(id, None).await.refused(),
            directory.list_account_organisations(id).await.refused(),
        ] {
            assert_eq!(error.kind, kind, "{error:?}");
        }
    }
}

#[tokio::test]
async fn what_only_accounts_allow_is_changed_for_them_and_for_nobody_else() {
    let mut world = World::new().await;
    world
        .sandbox
        .configure(|settings| settings.mailbox_service = true);
    let departments = world.person(DESK).departments;
    for changes in [
        [
            UserChange::Attribute(attribute("dingtalk.login-id", "desk2")),
            UserChange::WorkEmail("desk@corp.example".to_owned()),
        ],
        [
            UserChange::Attribute(attribute("dingtalk.nickname", "台")),
            UserChange::Clear(UserField::WorkEmail),
        ],
    ] {
        let before = world.person(LI);
        let error = world.directory.update_user(LI, &changes).await.refused();
        assert_eq!(error.kind, ErrorKind::Unsupported);
        assert_eq!(world.person(LI), before);
        world.directory.update_user(DESK, &changes).await.done();
    }
    let told = world.directory.get_user(DESK).await.done();
    assert_eq!(value(&told, "dingtalk.login-id"), Some("desk2"));
    assert_eq!(value(&told, "dingtalk.nickname"), Some("台"));
    assert_eq!(told.work_email.unwrap_or_default(), "");
    assert_eq!(world.person(DESK).departments, departments);
}

#[tokio::test]
async fn senior_mode_goes_on_with_its_exceptions_and_off() {
    let mut world = World::new().await;
    let directory = &mut world.directory;
    let exception = |kind, id: &str, name: &str| SeniorModeException {
        kind,
        id: id.to_owned(),
        name: Some(name.to_owned()),
    };
    let settings = SeniorModeSettings {
        protected_scenes: vec!["CHAT".to_owned(), "CALL".to_owned()],
        exceptions: vec![
            exception(ExceptionKind::User, CHEN, "陈思远"),
            exception(ExceptionKind::Department, MARKET, "市场部"),
            exception(ExceptionKind::Role, "4318702101", "值班工程师"),
        ],
    };
    directory.set_senior_mode(LI, true, &settings).await.done();
    assert_eq!(
        directory.get_senior_mode_settings(LI).await.done(),
        settings
    );
    let told = directory.get_user(LI).await.done();
    assert_eq!(value(&told, "dingtalk.senior-mode"), Some("true"));
    directory.set_senior_mode(LI, false, &settings).await.done();
    let told = directory.get_user(LI).await.done();
    assert_eq!(value(&told, "dingtalk.senior-mode"), Some("false"));
    for error in [
        directory.get_senior_mode_settings("nobody").await.refused(),
        directory
            .set_senior_mode("nobody", true, &settings)
            .await
            .refused(),
    ] {
        assert_eq!(error.kind, ErrorKind::NotFound);
    }
}
