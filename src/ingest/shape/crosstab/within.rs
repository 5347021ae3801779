//! Several columns of one period: which of them count. Days and weeks of a flow add up, of a stock the last one counts;
//! what has no days of its own is asked about.

use super::columns::{Crosstab, FigureColumn};
use super::lines::CrosstabLine;
use super::measure_label::MeasureLabel;
use crate::calendar::{Date, FiscalCalendar, Span};
use crate::diagnostic::Finding;
use crate::ingest::table_problem::TableProblem;
use crate::pipeline::{Input, Within};
use crate::place::column_letters;
use crate::schema::MeasureKind;
use crate::sheet::Sheet;
use std::collections::{BTreeMap, BTreeSet};

/// Columns of figures that one row is made of: of one heading and the same values of all dimensions.
pub(super) struct FigureHeading<'a> {
    pub(super) span: Option<Span>,
    /// Where others share its period.
    pub(super) day: Option<Date>,
    pub(super) values: &'a [String],
    pub(super) columns: Vec<&'a FigureColumn>,
}

/// All headings, and the columns that do not count for a measure.
pub(super) struct FigureHeadings<'a> {
    pub(super) all: Vec<FigureHeading<'a>>,
    /// Position of the measure and column.
    left_out: BTreeSet<(usize, usize)>,
}

impl FigureHeadings<'_> {
    /// The column of each measure under a heading, in a line with these labels.
    pub(super) fn cells(
        &self,
        heading: &FigureHeading<'_>,
        measures: &[MeasureLabel],
        line: &[String],
    ) -> Vec<Option<usize>> {
        let column = |(at, measure): (usize, &MeasureLabel)| {
            measure.column_of(&heading.columns, line).filter(|&column| !self.left_out.contains(&(at, column)))
        };
        measures.iter().enumerate().map(column).collect()
    }
}

/// Columns that share a period and the values of all dimensions.
struct Group<'a> {
    span: Option<Span>,
    values: &'a [String],
    columns: Vec<&'a FigureColumn>,
}

/// What one measure does with several columns of a period.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Several {
    Added,
    Last,
    Asked,
}

impl Crosstab {
    /// The headings in the order of the sheet, each with the columns that count; `None` where that must be asked.
    pub(super) fn headings(
        &self,
        sheet: &Sheet,
        input: &Input,
        calendar: &FiscalCalendar,
        measures: &[MeasureLabel],
        lines: &[CrosstabLine],
        findings: &mut Vec<Finding>,
    ) -> Option<FigureHeadings<'_>> {
        let groups = self.groups();
        let mut left_out: BTreeSet<(usize, usize)> = BTreeSet::new();
        for (at, measure) in measures.iter().enumerate() {
            // A column without a figure counts for nothing.
            let has_figure = |figure: &&FigureColumn| {
                lines.iter().any(|line| {
                    measure.column_of(&[figure], &line.ids).is_some()
                        && !sheet.grid.value(line.row, figure.column).is_blank()
                })
            };
            let mine = groups.iter().filter(|group| group.columns.len() > 1).map(|group| -> Vec<&FigureColumn> {
                group.columns.iter().copied().filter(|figure| measure.reads(figure)).filter(has_figure).collect()
            });
            let several: Vec<Vec<&FigureColumn>> = mine.filter(|columns| columns.len() > 1).collect();
            let Some(first) = several.first() else { continue };
            let what = several.iter().map(|columns| several_of(columns, input.within, measure.measure_kind));
            let what = what.reduce(|one, other| if one == Several::Asked { one } else { other });
            match what {
                Some(Several::Asked) => {
                    findings.push(self.question(sheet, calendar, measure, &several, lines));
                    return None;
                }
                Some(Several::Last) => {
                    for columns in &several {
                        let last = columns.iter().max_by_key(|figure| (figure.day, figure.column));
                        let others = columns.iter().filter(|figure| last.is_none_or(|l| l.column != figure.column));
                        left_out.extend(others.map(|figure| (at, figure.column)));
                    }
                }
                Some(Several::Added) | None => {}
            }
            let columns: usize = several.iter().map(Vec::len).sum();
            let is_added = what == Some(Several::Added);
            let cuts_weeks = is_added
                && input.within == Within::Auto
                && cuts_weeks(self.figures.iter().filter(|figure| measure.reads(figure)), calendar);
            let second = first[1].column;
            let place = sheet.cell_place(sheet.grid.cell(self.bottom, second));
            let problem = TableProblem::ColumnsOfPeriod { columns, periods: several.len(), is_added };
            findings.push(Finding::new(place.clone(), problem));
            findings.extend(cuts_weeks.then(|| Finding::new(place, TableProblem::WeeksCut)));
        }
        Some(FigureHeadings {
            all: groups.into_iter().flat_map(|group| headings_of(group, measures)).collect(),
            left_out,
        })
    }

    fn groups(&self) -> Vec<Group<'_>> {
        let mut groups: Vec<Group<'_>> = Vec::new();
        let mut at: BTreeMap<(Option<i32>, &[String]), usize> = BTreeMap::new();
        for figure in &self.figures {
            let key = (figure.span.map(|span| span.first.serial()), figure.values.as_slice());
            let at = *at.entry(key).or_insert_with(|| {
                groups.push(Group { span: figure.span, values: &figure.values, columns: Vec::new() });
                groups.len() - 1
            });
            groups[at].columns.push(figure);
        }
        groups
    }

    /// Asks which of the columns are meant, with a figure of each and the lines to paste.
    fn question(
        &self,
        sheet: &Sheet,
        calendar: &FiscalCalendar,
        measure: &MeasureLabel,
        several: &[Vec<&FigureColumn>],
        lines: &[CrosstabLine],
    ) -> Finding {
        let columns = several.first().map_or(&[][..], Vec::as_slice);
        let row = lines.first().map_or(self.bottom, |line| line.row);
        let example = |figure: &&FigureColumn| {
            let value = sheet.grid.value(row, figure.column).as_text().map(std::borrow::Cow::into_owned);
            (value.unwrap_or_default(), sheet.grid.cell(row, figure.column))
        };
        let most = several.iter().map(Vec::len).max().unwrap_or(0);
        let reading = |turn: usize| -> String {
            let is_other = |figure: &FigureColumn| {
                let group = several.iter().find(|columns| columns.iter().any(|other| other.column == figure.column));
                group.is_some_and(|columns| columns.get(turn).is_none_or(|mine| mine.column != figure.column))
            };
            let mine = self.figures.iter().filter(|figure| measure.reads(figure) && !is_other(figure));
            measure.line_under(&reference(mine.map(|figure| figure.column)))
        };
        let heading = columns.first().map(|figure| match figure.span {
            Some(span) => calendar.span_label(span),
            None => figure.values.join(" / "),
        });
        let problem = TableProblem::SeveralColumns {
            heading: heading.unwrap_or_default(),
            examples: columns.iter().take(2).map(example).collect(),
            lines: (0..most.min(4)).map(reading).collect(),
        };
        Finding::new(sheet.cell_place(sheet.grid.cell(self.bottom, columns.get(1).map_or(0, |f| f.column))), problem)
    }
}

