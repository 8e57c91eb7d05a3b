//! Finding a user by an attribute.

use super::*;

fn find(name: &str, value: &str, replies: Vec<Reply>) -> (Result<Option<User>>, Vec<Value>) {
    let directory = Directory::new(Scripted::calls_answered_with(replies));
    let found = run(
        directory.platform(),
        directory.find_user_by_attribute(name, value),
    );
    let calls = directory.platform().calls();
    let asked = calls.iter().map(|sent| {
        let (path, body) = legacy(sent);
        json!({(path): body})
    });
    (found, asked.collect())
}

#[test]
fn a_union_identifier_is_looked_up_and_then_its_user() {
    for employee in [
        json!({"contact_type": 0, "userid": "u9"}),
        json!({"userid": "u9"}),
    ] {
        let replies = vec![result(employee), somebody("u9")];
        let (found, asked) = find("dingtalk.union-id", "x/y+zIiEiE", replies);
        assert_eq!(found.expect("a lookup").expect("a user").id, "u9");
        let expected = [
            json!({"/topapi/user/getbyunionid": {"unionid": "x/y+zIiEiE"}}),
            json!({"/topapi/v2/user/get": {"userid": "u9"}}),
        ];
        assert_eq!(asked, expected);
    }
}

#[test]
fn an_external_contact_and_a_stranger_are_nobody() {
    for reply in [
        result(json!({"contact_type": 1, "userid": "u9"})),
        result(json!({"contact_type": "1", "userid": "u9"})),
        refused(60121, "找不到该用户"),
    ] {
        let (found, _) = find("dingtalk.union-id", "x", vec![reply]);
        assert_eq!(found.expect("a lookup"), None);
    }
    // Gone between the two questions.
    let replies = vec![
        result(json!({"contact_type": 0, "userid": "u9"})),
        refused(60121, "找不到该用户"),
    ];
    assert_eq!(
        find("dingtalk.union-id", "x", replies).0.expect("a lookup"),
        None
    );
}

#[test]
fn a_login_identifier_finds_the_user_who_has_it() {
    let record = result(json!({"userid": "u9", "login_id": "ann@corp"}));
    let (found, asked) = find("dingtalk.login-id", "ann@corp", vec![record]);
    assert_eq!(found.expect("a lookup").expect("a user").id, "u9");
    let expected = json!({"/topapi/v2/user/get": {"userid": "ann@corp", "login_id": "ann@corp"}});
    assert_eq!(asked, [expected]);
}

#[test]
fn a_login_identifier_that_looks_like_a_user_identifier_finds_nobody_by_that() {
    for reply in [
        somebody("ann"),
        result(json!({"userid": "ann", "login_id": "other"})),
        refused(60121, "找不到该用户"),
    ] {
        let (found, _) = find("dingtalk.login-id", "ann", vec![reply]);
        assert_eq!(found.expect("a lookup"), None);
    }
}

#[test]
fn users_are_not_found_by_other_attributes() {
    let directory = silent();
    let platform = directory.platform();
    for name in [
        "",
        "name",
        "dingtalk.nickname",
        "extension.badge",
        "dingtalk.union-id ",
    ] {
        let found = directory.find_user_by_attribute(name, "x");
        unsupported(&error_of(run(platform, found)), name);
    }
}

#[test]
fn an_answer_that_names_nobody_is_no_answer() {
    let (found, _) = find("dingtalk.union-id", "x", vec![result(json!({}))]);
    assert_eq!(error_of(found).kind, ErrorKind::BadResponse);
}

#[test]
fn what_no_attribute_has_is_refused_before_anything_is_sent() {
    let directory = silent();
    let platform = directory.platform();
    let check = |outcome: Result<()>, field: &str| invalid(&error_of(outcome), field);
    for (name, longest) in [("dingtalk.union-id", 200), ("dingtalk.login-id", 64)] {
        for value in [String::new(), "x".repeat(longest + 1)] {
            let found = directory.find_user_by_attribute(name, &value);
            check(run(platform, found).map(drop), name);
        }
    }
}

#[test]
fn the_offline_dingtalk_finds_by_union_identifier() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    let chen = run(platform, directory.get_user(CHEN)).expect("a user");
    let union_id = &chen.attributes[0];
    assert_eq!(union_id.name, "dingtalk.union-id");
    let found = directory.find_user_by_attribute("dingtalk.union-id", &union_id.value);
    assert_eq!(run(platform, found).expect("a lookup"), Some(chen));
    let nobody = directory.find_user_by_attribute("dingtalk.union-id", "strangeriEiE");
    assert_eq!(run(platform, nobody).expect("a lookup"), None);
    let nobody = directory.find_user_by_attribute("dingtalk.login-id", CHEN);
    assert_eq!(run(platform, nobody).expect("a lookup"), None);
}
