//! Every error code of the specification, as the server sends it, and what a caller gets.

use std::collections::BTreeSet;

use orgbook::bindings::types::{Error, ErrorKind};
use orgbook::dingtalk::{Directory, codes};
use serde_json::{Value, json};

use crate::expect::{details, error_of, gateway_refused, get_user, kind_name, refused};
use crate::platform::{Reply, Scripted, answer, ok};

const TEXT: &str = "the server's own words";

/// What the specification says of one code.
struct Expected {
    code: &'static str,
    kind: &'static str,
    refresh: bool,
    retry_after_ms: Option<u32>,
    field: Option<&'static str>,
}

fn expectations() -> Vec<Expected> {
    let lines = include_str!("error_codes.tsv").lines();
    let mut rows = lines.filter(|line| !line.starts_with('#'));
    assert_eq!(
        rows.next(),
        Some("code\tkind\trefresh\tretry-after-ms\tfield")
    );
    let some = |text: &'static str| Some(text).filter(|text| *text != "-");
    rows.map(|row| {
        let columns: Vec<_> = row.split('\t').collect();
        let [code, kind, refresh, retry, field] = columns[..] else {
            panic!("a row has five columns: {row}");
        };
        Expected {
            code,
            kind,
            refresh: match refresh {
                "yes" => true,
                "no" => false,
                other => panic!("refresh is yes or no: {other}"),
            },
            retry_after_ms: some(retry).map(|number| number.parse().expect(row)),
            field: some(field),
        }
    })
    .collect()
}

fn is_number(code: &str) -> bool {
    code.parse::<i64>().is_ok()
}

/// A code that a server can send, for a row that may stand for many.
fn instance(code: &str) -> String {
    code.replace('*', "param.invalid")
}

/// The shapes in which the legacy family says a code.
fn legacy_shapes(code: &str) -> Vec<(&'static str, Reply)> {
    let number: i64 = code.parse().unwrap();
    let request_id = "16aaaaaaaaaaa";
    let mut shapes = vec![
        ("direct", refused(number, TEXT)),
        (
            "direct, as text",
            ok(json!({"errcode": code, "errmsg": TEXT, "request_id": request_id})),
        ),
        ("88 with sub_code", gateway_refused(code, TEXT)),
    ];
    // The pattern of the specification for a code in the text has digits alone.
    if number >= 0 {
        let errmsg = format!("ding talk error[subcode={code},submsg={TEXT}]");
        shapes.push((
            "88 with errmsg alone",
            ok(json!({"errcode": 88, "errmsg": errmsg, "request_id": request_id})),
        ));
    }
    shapes
}

/// The HTTP status that comes with a word of the new family.
fn http_status(code: &str) -> u16 {
    match code {
        "unauthorized.client" => 401,
        "invalidParameter.user.notFound" | "InvalidAction.NotFound" => 404,
        "parameter.userNotExists"
        | "parameter.orgNotExists"
        | "system.busy"
        | "system.error"
        | "unknownError"
        | "server.error"
        | "listsize.too.long" => 500,
        "serviceBusy" => 503,
        "operationTimeout" | "service.timeout" => 504,
        code if code.starts_with("Forbidden.") => 403,
        _ => 400,
    }
}

fn new_shape(code: &str) -> Reply {
    let text = json!({"code": code, "requestid": "16AAAAAAAAAAA", "message": TEXT}).to_string();
    answer(http_status(code), &text)
}

/// The error of `get-user`, and how many requests for a token and for the user it took, when
/// every request for the user is answered like this.
fn through_a_call(reply: Reply) -> (Error, usize, usize) {
    let directory = Directory::new(Scripted::calls_answered_by(move |_| reply.clone()));
    let error = error_of(get_user(&directory));
    let platform = directory.platform();
    (error, platform.token_requests(), platform.calls().len())
}

/// The same when the request for a token is answered like this.
fn through_a_token_request(reply: Reply) -> (Error, usize, usize) {
    let directory = Directory::new(Scripted::answering(move |_| reply.clone()));
    let error = error_of(get_user(&directory));
    let platform = directory.platform();
    (error, platform.token_requests(), platform.calls().len())
}

