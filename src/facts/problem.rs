//! What can be wrong once it is asked what an export means.

use super::spelling;
use crate::calendar::Untiled;
use crate::diagnostic::{Problem, Rule, Said, rules};
use crate::name;
use crate::prose::{count, joined, quoted_list, shown};
use std::collections::BTreeSet;

/// A broken rule of this stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactProblem {
    /// `known` are all names and aliases of the catalog, each with the name of its product.
    UnknownProduct {
        name: String,
        rows: usize,
        known: Vec<(String, String)>,
    },
    BlankKey {
        column: &'static str,
    },
    UnknownPeriod {
        label: String,
    },
    PeriodTooLong {
        label: String,
    },
    OutsideCalendar {
        day: String,
    },
    UntiledCalendar {
        untiled: Untiled,
    },
    NegativeMrr {
        value: String,
    },
    EndBeforeStart {
        start: String,
        end: String,
    },
    ForeignCurrency {
        found: String,
        rows: usize,
        reporting: String,
    },
    UnknownCurrency {
        found: String,
        rows: usize,
        known: Vec<String>,
        file: String,
    },
    BlankCurrency {
        rows: usize,
    },
    MissingRate {
        currency: String,
        kind: &'static str,
        periods: Vec<String>,
        rows: usize,
        file: String,
    },
    ConflictingRates {
        currency: String,
        kind: &'static str,
        period: String,
    },
    RateOfReportingCurrency {
        currency: String,
    },
    AmbiguousRates {
        example: String,
    },
    TooManyDigits {
        column: &'static str,
    },
    CurrencyInMovements {
        currencies: Vec<String>,
    },
    NoCommonPeriod {
        inputs: Vec<String>,
    },
    AsOfNotCovered {
        period: String,
        inputs: Vec<String>,
    },
    InputBehind {
        period: String,
        last: Option<String>,
    },
    Overdue {
        period: String,
        by: String,
        days: i64,
        owner: Option<String>,
        /// The last period that is there.
        last: Option<String>,
    },
    StaleInput {
        last_day: String,
        days: i64,
        allowed: u32,
    },
    OverlapAlike {
        period: String,
        rows: usize,
        other: String,
    },
    OverlapSummed {
        periods: usize,
        last: String,
        sheets: Vec<String>,
    },
    OverlapRefused {
        periods: usize,
        last: String,
        sheets: Vec<String>,
    },
    OverlapSuperseded {
        rows: usize,
        periods: usize,
        last: String,
        by: Vec<String>,
    },
    NoProducts,
    DuplicateProduct {
        name: String,
    },
    UnknownStage {
        found: String,
    },
    UnreadableEntry {
        column: &'static str,
        expected: &'static str,
        found: String,
    },
}

