//! What this stage finds, in Korean, for the pages of a scorecard.

use super::problem::FactProblem;
use super::spelling;
use crate::diagnostic::Said;
use crate::name;
use crate::prose::{grouped, shown};
use std::collections::BTreeSet;

fn number(number: usize) -> String {
    grouped(&number.to_string())
}

impl FactProblem {
    /// `None` where the run stops, so that no page is made.
    pub(super) fn korean(&self) -> Option<Said> {
        let said = match self {
            Self::UnknownProduct { name, rows, known } => {
                let said = Said::new(format!("`{}`: 제품 목록에 없는 제품 ({}행)", shown(name), number(*rows)));
                said.hint(unknown_product(name, known))
            }
            Self::BlankKey { column } => Said::new(format!("수치는 있으나 {} 없음", key(column))),
            Self::UnknownPeriod { label } => Said::new(format!("`{}`: 날짜도 회계 기간도 아님", shown(label)))
                .hint("기간은 2026-10, FY2026-P10 또는 그 기간의 날짜로 적습니다"),
            Self::PeriodTooLong { label } => {
                Said::new(format!("한 기간이 필요하나 `{}`", shown(label))).hint("기간 하나씩 나뉜 자료를 요청하십시오")
            }
            Self::OutsideCalendar { day } => Said::new(format!("`{}`: 달력 파일의 범위 밖", shown(day)))
                .hint("달력 파일에 그때까지의 기간을 추가하십시오"),
            Self::NegativeMrr { value } => Said::new(format!("반복 매출은 0 이상이어야 하나 `{value}`")),
            Self::EndBeforeStart { start, end } => Said::new(format!("계약 종료일 {end}, 시작일 {start}보다 빠름")),
            Self::ForeignCurrency { found, rows, reporting } => {
                Said::new(format!("통화 `{}` ({}행), 보고 통화 `{reporting}`와 다름", shown(found), number(*rows)))
                    .hint(format!("`[fx]`에 `{reporting}` 기준 환율 파일을 지정하십시오"))
            }
            Self::UnknownCurrency { found, rows, known, file } => {
                let said = Said::new(format!("`{}`: 환율이 없는 통화 ({}행)", shown(found), number(*rows)));
                match name::nearest(found, known.iter().map(String::as_str)) {
                    Some(nearest) => said.hint(format!("비슷한 통화: `{nearest}`")),
                    None => said.hint(format!("`{}`에 환율을 추가하십시오", shown(file))),
                }
            }
            Self::BlankCurrency { rows } => {
                Said::new(format!("금액은 있으나 다른 행과 달리 통화 없음 ({}행)", number(*rows)))
                    .hint("통화를 채우거나, 빈칸의 뜻을 입력의 `currency`에 적으십시오")
            }
            Self::MissingRate { currency, kind, periods, rows, file } => {
                let kind = match *kind {
                    "average" => "평균",
                    "closing" => "기말",
                    kind => kind,
                };
                Said::new(format!("`{currency}` {kind} 환율 없음: {} ({}행)", periods.join(", "), number(*rows)))
                    .hint(format!("`{}`에 추가하십시오", shown(file)))
            }
            Self::TooManyDigits { column } => {
                Said::new(format!("열 `{column}`: 38자리를 넘는 수치")).hint("환율의 소수 자릿수를 줄이십시오")
            }
            Self::CurrencyInMovements { currencies } => {
                Said::new(format!("MRR 변동에 환율 변동이 포함됨: {}", currencies.join(", ")))
            }
            Self::InputBehind { period, last } => {
                let last =
                    last.as_ref().map_or_else(|| "이전 기간에도 없음".to_owned(), |last| format!("마지막 {last}"));
                Said::new(format!("{period} 행 없음; {last}"))
                    .hint("최신 자료를 요청하거나 더 이른 --as-of로 실행하십시오")
            }
            Self::Overdue { period, by, days, owner, last } => {
                let last = last.as_ref().map_or_else(|| "아직 하나도 없음".to_owned(), |last| format!("마지막 {last}"));
                let said = Said::new(format!("{period} 자료의 기한 {by}에서 {days}일 지남; {last}"));
                match owner {
                    Some(owner) => said.hint(format!("담당자: {}", shown(owner))),
                    None => said,
                }
            }
            Self::StaleInput { last_day, days, allowed } => {
                Said::new(format!("자료의 마지막 날 {last_day}, {days}일 전; 허용 {allowed}일"))
            }
            Self::OverlapAlike { period, rows, other } => {
                Said::new(format!("{period}의 {}행이 {other}의 행과 모든 값이 같음", number(*rows)))
                    .hint("사본을 치우거나 입력의 `files` 또는 `sheet`를 좁히십시오")
            }
            Self::OverlapSummed { periods, last, sheets } => {
                Said::new(format!("{last}까지 {}개 기간을 합침: {}", number(*periods), sheets.join(", ")))
            }
            Self::OverlapSuperseded { rows, periods, last, by } => Said::new(format!(
                "{last}까지 {}개 기간의 {}행을 대체: {}",
                number(*periods),
                number(*rows),
                by.join(", ")
            )),
            Self::UntiledCalendar { .. }
            | Self::ConflictingRates { .. }
            | Self::RateOfReportingCurrency { .. }
            | Self::AmbiguousRates { .. }
            | Self::NoCommonPeriod { .. }
            | Self::AsOfNotCovered { .. }
            | Self::OverlapRefused { .. }
            | Self::NoProducts
            | Self::DuplicateProduct { .. }
            | Self::UnknownStage { .. }
            | Self::UnreadableEntry { .. } => return None,
        };
        Some(said)
    }
}