fn check(row: &Expected, shape: &str, error: &Error) {
    let code = instance(row.code);
    let case = format!("{code}, {shape}: {error:?}");
    assert_eq!(kind_name(&error.kind), row.kind, "{case}");
    if let ErrorKind::Other(other) = &error.kind {
        assert_eq!(*other, code, "{case}");
    }
    assert_eq!(error.retry_after_ms, row.retry_after_ms, "{case}");
    assert_eq!(details(error, "field"), Vec::from_iter(row.field), "{case}");
    let backend = error.backend.as_ref().expect(&case);
    assert_eq!(backend.code, code, "{case}");
    assert!(backend.message.contains(TEXT), "{case}");
    assert!(
        backend
            .request_id
            .as_deref()
            .is_some_and(|id| id.ends_with("aaa") || id.ends_with("AAA")),
        "{case}"
    );
    assert!(!error.message.is_empty(), "{case}");
    assert!(!error.message.contains(TEXT), "{case}");
}

#[test]
fn every_code_of_the_specification_has_the_meaning_that_is_written_down_for_it() {
    let rows = expectations();
    let mut cases = 0;
    for row in &rows {
        let attempts = if row.refresh { 2 } else { 1 };
        let shapes = match is_number(row.code) {
            true => legacy_shapes(row.code),
            false => vec![("new family", new_shape(&instance(row.code)))],
        };
        for (shape, reply) in shapes {
            let (error, tokens, calls) = through_a_call(reply);
            check(row, shape, &error);
            assert_eq!(
                (tokens, calls),
                (attempts, attempts),
                "{}, {shape}",
                row.code
            );
            cases += 1;
        }
        if !is_number(row.code) {
            let (error, tokens, calls) = through_a_token_request(new_shape(&instance(row.code)));
            check(row, "token request", &error);
            assert_eq!((tokens, calls), (1, 0), "{}, token request", row.code);
            cases += 1;
        }
    }
    println!("error table: {} rows, {cases} cases", rows.len());
}

/// The codes after which the same request may succeed: what section 6 and section 1.5 call busy, and
/// throttling by windows of a second.
const PASSING: &[&str] = &[
    "-1",
    "1002",
    "15",
    "400001",
    "90001",
    "90002",
    "90003",
    "90004",
    "90005",
    "90006",
    "90007",
    "90008",
    "90009",
    "90010",
    "90011",
    "90012",
    "90013",
    "90014",
    "90017",
    "90018",
    "90019",
    "Forbidden.AccessDenied.QpsLimitForApi",
    "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi",
    "Forbidden.AccessDenied.QpsLimitForSuitekeyAndOrgAndApi",
    "system.busy",
    "system.error",
    "unknownError",
    "server.error",
    "serviceBusy",
    "operationTimeout",
    "service.timeout",
];

#[test]
fn what_is_permanent_is_sent_once_in_every_shape_and_what_passes_three_times() {
    for row in &expectations() {
        let shapes = match is_number(row.code) {
            true => legacy_shapes(row.code),
            false => vec![("new family", new_shape(&instance(row.code)))],
        };
        // A token that is refused is replaced once, whatever else.
        let sent = match PASSING.contains(&row.code) {
            true => 3,
            false => 1 + usize::from(row.refresh),
        };
        for (shape, reply) in shapes {
            let peer = Scripted::calls_answered_by(move |_| reply.clone());
            let directory = Directory::new(peer.sending_again());
            error_of(get_user(&directory));
            let calls = directory.platform().calls().len();
            assert_eq!(calls, sent, "{}, {shape}", row.code);
        }
    }
}

#[test]
fn the_codes_in_the_table_and_in_the_expectations_are_the_same() {
    let expected: Vec<_> = expectations().iter().map(|row| row.code).collect();
    let unique: BTreeSet<_> = expected.iter().copied().collect();
    assert_eq!(unique.len(), expected.len(), "a code is expected twice");
    let known: Vec<_> = codes::TABLE.iter().map(|row| row.code).collect();
    let table: BTreeSet<_> = known.iter().copied().collect();
    assert_eq!(table.len(), known.len(), "a code is in the table twice");
    assert_eq!(table, unique);
}

#[test]
fn every_row_of_the_table_is_the_one_that_is_found_for_its_code() {
    for row in codes::TABLE {
        let found = codes::find(&instance(row.code)).expect(row.code);
        assert_eq!(found.code, row.code);
    }
}

