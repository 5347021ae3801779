//! How cells travel from the process that reads a workbook to the one that asked for it.
//!
//! A stream of records, each a tag and its fields, little-endian: a sheet, a row, the cells of the row, and at the
//! end either that it is the end or what went wrong. A stream without such an end is cut off.

use super::super::grid::Raw;
use super::sink::{Datum, Sink, Trouble};
use super::value::FAULTS;
use crate::calendar::Date;
use crate::place::Cell;
use chrono::Datelike;
use std::io::{self, BufWriter, Read, Write};

const END: u8 = 0;
const SHEET: u8 = 1;
const ROW: u8 = 2;
const TEXT: u8 = 3;
const NUMBER: u8 = 4;
const DAY: u8 = 5;
const FLAG: u8 = 6;
const FAULT: u8 = 7;
const UNCOMPUTED: u8 = 8;
const RESTART: u8 = 9;
const PASSWORD: u8 = 10;
const DAMAGED: u8 = 11;
const TOO_LARGE: u8 = 12;

/// Longer texts are not from a workbook: Excel's longest is 32,767 characters, and no program allows a thousand times
/// that.
const LONGEST_TEXT: u32 = 64 << 20;

/// The sending end.
pub(super) struct Sender<W: Write> {
    out: BufWriter<W>,
    row: Option<u32>,
}

impl<W: Write> Sender<W> {
    pub(super) fn new(out: W) -> Self {
        Self { out: BufWriter::with_capacity(64 << 10, out), row: None }
    }

    /// The last record; without it the receiver takes the stream for cut off.
    pub(super) fn close(mut self, outcome: Result<(), Trouble>) -> io::Result<()> {
        match outcome {
            Ok(()) => self.out.write_all(&[END])?,
            Err(Trouble::Password) => self.out.write_all(&[PASSWORD])?,
            Err(Trouble::Damaged(error)) => {
                self.out.write_all(&[DAMAGED])?;
                self.text(&error)?;
            }
            Err(Trouble::TooLarge) => self.out.write_all(&[TOO_LARGE])?,
            // There is nobody to tell.
            Err(Trouble::Gone) => {}
        }
        self.out.flush()
    }

    fn text(&mut self, text: &str) -> io::Result<()> {
        let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
        self.out.write_all(&length.to_le_bytes())?;
        self.out.write_all(text.as_bytes())
    }

    fn send_sheet(&mut self, name: &str, visible: bool) -> io::Result<()> {
        self.row = None;
        self.out.write_all(&[SHEET, visible.into()])?;
        self.text(name)
    }

    fn send_cell(&mut self, cell: Cell, datum: Datum<'_>) -> io::Result<()> {
        if self.row != Some(cell.row) {
            self.row = Some(cell.row);
            self.out.write_all(&[ROW])?;
            self.out.write_all(&cell.row.to_le_bytes())?;
        }
        let column = u16::try_from(cell.column).unwrap_or(u16::MAX).to_le_bytes();
        let mut head = |tag: u8| self.out.write_all(&[tag, column[0], column[1]]);
        match datum {
            Datum::Text(text) => {
                head(TEXT)?;
                self.text(text)
            }
            Datum::Raw(Raw::Number(number)) => {
                head(NUMBER)?;
                self.out.write_all(&number.to_le_bytes())
            }
            Datum::Raw(Raw::Day(day)) => {
                head(DAY)?;
                self.out.write_all(&day.num_days_from_ce().to_le_bytes())
            }
            Datum::Raw(Raw::Flag(flag)) => {
                head(FLAG)?;
                self.out.write_all(&[flag.into()])
            }
            Datum::Raw(Raw::Fault(name)) => {
                head(FAULT)?;
                let index = FAULTS.iter().position(|fault| *fault == name).unwrap_or(FAULTS.len() - 1);
                self.out.write_all(&[u8::try_from(index).unwrap_or(u8::MAX)])
            }
            Datum::Raw(Raw::Uncomputed) => head(UNCOMPUTED),
            Datum::Raw(Raw::Blank | Raw::Text(_)) => Ok(()),
        }
    }
}

impl<W: Write> Sink for Sender<W> {
    fn sheet(&mut self, name: &str, visible: bool) -> Result<(), Trouble> {
        self.send_sheet(name, visible).map_err(|_| Trouble::Gone)
    }

    fn cell(&mut self, cell: Cell, datum: Datum<'_>) -> Result<(), Trouble> {
        self.send_cell(cell, datum).map_err(|_| Trouble::Gone)
    }

    fn restart(&mut self) -> Result<(), Trouble> {
        self.out.write_all(&[RESTART]).map_err(|_| Trouble::Gone)
    }
}

/// How a stream ended.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Received {
    Whole,
    Trouble(Trouble),
    /// Before its end, as when the sender dies.
    CutOff,
}

/// Hands on every cell until the stream ends in one way or another.
pub(super) fn receive(stream: impl Read, sink: &mut impl Sink) -> Received {
    let mut receiver = Receiver { stream, text: Vec::new() };
    match receiver.run(sink) {
        Ok(()) => Received::Whole,
        Err(Stop::Trouble(trouble)) => Received::Trouble(trouble),
        Err(Stop::CutOff) => Received::CutOff,
    }
}

struct Receiver<R> {
    stream: R,
    text: Vec<u8>,
}

enum Stop {
    Trouble(Trouble),
    CutOff,
}

