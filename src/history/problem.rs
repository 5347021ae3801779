//! What there is to say about earlier runs.

use super::moves::What;
use super::tendency::Tendency;
use crate::diagnostic::{Problem, Rule, Said, rules};
use crate::prose::{count, joined, shown};

/// A broken rule of this stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HistoryProblem {
    MovedWithoutReason {
        goal: String,
        what: What,
    },
    /// `*` among the products is the portfolio.
    Restated {
        figures: usize,
        products: Vec<String>,
        since: String,
    },
    NotRead {
        why: String,
    },
    Newer {
        format: u32,
        known: u32,
    },
    NotFinished {
        run: String,
    },
    NotWritten {
        error: String,
    },
}

rules! {
    MOVED = "goal_moved_without_reason", Warn, true, "An agreed goal is not what an earlier published run saw, and the goals workbook does not say why. Write the reason into the column `Change reason` of the goal; the page Changes shows old and new with the score against both.";
    RESTATED = "restated_closed_period", Warn, true, "Figures of closed periods differ from those that the last run published. The page Changes lists them with the cells that they come from now and what they do to the scores; `goalpost diff` shows them on the command line.";
    NOT_READ = "history_not_read", Note, false, "A record of an earlier run is incomplete or damaged, so nothing is compared with it. Runs go on without it; restore the history folder from a backup if the comparison matters.";
    NEWER = "history_of_a_newer_version", Note, false, "A record of an earlier run was written by a newer goalpost, so this one passes it over. Update goalpost on this machine.";
    NOT_FINISHED = "run_not_finished", Note, false, "A run was broken off while its record was being written. What it left in the history folder was cleared away; nothing that was published is lost.";
    NOT_WRITTEN = "history_not_written", Warn, false, "The outputs are published, but the record of the run could not be added to the history: no permission, no room, or the share went away. The next run compares itself with the run before. Mend it and run again.";
}

impl Problem for HistoryProblem {
    fn rule(&self) -> &'static Rule {
        match self {
            Self::MovedWithoutReason { .. } => &MOVED,
            Self::Restated { .. } => &RESTATED,
            Self::NotRead { .. } => &NOT_READ,
            Self::Newer { .. } => &NEWER,
            Self::NotFinished { .. } => &NOT_FINISHED,
            Self::NotWritten { .. } => &NOT_WRITTEN,
        }
    }

    fn message(&self) -> String {
        match self {
            Self::MovedWithoutReason { goal, what } => {
                format!("agreed goal `{}` was moved without a reason: {}", shown(goal), moved(what))
            }
            Self::Restated { figures, products, since } => {
                let products: Vec<&str> =
                    products.iter().map(|name| if name == "*" { "portfolio" } else { name }).collect();
                let (figures, products) = (count(*figures, "figure"), joined(&products, "and"));
                format!("{figures} of closed periods changed since the run of {since}: {products}")
            }
            Self::NotRead { why } => format!("the record of an earlier run cannot be used: {why}"),
            Self::Newer { format, known } => {
                format!("the record of an earlier run has format {format}, and this version reads up to {known}")
            }
            Self::NotFinished { run } => format!("run `{}` did not finish", shown(run)),
            Self::NotWritten { error } => format!("the record of the run cannot be written: {error}"),
        }
    }

    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::MovedWithoutReason { what: What::Dropped, .. } => {
                "put the row back without its sign-off, and say why under `Change reason`".to_owned()
            }
            Self::MovedWithoutReason { .. } => "say why under `Change reason`".to_owned(),
            Self::Restated { .. } => "page Changes of the scorecard, or `goalpost diff`, lists them".to_owned(),
            Self::Newer { .. } => "update goalpost on this machine".to_owned(),
            Self::NotWritten { .. } => "see that the history folder can be written, and run again".to_owned(),
            Self::NotRead { .. } | Self::NotFinished { .. } => return None,
        })
    }

    fn in_korean(&self) -> Option<Said> {
        self.korean()
    }
}

/// `target 100 → 80 (loosened)`
fn moved(what: &What) -> String {
    let tendency = |tendency: Tendency| match tendency {
        Tendency::Neither => String::new(),
        known => format!(" ({})", known.slug()),
    };
    match what {
        What::Changed(changes) => {
            let each: Vec<String> = changes
                .iter()
                .map(|change| {
                    let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| "none".to_owned());
                    let (old, new) = (shown(&change.old), shown(&change.new));
                    format!("{} {old} → {new}{}", change.field.slug(), tendency(change.tendency))
                })
                .collect();
            each.join(", ")
        }
        What::Withdrawn => "its sign-off was taken back".to_owned(),
        What::Dropped => "it is not in the goals workbook any more".to_owned(),
        What::Added => "it came after the first sign-off".to_owned(),
    }
}
