//! Total rows of a plain table: told by their labels, or by being the sum of the rows around them.
//!
//! A row without its product or its period is no line of data, so its label is enough, and so is being a sum. A row
//! with its whole key is a line, and is a total only where more than its name says so: see `totals::claims`.

use super::above::Above;
use super::alike::AlikeLines;
use super::sum_columns::SumColumns;
use crate::diagnostic::Finding;
use crate::ingest::shape::header::{Header, SECTION};
use crate::ingest::shape::totals::{
    self, Claim, Claims, Marks, Naming, RowSums, Settled, SettledClaims, TotalGap, TotalVerdict,
};
use crate::ingest::table_problem::TableProblem;
use crate::name;
use crate::pipeline::{Input, Tolerance, Totals};
use crate::sheet::{Grid, Memo, Sheet, TotalRow, Value};
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
    pub(super) fn of(input: &Input, header: &Header, grid: &Grid) -> Self {
        let columns = SumColumns::of(input, header, grid);
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
        let (others, times, stocks) = (Vec::new(), Vec::new(), Vec::new());
        let columns = SumColumns { labels, others, keys, product, times, figures, stocks };
        Self { columns, added, tolerance: Tolerance::default(), policy: Totals::Check, is_checked: true }
    }
}

/// Finds total rows and compares them with what they sum.
pub(crate) struct SumRows<'a> {
    sheet: &'a Sheet,
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
    /// What rows are that are called a total and have a whole key, where that was not known.
    pub(crate) settled: Option<SettledClaims>,
    pub(crate) totals: Vec<TotalRow>,
}

