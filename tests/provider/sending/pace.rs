//! How fast calls go out: twenty calls of an API in any second, and 10,000 in any twenty.

use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;

use futures_lite::future::or;
use orgbook::dingtalk::pace::Pacer;
use orgbook::platform::Platform;

use super::*;
use crate::platform::together;

fn healthy() -> Directory<Scripted> {
    always(somebody("u1"))
}

fn read(directory: &Directory<Scripted>, times: usize) {
    for _ in 0..times {
        get_user(directory).expect("a user");
    }
}

#[test]
fn the_twenty_first_call_of_an_api_waits_for_a_second() {
    let directory = healthy();
    read(&directory, 41);
    let times = times(directory.platform());
    let mut expected = vec![Duration::ZERO; 20];
    expected.extend([Duration::from_secs(1); 20]);
    expected.push(Duration::from_secs(2));
    assert_eq!(times, expected);
}

#[test]
fn another_api_does_not_wait() {
    let directory = healthy();
    let platform = directory.platform();
    read(&directory, 20);
    run(platform, directory.delete_user("u1")).expect("a deletion");
    assert_eq!(platform.elapsed(), Duration::ZERO);
}

#[test]
fn a_place_is_held_until_a_second_after_the_answer() {
    let slow = Reply::Later(milliseconds(300), Box::new(somebody("u1")));
    let directory = always(slow);
    directory.platform().set("ORGBOOK_CALLS_PER_SECOND", "2");
    read(&directory, 3);
    let expected = [0, 300, 1300].map(milliseconds);
    assert_eq!(times(directory.platform()), expected);
}

#[test]
fn a_call_that_fails_takes_a_place_too() {
    let directory = always(Reply::Fails(SendError::Denied));
    let platform = directory.platform();
    platform.set("ORGBOOK_CALLS_PER_SECOND", "1");
    for _ in 0..3 {
        get_user(&directory).unwrap_err();
    }
    assert_eq!(times(platform), [0, 1, 2].map(Duration::from_secs));
}

#[test]
fn a_call_that_is_dropped_gives_its_place_back_after_a_second() {
    let directory = always(Reply::Never);
    let platform = directory.platform();
    platform.set("ORGBOOK_CALLS_PER_SECOND", "1");
    let dropped = async { drop(directory.get_user("u1").await) };
    run(platform, or(dropped, platform.sleep(milliseconds(100))));
    get_user(&directory).unwrap_err();
    assert_eq!(times(platform), [0, 1100].map(milliseconds));
}

#[test]
fn a_call_whose_turn_comes_after_its_deadline_is_refused_at_once() {
    let directory = healthy();
    let platform = directory.platform();
    platform.set("ORGBOOK_DEADLINE_MS", "1000");
    read(&directory, 20);
    let error = error_of(get_user(&directory));
    assert_eq!(error.kind, ErrorKind::RateLimited);
    assert_eq!(error.retry_after_ms, Some(1000));
    assert_eq!(details(&error, "attempts"), [""; 0]);
    assert_eq!(platform.calls().len(), 20);
    assert_eq!(platform.elapsed(), Duration::ZERO);
    platform.advance(milliseconds(1000));
    read(&directory, 1);
}

#[test]
fn the_pace_is_the_configured_one() {
    for (pace, end) in [("1", 59), ("3", 19), ("60", 0), ("1000", 0), ("0", 0)] {
        let directory = healthy();
        directory.platform().set("ORGBOOK_CALLS_PER_SECOND", pace);
        read(&directory, 60);
        assert_eq!(directory.platform().elapsed().as_secs(), end, "{pace}");
    }
}

#[test]
fn zero_turns_the_pace_off() {
    let directory = healthy();
    directory.platform().set("ORGBOOK_CALLS_PER_SECOND", "0");
    read(&directory, 1001);
    assert_eq!(directory.platform().elapsed(), Duration::ZERO);
}

/// Numbers that look random and are the same in each run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) % end
    }
}

/// The most arrivals in any window of this length; its end does not belong to it.
fn most_within(window: Duration, arrivals: &mut [Duration]) -> usize {
    arrivals.sort_unstable();
    let mut begin = 0;
    let mut most = 0;
    for end in 0..arrivals.len() {
        while arrivals[begin] + window <= arrivals[end] {
            begin += 1;
        }
        most = most.max(end + 1 - begin);
    }
    most
}

#[test]
fn no_second_sees_more_calls_than_allowed_whatever_the_latencies() {
    for seed in 0..20 {
        let arrivals = Rc::new(RefCell::new(Vec::new()));
        let (seen, mut numbers) = (arrivals.clone(), Numbers(seed));
        // On a line that is slow now and then, in both directions.
        let peer = Scripted::calls_answered_by(move |sent| {
            let slow = numbers.below(2) * 1500;
            let there = milliseconds(numbers.below(100 + slow));
            let back = milliseconds(numbers.below(100 + slow));
            seen.borrow_mut().push(sent.at + there);
            Reply::Later(there + back, Box::new(somebody("u1")))
        });
        let directory = Directory::new(peer);
        let platform = directory.platform();
        let callers = (0..30).map(|_| -> Pin<Box<dyn Future<Output = ()>>> {
            Box::pin(async {
                for _ in 0..5 {
                    directory.get_user("u1").await.expect("a user");
                }
            })
        });
        run(platform, together(callers));
        let mut arrivals = arrivals.borrow_mut();
        assert_eq!(arrivals.len(), 150);
        let most = most_within(Duration::from_secs(1), &mut arrivals);
        assert!(most <= 20, "{most} in a second, seed {seed}");
    }
}

#[test]
fn all_apis_together_are_called_ten_thousand_times_in_twenty_seconds() {
    let mut pacer = Pacer::new();
    let now = Duration::from_secs(5);
    let api = |number: u64| format!("/api/{}", number % 20);
    for number in 0..10_000 {
        assert_eq!(pacer.take(&api(number), 1000, now), Ok(()));
        pacer.leave(&api(number), now);
    }
    let Err(wait) = pacer.take("/api/20", 1000, now) else {
        panic!("one call more than allowed")
    };
    assert!((20..=21).contains(&wait.as_secs()), "{wait:?}");
    let before = now + wait - milliseconds(1);
    assert!(pacer.take("/api/20", 1000, before).is_err());
    assert_eq!(pacer.take("/api/20", 1000, now + wait), Ok(()));
}

#[test]
fn no_twenty_seconds_see_more_calls_than_allowed_where_a_slow_line_becomes_fast() {
    let mut pacer = Pacer::new();
    let mut numbers = Numbers(7);
    let (mut arrivals, mut on_their_way) = (Vec::new(), Vec::<(Duration, String)>::new());
    // As fast as they may go out, in steps of 50 ms.
    for step in 0..1_200 {
        let now = milliseconds(step * 50);
        on_their_way.retain(|(answered, path)| {
            let waiting = *answered > now;
            if !waiting {
                pacer.leave(path, now);
            }
            waiting
        });
        for api in 0..40 {
            let path = format!("/api/{api}");
            while pacer.take(&path, 1000, now).is_ok() {
                let there = milliseconds(if step < 20 { 9_000 } else { numbers.below(100) });
                arrivals.push(now + there);
                on_their_way.push((
                    now + there + milliseconds(numbers.below(1_000)),
                    path.clone(),
                ));
            }
        }
    }
    assert!(arrivals.len() > 20_000, "{}", arrivals.len());
    let most = most_within(Duration::from_secs(20), &mut arrivals);
    assert!(most <= 10_000, "{most}");
}
