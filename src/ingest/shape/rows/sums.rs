//! Total rows of a plain table: told by their labels, or by being the sum of the rows around them.
//!
//! A row without its product or its period is no line of data, so its label is enough, and so is being a sum. A row
//! with its whole key is a line, and is a total only where more than its name says so: see `totals::claims`.

use super::above::Above;
use super::lone::LoneRows;
use super::sum_columns::SumColumns;
use crate::diagnostic::Finding;
use crate::ingest::shape::header::{Header, SECTION};
use crate::ingest::shape::totals::{
    self, Claim, Claims, Marks, Naming, RowSums, SettledClaims, TotalGap, TotalVerdict,
};
use crate::ingest::table_problem::TableProblem;
use crate::name;
use crate::pipeline::{Input, Tolerance, Totals};
use crate::sheet::{Memo, Sheet, TotalRow, Value};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Larger tables come from systems, and systems name their totals.
const LARGEST: usize = 10_000;

/// What a row is to the rows around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RowPart {
    Line,
    /// A sum of others.
    Total,
    /// Counts or averages others.
    Footer,
}

/// By what total rows are told.
pub(crate) struct SumRules {
    columns: SumColumns,
    /// Columns of figures, and whether those of several lines add up.
    added: Vec<(usize, bool)>,
    tolerance: Tolerance,
    policy: Totals,
    /// Under a condition the rows that are left need not add up to the total.
    is_checked: bool,
}

impl SumRules {
    pub(super) fn of(input: &Input, header: &Header) -> Self {
        let columns = SumColumns::of(input, header);
        Self {
            added: columns.added(input, header),
            columns,
            tolerance: input.tolerance.clone(),
            policy: input.totals,
            is_checked: input.condition.is_none() && input.totals == Totals::Check,
        }
    }

    /// Where nobody knows what the columns are for: those of labels, those among them that lines fill, and the one of
    /// them that is most like a product.
    pub(crate) fn without_input(
        labels: Vec<usize>,
        keys: Vec<usize>,
        product: Option<usize>,
        added: Vec<(usize, bool)>,
    ) -> Self {
        let figures = added.iter().map(|(column, _)| *column).collect();
        let columns = SumColumns { product, labels, keys, times: Vec::new(), figures, stocks: Vec::new() };
        Self { columns, added, tolerance: Tolerance::default(), policy: Totals::Check, is_checked: true }
    }
}

/// The rows below a header.
pub(crate) struct Below<'a> {
    pub(crate) sheet: &'a Sheet,
    pub(crate) header: &'a Header,
    pub(crate) lone: &'a LoneRows,
}

/// Finds total rows and compares them with what they sum.
pub(crate) struct SumRows<'a> {
    sheet: &'a Sheet,
    lone: &'a LoneRows,
    columns: SumColumns,
    header: &'a Header,
    sums: RowSums<'a>,
    /// The last line.
    above: Option<usize>,
    namings: Memo<Option<Naming>>,
    policy: Totals,
    is_checked: bool,
    is_small: bool,
    /// Rows without a key and a name that sum the lines below them.
    before: BTreeSet<usize>,
    claims: Claims,
    settled: Option<&'a SettledClaims>,
    /// Totals by a name that lines may have, too.
    claimed: BTreeSet<usize>,
    /// What is to be said of single rows, each with its row.
    said: Vec<(usize, Finding)>,
    /// Rows that count or average others.
    footers: Vec<usize>,
}

/// What came out over all rows.
pub(crate) struct SumsFound {
    pub(crate) findings: Vec<Finding>,
    /// The marks by which totals were told, where there was one to tell.
    pub(crate) marks: Option<Marks>,
    pub(crate) claims: Claims,
    pub(crate) totals: Vec<TotalRow>,
}

