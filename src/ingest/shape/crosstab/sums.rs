//! Which lines of a crosstab are totals, and whether those and the columns of sums are what they sum.

use super::claimed::{TotalLines, named};
use super::columns::{Crosstab, FigureColumn};
use super::measure_label::MeasureLabel;
use crate::diagnostic::Finding;
use crate::ingest::finding_cap::FindingCap;
use crate::ingest::shape::totals::{
    self, Alike, CellFigure, ColumnSums, Lines, Marks, RowSums, Settled, SettledClaims, TotalVerdict, TotalsAcross,
};
use crate::ingest::table_problem::TableProblem;
use crate::pipeline::{Input, Totals};
use crate::schema::MeasureKind;
use crate::sheet::{Sheet, TotalRow};
use std::collections::BTreeMap;

pub(crate) struct LineSums<'a> {
    sheet: &'a Sheet,
    policy: Totals,
    rows: RowSums<'a>,
    columns: ColumnSums,
    /// Columns of the figures.
    figures: Vec<usize>,
    /// What is to be said of single lines, each with its row.
    said: Vec<(usize, Finding)>,
    /// The names of lines that were settled.
    claimed: BTreeMap<usize, String>,
    total_lines: TotalLines<'a>,
}

/// What came out over all lines.
pub(crate) struct LineSumsFound {
    /// The marks by which totals were told.
    pub(crate) marks: Option<Marks>,
    /// What lines are that are called a total and have all their labels, where that was not known.
    pub(crate) settled: Option<SettledClaims>,
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

impl<'a> LineSums<'a> {
    /// `marked` are the rows by which decimal marks are decided.
    pub(crate) fn new(
        crosstab: &'a Crosstab,
        sheet: &'a Sheet,
        input: &'a Input,
        measures: &'a [MeasureLabel],
        marked: &'a [usize],
        settled: Option<&'a SettledClaims>,
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
            said: Vec::new(),
            claimed: BTreeMap::new(),
            total_lines: TotalLines::new(settled),
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
        if self.total_lines.settled().is_some_and(|settled| settled.of(row).is_some())
            && let Some((_, label, _)) = named(labels)
        {
            self.claimed.insert(row, label.clone());
        }
        let is_total = self.total_lines.is_total(&mut self.rows, row, labels, lacks_name);
        if !is_total {
            self.rows.line(row);
            return false;
        }
        let settled = self.total_lines.settled().and_then(|settled| settled.of(row));
        if named(labels).is_none() {
            let first = self.figures.first().copied().unwrap_or(0);
            let label = labels.iter().flatten().next_back().cloned();
            let of = totals::range_above(self.sheet, self.rows.nearest_lines(), first);
            let place = self.sheet.cell_place(self.sheet.grid.cell(row, first));
            self.said.push((row, Finding::new(place, TableProblem::UnnamedTotal { label, of })));
        }
        match settled {
            Some(Settled::Total(Some(lines))) if matches!(self.rows.verdict(row), TotalVerdict::Differs(_)) => {
                self.rows.total_of_like(row, *lines);
            }
            _ => self.rows.total(row),
        }
        true
    }

    /// Says what is to be said of the totals, and lists them. The lines of data have their labels with them.
    pub(crate) fn finish<'l>(
        mut self,
        lines: impl Iterator<Item = (usize, &'l [String])>,
        findings: &mut Vec<Finding>,
        totals: &mut Vec<TotalRow>,
    ) -> LineSumsFound {
        if let Some(settled) = self.total_lines.settled() {
            self.say_settled(settled);
        }
        let Self { sheet, policy, mut rows, columns, figures, said: mut found, total_lines, .. } = self;
        let marks = rows.marks().cloned();
        let asked = total_lines.settled();
        let settled = total_lines.settle(&mut rows, lines);
        for (row, verdict) in rows.finish() {
            totals.push(totals::total_row(sheet, row, figures.first().copied().unwrap_or(0), &verdict));
            let TotalVerdict::Differs(gap) = verdict else { continue };
            if policy == Totals::Check && asked.is_none_or(|asked| asked.of(row).is_none()) {
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
        LineSumsFound { marks, settled }
    }

    /// What is to be said of lines that are called a total and have all their labels.
    fn say_settled(&mut self, settled: &SettledClaims) {
        if self.policy != Totals::Check {
            return;
        }
        let first = self.figures.first().copied().unwrap_or(0);
        let place = |row: usize| self.sheet.cell_place(self.sheet.grid.cell(row, first));
        let label = |row: usize| self.claimed.get(&row).cloned().unwrap_or_default();
        let range = |row: usize, lines: Lines| totals::key_range(self.sheet, row, lines, first);
        let unclear = settled.unclear(|_| true);
        let mut said: Vec<(usize, Finding)> =
            unclear.map(|(row, gap)| (row, totals::unclear_in_row(self.sheet, row, gap))).collect();
        for &(row, of) in &settled.doubtful {
            let problem = TableProblem::SumTakenAsLine { label: label(row), of: range(row, of) };
            said.push((row, Finding::new(place(row), problem)));
        }
        let mut left_out = settled.totals();
        if let Some((row, lines)) = left_out.next() {
            let of = lines.map_or_else(|| "other lines".to_owned(), |lines| range(row, lines));
            let problem = TableProblem::KeyedTotal { label: label(row), of, more: left_out.count() };
            said.push((row, Finding::new(place(row), problem)));
        }
        self.said.extend(said);
    }
}
