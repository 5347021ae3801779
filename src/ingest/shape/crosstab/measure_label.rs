//! A measure of a crosstab and where it stands: under a label or under none, in all lines or in lines of its own.

use super::columns::FigureColumn;
use crate::name;
use crate::schema::MeasureKind;

/// A measure with where it is.
#[derive(Debug)]
pub(crate) struct MeasureLabel {
    pub(crate) canonical: String,
    pub(crate) at: Where,
    /// Where the lines are measures: those of this one.
    pub(crate) line: Option<MeasureLine>,
    pub(crate) measure_kind: MeasureKind,
}

/// Columns of figures.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Where {
    /// Those that have no label of a measure.
    Everywhere,
    /// Those under one of these labels.
    Under(Vec<String>),
    /// All of them, whatever stands over them.
    All,
}

/// Lines that have one of some labels in a column of labels.
#[derive(Debug, Clone)]
pub(crate) struct MeasureLine {
    pub(crate) id: usize,
    pub(crate) labels: Vec<String>,
}

impl MeasureLine {
    /// Whether a line with this label is one of the measure.
    pub(crate) fn is_called(&self, own: &str) -> bool {
        let own = name::fold(name::without_footnote(own));
        self.labels.iter().any(|label| name::fold(label) == own)
    }
}

impl MeasureLabel {
    /// The column of this measure among those of one period, in a line with these labels.
    pub(crate) fn column_of(&self, columns: &[&FigureColumn], line: &[String]) -> Option<usize> {
        let is_mine = |wanted: &MeasureLine| line.get(wanted.id).is_some_and(|own| wanted.is_called(own));
        let mine = self.line.as_ref().is_none_or(is_mine);
        columns.iter().find(|figure| mine && self.reads(figure)).map(|figure| figure.column)
    }

    /// Whether a column of figures is read for this measure.
    pub(crate) fn reads(&self, figure: &FigureColumn) -> bool {
        match (&self.at, &figure.measure) {
            (Where::Under(wanted), Some(label)) => is_among(wanted, label),
            (Where::Everywhere, None) | (Where::All, _) => true,
            (Where::Under(_), None) | (Where::Everywhere, Some(_)) => false,
        }
    }

    pub(crate) fn is_of(&self, label: Option<&String>) -> bool {
        match (&self.at, label) {
            (Where::Under(wanted), Some(label)) => is_among(wanted, label),
            (Where::Under(_), None) => false,
            _ => true,
        }
    }

    /// The line of the pipeline that takes the measure from the columns of a label.
    pub(crate) fn line_under(&self, label: &str) -> String {
        line_under(&self.canonical, label, self.line.as_ref())
    }
}

/// The line of the pipeline that takes a measure from the columns of a label, and from its own lines where it has some.
pub(super) fn line_under(canonical: &str, label: &str, line: Option<&MeasureLine>) -> String {
    match line {
        Some(line) => {
            let both: Vec<String> = line.labels.iter().map(|own| format!("\"{label} / {own}\"")).collect();
            let both = if let [one] = both.as_slice() { one.clone() } else { format!("[{}]", both.join(", ")) };
            format!("{canonical} = {both}")
        }
        None => format!("{canonical} = \"{label}\""),
    }
}

fn is_among(wanted: &[String], label: &str) -> bool {
    wanted.iter().any(|wanted| name::fold(wanted) == name::fold(label))
}