#[test]
fn an_unknown_code_is_passed_on_and_gets_no_other_token() {
    // Neighbours of known codes, codes of robots, and words.
    for code in [
        "1",
        "60115",
        "60117",
        "90015",
        "90016",
        "90021",
        "130101",
        "660026",
        "-2",
        "040014",
        "99999999999999999999",
    ] {
        for reply in [
            ok(json!({"errcode": code, "errmsg": TEXT})),
            gateway_refused(code, TEXT),
        ] {
            let (error, tokens, calls) = through_a_call(reply);
            assert_eq!(error.kind, ErrorKind::Other(code.to_owned()));
            assert_eq!(
                (error.retry_after_ms, tokens, calls),
                (None, 1, 1),
                "{code}"
            );
        }
    }
    for code in [
        "Forbidden",
        "invalidauthentication",
        "system.busy.not",
        "InvalidParameter.x",
    ] {
        let (error, tokens, calls) = through_a_call(new_shape(code));
        assert_eq!(error.kind, ErrorKind::Other(code.to_owned()));
        assert_eq!((tokens, calls), (1, 1), "{code}");
    }
}

fn call_error(reply: Value) -> Error {
    through_a_call(ok(reply)).0
}

const MISSING_PERMISSION: &str = "应用尚未开通所需的权限：[qyapi_get_department_list]，\
     点击链接申请并开通即可：https://open-dev.dingtalk.com/appscope/apply?content=dingexample%23\
     qyapi_get_department_list, {requiredScopes=[qyapi_get_department_list]}";

#[test]
fn a_missing_permission_is_named_with_the_page_that_grants_it() {
    let errmsg = format!("ding talk error[subcode=60011,submsg={MISSING_PERMISSION}]");
    for reply in [
        json!({"errcode": 88, "sub_code": "60011", "sub_msg": MISSING_PERMISSION, "errmsg": errmsg}),
        json!({"errcode": 88, "errmsg": errmsg}),
        json!({"errcode": 60011, "errmsg": MISSING_PERMISSION}),
    ] {
        let error = call_error(reply);
        assert_eq!(error.kind, ErrorKind::PermissionDenied);
        assert_eq!(details(&error, "permission"), ["qyapi_get_department_list"]);
        assert_eq!(
            details(&error, "help-url"),
            [
                "https://open-dev.dingtalk.com/appscope/apply?content=dingexample%23qyapi_get_department_list"
            ]
        );
    }
}

#[test]
fn every_missing_permission_of_a_list_is_named() {
    let text = "没有调用该接口的权限, {requiredScopes=[qyapi_get_member, fieldMobile]}";
    let error = call_error(json!({"errcode": 60011, "errmsg": text}));
    assert_eq!(
        details(&error, "permission"),
        ["qyapi_get_member", "fieldMobile"]
    );
    assert_eq!(details(&error, "help-url"), [""; 0]);
}

#[test]
fn the_old_text_of_a_missing_permission_names_none() {
    let error = call_error(json!({"errcode": 60011, "errmsg": "没有调用该接口的权限"}));
    assert_eq!(error.kind, ErrorKind::PermissionDenied);
    assert_eq!(details(&error, "permission"), [""; 0]);
}

#[test]
fn the_new_family_names_missing_permissions_in_either_spelling() {
    for key in ["accessdenieddetail", "AccessDeniedDetail"] {
        let reply = json!({
            "code": "Forbidden.AccessDenied.AccessTokenPermissionDenied",
            "requestid": "16AAAAAAAAAAA",
            "message": "没有调用该接口的权限，接口权限申请参考：https://open.dingtalk.com/document/orgapp-server/add-api-permission",
            key: {"requiredScopes": ["qyapi_base", "Contact.User.Read"]},
        });
        let (error, ..) = through_a_token_request(answer(403, &reply.to_string()));
        assert_eq!(error.kind, ErrorKind::PermissionDenied, "{key}");
        assert_eq!(
            details(&error, "permission"),
            ["qyapi_base", "Contact.User.Read"],
            "{key}"
        );
        assert_eq!(
            details(&error, "help-url"),
            ["https://open.dingtalk.com/document/orgapp-server/add-api-permission"],
            "{key}"
        );
    }
}

#[test]
fn the_refused_address_is_named_in_every_shape() {
    let wrapped = "访问ip不在白名单之中,request ip=203.0.113.7 appKey(dingexample)";
    let direct = "请参考FAQ：https://open.dingtalk.com/faq，错误原因：访问ip不在白名单之中,request ip=2001:db8::7 appKey(dingexample)";
    for (reply, address) in [
        (gateway_refused("60020", wrapped), "203.0.113.7"),
        (refused(60020, direct), "2001:db8::7"),
    ] {
        let (error, ..) = through_a_call(reply);
        assert_eq!(error.kind, ErrorKind::PermissionDenied);
        assert_eq!(details(&error, "caller-ip"), [address]);
    }
}

