//! What this stage finds, in Korean, for the pages of a scorecard.

use super::moves::What;
use super::problem::HistoryProblem;
use super::tendency::Tendency;
use crate::diagnostic::Said;
use crate::lang::Lang;
use crate::prose::{grouped, shown};

impl HistoryProblem {
    /// `None` of what comes up when the pages are made.
    pub(super) fn korean(&self) -> Option<Said> {
        let said = match self {
            Self::MovedWithoutReason { goal, what } => {
                Said::new(format!("합의 목표 `{}`, 이유 없이 변경: {}", shown(goal), moved(what))).hint(match what {
                    What::Dropped => "행을 합의 기록 없이 되돌리고 `Change reason`에 이유를 적으십시오",
                    _ => "`Change reason`에 이유를 적으십시오",
                })
            }
            Self::Restated { figures, products, since } => {
                let products: Vec<&str> =
                    products.iter().map(|name| if name == "*" { "포트폴리오" } else { name }).collect();
                let figures = grouped(&figures.to_string());
                Said::new(format!("{since} 실행 이후 마감된 기간의 수치 {figures}개가 바뀜: {}", products.join(", ")))
                    .hint("성과표의 변경 사항 또는 `goalpost diff`에서 볼 수 있습니다")
            }
            Self::NotRead { why } => Said::new(format!("이전 실행의 기록을 쓸 수 없음: {why}")),
            Self::Newer { format, known } => {
                Said::new(format!("이전 실행의 기록 형식 {format}, 이 버전은 {known}까지 읽음"))
                    .hint("이 컴퓨터의 goalpost를 업데이트하십시오")
            }
            Self::NotFinished { .. } | Self::NotWritten { .. } => return None,
        };
        Some(said)
    }
}

fn moved(what: &What) -> String {
    match what {
        What::Changed(changes) => {
            let each = changes.iter().map(|change| {
                let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| "없음".to_owned());
                let tendency = match change.tendency {
                    Tendency::Tightened => " (강화)",
                    Tendency::Loosened => " (완화)",
                    Tendency::Neither => "",
                };
                format!(
                    "{} {} → {}{tendency}",
                    change.field.label().get(Lang::Ko),
                    shown(&change.old),
                    shown(&change.new)
                )
            });
            each.collect::<Vec<_>>().join(", ")
        }
        What::Withdrawn => "합의가 철회됨".to_owned(),
        What::Dropped => "목표 파일에 더 이상 없음".to_owned(),
        What::Added => "첫 합의 뒤에 추가됨".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::korean_tests::speaks_korean;
    use crate::history::{Field, FieldChange};

    #[test]
    fn all_that_is_said_of_earlier_runs_is_said_in_korean() {
        let text = str::to_owned;
        let changes = [Tendency::Tightened, Tendency::Loosened, Tendency::Neither].map(|tendency| FieldChange {
            field: Field::Target,
            old: Some(text("100")),
            new: Some(text("80")),
            tendency,
        });
        let moved = |what| HistoryProblem::MovedWithoutReason { goal: text("A-1"), what };
        for problem in [
            moved(What::Changed(changes.to_vec())),
            moved(What::Withdrawn),
            moved(What::Dropped),
            moved(What::Added),
            HistoryProblem::Restated { figures: 12, products: vec![text("*"), text("Alpha")], since: text("2026-09") },
            HistoryProblem::NotRead { why: text("`run.json` is missing") },
            HistoryProblem::Newer { format: 9, known: 2 },
        ] {
            speaks_korean(&problem);
        }
    }
}
