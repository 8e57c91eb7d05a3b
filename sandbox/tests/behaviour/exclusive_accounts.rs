//! Enterprise accounts in create, update, get, list and getbymobile (specification 2.3).

use serde_json::{Value, json};

use crate::world::{BOSS, MARKET, RESEARCH, World, keys};

const SALES: i64 = 574_367_410;
const MORI: &str = "sso-mori";
const DESK: &str = "shift-desk-1";
const GALAXY: &str = "ding7b1e0000000000000000000000000000";
const POLARIS: &str = "ding9c2f0000000000000000000000000000";

fn with(mut request: Value, fields: Value) -> Value {
    for (name, value) in fields.as_object().unwrap() {
        request[name] = value.clone();
    }
    request
}

fn account(fields: Value) -> Value {
    let request =
        json!({"userid": "x1", "name": "企业账号", "dept_id_list": "1", "exclusive_account": true});
    with(request, fields)
}

fn sso(fields: Value) -> Value {
    with(account(json!({"exclusive_account_type": "sso"})), fields)
}

fn self_built(fields: Value) -> Value {
    leaks::hide("secret-1815");
    let own = json!({
        "exclusive_account_type": "dingtalk", "login_id": "ada", "init_password": "secret-1815",
    });
    with(account(own), fields)
}

fn invited(fields: Value) -> Value {
    let outer = json!({
        "userid": "x1", "name": "伙伴", "dept_id_list": "1",
        "outer_exclusive_corpid": GALAXY, "outer_exclusive_userid": "galaxy-01",
    });
    with(outer, fields)
}

fn created(request: Value) -> World {
    let world = World::new();
    let result = world.result("user/create", request);
    assert_eq!(keys(&result), ["unionId", "userid"]);
    world
}

fn refused(request: Value) -> i64 {
    World::new().code("user/create", request)
}

fn without(mut request: Value, field: &str) -> Value {
    request.as_object_mut().unwrap().remove(field);
    request
}

#[test]
fn an_sso_account_needs_no_mobile_and_says_whose_it_is() {
    let user = created(sso(json!({"nickname": "Ada"}))).user("x1");
    for (field, expected) in [
        ("exclusive_account", json!(true)),
        ("exclusive_account_type", json!("sso")),
        (
            "exclusive_account_corp_id",
            json!("ding5a4db0c0000000000000000000000000"),
        ),
        ("exclusive_account_corp_name", json!("星海科技")),
        ("nickname", json!("Ada")),
        ("disable_status", json!(false)),
    ] {
        assert_eq!(user[field], expected, "{field}");
    }
    for field in ["mobile", "state_code", "login_id"] {
        assert!(user.get(field).is_none(), "{field}");
    }
}

#[test]
fn a_self_built_account_is_read_with_its_login_id() {
    let world = created(self_built(json!({})));
    assert_eq!(world.user("x1")["login_id"], "ada");
    assert_eq!(world.user("x1")["exclusive_account_type"], "dingtalk");
    let by_login = world.result("user/get", json!({"userid": BOSS, "login_id": "ada"}));
    assert_eq!(by_login, world.user("x1"));
}

#[test]
fn an_unknown_login_id_is_60121() {
    let world = World::new();
    let request = json!({"userid": BOSS, "login_id": "nobody"});
    assert_eq!(world.code("user/get", request), 60121);
}

#[test]
fn a_login_id_does_not_lead_out_of_the_data_range() {
    let world = World::new();
    world.range(&[RESEARCH]);
    let request = json!({"userid": "0367512098441526", "login_id": "desk1"});
    assert_eq!(world.code("user/get", request), 50002);
}

#[test]
fn a_mobile_of_an_enterprise_account_is_not_used() {
    let user = created(sso(json!({"mobile": "13800000001"}))).user("x1");
    assert!(user.get("mobile").is_none());
}

#[test]
fn a_login_id_is_unique() {
    assert_eq!(refused(self_built(json!({"login_id": "desk1"}))), 400_002);
    let world = created(self_built(json!({})));
    let update = json!({"userid": "x1", "dept_id_list": "1", "loginId": "desk1"});
    assert_eq!(world.code("user/update", update), 400_002);
}

#[test]
fn a_self_built_account_needs_a_login_id_and_a_password() {
    for field in ["login_id", "init_password", "exclusive_account_type"] {
        let reply = World::new().call("user/create", without(self_built(json!({})), field));
        assert_eq!(reply["errcode"], 40);
        assert_eq!(
            reply["errmsg"],
            format!("Missing required arguments:{field}")
        );
    }
}

