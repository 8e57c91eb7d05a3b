//! So many calls in a period, and no more.

use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::{
    sync::{Mutex as Line, Notify},
    time::{Instant, sleep_until, timeout_at},
};

use super::kept::Rest;

/// At most so many calls in any period, however long each takes, in the order in which they ask.
///
/// A server counts a call when it arrives, which is some time between sending and answer. So each
/// call holds one of as many slots as calls are allowed until a period after its end: the next one
/// in that slot then arrives at least a period after it.
pub(crate) struct Pace {
    calls: usize,
    period: Duration,
    /// Tokio's mutex lets those who wait in by their order.
    line: Line<()>,
    slots: Mutex<Slots>,
    ended: Notify,
}

#[derive(Default)]
struct Slots {
    /// The calls between the beginning and the end of their turn.
    running: usize,
    /// When the slots of calls that have ended can be taken again, the earliest first.
    resting: VecDeque<Instant>,
    /// The calls that wait for their turn.
    waiting: usize,
}

/// The right to send one call. Dropping it tells that the call has ended.
pub(crate) struct Turn<'a>(&'a Pace);

struct Waiting<'a>(&'a Pace);

impl Pace {
    /// Lets as many calls through in each period.
    pub(crate) fn new(calls: usize, period: Duration) -> Self {
        Self {
            calls,
            period,
            line: Line::default(),
            slots: Mutex::default(),
            ended: Notify::new(),
        }
    }

    /// Waits for a turn. Where none comes before `send_by`, fails with the time until there may be
    /// one; at once, if that can be told beforehand.
    pub(crate) async fn turn(&self, send_by: Instant) -> Result<Turn<'_>, Duration> {
        let waiting = self.join(send_by)?;
        let turn = timeout_at(send_by, self.next()).await;
        drop(waiting);
        turn.map_err(|_| self.wait(&self.slots(), Instant::now()))
    }

    fn join(&self, send_by: Instant) -> Result<Waiting<'_>, Duration> {
        let now = Instant::now();
        let mut slots = self.slots();
        let wait = self.wait(&slots, now);
        if !wait.is_zero() && now + wait > send_by {
            return Err(wait);
        }
        slots.waiting += 1;
        Ok(Waiting(self))
    }

    async fn next(&self) -> Turn<'_> {
        let _first_in_line = self.line.lock().await;
        loop {
            let free_from = {
                let mut slots = self.slots();
                if slots.running + slots.resting.len() < self.calls {
                    slots.running += 1;
                    return Turn(self);
                }
                slots.resting.front().copied()
            };
            match free_from {
                Some(free_from) => sleep_until(free_from).await,
                None => self.ended.notified().await,
            }
        }
    }

    /// The shortest time that whoever joins the line now has to wait: as if the calls before were
    /// answered at once.
    fn wait(&self, slots: &Slots, now: Instant) -> Duration {
        let rounds = u32::try_from(slots.waiting / self.calls).unwrap_or(u32::MAX);
        let place = slots.waiting % self.calls;
        let free = self.calls - slots.running - slots.resting.len();
        let first_round = match place.checked_sub(free) {
            None => Duration::ZERO,
            Some(place) => match slots.resting.get(place) {
                Some(free_from) => free_from.duration_since(now),
                None => self.period,
            },
        };
        first_round.saturating_add(self.period.saturating_mul(rounds))
    }

    /// The slots as they are now: those that have rested enough are free.
    fn slots(&self) -> MutexGuard<'_, Slots> {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        while slots
            .resting
            .pop_front_if(|free_from| *free_from <= now)
            .is_some()
        {}
        slots
    }
}

impl Rest for Pace {
    fn rests(&self) -> bool {
        let slots = self.slots();
        slots.running == 0 && slots.resting.is_empty()
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut slots = self.0.slots();
        slots.running -= 1;
        slots.resting.push_back(Instant::now() + self.0.period);
        drop(slots);
        self.0.ended.notify_one();
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.slots().waiting -= 1;
    }
}

#[cfg(test)]
mod tests {
    use std::{pin::pin, sync::Arc};

    use tokio::{
        task::JoinSet,
        time::{advance, sleep, timeout},
    };

    use super::*;

    const SECOND: Duration = Duration::from_secs(1);
    const LONG: Duration = Duration::from_secs(3600);

    fn pace(calls: usize) -> Arc<Pace> {
        Arc::new(Pace::new(calls, SECOND))
    }

    fn patiently() -> Instant {
        Instant::now() + LONG
    }

    /// A call that is answered after this time; gives when it was sent, since `start`.
    async fn call(pace: &Pace, takes: Duration, start: Instant) -> Duration {
        let turn = pace.turn(patiently()).await.expect("an hour is enough");
        let sent = start.elapsed();
        sleep(takes).await;
        drop(turn);
        sent
    }

    #[tokio::test(start_paused = true)]
    async fn as_many_calls_as_allowed_go_at_once_and_the_next_a_second_later() {
        let (pace, start) = (pace(20), Instant::now());
        for number in 0..40 {
            let sent = call(&pace, Duration::ZERO, start).await;
            assert_eq!(sent.is_zero(), number < 20, "{number}: {sent:?}");
            assert_eq!(sent.as_secs(), number / 20, "{number}");
        }
        assert_eq!(call(&pace, Duration::ZERO, start).await.as_secs(), 2);
    }

