//! What an instance may spend on sending again: 500, of which a retry takes 14 and one after
//! throttling 5.

use super::*;

/// How often each of the next calls is sent when all fail.
fn sent_by_each(directory: &Directory<Scripted>, calls: usize) -> Vec<usize> {
    let platform = directory.platform();
    (0..calls)
        .map(|_| {
            let before = platform.calls().len();
            get_user(directory).unwrap_err();
            platform.calls().len() - before
        })
        .collect()
}

#[test]
fn without_budget_nothing_is_sent_again() {
    let directory = always(answer(503, ""));
    sent_by_each(&directory, 50);
    assert_eq!(sent_by_each(&directory, 3), [1, 1, 1]);
}

#[test]
fn a_budget_may_be_exhausted_between_two_attempts() {
    let directory = always(answer(503, ""));
    let mut expected = vec![3; 17];
    expected.extend([2, 1]);
    assert_eq!(sent_by_each(&directory, 19), expected);
}

#[test]
fn a_retry_after_throttling_costs_less() {
    let directory = always(gateway_refused("90018", "x"));
    let mut expected = vec![3; 50];
    expected.push(1);
    assert_eq!(sent_by_each(&directory, 51), expected);
}

#[test]
fn a_success_refills_the_budget() {
    let ill = std::rc::Rc::new(std::cell::Cell::new(true));
    let is_ill = ill.clone();
    let script = move |_: &_| match is_ill.get() {
        true => answer(503, ""),
        false => somebody("u1"),
    };
    let directory = Directory::new(Scripted::calls_answered_by(script).sending_again());
    // 10 are left, and a retry takes 14.
    assert_eq!(sent_by_each(&directory, 19)[18], 1);
    for _ in 0..3 {
        ill.set(false);
        get_user(&directory).expect("a user");
        ill.set(true);
        assert_eq!(sent_by_each(&directory, 1), [1]);
    }
    ill.set(false);
    get_user(&directory).expect("a user");
    ill.set(true);
    assert_eq!(sent_by_each(&directory, 2), [2, 1]);
}

#[test]
fn a_retry_that_succeeds_gives_back_what_it_cost() {
    let mut number = 0;
    let directory = Directory::new(
        Scripted::calls_answered_by(move |_| {
            number += 1;
            match number % 2 {
                1 => answer(503, ""),
                _ => somebody("u1"),
            }
        })
        .sending_again(),
    );
    for _ in 0..100 {
        get_user(&directory).expect("a user");
    }
}

#[test]
fn a_budget_never_exceeds_what_it_began_with() {
    let mut successes = 100;
    let directory = Directory::new(
        Scripted::calls_answered_by(move |_| {
            successes -= 1;
            match successes >= 0 {
                true => somebody("u1"),
                false => answer(503, ""),
            }
        })
        .sending_again(),
    );
    for _ in 0..100 {
        get_user(&directory).expect("a user");
    }
    let mut expected = vec![3; 17];
    expected.extend([2, 1]);
    assert_eq!(sent_by_each(&directory, 19), expected);
}