impl<R: Read> Receiver<R> {
    fn run(&mut self, sink: &mut impl Sink) -> Result<(), Stop> {
        let mut row = 0;
        loop {
            let tag = self.byte()?;
            match tag {
                END => return Ok(()),
                SHEET => {
                    let visible = self.byte()? != 0;
                    sink.sheet(self.text()?, visible)?;
                }
                ROW => row = u32::from_le_bytes(self.bytes()?),
                RESTART => sink.restart()?,
                TOO_LARGE => return Err(Stop::Trouble(Trouble::TooLarge)),
                PASSWORD => return Err(Stop::Trouble(Trouble::Password)),
                DAMAGED => return Err(Stop::Trouble(Trouble::Damaged(self.text()?.to_owned()))),
                _ => {
                    let cell = Cell { row, column: u16::from_le_bytes(self.bytes()?).into() };
                    let raw = match tag {
                        TEXT => {
                            sink.cell(cell, Datum::Text(self.text()?))?;
                            continue;
                        }
                        NUMBER => Raw::Number(f64::from_le_bytes(self.bytes()?)),
                        DAY => {
                            let days = i32::from_le_bytes(self.bytes()?);
                            Raw::Day(Date::from_num_days_from_ce_opt(days).ok_or(Stop::CutOff)?)
                        }
                        FLAG => Raw::Flag(self.byte()? != 0),
                        FAULT => Raw::Fault(FAULTS.get(usize::from(self.byte()?)).ok_or(Stop::CutOff)?),
                        UNCOMPUTED => Raw::Uncomputed,
                        _ => return Err(Stop::CutOff),
                    };
                    sink.cell(cell, Datum::Raw(raw))?;
                }
            }
        }
    }

    fn byte(&mut self) -> io::Result<u8> {
        self.bytes().map(|[byte]| byte)
    }

    fn bytes<const N: usize>(&mut self) -> io::Result<[u8; N]> {
        let mut bytes = [0; N];
        self.stream.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    fn text(&mut self) -> Result<&str, Stop> {
        let length = u32::from_le_bytes(self.bytes()?);
        if length > LONGEST_TEXT {
            return Err(Stop::CutOff);
        }
        self.text.resize(length as usize, 0);
        self.stream.read_exact(&mut self.text)?;
        std::str::from_utf8(&self.text).map_err(|_| Stop::CutOff)
    }
}

impl From<Trouble> for Stop {
    fn from(trouble: Trouble) -> Self {
        Self::Trouble(trouble)
    }
}

impl From<io::Error> for Stop {
    fn from(_: io::Error) -> Self {
        Self::CutOff
    }
}

#[cfg(test)]
mod tests {
    use super::super::sink::Gather;
    use super::*;
    use crate::ingest::grid::Value;

    fn sent(outcome: Result<(), Trouble>) -> Vec<u8> {
        let mut stream = Vec::new();
        let mut sender = Sender::new(&mut stream);
        sender.sheet("forgotten", true).unwrap();
        sender.restart().unwrap();
        sender.sheet("매출", false).unwrap();
        let cells = [
            Datum::Text("제품"),
            Datum::Raw(Raw::Number(-0.5)),
            Datum::Raw(Raw::Day(Date::from_ymd_opt(1904, 2, 29).unwrap())),
            Datum::Raw(Raw::Flag(true)),
            Datum::Raw(Raw::Fault("#REF!")),
            Datum::Raw(Raw::Uncomputed),
        ];
        for (column, datum) in (0..).zip(cells) {
            sender.cell(Cell { row: 6, column }, datum).unwrap();
        }
        sender.cell(Cell { row: 1_048_575, column: 16_383 }, Datum::Text("x")).unwrap();
        sender.close(outcome).unwrap();
        stream
    }

    #[test]
    fn every_kind_of_cell_arrives_as_it_was_sent() {
        let mut gather = Gather::new(&"a.xlsx".into());
        assert_eq!(receive(sent(Ok(())).as_slice(), &mut gather), Received::Whole);
        let sheets = gather.into_sheets().unwrap();
        assert_eq!(sheets.len(), 1);
        let sheet = &sheets[0];
        assert_eq!((sheet.name.as_deref(), sheet.visible), (Some("매출"), false));
        let values: Vec<Value> = (0..6).map(|column| sheet.grid.value(0, column)).collect();
        let day = Date::from_ymd_opt(1904, 2, 29).unwrap();
        let expected = [
            Value::Text("제품"),
            Value::Number(-0.5),
            Value::Day(day),
            Value::Flag(true),
            Value::Fault("#REF!"),
            Value::Uncomputed,
        ];
        assert_eq!(values, expected);
        assert_eq!(sheet.grid.cell(1, 16_383).to_string(), "XFD1048576");
    }

    #[test]
    fn a_stream_without_its_end_is_cut_off_wherever_it_stops() {
        let whole = sent(Ok(()));
        for length in 0..whole.len() {
            assert_eq!(receive(&whole[..length], &mut Gather::new(&"a".into())), Received::CutOff, "{length}");
        }
        for trouble in [Trouble::Password, Trouble::TooLarge, Trouble::Damaged("broken".to_owned())] {
            let stream = sent(Err(trouble.clone()));
            assert_eq!(receive(stream.as_slice(), &mut Gather::new(&"a".into())), Received::Trouble(trouble));
        }
    }
}
