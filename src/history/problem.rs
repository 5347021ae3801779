//! What there is to say about earlier runs.

use super::direction::MoveDirection;
use super::moves::MoveKind;
use crate::diagnostic::{Cause, findings};
use crate::lang::Lang;
use crate::prose::{count, joined, number, shown};
use std::error::Error;
use std::fmt;

findings! {
    /// A broken rule of this stage.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum HistoryProblem;

    "goal_moved_without_reason": Warn, adjustable;
    "An agreed goal is not what an earlier published run saw, and the goals workbook does not say why. Write the \
     reason into the column `Change reason` of the goal; the page Changes shows old and new with the score against \
     both.";
    MovedWithoutReason { goal: String, what: MoveKind } => {
        message: format!("agreed goal `{}` was moved without a reason: {}", shown(goal), moved(what)),
        hint: match what {
            MoveKind::Dropped => "put the row back without its sign-off, and say why under `Change reason`",
            _ => "say why under `Change reason`",
        },
        korean: format!("합의 목표 `{}`, 이유 없이 변경: {}", shown(goal), moved_ko(what)),
        korean_hint: match what {
            MoveKind::Dropped => "행을 합의 기록 없이 되돌리고 `Change reason`에 이유를 적으십시오",
            _ => "`Change reason`에 이유를 적으십시오",
        },
    }

    "restated_closed_period": Warn, adjustable;
    "Figures of closed periods differ from those that the last run published. The page Changes lists them with the \
     cells that they come from now and what they do to the scores; `goalpost diff` shows them on the command line.";
    /// `*` among the products is the portfolio.
    Restated { figures: usize, products: Vec<String>, since: String } => {
        message: {
            let products: Vec<&str> =
                products.iter().map(|name| if name == "*" { "portfolio" } else { name }).collect();
            let (figures, products) = (count(*figures, "figure"), joined(&products, "and"));
            format!("{figures} of closed periods changed since the run of {since}: {products}")
        },
        hint: "page Changes of the scorecard, or `goalpost diff`, lists them",
        korean: {
            let products: Vec<&str> =
                products.iter().map(|name| if name == "*" { "포트폴리오" } else { name }).collect();
            let figures = number(figures);
            format!("{since} 실행 이후 마감된 기간의 수치 {figures}개가 바뀜: {}", products.join(", "))
        },
        korean_hint: "성과표의 변경 사항 또는 `goalpost diff`에서 볼 수 있습니다",
    }

    "history_not_read": Note;
    "A record of an earlier run is incomplete or damaged, so nothing is compared with it. Runs go on without it; \
     restore the history folder from a backup if the comparison matters.";
    NotRead { fault: RecordFault } => {
        message: format!("the record of an earlier run cannot be used: {fault}"),
        korean: format!("이전 실행의 기록을 쓸 수 없음: {fault}"),
        source: fault.source()?,
    }

    "history_of_a_newer_version": Note;
    "A record of an earlier run was written by a newer goalpost, so this one passes it over. Update goalpost on this \
     machine.";
    Newer { format: u32, known: u32 } => {
        message: format!("the record of an earlier run has format {format}, and this version reads up to {known}"),
        hint: "update goalpost on this machine",
        korean: format!("이전 실행의 기록 형식 {format}, 이 버전은 {known}까지 읽음"),
        korean_hint: "이 컴퓨터의 goalpost를 업데이트하십시오",
    }

    "run_not_finished": Note;
    "A run was broken off while its record was being written. What it left in the history folder was cleared away; \
     nothing that was published is lost.";
    NotFinished { run: String } => { message: format!("run `{}` did not finish", shown(run)) }

    "history_not_written": Warn, leaves_a_gap;
    "The outputs are published, but the record of the run could not be added to the history: no permission, no room, \
     or the share went away. The next run compares itself with the run before. Mend it and run again.";
    NotWritten { error: Cause } => {
        message: format!("the record of the run cannot be written: {error}"),
        hint: "see that the history folder can be written, and run again",
        source: error.as_error(),
    }
}

