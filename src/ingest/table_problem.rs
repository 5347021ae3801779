//! What a table drawn by people leaves open, or what was done about it.

use crate::diagnostic::{Problem, Rule, Said, rules};
use crate::prose::{count, shown};

/// How a blank cell came to have the label above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FilledBy {
    Merge,
    /// The sheet groups its lines, and only the first of a group says its name.
    Group,
    /// The label stands in a row of its own above the lines.
    Section,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableProblem {
    FilledDown { column: String, cells: usize, by: FilledBy },
    UnnamedTotal { label: Option<String>, of: String },
    UnknownFigure { column: String, said: String, cells: usize },
    OtherCurrency { column: String, value: String, found: &'static str, expected: String },
    ShownScaled { column: String, said: String },
    UnclearUnit { column: String, said: String, other: String },
    UnclearPeriod { label: String, readings: [String; 2] },
}

rules! {
    FILLED_DOWN = "filled_down", Note, true, "Blank cells took the label above them: they are merged with it, or the sheet says each label once for a group of lines. Write the label into every row where that is wrong.";
    UNNAMED_TOTAL = "unnamed_total", Note, true, "The figures of a row are the sum of the rows above it, though its label does not say so. It is a total and was left out; give it a figure or a label of its own if it is not.";
    UNKNOWN_FIGURE = "unknown_figure", Warn, true, "A cell for a figure says n/a or the like. That is no figure, so it adds nothing to any sum, and a row without any figure is no row: a subscription that is not known looks like one that ended. Write 0 or leave the cell blank where there was nothing, and the figure where there was.";
    OTHER_CURRENCY = "other_currency", Stop, false, "A cell wears the sign or code of a currency that is not the one of the pipeline. Adding it to the others would be wrong: deliver the column in one currency, or leave such rows out with `where`.";
    SHOWN_SCALED = "shown_scaled", Note, true, "The sheet says that its figures are in thousands or millions, and its number formats scale what is shown by as much. The stored figures are in ones already and were not multiplied; `unit` in the input says otherwise.";
    UNCLEAR_UNIT = "unclear_unit", Stop, false, "Two things in the sheet say different units for one column, and nothing tells which of them holds. Set `unit` in the input to what a 1 in a cell stands for.";
    UNCLEAR_PERIOD = "unclear_period", Stop, false, "A heading such as 2026.1 is stored as a number, which January and October share, and the headings beside it do not tell which is meant. Write it as text (2026.10) or as a date.";
}

impl Problem for TableProblem {
    fn rule(&self) -> &'static Rule {
        match self {
            Self::FilledDown { .. } => &FILLED_DOWN,
            Self::UnnamedTotal { .. } => &UNNAMED_TOTAL,
            Self::UnknownFigure { .. } => &UNKNOWN_FIGURE,
            Self::OtherCurrency { .. } => &OTHER_CURRENCY,
            Self::ShownScaled { .. } => &SHOWN_SCALED,
            Self::UnclearUnit { .. } => &UNCLEAR_UNIT,
            Self::UnclearPeriod { .. } => &UNCLEAR_PERIOD,
        }
    }

    fn message(&self) -> String {
        match self {
            Self::FilledDown { column, cells, by } => {
                let why = match by {
                    FilledBy::Merge => "the merged cell above",
                    FilledBy::Group => "the first line of the group",
                    FilledBy::Section => "the row above the lines",
                };
                format!("{} of column `{}` took the label of {why}", count(*cells, "blank cell"), shown(column))
            }
            Self::UnnamedTotal { label: Some(label), of } => {
                format!("`{}` is the sum of {of}, and was left out as a total", shown(label))
            }
            Self::UnnamedTotal { label: None, of } => {
                format!("a row without a label is the sum of {of}, and was left out as a total")
            }
            Self::UnknownFigure { column, said, cells } => format!(
                "`{}` in column `{}` is no figure: {} {} as if nothing were there",
                shown(said),
                shown(column),
                count(*cells, "cell"),
                if *cells == 1 { "counts" } else { "count" }
            ),
            Self::OtherCurrency { column, value, found, expected } => {
                format!("expected {expected} in column `{}`, found {found} in `{}`", shown(column), shown(value))
            }
            Self::ShownScaled { column, said } => format!(
                "`{}` is what the number formats of column `{}` show; the stored figures were taken as ones",
                shown(said),
                shown(column)
            ),
            Self::UnclearUnit { column, said, other } => {
                format!("the unit of column `{}` is not clear: `{}` or {other}", shown(column), shown(said))
            }
            Self::UnclearPeriod { label, readings: [first, second] } => {
                format!("the heading `{}` reads as {first} and as {second}", shown(label))
            }
        }
    }

    fn hint(&self) -> Option<String> {
        match self {
            Self::FilledDown { .. } | Self::UnnamedTotal { .. } | Self::ShownScaled { .. } => None,
            Self::UnknownFigure { .. } => {
                Some("leave it blank or write 0 where there was nothing, and the figure where there was".to_owned())
            }
            Self::OtherCurrency { .. } => Some("leave such rows out with `where`, or deliver one currency".to_owned()),
            Self::UnclearUnit { .. } => Some("set `unit` in this input".to_owned()),
            Self::UnclearPeriod { .. } => Some("write the heading as text or as a date".to_owned()),
        }
    }

    fn in_korean(&self) -> Option<Said> {
        self.korean()
    }
}
