//! What keeps an instance's calls within bounds.

use std::{future::Future, time::Duration};

use wasmtime::{Result, format_err};

use crate::egress::SendBy;

/// How long after a call's deadline the host gives it up. The component keeps the deadline itself;
/// this is for the case that it does not come to it.
const MARGIN: Duration = Duration::from_secs(5);

/// Bounds each call, and remembers the failure that spent the instance.
pub struct Guard {
    pub deadline: Duration,
    pub send_by: SendBy,
    pub spent: Option<String>,
}

impl Guard {
    pub async fn run<T>(&mut self, call: impl Future<Output = Result<T>>) -> Result<T> {
        if let Some(failure) = &self.spent {
            return Err(format_err!(
                "this instance is spent, instantiate another; an earlier call failed: {failure}"
            ));
        }
        // Until the answer is there: a caller may drop the future, and leave the call half done.
        self.spent = Some("it was given up by its caller".into());
        self.send_by.begin(self.deadline);
        let backstop = self.deadline + MARGIN;
        let outcome = match tokio::time::timeout(backstop, call).await {
            Ok(outcome) => outcome,
            Err(_) => Err(format_err!(
                "the component did not answer within {} ms",
                backstop.as_millis()
            )),
        };
        self.spent = outcome
            .as_ref()
            .err()
            .map(|error| error.root_cause().to_string());
        outcome
    }
}

#[cfg(test)]
mod tests {
    use std::future::{pending, ready};

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_call_that_does_not_end_is_given_up_and_spends_the_instance() {
        let mut guard = Guard {
            deadline: Duration::from_secs(30),
            send_by: SendBy::now(),
            spent: None,
        };
        let given_up = guard
            .run(pending::<Result<()>>())
            .await
            .expect_err("it never ends");
        assert!(
            given_up
                .to_string()
                .contains("did not answer within 35000 ms"),
            "{given_up}"
        );
        let refused = guard.run(ready(Ok(()))).await.expect_err("it is spent");
        assert!(
            refused.to_string().contains("instantiate another"),
            "{refused}"
        );
        assert!(
            refused.to_string().contains("did not answer within"),
            "{refused}"
        );
    }
}