#[test]
fn a_refused_address_without_an_address_names_none() {
    for text in [
        "访问ip不在白名单之中",
        "request ip= appKey(dingexample)",
        "request ip=",
    ] {
        let (error, ..) = through_a_call(refused(60020, text));
        assert_eq!(details(&error, "caller-ip"), [""; 0], "{text}");
    }
}

/// The text of 90002 with another end; the present is 22:13:20 in Beijing.
fn throttled_until(end: &str) -> String {
    format!(
        "当前所有钉钉应用调用该接口次数过多，超出了该接口承受的最大qps，请求被暂时限制了，\
         建议错开整点时刻调用该接口, apiPath(dingtalk.oapi.v2.department.listsub), \
         从 2026-09-21 22:13:19 到 2026-09-21 22:13:19 请求总次数超过 1200 次, \
         限制将在 {end} 结束."
    )
}

#[test]
fn the_end_of_a_restriction_tells_how_long_to_wait() {
    for (text, wait) in [
        (throttled_until("2026-09-21 22:13:21"), 1000),
        (throttled_until("2026-09-21 22:14:00"), 40_000),
        (throttled_until("2026-09-22 00:00:00"), 6_400_000),
        // It is over.
        (throttled_until("2026-09-21 22:13:20"), 0),
        (throttled_until("2026-09-21 22:13:00"), 0),
        // Nothing that can be read: the length of a window.
        (throttled_until("soon"), 1000),
        (throttled_until("2026-09-21"), 1000),
        (throttled_until("2026-09-31 00:00:00"), 1000),
        (throttled_until("2026-09-21 22:60:00"), 1000),
        (throttled_until("2026-09-21 99:00:00"), 1000),
        (throttled_until("2026-09-21 22:13"), 1000),
        (throttled_until("2026-09-21 4000000000:00:00"), 1000),
        // Too long for the field.
        (throttled_until("9999-09-21 22:13:20"), 1000),
        (
            "您的服务器调用钉钉开放平台当前接口的所有请求都被暂时禁用了, apiPath(x), \
             处罚将在 2026-09-21 22:18:20 结束"
                .to_owned(),
            300_000,
        ),
        ("处罚将在 2026-09-21 22:18:20结束".to_owned(), 300_000),
    ] {
        for reply in [gateway_refused("90002", &text), refused(90018, &text)] {
            let (error, ..) = through_a_call(reply);
            assert_eq!(error.kind, ErrorKind::RateLimited);
            assert_eq!(error.retry_after_ms, Some(wait), "{text}");
        }
    }
}

#[test]
fn a_used_up_allowance_is_not_waited_for() {
    let text = "您的企业本月api调用量已超过限制,调用量:5000次,额度:5000次, 限制将在 2026-10-01 00:00:00 结束";
    let (error, ..) = through_a_call(gateway_refused("90020", text));
    assert_eq!(
        (error.kind, error.retry_after_ms),
        (ErrorKind::QuotaExceeded, None)
    );
}

#[test]
fn a_word_with_status_500_is_understood_as_the_word_says() {
    let (error, ..) = through_a_call(new_shape("listsize.too.long"));
    assert_eq!(error.kind, ErrorKind::InvalidArgument);
}

#[test]
fn a_status_without_an_envelope_is_understood_as_a_status() {
    for (status, kind, wait) in [
        (200, ErrorKind::BadResponse, None),
        (302, ErrorKind::BadResponse, None),
        (403, ErrorKind::BadResponse, None),
        (404, ErrorKind::BadResponse, None),
        (429, ErrorKind::RateLimited, Some(1000)),
        (500, ErrorKind::Unavailable, None),
        (502, ErrorKind::Unavailable, None),
        (503, ErrorKind::Unavailable, None),
        (504, ErrorKind::Unavailable, None),
    ] {
        for body in [
            "<html><title>blocked</title></html>",
            "",
            "\u{feff}{}",
            "{\"errcode\":0",
            "[]",
            "null",
        ] {
            let (error, tokens, calls) = through_a_call(answer(status, body));
            assert_eq!(error.kind, kind, "HTTP {status}: {body}");
            assert_eq!(error.retry_after_ms, wait, "HTTP {status}: {body}");
            assert_eq!(error.backend, None, "HTTP {status}: {body}");
            assert_eq!(
                details(&error, "attempted"),
                ["https://oapi.dingtalk.com/topapi/v2/user/get"],
                "HTTP {status}: {body}"
            );
            assert_eq!((tokens, calls), (1, 1), "HTTP {status}: {body}");
        }
    }
}

