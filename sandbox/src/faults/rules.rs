//! The rules that are active.

use serde::Serialize;

use super::FaultRule;
use crate::generator::Chance;

/// A rule that is active, with the number by which it can be withdrawn.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ActiveFaultRule {
    /// Counts the rules of a sandbox from 1.
    pub number: u64,
    /// The rule; its `times` are those that are left.
    #[serde(flatten)]
    pub rule: FaultRule,
}

/// The rules in the order in which they were added, which is the order in which they are consulted.
pub(crate) struct FaultRules {
    active: Vec<ActiveFaultRule>,
    added: u64,
    chance: Chance,
}

impl FaultRules {
    pub fn new(chance: Chance) -> Self {
        Self {
            active: Vec::new(),
            added: 0,
            chance,
        }
    }

    /// Adds a rule and gives its number.
    pub fn add(&mut self, rule: FaultRule) -> u64 {
        self.added = self.added.saturating_add(1);
        self.active.push(ActiveFaultRule {
            number: self.added,
            rule,
        });
        self.added
    }

    pub fn all(&self) -> &[ActiveFaultRule] {
        &self.active
    }

    pub fn clear(&mut self) {
        self.active.clear();
    }

    /// Withdraws a rule; tells whether it was there.
    pub fn remove(&mut self, number: u64) -> bool {
        let before = self.active.len();
        self.active.retain(|active| active.number != number);
        self.active.len() < before
    }

    /// The rule that strikes a request to this path: the first that concerns it and is lucky. A rule that has been
    /// used up goes away.
    pub fn strike(&mut self, path: &str) -> Option<FaultRule> {
        let chance = &mut self.chance;
        let place = self
            .active
            .iter()
            .position(|ActiveFaultRule { rule, .. }| {
                rule.concerns(path) && (rule.probability >= 1.0 || chance.strikes(rule.probability))
            })?;
        let rule = &mut self.active.get_mut(place)?.rule;
        let struck = rule.clone();
        rule.times = rule.times.map(|left| left.saturating_sub(1));
        if rule.times == Some(0) {
            self.active.remove(place);
        }
        Some(struck)
    }
}
