//! Crosstabs: periods across, one or several measures under each. They are unpivoted into rows, one a line and period,
//! and every figure keeps the address of the cell it came from.

use super::book::{Sheet, Trace};
use super::grid::{Grid, Raw, Value};
use super::header::Header;
use super::number::{self, Mark, Reading};
use super::problem::IngestProblem;
use super::totals::{self, Naming, Running, Tolerance, TotalCell};
use crate::amount::{Amount, Decimal};
use crate::calendar::{FiscalCalendar, Span};
use crate::diagnostic::Finding;
use crate::name;
use crate::pipeline::{ColumnSource, Input};
use crate::place::Cell;
use crate::schema::Role;

/// How far down a header is looked for, and how many rows it may take.
const DEPTH: usize = 50;
const TALLEST: usize = 3;

/// A sheet whose header has periods.
#[derive(Debug)]
pub(super) struct Crosstab {
    /// Index of the last row of the header.
    pub(super) bottom: usize,
    /// Columns that say what a line is about, with their names.
    ids: Vec<(usize, String)>,
    /// Columns of figures with their period and the label of their measure, where there is one.
    figures: Vec<FigureColumn>,
}

#[derive(Debug, Clone)]
struct FigureColumn {
    column: usize,
    span: Span,
    measure: Option<String>,
}

/// The measures that the figures are, each with the label it has in the header.
#[derive(Debug)]
struct MeasureLabel {
    canonical: String,
    /// `None` takes the columns without a label.
    label: Option<String>,
}

/// Looks for a header with the wanted names of the lines and at least two periods.
pub(super) fn find(sheet: &Sheet, input: &Input, calendar: &FiscalCalendar) -> Option<Crosstab> {
    let grid = &sheet.grid;
    let wanted: Vec<&[String]> = id_names(input).collect();
    let bottoms = match input.header_row {
        Some(row) => row.checked_sub(1).and_then(|number| grid.row_index(number)).into_iter().collect(),
        None => (0..grid.height().min(DEPTH)).collect::<Vec<_>>(),
    };
    for bottom in bottoms {
        for height in 1..=TALLEST.min(bottom + 1) {
            let labels = header_labels(grid, bottom + 1 - height, bottom);
            let found = |names: &&[String]| {
                labels.iter().any(|column| {
                    column.iter().any(|(_, label)| names.iter().any(|n| name::fold(n) == name::fold(label)))
                })
            };
            if !wanted.iter().all(found) {
                continue;
            }
            let crosstab = classify(grid, bottom, &labels, &wanted, calendar);
            if crosstab.figures.len() < 2 {
                continue;
            }
            // `Actual | Budget` under the months belong to the header, though it says all it must without them.
            if height < TALLEST && crosstab.is_row_of_labels(grid, bottom + 1) {
                let labels = header_labels(grid, bottom + 1 - height, bottom + 1);
                return Some(classify(grid, bottom + 1, &labels, &wanted, calendar));
            }
            return Some(crosstab);
        }
    }
    None
}

/// Names of the columns that say what a line is about.
fn id_names(input: &Input) -> impl Iterator<Item = &[String]> {
    input.fact.schema().columns.iter().filter_map(|spec| {
        let about = matches!(spec.role, Role::Product | Role::Customer | Role::Text);
        match input.columns.get(spec.name) {
            Some(ColumnSource::Headers(names)) if about => Some(names.as_slice()),
            _ => None,
        }
    })
}

/// The labels over every column, from the top of the header down. A label over several columns stands in the first
/// only, so labels above the last row reach to the right until the next one.
fn header_labels(grid: &Grid, top: usize, bottom: usize) -> Vec<Vec<(usize, String)>> {
    let mut labels: Vec<Vec<(usize, String)>> = vec![Vec::new(); grid.width()];
    for row in top..=bottom {
        let mut reaching: Option<String> = None;
        for (column, over) in labels.iter_mut().enumerate() {
            let own = grid.value(row, column).as_text().map(|text| name::tidy(&text)).filter(|text| !text.is_empty());
            let below_is_blank = row < bottom && (row + 1..=bottom).all(|below| grid.value(below, column).is_blank());
            match own {
                Some(text) => {
                    reaching = Some(text.clone());
                    over.push((row, text));
                }
                None if row < bottom && !below_is_blank => over.extend(reaching.clone().map(|text| (row, text))),
                None => {}
            }
        }
    }
    labels
}

