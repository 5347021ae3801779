//! Which figures are meant where the pipeline names no measure, or the header has none of its labels.

use super::columns::{Crosstab, FigureColumn};
use super::measure_label::{MeasureLine, Where, line_under};
use super::within::reference;
use crate::ingest::shape::look::is_rate;
use crate::ingest::shape::scenario::{self, Scenario};
use crate::ingest::table_problem::TableProblem;
use crate::name;
use crate::pipeline::{Input, Within};
use crate::schema::FactKind;
use crate::sheet::Sheet;

/// What is known of the figures that nobody named.
pub(super) enum Unlabelled {
    /// With the labels whose figures are left out.
    Found(Where, Vec<String>),
    /// Labels that nothing chooses among: a measure is missing.
    Missing,
    Asked(TableProblem),
}

impl Crosstab {
    /// Figures under no label are the measure, and so are those under the only label that says actuals. Which of actuals,
    /// plans and forecasts is meant is asked.
    pub(super) fn unlabelled(
        &self,
        sheet: &Sheet,
        input: &Input,
        canonical: &str,
        line: Option<&MeasureLine>,
    ) -> Unlabelled {
        let mut labels: Vec<&str> = Vec::new();
        for label in self.figures.iter().filter_map(|figure| figure.measure.as_deref()) {
            if !labels.contains(&label) {
                labels.push(label);
            }
        }
        let scenarios: Vec<Option<Scenario>> = labels.iter().map(|label| scenario::of_tag(label)).collect();
        let says = |wanted: Scenario| scenarios.contains(&Some(wanted));
        let all = || labels.iter().map(|label| (*label).to_owned());
        let under = |label: &str| {
            Unlabelled::Found(Where::Under(vec![label.to_owned()]), all().filter(|other| other != label).collect())
        };
        let is_actual = |at: usize| match input.fact {
            FactKind::Plan => scenarios[at] == Some(Scenario::Plan),
            _ => scenarios[at] == Some(Scenario::Actual),
        };
        // How far two of them lie apart is said beside them only: `VAR` beside `Direct` sells for others.
        let is_open = |said: &Option<Scenario>| said.is_none_or(|said| said == Scenario::Variance);
        let none_says = scenarios.iter().all(is_open);
        if self.figures.iter().any(|figure| figure.measure.is_none()) && !says(Scenario::Version) {
            if scenarios.iter().all(Option::is_none) || (!says(Scenario::Actual) && self.stands_apart()) {
                return Unlabelled::Found(Where::Everywhere, all().collect());
            }
        } else if self.figures.iter().all(|figure| figure.measure.is_some()) {
            // The months of `Month | YTD`.
            let mut plain = (0..labels.len()).filter(|&at| scenarios[at] != Some(Scenario::ToDate));
            if let (Some(at), None) = (plain.next(), plain.next())
                && (is_actual(at) || is_of_period(labels[at]) || (labels.len() > 1 && scenarios[at].is_none()))
            {
                return under(labels[at]);
            }
            if line.is_none() && none_says {
                let add_up = input.within == Within::Sum && !labels.iter().any(|label| measures_otherwise(label));
                return if add_up { Unlabelled::Found(Where::All, Vec::new()) } else { Unlabelled::Missing };
            }
        }
        Unlabelled::Asked(self.question_of_scenarios(sheet, &labels, |label| line_under(canonical, label, line)))
    }

    /// Whether the labels stand beside their periods, or over a block of its own whose periods stand elsewhere without.
    fn stands_apart(&self) -> bool {
        let (labelled, plain): (Vec<&FigureColumn>, Vec<_>) =
            self.figures.iter().partition(|figure| figure.measure.is_some());
        labelled.iter().all(|figure| figure.is_tagged || plain.iter().any(|other| other.span == figure.span))
    }

    fn question_of_scenarios(
        &self,
        sheet: &Sheet,
        labels: &[&str],
        line_under: impl Fn(&str) -> String,
    ) -> TableProblem {
        let row = (self.bottom + 1).min(sheet.grid.height().saturating_sub(1));
        let mut said = Vec::new();
        let mut lines = Vec::new();
        let plain: Vec<&FigureColumn> = self.figures.iter().filter(|figure| figure.measure.is_none()).collect();
        if let Some(first) = plain.first() {
            said.push((String::new(), sheet.grid.cell(row, first.column)));
            lines.push(line_under(&reference(plain.iter().map(|figure| figure.column))));
        }
        // How far two of them lie apart is nobody's measure.
        for label in labels.iter().filter(|label| scenario::of_tag(label) != Some(Scenario::Variance)) {
            let first = self.figures.iter().find(|figure| figure.measure.as_deref() == Some(label));
            said.push(((*label).to_owned(), sheet.grid.cell(row, first.map_or(0, |figure| figure.column))));
            lines.push(line_under(label));
        }
        TableProblem::ScenariosAcross { said, lines }
    }
}

/// A label of figures that are nobody's amounts, and add up to nothing with those of others.
fn measures_otherwise(label: &str) -> bool {
    const WORDS: [&str; 18] = [
        "units",
        "unit",
        "quantity",
        "qty",
        "volume",
        "count",
        "price",
        "cost",
        "costs",
        "users",
        "customers",
        "orders",
        "수량",
        "건수",
        "단가",
        "원가",
        "menge",
        "anzahl",
    ];
    let folded = name::fold(label);
    is_rate(label) || folded.split(|c: char| !c.is_alphanumeric()).any(|word| WORDS.contains(&word))
}

/// A label that says that its figures are those of the period alone.
fn is_of_period(label: &str) -> bool {
    ["month", "months", "monthly", "period", "in month", "monat", "mois", "mes", "당월", "월", "월별", "월간", "単月"]
        .contains(&name::fold(label).as_str())
}