#[test]
fn a_password_has_eight_characters_and_not_only_letters_or_digits() {
    for (password, code) in [
        ("abc-123", 400_002),
        ("abcdefgh", 400_002),
        ("12345678", 400_002),
        ("abcd1234", 0),
        ("--------", 0),
    ] {
        assert_eq!(
            refused(self_built(json!({"init_password": password}))),
            code,
            "{password}"
        );
    }
}

#[test]
fn of_a_password_only_is_kept_that_there_is_one() {
    let world = created(self_built(json!({})));
    let organisation = world.sandbox.organisation();
    let user = organisation.users.iter().find(|user| user.userid == "x1");
    let account = user.unwrap().exclusive_account.as_ref().unwrap();
    assert!(account.password_set);
    assert!(!format!("{organisation:?}").contains("secret-1815"));
    let shown = serde_json::to_string(&organisation).unwrap();
    assert!(!shown.contains("secret-1815"));
}

#[test]
fn a_password_can_only_be_sent_where_dingtalk_checks_it() {
    assert_eq!(
        refused(sso(json!({"send_password_to_user": true}))),
        400_002
    );
    assert_eq!(
        refused(self_built(json!({"send_password_to_user": true}))),
        0
    );
}

#[test]
fn an_unknown_type_of_account_is_400002() {
    assert_eq!(
        refused(sso(json!({"exclusive_account_type": "oauth"}))),
        400_002
    );
}

#[test]
fn a_number_to_reach_the_person_names_its_country() {
    assert_eq!(
        refused(sso(json!({"exclusive_mobile": "13900000001"}))),
        60103
    );
    assert_eq!(refused(sso(json!({"exclusive_mobile": "+86-139"}))), 60103);
    assert_eq!(
        refused(sso(json!({"exclusive_mobile": "+86-13900000001"}))),
        0
    );
}

#[test]
fn an_organisation_that_did_not_buy_the_feature_has_no_enterprise_accounts() {
    let world = World::new();
    world
        .sandbox
        .configure(|settings| settings.exclusive_accounts = false);
    for request in [sso(json!({})), self_built(json!({})), invited(json!({}))] {
        assert_eq!(world.code("user/create", request), 400_002);
    }
}

#[test]
fn an_account_of_another_organisation_joins_without_confirmation() {
    let world = created(invited(json!({})));
    let user = world.user("x1");
    for (field, expected) in [
        ("exclusive_account", json!(true)),
        ("exclusive_account_type", json!("dingtalk")),
        ("exclusive_account_corp_id", json!(GALAXY)),
        ("exclusive_account_corp_name", json!("银河供应链")),
    ] {
        assert_eq!(user[field], expected, "{field}");
    }
    for field in ["login_id", "nickname", "disable_status", "mobile"] {
        assert!(user.get(field).is_none(), "{field}");
    }
}

#[test]
fn an_account_joins_once() {
    let world = created(invited(json!({})));
    let again = invited(json!({"userid": "x2"}));
    assert_eq!(world.code("user/create", again), 60107);
}

#[test]
fn an_organisation_that_granted_nothing_keeps_its_accounts() {
    let other = json!({"outer_exclusive_corpid": POLARIS, "outer_exclusive_userid": "polaris-01"});
    assert_eq!(refused(invited(other)), 43007);
    let unknown = json!({"outer_exclusive_userid": "galaxy-99"});
    assert_eq!(refused(invited(unknown)), 43007);
}

#[test]
fn an_unknown_organisation_has_no_accounts() {
    assert_eq!(
        refused(invited(json!({"outer_exclusive_corpid": "ding0"}))),
        52010
    );
}

#[test]
fn an_invitation_names_organisation_and_user() {
    for field in ["outer_exclusive_corpid", "outer_exclusive_userid"] {
        assert_eq!(refused(without(invited(json!({})), field)), 40, "{field}");
    }
}

#[test]
fn an_update_changes_login_id_nickname_and_number() {
    let world = World::new();
    world.update(json!({
        "userid": DESK, "dept_id_list": SALES.to_string(), "loginId": "desk2", "nickname": "Desk",
        "exclusive_mobile": "+86-13900000009",
    }));
    let user = world.user(DESK);
    assert_eq!(
        (&user["login_id"], &user["nickname"]),
        (&json!("desk2"), &json!("Desk"))
    );
    let request = json!({"mobile": "13900000009", "support_exclusive_account_search": true});
    assert_eq!(
        world.result("user/getbymobile", request),
        json!({"exclusive_account_userid_list": [DESK]})
    );
}

#[test]
fn an_update_spells_the_login_id_in_camel_case_only() {
    let world = World::new();
    let list = SALES.to_string();
    world.update(json!({"userid": DESK, "dept_id_list": list, "login_id": "desk2"}));
    assert_eq!(world.user(DESK)["login_id"], "desk1");
}

