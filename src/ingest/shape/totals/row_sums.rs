//! Total rows: which lines one may sum, and whether it does.
//!
//! Lines and totals come in the order of the sheet. A total is right when it equals one of these:
//!
//! - the *section*: the lines since the last total, or since the last label among them;
//! - the *block*: those since the last total of more than a section (a sheet may say the same sum twice, by kind and by
//!   place);
//! - the sections since the last line that is part of none;
//! - all lines above it, or all that subtotals sum;
//! - the lines below it, up to the next total or label or to the end, where none stand between it and the one above; the
//!   one over all of a sheet is not done with at a label.
//!
//! A run that starts or ends anywhere else is no reading: a sum that leaves out the first or the last line is the
//! commonest mistake of all. Nor are the lines on the outermost level alone, though they may add up: whoever reads the
//! lines that are set in below them, too, counts them twice.

use super::difference::{ColumnTotals, LineSum, Lines, TotalGap};
use super::figure::{CellFigure, Marks};
use super::reader::Reader;
use crate::amount::Amount;
use crate::pipeline::Tolerance;
use crate::sheet::{Grid, Value};

/// Adds up lines, and only when a total asks for it: most tables have none.
pub(crate) struct RowSums<'a> {
    reader: Reader<'a>,
    tolerance: Tolerance,
    lines: Vec<usize>,
    /// How many of the lines are added up.
    added: usize,
    all: ColumnTotals,
    section: Start,
    /// The last label since the last total.
    heading: Option<Heading>,
    block: Start,
    /// Where the sections start that follow each other without a line between them.
    together: Start,
    /// Of the lines that totals have closed, section by section.
    subtotals: ColumnTotals,
    verdicts: Vec<(usize, TotalVerdict)>,
    early: Vec<Early>,
}

/// Where lines start that a total may sum: how many lines stand above, and what they add up to.
#[derive(Debug, Clone)]
struct Start {
    lines: usize,
    sums: ColumnTotals,
}

/// A label of the lines below it.
struct Heading {
    /// How many lines stand above it.
    lines: usize,
    /// What they add up to, once a total asks.
    sums: Option<ColumnTotals>,
}

/// Where lines end that a total above them may sum.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Boundary {
    Label,
    Total,
    End,
}

/// A total with no lines between it and the one above: those below it may be what it sums.
struct Early {
    /// Among the verdicts.
    at: usize,
    stated: Vec<CellFigure>,
    start: Start,
    /// One line is enough where it can only be that of this total.
    is_first: bool,
}

/// What a total sums.
enum Reading {
    Section,
    /// The part of a section below its last heading.
    Heading(Start),
    /// More than a section.
    Wider,
}

/// How much it tells that the figures of a row are sums.
#[derive(Debug, Clone)]
pub(crate) struct SumEvidence {
    pub(crate) of: Lines,
    /// Figures that are not zero, and the digits that they have together.
    pub(crate) figures: usize,
    pub(crate) digits: usize,
    /// Whether they are the sums to the last digit.
    pub(crate) is_exact: bool,
}

impl SumEvidence {
    /// Three figures of eight digits together are no coincidence.
    pub(crate) const fn is_telling(figures: usize, digits: usize) -> bool {
        figures >= 3 && digits >= 8
    }
}

/// What is to be said of a total row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TotalVerdict {
    Agrees(Lines),
    Differs(Box<TotalGap>),
}

impl<'a> RowSums<'a> {
    /// The marks are decided when the first figure is read.
    pub(crate) fn new(
        grid: &'a Grid,
        decide: impl Fn() -> Marks + 'a,
        tolerance: &Tolerance,
        columns: Vec<(usize, bool)>,
    ) -> Self {
        let none = ColumnTotals::none(columns.len());
        let top = Start { lines: 0, sums: none.clone() };
        Self {
            reader: Reader::new(grid, decide, columns),
            tolerance: tolerance.clone(),
            lines: Vec::new(),
            added: 0,
            all: none.clone(),
            section: top.clone(),
            heading: None,
            block: top.clone(),
            together: top,
            subtotals: none,
            verdicts: Vec::new(),
            early: Vec::new(),
        }
    }

    /// The marks, once a figure was read.
    pub(crate) fn marks(&self) -> Option<&Marks> {
        self.reader.marks()
    }

    /// A line of data.
    pub(crate) fn line(&mut self, row: usize) {
        self.lines.push(row);
    }

    /// A label of the lines below it.
    pub(crate) fn heading(&mut self) {
        self.judge_early(Boundary::Label);
        self.heading = Some(Heading { lines: self.lines.len(), sums: None });
    }

    /// The figures of a row, column by column.
    pub(crate) fn figures(&mut self, row: usize) -> &[CellFigure] {
        self.reader.figures(row)
    }

