//! Somebody who works with the directory and writes down what it says.

use std::fmt::Debug;
use std::time::Duration;

use orgbook_host::types::{CreateOutcome, Error, ErrorKind, UserChange, UserDraft};
use orgbook_host::{CallError, Host, Instance, Tenant};

use crate::CALLERS;
use crate::ledger::{Ledger, Said};

/// How many people a caller creates, reads, updates and deletes in a round.
const LIVES: usize = 6;
/// No call may take longer; it is far above the deadline.
const STUCK: Duration = Duration::from_secs(60);
/// The kinds that faults may come to.
const OF_FAULTS: [ErrorKind; 6] = [
    ErrorKind::OutcomeUnknown,
    ErrorKind::Unavailable,
    ErrorKind::RateLimited,
    ErrorKind::Timeout,
    ErrorKind::BadResponse,
    ErrorKind::Unauthenticated,
];

/// A caller and its instance.
pub struct Caller {
    /// Which one it is.
    pub number: usize,
    directory: Instance,
    ledger: Ledger,
}

impl Caller {
    /// A caller with a new instance.
    pub async fn new(number: usize, host: &Host, tenant: &Tenant) -> Self {
        Self {
            number,
            directory: host.instantiate(tenant).await.expect("an instance"),
            ledger: Ledger::default(),
        }
    }

    /// How much memory the instance has taken, in bytes.
    pub fn memory(&self) -> usize {
        self.directory.memory()
    }

    /// What was written down in this round.
    pub fn hand_in(&mut self) -> Ledger {
        std::mem::take(&mut self.ledger)
    }

    /// Lives through a round.
    pub async fn live(&mut self, round: usize) {
        for life in 0..LIVES {
            self.accompany((round * CALLERS + self.number) * LIVES + life)
                .await;
        }
    }

    /// Creates somebody, reads, updates and, but for one in four, deletes them.
    async fn accompany(&mut self, place: usize) {
        let (id, title) = (format!("soak-{place}"), format!("title-{place}"));
        let draft = draft(&id, place);
        let outcome = soon(self.directory.create_user(&draft, None)).await;
        let created = self.told(outcome.map(|outcome| match outcome {
            CreateOutcome::Created(user) => assert_eq!(user.id, id),
            CreateOutcome::Pending(_) => panic!("nobody has to agree"),
        }));
        self.ledger.person(&id).created = created;
        if created != Said::Done {
            return;
        }
        let outcome = soon(self.directory.get_user(&id)).await;
        self.told(
            outcome.map(|user| assert_eq!((user.id, user.name), (id.clone(), Some(draft.name)))),
        );
        let changes = [UserChange::Title(title.clone())];
        let outcome = soon(self.directory.update_user(&id, &changes)).await;
        let updated = self.told(outcome);
        self.ledger.person(&id).updated = updated;
        self.ledger.person(&id).title = title;
        if place.is_multiple_of(4) {
            return;
        }
        let outcome = soon(self.directory.delete_user(&id)).await;
        self.ledger.person(&id).deleted = self.told(outcome);
    }

    fn told(&mut self, outcome: Result<(), Error>) -> Said {
        self.ledger.calls += 1;
        let Err(error) = outcome else {
            return Said::Done;
        };
        assert!(OF_FAULTS.contains(&error.kind), "{error:?}");
        let name = format!("{:?}", error.kind);
        *self.ledger.errors.entry(name).or_default() += 1;
        match error.kind {
            ErrorKind::OutcomeUnknown => Said::Unknown,
            _ => Said::NotDone,
        }
    }
}

fn draft(id: &str, place: usize) -> UserDraft {
    UserDraft {
        id: Some(id.to_owned()),
        mobile: Some(format!("139{place:08}")),
        ..UserDraft::new(format!("Person {place}"), "1")
    }
}

/// The outcome of a call, which has to come.
async fn soon<T: Debug>(call: impl Future<Output = Result<T, CallError>>) -> Result<T, Error> {
    let outcome = tokio::time::timeout(STUCK, call).await;
    match leaks::debugged("an outcome", outcome.expect("no call gets stuck")) {
        Ok(value) => Ok(value),
        Err(CallError::Directory(error)) => Err(error),
        Err(CallError::Host(error)) => panic!("the component failed: {error:#}"),
    }
}