#[test]
fn an_update_of_an_enterprise_account_needs_the_departments() {
    let world = World::new();
    let reply = world.call("user/update", json!({"userid": MORI, "title": "Lead"}));
    assert_eq!(reply["errcode"], 40);
    assert_eq!(reply["errmsg"], "Missing required arguments:dept_id_list");
    world.update(json!({"userid": MORI, "title": "Lead", "dept_id_list": SALES.to_string()}));
    assert_eq!(world.user(MORI)["title"], "Lead");
}

#[test]
fn account_fields_of_an_ordinary_user_are_ignored() {
    let world = World::new();
    let before = world.user(BOSS);
    world.update(json!({"userid": BOSS, "loginId": "x", "nickname": "y"}));
    assert_eq!(world.user(BOSS), before);
}

#[test]
fn an_account_of_another_organisation_keeps_what_is_not_ours_to_change() {
    let world = created(invited(json!({})));
    world.update(json!({"userid": "x1", "dept_id_list": "1", "loginId": "mine", "title": "顾问"}));
    let user = world.user("x1");
    assert!(user.get("login_id").is_none());
    assert_eq!(user["title"], "顾问");
}

#[test]
fn a_company_mail_can_be_cleared_for_enterprise_accounts_only() {
    let world = World::new();
    world
        .sandbox
        .configure(|settings| settings.mailbox_service = true);
    for (userid, list, cleared) in [(MORI, SALES, true), (BOSS, 1, false)] {
        let list = list.to_string();
        world
            .update(json!({"userid": userid, "dept_id_list": list, "org_email": "m@corp.example"}));
        let force = json!({
            "userid": userid, "dept_id_list": list, "org_email": "",
            "force_update_fields": "manager_userid,org_email",
        });
        world.update(force);
        assert_eq!(world.user(userid).get("org_email").is_none(), cleared);
    }
}

#[test]
fn without_force_an_empty_company_mail_changes_nothing() {
    let world = World::new();
    world
        .sandbox
        .configure(|settings| settings.mailbox_service = true);
    let list = SALES.to_string();
    world.update(json!({"userid": MORI, "dept_id_list": list, "org_email": "m@corp.example"}));
    world.update(json!({"userid": MORI, "dept_id_list": list, "org_email": ""}));
    assert_eq!(world.user(MORI)["org_email"], "m@corp.example");
}

#[test]
fn a_list_tells_the_account_without_nickname_and_status() {
    let world = World::new();
    let page = world.result(
        "user/list",
        json!({"dept_id": SALES, "cursor": 0, "size": 100, "order_field": "entry_asc"}),
    );
    let desk = &page["list"][3];
    assert_eq!(desk["userid"], DESK);
    assert_eq!(desk["login_id"], "desk1");
    assert_eq!(desk["exclusive_account_type"], "dingtalk");
    assert_eq!(desk["exclusive_account_corp_name"], "星海科技");
    assert!(desk.get("nickname").is_none());
    assert!(desk.get("disable_status").is_none());
}

#[test]
fn a_number_finds_enterprise_accounts_only_on_request() {
    let world = World::new();
    let number = json!({"mobile": "+81-9012345678"});
    assert_eq!(world.code("user/getbymobile", number.clone()), 60121);
    let request = with(number, json!({"support_exclusive_account_search": true}));
    assert_eq!(
        world.result("user/getbymobile", request.clone()),
        json!({"exclusive_account_userid_list": [MORI]})
    );
    world.range(&[RESEARCH]);
    assert_eq!(world.code("user/getbymobile", request), 60121);
}

#[test]
fn a_number_can_belong_to_a_user_and_reach_accounts() {
    let world = World::new();
    world.update(json!({
        "userid": MORI, "dept_id_list": SALES.to_string(), "exclusive_mobile": "+86-13800000001",
    }));
    let request = json!({"mobile": "13800000001", "support_exclusive_account_search": true});
    assert_eq!(
        world.result("user/getbymobile", request),
        json!({"userid": BOSS, "exclusive_account_userid_list": [MORI]})
    );
}

#[test]
fn a_deleted_account_can_be_created_again_at_once() {
    let world = created(self_built(json!({})));
    assert_eq!(world.code("user/delete", json!({"userid": "x1"})), 0);
    assert_eq!(world.code("user/create", self_built(json!({}))), 0);
}

#[test]
fn an_enterprise_account_obeys_the_data_range() {
    let world = World::new();
    world.range(&[MARKET]);
    assert_eq!(world.code("user/create", sso(json!({}))), 50004);
    let list = MARKET.to_string();
    assert_eq!(
        world.code("user/create", sso(json!({"dept_id_list": list}))),
        0
    );
}