fn several_of(columns: &[&FigureColumn], within: Within, kind: MeasureKind) -> Several {
    let days: BTreeSet<Date> = columns.iter().filter_map(|figure| figure.day).collect();
    match within {
        Within::Auto if days.len() < columns.len() => Several::Asked,
        Within::Auto if kind == MeasureKind::Flow => Several::Added,
        Within::Sum => Several::Added,
        Within::Auto | Within::Last => Several::Last,
    }
}

/// Whether the columns are weeks of which some lie in two periods, whether their days are first or last ones.
fn cuts_weeks<'a>(figures: impl Iterator<Item = &'a FigureColumn>, calendar: &FiscalCalendar) -> bool {
    let days: BTreeSet<Date> = figures.filter_map(|figure| figure.day).collect();
    let days: Vec<Date> = days.into_iter().collect();
    let steps: Vec<i64> = days.windows(2).map(|pair| (pair[1] - pair[0]).num_days()).collect();
    // A week may be missing.
    let weekly = steps.contains(&7) && steps.iter().all(|step| step % 7 == 0);
    let cut = |shift: i64| {
        days.iter().any(|&day| {
            let other = day.checked_add_signed(crate::calendar::TimeDelta::days(shift));
            other.is_some_and(|other| calendar.period_of(day) != calendar.period_of(other))
        })
    };
    days.len() > 1 && weekly && cut(6) && cut(-6)
}

/// The headings of a group: one where each measure has one column, else one a day, and one a column of the same day or
/// without days.
fn headings_of<'a>(group: Group<'a>, measures: &[MeasureLabel]) -> Vec<FigureHeading<'a>> {
    let Group { span, values, columns } = group;
    let read_by = |figure: &FigureColumn| -> Vec<usize> {
        (0..measures.len()).filter(|&at| measures[at].reads(figure)).collect()
    };
    let columns: Vec<(&FigureColumn, Vec<usize>)> =
        columns.into_iter().map(|figure| (figure, read_by(figure))).filter(|(_, by)| !by.is_empty()).collect();
    let dated = columns.iter().all(|(figure, _)| figure.day.is_some());
    let mut turns: BTreeMap<(Option<Date>, usize), Vec<&FigureColumn>> = BTreeMap::new();
    for (at, (figure, by)) in columns.iter().enumerate() {
        let day = figure.day.filter(|_| dated);
        let is_same =
            |(other, others): &&(&FigureColumn, Vec<usize>)| others == by && other.day.filter(|_| dated) == day;
        turns.entry((day, columns[..at].iter().filter(is_same).count())).or_default().push(figure);
    }
    let is_one = turns.len() == 1;
    let heading = |((day, _), columns): ((Option<Date>, usize), Vec<&'a FigureColumn>)| FigureHeading {
        span,
        day: day.filter(|_| !is_one),
        values,
        columns,
    };
    turns.into_iter().map(heading).collect()
}

/// `[B:D]`, `[B,D:F]`: columns by their letters.
pub(super) fn reference(columns: impl Iterator<Item = usize>) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for column in columns {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == column => *last = column,
            _ => runs.push((column, column)),
        }
    }
    let letters = |column: usize| column_letters(u32::try_from(column).unwrap_or(0));
    let run = |(first, last): (usize, usize)| {
        if first == last { letters(first) } else { format!("{}:{}", letters(first), letters(last)) }
    };
    format!("[{}]", runs.into_iter().map(run).collect::<Vec<_>>().join(","))
}