    #[tokio::test(start_paused = true)]
    async fn a_slot_rests_from_the_end_of_its_call() {
        let (pace, start) = (pace(1), Instant::now());
        call(&pace, 5 * SECOND, start).await;
        assert_eq!(call(&pace, SECOND, start).await.as_secs(), 6);
    }

    #[tokio::test(start_paused = true)]
    async fn no_second_at_the_server_has_more_arrivals_than_allowed_however_long_calls_take() {
        const CALLS: usize = 5;
        let (pace, start) = (pace(CALLS), Instant::now());
        let mut calls = JoinSet::new();
        for number in 0..300_u64 {
            let pace = pace.clone();
            // Spread over the range, without a pattern that suits the pace.
            let out = Duration::from_millis(number * 7919 % 1500);
            let back = Duration::from_millis(number * 104_729 % 900);
            calls.spawn(async move {
                let turn = pace.turn(patiently()).await.expect("an hour is enough");
                sleep(out).await;
                let arrival = start.elapsed();
                sleep(back).await;
                drop(turn);
                arrival
            });
        }
        let mut arrivals = calls.join_all().await;
        arrivals.sort();
        for window in arrivals.windows(CALLS + 1) {
            assert!(window[CALLS] - window[0] >= SECOND, "{window:?}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn calls_are_sent_in_the_order_in_which_they_came() {
        let (pace, sent) = (pace(1), Arc::new(Mutex::new(Vec::new())));
        let mut calls = JoinSet::new();
        for number in 0..10 {
            let (pace, sent) = (pace.clone(), sent.clone());
            calls.spawn(async move {
                // Every other one comes in the moment in which a turn begins.
                sleep(SECOND / 2 * number).await;
                let turn = pace.turn(patiently()).await;
                sent.lock().expect("no panic").push(number);
                drop(turn);
            });
        }
        calls.join_all().await;
        let sent = sent.lock().expect("no panic");
        assert_eq!(*sent, (0..10).collect::<Vec<_>>());
    }

    #[tokio::test(start_paused = true)]
    async fn a_turn_that_would_come_too_late_is_refused_at_once_with_the_time() {
        let (pace, start) = (pace(2), Instant::now());
        let mut calls = JoinSet::new();
        for _ in 0..7 {
            let pace = pace.clone();
            calls.spawn(async move { call(&pace, Duration::ZERO, start).await });
        }
        // Two are sent, and five wait for three more seconds.
        sleep(Duration::from_millis(1)).await;
        let wait = pace.turn(Instant::now() + 2 * SECOND).await.err();
        assert_eq!(wait, Some(Duration::from_millis(2999)));
        assert_eq!(start.elapsed(), Duration::from_millis(1));
        let turn = pace.turn(Instant::now() + 3 * SECOND).await;
        assert!(turn.is_ok());
        assert_eq!(start.elapsed().as_secs(), 3);
    }

    #[tokio::test(start_paused = true)]
    async fn a_call_waits_no_longer_than_it_may_for_calls_that_do_not_end() {
        let (pace, start) = (pace(1), Instant::now());
        let _endless = pace.turn(patiently()).await.expect("the first");
        let wait = pace.turn(start + 5 * SECOND).await.err();
        assert_eq!(wait, Some(SECOND));
        assert_eq!(start.elapsed().as_secs(), 5);
        assert_eq!(pace.slots().waiting, 0);
    }

    #[tokio::test(start_paused = true)]
    async fn a_call_that_need_not_wait_is_sent_however_late_it_is() {
        let pace = pace(1);
        let past = Instant::now();
        advance(SECOND).await;
        assert!(pace.turn(past).await.is_ok());
        assert_eq!(pace.turn(past).await.err(), Some(SECOND));
    }

    #[tokio::test(start_paused = true)]
    async fn the_slots_of_dropped_calls_come_back_after_a_second() {
        let (pace, start) = (pace(1), Instant::now());
        for number in 0..3 {
            let dropped = timeout(Duration::from_millis(500), call(&pace, LONG, start)).await;
            assert!(dropped.is_err());
            assert_eq!(
                call(&pace, Duration::ZERO, start).await.as_secs(),
                2 * number + 1
            );
            sleep(Duration::from_millis(500)).await;
        }
    }

    #[tokio::test(start_paused = true)]
    async fn dropped_calls_leave_the_line() {
        let (pace, start) = (pace(1), Instant::now());
        call(&pace, Duration::ZERO, start).await;
        {
            let mut first = pin!(pace.turn(patiently()));
            let mut second = pin!(pace.turn(patiently()));
            assert!(timeout(SECOND / 4, &mut first).await.is_err());
            assert!(timeout(SECOND / 4, &mut second).await.is_err());
            assert_eq!(pace.slots().waiting, 2);
        }
        assert_eq!(pace.slots().waiting, 0);
        assert_eq!(call(&pace, Duration::ZERO, start).await.as_secs(), 1);
    }

    #[tokio::test(start_paused = true)]
    async fn it_rests_when_the_last_call_is_a_second_ago() {
        let pace = pace(1);
        assert!(pace.rests());
        let turn = pace.turn(patiently()).await;
        assert!(!pace.rests());
        drop(turn);
        assert!(!pace.rests());
        advance(SECOND).await;
        assert!(pace.rests());
    }
}
