//! Total rows: which lines one may sum, and whether it does.
//!
//! Lines and totals come in the order of the sheet. A total is right when it equals one of these:
//!
//! - the *section*: the lines since the last total, or since the last heading among them, be it a label or the header
//!   said again;
//! - the *block*: those since the last total of more than a section (a sheet may say the same sum twice, by kind and by
//!   place);
//! - the sections since the last line that is part of none;
//! - all lines above it, or all that subtotals sum;
//! - the lines below it, up to the next total or heading or to the end, where none stand between it and the one above.
//!
//! A run that starts or ends anywhere else is no reading: a sum that leaves out the first or the last line is the
//! commonest mistake of all. Nor are the lines on the outermost level alone, though they may add up: whoever reads the
//! lines that are set in below them, too, counts them twice.

use super::figure::{Figure, Marks, holds};
use crate::amount::Amount;
use crate::pipeline::Tolerance;
use crate::sheet::{Grid, Value};
use std::cell::OnceCell;

/// Adds up lines, and only when a total asks for it: most tables have none.
pub(crate) struct RowSums<'a> {
    grid: &'a Grid,
    marks: OnceCell<Marks>,
    decide: Box<dyn Fn() -> Marks + 'a>,
    tolerance: Tolerance,
    /// Columns of figures, and whether a total is compared in them.
    columns: Vec<(usize, bool)>,
    lines: Vec<usize>,
    /// How many of the lines are added up.
    added: usize,
    all: Sums,
    section: Start,
    /// How many lines stand above the last heading since the last total.
    heading: Option<usize>,
    block: Start,
    /// Where the sections start that follow each other without a line between them.
    together: Start,
    /// Of the lines that totals have closed, section by section.
    subtotals: Sums,
    verdicts: Vec<(usize, Verdict)>,
    early: Vec<Early>,
    /// The row that was read last, with its figures: most are asked for twice.
    last: Option<(usize, Vec<Figure>)>,
}

/// By column.
#[derive(Debug, Clone)]
struct Sums {
    known: Vec<Amount>,
    /// How many figures are withheld.
    withheld: Vec<usize>,
}

/// Where lines start that a total may sum: how many lines stand above, and what they add up to.
#[derive(Debug, Clone)]
struct Start {
    lines: usize,
    sums: Sums,
}

/// A total with no lines between it and the one above: those below it may be what it sums.
struct Early {
    /// Among the verdicts.
    at: usize,
    stated: Vec<Figure>,
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

/// What is to be said of a total row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    Agrees(Lines),
    Differs(Gap),
}

/// First and last of the lines that a total sums.
pub(crate) type Lines = (usize, usize);

/// The first figure of a total that is not its sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Gap {
    pub(crate) column: usize,
    pub(crate) stated: Amount,
    pub(crate) summed: Amount,
    /// The lines that a reader would add up first; `None` where none stand above.
    pub(crate) of: Option<Lines>,
    /// Whether figures are withheld in every column that differs.
    pub(crate) is_open: bool,
}

/// Digits that the figures of a row must have together before their being sums is no coincidence.
const TELLING_DIGITS: usize = 8;

impl<'a> RowSums<'a> {
    /// The marks are decided when the first figure is read.
    pub(crate) fn new(
        grid: &'a Grid,
        decide: impl Fn() -> Marks + 'a,
        tolerance: &Tolerance,
        columns: Vec<(usize, bool)>,
    ) -> Self {
        let none = Sums { known: vec![Amount::zero(); columns.len()], withheld: vec![0; columns.len()] };
        let top = Start { lines: 0, sums: none.clone() };
        Self {
            grid,
            marks: OnceCell::new(),
            decide: Box::new(decide),
            tolerance: tolerance.clone(),
            columns,
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
            last: None,
        }
    }

    /// The marks, once a figure was read.
    pub(crate) fn marks(&self) -> Option<&Marks> {
        self.marks.get()
    }

    /// A line of data.
    pub(crate) fn line(&mut self, row: usize) {
        self.lines.push(row);
    }

    /// A label of the lines below it, or the header said again.
    pub(crate) fn heading(&mut self) {
        self.judge_early(false);
        self.heading = Some(self.lines.len());
    }

    /// The figures of a row, column by column.
    pub(crate) fn figures(&mut self, row: usize) -> &[Figure] {
        if self.last.as_ref().is_none_or(|(known, _)| *known != row) {
            self.last = Some((row, self.read(row)));
        }
        self.last.as_ref().map_or(&[], |(_, figures)| figures)
    }

