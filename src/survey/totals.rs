//! What is said of totals: rows and columns that are called so, each with whether it is the sum that a run would compare
//! it with.

use super::columns::TableColumn;
use super::found::{ColumnKind, ColumnSurvey, TotalCheck, TotalSurvey};
use super::lines::{LineKind, TableLines, label_of};
use crate::amount::Amount;
use crate::ingest::shape::crosstab::TotalLines;
use crate::ingest::shape::header::Header;
use crate::ingest::shape::look::SheetView;
use crate::ingest::shape::rows::{RowPart, SumRows, SumRules};
use crate::ingest::shape::tables::Extent;
use crate::ingest::shape::totals::{
    self, Alike, Beside, CellFigure, ColumnSums, Marks, Naming, RowSums, SettledClaims, TotalVerdict, TotalsAcross,
};
use crate::pipeline::Tolerance;
use crate::place::{Cell, column_letters};
use crate::values::DecimalMark;
use std::collections::BTreeMap;

/// More total rows than this are only counted.
const MOST: usize = 2_000;

/// A table with the names of its columns and what each holds.
pub(crate) struct TotalledTable<'a> {
    pub(crate) view: &'a SheetView<'a>,
    pub(crate) table_columns: &'a [TableColumn],
    pub(crate) columns: &'a [ColumnSurvey],
    pub(crate) lines: &'a TableLines,
}

