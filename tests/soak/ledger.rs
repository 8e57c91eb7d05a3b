//! What callers were told, and whether it is true.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use orgbook_sandbox::{Organisation, RecordedRequest};

/// What the directory said of a deed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Said {
    /// It was done.
    Done,
    /// It was not done.
    #[default]
    NotDone,
    /// It may have been done.
    Unknown,
}

impl Said {
    fn fits(self, truth: bool) -> bool {
        match self {
            Self::Done => truth,
            Self::NotDone => !truth,
            Self::Unknown => true,
        }
    }
}

/// What one caller was told in one round.
#[derive(Default)]
pub struct Ledger {
    people: BTreeMap<String, Person>,
    /// How many calls there were.
    pub calls: usize,
    /// How many errors of each kind.
    pub errors: BTreeMap<String, usize>,
}

/// What was said of one person.
#[derive(Default)]
pub struct Person {
    /// Of their creation.
    pub created: Said,
    /// Of setting their title.
    pub updated: Said,
    /// The title.
    pub title: String,
    /// Of their deletion.
    pub deleted: Said,
}

impl Ledger {
    /// What is said of the person with this identifier.
    pub fn person(&mut self, id: &str) -> &mut Person {
        self.people.entry(id.to_owned()).or_default()
    }
}

/// What all rounds came to.
#[derive(Default)]
pub struct Totals {
    /// How many rounds there were.
    pub rounds: usize,
    /// Into how many requests a fault was injected.
    pub faults: usize,
    calls: usize,
    requests: usize,
    created: usize,
    deleted: usize,
    errors: BTreeMap<String, usize>,
}

impl Totals {
    /// Compares what the callers were told with what is true in the sandbox and with its record; the
    /// round is over.
    pub fn reconcile(
        &mut self,
        ledgers: Vec<Ledger>,
        organisation: &Organisation,
        requests: &[RecordedRequest],
    ) {
        let gone: BTreeSet<_> = organisation
            .leave_records
            .iter()
            .map(|it| &it.userid)
            .collect();
        let (mut created, mut deleted) = (0, 0);
        for (id, person) in ledgers.iter().flat_map(|ledger| &ledger.people) {
            let mut here = organisation.users.iter().filter(|user| user.userid == *id);
            let user = here.next();
            assert!(here.next().is_none(), "{id} is there twice");
            let (is_here, is_gone) = (user.is_some(), gone.contains(id));
            assert!(!(is_here && is_gone), "{id} was created again");
            created += usize::from(is_here || is_gone);
            deleted += usize::from(is_gone);
            assert!(
                person.created.fits(is_here || is_gone),
                "{id}: created {:?}",
                person.created
            );
            assert!(
                person.deleted.fits(is_gone),
                "{id}: deleted {:?}",
                person.deleted
            );
            if let Some(user) = user {
                let updated = user.title.as_ref() == Some(&person.title);
                assert!(
                    person.updated.fits(updated),
                    "{id}: updated {:?}",
                    person.updated
                );
            }
        }
        let everybody = organisation.users.len() - Organisation::default().users.len();
        assert_eq!(
            everybody,
            created - deleted,
            "there are people whom nobody created"
        );
        let applied = |path| {
            requests
                .iter()
                .filter(|it| it.applied && it.path == path)
                .count()
        };
        assert_eq!(applied("/topapi/v2/user/create"), created);
        assert_eq!(applied("/topapi/v2/user/delete"), deleted);
        self.rounds += 1;
        self.created += created;
        self.deleted += deleted;
        self.requests += requests.len();
        self.faults += requests.iter().filter(|it| it.fault.is_some()).count();
        for ledger in ledgers {
            self.calls += ledger.calls;
            for (kind, count) in ledger.errors {
                *self.errors.entry(kind).or_default() += count;
            }
        }
    }
}

impl fmt::Display for Totals {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} rounds: {} calls, {} requests, {} faults; {} people created, {} deleted, none lost, \
             none doubled; errors {:?}",
            self.rounds,
            self.calls,
            self.requests,
            self.faults,
            self.created,
            self.deleted,
            self.errors
        )
    }
}
