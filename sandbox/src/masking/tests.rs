//! What is hidden, and what is not.

use super::*;

const TOKEN: &str = "0123456789abcdef0123456789abcdef";
const STRANGE: &str = "a \"quoted\"/sécret&=";

fn secrets() -> Secrets {
    let mut secrets = Secrets::default();
    secrets.remember(TOKEN);
    secrets.remember(STRANGE);
    secrets
}

fn json(text: &str) -> String {
    secrets().body(text.as_bytes(), Encoding::Json)
}

#[test]
fn what_is_not_secret_stays_as_it_was_written() {
    let text = "{ \"name\" : \"n\\u00e9\", \"n\":1.0,\"n\":1e3, \"path\":\"a\\/b\", \"list\":[null,true] }";
    assert_eq!(json(text), text);
    assert_eq!(secrets().query("a=1&b&c=%20+&&"), "a=1&b&c=%20+&&");
}

#[test]
fn a_field_with_the_name_of_a_secret_is_hidden_whatever_it_holds() {
    for (text, shown) in [
        (
            r#"{"init_password":"x1","n":1}"#,
            r#"{"init_password":"***","n":1}"#,
        ),
        (
            r#"{"appSecret" : 12345, "n":1}"#,
            r#"{"appSecret" : ***, "n":1}"#,
        ),
        (
            r#"{"access\u005ftoken":"x"}"#,
            r#"{"access\u005ftoken":"***"}"#,
        ),
        (
            r#"{"client_secret":["x"],"n":1}"#,
            r#"{"client_secret":***"#,
        ),
        (
            r#"{"password":null,"token":""}"#,
            r#"{"password":null,"token":""}"#,
        ),
    ] {
        assert_eq!(json(text), shown);
    }
    assert_eq!(
        secrets().query("appkey=k&appsecret=x"),
        "appkey=k&appsecret=***"
    );
    assert_eq!(
        secrets().query("access%5Ftoken=x&n=1"),
        "access%5Ftoken=***&n=1"
    );
}

