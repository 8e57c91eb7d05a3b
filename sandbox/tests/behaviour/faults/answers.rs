//! Bodies that no client expects.

use http::Response;
use orgbook_sandbox::{Fault, FaultRule};
use serde_json::Value;

use super::{get_boss, inject};
use crate::world::{BOSS, World, json_of};

fn under(fault: Fault) -> Response<Vec<u8>> {
    let world = World::new();
    let stage = *fault.stages().last().unwrap();
    inject(&world, FaultRule::new(fault).at(stage));
    get_boss(&world).response
}

fn text(fault: Fault) -> String {
    String::from_utf8(under(fault).into_body()).unwrap()
}

fn truth() -> Value {
    json_of(&get_boss(&World::new()).response)
}

#[test]
fn gateways_answer_with_pages_of_html() {
    for (fault, status) in [
        (Fault::Http502, 502),
        (Fault::Http503, 503),
        (Fault::Http504, 504),
        (Fault::Html200, 200),
    ] {
        let reply = under(fault);
        assert_eq!(reply.status(), status);
        assert_eq!(reply.headers()["content-type"], "text/html; charset=utf-8");
        assert!(reply.body().starts_with(b"<html>"));
    }
}

#[test]
fn an_empty_body_and_half_a_json_text_come_as_if_they_were_whole() {
    assert_eq!(text(Fault::EmptyBody), "");
    let half = text(Fault::IncompleteJson);
    assert!(half.starts_with(r#"{"errcode":0,"#), "{half}");
    assert!(serde_json::from_str::<Value>(&half).is_err());
}

#[test]
fn a_deep_answer_is_json_all_the_same() {
    let deep = text(Fault::DeepJson);
    assert_eq!(deep.matches('[').count(), 100_000);
    assert_eq!(deep.matches(']').count(), 100_000);
}

#[test]
fn a_huge_answer_is_the_true_one_with_ten_megabytes_in_it() {
    let huge: Value = serde_json::from_str(&text(Fault::HugeText)).unwrap();
    assert_eq!(huge["padding"].as_str().unwrap().len(), 10 * 1024 * 1024);
    assert_eq!(huge["result"], truth()["result"]);
}

#[test]
fn numbers_as_text_are_the_same_numbers() {
    let reply: Value = serde_json::from_str(&text(Fault::NumbersAsText)).unwrap();
    assert_eq!(reply["errcode"], "0");
    assert_eq!(reply["result"]["dept_id_list"][0], "1");
    let reply: Value = serde_json::from_str(&text(Fault::ErrcodeAsText)).unwrap();
    assert_eq!(reply["errcode"], "0");
    assert_eq!(reply["result"], truth()["result"]);
}

#[test]
fn numbers_beyond_64_bits_leave_the_code_alone() {
    let text = text(Fault::NumbersBeyond64Bits);
    assert!(text.contains("123456789012345678901234567890"), "{text}");
    assert!(text.contains(r#""errcode":0,"#), "{text}");
}

#[test]
fn wrong_types_leave_the_code_alone() {
    let reply: Value = serde_json::from_str(&text(Fault::WrongTypes)).unwrap();
    assert_eq!(
        (&reply["errcode"], &reply["result"]["userid"]),
        (&0.into(), &true.into())
    );
    assert!(reply["result"]["dept_id_list"][0].is_object());
}

#[test]
fn of_two_values_for_a_key_the_last_is_the_true_one() {
    let text = text(Fault::DuplicateKeys);
    assert!(
        text.contains(&format!(r#""userid":null,"userid":"{BOSS}""#)),
        "{text}"
    );
    let reply: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(reply["result"], truth()["result"]);
}

#[test]
fn what_is_not_utf_8_is_in_a_text() {
    let body = under(Fault::InvalidUtf8).into_body();
    let lossy = String::from_utf8_lossy(&body);
    assert!(String::from_utf8(body.clone()).is_err());
    assert!(lossy.contains(r#""errmsg":"��ok""#), "{lossy}");
}