fn key(column: &str) -> &str {
    match column {
        "product" => "제품",
        "period" => "기간",
        "customer" => "고객",
        column => column,
    }
}

fn unknown_product(name: &str, known: &[(String, String)]) -> String {
    let nearest = name::nearest(spelling::bare(name), known.iter().map(|(spelling, _)| spelling.as_str()));
    match nearest.and_then(|nearest| known.iter().find(|(spelling, _)| spelling == nearest)) {
        Some((spelling, product)) if spelling == product => {
            format!("비슷한 제품: `{product}`; 제품 목록의 별칭에 이 표기를 추가하십시오")
        }
        Some((spelling, product)) => {
            format!("비슷한 이름: `{product}`의 별칭 `{spelling}`; 제품 목록의 별칭에 이 표기를 추가하십시오")
        }
        None if known.is_empty() => "제품 목록이 비어 있습니다".to_owned(),
        None => {
            let products: BTreeSet<&str> = known.iter().map(|(_, product)| product.as_str()).collect();
            let first: Vec<String> = products.into_iter().take(12).map(|name| format!("`{}`", shown(name))).collect();
            format!("제품 목록: {}", first.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::korean_tests::speaks_korean;

    #[test]
    fn all_that_is_said_of_facts_is_said_in_korean() {
        let text = str::to_owned;
        let known = vec![(text("Alpha"), text("Alpha")), (text("알파"), text("Alpha"))];
        let unknown = |name: &str, known: &[(String, String)]| FactProblem::UnknownProduct {
            name: text(name),
            rows: 12,
            known: known.to_vec(),
        };
        let currency = |known: &[&str]| FactProblem::UnknownCurrency {
            found: text("EUX"),
            rows: 3,
            known: known.iter().map(|code| text(code)).collect(),
            file: text("fx.csv"),
        };
        for problem in [
            unknown("Alpa", &known),
            unknown("알피", &known),
            unknown("Something else", &known),
            unknown("Alpa", &[]),
            FactProblem::BlankKey { column: "customer" },
            FactProblem::UnknownPeriod { label: text("Octember") },
            FactProblem::PeriodTooLong { label: text("FY2026") },
            FactProblem::OutsideCalendar { day: text("2031-01-01") },
            FactProblem::NegativeMrr { value: text("-5") },
            FactProblem::EndBeforeStart { start: text("2026-03-01"), end: text("2026-02-01") },
            FactProblem::ForeignCurrency { found: text("EUR"), rows: 4, reporting: text("USD") },
            currency(&["EUR"]),
            currency(&["KRW"]),
            FactProblem::BlankCurrency { rows: 4 },
            FactProblem::MissingRate {
                currency: text("EUR"),
                kind: "average",
                periods: vec![text("2026-09"), text("2026-10")],
                rows: 8,
                file: text("fx.csv"),
            },
            FactProblem::TooManyDigits { column: "amount" },
            FactProblem::CurrencyInMovements { currencies: vec![text("EUR"), text("KRW")] },
            FactProblem::InputBehind { period: text("2026-10"), last: Some(text("2026-09")) },
            FactProblem::InputBehind { period: text("2026-10"), last: None },
            FactProblem::Overdue {
                period: text("2026-10"),
                by: text("2026-11-06"),
                days: 4,
                owner: Some(text("Kim")),
                last: Some(text("2026-09")),
            },
            FactProblem::Overdue { period: text("2026-10"), by: text("2026-11-06"), days: 1, owner: None, last: None },
            FactProblem::StaleInput { last_day: text("2026-08-31"), days: 71, allowed: 45 },
            FactProblem::OverlapAlike { period: text("2026-10"), rows: 1_204, other: text("rev.xlsx") },
            FactProblem::OverlapSummed { periods: 3, last: text("2026-10"), sheets: vec![text("A"), text("B")] },
            FactProblem::OverlapSuperseded { rows: 9, periods: 3, last: text("2026-10"), by: vec![text("B")] },
        ] {
            speaks_korean(&problem);
        }
    }
}
