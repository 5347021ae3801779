//! An explanation for people: the figure, its formula, and the largest cells of every sum in it.

use crate::amount::{Amount, Unit};
use crate::explain::{ExplainedLine, ExplainedTerm, Explanation, Question, SourceCell};
use crate::metrics::origin::{Composition, FractionSide};
use crate::prose::{count, escaped, grouped, shown};
use unicode_width::UnicodeWidthStr;

/// How many cells the text lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Listed {
    Largest,
    All,
}

/// Lines a sum.
const LARGEST: usize = 20;

pub(super) fn text(explanation: &Explanation, question: Question<'_>, listed: Listed) -> String {
    let Question { metric, window, .. } = question;
    let whose = if explanation.product == "*" { "the portfolio".to_owned() } else { shown(&explanation.product) };
    let mut lines = vec![
        format!("{} ({}) of {whose}", metric.label.en, metric.id),
        format!("formula  {}", metric.formula.en),
        format!("window   {}, {}", window.into_str(), periods(&explanation.periods)),
    ];
    lines.push(match (&explanation.measured.outcome, &explanation.reason) {
        (Ok(figure), _) => format!("value    {}", in_unit(&figure.value, metric.unit)),
        (Err(reason), sentence) => {
            format!("value    none ({}): {}", reason.into_str(), sentence.as_deref().unwrap_or_default())
        }
    });
    lines.extend(made_of(explanation.composition).map(|words| format!("made of  {words}")));
    for term in &explanation.terms {
        lines.push(String::new());
        lines.extend(term_lines(term, listed));
    }
    lines.iter().map(|line| line.trim_end().to_owned() + "\n").collect()
}

/// A share as people say it.
fn in_unit(value: &Amount, unit: Unit) -> String {
    match unit {
        Unit::Percent => format!("{}%", said(&(value * &Amount::from(100_i64)))),
        _ => format!("{} {}", said(value), unit.into_str()),
    }
}

const fn made_of(composition: Composition) -> Option<&'static str> {
    match composition {
        Composition::Sum => None,
        Composition::Quotient => Some("numerator / denominator"),
        Composition::OneLessQuotient => Some("1 - numerator / denominator, and never below 0"),
        Composition::Growth => Some("(numerator - denominator) / |denominator|: now against the earlier window"),
        Composition::Formula => Some("the formula over the sums below"),
    }
}

fn term_lines(term: &ExplainedTerm, listed: Listed) -> Vec<String> {
    let side = if term.side == FractionSide::Value { String::new() } else { format!("{}: ", term.side.into_str()) };
    let sign = if term.sign < 0 { "less " } else { "" };
    let total = term.total.as_ref().map_or_else(|| "no data".to_owned(), said);
    let mut lines =
        vec![format!("{side}{sign}`{}` of `{}`, {} = {total}", term.name, term.fact, periods(&term.periods))];
    let number = if listed == Listed::All { term.lines.len() } else { LARGEST.min(term.lines.len()) };
    let (named, rest) = term.lines.split_at(number);
    let rows: Vec<[String; 3]> = named.iter().flat_map(rows).collect();
    let width = |at: usize| rows.iter().map(|row| row[at].width()).max().unwrap_or(0);
    let (amounts, whose) = (width(0), width(1));
    for [amount, who, place] in &rows {
        let pad = |text: &str, width: usize| " ".repeat(width - text.width());
        lines.push(format!("  {}{amount}  {who}{}  {place}", pad(amount, amounts), pad(who, whose)));
    }
    if !rest.is_empty() {
        let sum: Amount = rest.iter().map(|line| &line.amount).sum();
        lines.push(format!(
            "  and {} more that add up to {}; `--all` lists them",
            grouped(&rest.len().to_string()),
            said(&sum)
        ));
    }
    if term.lines.is_empty() && term.zeros.is_empty() {
        lines.push("  no row".to_owned());
    }
    lines.extend(zeros(term, listed));
    lines
}

/// A row for every cell of a contribution; only the first says how much it is and whose.
fn rows(line: &ExplainedLine) -> Vec<[String; 3]> {
    let mut who: Vec<String> = line.customer.iter().map(|customer| shown(customer)).collect();
    who.extend(line.product.as_deref().map(shown));
    who.push(line.period.clone());
    if let Some((before, after)) = &line.moved {
        who.push(format!("{} -> {}", said(before), said(after)));
    }
    let head = [said(&line.amount), who.join(", ")];
    if line.cells.is_empty() {
        let [amount, who] = head;
        return vec![[amount, who, "no row".to_owned()]];
    }
    let cells = line.cells.iter().enumerate();
    cells
        .map(|(at, cell)| {
            let [amount, who] = if at == 0 { head.clone() } else { [String::new(), String::new()] };
            [amount, who, place(cell)]
        })
        .collect()
}

/// `finance/Revenue.xlsx, sheet Revenue, D7 (1,000 × 1/3)`
fn place(cell: &SourceCell) -> String {
    // Whole, since an address that is cut is none; only what a terminal would obey is escaped.
    let mut place = escaped(&cell.place.to_string());
    let mut notes: Vec<String> = Vec::new();
    if let Some((currency, rate)) = &cell.converted {
        let local = cell.value.as_ref().map(said).unwrap_or_default();
        notes.push(format!("{local} {} at {}", shown(currency), rate.to_exact()));
    } else if let (Some(value), Some(factor)) = (&cell.value, &cell.factor)
        && *factor != Amount::one()
    {
        notes.push(format!("{} × {}", said(value), factor.to_exact()));
    }
    if cell.is_computed {
        notes.push(format!("`{}` is computed from this row", cell.column));
    }
    if !notes.is_empty() {
        place += " (";
        place += &notes.join("; ");
        place.push(')');
    }
    place
}

fn zeros(term: &ExplainedTerm, listed: Listed) -> Option<String> {
    if term.zeros.is_empty() {
        return None;
    }
    let number = if listed == Listed::All { term.zeros.len() } else { LARGEST.min(term.zeros.len()) };
    let named: Vec<String> =
        term.zeros[..number].iter().map(|(product, period)| format!("{} {period}", shown(product))).collect();
    let more = match term.zeros.len() - number {
        0 => String::new(),
        more => format!(" and {}", count(more, "other")),
    };
    Some(format!("  no row: counts as 0: {}{more}", named.join(", ")))
}

fn periods((first, last): &(String, String)) -> String {
    if first == last { first.clone() } else { format!("{first} to {last}") }
}

fn said(amount: &Amount) -> String {
    grouped(&amount.to_string())
}