fn classify(
    grid: &Grid,
    bottom: usize,
    labels: &[Vec<(usize, String)>],
    wanted: &[&[String]],
    calendar: &FiscalCalendar,
) -> Crosstab {
    let mut ids = Vec::new();
    let mut figures: Vec<FigureColumn> = Vec::new();
    for (column, over) in labels.iter().enumerate() {
        let is_wanted =
            |label: &str| wanted.iter().any(|names| names.iter().any(|n| name::fold(n) == name::fold(label)));
        if let Some((_, label)) = over.iter().find(|(_, label)| is_wanted(label)) {
            ids.push((column, label.clone()));
            continue;
        }
        if over.iter().any(|(_, label)| totals::naming(label).is_some()) {
            continue;
        }
        match period_of(grid, column, over, calendar) {
            Some((span, rest)) => {
                let measure = (!rest.is_empty()).then(|| rest.join(" "));
                figures.push(FigureColumn { column, span, measure });
            }
            None => ids.extend(over.last().map(|(_, label)| (column, label.clone()))),
        }
    }
    // Quarters and years beside months are their totals.
    let shortest = figures.iter().map(|figure| figure.span.len()).min().unwrap_or(0);
    figures.retain(|figure| figure.span.len() == shortest);
    // What stands right of the figures is about them, not about the line.
    if let Some(first) = figures.iter().map(|figure| figure.column).min() {
        ids.retain(|(column, label)| *column < first || is_named(label, wanted));
    }
    Crosstab { bottom, ids, figures }
}

fn is_named(label: &str, wanted: &[&[String]]) -> bool {
    wanted.iter().any(|names| names.iter().any(|n| name::fold(n) == name::fold(label)))
}

/// The period over a column, and the labels that are not part of it.
fn period_of(
    grid: &Grid,
    column: usize,
    over: &[(usize, String)],
    calendar: &FiscalCalendar,
) -> Option<(Span, Vec<String>)> {
    let rest_without = |skip: &[usize]| {
        over.iter().enumerate().filter(|(at, _)| !skip.contains(at)).map(|(_, (_, label))| label.clone()).collect()
    };
    let mut best: Option<(Span, Vec<usize>)> = None;
    let mut take = |span: Span, used: Vec<usize>| {
        if best.as_ref().is_none_or(|(known, _)| span.len() < known.len()) {
            best = Some((span, used));
        }
    };
    for (at, (row, label)) in over.iter().enumerate() {
        if let Value::Day(day) = grid.value(*row, column) {
            if let Some(period) = calendar.period_of(day) {
                take(Span::of(period), vec![at]);
            }
        } else if let Some(span) = calendar.parse_label(label) {
            take(span, vec![at]);
        }
    }
    // `2026` over `10월`, `FY26` over `Q1`: two labels that say one period together.
    for (first, (_, upper)) in over.iter().enumerate() {
        for (second, (_, lower)) in over.iter().enumerate().skip(first + 1) {
            if let Some(span) = calendar.parse_label(&format!("{upper} {lower}")) {
                take(span, vec![first, second]);
            }
        }
    }
    best.map(|(span, used)| (span, rest_without(&used)))
}

