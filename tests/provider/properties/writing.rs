//! Records as they are sent.

use orgbook::bindings::types::{Assignment, Attribute, UserDraft};
use orgbook::dingtalk::convert::user;
use orgbook::dingtalk::{date, json, mobile};
use proptest::prelude::*;

use super::config;
use crate::expect::{done, through};

fn assignments() -> impl Strategy<Value = Vec<Assignment>> {
    let rest = (any::<Option<i64>>(), prop::option::of(".{1,8}"));
    prop::collection::btree_map(1..=i64::MAX, rest, 1..5).prop_map(|places| {
        let assignment = |(id, (order, title)): (i64, (Option<i64>, Option<String>))| Assignment {
            department_id: id.to_string(),
            sort_key: order.map(|order| order.to_string()),
            title,
        };
        places.into_iter().map(assignment).collect()
    })
}

fn draft() -> impl Strategy<Value = UserDraft> {
    let texts = prop::collection::vec(prop::option::of(".{1,30}"), 7);
    let number = prop::option::of("(\\+(86|1|852)-)?[0-9]{7,11}");
    let day = prop::option::of(-20_000..60_000_i64);
    let custom = prop::collection::btree_map(".{1,10}", ".{1,20}", 0..4);
    let parts = (
        ".{1,20}",
        ".{1,30}",
        number,
        texts,
        day,
        assignments(),
        custom,
    );
    parts.prop_map(|(id, name, mobile, texts, day, departments, custom)| {
        let mut texts = texts.into_iter();
        let mut next = || texts.next().flatten();
        let attribute = |(key, value)| Attribute {
            name: format!("extension.{key}"),
            value,
        };
        UserDraft {
            id: Some(id),
            name,
            mobile,
            email: next(),
            work_email: next(),
            telephone: next(),
            employee_number: next(),
            title: next(),
            work_place: next(),
            remark: next(),
            manager_id: None,
            hired_on: day.and_then(|day| date::from_milliseconds(day * 86_400_000)),
            departments,
            attributes: custom.into_iter().map(attribute).collect(),
        }
    })
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_is_sent_of_a_draft_reads_as_the_draft(draft in draft()) {
        let call = async |it: &orgbook::dingtalk::Directory<_>| it.create_user(&draft, None).await;
        let (outcome, sent) = through(done(), call);
        prop_assert!(outcome.is_ok());
        let told = json::parse(&sent.body).and_then(|body| user::from_wire(&body, None));
        let told = told.expect("a user");
        prop_assert_eq!(Some(told.id), draft.id);
        prop_assert_eq!(Some(told.name), Some(Some(draft.name)));
        prop_assert_eq!(told.email, draft.email);
        prop_assert_eq!(told.work_email, draft.work_email);
        prop_assert_eq!(told.telephone, draft.telephone);
        prop_assert_eq!(told.employee_number, draft.employee_number);
        prop_assert_eq!(told.title, draft.title);
        prop_assert_eq!(told.work_place, draft.work_place);
        prop_assert_eq!(told.remark, draft.remark);
        prop_assert_eq!(told.hired_on, draft.hired_on);
        prop_assert_eq!(told.attributes, draft.attributes);
        let memberships = told.memberships.unwrap_or_default().into_iter();
        let assignments: Vec<_> = memberships
            .map(|it| Assignment {
                department_id: it.department_id,
                sort_key: it.sort_key,
                title: it.title,
            })
            .collect();
        prop_assert_eq!(assignments, draft.departments);
        match (told.mobile, draft.mobile) {
            (Some(one), Some(other)) => prop_assert!(mobile::same(&one, &other)),
            (one, other) => prop_assert_eq!(one, other),
        }
    }
}
