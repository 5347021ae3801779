//! The receiving end.

use super::super::gathered::{Gathered, MOST};
use super::super::sink::{Datum, SharedTexts, Sink};
use super::super::trouble::Trouble;
use super::super::value::FAULTS;
use super::tag::{self, BUFFER};
use crate::calendar::Date;
use crate::diagnostic::Cause;
use crate::place::Cell;
use crate::sheet::{Raw, ScaledFormat};
use std::io::{self, Read};

/// Longer texts are not from a workbook: Excel's longest is 32,767 characters, and no program allows a thousand times
/// that.
const LONGEST_TEXT: u32 = 64 << 20;

/// How a stream ended.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::formats::workbook) enum Received {
    Whole,
    Trouble(Trouble),
    /// Before its end, as when the sender dies.
    CutOff,
}

/// Hands on every cell until the stream ends in one way or another.
pub(in crate::formats::workbook) fn receive(stream: impl Read, sink: &mut impl Sink) -> Received {
    let mut receiver = Receiver { stream, buffer: vec![0; 2 * BUFFER], start: 0, end: 0 };
    match receiver.run(sink) {
        Ok(()) => Received::Whole,
        Err(Stop::Trouble(trouble)) => Received::Trouble(trouble),
        Err(Stop::CutOff) => Received::CutOff,
    }
}

struct Receiver<R> {
    stream: R,
    buffer: Vec<u8>,
    /// What of the buffer is still to be read.
    start: usize,
    end: usize,
}

enum Stop {
    Trouble(Trouble),
    CutOff,
}

impl<R: Read> Receiver<R> {
    fn run(&mut self, sink: &mut impl Sink) -> Result<(), Stop> {
        let mut row = 0;
        let mut texts = SharedTexts::default();
        loop {
            let tag = self.byte()?;
            match tag {
                tag::END => return Ok(()),
                tag::SHEET => {
                    let visible = self.byte()? != 0;
                    sink.sheet(self.text()?, visible)?;
                }
                tag::ROW => row = self.number()?,
                tag::SHARE => {
                    let text = self.text()?;
                    texts.next().push_str(text);
                    texts.end();
                }
                tag::FORMATTING => sink.formatting(self.gathered()?)?,
                tag::RESTART => {
                    texts = SharedTexts::default();
                    sink.restart()?;
                }
                tag::TOO_LARGE => return Err(Stop::Trouble(Trouble::TooLarge)),
                tag::PASSWORD => return Err(Stop::Trouble(Trouble::Password)),
                tag::DAMAGED => return Err(Stop::Trouble(Trouble::Damaged(Cause::new(self.text()?)))),
                _ => {
                    let cell = Cell { row, column: u16::from_le_bytes(self.bytes()?).into() };
                    let raw = match tag {
                        tag::TEXT => {
                            sink.cell(cell, Datum::Text(self.text()?))?;
                            continue;
                        }
                        tag::SHARED => {
                            let number = self.number()?;
                            sink.cell(cell, Datum::Shared(number, texts.get(number).ok_or(Stop::CutOff)?))?;
                            continue;
                        }
                        tag::NUMBER => Raw::Number(f64::from_le_bytes(self.bytes()?)),
                        tag::DAY => {
                            let days = i32::from_le_bytes(self.bytes()?);
                            Raw::Day(Date::from_num_days_from_ce_opt(days).ok_or(Stop::CutOff)?)
                        }
                        tag::FLAG => Raw::Flag(self.byte()? != 0),
                        tag::FAULT => Raw::Fault(FAULTS.get(usize::from(self.byte()?)).ok_or(Stop::CutOff)?),
                        tag::UNCOMPUTED => Raw::Uncomputed,
                        _ => return Err(Stop::CutOff),
                    };
                    sink.cell(cell, Datum::Raw(raw))?;
                }
            }
        }
    }

    fn gathered(&mut self) -> Result<Gathered, Stop> {
        let mut gathered = Gathered { filtered: self.byte()? != 0, ..Gathered::default() };
        for _ in 0..self.count()? {
            let mut cell = || Ok::<_, Stop>(Cell { row: self.number()?, column: self.number()? });
            gathered.merged.push((cell()?, cell()?));
        }
        for _ in 0..self.count()? {
            gathered.hidden.push((self.number()?, self.number()?));
        }
        for _ in 0..self.count()? {
            let (column, thousands, cells) = (self.number()?, self.byte()?, self.number()?);
            gathered.scaled.push(ScaledFormat { column, thousands, cells });
        }
        Ok(gathered)
    }

    fn count(&mut self) -> Result<usize, Stop> {
        let count = self.number()? as usize;
        if count <= MOST { Ok(count) } else { Err(Stop::CutOff) }
    }

    fn byte(&mut self) -> Result<u8, Stop> {
        self.bytes().map(|[byte]| byte)
    }

    fn number(&mut self) -> Result<u32, Stop> {
        self.bytes().map(u32::from_le_bytes)
    }

    fn bytes<const N: usize>(&mut self) -> Result<[u8; N], Stop> {
        self.hold(N)?;
        let bytes = self.buffer[self.start..].first_chunk().copied().ok_or(Stop::CutOff)?;
        self.start += N;
        Ok(bytes)
    }

    fn text(&mut self) -> Result<&str, Stop> {
        let length = self.number()?;
        if length > LONGEST_TEXT {
            return Err(Stop::CutOff);
        }
        let length = length as usize;
        self.hold(length)?;
        let text = &self.buffer[self.start..self.start + length];
        self.start += length;
        std::str::from_utf8(text).map_err(|_| Stop::CutOff)
    }

    /// Reads on until so many bytes are there.
    fn hold(&mut self, bytes: usize) -> Result<(), Stop> {
        while self.end - self.start < bytes {
            self.buffer.copy_within(self.start..self.end, 0);
            (self.start, self.end) = (0, self.end - self.start);
            if self.end == self.buffer.len() {
                self.buffer.resize(2 * self.end, 0);
            }
            match self.stream.read(&mut self.buffer[self.end..]) {
                Ok(0) => return Err(Stop::CutOff),
                Ok(read) => self.end += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => return Err(Stop::CutOff),
            }
        }
        Ok(())
    }
}

impl From<Trouble> for Stop {
    fn from(trouble: Trouble) -> Self {
        Self::Trouble(trouble)
    }
}