#[test]
fn an_answer_that_is_no_envelope_is_unreadable() {
    let huge = format!("\"{}\"", "x".repeat(1 << 20));
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let bytes = [
        b"[{\"errcode\":60121}]".to_vec(),
        b"\"errcode\"".to_vec(),
        b"0".to_vec(),
        b"true".to_vec(),
        b"{}".to_vec(),
        br#"{"errmsg":"ok"}"#.to_vec(),
        br#"{"errcode":null}"#.to_vec(),
        br#"{"errcode":{}}"#.to_vec(),
        b"{\"errcode\":0,\"result\":{}}{}".to_vec(),
        b"\xff\xfe\x00".to_vec(),
        b"\0".to_vec(),
        huge.into_bytes(),
        deep.into_bytes(),
    ];
    for body in bytes {
        let shown = String::from_utf8_lossy(&body)
            .chars()
            .take(40)
            .collect::<String>();
        let (error, tokens, calls) = through_a_call(Reply::Answer(200, body));
        assert_eq!(error.kind, ErrorKind::BadResponse, "{shown}");
        assert_eq!((tokens, calls), (1, 1), "{shown}");
    }
}

/// What DingTalk's shield says to a banned address, with HTTP status 200.
const BANNED: &str = r#"{"status":1111,"wait":5,"source":"x5","punish":"deny","uuid":"0a0a0a"}"#;

#[test]
fn the_answer_to_a_banned_address_is_what_it_is() {
    let page = "<!DOCTYPE html><html><body data-x5sec=\"deny\">访问被拒绝</body></html>";
    let marked = format!("\u{feff}\n{page}");
    let marked = marked.as_str();
    for (status, body) in [
        (200, BANNED),
        (403, BANNED),
        (200, page),
        (403, page),
        (200, marked),
    ] {
        let reply = answer(status, body);
        let directory = Directory::new(Scripted::calls_answered_by(move |_| reply.clone()));
        let platform = directory.platform();
        let error = error_of(crate::platform::run(platform, directory.delete_user("u1")));
        assert_eq!(error.kind, ErrorKind::RateLimited, "HTTP {status}: {body}");
        assert_eq!(error.retry_after_ms, Some(300_000), "HTTP {status}: {body}");
    }
}

#[test]
fn a_text_that_no_server_writes_is_left_out_and_its_length_told() {
    let long = "x".repeat(16_385);
    let left_out = "(a text of 16385 bytes, left out)";
    let scope = json!({"requiredScopes": [&long]});
    for reply in [
        ok(json!({"errcode": 60121, "errmsg": &long, "request_id": &long})),
        ok(json!({"errcode": 60121, "errmsg": "", "sub_msg": &long, "request_id": &long})),
        answer(
            400,
            &json!({"code": &long, "message": &long, "requestid": &long, "accessdenieddetail": scope})
                .to_string(),
        ),
    ] {
        let directory = Directory::new(Scripted::calls_answered_by(move |_| reply.clone()));
        let error = error_of(get_user(&directory));
        assert!(!format!("{error:?}").contains(&long), "{:?}", error.kind);
        let said = error.backend.expect("what the server said");
        assert_eq!(said.message, left_out);
        assert_eq!(said.request_id.as_deref(), Some(left_out));
    }
}

#[test]
fn a_text_of_16_kibibytes_is_told() {
    let text = "x".repeat(16_384);
    let reply = refused(60121, &text);
    let directory = Directory::new(Scripted::calls_answered_by(move |_| reply.clone()));
    let said = error_of(get_user(&directory)).backend;
    assert_eq!(said.expect("what the server said").message, text);
}

#[test]
fn an_empty_answer_to_a_deletion_is_no_success() {
    let directory = Directory::new(Scripted::calls_answered_by(|_| answer(200, "")));
    let error = error_of(crate::platform::run(
        directory.platform(),
        directory.delete_user("u1"),
    ));
    assert_eq!(error.kind, ErrorKind::OutcomeUnknown);
}

#[test]
fn a_success_may_be_told_as_text_and_with_any_message() {
    for errcode in [json!(0), json!("0")] {
        let reply =
            ok(json!({"errcode": errcode, "errmsg": "whatever", "result": {"userid": "u1"}}));
        let directory = Directory::new(Scripted::calls_answered_by(move |_| reply.clone()));
        assert_eq!(get_user(&directory).expect("a user").id, "u1");
    }
}
