//! Numbers with and without the country code, where only one form is taken.

use orgbook::bindings::types::{ErrorKind, UserDraft};
use orgbook::dingtalk::Directory;
use serde_json::json;

use crate::expect::{error_of, refused, result, somebody};
use crate::platform::{Scripted, run};
use crate::writing;

fn draft(number: &str) -> UserDraft {
    UserDraft {
        mobile: Some(number.to_owned()),
        ..writing::draft()
    }
}

#[test]
fn a_refused_number_is_tried_once_more_with_its_country_and_no_other_is() {
    for (number, attempts) in [
        ("+86-13800000000", 2),
        ("13800000000", 1),
        ("+1-5550100", 1),
    ] {
        let directory = Directory::new(Scripted::calls_answered_by(|_| {
            refused(60103, "手机号码不合法")
        }));
        let platform = directory.platform();
        let error = error_of(run(platform, directory.create_user(&draft(number), None)));
        assert_eq!(error.kind, ErrorKind::InvalidArgument);
        assert_eq!(platform.calls().len(), attempts, "{number}");
    }
}

#[test]
fn a_number_is_looked_up_with_its_country_where_the_plain_one_is_refused() {
    let directory = Directory::new(Scripted::calls_answered_by(|sent| {
        if sent.path().ends_with("/user/get") {
            return somebody("u1");
        }
        match sent.json()["mobile"].as_str() {
            Some("+86-13800000000") => result(json!({"userid": "u1"})),
            _ => refused(40104, "电话号码无效"),
        }
    }));
    let platform = directory.platform();
    let found = run(platform, directory.find_user_by_mobile("+86-13800000000"));
    assert_eq!(
        found.expect("an answer").map(|user| user.id).as_deref(),
        Some("u1")
    );
}