    /// How many figures a row has.
    pub(crate) fn count(&mut self, row: usize) -> usize {
        self.figures(row).iter().filter_map(Figure::known).count()
    }

    /// Whether every figure is the sum of the lines since the last total: at least two, and not all of them zero.
    pub(crate) fn is_sum(&mut self, row: usize) -> bool {
        if self.lines.len() < self.section.lines + 2 {
            return false;
        }
        self.add_up();
        self.figures(row);
        let figures = self.last.as_ref().map_or(&[][..], |(_, figures)| figures);
        let sums = self.all.known.iter().zip(&self.section.sums.known);
        figures.iter().filter_map(Figure::known).any(|figure| !figure.is_zero())
            && figures.iter().zip(sums).all(|(figure, (all, before))| match figure.known() {
                Some(figure) => &(all - before) == figure,
                None => all == before,
            })
    }

    /// Whether an unnamed row of figures can only be a total: at least three of its figures are not zero, and they have
    /// so many digits that their all being sums is no coincidence.
    pub(crate) fn is_surely_sum(&mut self, row: usize) -> bool {
        self.is_sum(row) && {
            let given: Vec<&Amount> =
                self.figures(row).iter().filter_map(Figure::known).filter(|figure| !figure.is_zero()).collect();
            let digits = |figure: &&Amount| {
                let digits: String = figure.to_string().chars().filter(char::is_ascii_digit).collect();
                digits.trim_matches('0').len()
            };
            given.len() >= 3 && given.iter().map(digits).sum::<usize>() >= TELLING_DIGITS
        }
    }

