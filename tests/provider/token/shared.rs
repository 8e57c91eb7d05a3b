//! One request for a token, however many wait for it, and one forced renewal in a call.

use std::future::Future;
use std::pin::Pin;

use futures_lite::future::or;
use orgbook::bindings::types::{Error, NameMatch, User};
use orgbook::dingtalk::failure::Result;
use orgbook::platform::{Platform, SendError};

use super::*;
use crate::platform::together;

type Caller<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// A peer that takes half a second for the answer to each request for a token, and none for others.
fn slow(answer: impl Fn(usize) -> Reply + 'static) -> Directory<Scripted> {
    let mut asked = 0;
    Directory::new(Scripted::answering(move |sent| {
        if !sent.asks_for_token() {
            return somebody("u1");
        }
        asked += 1;
        Reply::Later(Duration::from_millis(500), Box::new(answer(asked)))
    }))
}

fn ten_at_once(directory: &Directory<Scripted>) -> Vec<Result<User>> {
    let calls = (0..10).map(|_| -> Caller<_> { Box::pin(directory.get_user("u1")) });
    run(directory.platform(), together(calls))
}

fn wrong_secret() -> Reply {
    let word = json!({"code": "invalidClientIdOrSecret", "requestid": "16AAAA", "message": "x"});
    answer(400, &word.to_string())
}

#[test]
fn calls_at_the_same_time_share_one_request_for_a_token() {
    let directory = slow(|number| token_answer(&format!("token-{number}")));
    for outcome in ten_at_once(&directory) {
        outcome.expect("a user");
    }
    let platform = directory.platform();
    assert_eq!(platform.token_requests(), 1);
    assert_eq!(tokens(platform), ["token-1"; 10]);
}

#[test]
fn calls_at_the_same_time_share_its_failure_and_later_ones_ask_anew() {
    let directory = slow(|_| wrong_secret());
    for asked in 1..=2 {
        for outcome in ten_at_once(&directory) {
            assert_eq!(error_of(outcome).kind, ErrorKind::Unauthenticated);
        }
        assert_eq!(directory.platform().token_requests(), asked);
    }
    assert_eq!(directory.platform().calls().len(), 0);
}

#[test]
fn calls_at_the_same_time_share_one_renewal_of_a_refused_token() {
    let mut asked = 0;
    let directory = Directory::new(Scripted::answering(move |sent| {
        let answer = match sent.token() {
            None => {
                asked += 1;
                token_answer(&format!("token-{asked}"))
            }
            Some("token-1") => refused(40014, "不合法的access_token"),
            Some(_) => somebody("u1"),
        };
        Reply::Later(Duration::from_millis(500), Box::new(answer))
    }));
    for outcome in ten_at_once(&directory) {
        outcome.expect("a user");
    }
    assert_eq!(directory.platform().token_requests(), 2);
    assert_eq!(directory.platform().calls().len(), 20);
}

#[test]
fn a_caller_who_goes_away_while_others_wait_for_its_token_does_not_block_them() {
    let directory = slow(|number| token_answer(&format!("token-{number}")));
    let platform = directory.platform();
    let impatient = async {
        let call = async { drop(directory.get_user("u1").await) };
        or(call, platform.sleep(Duration::from_millis(100))).await;
        None
    };
    let mut callers: Vec<Caller<Option<Result<User>>>> = vec![Box::pin(impatient)];
    for _ in 0..3 {
        callers.push(Box::pin(async { Some(directory.get_user("u1").await) }));
    }
    let outcomes = run(platform, together(callers));
    for outcome in outcomes.into_iter().flatten() {
        outcome.expect("a user");
    }
    assert_eq!(platform.token_requests(), 2);
    assert_eq!(tokens(platform), ["token-2"; 3]);
}

#[test]
fn a_caller_whose_time_is_up_does_not_take_the_others_with_it() {
    let directory = slow(|number| match number {
        1 => Reply::Never,
        _ => token_answer("token-2"),
    });
    let platform = directory.platform();
    platform.set("ORGBOOK_DEADLINE_MS", "2000");
    let first: Caller<Result<User>> = Box::pin(directory.get_user("u1"));
    let second = Box::pin(async {
        platform.sleep(Duration::from_millis(1000)).await;
        directory.get_user("u1").await
    });
    let outcomes = run(platform, together([first, second]));
    let [first, second] = <[_; 2]>::try_from(outcomes).expect("two");
    assert_eq!(error_of(first).kind, ErrorKind::Timeout);
    second.expect("a user");
    assert_eq!(platform.token_requests(), 2);
}