impl<'a> SumRows<'a> {
    /// `decide` has the decimal marks for rows that are not called a total; `settled` is what an earlier look at all
    /// rows has found.
    pub(crate) fn new(
        Below { sheet, header, lone }: Below<'a>,
        rules: SumRules,
        decide: impl Fn(&[usize]) -> Marks + 'a,
        settled: Option<&'a SettledClaims>,
    ) -> Self {
        let SumRules { mut columns, added, tolerance, policy, is_checked } = rules;
        // Totals of a crosstab were compared line by line already.
        if sheet.trace.is_some() {
            columns.labels.clear();
        }
        let by = columns.clone();
        let marks = move || {
            let mut namings = Memo::new(&sheet.grid);
            let below = header.index + 1..header.end;
            let unnamed = below.filter(|&row| by.named(&sheet.grid, &mut namings, row).is_none());
            decide(&unnamed.collect::<Vec<usize>>())
        };
        let mut namings = Memo::new(&sheet.grid);
        let candidates = Above::of(sheet, header, &columns, &mut namings);
        let mut sums = Self {
            above: None,
            namings,
            sums: RowSums::new(&sheet.grid, marks, &tolerance, added),
            is_small: header.end - header.index <= LARGEST,
            is_checked,
            policy,
            sheet,
            header,
            lone,
            columns,
            before: BTreeSet::new(),
            footers: Vec::new(),
            claims: Claims::default(),
            settled,
            claimed: BTreeSet::new(),
            said: Vec::new(),
        };
        sums.before = candidates.totals(|row, lines| sums.sums.is_sum_of(row, lines));
        let leading = sums.leading();
        sums.before.extend(leading);
        sums
    }

    /// The first line, where it has its whole key and can only be the sum of all others: `United States` above the
    /// states.
    fn leading(&mut self) -> Option<usize> {
        if !self.is_small || self.columns.figures.len() < 3 || self.columns.labels.is_empty() {
            return None;
        }
        let (sheet, header) = (self.sheet, self.header);
        let is_line = |row: &usize| self.columns.has_figure(&sheet.grid, *row);
        let mut lines: Vec<usize> = (header.index + 1..header.end).filter(is_line).collect();
        let first = *lines.first()?;
        lines.retain(|&row| row > first && self.named(row).is_none());
        (self.named(first).is_none() && self.sums.is_surely_sum_of(first, &lines)).then_some(first)
    }

    /// A label of the rows below it.
    pub(crate) fn heading(&mut self) {
        self.sums.heading();
    }

    /// What a row is; a line is added to what the next total sums.
    pub(crate) fn takes(&mut self, row: usize) -> RowPart {
        if self.columns.labels.is_empty() || self.columns.figures.is_empty() || self.policy == Totals::Data {
            return RowPart::Line;
        }
        let part = match self.named(row) {
            Some((column, naming)) => self.named_part(row, column, naming),
            None if self.lacks_key(row) => self.keyless_part(row),
            // A row with all its labels may be a total that is called otherwise.
            None if self.is_small && self.columns.figures.len() >= 3 && self.sums.is_surely_sum(row) => {
                self.unnamed_total(row)
            }
            None if self.before.contains(&row) => self.total_above(row),
            None => RowPart::Line,
        };
        match part {
            RowPart::Line => {
                self.sums.line(row);
                self.above = Some(row);
            }
            RowPart::Total => match self.lines_like(row) {
                Some(lines) => self.sums.total_of_like(row, lines),
                None => self.sums.total(row),
            },
            RowPart::Footer => self.footers.push(row),
        }
        part
    }