rules! {
    UNKNOWN_PRODUCT = "unknown_product", Stop, true, "An export names a product that the catalog does not have, neither as name nor as alias. Add it to the catalog, or add the spelling to the product's aliases.";
    BLANK_KEY = "blank_key", Stop, true, "A row has figures but no product, period or customer to put them under. With `warn` the row is left out and counted as rejected.";
    UNKNOWN_PERIOD = "unknown_period", Stop, true, "A period is neither a day nor a label of the pipeline's calendar (2026-10, FY2026-P10).";
    PERIOD_TOO_LONG = "period_too_long", Stop, true, "A quarter, half or year stands where a single period is needed: its figure cannot be split honestly. Ask for the export by month.";
    OUTSIDE_CALENDAR = "outside_calendar", Stop, true, "A day lies before the first or after the last period of the calendar file, so it belongs to no period. Add the missing periods to the file.";
    UNTILED_CALENDAR = "untiled_calendar", Stop, false, "The periods of a calendar file must follow each other day by day, without a gap or an overlap, in years of equally many periods, each with a name of its own. Otherwise a day could belong to two periods or to none.";
    NEGATIVE_MRR = "negative_mrr", Stop, true, "A customer cannot pay a negative recurring amount; credits belong into revenue. With `warn` the row is left out and counted as rejected.";
    END_BEFORE_START = "end_before_start", Stop, true, "A contract ends before it starts. With `warn` the row is left out and counted as rejected.";
    FOREIGN_CURRENCY = "foreign_currency", Stop, false, "An export brings money in another currency than the reporting currency, and the pipeline has no exchange rates. Name a file with the columns currency, period, rate and kind under `[fx]`.";
    UNKNOWN_CURRENCY = "unknown_currency", Stop, false, "The money of a row is in a currency that is neither the reporting currency nor one of the file of `[fx]`. Mend its code (ISO 4217, such as EUR), or add its rates to the file.";
    BLANK_CURRENCY = "blank_currency", Stop, false, "A row has money and no currency, where other rows of the input have one. Fill in the cell, or say with `currency` in the input what a blank means.";
    MISSING_RATE = "missing_rate", Stop, false, "Money in another currency has no exchange rate for its period. Flows need the average rate of the period, stocks such as MRR the closing one. A rate is never carried over from another period: add it to the file of `[fx]`.";
    CONFLICTING_RATES = "conflicting_rates", Stop, false, "The file of `[fx]` has two different rates of one currency, period and kind. A rate of a quarter or a year counts for each of its periods. Keep one.";
    RATE_OF_REPORTING_CURRENCY = "rate_of_reporting_currency", Stop, false, "The file of `[fx]` has a rate other than 1 for the reporting currency, so its rates seem to be those to another currency. A rate says what one unit of a currency is worth in the reporting currency.";
    AMBIGUOUS_RATES = "ambiguous_rates", Stop, false, "Every exchange rate can be read in two ways (1,036 as a thousand or as one point nought three six). Set `decimal` under `[fx]` to \".\" or \",\".";
    TOO_MANY_DIGITS = "too_many_digits", Stop, false, "The figures of a column need more than 38 digits to be kept and added up exactly. A product with an exchange rate has the decimal places of both: write rates with as many places as they are quoted with.";
    CURRENCY_IN_MOVEMENTS = "currency_in_movements", Note, true, "Recurring revenue in other currencies is taken at the closing rate of each period. So that movements add up, a change of the rate counts as expansion or contraction of every customer in that currency, and moves net and gross retention. Numbers of customers are not touched.";
    NO_COMMON_PERIOD = "no_common_period", Stop, false, "There is no period that every required input covers, so there is nothing to report on by default. Name one with --as-of, or set `required = false` where an export may be missing.";
    AS_OF_NOT_COVERED = "as_of_not_covered", Stop, false, "No input has a row in the as-of period.";
    INPUT_BEHIND = "input_behind", Warn, true, "A required input has no row in the as-of period: what needs it is shown as no data. The export is late, or an old copy was delivered.";
    OVERDUE = "export_overdue", Warn, true, "The export of a period should have been there by `due` of its input and is not: the review would be about an earlier period, or lack figures. Ask whoever delivers it, the `owner` of the input.";
    STALE_INPUT = "stale_input", Warn, true, "The data of an input end longer ago than `fresh_within_days` allows.";
    OVERLAP_ALIKE = "overlap_alike", Stop, true, "Rows of one period stand alike in two sheets or files of an input, as when an export is delivered twice or a file is copied. Adding them up would double the figures: remove the copy, or narrow `files` or `sheet`.";
    OVERLAP_SUMMED = "overlap_summed", Note, true, "One period occurs in two sheets or files of an input with different rows; they are parts of a whole and are added up.";
    OVERLAP_REFUSED = "overlap_refused", Stop, false, "One period occurs in two sheets or files of an input whose `overlap` is \"stop\". Take one of them away, or write how they belong together: \"sum\" when they are parts of a whole, \"latest\" when a later file takes the place of earlier ones.";
    OVERLAP_SUPERSEDED = "overlap_superseded", Note, true, "One period occurs in several files of an input whose `overlap` is \"latest\": the file that sorts last counts for the whole period, for all products, and the rows of the others were left out.";
    NO_PRODUCTS = "no_products", Stop, false, "Neither the catalog nor any export has a product.";
    DUPLICATE_PRODUCT = "catalog_duplicate_product", Stop, false, "Two products of the catalog share a name or alias, so a row could belong to either.";
    UNKNOWN_STAGE = "catalog_unknown_stage", Stop, false, "The life-cycle stage decides the weights of goals that have none; it is launch, growth, maturity or decline.";
    UNREADABLE_ENTRY = "catalog_unreadable_entry", Stop, false, "A cell of the product catalog, the calendar file or the file of exchange rates holds something else than its column says.";
}

/// Rules that say that money cannot be told.
pub(super) static OF_MONEY: [&Rule; 4] = [&FOREIGN_CURRENCY, &UNKNOWN_CURRENCY, &BLANK_CURRENCY, &MISSING_RATE];