impl Crosstab {
    /// Whether a row has texts over the figures that are no figures, and says nothing of a line.
    fn is_row_of_labels(&self, grid: &Grid, row: usize) -> bool {
        let is_label = |value: Value<'_>| match value {
            Value::Text(text) => {
                number::read(text, Mark::Point) == Reading::Unreadable
                    && number::read(text, Mark::Comma) == Reading::Unreadable
            }
            _ => false,
        };
        let over: Vec<Value<'_>> = self
            .figures
            .iter()
            .map(|figure| grid.value(row, figure.column))
            .filter(|value| !value.is_blank())
            .collect();
        row < grid.height()
            && over.len() >= 2
            && over.into_iter().all(is_label)
            && self.ids.iter().all(|&(column, _)| grid.value(row, column).is_blank())
    }

    /// One row a line and period. Totals are compared with what they sum and left out; a blank cell is no row.
    pub(super) fn unpivot(
        &self,
        sheet: &Sheet,
        input: &Input,
        calendar: &FiscalCalendar,
        findings: &mut Vec<Finding>,
    ) -> Option<(Sheet, Header)> {
        let measures = self.measures(sheet, input, findings)?;
        let lines = self.lines(sheet, input, findings);
        let mut names: Vec<String> = self.ids.iter().map(|(_, label)| label.clone()).collect();
        let period_at = names.len();
        names.push(period_name(input));
        names.extend(measures.iter().map(|measure| measure_name(input, &measure.canonical)));
        let mut long = Grid::default();
        let mut trace = Trace::new(self.ids.iter().map(|&(column, _)| column).collect());
        for (column, name) in names.iter().enumerate() {
            long.push_text(Cell { row: 0, column: narrow(column) }, name).ok()?;
        }
        trace.push(sheet.grid.row_number(self.bottom), 0, Vec::new());
        let mut row = 1;
        for line in &lines.data {
            for (span, columns) in self.periods() {
                let cells: Vec<Option<usize>> = measures.iter().map(|measure| measure.column_of(&columns)).collect();
                if cells.iter().flatten().all(|&column| sheet.grid.value(line.row, column).is_blank()) {
                    continue;
                }
                for (column, text) in line.ids.iter().enumerate() {
                    long.push_text(Cell { row, column: narrow(column) }, text).ok()?;
                }
                long.push_text(Cell { row, column: narrow(period_at) }, &calendar.span_label(span)).ok()?;
                for (at, column) in cells.iter().enumerate() {
                    let Some(column) = column else { continue };
                    copy(&sheet.grid, line.row, *column, &mut long, Cell { row, column: narrow(period_at + 1 + at) })?;
                }
                let first = cells.iter().flatten().next().copied().unwrap_or(0);
                let at = cells.into_iter().map(|column| column.unwrap_or(first)).map(narrow).collect();
                trace.push(sheet.grid.row_number(line.row), narrow(first), at);
                row += 1;
            }
        }
        trace.totals = lines.totals * self.figures.len();
        let header = Header::of_names(names);
        let unpivoted = Sheet { grid: long, trace: Some(trace), ..sheet.without_cells() };
        Some((unpivoted, header))
    }

    /// The periods in the order of the sheet, each with its columns.
    fn periods(&self) -> Vec<(Span, Vec<&FigureColumn>)> {
        let mut periods: Vec<(Span, Vec<&FigureColumn>)> = Vec::new();
        for figure in &self.figures {
            match periods.iter_mut().find(|(span, _)| *span == figure.span) {
                Some((_, columns)) => columns.push(figure),
                None => periods.push((figure.span, vec![figure])),
            }
        }
        periods
    }

    /// Which measure stands under which label. A single measure needs none.
    fn measures(&self, sheet: &Sheet, input: &Input, findings: &mut Vec<Finding>) -> Option<Vec<MeasureLabel>> {
        let labels: Vec<&String> = self.figures.iter().filter_map(|figure| figure.measure.as_ref()).collect();
        let wanted: Vec<(&str, &[String])> = input
            .fact
            .schema()
            .columns
            .iter()
            .filter(|spec| matches!(spec.role, Role::Measure(..)))
            .filter_map(|spec| match input.columns.get(spec.name) {
                Some(ColumnSource::Headers(names)) => Some((spec.name, names.as_slice())),
                _ => None,
            })
            .collect();
        let mut measures = Vec::new();
        let mut missing = Vec::new();
        for (canonical, names) in &wanted {
            let label = labels.iter().find(|label| names.iter().any(|name| name::fold(name) == name::fold(label)));
            match label {
                Some(label) => {
                    measures.push(MeasureLabel { canonical: (*canonical).to_owned(), label: Some((*label).clone()) });
                }
                None if wanted.len() == 1 && labels.len() < self.figures.len() => {
                    measures.push(MeasureLabel { canonical: (*canonical).to_owned(), label: None });
                }
                None => missing.push(names.to_vec()),
            }
        }
        if measures.is_empty() {
            let mut found: Vec<String> = labels.into_iter().cloned().collect();
            found.dedup();
            let place = sheet.cell_place(sheet.grid.cell(self.bottom, 0));
            for wanted in missing {
                findings
                    .push(Finding::new(place.clone(), IngestProblem::MissingColumn { wanted, found: found.clone() }));
            }
            return None;
        }
        Some(measures)
    }

    /// The lines of data below the header, with blank labels filled from above where the sheet groups its lines.
    fn lines(&self, sheet: &Sheet, input: &Input, findings: &mut Vec<Finding>) -> Lines {
        let grid = &sheet.grid;
        let mark = self.mark(grid, input);
        let mut running = Running::new(self.figures.len());
        let mut above: Vec<String> = vec![String::new(); self.ids.len()];
        let mut lines = Lines { data: Vec::new(), totals: 0 };
        let tolerance = Tolerance::default();
        for row in self.bottom + 1..grid.height() {
            let own: Vec<Option<String>> = self
                .ids
                .iter()
                .map(|&(column, _)| {
                    grid.value(row, column).as_text().map(|text| name::tidy(&text)).filter(|t| !t.is_empty())
                })
                .collect();
            let cells: Vec<TotalCell> = self
                .figures
                .iter()
                .map(|figure| TotalCell {
                    figure: amount(grid.value(row, figure.column), mark),
                    place: sheet.cell_place(grid.cell(row, figure.column)),
                })
                .collect();
            if self.figures.iter().all(|figure| grid.value(row, figure.column).is_blank()) {
                continue;
            }
            let figures: Vec<Option<Amount>> = cells.iter().map(|cell| cell.figure.clone()).collect();
            let named = own.iter().flatten().find_map(|label| totals::naming(label));
            let is_total = match named {
                Some(Naming::Plain) => true,
                Some(Naming::WithSubject) => running.agrees(&cells, &tolerance),
                None => running.is_sum_of_section(&figures),
            };
            if is_total {
                findings.extend(running.close(&cells, &tolerance));
                lines.totals += 1;
                continue;
            }
            running.add(&figures);
            let last = self.ids.len().saturating_sub(1);
            let ids: Vec<String> = own
                .into_iter()
                .enumerate()
                .map(|(at, label)| match label {
                    Some(label) => {
                        above[at].clone_from(&label);
                        // A new group starts its inner labels anew.
                        above.iter_mut().skip(at + 1).for_each(String::clear);
                        label
                    }
                    // The innermost label names the line itself: a blank one is missing, not repeated.
                    None if at < last => above[at].clone(),
                    None => String::new(),
                })
                .collect();
            lines.data.push(Line { row, ids });
        }
        lines
    }

    fn mark(&self, grid: &Grid, input: &Input) -> Mark {
        let texts = || {
            (self.bottom + 1..grid.height()).flat_map(|row| {
                self.figures.iter().filter_map(move |figure| match grid.raw(row, figure.column) {
                    Raw::Text(id) => Some(grid.text(id)),
                    _ => None,
                })
            })
        };
        number::decide(texts(), input.decimal).unwrap_or(Mark::Point)
    }
}