    /// What a row would be found to be as a total of what stands above it.
    pub(crate) fn verdict(&mut self, row: usize) -> Verdict {
        let stated = self.stated(row);
        self.judge(&stated).map_or_else(Verdict::Differs, |(_, lines)| Verdict::Agrees(lines))
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
        let taken = self.judge_early(false);
        let stated = self.stated(row);
        let lines_above = self.lines.len() - self.heading.unwrap_or(self.section.lines);
        let verdict = match self.judge(&stated) {
            Ok((reading, lines)) => {
                match reading {
                    Reading::Section => {}
                    Reading::Heading(start) => self.together = start,
                    Reading::Wider => {
                        self.block = here.clone();
                        self.together = here.clone();
                    }
                }
                Verdict::Agrees(lines)
            }
            Err(gap) => {
                if lines_above == 0 || taken {
                    let is_first = here.lines == 0 || self.heading.is_some() || taken;
                    self.early.push(Early { at: self.verdicts.len(), stated, start: here.clone(), is_first });
                }
                Verdict::Differs(gap)
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

    /// The total rows in the order of the sheet, each with what is to be said of it.
    pub(crate) fn finish(mut self) -> Vec<(usize, Verdict)> {
        self.judge_early(true);
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
        let mut sums = self.none();
        outer.iter().for_each(|&line| sums.add_line(&self.read(line)));
        self.gap(&self.stated(row), &sums, None).is_none().then_some((*outer.first()?, *outer.last()?))
    }

    /// How far the label of a line is set in; `None` where it has none.
    fn indent(&self, row: usize, labels: &[usize]) -> Option<usize> {
        labels.iter().rev().find_map(|&column| match self.grid.value(row, column) {
            Value::Text(text) => Some(text.chars().take_while(|c| c.is_whitespace()).count()),
            _ => None,
        })
    }

    fn read(&self, row: usize) -> Vec<Figure> {
        let marks = self.marks.get_or_init(&self.decide);
        self.columns.iter().map(|&(column, _)| marks.figure(self.grid, row, column)).collect()
    }

    /// The figures of a total that are compared.
    fn stated(&self, row: usize) -> Vec<Figure> {
        let compared = |(figure, (_, is_compared)): (Figure, &(usize, bool))| {
            if *is_compared { figure } else { Figure::Absent }
        };
        self.read(row).into_iter().zip(&self.columns).map(compared).collect()
    }

    fn add_up(&mut self) {
        for at in self.added..self.lines.len() {
            let row = self.lines[at];
            let figures = self.last.take().filter(|(known, _)| *known == row).map(|(_, figures)| figures);
            let figures = figures.unwrap_or_else(|| self.read(row));
            self.all.add_line(&figures);
        }
        self.added = self.lines.len();
    }

    /// Below the last line so far.
    fn here(&mut self) -> Start {
        self.add_up();
        Start { lines: self.lines.len(), sums: self.all.clone() }
    }

    fn since_section(&mut self) -> Sums {
        self.add_up();
        self.all.since(&self.section.sums)
    }

    fn span(&self, from: usize) -> Option<Lines> {
        Some((*self.lines.get(from)?, *self.lines.last()?))
    }

    /// The lines that a total sums; else the first gap.
    fn judge(&mut self, stated: &[Figure]) -> Result<(Reading, Lines), Gap> {
        self.add_up();
        // Nothing above adds up to nothing.
        let lines = |from: usize| self.span(from).or_else(|| self.span(0)).unwrap_or((0, 0));
        let agree = |sums: &Sums| self.gap(stated, sums, None).is_none();
        let section = self.all.since(&self.section.sums);
        if agree(&section) {
            return Ok((Reading::Section, lines(self.section.lines)));
        }
        if let Some(heading) =
            self.heading.filter(|heading| (self.section.lines + 1..self.lines.len()).contains(heading))
        {
            let mut sums = self.none();
            self.lines[heading..].iter().for_each(|&line| sums.add_line(&self.read(line)));
            if agree(&sums) {
                let start = Start { lines: heading, sums: self.all.since(&sums) };
                return Ok((Reading::Heading(start), lines(heading)));
            }
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

    fn none(&self) -> Sums {
        Sums { known: vec![Amount::zero(); self.columns.len()], withheld: vec![0; self.columns.len()] }
    }

    /// Totals that stand before their lines, now that those are known: whether one agrees.
    fn judge_early(&mut self, is_end: bool) -> bool {
        let mut any = false;
        if self.early.is_empty() {
            return any;
        }
        self.add_up();
        let mut early = std::mem::take(&mut self.early);
        early.retain(|total| {
            let lines = self.lines.len() - total.start.lines;
            if lines == 0 {
                return !is_end;
            }
            let sums = self.all.since(&total.start.sums);
            if (lines >= 2 || total.is_first)
                && self.gap(&total.stated, &sums, None).is_none()
                && let Some(span) = self.span(total.start.lines)
            {
                self.verdicts[total.at].1 = Verdict::Agrees(span);
                any = true;
                return false;
            }
            // The one over all lines of a sheet waits for its end.
            let waits = !is_end && total.start.lines == 0;
            let stands_alone = matches!(&self.verdicts[total.at].1, Verdict::Differs(Gap { of: None, .. }));
            if !waits
                && stands_alone
                && let Some(below) = self.gap(&total.stated, &sums, self.span(total.start.lines))
            {
                self.verdicts[total.at].1 = Verdict::Differs(below);
            }
            waits
        });
        self.early = early;
        any
    }

    fn gap(&self, stated: &[Figure], sums: &Sums, of: Option<Lines>) -> Option<Gap> {
        let differs =
            |at: &usize| stated[*at].known().is_some_and(|stated| !holds(&self.tolerance, stated, &sums.known[*at]));
        let first = (0..stated.len()).find(differs)?;
        let known = (first..stated.len()).filter(differs).find(|&at| sums.withheld[at] == 0);
        let at = known.unwrap_or(first);
        Some(Gap {
            column: self.columns[at].0,
            stated: stated[at].known().cloned()?,
            summed: sums.known[at].clone(),
            of,
            is_open: known.is_none(),
        })
    }
}

impl Sums {
    fn add_line(&mut self, figures: &[Figure]) {
        for ((known, withheld), figure) in self.known.iter_mut().zip(&mut self.withheld).zip(figures) {
            match figure {
                Figure::Known(figure) => *known += figure,
                Figure::Withheld => *withheld += 1,
                Figure::Absent => {}
            }
        }
    }

    fn add(&mut self, other: &Self) {
        self.known.iter_mut().zip(&other.known).for_each(|(sum, more)| *sum += more);
        self.withheld.iter_mut().zip(&other.withheld).for_each(|(sum, more)| *sum += more);
    }

    fn since(&self, start: &Self) -> Self {
        Self {
            known: self.known.iter().zip(&start.known).map(|(all, before)| all - before).collect(),
            withheld: self.withheld.iter().zip(&start.withheld).map(|(all, before)| all - before).collect(),
        }
    }
}
