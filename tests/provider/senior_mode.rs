//! Senior mode: what is asked and what is understood.

use orgbook::bindings::dingtalk_types::{ExceptionKind, SeniorModeException, SeniorModeSettings};
use orgbook::bindings::types::ErrorKind;
use orgbook::dingtalk::Directory;
use orgbook::platform::SendError;
use serde_json::json;

use crate::expect::{
    details, error_of, error_through, invalid, new, new_in_query, new_refused, silent, through,
};
use crate::platform::{Offline, Reply, answer, ok, run};

const PATH: &str = "/v1.0/contact/seniorSettings";
/// People of the offline DingTalk.
const ZHAO: &str = "120955478231066";
const CHEN: &str = "014259637226893741";

fn exception(kind: ExceptionKind, id: &str, name: Option<&str>) -> SeniorModeException {
    SeniorModeException {
        kind,
        id: id.to_owned(),
        name: name.map(str::to_owned),
    }
}

fn settings(scenes: &[&str], exceptions: Vec<SeniorModeException>) -> SeniorModeSettings {
    SeniorModeSettings {
        protected_scenes: scenes.iter().map(|&scene| scene.to_owned()).collect(),
        exceptions,
    }
}

#[test]
fn settings_are_asked_for_in_the_query_and_told_with_their_exceptions() {
    let list = json!([
        {"id": "007", "type": 1, "name": "🙂"}, {"id": 5_000_000_000_i64, "type": "2", "name": ""},
        {"id": "4000000001", "type": 3, "name": null},
        {"id": "u1", "type": 9}, null,
    ]);
    let reply = ok(json!({
        "seniorStaffId": "a b/员", "protectScenes": ["CHAT", "", null, "CALL"],
        "seniorWhiteList": list,
    }));
    let (told, sent) = through(reply, async |it| {
        it.get_senior_mode_settings("a b/员").await
    });
    let expected = settings(
        &["CHAT", "CALL"],
        vec![
            exception(ExceptionKind::User, "007", Some("🙂")),
            exception(ExceptionKind::Department, "5000000000", Some("")),
            exception(ExceptionKind::Role, "4000000001", None),
        ],
    );
    assert_eq!(told.expect("settings"), expected);
    let query = format!("{PATH}?seniorStaffId=a%20b%2F%E5%91%98");
    assert_eq!(new_in_query(&sent), query);
}

#[test]
fn somebody_without_settings_has_empty_ones() {
    for reply in [
        json!({"seniorStaffId": "u1"}),
        json!({"seniorStaffId": "u1", "protectScenes": null, "seniorWhiteList": null}),
        json!({"seniorStaffId": "u1", "protectScenes": [], "seniorWhiteList": []}),
    ] {
        let (told, _) = through(ok(reply), async |it| {
            it.get_senior_mode_settings("u1").await
        });
        assert_eq!(told.expect("settings"), settings(&[], vec![]));
    }
    for reply in [
        ok(json!({})),
        ok(json!({"protectScenes": ["CHAT"]})),
        answer(200, ""),
    ] {
        let error = error_through(reply, async |it| it.get_senior_mode_settings("u1").await);
        assert_eq!(error.kind, ErrorKind::BadResponse);
    }
}

#[test]
fn settings_are_replaced_as_a_whole() {
    let all = settings(
        &["DING_SMS", "CHAT"],
        vec![
            exception(ExceptionKind::Role, "4000000001", Some("not looked at")),
            exception(ExceptionKind::User, "007", None),
            exception(ExceptionKind::Department, "5000000000", None),
            exception(ExceptionKind::User, "u,2 🙂", None),
        ],
    );
    let expected = json!({
        "seniorStaffId": "u1", "open": true, "permitStaffIds": ["007", "u,2 🙂"],
        "permitDeptIds": [5_000_000_000_i64], "permitTagIds": [4_000_000_001_i64],
        "protectScenes": ["DING_SMS", "CHAT"],
    });
    // The answer of the specification has no body.
    for reply in [answer(200, ""), ok(json!({}))] {
        let (outcome, sent) = through(reply, async |it| it.set_senior_mode("u1", true, &all).await);
        outcome.expect("it is set");
        assert_eq!(new(&sent), (PATH, expected.clone()));
    }
    let none = settings(&[], vec![]);
    let expected = json!({
        "seniorStaffId": "u1", "open": false, "permitStaffIds": [], "permitDeptIds": [],
        "permitTagIds": [], "protectScenes": [],
    });
    let (_, sent) = through(answer(200, ""), async |it| {
        it.set_senior_mode("u1", false, &none).await
    });
    assert_eq!(new(&sent), (PATH, expected));
}

