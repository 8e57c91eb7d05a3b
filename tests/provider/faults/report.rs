//! The matrix as a table, for the eye, and as the page `docs/faults.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use orgbook_sandbox::{Fault, Stage};

use super::verdict::{Mark, Work};
use super::{Cell, OFTEN};

/// What all cells came to.
pub struct Report<'a>(&'a [Cell]);

/// A column of the page: what calls do, as readers know it.
const COLUMNS: &[(Work, &str)] = &[
    (Work::Read, "reads"),
    (Work::Write, "writes"),
    (Work::BlindWrite, "blind creations"),
    (Work::Invitation, "invitations"),
    (Work::Diagnosis, "`check-directory`"),
];

impl<'a> Report<'a> {
    /// Of these cells.
    pub fn of(cells: &'a [Cell]) -> Self {
        Self(cells)
    }

    /// How many cells came to what.
    pub fn totals(&self) -> String {
        let count = |mark| self.0.iter().filter(|cell| cell.mark() == mark).count();
        format!(
            "{} cells: {} recovered, {} typed errors, {} outcome-unknown, {} wrong",
            self.0.len(),
            count(Mark::Recovered),
            count(Mark::Error),
            count(Mark::Unknown),
            count(Mark::Wrong),
        )
    }

    /// Rows of faults and stages, columns of what calls do: what came of a fault that occurs once or twice, and
    /// of one that occurs more often than there are attempts.
    pub fn by_fault(&self) -> String {
        let mut table = String::from("| fault | stage |");
        for (_, title) in COLUMNS {
            table.push_str(&format!(" {title} | often |"));
        }
        table.push_str("\n|---|---|");
        table.push_str(&"---|".repeat(2 * COLUMNS.len()));
        for (fault, stage) in strikes() {
            table.push_str(&format!("\n| `{fault}` | {stage} |"));
            for (work, _) in COLUMNS {
                for often in [false, true] {
                    let marks: BTreeSet<_> = self
                        .0
                        .iter()
                        .filter(|cell| (cell.rule.fault, cell.rule.stage) == (fault, stage))
                        .filter(|cell| cell.work == *work)
                        .filter(|cell| (cell.rule.times == Some(OFTEN)) == often)
                        .map(Cell::mark)
                        .collect();
                    let signs: Vec<_> = marks.iter().map(|mark| mark.sign().to_string()).collect();
                    table.push_str(&format!(" {} |", signs.join(" ")));
                }
            }
        }
        table
    }
}

/// Rows of operations, columns of faults and stages, each with the worst that it came to.
impl fmt::Display for Report<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rows = BTreeMap::<_, BTreeMap<_, Mark>>::new();
        for cell in self.0 {
            let row = rows.entry(cell.operation).or_default();
            let worst = row.entry(key(cell.rule.fault, cell.rule.stage));
            let worst = worst.or_insert(cell.mark());
            *worst = (*worst).max(cell.mark());
        }
        for (place, (fault, stage)) in strikes().enumerate() {
            writeln!(formatter, "{:>3}  {fault}@{stage}", place + 1)?;
        }
        let width = rows.keys().map(|name| name.len()).max().unwrap_or_default();
        for digit in [10, 1] {
            let digits = (1..=strikes().count()).map(|place| match place % 5 {
                0 => (place / digit % 10).to_string(),
                _ => ".".to_owned(),
            });
            writeln!(formatter, "{:width$}  {}", "", digits.collect::<String>())?;
        }
        for (operation, row) in rows {
            let signs = strikes().map(|(fault, stage)| row.get(&key(fault, stage)));
            let signs = signs.map(|mark| mark.map_or(' ', |mark| mark.sign()));
            writeln!(
                formatter,
                "{operation:width$}  {}",
                signs.collect::<String>()
            )?;
        }
        write!(formatter, "{}", self.totals())
    }
}

/// Every fault at every stage that it has.
fn strikes() -> impl Iterator<Item = (Fault, Stage)> {
    let all = Fault::ALL.iter();
    all.flat_map(|fault| fault.stages().iter().map(move |stage| (*fault, *stage)))
}

fn key(fault: Fault, stage: Stage) -> (&'static str, &'static str) {
    (fault.name(), stage.name())
}