    /// What is to be said of the totals, in the order of the sheet.
    pub(crate) fn finish(mut self) -> SumsFound {
        let marks = self.sums.marks().cloned();
        if let Some(settled) = self.settled {
            for &(row, of) in &settled.doubtful {
                let of = self.range(of);
                let column = self.named(row).map_or(0, |(column, _)| column);
                let label = self.sheet.grid.value(row, column).as_text().map(Cow::into_owned).unwrap_or_default();
                let problem = TableProblem::SumTakenAsLine { label, of };
                self.say(row, problem);
            }
        }
        let mut found = std::mem::take(&mut self.said);
        let first = |row: usize| {
            let filled = self.columns.figures.iter().copied().find(|&column| !self.is_blank(row, column));
            filled.unwrap_or(0)
        };
        let of_footer = |&row: &usize| {
            let sums = "nothing: it counts or averages others".to_owned();
            (row, TotalRow { cell: totals::cell_name(self.sheet, row, first(row)), sums })
        };
        let mut totals: Vec<(usize, TotalRow)> = self.footers.iter().map(of_footer).collect();
        let firsts: BTreeMap<usize, usize> = self.sums.totals().map(|row| (row, first(row))).collect();
        let (sheet, stocks, times) = (self.sheet, self.columns.stocks, self.columns.times);
        // Stocks of several periods have no sum.
        let has_sum = |gap: &TotalGap| {
            let alike = |(first, last): totals::Lines| {
                times
                    .iter()
                    .all(|&time| (first..=last).all(|row| sheet.grid.raw(row, time) == sheet.grid.raw(first, time)))
            };
            !stocks.contains(&gap.column) || gap.of.is_none_or(alike)
        };
        for (row, verdict) in self.sums.finish() {
            let column = firsts.get(&row).copied().unwrap_or(0);
            totals.push((row, totals::total_row(sheet, row, column, &verdict)));
            let TotalVerdict::Differs(gap) = verdict else { continue };
            if self.is_checked && has_sum(&gap) {
                let finding = if self.claimed.contains(&row) {
                    totals::unclear_in_row(sheet, row, &gap)
                } else {
                    totals::mismatch_in_row(sheet, row, &gap)
                };
                found.push((row, finding));
            }
        }
        found.sort_by_key(|(row, _)| *row);
        let findings = found.into_iter().map(|(_, finding)| finding).collect();
        totals.sort_by_key(|(row, _)| *row);
        let totals = totals.into_iter().map(|(_, total)| total).collect();
        SumsFound { findings, marks, claims: self.claims, totals }
    }

    /// The lines of its own month or product that a total sums, where these do not stand right above it: a list may
    /// end with a total for each month.
    fn lines_like(&mut self, row: usize) -> Option<totals::Lines> {
        let grid = &self.sheet.grid;
        let names_total = |value: Value<'_>| value.as_text().is_some_and(|text| totals::naming(&text).is_some());
        let said = |&key: &usize| !self.is_blank(row, key) && !names_total(grid.value(row, key));
        let said: Vec<usize> = self.columns.keys.iter().copied().filter(said).collect();
        if said.is_empty() || !self.is_small || !matches!(self.sums.verdict(row), TotalVerdict::Differs(_)) {
            return None;
        }
        self.sums.sum_of_like(row, |line| said.iter().all(|&key| grid.raw(line, key) == grid.raw(row, key)))
    }

    fn is_blank(&self, row: usize, column: usize) -> bool {
        self.sheet.grid.value(row, column).is_blank()
    }

    fn lacks_key(&self, row: usize) -> bool {
        self.columns.lacks_key(&self.sheet.grid, row)
    }

    fn named(&mut self, row: usize) -> Option<(usize, Naming)> {
        self.columns.named(&self.sheet.grid, &mut self.namings, row)
    }

    fn label(&self, row: usize) -> Option<String> {
        let text = |&column: &usize| self.sheet.grid.value(row, column).as_text();
        self.columns.labels.iter().find_map(text).map(Cow::into_owned)
    }

    fn range(&self, of: totals::Lines) -> String {
        totals::range_above(self.sheet, Some(of), self.columns.figures.first().copied().unwrap_or(0))
    }

    fn say(&mut self, row: usize, problem: TableProblem) {
        let grid = &self.sheet.grid;
        let column = self.columns.figures.iter().copied().find(|&column| !self.is_blank(row, column)).unwrap_or(0);
        self.said.push((row, Finding::new(self.sheet.cell_place(grid.cell(row, column)), problem)));
    }