    /// How many figures a row has.
    pub(crate) fn count(&mut self, row: usize) -> usize {
        self.reader.figures(row).iter().filter_map(CellFigure::stated).count()
    }

    /// Whether a row has a figure that is compared when it is a total.
    pub(crate) fn is_compared(&self, row: usize) -> bool {
        self.reader.stated(row).iter().any(|figure| figure.stated().is_some())
    }

    /// Whether every figure that adds up is the sum of the lines since the last total: at least two, and not all of them
    /// zero.
    pub(crate) fn is_sum(&mut self, row: usize) -> bool {
        if self.lines.len() < self.section.lines + 2 {
            return false;
        }
        self.add_up();
        let figures = self.reader.stated(row);
        let sums = self.all.known.iter().zip(&self.section.sums.known).zip(self.reader.columns());
        figures.iter().filter_map(CellFigure::known).any(|figure| !figure.is_zero())
            && figures.iter().zip(sums).all(|(figure, ((all, before), (_, adds_up)))| match figure.known() {
                Some(figure) => &(all - before) == figure,
                None => !adds_up || all == before,
            })
    }

    /// Whether every figure that adds up is the sum of all lines above: at least two, and not all of them zero.
    pub(crate) fn is_sum_of_all(&mut self, row: usize) -> bool {
        self.add_up();
        self.lines.len() >= 2 && self.is_made_of(row, &self.all)
    }

    /// The first and the last of the lines above that are like a row in some way, where it is their sum.
    pub(crate) fn sum_of_like(&self, row: usize, is_like: impl Fn(usize) -> bool) -> Option<Lines> {
        let like: Vec<usize> = self.lines.iter().copied().filter(|&line| is_like(line)).collect();
        let sums = self.sum_of(&like);
        let agrees = self.gap(&self.reader.stated(row), &sums, None).is_none();
        Some((*like.first()?, *like.last()?)).filter(|_| agrees && self.is_compared(row))
    }

    /// A total of lines that do not stand together: no section ends with it.
    pub(crate) fn total_of_like(&mut self, row: usize, lines: Lines) {
        self.verdicts.push((row, TotalVerdict::Agrees(lines)));
    }

    /// Whether every figure that adds up is the sum of these lines below it, and not all of them are zero.
    pub(crate) fn is_sum_of(&self, row: usize, lines: &[usize]) -> bool {
        !lines.is_empty() && self.is_made_of(row, &self.sum_of(lines))
    }

    fn is_made_of(&self, row: usize, sums: &ColumnTotals) -> bool {
        let stated = self.reader.stated(row);
        let known = || stated.iter().filter_map(CellFigure::known);
        known().any(|figure| !figure.is_zero())
            && stated.iter().zip(&sums.known).all(|(figure, sum)| figure.known().is_none_or(|figure| figure == sum))
    }

    /// Whether an unnamed row of figures can only be a total: at least three of its figures are not zero, and they have
    /// so many digits that their all being sums is no coincidence.
    pub(crate) fn is_surely_sum(&mut self, row: usize) -> bool {
        self.is_sum(row) && {
            let (figures, digits) = self.weight(row);
            SumEvidence::is_telling(figures, digits)
        }
    }

    /// The same of lines below it: at least two.
    pub(crate) fn is_surely_sum_of(&self, row: usize, lines: &[usize]) -> bool {
        let (figures, digits) = self.weight(row);
        lines.len() >= 2 && SumEvidence::is_telling(figures, digits) && self.is_sum_of(row, lines)
    }

    /// What it tells that a row is a total of at least two lines above it; `None` where it is none.
    pub(crate) fn evidence(&mut self, row: usize) -> Option<SumEvidence> {
        let (figures, digits) = self.weight(row);
        let TotalVerdict::Agrees(of) = self.verdict(row) else { return None };
        if figures == 0 || of.0 >= of.1 {
            return None;
        }
        let exact = Tolerance { absolute: Amount::zero(), relative: Amount::zero() };
        let usual = std::mem::replace(&mut self.tolerance, exact);
        let is_exact = matches!(self.verdict(row), TotalVerdict::Agrees(_));
        self.tolerance = usual;
        // What is only nearly the sum says nothing with its last digit.
        let digits = if is_exact { digits } else { digits.saturating_sub(figures) };
        Some(SumEvidence { of, figures, digits, is_exact })
    }

    /// The lines so far.
    pub(crate) fn lines(&self) -> &[usize] {
        &self.lines
    }

    /// The sum of no line.
    pub(crate) fn no_lines(&self) -> LineSum {
        LineSum { lines: None, sums: ColumnTotals::none(self.reader.columns().len()) }
    }