struct Lines {
    data: Vec<Line>,
    /// Rows that are totals.
    totals: usize,
}

struct Line {
    /// Index in the grid.
    row: usize,
    ids: Vec<String>,
}

impl MeasureLabel {
    fn column_of(&self, columns: &[&FigureColumn]) -> Option<usize> {
        let mine = |figure: &&&FigureColumn| match (&self.label, &figure.measure) {
            (Some(wanted), Some(label)) => name::fold(wanted) == name::fold(label),
            (None, None) => true,
            _ => false,
        };
        columns.iter().find(mine).map(|figure| figure.column)
    }
}

/// The header under which the period is looked for in the unpivoted rows.
fn period_name(input: &Input) -> String {
    measure_name(input, "period")
}

fn measure_name(input: &Input, canonical: &str) -> String {
    match input.columns.get(canonical) {
        Some(ColumnSource::Headers(names)) => names.first().cloned().unwrap_or_else(|| canonical.to_owned()),
        _ => canonical.to_owned(),
    }
}

fn amount(value: Value<'_>, mark: Mark) -> Option<Amount> {
    let number = match value {
        Value::Number(number) => Decimal::from_float(number)?,
        Value::Text(text) => match number::read(text, mark) {
            Reading::Number(number) => number,
            _ => return None,
        },
        _ => return None,
    };
    Some(Amount::from_scaled(number.mantissa, number.scale))
}

fn copy(from: &Grid, row: usize, column: usize, to: &mut Grid, cell: Cell) -> Option<()> {
    match from.raw(row, column) {
        Raw::Text(id) => to.push_text(cell, from.text(id)).ok(),
        raw => to.push(cell, raw).ok(),
    }
}