#[test]
fn a_known_secret_is_hidden_wherever_it_stands() {
    assert_eq!(
        json(&format!(r#"{{"name":"is {TOKEN}!"}}"#)),
        r#"{"name":"***"}"#
    );
    assert_eq!(json(&format!(r#"{{"{TOKEN}":1}}"#)), r#"{"***":1}"#);
    assert_eq!(secrets().nameless(&format!("/x/{TOKEN}/y")), "/x/***/y");
    let plain = secrets().body(format!("<{TOKEN}>").as_bytes(), Encoding::Unreadable);
    assert_eq!(plain, "<***>");
}

#[test]
fn escapes_hide_nothing_from_the_mask() {
    let in_json = serde_json::to_string(STRANGE).unwrap();
    let encoded: String = form_urlencoded::byte_serialize(STRANGE.as_bytes()).collect();
    let letters: String = TOKEN
        .chars()
        .map(|c| format!("\\u{:04x}", u32::from(c)))
        .collect();
    let percent: String = TOKEN.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let nested = serde_json::to_string(&format!(r#"[{{"v":{in_json}}}]"#)).unwrap();
    for value in [&in_json, &in_json.replace('/', "\\/"), &nested] {
        assert_eq!(json(&format!(r#"{{"v":{value}}}"#)), r#"{"v":"***"}"#);
    }
    for value in [&letters, &percent] {
        assert_eq!(json(&format!(r#"{{"v":"{value}"}}"#)), r#"{"v":"***"}"#);
    }
    for value in [&encoded, &percent, &percent.replace('%', "%25")] {
        assert_eq!(secrets().query(&format!("v={value}&n=1")), "v=***&n=1");
    }
}

#[test]
fn an_escaped_secret_is_found_where_nothing_is_read() {
    let percent = |text: &str| -> String { text.bytes().map(|b| format!("%{b:02x}")).collect() };
    let letters: String = TOKEN
        .chars()
        .map(|c| format!("\\u{:04x}", u32::from(c)))
        .collect();
    let once = percent(TOKEN);
    let twice = once.replace('%', "%25");
    let thrice = twice.replace('%', "%25");
    for value in [
        &once,
        &twice,
        &thrice,
        &letters,
        &letters.replace('\\', "%5C"),
    ] {
        assert_eq!(secrets().nameless(&format!("/x/{value}/y")), "/x/***/y");
        assert_eq!(secrets().query(&format!("{value}=1&n=2")), "***=1&n=2");
        let unreadable = secrets().body(format!("[{value}").as_bytes(), Encoding::Unreadable);
        assert_eq!(unreadable, "[***");
    }
    assert_eq!(json(&format!(r#"{{"{letters}":1}}"#)), r#"{"***":1}"#);
    let form: String = form_urlencoded::byte_serialize(STRANGE.as_bytes()).collect();
    assert_eq!(secrets().nameless(&format!("/{form}")), "/***");
}

#[test]
fn letters_beyond_the_first_plane_are_read_from_both_halves() {
    let mut secrets = Secrets::default();
    secrets.remember("pass😀word");
    assert_eq!(secrets.nameless("<pass\\ud83d\\ude00word>"), "<***>");
    assert_eq!(secrets.nameless("<pass\\ud83dword>"), "<pass\\ud83dword>");
}

#[test]
fn a_name_in_json_as_text_counts() {
    let nested = r#"{"extension":"{\"password\":\"x\"}"}"#;
    assert_eq!(json(nested), r#"{"extension":"***"}"#);
}

#[test]
fn of_a_text_that_cannot_be_read_nothing_is_shown_after_the_name_of_a_secret() {
    let text = "{'userid':'a','init_password':'x'}";
    assert_eq!(
        secrets().body(text.as_bytes(), Encoding::Unreadable),
        "{'userid':'a','init_password***"
    );
    assert_eq!(
        secrets().query("{'init_password':'x'}&n=1"),
        "{'init_password***&n=1"
    );
}

#[test]
fn a_long_text_is_cut_and_no_secret_with_it() {
    for before in KEPT - 40..=KEPT {
        let text = format!("{{\"v\":\"{}{TOKEN}", "x".repeat(before - 6));
        let tail = "y".repeat(10_000);
        let shown = secrets().body(format!("{text}{tail}").as_bytes(), Encoding::Unreadable);
        assert!(shown.len() <= KEPT + MASK.len() + '…'.len_utf8());
        assert!(!shown.contains("0123"), "{before}");
        assert!(shown.ends_with('…') || shown.ends_with(MASK), "{before}");
    }
    let escaped: String = TOKEN
        .chars()
        .map(|c| format!("\\u{:04x}", u32::from(c)))
        .collect();
    for before in KEPT - 200..=KEPT {
        let text = format!("{{\"n\":\"{}\",\"v\":\"{escaped}\"", "x".repeat(before));
        assert!(!json(&text).contains("\\u0030"), "{before}");
    }
}

#[test]
fn many_masks_bring_no_cut_secret_into_sight() {
    let text = format!("{TOKEN} ").repeat(1000);
    let shown = secrets().body(text.as_bytes(), Encoding::Unreadable);
    assert!(!shown.contains("0123"));
}

#[test]
fn secrets_that_begin_alike_are_told_apart() {
    let mut secrets = Secrets::default();
    secrets.extend(["beginning", "beginning-1", "beginning-23"]);
    let shown = secrets.query("a=beginning-23&b=beginning-1&c=beginning&d=begin-1");
    assert_eq!(shown, "a=***&b=***&c=***&d=begin-1");
}

#[test]
fn short_values_are_hidden_by_name_only() {
    let mut secrets = Secrets::default();
    secrets.remember("abc");
    assert_eq!(secrets.query("q=abc&secret=abc"), "q=abc&secret=***");
}

#[test]
fn no_text_makes_it_panic() {
    for text in [
        "\"",
        "\"\\",
        "{\"token\":",
        "{\"token\":\"\\",
        "=",
        "&=&",
        "%",
        "é\"é",
        "{\"a\":\"\\ud800\"}",
    ] {
        for encoding in [Encoding::Json, Encoding::Form, Encoding::Unreadable] {
            secrets().body(text.as_bytes(), encoding);
        }
    }
    secrets().body(&[0xff, 0xc3, 0x28], Encoding::Unreadable);
}