    /// Adds a line, which stands below those that were added before.
    pub(crate) fn add_to(&mut self, sum: &mut LineSum, row: usize) {
        sum.sums.add_line(self.reader.figures(row));
        sum.lines = Some((sum.lines.map_or(row, |(first, _)| first), row));
    }

    /// Where a row says something else than lines that stand anywhere.
    pub(crate) fn gap_to(&self, row: usize, sum: &LineSum) -> Option<Box<TotalGap>> {
        self.gap(&self.reader.stated(row), &sum.sums, sum.lines)
    }

    /// The figures of a row that add up and are not zero, and the digits that they have together.
    fn weight(&self, row: usize) -> (usize, usize) {
        let stated = self.reader.stated(row);
        let given = stated.iter().filter_map(CellFigure::known).filter(|figure| !figure.is_zero());
        let digits = |figure: &Amount| {
            let digits: String = figure.to_string().chars().filter(char::is_ascii_digit).collect();
            digits.trim_matches('0').len()
        };
        given.fold((0, 0), |(figures, all), figure| (figures + 1, all + digits(figure)))
    }

    /// What a row would be found to be as a total of what stands above it.
    pub(crate) fn verdict(&mut self, row: usize) -> TotalVerdict {
        let stated = self.reader.stated(row);
        self.judge(&stated).map_or_else(TotalVerdict::Differs, |(_, lines)| TotalVerdict::Agrees(lines))
    }

    /// The lines since the last total, or all where there are none.
    pub(crate) fn nearest_lines(&self) -> Option<Lines> {
        let nearest = Some(self.section.lines).filter(|&from| from < self.lines.len()).unwrap_or(0);
        self.span(nearest)
    }

    /// A total: what it says is compared, and the next section starts.
    pub(crate) fn total(&mut self, row: usize) {
        let here = self.here();
        // Lines that the total above them sums are not above this one.
        let taken = self.judge_early(Boundary::Total);
        let stated = self.reader.stated(row);
        let above = self.heading.as_ref().map_or(self.section.lines, |heading| heading.lines);
        let lines_above = self.lines.len() - above;
        let verdict = match self.judge(&stated) {
            Ok((reading, lines)) => {
                match reading {
                    // Sections may add up to nearly the same, and their totals stand above them.
                    Reading::Section if taken => {
                        let section = self.since_section();
                        if !self.is_made_of(row, &section) {
                            self.early.push(Early {
                                at: self.verdicts.len(),
                                stated,
                                start: here.clone(),
                                is_first: true,
                            });
                        }
                    }
                    Reading::Section => {}
                    Reading::Heading(start) => self.together = start,
                    Reading::Wider => {
                        self.block = here.clone();
                        self.together = here.clone();
                    }
                }
                TotalVerdict::Agrees(lines)
            }
            Err(gap) => {
                if lines_above == 0 || taken {
                    let is_first = here.lines == 0 || self.heading.is_some() || taken;
                    self.early.push(Early { at: self.verdicts.len(), stated, start: here.clone(), is_first });
                }
                TotalVerdict::Differs(gap)
            }
        };
        if self.lines.len() > self.section.lines {
            let section = self.since_section();
            self.subtotals.add(&section);
        }
        self.section = here;
        self.heading = None;
        self.verdicts.push((row, verdict));
    }

    /// The total rows so far.
    pub(crate) fn totals(&self) -> impl Iterator<Item = usize> {
        self.verdicts.iter().map(|(row, _)| *row)
    }

    /// The total rows in the order of the sheet, each with what is to be said of it.
    pub(crate) fn finish(mut self) -> Vec<(usize, TotalVerdict)> {
        self.judge_early(Boundary::End);
        self.verdicts
    }

    /// First and last of those of the lines that are not set in, where these alone add up to the total.
    pub(crate) fn outermost(&self, row: usize, (first, last): Lines, labels: &[usize]) -> Option<Lines> {
        let from = self.lines.partition_point(|&line| line < first);
        let to = self.lines.partition_point(|&line| line <= last);
        let indents: Vec<(usize, Option<usize>)> =
            self.lines[from..to].iter().map(|&line| (line, self.indent(line, labels))).collect();
        let least = indents.iter().filter_map(|(_, indent)| *indent).min();
        let outer: Vec<usize> = indents.iter().filter(|(_, indent)| *indent == least).map(|(line, _)| *line).collect();
        if outer.len() == indents.len() {
            return None;
        }
        let sums = self.sum_of(&outer);
        self.gap(&self.reader.stated(row), &sums, None).is_none().then_some((*outer.first()?, *outer.last()?))
    }

    /// How far the label of a line is set in; `None` where it has none.
    fn indent(&self, row: usize, labels: &[usize]) -> Option<usize> {
        labels.iter().rev().find_map(|&column| match self.reader.grid().value(row, column) {
            Value::Text(text) => Some(text.chars().take_while(|c| c.is_whitespace()).count()),
            _ => None,
        })
    }