fn narrow(column: usize) -> u32 {
    u32::try_from(column).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::YearName;
    use crate::pipeline;

    fn sheet(rows: &[&[&str]]) -> Sheet {
        let mut grid = Grid::default();
        for (row, cells) in (0..).zip(rows) {
            for (column, text) in (0..).zip(*cells) {
                grid.push_text(Cell { row, column }, text).unwrap();
            }
        }
        Sheet::new(&"x.xlsx".into(), Some("S"), grid)
    }

    fn input(columns: &str) -> Input {
        let text = format!(
            "[pipeline]\nname = \"x\"\ncurrency = \"USD\"\ninputs = \".\"\noutput = \"out\"\n\
             [[input]]\nname = \"revenue\"\nfact = \"revenue\"\nfiles = \"x.xlsx\"\n[input.columns]\n{columns}"
        );
        pipeline::load("x.toml".as_ref(), &text, &[]).unwrap().value.inputs.remove(0)
    }

    /// Unpivots and shows each row as `labels | period | measures @ cells`, then the findings.
    #[track_caller]
    fn check(columns: &str, rows: &[&[&str]], expected: &[&str]) {
        let (sheet, input) = (sheet(rows), input(columns));
        let calendar = FiscalCalendar::months(1, YearName::End).unwrap();
        let mut findings = Vec::new();
        let crosstab = find(&sheet, &input, &calendar).expect("no crosstab found");
        let unpivoted = crosstab.unpivot(&sheet, &input, &calendar, &mut findings);
        let mut shown = Vec::new();
        if let Some((long, header)) = unpivoted {
            for row in 1..long.grid.height() {
                let cell = |column: usize| {
                    long.grid.value(row, column).as_text().map(std::borrow::Cow::into_owned).unwrap_or_default()
                };
                let texts: Vec<String> = (0..header.names.len()).map(cell).collect();
                let last = long.original(long.grid.cell(row, header.names.len() - 1));
                shown.push(format!("{} @ {last}", texts.join(" | ")));
            }
        }
        shown.extend(
            findings.iter().map(|f| format!("{}: {}", f.place.cell().unwrap_or_default(), f.problem.message())),
        );
        assert_eq!(shown, expected);
    }

    #[test]
    fn months_across_become_rows_with_the_address_of_each_figure() {
        check(
            "product = \"Product\"",
            &[
                &["Revenue by product"],
                &[],
                &["", "Product", "2026-09", "2026-10", "", "Total"],
                &["", "Alpha", "10", "20", "", "30"],
                &["", "Beta", "1", "", "", "1"],
            ],
            &["Alpha | 2026-09 | 10 @ C4", "Alpha | 2026-10 | 20 @ D4", "Beta | 2026-09 | 1 @ C5"],
        );
    }

    #[test]
    fn groups_are_filled_down_and_totals_are_compared_and_left_out() {
        check(
            "product = \"Product\"\nregion = \"Area\"",
            &[
                &["Area", "Product", "2026-08", "2026-09", "2026-10"],
                &["East", "Alpha", "10", "20", "5"],
                &["", "Beta", "1", "2", "3"],
                &["소  계", "", "11", "22", "8"],
                &["West", "Alpha", "7", "7", "7"],
                &["", "Beta", "7", "7", "1"],
                &["", "", "14", "14", "8"],
                &["합계", "", "25", "36", "99"],
            ],
            &[
                "East | Alpha | 2026-08 | 10 @ C2",
                "East | Alpha | 2026-09 | 20 @ D2",
                "East | Alpha | 2026-10 | 5 @ E2",
                "East | Beta | 2026-08 | 1 @ C3",
                "East | Beta | 2026-09 | 2 @ D3",
                "East | Beta | 2026-10 | 3 @ E3",
                "West | Alpha | 2026-08 | 7 @ C5",
                "West | Alpha | 2026-09 | 7 @ D5",
                "West | Alpha | 2026-10 | 7 @ E5",
                "West | Beta | 2026-08 | 7 @ C6",
                "West | Beta | 2026-09 | 7 @ D6",
                "West | Beta | 2026-10 | 1 @ E6",
                "E8: the total says 99, what it sums adds up to 16",
            ],
        );
    }

    #[test]
    fn measures_side_by_side_are_told_apart_by_their_labels() {
        check(
            "product = \"Product\"\namount = \"Actual\"",
            &[
                &["Product", "2026-09", "", "2026-10", "", "Total", ""],
                &["", "Actual", "Budget", "Actual", "Budget", "Actual", "Budget"],
                &["Alpha", "10", "11", "20", "22", "30", "33"],
            ],
            &["Alpha | 2026-09 | 10 @ B3", "Alpha | 2026-10 | 20 @ D3"],
        );
    }

    #[test]
    fn quarters_beside_months_are_their_totals() {
        check(
            "product = \"Product\"",
            &[
                &["Product", "2026-01", "2026-02", "2026-03", "FY2026-Q1", "FY2026"],
                &["Alpha", "1", "2", "3", "6", "6"],
            ],
            &["Alpha | 2026-01 | 1 @ B2", "Alpha | 2026-02 | 2 @ C2", "Alpha | 2026-03 | 3 @ D2"],
        );
    }

    #[test]
    fn a_measure_that_stands_nowhere_is_missing_with_the_labels_that_do() {
        check(
            "product = \"Product\"\namount = \"Net\"",
            &[&["Product", "2026-09", "2026-09"], &["", "Actual", "Budget"], &["Alpha", "10", "11"]],
            &["A2: no column `Net`"],
        );
    }
}