impl Problem for FactProblem {
    fn rule(&self) -> &'static Rule {
        match self {
            Self::UnknownProduct { .. } => &UNKNOWN_PRODUCT,
            Self::BlankKey { .. } => &BLANK_KEY,
            Self::UnknownPeriod { .. } => &UNKNOWN_PERIOD,
            Self::PeriodTooLong { .. } => &PERIOD_TOO_LONG,
            Self::OutsideCalendar { .. } => &OUTSIDE_CALENDAR,
            Self::UntiledCalendar { .. } => &UNTILED_CALENDAR,
            Self::NegativeMrr { .. } => &NEGATIVE_MRR,
            Self::EndBeforeStart { .. } => &END_BEFORE_START,
            Self::ForeignCurrency { .. } => &FOREIGN_CURRENCY,
            Self::UnknownCurrency { .. } => &UNKNOWN_CURRENCY,
            Self::BlankCurrency { .. } => &BLANK_CURRENCY,
            Self::MissingRate { .. } => &MISSING_RATE,
            Self::ConflictingRates { .. } => &CONFLICTING_RATES,
            Self::RateOfReportingCurrency { .. } => &RATE_OF_REPORTING_CURRENCY,
            Self::AmbiguousRates { .. } => &AMBIGUOUS_RATES,
            Self::TooManyDigits { .. } => &TOO_MANY_DIGITS,
            Self::CurrencyInMovements { .. } => &CURRENCY_IN_MOVEMENTS,
            Self::NoCommonPeriod { .. } => &NO_COMMON_PERIOD,
            Self::AsOfNotCovered { .. } => &AS_OF_NOT_COVERED,
            Self::InputBehind { .. } => &INPUT_BEHIND,
            Self::Overdue { .. } => &OVERDUE,
            Self::StaleInput { .. } => &STALE_INPUT,
            Self::OverlapAlike { .. } => &OVERLAP_ALIKE,
            Self::OverlapSummed { .. } => &OVERLAP_SUMMED,
            Self::OverlapRefused { .. } => &OVERLAP_REFUSED,
            Self::OverlapSuperseded { .. } => &OVERLAP_SUPERSEDED,
            Self::NoProducts => &NO_PRODUCTS,
            Self::DuplicateProduct { .. } => &DUPLICATE_PRODUCT,
            Self::UnknownStage { .. } => &UNKNOWN_STAGE,
            Self::UnreadableEntry { .. } => &UNREADABLE_ENTRY,
        }
    }

    fn message(&self) -> String {
        match self {
            Self::UnknownProduct { name, rows, .. } => {
                format!("`{}` is no product of the catalog ({})", shown(name), count(*rows, "row"))
            }
            Self::BlankKey { column } => format!("the row has figures but no {column}"),
            Self::UnknownPeriod { label } => format!("`{}` is no day and no period of the calendar", shown(label)),
            Self::OutsideCalendar { day } => format!("`{}` lies outside the calendar file", shown(day)),
            Self::UntiledCalendar { untiled } => match untiled {
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
            Self::PeriodTooLong { label } => format!("expected a single period, found `{}`", shown(label)),
            Self::NegativeMrr { value } => format!("expected a recurring amount of 0 or more, found `{value}`"),
            Self::EndBeforeStart { start, end } => format!("the contract ends on {end}, before it starts on {start}"),
            Self::ForeignCurrency { found, rows, reporting } => {
                format!("expected money in `{reporting}`, found `{}` ({})", shown(found), count(*rows, "row"))
            }
            Self::UnknownCurrency { found, rows, .. } => {
                format!("`{}` is no currency with a rate ({})", shown(found), count(*rows, "row"))
            }
            Self::BlankCurrency { rows } => {
                format!("the row has money and no currency, as others have ({})", count(*rows, "row"))
            }
            Self::MissingRate { currency, kind, periods, rows, .. } => {
                format!("`{currency}` has no {kind} rate for {} ({})", joined(periods, "and"), count(*rows, "row"))
            }
            Self::ConflictingRates { currency, kind, period } => {
                format!("`{currency}` has another {kind} rate for {period}")
            }
            Self::RateOfReportingCurrency { currency } => {
                format!("expected the rate 1 for the reporting currency `{currency}`")
            }
            Self::AmbiguousRates { example } => format!("the rates read both ways, like `{}`", shown(example)),
            Self::TooManyDigits { column } => format!("the figures of column `{column}` need more than 38 digits"),
            Self::CurrencyInMovements { currencies } => {
                format!("movements of MRR in {} include changes of the exchange rate", joined(currencies, "and"))
            }
            Self::NoCommonPeriod { inputs } => {
                let inputs = if inputs.is_empty() { String::new() } else { format!(": {}", inputs.join("; ")) };
                format!("no period is covered by every required input{inputs}")
            }
            Self::AsOfNotCovered { period, inputs } => format!("no input has a row in {period}: {}", inputs.join("; ")),
            Self::InputBehind { period, last: Some(last) } => format!("has no row in {period}; its last is {last}"),
            Self::InputBehind { period, last: None } => format!("has no row in {period}, nor in any period before"),
            Self::Overdue { period, by, days, last, .. } => {
                let last =
                    last.as_ref().map_or_else(|| "it has none at all".to_owned(), |last| format!("its last is {last}"));
                format!(
                    "the export of {period} was due on {by}, {} ago; {last}",
                    count(usize::try_from(*days).unwrap_or_default(), "day")
                )
            }
            Self::StaleInput { last_day, days, allowed } => {
                format!("its data end on {last_day}, {days} days ago; {allowed} are allowed")
            }
            Self::OverlapAlike { period, rows, other } => {
                format!("{} of {period} alike in every value in {other}", count(*rows, "row"))
            }
            Self::OverlapSummed { periods, last, sheets } => {
                format!("{} up to {last} in {}, added up", count(*periods, "period"), joined(sheets, "and"))
            }
            Self::OverlapRefused { periods, last, sheets } => {
                format!("{} up to {last} in {}", count(*periods, "period"), joined(sheets, "and"))
            }
            Self::OverlapSuperseded { rows, periods, last, by } => {
                let by = joined(by, "and");
                format!("{} of {} up to {last} superseded by {by}", count(*rows, "row"), count(*periods, "period"))
            }
            Self::NoProducts => "there is no product".to_owned(),
            Self::DuplicateProduct { name } => format!("`{}` names two products", shown(name)),
            Self::UnknownStage { found } => format!("`{}` is no life-cycle stage", shown(found)),
            Self::UnreadableEntry { column, expected, found } => {
                format!("expected {expected} in column `{column}`, found `{}`", shown(found))
            }
        }
    }

    fn hint(&self) -> Option<String> {
        match self {
            Self::UnknownProduct { name, known, .. } => {
                let spellings = known.iter().map(|(spelling, _)| spelling.as_str());
                let nearest = name::nearest(spelling::bare(name), spellings);
                match nearest.and_then(|nearest| known.iter().find(|(spelling, _)| spelling == nearest)) {
                    Some((spelling, product)) if spelling == product => {
                        Some(format!("did you mean `{product}`? add the spelling to its aliases in the catalog"))
                    }
                    Some((spelling, product)) => Some(format!(
                        "did you mean `{spelling}`, as `{product}` is also called? add the spelling to its aliases in \
                         the catalog"
                    )),
                    None if known.is_empty() => Some("the catalog has no product".to_owned()),
                    None => {
                        let products: BTreeSet<&str> = known.iter().map(|(_, product)| product.as_str()).collect();
                        let first: Vec<&str> = products.into_iter().take(12).collect();
                        Some(format!("the catalog has {}", quoted_list(&first)))
                    }
                }
            }
            Self::UnknownPeriod { .. } => {
                Some("a period is written like 2026-10, FY2026-P10 or as a day in it".to_owned())
            }
            Self::OutsideCalendar { .. } => Some("add the periods up to it to the calendar file".to_owned()),
            Self::PeriodTooLong { .. } => Some("ask for the export by single period".to_owned()),
            Self::ForeignCurrency { reporting, .. } => {
                Some(format!("add `[fx]` with a file of exchange rates to `{reporting}`"))
            }
            Self::UnknownCurrency { found, known, file, .. } => {
                let known = || known.iter().map(String::as_str);
                name::nearest(found, known()).map(|nearest| format!("did you mean `{nearest}`?")).or_else(|| {
                    let known = quoted_list(&known().take(12).collect::<Vec<_>>());
                    Some(format!("expected {known}, or its rates in `{}`", shown(file)))
                })
            }
            Self::BlankCurrency { .. } => {
                Some("fill it in, or say with `currency` in the input what a blank means".to_owned())
            }
            Self::MissingRate { file, .. } => Some(format!("add it to `{}`", shown(file))),
            Self::ConflictingRates { .. } => Some("keep one of the two".to_owned()),
            Self::RateOfReportingCurrency { .. } => {
                Some("a rate is what one unit is worth in the reporting currency".to_owned())
            }
            Self::AmbiguousRates { .. } => Some("set `decimal` to \".\" or \",\" under `[fx]`".to_owned()),
            Self::TooManyDigits { .. } => Some("write exchange rates with fewer decimal places".to_owned()),
            Self::NoCommonPeriod { .. } => Some("name a period with --as-of".to_owned()),
            Self::Overdue { owner: Some(owner), .. } => Some(format!("ask {}", shown(owner))),
            Self::InputBehind { .. } => Some("ask for the latest export, or run with an earlier --as-of".to_owned()),
            Self::OverlapAlike { .. } => Some("remove the copy, or narrow `files` or `sheet` of the input".to_owned()),
            Self::OverlapRefused { .. } => {
                Some("take one away, or set `overlap` to \"sum\" or \"latest\" in this input".to_owned())
            }
            Self::UnknownStage { .. } => Some("expected launch, growth, maturity or decline".to_owned()),
            _ => None,
        }
    }

    fn in_korean(&self) -> Option<Said> {
        self.korean()
    }
}