impl<'a> SumRows<'a> {
    /// `decide` has the decimal marks for rows that are not called a total; `settled` is what an earlier look at all
    /// rows has found.
    pub(crate) fn new(
        (sheet, header): (&'a Sheet, &'a Header),
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
            columns,
            before: BTreeSet::new(),
            footers: Vec::new(),
            claims: Claims::default(),
            settled,
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
            RowPart::Total => {
                let settled = self.settled.and_then(|settled| settled.of(row));
                let alike = match settled {
                    Some(Settled::Total(lines)) => lines.filter(|_| self.differs(row)),
                    _ => self.lines_like(row),
                };
                match alike {
                    Some(lines) => self.sums.total_of_like(row, lines),
                    None => self.sums.total(row),
                }
            }
            RowPart::Footer => self.footers.push(row),
        }
        part
    }

    /// What rows are that are called a total and have a whole key; `is_read` of the rows that a condition takes.
    fn settle(&mut self, is_read: &dyn Fn(usize) -> bool) -> Option<SettledClaims> {
        let claims = std::mem::take(&mut self.claims);
        if claims.is_empty() {
            return None;
        }
        let alike = AlikeLines::of(&self.sheet.grid, &self.columns, &claims, &mut self.sums, is_read);
        let sums = &self.sums;
        Some(claims.settle(|claim| {
            if !alike.says_lines(claim) {
                return None;
            }
            if !is_read(claim.row) {
                return Some(Settled::Total(None));
            }
            let any = |(first, last)| sums.lines().iter().any(|&row| first <= row && row <= last && is_read(row));
            Some(claim.by_word(sums, &alike.sums_of(claim), any))
        }))
    }

    /// What is to be said of the totals, in the order of the sheet; `is_read` of the rows that a condition takes.
    pub(crate) fn finish(mut self, is_read: &dyn Fn(usize) -> bool) -> SumsFound {
        let marks = self.sums.marks().cloned();
        let new = self.settle(is_read);
        if let Some(settled) = self.settled {
            self.say_settled(settled, is_read);
            for &(row, of) in &settled.doubtful {
                let of = self.range(of);
                let label = self.total_label(row);
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
            let is_asked = self.settled.is_some_and(|settled| settled.of(row).is_some());
            if self.is_checked && has_sum(&gap) && !is_asked {
                found.push((row, totals::mismatch_in_row(sheet, row, &gap)));
            }
        }
        found.sort_by_key(|(row, _)| *row);
        let findings = found.into_iter().map(|(_, finding)| finding).collect();
        totals.sort_by_key(|(row, _)| *row);
        let totals = totals.into_iter().map(|(_, total)| total).collect();
        SumsFound { findings, marks, settled: new, totals }
    }

    /// What is to be said of rows that are called a total and have a whole key.
    fn say_settled(&mut self, settled: &SettledClaims, is_read: &dyn Fn(usize) -> bool) {
        if self.policy != Totals::Check {
            return;
        }
        for (row, gap) in settled.unclear(is_read) {
            self.said.push((row, totals::unclear_in_row(self.sheet, row, gap)));
        }
        let mut left_out = settled.totals().filter(|&(row, _)| is_read(row));
        if let Some((row, lines)) = left_out.next() {
            let label = self.total_label(row);
            let of = lines.map_or_else(
                || "other lines".to_owned(),
                |lines| totals::key_range(self.sheet, row, lines, self.first_figure()),
            );
            self.say(row, TableProblem::KeyedTotal { label, of, more: left_out.count() });
        }
    }

    fn first_figure(&self) -> usize {
        self.columns.figures.first().copied().unwrap_or(0)
    }

    /// The name of a total.
    fn total_label(&mut self, row: usize) -> String {
        let column = self.named(row).map_or(0, |(column, _)| column);
        self.sheet.grid.value(row, column).as_text().map(Cow::into_owned).unwrap_or_default()
    }

    /// Whether a total is not the sum of what stands above it.
    fn differs(&mut self, row: usize) -> bool {
        matches!(self.sums.verdict(row), TotalVerdict::Differs(_))
    }

    /// The lines of its own month or product that a total sums, where these do not stand right above it: a list may
    /// end with a total for each month.
    fn lines_like(&mut self, row: usize) -> Option<totals::Lines> {
        let grid = &self.sheet.grid;
        let names_total = |value: Value<'_>| value.as_text().is_some_and(|text| totals::naming(&text).is_some());
        let said = |&key: &usize| !self.is_blank(row, key) && !names_total(grid.value(row, key));
        let said: Vec<usize> = self.columns.keys.iter().copied().filter(said).collect();
        if said.is_empty() || !self.is_small || !self.differs(row) {
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
        totals::range_above(self.sheet, Some(of), self.first_figure())
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
        if let Some(settled) = self.settled.and_then(|settled| settled.of(row)) {
            return *settled != Settled::Line;
        }
        let text = self.sheet.grid.value(row, column).as_text().map(Cow::into_owned).unwrap_or_default();
        let sum = self.sums.evidence(row);
        let is_total = sum.is_some() || naming == Naming::Plain;
        let (verdict, subject) = (self.sums.verdict(row), totals::subject(&text));
        self.claims.add(&name::fold(&text), Claim { row, column, naming, subject, verdict, sum });
        is_total
    }

    /// A row without its product or its period.
    fn keyless_part(&mut self, row: usize) -> RowPart {
        let grid = &self.sheet.grid;
        let others = (0..grid.width()).filter(|column| !self.columns.figures.contains(column));
        let texts = || others.clone().filter_map(|column| grid.value(row, column).as_text());
        let is_named = |text: &str| totals::naming(text) == Some(Naming::Plain);
        let has_figure = self.sums.count(row) > 0;
        let footer = texts().find(|text| totals::is_footer(text)).filter(|_| has_figure);
        if let Some(label) = footer {
            // Without any key of a line it is none, whatever it says.
            let keys = self.columns.keys.iter().filter_map(|&key| grid.value(row, key).as_text());
            if keys.into_iter().any(|key| !totals::is_footer(&key)) {
                let label = label.into_owned();
                self.say(row, TableProblem::FooterLeftOut { label });
            }
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
        let first = self.first_figure();
        let of = totals::range_above(self.sheet, self.sums.nearest_lines(), first);
        self.say(row, TableProblem::UnnamedTotal { label: self.label(row), of });
        RowPart::Total
    }
}