    fn add_up(&mut self) {
        for at in self.added..self.lines.len() {
            let row = self.lines[at];
            self.all.add_line(self.reader.figures(row));
        }
        self.added = self.lines.len();
    }

    /// Below the last line so far.
    fn here(&mut self) -> Start {
        self.add_up();
        Start { lines: self.lines.len(), sums: self.all.clone() }
    }

    fn since_section(&mut self) -> ColumnTotals {
        self.add_up();
        self.all.since(&self.section.sums)
    }

    fn span(&self, from: usize) -> Option<Lines> {
        Some((*self.lines.get(from)?, *self.lines.last()?))
    }

    /// The lines that a total sums; else the first gap.
    fn judge(&mut self, stated: &[CellFigure]) -> Result<(Reading, Lines), Box<TotalGap>> {
        self.add_up();
        self.add_up_to_heading();
        // Nothing above adds up to nothing.
        let lines = |from: usize| self.span(from).or_else(|| self.span(0)).unwrap_or((0, 0));
        let agree = |sums: &ColumnTotals| self.gap(stated, sums, None).is_none();
        let section = self.all.since(&self.section.sums);
        if agree(&section) {
            return Ok((Reading::Section, lines(self.section.lines)));
        }
        if let Some(Heading { lines: heading, sums: Some(above) }) = &self.heading
            && (self.section.lines + 1..self.lines.len()).contains(heading)
            && agree(&self.all.since(above))
        {
            let start = Start { lines: *heading, sums: above.clone() };
            return Ok((Reading::Heading(start), lines(*heading)));
        }
        for start in [&self.together, &self.block] {
            if agree(&self.all.since(&start.sums)) {
                return Ok((Reading::Wider, lines(start.lines)));
            }
        }
        if agree(&self.all) || agree(&self.subtotals) {
            return Ok((Reading::Wider, lines(0)));
        }
        // The sum of the section is what a reader would add up first, when there is a section.
        let is_section = self.section.lines < self.lines.len();
        let (sums, from) = if is_section { (&section, self.section.lines) } else { (&self.all, 0) };
        self.gap(stated, sums, self.span(from)).map_or_else(|| Ok((Reading::Section, lines(from))), Err)
    }

    /// What stands above the last label is added up once, whatever totals come below it.
    fn add_up_to_heading(&mut self) {
        if let Some(Heading { lines, sums: None }) = self.heading {
            let sums = self.all.since(&self.sum_of(&self.lines[lines..self.added]));
            self.heading = Some(Heading { lines, sums: Some(sums) });
        }
    }

    /// Totals that stand before their lines, now that those are known: whether one agrees.
    fn judge_early(&mut self, boundary: Boundary) -> bool {
        let is_end = boundary == Boundary::End;
        let mut any = false;
        // Nothing is new where no line came since the last of them.
        let is_new = self.early.last().is_some_and(|last| last.start.lines < self.lines.len());
        if self.early.is_empty() || !is_end && !is_new {
            return any;
        }
        self.add_up();
        let mut early = std::mem::take(&mut self.early);
        early.retain(|total| {
            let lines = self.lines.len() - total.start.lines;
            if lines == 0 {
                return !is_end;
            }
            // The one over all of a sheet may go on below a label.
            if boundary == Boundary::Label && total.start.lines == 0 {
                return true;
            }
            let sums = self.all.since(&total.start.sums);
            if (lines >= 2 || total.is_first)
                && self.gap(&total.stated, &sums, None).is_none()
                && let Some(span) = self.span(total.start.lines)
            {
                self.verdicts[total.at].1 = TotalVerdict::Agrees(span);
                any = true;
                return false;
            }
            // The one over all lines of a sheet waits for its end.
            let waits = !is_end && total.start.lines == 0;
            let stands_alone = matches!(&self.verdicts[total.at].1, TotalVerdict::Differs(gap) if gap.of.is_none());
            if !waits
                && stands_alone
                && let Some(below) = self.gap(&total.stated, &sums, self.span(total.start.lines))
            {
                self.verdicts[total.at].1 = TotalVerdict::Differs(below);
            }
            waits
        });
        self.early = early;
        any
    }

    fn sum_of(&self, rows: &[usize]) -> ColumnTotals {
        let mut sums = ColumnTotals::none(self.reader.columns().len());
        for &row in rows {
            sums.add_line(&self.reader.read(row));
        }
        sums
    }

    fn gap(&self, stated: &[CellFigure], sums: &ColumnTotals, of: Option<Lines>) -> Option<Box<TotalGap>> {
        sums.gap(stated, self.reader.columns(), &self.tolerance, of)
    }
}
