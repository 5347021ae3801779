//! What can be wrong with money that is not in the reporting currency.

use crate::diagnostic::findings;
use crate::name;
use crate::prose::{count, joined, number, quoted_list, shown};
use crate::values::number::in_both_readings;

findings! {
    /// A broken rule about currencies and their rates.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum CurrencyProblem;

    "foreign_currency": Stop, about_a_product;
    "An export brings money in another currency than the reporting currency, and the pipeline has no exchange rates. \
     Name a file with the columns currency, period, rate and kind under `[fx]`.";
    ForeignCurrency { found: String, rows: usize, reporting: String } => {
        message: format!("expected money in `{reporting}`, found `{}` ({})", shown(found), count(*rows, "row")),
        hint: format!("add `[fx]` with a file of exchange rates to `{reporting}`"),
        korean: format!("통화 `{}` ({}행), 보고 통화 `{reporting}`와 다름", shown(found), number(rows)),
        korean_hint: format!("`[fx]`에 `{reporting}` 기준 환율 파일을 지정하십시오"),
    }

    "unknown_currency": Stop, about_a_product;
    "The money of a row is in a currency that is neither the reporting currency nor one of the file of `[fx]`. Mend \
     its code (ISO 4217, such as EUR), or add its rates to the file.";
    UnknownCurrency { found: String, rows: usize, known: Vec<String>, file: String } => {
        message: format!("`{}` is no currency with a rate ({})", shown(found), count(*rows, "row")),
        hint: match name::nearest(found, known) {
            Some(nearest) => name::did_you_mean(nearest),
            None => format!(
                "expected {}, or its rates in `{}`",
                quoted_list(&known[..known.len().min(12)]),
                shown(file)
            ),
        },
        korean: format!("`{}`: 환율이 없는 통화 ({}행)", shown(found), number(rows)),
        korean_hint: match name::nearest(found, known) {
            Some(nearest) => format!("비슷한 통화: `{nearest}`"),
            None => format!("`{}`에 환율을 추가하십시오", shown(file)),
        },
    }

    "blank_currency": Stop, about_a_product;
    "A row has money and no currency, where other rows of the input have one. Fill in the cell, or say with `currency` \
     in the input what a blank means.";
    BlankCurrency { rows: usize } => {
        message: format!("the row has money and no currency, as others have ({})", count(*rows, "row")),
        hint: "fill it in, or say with `currency` in the input what a blank means",
        korean: format!("금액은 있으나 다른 행과 달리 통화 없음 ({}행)", number(rows)),
        korean_hint: "통화를 채우거나, 빈칸의 뜻을 입력의 `currency`에 적으십시오",
    }

    "missing_rate": Stop, about_a_product;
    "Money in another currency has no exchange rate for its period. Flows need the average rate of the period, stocks \
     such as MRR the closing one. A rate is never carried over from another period: add it to the file of `[fx]`.";
    MissingRate { currency: String, kind: &'static str, periods: Vec<String>, rows: usize, file: String } => {
        message: format!("`{currency}` has no {kind} rate for {} ({})", joined(periods, "and"), count(*rows, "row")),
        hint: format!("add it to `{}`", shown(file)),
        korean: {
            let kind = match *kind {
                "average" => "평균",
                "closing" => "기말",
                kind => kind,
            };
            format!("`{currency}` {kind} 환율 없음: {} ({}행)", periods.join(", "), number(rows))
        },
        korean_hint: format!("`{}`에 추가하십시오", shown(file)),
    }

    "conflicting_rates": Stop;
    "The file of `[fx]` has two different rates of one currency, period and kind. A rate of a quarter or a year counts \
     for each of its periods. Keep one.";
    ConflictingRates { currency: String, kind: &'static str, period: String } => {
        message: format!("`{currency}` has another {kind} rate for {period}"),
        hint: "keep one of the two",
    }

    "rate_of_reporting_currency": Stop;
    "The file of `[fx]` has a rate other than 1 for the reporting currency, so its rates seem to be those to another \
     currency. A rate says what one unit of a currency is worth in the reporting currency.";
    RateOfReportingCurrency { currency: String } => {
        message: format!("expected the rate 1 for the reporting currency `{currency}`"),
        hint: "a rate is what one unit is worth in the reporting currency",
    }

    "ambiguous_rates": Stop;
    "The exchange rates can be read in two ways (1,036 as a thousand or as one point nought three six), and neither \
     the other figures of the sheet nor the way in which the file is written tell which is meant. Set `decimal` under \
     `[fx]` to \".\" or \",\".";
    AmbiguousRates { example: String } => {
        message: format!("the rates read both ways: {}", in_both_readings(example)),
        hint: "write `decimal = \".\"` or `decimal = \",\"` under `[fx]`",
    }

    "currency_in_movements": Note, adjustable;
    "Recurring revenue in other currencies is taken at the closing rate of each period. So that movements add up, a \
     change of the rate counts as expansion or contraction of every customer in that currency, and moves net and gross \
     retention. Numbers of customers are not touched.";
    CurrencyInMovements { currencies: Vec<String> } => {
        message: format!("movements of MRR in {} include changes of the exchange rate", joined(currencies, "and")),
        korean: format!("MRR 변동에 환율 변동이 포함됨: {}", currencies.join(", ")),
    }
}
