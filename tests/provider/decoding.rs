//! What DingTalk's answers become, with all the quirks of section 11.

use orgbook::bindings::types::{Attribute, Department, ErrorKind, Membership, User};
use orgbook::dingtalk::Directory;
use serde_json::{Value, json};

use crate::expect::{error_of, refused, result};
use crate::platform::{Offline, Reply, Scripted, answer, run};

fn answered(reply: Reply) -> Directory<Scripted> {
    Directory::new(Scripted::calls_answered_by(move |_| reply.clone()))
}

/// What `get-user` makes of this record.
fn user(record: Value) -> User {
    let directory = answered(result(record));
    run(directory.platform(), directory.get_user("u1")).expect("a user")
}

/// What `get-user` makes of this body, byte for byte.
fn user_of_text(body: &str) -> User {
    let directory = answered(answer(200, body));
    run(directory.platform(), directory.get_user("u1")).expect("a user")
}

/// What `list-users` of department 10 makes of this record.
fn listed(record: Value) -> User {
    let directory = answered(result(json!({"has_more": false, "list": [record]})));
    let page = run(directory.platform(), directory.list_users("10", None, None));
    page.expect("a page").users.remove(0)
}

fn department(record: Value) -> Department {
    let directory = answered(result(record));
    run(directory.platform(), directory.get_department("12")).expect("a department")
}

fn nobody(id: &str) -> User {
    User {
        id: id.to_owned(),
        name: None,
        mobile: None,
        email: None,
        work_email: None,
        telephone: None,
        employee_number: None,
        title: None,
        work_place: None,
        remark: None,
        manager_id: None,
        memberships: None,
        roles: None,
        hired_on: None,
        active: None,
        attributes: Vec::new(),
    }
}

fn membership(id: &str) -> Membership {
    Membership {
        department_id: id.to_owned(),
        sort_key: None,
        title: None,
        leader: None,
    }
}

fn attributes(attributes: &[Attribute]) -> Vec<(&str, &str)> {
    attributes
        .iter()
        .map(|Attribute { name, value }| (name.as_str(), value.as_str()))
        .collect()
}

