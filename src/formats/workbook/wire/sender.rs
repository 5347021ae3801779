//! The sending end.

use super::super::gathered::Gathered;
use super::super::sink::{Datum, Sink};
use super::super::trouble::Trouble;
use super::super::value::FAULTS;
use super::tag::{self, BUFFER};
use crate::calendar::Datelike;
use crate::place::Cell;
use crate::sheet::Raw;
use std::io::{self, Write};

/// Writes cells as records.
pub(in crate::formats::workbook) struct Sender<W: Write> {
    out: W,
    buffer: Vec<u8>,
    row: Option<u32>,
    /// By number of a shared text: one more than the number under which it was sent.
    sent: Vec<u32>,
    texts: u32,
}

impl<W: Write> Sender<W> {
    pub(in crate::formats::workbook) fn new(out: W) -> Self {
        Self { out, buffer: Vec::with_capacity(2 * BUFFER), row: None, sent: Vec::new(), texts: 0 }
    }

    /// The last record; without it the receiver takes the stream for cut off.
    pub(in crate::formats::workbook) fn close(mut self, outcome: Result<(), Trouble>) -> io::Result<()> {
        match outcome {
            Ok(()) => self.buffer.push(tag::END),
            Err(Trouble::Password) => self.buffer.push(tag::PASSWORD),
            Err(Trouble::Damaged(error)) => {
                self.buffer.push(tag::DAMAGED);
                self.text(&error.to_string());
            }
            Err(Trouble::TooLarge) => self.buffer.push(tag::TOO_LARGE),
            // There is nobody to tell.
            Err(Trouble::Gone) => {}
        }
        self.flush()?;
        self.out.flush()
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.write_all(&self.buffer)?;
        self.buffer.clear();
        Ok(())
    }

    fn number(&mut self, number: u32) {
        self.buffer.extend_from_slice(&number.to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.number(u32::try_from(text.len()).unwrap_or(u32::MAX));
        self.buffer.extend_from_slice(text.as_bytes());
    }

    fn head(&mut self, tag: u8, cell: Cell) {
        let [low, high] = u16::try_from(cell.column).unwrap_or(u16::MAX).to_le_bytes();
        self.buffer.extend_from_slice(&[tag, low, high]);
    }

    /// The number under which the receiver knows a shared text, which goes there when it is needed first.
    fn shared(&mut self, index: u32, text: &str) -> u32 {
        let index = index as usize;
        if index >= self.sent.len() {
            self.sent.resize(index + 1, 0);
        }
        if self.sent[index] == 0 {
            self.buffer.push(tag::SHARE);
            self.text(text);
            self.texts += 1;
            self.sent[index] = self.texts;
        }
        self.sent[index] - 1
    }

    fn put_cell(&mut self, cell: Cell, datum: Datum<'_>) {
        if self.row != Some(cell.row) {
            self.row = Some(cell.row);
            self.buffer.push(tag::ROW);
            self.number(cell.row);
        }
        match datum {
            Datum::Text(text) => {
                self.head(tag::TEXT, cell);
                self.text(text);
            }
            Datum::Shared(index, text) => {
                let number = self.shared(index, text);
                self.head(tag::SHARED, cell);
                self.number(number);
            }
            Datum::Raw(Raw::Number(number)) => {
                self.head(tag::NUMBER, cell);
                self.buffer.extend_from_slice(&number.to_le_bytes());
            }
            Datum::Raw(Raw::Day(day)) => {
                self.head(tag::DAY, cell);
                self.buffer.extend_from_slice(&day.num_days_from_ce().to_le_bytes());
            }
            Datum::Raw(Raw::Flag(flag)) => {
                self.head(tag::FLAG, cell);
                self.buffer.push(flag.into());
            }
            Datum::Raw(Raw::Fault(name)) => {
                self.head(tag::FAULT, cell);
                let index = FAULTS.iter().position(|fault| *fault == name).unwrap_or(FAULTS.len() - 1);
                self.buffer.push(u8::try_from(index).unwrap_or(u8::MAX));
            }
            Datum::Raw(Raw::Uncomputed) => self.head(tag::UNCOMPUTED, cell),
            Datum::Raw(Raw::Blank | Raw::Text(_)) => {}
        }
    }

    fn put_formatting(&mut self, gathered: &Gathered) {
        self.buffer.extend_from_slice(&[tag::FORMATTING, gathered.filtered.into()]);
        let count = |items: usize| u32::try_from(items).unwrap_or(u32::MAX);
        self.number(count(gathered.merged.len()));
        for (first, last) in &gathered.merged {
            for number in [first.row, first.column, last.row, last.column] {
                self.number(number);
            }
        }
        self.number(count(gathered.hidden.len()));
        for &(first, last) in &gathered.hidden {
            self.number(first);
            self.number(last);
        }
        self.number(count(gathered.scaled.len()));
        for scaled in &gathered.scaled {
            self.number(scaled.column);
            self.buffer.push(scaled.thousands);
            self.number(scaled.cells);
        }
    }

    /// Whole records only, so that a full pipe holds the reader up and not its half-written cell.
    fn sent(&mut self) -> Result<(), Trouble> {
        if self.buffer.len() < BUFFER { Ok(()) } else { self.flush().map_err(|_| Trouble::Gone) }
    }
}

impl<W: Write> Sink for Sender<W> {
    fn sheet(&mut self, name: &str, visible: bool) -> Result<(), Trouble> {
        self.row = None;
        self.buffer.extend_from_slice(&[tag::SHEET, visible.into()]);
        self.text(name);
        self.sent()
    }

    fn cell(&mut self, cell: Cell, datum: Datum<'_>) -> Result<(), Trouble> {
        self.put_cell(cell, datum);
        self.sent()
    }

    fn formatting(&mut self, gathered: Gathered) -> Result<(), Trouble> {
        self.put_formatting(&gathered);
        self.sent()
    }

    fn restart(&mut self) -> Result<(), Trouble> {
        self.sent.clear();
        self.texts = 0;
        self.buffer.push(tag::RESTART);
        self.sent()
    }
}