impl TotalledTable<'_> {
    fn is_across(&self) -> bool {
        self.table_columns.iter().any(|table_column| table_column.time.is_some())
    }

    /// The decimal marks, as a run decides them: by column, or across by measure.
    pub(crate) fn marks(&self) -> Marks {
        let mut groups: BTreeMap<(Option<usize>, Option<&String>), Alike> = BTreeMap::new();
        let figures = self.table_columns.iter().zip(self.columns).filter(|(_, column)| column.kind.is_number());
        for (table_column, _) in figures.filter(|(table_column, _)| table_column.is_figure) {
            let apart = (!self.is_across()).then_some(table_column.column);
            let alike = groups.entry((apart, table_column.measure.as_ref())).or_default();
            let is_sum = self.is_across() && table_column.is_total;
            (if is_sum { &mut alike.totals } else { &mut alike.figures }).push(table_column.column);
        }
        let rows: Vec<usize> = self.lines.data().collect();
        let groups: Vec<Alike> = groups.into_values().collect();
        Marks::decide(self.view.sheet, &rows, &groups, DecimalMark::Auto)
    }

    /// The lines, with those as totals that a run would leave out.
    pub(crate) fn with_totals(&self, extent: &Extent) -> TableLines {
        let is_total = if self.is_across() { self.totals_of_crosstab() } else { self.totals_of_table(extent) };
        let kind = |(row, line): (usize, LineKind)| match (line, is_total.get(&row)) {
            (LineKind::Data | LineKind::Total(_), Some(RowPart::Total)) => {
                (row, LineKind::Total(self.naming(row).unwrap_or(Naming::WithSubject)))
            }
            (LineKind::Data | LineKind::Total(_), Some(RowPart::Footer)) => (row, LineKind::Note),
            (LineKind::Data | LineKind::Total(_), _) => (row, LineKind::Data),
            (line, _) => (row, line),
        };
        let all: Vec<(usize, LineKind)> = self.lines.all.iter().copied().map(kind).collect();
        let was_named = self.lines.all.iter().zip(&all);
        let unproved = was_named.filter(|((_, named), (_, line))| {
            matches!(named, LineKind::Total(Naming::WithSubject)) && *line == LineKind::Data
        });
        let unproved = unproved.map(|(_, (row, _))| *row).collect();
        TableLines { all, unproved, ..self.lines.clone() }
    }

    fn labels(&self) -> Vec<usize> {
        let labels = self.table_columns.iter().filter(|table_column| !table_column.is_figure);
        labels.map(|table_column| table_column.column).collect()
    }

    /// The key that tells most lines apart, and is no time.
    fn product(&self) -> Option<usize> {
        let keys = self.lines.lone.keys();
        let named = self.table_columns.iter().zip(self.columns);
        let texts = named
            .filter(|(table_column, column)| keys.contains(&table_column.column) && column.kind == ColumnKind::Text);
        // Of several the first.
        let most = texts.rev().max_by_key(|(_, column)| column.distinct);
        most.map(|(table_column, _)| table_column.column).or(keys.first().copied())
    }

    fn naming(&self, row: usize) -> Option<Naming> {
        self.labels().iter().find_map(|&column| totals::naming(&self.view.text(row, column)))
    }

    /// Columns of figures, and whether those of several lines add up.
    fn added(&self) -> Vec<(usize, bool)> {
        let figures = self.table_columns.iter().zip(self.columns);
        let figures = figures.filter(|(table_column, column)| table_column.is_figure && column.kind.is_number());
        figures.map(|(table_column, column)| (table_column.column, column.adds_up)).collect()
    }

    fn totals_of_crosstab(&self) -> BTreeMap<usize, RowPart> {
        let labels = self.labels();
        let tolerance = Tolerance::default();
        let parts = |settled: Option<&SettledClaims>| {
            let mut sums = RowSums::new(self.view.grid(), || self.marks(), &tolerance, self.added());
            let mut total_lines = TotalLines::new(settled);
            let mut totals = BTreeMap::new();
            let mut lines: Vec<(usize, Vec<String>)> = Vec::new();
            for &(row, line) in &self.lines.all {
                match line {
                    LineKind::Data | LineKind::Total(_) => {
                        let text = |&column: &usize| Some(self.view.text(row, column)).filter(|text| !text.is_empty());
                        let texts: Vec<Option<String>> = labels.iter().map(text).collect();
                        let lacks_name = self.lines.lone.lacks_name(self.view.grid(), row);
                        if sums.count(row) > 0 && total_lines.is_total(&mut sums, row, &texts, lacks_name) {
                            totals.insert(row, RowPart::Total);
                            sums.total(row);
                        } else {
                            sums.line(row);
                            lines.push((row, texts.into_iter().flatten().collect()));
                        }
                    }
                    LineKind::Section => sums.heading(),
                    LineKind::Note | LineKind::Repeat => {}
                }
            }
            let labelled = lines.iter().map(|(row, labels)| (*row, labels.as_slice()));
            (totals, total_lines.settle(&mut sums, labelled))
        };
        let (found, settled) = parts(None);
        settled.map_or(found, |settled| parts(Some(&settled)).0)
    }

    fn totals_of_table(&self, extent: &Extent) -> BTreeMap<usize, RowPart> {
        let (first, last) = (extent.columns.first(), extent.columns.last());
        let mut header = Header::at(self.view.sheet, extent.top, extent.bottom);
        header.columns = first.copied().unwrap_or(0)..last.map_or(0, |last| last + 1);
        header.end = extent.last + 1;
        let parts = |settled: Option<&SettledClaims>| {
            let keys = self.lines.lone.keys().to_vec();
            let rules = SumRules::without_input(self.labels(), keys, self.product(), self.added());
            let mut sums = SumRows::new((self.view.sheet, &header), rules, |_| self.marks(), settled);
            let mut parts = BTreeMap::new();
            for &(row, line) in &self.lines.all {
                match line {
                    LineKind::Data | LineKind::Total(_) => match sums.takes(row) {
                        RowPart::Line => {}
                        part => _ = parts.insert(row, part),
                    },
                    LineKind::Section => sums.heading(),
                    LineKind::Note | LineKind::Repeat => {}
                }
            }
            (parts, sums.finish(&|_| true).settled)
        };
        let (found, settled) = parts(None);
        settled.map_or(found, |settled| parts(Some(&settled)).0)
    }

    /// The total rows, in the order of the sheet.
    pub(crate) fn rows(&self) -> Vec<TotalSurvey> {
        let grid = self.view.grid();
        let added = self.added().into_iter().filter(|(_, adds_up)| *adds_up).collect();
        let labels = self.labels();
        let tolerance = Tolerance::default();
        let mut sums = RowSums::new(grid, || self.marks(), &tolerance, added);
        let mut found: Vec<(usize, Naming, Option<TotalCheck>)> = Vec::new();
        for &(row, line) in &self.lines.all {
            let naming = match line {
                LineKind::Data => {
                    sums.line(row);
                    continue;
                }
                LineKind::Section => {
                    sums.heading();
                    continue;
                }
                LineKind::Repeat | LineKind::Note => continue,
                LineKind::Total(naming) => naming,
            };
            if found.len() == MOST {
                break;
            }
            if sums.count(row) == 0 {
                let is_rates = self.columns.iter().any(|column| column.kind.is_number() && !column.adds_up);
                let agreement = if is_rates { TotalCheck::Rates } else { TotalCheck::Unclear };
                found.push((row, naming, Some(agreement)));
                sums.line(row);
                continue;
            }
            let outermost = match &sums.verdict(row) {
                TotalVerdict::Differs(gap) => gap.of.and_then(|lines| sums.outermost(row, lines, &labels)),
                TotalVerdict::Agrees(_) => None,
            };
            found.push((row, naming, outermost.map(|lines| TotalCheck::Outermost { with: self.rows_of(lines) })));
            sums.total(row);
        }
        let mut verdicts: BTreeMap<usize, TotalVerdict> = sums.finish().into_iter().collect();
        let first_column = self.table_columns.first().map_or(0, |table_column| table_column.column);
        let total = |(row, naming, agreement): (usize, Naming, Option<TotalCheck>)| TotalSurvey {
            label: label_of(self.view, self.table_columns, row),
            cell: self.view.grid().shown_cell(row, first_column),
            is_column: false,
            certain: naming == Naming::Plain,
            agreement: match (agreement, verdicts.remove(&row)) {
                (Some(agreement), _) => agreement,
                (None, Some(verdict)) => self.agreement(row, verdict),
                (None, None) => TotalCheck::Unclear,
            },
        };
        found.into_iter().map(total).collect()
    }

    fn agreement(&self, row: usize, verdict: TotalVerdict) -> TotalCheck {
        match verdict {
            TotalVerdict::Agrees(lines) => TotalCheck::Agrees { with: self.rows_of(lines) },
            TotalVerdict::Differs(gap) => match gap.of.filter(|_| !gap.is_open) {
                Some(lines) => TotalCheck::Differs {
                    cell: self.view.grid().shown_cell(row, gap.column),
                    stated: shown(&gap.stated),
                    summed: shown(&gap.summed),
                    of: self.rows_of(lines),
                },
                None => TotalCheck::Unclear,
            },
        }
    }

    fn rows_of(&self, (first, last): totals::Lines) -> String {
        let number = |row: usize| self.view.grid().shown_row(row) + 1;
        if first == last {
            format!("row {}", number(first))
        } else {
            format!("rows {} to {}", number(first), number(last))
        }
    }

    /// The total columns: each is compared in every line with the columns beside it. In a table without periods a column
    /// may be called a total and be computed in another way, so there only those are told that add up.
    pub(crate) fn total_columns(&self) -> Vec<TotalSurvey> {
        let totals: Vec<usize> = (0..self.table_columns.len()).filter(|&at| self.table_columns[at].is_total).collect();
        if totals.is_empty() {
            return Vec::new();
        }
        let compared = |at: &usize| {
            (self.columns[*at].adds_up || !self.columns[*at].kind.is_number()) && self.columns[*at].filled > 0
        };
        let is_added = |at: usize| {
            let table_column = &self.table_columns[at];
            table_column.is_figure && !table_column.is_total && self.columns[at].adds_up
        };
        let tolerance = Tolerance::default();
        let across = |at: usize| {
            let TableColumn { column, span, measure, .. } = &self.table_columns[at];
            TotalsAcross { column: *column, span: *span, measure: measure.clone() }
        };
        // What may be added up, by position.
        let (added, mut sums) = if self.is_across() {
            let added: Vec<usize> = (0..self.table_columns.len()).filter(|&at| is_added(at)).collect();
            let figures: Vec<TotalsAcross> = added.iter().map(|&at| across(at)).collect();
            let wanted: Vec<TotalsAcross> = totals.iter().copied().filter(|at| compared(at)).map(across).collect();
            let all: Vec<TotalsAcross> = totals.iter().map(|&at| across(at)).collect();
            (added, ColumnSums::across(&tolerance, &figures, &wanted, &all))
        } else {
            let beside = |(at, table_column): (usize, &TableColumn)| match table_column.is_total {
                true => Beside::Sum,
                false if is_added(at) => Beside::Added,
                false => Beside::Other,
            };
            let beside: Vec<Beside> = self.table_columns.iter().enumerate().map(beside).collect();
            let sets = totals.iter().filter(|at| compared(at));
            let sets = sets.map(|&at| (self.table_columns[at].column, totals::sets_beside(at, &beside)));
            ((0..self.table_columns.len()).collect(), ColumnSums::beside(&tolerance, sets))
        };
        let (grid, marks) = (self.view.grid(), self.marks());
        for row in self.lines.data() {
            let figures: Vec<CellFigure> =
                added.iter().map(|&at| marks.figure(grid, row, self.table_columns[at].column)).collect();
            sums.compare(grid, &marks, row, &figures);
        }
        let verdicts = sums.finish();
        let first = self.lines.all.first().map_or(0, |(row, _)| self.view.grid().shown_row(*row));
        let total = |at: usize| {
            let table_column = &self.table_columns[at];
            let verdict = verdicts.iter().find(|verdict| verdict.column == table_column.column);
            let of = verdict.map(|verdict| {
                let columns: Vec<usize> = verdict.of.iter().map(|&at| self.table_columns[added[at]].column).collect();
                letters(&columns)
            });
            let gap = verdict.and_then(|verdict| verdict.gaps.iter().find(|gap| !gap.is_open));
            let agreement = match (verdict, gap, of) {
                (Some(verdict), _, Some(with)) if verdict.gaps.is_empty() && verdict.compared > 0 => {
                    TotalCheck::Agrees { with }
                }
                _ if !self.is_across() => return None,
                (_, Some(gap), Some(of)) => TotalCheck::Differs {
                    cell: self.view.grid().shown_cell(gap.row, table_column.column),
                    stated: shown(&gap.stated),
                    summed: shown(&gap.summed),
                    of,
                },
                _ => TotalCheck::Unclear,
            };
            let cell = Cell { row: first, column: u32::try_from(table_column.column).unwrap_or(0) };
            Some(TotalSurvey { label: table_column.name.clone(), cell, is_column: true, certain: true, agreement })
        };
        totals.iter().copied().filter(|at| compared(at)).filter_map(total).collect()
    }
}

fn letters(columns: &[usize]) -> String {
    let letter = |column: usize| column_letters(u32::try_from(column).unwrap_or(0));
    let mut sorted = columns.to_vec();
    sorted.sort_unstable();
    let has_gaps = sorted.windows(2).any(|pair| pair[1] != pair[0] + 1);
    match (sorted.first(), sorted.last()) {
        _ if has_gaps && sorted.len() <= 4 => {
            let letters: Vec<String> = sorted.iter().map(|&column| letter(column)).collect();
            format!("columns {}", crate::prose::joined(&letters, "and"))
        }
        (Some(&first), Some(&last)) if first != last => format!("columns {} to {}", letter(first), letter(last)),
        (Some(&only), _) => format!("column {}", letter(only)),
        _ => String::new(),
    }
}

fn shown(amount: &Amount) -> String {
    crate::prose::grouped(&amount.to_string())
}
