//! One piece of work at a time, whose outcome everybody gets who asked for it meanwhile.

use alloc::rc::Rc;
use core::cell::RefCell;
use core::future::{Future, poll_fn};
use core::task::{Poll, Waker};

use crate::prelude::*;

/// The work in progress, if there is any.
pub struct Flight<T>(RefCell<Option<Rc<RefCell<Landing<T>>>>>);

struct Landing<T> {
    outcome: Outcome<T>,
    waiting: Vec<Waker>,
}

#[derive(Clone)]
enum Outcome<T> {
    Open,
    /// Whoever did the work went away before its end.
    Abandoned,
    Known(T),
}

impl<T: Clone> Flight<T> {
    /// Nothing is in progress.
    pub const fn new() -> Self {
        Self(RefCell::new(None))
    }

    /// Does the work, or waits for the outcome of the one in progress.
    pub async fn join(&self, work: impl Future<Output = T>) -> T {
        while let Some(landing) = self.in_progress() {
            if let Some(value) = outcome(&landing).await {
                return value;
            }
        }
        let landing = Rc::new(RefCell::new(Landing {
            outcome: Outcome::Open,
            waiting: Vec::new(),
        }));
        self.0.replace(Some(landing.clone()));
        let ending = Ending {
            flight: self,
            landing: &landing,
        };
        let value = work.await;
        ending.landing.borrow_mut().outcome = Outcome::Known(value.clone());
        value
    }

    fn in_progress(&self) -> Option<Rc<RefCell<Landing<T>>>> {
        self.0.borrow().clone()
    }
}

async fn outcome<T: Clone>(landing: &RefCell<Landing<T>>) -> Option<T> {
    poll_fn(|context| {
        let mut landing = landing.borrow_mut();
        match landing.outcome.clone() {
            Outcome::Known(value) => Poll::Ready(Some(value)),
            Outcome::Abandoned => Poll::Ready(None),
            Outcome::Open => {
                let waker = context.waker();
                if !landing.waiting.iter().any(|known| known.will_wake(waker)) {
                    landing.waiting.push(waker.clone());
                }
                Poll::Pending
            }
        }
    })
    .await
}

/// Ends the flight, whether the work came to its end or not.
struct Ending<'a, T> {
    flight: &'a Flight<T>,
    landing: &'a RefCell<Landing<T>>,
}

impl<T> Drop for Ending<'_, T> {
    fn drop(&mut self) {
        self.flight.0.take();
        let mut landing = self.landing.borrow_mut();
        if matches!(landing.outcome, Outcome::Open) {
            landing.outcome = Outcome::Abandoned;
        }
        for waker in landing.waiting.drain(..) {
            waker.wake();
        }
    }
}