#[test]
fn what_cannot_be_set_is_refused_before_anything_is_sent() {
    let directory = silent();
    let platform = directory.platform();
    let none = settings(&[], vec![]);
    for id in [String::new(), "x".repeat(65)] {
        let outcome = run(platform, directory.set_senior_mode(&id, true, &none));
        invalid(&error_of(outcome), "user-id");
        let outcome = run(platform, directory.get_senior_mode_settings(&id));
        invalid(&error_of(outcome), "user-id");
        let some = settings(&[], vec![exception(ExceptionKind::User, &id, None)]);
        let outcome = run(platform, directory.set_senior_mode("u1", true, &some));
        invalid(&error_of(outcome), "exceptions");
        let some = settings(&["CHAT", &id], vec![]);
        let outcome = run(platform, directory.set_senior_mode("u1", true, &some));
        invalid(&error_of(outcome), "protected-scenes");
    }
    for (kind, id) in [
        (ExceptionKind::Department, "0"),
        (ExceptionKind::Department, "x"),
        (ExceptionKind::Role, ""),
        (ExceptionKind::Role, "01"),
    ] {
        let some = settings(&[], vec![exception(kind, id, None)]);
        let outcome = run(platform, directory.set_senior_mode("u1", true, &some));
        invalid(&error_of(outcome), "exceptions");
    }
}

#[test]
fn what_a_lost_answer_came_to_is_unknown_and_may_be_repeated() {
    for lost in [
        Reply::Fails(SendError::Lost),
        new_refused(500, "system.error", "系统错误"),
    ] {
        let error = error_through(lost, async |it| {
            it.set_senior_mode("u1", true, &settings(&[], vec![])).await
        });
        assert_eq!(error.kind, ErrorKind::OutcomeUnknown);
        assert!(details(&error, "check")[0].contains("may be repeated"));
    }
}

#[test]
fn senior_mode_of_the_offline_dingtalk_goes_on_and_off() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    let all = settings(
        &["CHAT", "CALL"],
        vec![
            exception(ExceptionKind::User, CHEN, Some("陈思远")),
            exception(ExceptionKind::Department, "36948802", Some("市场部")),
            exception(ExceptionKind::Role, "4318702101", Some("值班工程师")),
        ],
    );
    let mode = || {
        let user = run(platform, directory.get_user(ZHAO)).expect("a user");
        let mut attributes = user.attributes.into_iter();
        let mode = attributes.find(|it| it.name == "dingtalk.senior-mode");
        mode.expect("it is told").value
    };
    let told = || run(platform, directory.get_senior_mode_settings(ZHAO)).expect("settings");
    for _ in 0..2 {
        run(platform, directory.set_senior_mode(ZHAO, true, &all)).expect("it is on");
        assert_eq!((mode().as_str(), told()), ("true", all.clone()));
    }
    let fewer = settings(&["SEARCH"], vec![]);
    run(platform, directory.set_senior_mode(ZHAO, true, &fewer)).expect("it is on");
    assert_eq!(told(), fewer);
    let none = settings(&[], vec![]);
    run(platform, directory.set_senior_mode(ZHAO, false, &none)).expect("it is off");
    assert_eq!((mode().as_str(), told()), ("false", none));
}

#[test]
fn the_offline_dingtalk_refuses_unknown_people_and_too_many_exceptions() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    let none = settings(&[], vec![]);
    let stranger = settings(&[], vec![exception(ExceptionKind::User, "nobody", None)]);
    for error in [
        error_of(run(platform, directory.get_senior_mode_settings("nobody"))),
        error_of(run(
            platform,
            directory.set_senior_mode("nobody", true, &none),
        )),
        error_of(run(
            platform,
            directory.set_senior_mode(ZHAO, true, &stranger),
        )),
    ] {
        assert_eq!(error.kind, ErrorKind::NotFound);
    }
    let missing = exception(ExceptionKind::Department, "99", None);
    let many = vec![exception(ExceptionKind::User, CHEN, None); 201];
    for exceptions in [vec![missing], many] {
        let some = settings(&[], exceptions);
        let outcome = run(platform, directory.set_senior_mode(ZHAO, true, &some));
        assert_eq!(error_of(outcome).kind, ErrorKind::InvalidArgument);
    }
}