/// Why a record cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecordFault {
    Missing {
        file: &'static str,
    },
    Unreadable {
        file: &'static str,
        cause: Cause,
    },
    Damaged {
        file: &'static str,
        cause: Cause,
    },
    /// By its hash.
    Altered {
        file: &'static str,
    },
    OfNoPipeline,
    OfAnotherRun {
        run: String,
    },
    OfNoPeriod {
        label: String,
    },
}

impl fmt::Display for RecordFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { file } => write!(f, "`{file}` is missing"),
            Self::Unreadable { file, cause } => write!(f, "`{file}`: {cause}"),
            Self::Damaged { file, .. } => write!(f, "`{file}` is damaged"),
            Self::Altered { file } => write!(f, "`{file}` is not as it was written"),
            Self::OfNoPipeline => f.write_str("it does not say which pipeline file it is of"),
            Self::OfAnotherRun { run } => write!(f, "it lies under the name of another run, it is `{run}`"),
            Self::OfNoPeriod { label } => write!(f, "`{label}` is no period of the calendar"),
        }
    }
}

impl RecordFault {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Unreadable { cause, .. } | Self::Damaged { cause, .. } => Some(cause.as_error()),
            _ => None,
        }
    }
}

/// `target 100 → 80 (loosened)`
fn moved(what: &MoveKind) -> String {
    let direction = |direction: MoveDirection| match direction {
        MoveDirection::Neither => String::new(),
        known => format!(" ({})", known.into_str()),
    };
    match what {
        MoveKind::Changed(changes) => {
            let each: Vec<String> = changes
                .iter()
                .map(|change| {
                    let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| "none".to_owned());
                    let (old, new) = (shown(&change.old), shown(&change.new));
                    format!("{} {old} → {new}{}", change.field.into_str(), direction(change.direction))
                })
                .collect();
            each.join(", ")
        }
        MoveKind::Withdrawn => "its sign-off was taken back".to_owned(),
        MoveKind::Dropped => "it is not in the goals workbook any more".to_owned(),
        MoveKind::Added => "it came after the first sign-off".to_owned(),
    }
}

fn moved_ko(what: &MoveKind) -> String {
    match what {
        MoveKind::Changed(changes) => {
            let each = changes.iter().map(|change| {
                let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| "없음".to_owned());
                let direction = match change.direction {
                    MoveDirection::Tightened => " (강화)",
                    MoveDirection::Loosened => " (완화)",
                    MoveDirection::Neither => "",
                };
                format!(
                    "{} {} → {}{direction}",
                    change.field.label().get(Lang::Ko),
                    shown(&change.old),
                    shown(&change.new)
                )
            });
            each.collect::<Vec<_>>().join(", ")
        }
        MoveKind::Withdrawn => "합의가 철회됨".to_owned(),
        MoveKind::Dropped => "목표 파일에 더 이상 없음".to_owned(),
        MoveKind::Added => "첫 합의 뒤에 추가됨".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::speaks_korean;
    use crate::history::{Field, FieldChange};

    #[test]
    fn all_that_is_said_of_earlier_runs_is_said_in_korean() {
        let text = str::to_owned;
        let changes = [MoveDirection::Tightened, MoveDirection::Loosened, MoveDirection::Neither].map(|direction| {
            FieldChange { field: Field::Target, old: Some(text("100")), new: Some(text("80")), direction }
        });
        let moved = |what| HistoryProblem::MovedWithoutReason { goal: text("A-1"), what };
        for problem in [
            moved(MoveKind::Changed(changes.to_vec())),
            moved(MoveKind::Withdrawn),
            moved(MoveKind::Dropped),
            moved(MoveKind::Added),
            HistoryProblem::Restated { figures: 12, products: vec![text("*"), text("Alpha")], since: text("2026-09") },
            HistoryProblem::NotRead { fault: RecordFault::Missing { file: "run.json" } },
            HistoryProblem::Newer { format: 9, known: 2 },
        ] {
            speaks_korean(&problem);
        }
    }
}