fn own(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[test]
fn what_is_absent_or_null_was_not_told() {
    assert_eq!(user(json!({"userid": "u1"})), nobody("u1"));
    let keys = [
        "unionid",
        "name",
        "avatar",
        "state_code",
        "mobile",
        "hide_mobile",
        "telephone",
        "job_number",
        "title",
        "email",
        "work_place",
        "remark",
        "org_email",
        "extension",
        "hired_date",
        "manager_userid",
        "dept_id_list",
        "dept_order_list",
        "dept_position_list",
        "leader_in_dept",
        "role_list",
        "active",
        "real_authed",
        "senior",
        "admin",
        "boss",
        "exclusive_account",
        "union_emp_ext",
        "create_time",
    ];
    let mut record: Value = keys
        .iter()
        .map(|key| ((*key).to_owned(), Value::Null))
        .collect();
    record["userid"] = json!("u1");
    assert_eq!(user(record), nobody("u1"));
}

#[test]
fn what_is_empty_is_told_as_empty() {
    let told = user(json!({
        "userid": "u1", "name": "", "telephone": "", "job_number": "", "title": "", "email": "",
        "work_place": "", "remark": "", "org_email": "", "manager_userid": "", "mobile": "",
        "state_code": "", "extension": "", "avatar": "", "dept_id_list": [], "role_list": [],
    }));
    let empty = own("");
    let expected = User {
        name: empty.clone(),
        mobile: empty.clone(),
        email: empty.clone(),
        work_email: empty.clone(),
        telephone: empty.clone(),
        employee_number: empty.clone(),
        title: empty.clone(),
        work_place: empty.clone(),
        remark: empty.clone(),
        manager_id: empty.clone(),
        memberships: Some(Vec::new()),
        roles: Some(Vec::new()),
        attributes: vec![Attribute {
            name: "dingtalk.avatar-url".to_owned(),
            value: String::new(),
        }],
        ..nobody("u1")
    };
    assert_eq!(told, expected);
}

/// Section 2.9, with the values of the specification.
#[test]
fn the_live_answer_without_personal_information_is_understood() {
    let told = user_of_text(
        r#"{"errcode":0,"errmsg":"ok","result":{"active":true,"admin":false,"avatar":"","boss":false,"dept_id_list":[1],"dept_order_list":[{"dept_id":1,"order":176200000000000512}],"exclusive_account":false,"hide_mobile":false,"leader_in_dept":[{"dept_id":1,"leader":false}],"mobile":"13800000000","name":"Test A","real_authed":true,"role_list":[{"group_name":"默认","id":4000000001,"name":"主管理员"}],"senior":false,"state_code":"86","unionid":"AAAAAAAAAAAAAAAAAAAAAAAiEiE","userid":"10000000000000001"},"request_id":"16aaaaaaaaaaa"}"#,
    );
    assert_eq!(told.id, "10000000000000001");
    assert_eq!(told.name.as_deref(), Some("Test A"));
    assert_eq!(told.mobile.as_deref(), Some("+86-13800000000"));
    assert_eq!(told.active, Some(true));
    let expected = Membership {
        sort_key: own("176200000000000512"),
        leader: Some(false),
        ..membership("1")
    };
    assert_eq!(told.memberships, Some(vec![expected]));
    let roles = told.roles.as_ref().unwrap();
    assert_eq!(roles.len(), 1);
    assert_eq!(roles[0].id, "4000000001");
    assert_eq!(roles[0].name.as_deref(), Some("主管理员"));
    assert_eq!(roles[0].group_name.as_deref(), Some("默认"));
    assert_eq!(
        attributes(&told.attributes),
        [
            ("dingtalk.union-id", "AAAAAAAAAAAAAAAAAAAAAAAiEiE"),
            ("dingtalk.avatar-url", ""),
            ("dingtalk.hide-mobile", "false"),
            ("dingtalk.senior-mode", "false"),
            ("dingtalk.real-authed", "true"),
            ("dingtalk.admin", "false"),
            ("dingtalk.boss", "false"),
            ("dingtalk.exclusive-account", "false"),
        ]
    );
    let absent = [
        &told.title,
        &told.employee_number,
        &told.email,
        &told.work_place,
        &told.remark,
        &told.telephone,
    ];
    assert!(absent.iter().all(|field| field.is_none()));
}

#[test]
fn a_full_record_is_understood() {
    let told = user(json!({
        "userid": "0042", "unionid": "uiEiE", "name": "王芳", "title": "架构师;讲师",
        "telephone": "8003", "job_number": "0012", "email": "w@example.com",
        "org_email": "wang@corp.example", "work_place": "杭州", "remark": "r",
        "manager_userid": "0001", "hired_date": 1_721_000_000_000_i64, "active": false,
        "state_code": "65", "mobile": "81234567", "create_time": "2024-07-15T07:05:43.000Z",
        "extension": "{\"hobby\":\"travel\"}", "dept_id_list": [1],
    }));
    let expected = User {
        name: own("王芳"),
        mobile: own("+65-81234567"),
        email: own("w@example.com"),
        work_email: own("wang@corp.example"),
        telephone: own("8003"),
        employee_number: own("0012"),
        title: own("架构师;讲师"),
        work_place: own("杭州"),
        remark: own("r"),
        manager_id: own("0001"),
        memberships: Some(vec![membership("1")]),
        hired_on: own("2024-07-15"),
        active: Some(false),
        attributes: told.attributes.clone(),
        ..nobody("0042")
    };
    assert_eq!(told, expected);
    assert_eq!(
        attributes(&told.attributes),
        [
            ("dingtalk.union-id", "uiEiE"),
            ("dingtalk.create-time", "2024-07-15T07:05:43.000Z"),
            ("extension.hobby", "travel"),
        ]
    );
}

#[test]
fn numbers_and_booleans_may_come_as_text() {
    let typed = json!({
        "userid": "u1", "active": true, "hide_mobile": false, "admin": true, "boss": false,
        "hired_date": 1_650_351_000_000_i64, "dept_id_list": [7, 8],
        "dept_order_list": [{"dept_id": 7, "order": 176_200_000_000_000_513_i64}],
        "leader_in_dept": [{"dept_id": 8, "leader": true}],
        "role_list": [{"id": 4_000_000_001_i64, "name": "x"}],
    });
    let as_text = json!({
        "userid": "u1", "active": "true", "hide_mobile": "false", "admin": 1, "boss": "0",
        "hired_date": "1650351000000", "dept_id_list": ["7", "8"],
        "dept_order_list": [{"dept_id": "7", "order": "176200000000000513"}],
        "leader_in_dept": [{"dept_id": "8", "leader": "true"}],
        "role_list": [{"id": "4000000001", "name": "x"}],
    });
    assert_eq!(user(typed.clone()), user(as_text));
    let told = user(typed);
    assert_eq!(told.hired_on.as_deref(), Some("2022-04-19"));
    assert_eq!(
        told.memberships.as_ref().unwrap()[0].sort_key.as_deref(),
        Some("176200000000000513")
    );
}

#[test]
fn departments_may_come_as_text_with_commas() {
    let told = user(json!({"userid": "u1", "dept_id_list": "7, 8,-1"}));
    assert_eq!(
        told.memberships,
        Some(vec![membership("7"), membership("8")])
    );
}

#[test]
fn a_single_object_stands_for_a_list_of_one() {
    let told = user(json!({
        "userid": "u1", "dept_id_list": [7], "dept_order_list": {"dept_id": 7, "order": 5},
        "leader_in_dept": {"dept_id": 7, "leader": true}, "role_list": {"id": 3, "name": "x"},
    }));
    let expected = Membership {
        sort_key: own("5"),
        leader: Some(true),
        ..membership("7")
    };
    assert_eq!(told.memberships, Some(vec![expected]));
    assert_eq!(told.roles.unwrap()[0].id, "3");
}

#[test]
fn identifiers_that_look_like_numbers_stay_text() {
    assert_eq!(user(json!({"userid": "007"})).id, "007");
    assert_eq!(user(json!({"userid": 42})).id, "42");
}

#[test]
fn orders_are_exact_up_to_64_bits() {
    for order in [
        "176200000000000513",
        "9223372036854775807",
        "-9223372036854775808",
        "0",
        "-1",
    ] {
        let body = format!(
            r#"{{"errcode":0,"result":{{"userid":"u1","dept_id_list":[1],"dept_order_list":[{{"dept_id":1,"order":{order}}}]}}}}"#
        );
        let told = user_of_text(&body);
        assert_eq!(
            told.memberships.unwrap()[0].sort_key.as_deref(),
            Some(order)
        );
    }
}

#[test]
fn numbers_that_are_no_64_bit_integers_are_not_told() {
    for number in [
        "9223372036854775808",
        "-9223372036854775809",
        "1.5",
        "1e300",
        "[]",
        "\"x\"",
        "\"\"",
    ] {
        let body = format!(
            r#"{{"errcode":0,"result":{{"userid":"u1","dept_id_list":[1],"hired_date":{number},"dept_order_list":[{{"dept_id":1,"order":{number}}}]}}}}"#
        );
        let told = user_of_text(&body);
        assert_eq!(told.memberships, Some(vec![membership("1")]), "{number}");
        assert_eq!(told.hired_on, None, "{number}");
    }
}

#[test]
fn special_departments_are_left_out_everywhere() {
    let told = user(json!({"userid": "u1", "dept_id_list": [-7, 10, -1, 0, null]}));
    assert_eq!(told.memberships, Some(vec![membership("10")]));

    let directory = answered(result(json!({"dept_id_list": [-7, 36_948_801, "-1", "2"]})));
    let ids = run(
        directory.platform(),
        directory.list_department_ids("1", None),
    );
    assert_eq!(ids.expect("identifiers").ids, ["36948801", "2"]);

    let list = json!([{"dept_id": -7, "name": "x"}, {"dept_id": 2, "name": "y", "parent_id": 1}]);
    let directory = answered(result(list));
    let page = run(directory.platform(), directory.list_departments("1", None));
    let departments = page.expect("a page").departments;
    assert_eq!(departments.len(), 1);
    assert_eq!(departments[0].id, "2");
}

#[test]
fn order_leadership_and_position_belong_to_their_department() {
    let told = user(json!({
        "userid": "u1",
        "dept_id_list": [10, 20, 30],
        "dept_order_list": [{"dept_id": 30, "order": 3}, {"dept_id": 10, "order": 1}],
        "leader_in_dept": [{"dept_id": 20, "leader": true}, {"dept_id": 10, "leader": false}],
        "dept_position_list": [{"dept_id": 10, "is_main": true, "title": "Lead"}, {"dept_id": 30}],
        "dept_title_list": [{"dept_id": 30, "title": "Guest"}],
    }));
    let expected = [
        Membership {
            sort_key: own("1"),
            leader: Some(false),
            title: own("Lead"),
            ..membership("10")
        },
        Membership {
            leader: Some(true),
            ..membership("20")
        },
        Membership {
            sort_key: own("3"),
            title: own("Guest"),
            ..membership("30")
        },
    ];
    assert_eq!(told.memberships.unwrap(), expected);
}

#[test]
fn a_list_tells_order_and_leadership_for_its_department_alone() {
    let told = listed(json!({
        "userid": "u1", "dept_id_list": [10, 20], "dept_order": 176_200_000_000_000_512_i64,
        "leader": true,
    }));
    let expected = [
        Membership {
            sort_key: own("176200000000000512"),
            leader: Some(true),
            ..membership("10")
        },
        membership("20"),
    ];
    assert_eq!(told.memberships.unwrap(), expected);
}

#[test]
fn a_list_with_somebody_without_an_identifier_is_unreadable() {
    for record in [json!({"name": "x"}), json!({"userid": ""}), json!("u3")] {
        let list = json!([{"userid": "u2"}, record]);
        let directory = answered(result(json!({"has_more": false, "list": list})));
        let error = error_of(run(
            directory.platform(),
            directory.list_users("10", None, None),
        ));
        assert_eq!(error.kind, ErrorKind::BadResponse);
    }
}

#[test]
fn a_user_without_an_identifier_is_unreadable() {
    for record in [
        json!({}),
        json!({"userid": ""}),
        json!({"userid": null}),
        json!("u1"),
        json!([]),
        Value::Null,
    ] {
        let shown = record.to_string();
        let directory = answered(result(record));
        let error = error_of(run(directory.platform(), directory.get_user("u1")));
        assert_eq!(error.kind, ErrorKind::BadResponse, "{shown}");
    }
}

#[test]
fn the_union_identifier_is_known_in_both_spellings() {
    for key in ["unionid", "unionId"] {
        let told = user(json!({"userid": "u1", key: "xiEiE"}));
        assert_eq!(
            attributes(&told.attributes),
            [("dingtalk.union-id", "xiEiE")]
        );
    }
}

#[test]
fn the_mobile_number_shows_its_country_where_it_is_told() {
    for (state_code, number, shown) in [
        (json!("86"), "13800000000", "+86-13800000000"),
        (json!(852), "51234567", "+852-51234567"),
        (json!("+65"), "81234567", "+65-81234567"),
        (json!(""), "13800000000", "13800000000"),
        (Value::Null, "13800000000", "13800000000"),
        (json!("44"), "+44-7700900123", "+44-7700900123"),
        (json!("86"), "", ""),
    ] {
        let told = user(json!({"userid": "u1", "state_code": state_code, "mobile": number}));
        assert_eq!(told.mobile.as_deref(), Some(shown));
    }
    assert_eq!(
        user(json!({"userid": "u1", "state_code": "86"})).mobile,
        None
    );
}

#[test]
fn moments_become_days_in_china() {
    for (milliseconds, day) in [
        (1_420_041_600_000_i64, Some("2015-01-01")),
        (1_420_041_599_999, Some("2014-12-31")),
        (0, Some("1970-01-01")),
        (-1, Some("1970-01-01")),
        (-28_800_001, Some("1969-12-31")),
        (1_709_136_000_000, Some("2024-02-29")),
        (i64::MAX, None),
        (i64::MIN, None),
    ] {
        let told = user(json!({"userid": "u1", "hired_date": milliseconds}));
        assert_eq!(told.hired_on.as_deref(), day, "{milliseconds}");
    }
}

#[test]
fn custom_fields_are_told_as_text_whatever_they_hold() {
    let extension = json!({
        "link": "[text](https://x.example/?u=#userid#)", "n": 7, "f": 1.5, "b": true, "z": null,
        "l": [1, "a"], "o": {"k": "v"}, "": "nameless", "空": "汉字 🙂",
    });
    let told = user(json!({"userid": "u1", "extension": extension.to_string()}));
    let mut shown = attributes(&told.attributes);
    shown.sort_unstable();
    let mut expected = vec![
        ("extension.link", "[text](https://x.example/?u=#userid#)"),
        ("extension.n", "7"),
        ("extension.f", "1.5"),
        ("extension.b", "true"),
        ("extension.z", "null"),
        ("extension.l", "[1,\"a\"]"),
        ("extension.o", "{\"k\":\"v\"}"),
        ("extension.", "nameless"),
        ("extension.空", "汉字 🙂"),
    ];
    expected.sort_unstable();
    assert_eq!(shown, expected);
}

#[test]
fn custom_fields_may_come_as_an_object() {
    let told = user(json!({"userid": "u1", "extension": {"hobby": "go"}}));
    assert_eq!(attributes(&told.attributes), [("extension.hobby", "go")]);
}

#[test]
fn unreadable_custom_fields_are_not_told() {
    for extension in [
        json!("{"),
        json!("[]"),
        json!("x"),
        json!("null"),
        json!(7),
        json!([{"a": 1}]),
    ] {
        let told = user(json!({"userid": "u1", "name": "Ann", "extension": extension}));
        assert_eq!(told.attributes, []);
        assert_eq!(told.name.as_deref(), Some("Ann"));
    }
}

#[test]
fn roles_are_told_without_names_and_not_at_all_where_one_has_no_identifier() {
    let told = user(json!({"userid": "u1", "role_list": [{"id": 1}, null]}));
    let roles = told.roles.unwrap();
    assert_eq!(roles.len(), 1);
    assert_eq!(
        (roles[0].id.as_str(), &roles[0].name, &roles[0].group_name),
        ("1", &None, &None)
    );
    for role in [
        json!({"name": "x"}),
        json!({"id": "", "name": "y"}),
        json!(3),
    ] {
        let told = user(json!({"userid": "u1", "role_list": [{"id": 1}, role]}));
        assert_eq!(told.roles, None);
    }
}

#[test]
fn unknown_fields_and_fields_of_another_shape_do_no_harm() {
    let told = user(json!({
        "userid": "u1", "name": {"zh_CN": "x"}, "title": ["x"], "active": "perhaps", "admin": [],
        "dept_id_list": {"a": 1}, "role_list": "none", "leader_in_dept": "x", "union_emp_ext": {},
        "extension_i18n": {"a": {"zh_CN": "b"}}, "new_field": {"deep": [[[]]]}, "mobile": true,
    }));
    assert_eq!(
        User {
            roles: None,
            ..told
        },
        nobody("u1")
    );
}

#[test]
fn text_survives_every_way_to_write_json() {
    let told = user_of_text(
        "\n {\"errcode\" : 0 , \"result\": {\"userid\":\"u1\",\t\"name\": \"\\u738b\\u82b3 \\ud83d\\ude42 🙂 \\\"\\\\\\/\\b\\f\\n\\r\\t\", \
         \"avatar\":\"https:\\/\\/static-legacy.dingtalk.com\\/media\\/x.jpg\",\"active\":true }}\r\n",
    );
    assert_eq!(
        told.name.as_deref(),
        Some("王芳 🙂 🙂 \"\\/\u{8}\u{c}\n\r\t")
    );
    assert_eq!(
        attributes(&told.attributes),
        [(
            "dingtalk.avatar-url",
            "https://static-legacy.dingtalk.com/media/x.jpg"
        )]
    );
}

#[test]
fn text_that_is_not_json_is_unreadable() {
    for body in [
        r#"{"errcode":0,"result":{"userid":"u1"}"#,
        r#"{"errcode":0,"result":{"userid":"u1",}}"#,
        r#"{"errcode":0,"result":{"userid":"u1"}},"#,
        r#"{"errcode":0,"result":{"userid":'u1'}}"#,
        r#"{"errcode":0,"result":{userid:"u1"}}"#,
        r#"{"errcode":0,"result":{"userid":"u1" "name":"x"}}"#,
        r#"{"errcode":0,"result":{"userid":"\x"}}"#,
        r#"{"errcode":0,"result":{"userid":"\u12"}}"#,
        r#"{"errcode":00,"result":{"userid":"u1"}}"#,
        r#"{"errcode":0,"result":{"userid":"u1","active":True}}"#,
        r#"{"errcode":0,"result":{"userid":"u1","n":NaN}}"#,
        r#"{"errcode":0,"result":{"userid":"u1","n":.5}}"#,
        r#"{"errcode":0,"result":{"userid":"u1","n":+1}}"#,
        r#"{"errcode":0,"result":{"userid":"u1","n":1.}}"#,
        r#"{"errcode":0,"result":{"userid":"u1","n":-}}"#,
        "{\"errcode\":0,\"result\":{\"userid\":\"u\n1\"}}",
        r#"{"errcode":0,"result":{"userid":"u1","name":"\ud83d"}}"#,
    ] {
        let directory = answered(answer(200, body));
        let error = error_of(run(directory.platform(), directory.get_user("u1")));
        assert_eq!(error.kind, ErrorKind::BadResponse, "{body}");
    }
}

/// Section 3.5, with values.
#[test]
fn the_live_answer_for_a_department_is_understood() {
    let directory = answered(answer(
        200,
        r#"{"errcode":0,"errmsg":"ok","result":{"auto_add_user":true,"brief":"","create_dept_group":true,"dept_group_chat_id":"chat0123","dept_id":12345678,"dept_manager_userid_list":["0042","u1"],"dept_permits":[],"group_contain_sub_dept":false,"hide_dept":false,"name":"研发","order":12345678,"org_dept_owner":"u9","outer_dept":false,"outer_permit_depts":[],"outer_permit_users":[],"parent_id":1,"user_permits":[]},"request_id":"16aaaaaaaaaaa"}"#,
    ));
    let told = run(directory.platform(), directory.get_department("12345678")).expect("one");
    assert_eq!(told.id, "12345678");
    assert_eq!(told.name.as_deref(), Some("研发"));
    assert_eq!(told.parent_id.as_deref(), Some("1"));
    assert_eq!(told.sort_key.as_deref(), Some("12345678"));
    assert_eq!(told.source_identifier, None);
    assert_eq!(
        told.manager_ids,
        Some(vec!["0042".to_owned(), "u1".to_owned()])
    );
    assert_eq!((told.member_count, told.total_member_count), (None, None));
    assert_eq!(
        attributes(&told.attributes),
        [
            ("dingtalk.brief", ""),
            ("dingtalk.hide-dept", "false"),
            ("dingtalk.outer-dept", "false"),
            ("dingtalk.create-dept-group", "true"),
            ("dingtalk.auto-add-user", "true"),
            ("dingtalk.group-contain-sub-dept", "false"),
            ("dingtalk.dept-group-chat-id", "chat0123"),
            ("dingtalk.org-dept-owner", "u9"),
        ]
    );
}

#[test]
fn the_root_department_has_no_parent_and_little_is_told_of_a_bare_one() {
    let told = department(json!({"dept_id": 1, "name": "Corp"}));
    let expected = Department {
        id: "1".to_owned(),
        name: own("Corp"),
        parent_id: None,
        sort_key: None,
        source_identifier: None,
        manager_ids: None,
        member_count: None,
        total_member_count: None,
        attributes: Vec::new(),
    };
    assert_eq!(told, expected);
}

#[test]
fn the_two_member_counts_of_a_department_are_told_apart() {
    let told = department(json!({"dept_id": 12, "member_count": 99, "owning_member_count": "7"}));
    assert_eq!(
        (told.member_count, told.total_member_count),
        (Some(7), Some(99))
    );
    let told = department(
        json!({"dept_id": 12, "member_count": -1, "owning_member_count": 4_294_967_296_i64}),
    );
    assert_eq!((told.member_count, told.total_member_count), (None, None));
}

#[test]
fn the_rest_of_a_department_is_told() {
    let told = department(json!({
        "dept_id": "12", "parent_id": "1", "order": "-5", "source_identifier": "hr:1", "code": "RD",
        "telephone": "8000", "tags": "grade", "from_union_org": false,
    }));
    assert_eq!(told.id, "12");
    assert_eq!(told.parent_id.as_deref(), Some("1"));
    assert_eq!(told.sort_key.as_deref(), Some("-5"));
    assert_eq!(told.source_identifier.as_deref(), Some("hr:1"));
    assert_eq!(
        attributes(&told.attributes),
        [
            ("dingtalk.code", "RD"),
            ("dingtalk.telephone", "8000"),
            ("dingtalk.from-union-org", "false"),
            ("dingtalk.tags", "grade"),
        ]
    );
}

#[test]
fn a_list_of_departments_is_an_array_and_extras_in_it_do_no_harm() {
    let directory = answered(result(json!([
        {"dept_id": 2, "name": "b", "parent_id": 1, "create_dept_group": true, "auto_add_user": false, "ext": "{\"faceCount\":\"2\"}"},
        {"dept_id": 1, "name": "a", "parent_id": 1},
    ])));
    let page = run(directory.platform(), directory.list_departments("1", None));
    let list = page.expect("a page").departments;
    let ids: Vec<_> = list
        .iter()
        .map(|department| department.id.as_str())
        .collect();
    assert_eq!(ids, ["2", "1"]);
    assert_eq!(
        attributes(&list[0].attributes),
        [
            ("dingtalk.create-dept-group", "true"),
            ("dingtalk.auto-add-user", "false")
        ]
    );
}

#[test]
fn a_department_without_children_has_empty_lists() {
    let directory = answered(result(json!([])));
    let page = run(directory.platform(), directory.list_departments("9", None));
    assert_eq!(page.expect("a page").departments, []);
    let directory = answered(result(json!({"dept_id_list": []})));
    let page = run(
        directory.platform(),
        directory.list_department_ids("9", None),
    );
    assert_eq!(page.expect("a page").ids, [""; 0]);
}

#[test]
fn missing_lists_are_unreadable() {
    let directory = answered(crate::expect::done());
    let platform = directory.platform();
    for error in [
        error_of(run(platform, directory.list_departments("1", None))),
        error_of(run(platform, directory.list_department_ids("1", None))),
        error_of(run(platform, directory.list_users("1", None, None))),
        error_of(run(platform, directory.get_department("1"))),
        error_of(run(platform, directory.get_user("u1"))),
        error_of(run(platform, directory.find_user_by_mobile("13800000000"))),
    ] {
        assert_eq!(error.kind, ErrorKind::BadResponse);
    }
}

#[test]
fn a_page_with_more_to_come_needs_a_cursor() {
    let directory = answered(result(json!({"has_more": true, "list": []})));
    let error = error_of(run(
        directory.platform(),
        directory.list_users("1", None, None),
    ));
    assert_eq!(error.kind, ErrorKind::BadResponse);
}

#[test]
fn a_lookup_that_finds_nobody_is_no_error() {
    let directory = answered(refused(60121, "找不到该用户"));
    let found = run(
        directory.platform(),
        directory.find_user_by_mobile("13800000000"),
    );
    assert_eq!(found.expect("a lookup"), None);
    let error = error_of(run(directory.platform(), directory.get_user("u1")));
    assert_eq!(error.kind, ErrorKind::NotFound);
}

#[test]
fn fields_that_the_app_may_not_see_are_not_told() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    let chen = "014259637226893741";
    let told = run(platform, directory.get_user(chen)).expect("a user");
    assert_eq!(told.mobile.as_deref(), Some("+86-13800000002"));
    assert_eq!(told.hired_on.as_deref(), Some("2016-06-01"));
    assert_eq!(told.remark.as_deref(), Some("周三远程办公"));
    let custom: Vec<_> = attributes(&told.attributes)
        .into_iter()
        .filter(|(name, _)| name.starts_with("extension."))
        .collect();
    assert_eq!(
        custom,
        [
            ("extension.badge", "A007"),
            ("extension.desk", "3F-12"),
            ("extension.hobby", "围棋")
        ]
    );
    platform.withdraw("fieldMobile");
    platform.withdraw("fieldEmail");
    let told = run(platform, directory.get_user(chen)).expect("a user");
    assert_eq!(
        (told.mobile, told.email, told.work_place, told.remark),
        (None, None, None, None)
    );
    assert!(
        !told
            .attributes
            .iter()
            .any(|attribute| attribute.name.starts_with("extension."))
    );
    assert_eq!(told.name.as_deref(), Some("陈思远"));
}

#[test]
fn every_user_of_the_offline_dingtalk_is_listed_and_read_alike() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    let organisation = platform.sandbox().organisation();
    let mut seen = 0;
    for department in organisation
        .departments
        .iter()
        .filter(|department| department.dept_id > 0)
    {
        let id = department.dept_id.to_string();
        let page = run(platform, directory.list_users(&id, None, None)).expect("a page");
        for listed in page.users {
            let read = run(platform, directory.get_user(&listed.id)).expect("a user");
            assert_eq!(
                (
                    &listed.name,
                    &listed.mobile,
                    &listed.email,
                    &listed.hired_on
                ),
                (&read.name, &read.mobile, &read.email, &read.hired_on)
            );
            let here = |memberships: &Option<Vec<Membership>>| {
                let mut all = memberships.clone().unwrap().into_iter();
                let membership = all
                    .find(|membership| membership.department_id == id)
                    .unwrap();
                (membership.sort_key, membership.leader)
            };
            assert_eq!(here(&listed.memberships), here(&read.memberships));
            seen += 1;
        }
    }
    assert_eq!(seen, 17, "sixteen people, one of them in two departments");
}
