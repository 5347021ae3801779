//! Which lines of a crosstab are totals, and whether those and the columns of sums are what they sum.

use super::columns::{Crosstab, FigureColumn};
use super::measure_label::MeasureLabel;
use crate::diagnostic::Finding;
use crate::ingest::finding_cap::FindingCap;
use crate::ingest::shape::totals::{
    self, Alike, CellFigure, ColumnSums, Marks, Naming, RowSums, TotalVerdict, TotalsAcross,
};
use crate::ingest::table_problem::TableProblem;
use crate::pipeline::{Input, Totals};
use crate::schema::MeasureKind;
use crate::sheet::{Sheet, TotalRow};

pub(crate) struct LineSums<'a> {
    sheet: &'a Sheet,
    policy: Totals,
    rows: RowSums<'a>,
    columns: ColumnSums,
    /// Columns of the figures.
    figures: Vec<usize>,
    /// Totals without a name, each with its row.
    unnamed: Vec<(usize, Finding)>,
}

/// The decimal marks that the columns of each measure have in some rows, as the measure is read afterwards.
pub(crate) fn marks(crosstab: &Crosstab, sheet: &Sheet, input: &Input, rows: &[usize]) -> Marks {
    let mut groups: Vec<(Option<&String>, Alike)> = Vec::new();
    for figure in &crosstab.figures {
        let measure = figure.measure.as_ref();
        if let Some((_, alike)) = groups.iter_mut().find(|(known, _)| *known == measure) {
            alike.figures.push(figure.column);
        } else {
            let sums = crosstab.sums.iter().filter(|sum| sum.measure.as_ref() == measure);
            let totals = sums.map(|sum| sum.column).collect();
            groups.push((measure, Alike { figures: vec![figure.column], totals }));
        }
    }
    let groups: Vec<Alike> = groups.into_iter().map(|(_, alike)| alike).collect();
    Marks::decide(sheet, rows, &groups, input.decimal)
}

/// Whether a line with figures is a total of those above it. One that lacks a label which lines have is no line, so its name
/// is enough.
pub(crate) fn is_total_line(sums: &mut RowSums<'_>, row: usize, labels: &[Option<String>], lacks_name: bool) -> bool {
    match naming(labels) {
        Some(Naming::Plain) => true,
        Some(Naming::WithSubject) if lacks_name => true,
        // A line with all its labels may be called so, too, and one figure may be a sum by chance.
        Some(Naming::WithSubject) => {
            sums.is_compared(row)
                && matches!(sums.verdict(row), TotalVerdict::Agrees(_))
                && (labels.iter().any(Option::is_none) || sums.count_added(row) >= 2)
        }
        None if labels.iter().all(Option::is_none) => sums.is_sum(row) && sums.count(row) >= 3,
        None => sums.is_surely_sum(row),
    }
}

fn naming(labels: &[Option<String>]) -> Option<Naming> {
    labels.iter().flatten().find_map(|label| totals::naming(label))
}

impl<'a> LineSums<'a> {
    /// `marked` are the rows by which decimal marks are decided.
    pub(crate) fn new(
        crosstab: &'a Crosstab,
        sheet: &'a Sheet,
        input: &'a Input,
        measures: &'a [MeasureLabel],
        marked: &'a [usize],
    ) -> Self {
        let is_read = |figure: &FigureColumn| measures.iter().any(|measure| measure.reads(figure));
        let columns = crosstab.figures.iter().map(|figure| (figure.column, is_read(figure))).collect();
        let decide = move || marks(crosstab, sheet, input, marked);
        // Stocks of several periods do not add up.
        let flows = measures.iter().all(|measure| measure.measure_kind == MeasureKind::Flow);
        let across_periods = crosstab.figures.iter().any(|figure| figure.span.is_some());
        let compared = input.totals == Totals::Check && (flows || !across_periods);
        let wanted = |sum: &&TotalsAcross| measures.iter().any(|measure| measure.is_of(sum.measure.as_ref()));
        let sums: Vec<TotalsAcross> = crosstab.sums.iter().filter(wanted).cloned().collect();
        let across = |figure: &FigureColumn| TotalsAcross {
            column: figure.column,
            span: figure.span,
            measure: figure.measure.clone(),
        };
        let across: Vec<TotalsAcross> = crosstab.figures.iter().map(across).collect();
        let sums = if compared { sums } else { Vec::new() };
        Self {
            sheet,
            policy: input.totals,
            rows: RowSums::new(&sheet.grid, decide, &input.tolerance, columns),
            columns: ColumnSums::across(&input.tolerance, &across, &sums, &crosstab.sums),
            figures: crosstab.figures.iter().map(|figure| figure.column).collect(),
            unnamed: Vec::new(),
        }
    }

    /// A label of the lines below it.
    pub(crate) fn heading(&mut self) {
        self.rows.heading();
    }

    /// Whether a line is a total; one of data is added to what the next total sums.
    pub(crate) fn takes(&mut self, row: usize, labels: &[Option<String>], lacks_name: bool) -> bool {
        if self.policy == Totals::Data {
            return false;
        }
        let figures: Vec<CellFigure> = self.rows.figures(row).to_vec();
        if let Some(marks) = self.rows.marks() {
            self.columns.compare(&self.sheet.grid, marks, row, &figures);
        }
        let is_total = is_total_line(&mut self.rows, row, labels, lacks_name);
        if !is_total {
            self.rows.line(row);
            return false;
        }
        if naming(labels).is_none() {
            let first = self.figures.first().copied().unwrap_or(0);
            let label = labels.iter().flatten().next_back().cloned();
            let of = totals::range_above(self.sheet, self.rows.nearest_lines(), first);
            let place = self.sheet.cell_place(self.sheet.grid.cell(row, first));
            self.unnamed.push((row, Finding::new(place, TableProblem::UnnamedTotal { label, of })));
        }
        self.rows.total(row);
        true
    }

    /// Says what is to be said of the totals, lists them, and has the marks by which they were read.
    pub(crate) fn finish(self, findings: &mut Vec<Finding>, totals: &mut Vec<TotalRow>) -> Option<Marks> {
        let Self { sheet, policy, rows, columns, figures, unnamed } = self;
        let marks = rows.marks().cloned();
        let mut found = unnamed;
        for (row, verdict) in rows.finish() {
            totals.push(totals::total_row(sheet, row, figures.first().copied().unwrap_or(0), &verdict));
            let TotalVerdict::Differs(gap) = verdict else { continue };
            if policy == Totals::Check {
                found.push((row, totals::mismatch_in_row(sheet, row, &gap)));
            }
        }
        found.sort_by_key(|(row, _)| *row);
        findings.extend(found.into_iter().map(|(_, finding)| finding));
        let mut cap = FindingCap::new(sheet.place());
        for verdict in columns.finish() {
            for gap in verdict.gaps {
                let cell = |at: Option<&usize>| sheet.grid.cell(gap.row, at.map_or(0, |&at| figures[at]));
                let of = totals::range(sheet, cell(verdict.of.first()), cell(verdict.of.last()));
                let total = sheet.grid.cell(gap.row, verdict.column);
                cap.add(findings, totals::mismatch(sheet, total, &gap.stated, &gap.summed, of));
            }
        }
        cap.close(findings);
        marks
    }
}