    fn named_part(&mut self, row: usize, column: usize, naming: Naming) -> RowPart {
        if !self.columns.has_figure(&self.sheet.grid, row) || self.sums.count(row) == 0 {
            return RowPart::Line;
        }
        let plain = naming == Naming::Plain;
        // A month that is called a total is none.
        let lacks_key = self.lacks_key(row) || self.columns.times.contains(&column);
        if lacks_key || plain && Some(column) == self.columns.product {
            return RowPart::Total;
        }
        let says_less = self.above.is_some_and(|above| {
            self.columns.labels.iter().any(|&label| self.is_blank(row, label) && !self.is_blank(above, label))
        });
        let is_total = if says_less {
            plain || self.sums.is_compared(row) && matches!(self.sums.verdict(row), TotalVerdict::Agrees(_))
        } else {
            self.is_claimed_total(row, column, naming)
        };
        if is_total { RowPart::Total } else { RowPart::Line }
    }

    /// Whether a row with its whole key is a total.
    fn is_claimed_total(&mut self, row: usize, column: usize, naming: Naming) -> bool {
        let label = self.sheet.grid.value(row, column).as_text().map(|text| name::fold(&text)).unwrap_or_default();
        if let Some(is_total) = self.settled.and_then(|settled| settled.is_total(&label)) {
            if is_total {
                self.claimed.insert(row);
            }
            return is_total;
        }
        let sum = self.sums.evidence(row);
        let closes = self.closes(row, column);
        let is_total = sum.is_some() || naming == Naming::Plain && closes;
        self.claims.add(&label, Claim { row, naming, closes, sum });
        is_total
    }

    /// Whether a row stands below the last line of a group: it is of the same product and period as the line above
    /// it, but for the column in which it is called a total, and what follows is of another or no line.
    fn closes(&mut self, row: usize, column: usize) -> bool {
        let grid = &self.sheet.grid;
        let others: Vec<usize> = self.columns.keys.iter().copied().filter(|&key| key != column).collect();
        let alike = |one: usize, other: usize| others.iter().all(|&key| grid.raw(one, key) == grid.raw(other, key));
        if !self.above.is_some_and(|above| alike(above, row)) {
            return false;
        }
        let next = row + 1;
        let is_over = next >= self.header.end
            || self.header.columns.clone().all(|column| self.is_blank(next, column))
            || self.lacks_key(next)
            || self.lone.kind(grid, next).is_some()
            || !alike(row, next);
        is_over || self.named(next).is_some()
    }

    /// A row without its product or its period.
    fn keyless_part(&mut self, row: usize) -> RowPart {
        let grid = &self.sheet.grid;
        let others = (0..grid.width()).filter(|column| !self.columns.figures.contains(column));
        let texts = || others.clone().filter_map(|column| grid.value(row, column).as_text());
        let is_named = |text: &str| totals::naming(text) == Some(Naming::Plain);
        let has_figure = self.sums.count(row) > 0;
        if has_figure && texts().any(|text| totals::is_footer(&text)) {
            return RowPart::Footer;
        }
        if has_figure && texts().any(|text| is_named(&text)) {
            return RowPart::Total;
        }
        // What it does say must be what the row above says: a subtotal of `Alpha` stands below lines of `Alpha`.
        let said_above = self.columns.keys.iter().all(|&key| {
            self.is_blank(row, key) || self.above.is_some_and(|above| grid.raw(above, key) == grid.raw(row, key))
        });
        if said_above && (self.sums.is_sum(row) || self.is_small && self.sums.is_sum_of_all(row)) {
            return self.unnamed_total(row);
        }
        if !self.before.contains(&row) {
            return RowPart::Line;
        }
        // Labels of the lines below them say what they sum.
        if self.header.column(SECTION).is_none() { self.total_above(row) } else { RowPart::Total }
    }

    fn total_above(&mut self, row: usize) -> RowPart {
        let of = "the rows below it".to_owned();
        self.say(row, TableProblem::UnnamedTotal { label: self.label(row), of });
        RowPart::Total
    }

    fn unnamed_total(&mut self, row: usize) -> RowPart {
        let first = self.columns.figures.first().copied().unwrap_or(0);
        let of = totals::range_above(self.sheet, self.sums.nearest_lines(), first);
        self.say(row, TableProblem::UnnamedTotal { label: self.label(row), of });
        RowPart::Total
    }
}
