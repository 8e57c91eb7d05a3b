//! What is sent to create a user, and what its answer means.

use super::*;

#[test]
fn a_small_draft_is_sent_with_what_it_has() {
    let body = created_body(&UserDraft {
        id: own("u-own"),
        mobile: None,
        ..draft()
    });
    assert_eq!(
        body,
        json!({"userid": "u-own", "name": "Ann", "dept_id_list": "1"})
    );
}

#[test]
fn a_full_draft_is_sent_in_dingtalks_terms() {
    let body = created_body(&UserDraft {
        id: own("0042"),
        name: "王芳 🙂".to_owned(),
        mobile: own("+65-81234567"),
        email: own("w@example.com"),
        work_email: own("w@corp.example"),
        telephone: own("8003"),
        employee_number: own("0012"),
        title: own("架构师"),
        work_place: own("杭州"),
        remark: own("r"),
        manager_id: own("0001"),
        hired_on: own("2024-02-29"),
        departments: vec![
            Assignment {
                sort_key: own("176200000000000513"),
                title: own("Lead"),
                ..assignment("36948801")
            },
            assignment("2"),
            Assignment {
                sort_key: own("-1"),
                ..assignment("9223372036854775807")
            },
        ],
        attributes: vec![
            attribute("extension.hobby", "travel"),
            attribute("dingtalk.hide-mobile", "true"),
            attribute("dingtalk.senior-mode", "false"),
        ],
    });
    let expected = json!({
        "userid": "0042",
        "name": "王芳 🙂",
        "mobile": "+65-81234567",
        "email": "w@example.com",
        "org_email": "w@corp.example",
        "telephone": "8003",
        "job_number": "0012",
        "title": "架构师",
        "work_place": "杭州",
        "remark": "r",
        "manager_userid": "0001",
        "hired_date": 1_709_136_000_000_i64,
        "dept_id_list": "36948801,2,9223372036854775807",
        "dept_order_list": [
            {"dept_id": 36_948_801, "order": 176_200_000_000_000_513_i64},
            {"dept_id": 9_223_372_036_854_775_807_i64, "order": -1},
        ],
        "dept_title_list": [{"dept_id": 36_948_801, "title": "Lead"}],
        "extension": "{\"hobby\":\"travel\"}",
        "hide_mobile": true,
        "senior_mode": false,
    });
    assert_eq!(body, expected);
}

#[test]
fn text_is_sent_as_it_is_and_not_escaped_beyond_need() {
    let directory = Directory::new(Scripted::calls_answered_by(|_| result(json!({}))));
    let name = "汉字 🙂 \"\\/\n\u{1}\u{7f}";
    let draft = UserDraft {
        name: name.to_owned(),
        ..draft()
    };
    run(directory.platform(), directory.create_user(&draft, None)).expect("a creation");
    let sent = &directory.platform().calls()[0];
    assert_eq!(sent.json()["name"], name);
    // 40033: what can be written raw must not be escaped.
    assert!(
        String::from_utf8(sent.body.clone())
            .unwrap()
            .contains("汉字 🙂")
    );
}

#[test]
fn numbers_are_written_as_the_organisation_takes_them() {
    for (region, number, sent) in [
        ("china", "+86-13912345678", "13912345678"),
        ("china", "13912345678", "13912345678"),
        ("china", "+852-51234567", "+852-51234567"),
        ("international", "+86-13912345678", "+86-13912345678"),
        ("international", "13912345678", "13912345678"),
    ] {
        let directory = Directory::new(Scripted::calls_answered_by(|_| result(json!({}))));
        directory.platform().set("DINGTALK_REGION", region);
        let draft = UserDraft {
            mobile: own(number),
            ..draft()
        };
        run(directory.platform(), directory.create_user(&draft, None)).expect("a creation");
        assert_eq!(
            directory.platform().calls()[0].json()["mobile"],
            sent,
            "{region}, {number}"
        );
    }
}

#[test]
fn custom_fields_are_sent_as_json_in_a_string() {
    let body = created_body(&UserDraft {
        attributes: vec![
            attribute("extension.空", "a \"b\" \\ 🙂"),
            attribute("extension.link", "[x](https://x.example/?u=#userid#)"),
            attribute("extension.a.b", "dots"),
        ],
        ..draft()
    });
    let expected = json!({
        "空": "a \"b\" \\ 🙂",
        "link": "[x](https://x.example/?u=#userid#)",
        "a.b": "dots",
    });
    assert_eq!(custom(&body), expected);
}

#[test]
fn the_answer_to_a_creation_tells_identifier_and_union_identifier() {
    let directory = Directory::new(Scripted::calls_answered_by(|_| {
        result(json!({"userid": "given", "unionId": "xiEiE"}))
    }));
    let outcome = run(directory.platform(), directory.create_user(&draft(), None));
    let expected = CreateOutcome::Created(CreatedUser {
        id: "given".to_owned(),
        replayed: false,
        attributes: vec![attribute("dingtalk.union-id", "xiEiE")],
    });
    assert_eq!(outcome.expect("a creation"), expected);
}

#[test]
fn an_answer_that_tells_no_identifier_means_the_one_that_was_asked_for() {
    let directory = Directory::new(Scripted::calls_answered_by(|_| done()));
    let draft = UserDraft {
        id: own("mine"),
        ..draft()
    };
    let outcome = run(directory.platform(), directory.create_user(&draft, None));
    assert_eq!(created(outcome), ("mine".to_owned(), false));
}
