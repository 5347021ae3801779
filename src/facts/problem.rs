//! What can be wrong once it is asked what an export means.

mod currency;
#[cfg(test)]
mod tests;

pub use currency::CurrencyProblem;

use super::spelling;
use crate::calendar::Untiled;
use crate::diagnostic::findings;
use crate::name::{self, Name};
use crate::prose::{count, joined, number, quoted_list, shown};
use std::collections::BTreeSet;

findings! {
    /// A broken rule of this stage.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum FactProblem;

    "unknown_product": Stop, adjustable;
    "An export names a product that the catalog does not have, neither as name nor as alias. Add it to the catalog, or \
     add the spelling to the product's aliases.";
    /// `known` are all names and aliases of the catalog, each with the name of its product.
    UnknownProduct { name: String, rows: usize, known: Vec<(String, String)> } => {
        message: format!("`{}` is no product of the catalog ({})", shown(name), count(*rows, "row")),
        hint: nearest_product(name, known),
        korean: format!("`{}`: 제품 목록에 없는 제품 ({}행)", shown(name), number(rows)),
        korean_hint: nearest_product_ko(name, known),
    }

    "blank_key": Stop, adjustable, about_a_product;
    "A row has figures but no product, period or customer to put them under. With `warn` the row is left out and \
     counted as rejected.";
    BlankKey { column: &'static str } => {
        message: format!("the row has figures but no {column}"),
        korean: format!("수치는 있으나 {} 없음", key(column)),
    }

    "unknown_period": Stop, adjustable;
    "A period is neither a day nor a label of the pipeline's calendar (2026-10, FY2026-P10).";
    UnknownPeriod { label: String } => {
        message: format!("`{}` is no day and no period of the calendar", shown(label)),
        hint: "a period is written like 2026-10, FY2026-P10 or as a day in it",
        korean: format!("`{}`: 날짜도 회계 기간도 아님", shown(label)),
        korean_hint: "기간은 2026-10, FY2026-P10 또는 그 기간의 날짜로 적습니다",
    }

    "period_too_long": Stop, adjustable;
    "A quarter, half or year stands where a single period is needed: its figure cannot be split honestly. Ask for the \
     export by month.";
    PeriodTooLong { label: String } => {
        message: format!("expected a single period, found `{}`", shown(label)),
        hint: "ask for the export by single period",
        korean: format!("한 기간이 필요하나 `{}`", shown(label)),
        korean_hint: "기간 하나씩 나뉜 자료를 요청하십시오",
    }

    "outside_calendar": Stop, adjustable;
    "A day lies before the first or after the last period of the calendar file, so it belongs to no period. Add the \
     missing periods to the file.";
    OutsideCalendar { day: String } => {
        message: format!("`{}` lies outside the calendar file", shown(day)),
        hint: "add the periods up to it to the calendar file",
        korean: format!("`{}`: 달력 파일의 범위 밖", shown(day)),
        korean_hint: "달력 파일에 그때까지의 기간을 추가하십시오",
    }

    "untiled_calendar": Stop;
    "The periods of a calendar file must follow each other day by day, without a gap or an overlap, in years of \
     equally many periods, each with a name of its own. Otherwise a day could belong to two periods or to none.";
    UntiledCalendar { untiled: Untiled } => {
        message: match untiled {
            Untiled::Empty => "the calendar has no period".to_owned(),
            Untiled::Backwards(_) => "the period ends before it starts".to_owned(),
            Untiled::Gap(_) => "the period does not start on the day after the one before it".to_owned(),
            Untiled::OutOfOrder(_) => {
                "its fiscal year or quarter does not follow that of the period before it".to_owned()
            }
            Untiled::SameLabel(_) => "another period has the same name".to_owned(),
            Untiled::UnevenYear { periods, others, .. } => {
                format!("the fiscal year that starts here has {periods} periods, the others have {others}")
            }
        },
    }

    "negative_mrr": Stop, adjustable, about_a_product;
    "A customer cannot pay a negative recurring amount; credits belong into revenue. With `warn` the row is left out \
     and counted as rejected.";
    NegativeMrr { value: String } => {
        message: format!("expected a recurring amount of 0 or more, found `{value}`"),
        korean: format!("반복 매출은 0 이상이어야 하나 `{value}`"),
    }

    "end_before_start": Stop, adjustable, about_a_product;
    "A contract ends before it starts. With `warn` the row is left out and counted as rejected.";
    EndBeforeStart { start: String, end: String } => {
        message: format!("the contract ends on {end}, before it starts on {start}"),
        korean: format!("계약 종료일 {end}, 시작일 {start}보다 빠름"),
    }

    "too_many_digits": Stop, about_a_product;
    "The figures of a column need more than 38 digits to be kept and added up exactly. A product with an exchange rate \
     has the decimal places of both: write rates with as many places as they are quoted with.";
    TooManyDigits { column: Name } => {
        message: format!("the figures of column `{column}` need more than 38 digits"),
        hint: "write exchange rates with fewer decimal places",
        korean: format!("열 `{column}`: 38자리를 넘는 수치"),
        korean_hint: "환율의 소수 자릿수를 줄이십시오",
    }

    "no_common_period": Stop;
    "There is no period that every required input covers, so there is nothing to report on by default. Name one with \
     --as-of, or set `required = false` where an export may be missing.";
    NoCommonPeriod { inputs: Vec<String> } => {
        message: {
            let inputs = if inputs.is_empty() { String::new() } else { format!(": {}", inputs.join("; ")) };
            format!("no period is covered by every required input{inputs}")
        },
        hint: "name a period with --as-of",
    }

    "as_of_not_covered": Stop;
    "No input has a row in the as-of period.";
    AsOfNotCovered { period: String, inputs: Vec<String> } => {
        message: format!("no input has a row in {period}: {}", inputs.join("; ")),
    }

    "input_behind": Warn, adjustable, leaves_a_gap;
    "A required input has no row in the as-of period: what needs it is shown as no data. The export is late, or an old \
     copy was delivered.";
    InputBehind { period: String, last: Option<String> } => {
        message: match last {
            Some(last) => format!("has no row in {period}; its last is {last}"),
            None => format!("has no row in {period}, nor in any period before"),
        },
        hint: "ask for the latest export, or run with an earlier --as-of",
        korean: {
            let last = last.as_ref().map_or_else(|| "이전 기간에도 없음".to_owned(), |last| format!("마지막 {last}"));
            format!("{period} 행 없음; {last}")
        },
        korean_hint: "최신 자료를 요청하거나 더 이른 --as-of로 실행하십시오",
    }

    "export_overdue": Warn, adjustable, leaves_a_gap;
    "The export of a period should have been there by `due` of its input and is not: the review would be about an \
     earlier period, or lack figures. Ask whoever delivers it, the `owner` of the input.";
    Overdue {
        period: String,
        by: String,
        days: i64,
        owner: Option<String>,
        /// The last period that is there.
        last: Option<String>,
    } => {
        message: {
            let last =
                last.as_ref().map_or_else(|| "it has none at all".to_owned(), |last| format!("its last is {last}"));
            format!(
                "the export of {period} was due on {by}, {} ago; {last}",
                count(usize::try_from(*days).unwrap_or_default(), "day")
            )
        },
        hint: owner.as_ref().map(|owner| format!("ask {}", shown(owner))),
        korean: {
            let last = last.as_ref().map_or_else(|| "아직 하나도 없음".to_owned(), |last| format!("마지막 {last}"));
            format!("{period} 자료의 기한 {by}에서 {days}일 지남; {last}")
        },
        korean_hint: owner.as_ref().map(|owner| format!("담당자: {}", shown(owner))),
    }

    "stale_input": Warn, adjustable;
    "The data of an input end longer ago than `fresh_within_days` allows.";
    StaleInput { last_day: String, days: i64, allowed: u32 } => {
        message: format!("its data end on {last_day}, {days} days ago; {allowed} are allowed"),
        korean: format!("자료의 마지막 날 {last_day}, {days}일 전; 허용 {allowed}일"),
    }

    "overlap_alike": Stop, adjustable;
    "Rows of one period stand alike in two sheets or files of an input, as when an export is delivered twice or a file \
     is copied. Adding them up would double the figures: remove the copy, or narrow `files` or `sheet`.";
    OverlapAlike { period: String, rows: usize, other: String } => {
        message: format!("{} of {period} alike in every value in {other}", count(*rows, "row")),
        hint: "remove the copy, or narrow `files` or `sheet` of the input",
        korean: format!("{period}의 {}행이 {other}의 행과 모든 값이 같음", number(rows)),
        korean_hint: "사본을 치우거나 입력의 `files` 또는 `sheet`를 좁히십시오",
    }

    "overlap_summed": Note, adjustable;
    "One period occurs in two sheets or files of an input with different rows; they are parts of a whole and are added \
     up.";
    OverlapSummed { periods: usize, last: String, sheets: Vec<String> } => {
        message: format!("{} up to {last} in {}, added up", count(*periods, "period"), joined(sheets, "and")),
        korean: format!("{last}까지 {}개 기간을 합침: {}", number(periods), sheets.join(", ")),
    }

    "overlap_refused": Stop;
    "One period occurs in two sheets or files of an input whose `overlap` is \"stop\". Take one of them away, or write \
     how they belong together: \"sum\" when they are parts of a whole, \"latest\" when a later file takes the place of \
     earlier ones.";
    OverlapRefused { periods: usize, last: String, sheets: Vec<String> } => {
        message: format!("{} up to {last} in {}", count(*periods, "period"), joined(sheets, "and")),
        hint: "take one away, or set `overlap` to \"sum\" or \"latest\" in this input",
    }

    "overlap_superseded": Note, adjustable;
    "One period occurs in several files of an input whose `overlap` is \"latest\": the file that sorts last counts for \
     the whole period, for all products, and the rows of the others were left out.";
    OverlapSuperseded { rows: usize, periods: usize, last: String, by: Vec<String> } => {
        message: {
            let by = joined(by, "and");
            format!("{} of {} up to {last} superseded by {by}", count(*rows, "row"), count(*periods, "period"))
        },
        korean: format!("{last}까지 {}개 기간의 {}행을 대체: {}", number(periods), number(rows), by.join(", ")),
    }

    "counts_as_zero": Note, adjustable;
    "An input that need not be there, such as a history, has a product that the export after it does not have. Its \
     silence is taken for 0. Where the product ended, give its day in `retired` of the catalog; where its figures are \
     only missing, write `absent = \"gap\"` in the input.";
    CountsAsZero { fact: String, from: String, names: Vec<String> } => {
        message: {
            let quoted: Vec<String> = names.iter().map(|name| format!("`{}`", shown(name))).collect();
            format!("no row of {fact} from {from} on for {}: it counts as 0", joined(&quoted, "and"))
        },
        hint: "give `retired` in the catalog where a product ended, or `absent = \"gap\"` where its rows are missing",
        korean: format!("{from}부터 {fact}에 행이 없어 0으로 봄: {}", names.join(", ")),
        korean_hint: "종료된 제품은 제품 목록에 `retired`를 적고, 자료가 빠진 것이면 `absent = \"gap\"`을 적습니다",
    }

    "no_products": Stop;
    "Neither the catalog nor any export has a product.";
    NoProducts => { message: "there is no product" }

    "catalog_duplicate_product": Stop;
    "Two products of the catalog share a name or alias, so a row could belong to either.";
    DuplicateProduct { name: String } => { message: format!("`{}` names two products", shown(name)) }

    "catalog_unknown_stage": Stop;
    "The life-cycle stage decides the weights of goals that have none; it is launch, growth, maturity or decline.";
    UnknownStage { found: String } => {
        message: format!("`{}` is no life-cycle stage", shown(found)),
        hint: "expected launch, growth, maturity or decline",
    }

    "catalog_unreadable_entry": Stop;
    "A cell of the product catalog, the calendar file or the file of exchange rates holds something else than its \
     column says.";
    UnreadableEntry { column: &'static str, expected: &'static str, found: String } => {
        message: format!("expected {expected} in column `{column}`, found `{}`", shown(found)),
    }
}

fn nearest_product(name: &str, known: &[(String, String)]) -> String {
    let nearest = name::nearest(spelling::bare(name), known.iter().map(|(spelling, _)| spelling.as_str()));
    match nearest.and_then(|nearest| known.iter().find(|(spelling, _)| spelling == nearest)) {
        Some((spelling, product)) if spelling == product => {
            format!("did you mean `{product}`? add the spelling to its aliases in the catalog")
        }
        Some((spelling, product)) => format!(
            "did you mean `{spelling}`, as `{product}` is also called? add the spelling to its aliases in the catalog"
        ),
        None if known.is_empty() => "the catalog has no product".to_owned(),
        None => {
            let products: BTreeSet<&str> = known.iter().map(|(_, product)| product.as_str()).collect();
            let first: Vec<&str> = products.into_iter().take(12).collect();
            format!("the catalog has {}", quoted_list(&first))
        }
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

fn nearest_product_ko(name: &str, known: &[(String, String)]) -> String {
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