/// The error of a call of several requests in which every token is refused from the `good`th request
/// on, and how many requests asked for a token and for the rest.
fn refused_from(good: usize, refusal: &Reply) -> (Error, usize, usize) {
    let (refusal, mut requests) = (refusal.clone(), 0);
    let directory = Directory::new(
        Scripted::calls_answered_by(move |_| {
            requests += 1;
            match requests <= good {
                true => somebody("u1"),
                false => refusal.clone(),
            }
        })
        .sending_again(),
    );
    let platform = directory.platform();
    let found = run(platform, directory.find_user_by_mobile("13912345678"));
    (
        error_of(found),
        platform.token_requests(),
        platform.calls().len(),
    )
}

#[test]
fn a_call_of_several_requests_renews_a_refused_token_once() {
    for refusal in refusals() {
        for good in 0..=1 {
            let (error, tokens, calls) = refused_from(good, &refusal);
            assert_eq!(error.kind, ErrorKind::Unauthenticated, "{refusal:?}");
            assert_eq!((tokens, calls), (2, good + 2), "{refusal:?}");
        }
    }
}

#[test]
fn a_token_that_is_refused_in_every_request_of_a_call_is_renewed_once() {
    for refusal in refusals() {
        // The first request is refused, its replay succeeds, the second request is refused.
        let replies = [refusal.clone(), somebody("u1"), refusal.clone()];
        let directory = Directory::new(Scripted::calls_answered_with(replies).sending_again());
        let platform = directory.platform();
        let found = run(platform, directory.find_user_by_mobile("13912345678"));
        assert_eq!(error_of(found).kind, ErrorKind::Unauthenticated);
        assert_eq!(platform.token_requests(), 2, "{refusal:?}");
    }
}

#[test]
fn the_new_family_renews_a_refused_token_once_too() {
    for refusal in refusals() {
        let directory =
            Directory::new(Scripted::calls_answered_by(move |_| refusal.clone()).sending_again());
        let platform = directory.platform();
        let found = run(
            platform,
            directory.search_user_ids("Ann", NameMatch::Fuzzy, None),
        );
        assert_eq!(error_of(found).kind, ErrorKind::Unauthenticated);
        assert_eq!((platform.token_requests(), platform.calls().len()), (2, 2));
    }
}

#[test]
fn a_renewal_does_not_count_as_an_attempt() {
    let refusal = refused(40014, "不合法的access_token");
    let lost = || Reply::Fails(SendError::Lost);
    let directory = Directory::new(
        Scripted::calls_answered_with([refusal, lost(), lost(), somebody("u1")]).sending_again(),
    );
    get_user(&directory).expect("a user");
}

#[test]
fn a_wrong_secret_is_tried_once_in_each_call_and_never_loops() {
    let directory = Directory::new(Scripted::answering(|_| wrong_secret()).sending_again());
    for asked in 1..=3 {
        let error = error_of(get_user(&directory));
        assert_eq!(error.kind, ErrorKind::Unauthenticated);
        assert_eq!(directory.platform().requests().len(), asked);
    }
}

#[test]
fn a_secret_that_became_wrong_is_tried_once_when_a_token_is_refused() {
    let mut asked = 0;
    let directory = Directory::new(
        Scripted::answering(move |sent| {
            asked += usize::from(sent.asks_for_token());
            match (sent.asks_for_token(), asked) {
                (true, 1) => token_answer("token-1"),
                (true, _) => wrong_secret(),
                (false, _) => refused(40014, "不合法的access_token"),
            }
        })
        .sending_again(),
    );
    let error = error_of(get_user(&directory));
    assert_eq!(error.kind, ErrorKind::Unauthenticated);
    let platform = directory.platform();
    assert_eq!((platform.token_requests(), platform.calls().len()), (2, 1));
}
