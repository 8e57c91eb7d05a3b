//! Runs futures that wait for pollables.

use alloc::rc::{Rc, Weak};
use core::cell::RefCell;
use core::future::poll_fn;
use core::pin::pin;
use core::task::{Context, Poll, Waker};

use crate::prelude::*;
use wasip2::io::poll::{Pollable, poll};

/// What the futures of the running call wait for.
pub struct Reactor {
    // Weak, because a pollable has to go before the stream that it belongs to: a future that is
    // dropped while it waits takes its pollable with it.
    waiting: RefCell<Vec<Weak<Pollable>>>,
}

impl Reactor {
    /// Nothing waits yet.
    pub const fn new() -> Self {
        Self {
            waiting: RefCell::new(Vec::new()),
        }
    }

    /// Completes once the pollable is ready.
    pub async fn ready(&self, pollable: Pollable) {
        let pollable = Rc::new(pollable);
        poll_fn(|_| {
            if pollable.ready() {
                return Poll::Ready(());
            }
            self.waiting.borrow_mut().push(Rc::downgrade(&pollable));
            Poll::Pending
        })
        .await;
    }

    /// Runs a future to its end. Whenever it cannot go on, the instance sleeps until one of the
    /// pollables is ready; then every future that waits looks at its own again.
    pub fn block_on<F: Future>(&self, future: F) -> F::Output {
        let mut future = pin!(future);
        let mut context = Context::from_waker(Waker::noop());
        loop {
            if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
                return output;
            }
            self.wait();
        }
    }

    fn wait(&self) {
        let waiting = self.waiting.take();
        let waiting: Vec<_> = waiting.iter().filter_map(Weak::upgrade).collect();
        poll(&waiting.iter().map(Rc::as_ref).collect::<Vec<_>>());
    }
}
