//! How cells travel from the process that reads a workbook to the one that asked for it.
//!
//! A stream of records, each a tag and its fields, little-endian: a sheet, a row, the cells of the row, what was found
//! beside the cells, and at the end either that it is the end or what went wrong. A stream without such an end is cut
//! off. A text that cells share goes once and is a number from then on.

use super::formatting::{Gathered, MOST};
use super::sink::{Datum, Sink, Trouble};
use super::value::FAULTS;
use crate::calendar::Date;
use crate::calendar::Datelike;
use crate::diagnostic::Cause;
use crate::place::Cell;
use crate::sheet::Raw;
use crate::sheet::ScaledFormat;
use std::io::{self, Read, Write};

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
const SHARE: u8 = 13;
const SHARED: u8 = 14;
const FORMATTING: u8 = 15;

/// Longer texts are not from a workbook: Excel's longest is 32,767 characters, and no program allows a thousand times
/// that.
const LONGEST_TEXT: u32 = 64 << 20;

/// The sending end.
pub(crate) struct Sender<W: Write> {
    out: W,
    buffer: Vec<u8>,
    row: Option<u32>,
    /// By number of a shared text: one more than the number under which it was sent.
    sent: Vec<u32>,
    texts: u32,
}

/// What is written at once, and about what a pipe holds.
const BUFFER: usize = 64 << 10;

impl<W: Write> Sender<W> {
    pub(crate) fn new(out: W) -> Self {
        Self { out, buffer: Vec::with_capacity(2 * BUFFER), row: None, sent: Vec::new(), texts: 0 }
    }

    /// The last record; without it the receiver takes the stream for cut off.
    pub(crate) fn close(mut self, outcome: Result<(), Trouble>) -> io::Result<()> {
        match outcome {
            Ok(()) => self.buffer.push(END),
            Err(Trouble::Password) => self.buffer.push(PASSWORD),
            Err(Trouble::Damaged(error)) => {
                self.buffer.push(DAMAGED);
                self.text(&error.to_string());
            }
            Err(Trouble::TooLarge) => self.buffer.push(TOO_LARGE),
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
            self.buffer.push(SHARE);
            self.text(text);
            self.texts += 1;
            self.sent[index] = self.texts;
        }
        self.sent[index] - 1
    }

    fn put_cell(&mut self, cell: Cell, datum: Datum<'_>) {
        if self.row != Some(cell.row) {
            self.row = Some(cell.row);
            self.buffer.push(ROW);
            self.number(cell.row);
        }
        match datum {
            Datum::Text(text) => {
                self.head(TEXT, cell);
                self.text(text);
            }
            Datum::Shared(index, text) => {
                let number = self.shared(index, text);
                self.head(SHARED, cell);
                self.number(number);
            }
            Datum::Raw(Raw::Number(number)) => {
                self.head(NUMBER, cell);
                self.buffer.extend_from_slice(&number.to_le_bytes());
            }
            Datum::Raw(Raw::Day(day)) => {
                self.head(DAY, cell);
                self.buffer.extend_from_slice(&day.num_days_from_ce().to_le_bytes());
            }
            Datum::Raw(Raw::Flag(flag)) => {
                self.head(FLAG, cell);
                self.buffer.push(flag.into());
            }
            Datum::Raw(Raw::Fault(name)) => {
                self.head(FAULT, cell);
                let index = FAULTS.iter().position(|fault| *fault == name).unwrap_or(FAULTS.len() - 1);
                self.buffer.push(u8::try_from(index).unwrap_or(u8::MAX));
            }
            Datum::Raw(Raw::Uncomputed) => self.head(UNCOMPUTED, cell),
            Datum::Raw(Raw::Blank | Raw::Text(_)) => {}
        }
    }

    fn put_formatting(&mut self, gathered: &Gathered) {
        self.buffer.extend_from_slice(&[FORMATTING, gathered.filtered.into()]);
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
        self.buffer.extend_from_slice(&[SHEET, visible.into()]);
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
        self.buffer.push(RESTART);
        self.sent()
    }
}

/// How a stream ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Received {
    Whole,
    Trouble(Trouble),
    /// Before its end, as when the sender dies.
    CutOff,
}

/// Hands on every cell until the stream ends in one way or another.
pub(crate) fn receive(stream: impl Read, sink: &mut impl Sink) -> Received {
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

/// Shared texts by their number, end to end.
#[derive(Default)]
struct Texts {
    all: String,
    ends: Vec<usize>,
}

impl Texts {
    fn push(&mut self, text: &str) {
        self.all.push_str(text);
        self.ends.push(self.all.len());
    }

    fn get(&self, number: u32) -> Option<&str> {
        let number = usize::try_from(number).ok()?;
        let start = number.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.all.get(start..*self.ends.get(number)?)
    }
}

impl<R: Read> Receiver<R> {
    fn run(&mut self, sink: &mut impl Sink) -> Result<(), Stop> {
        let mut row = 0;
        let mut texts = Texts::default();
        loop {
            let tag = self.byte()?;
            match tag {
                END => return Ok(()),
                SHEET => {
                    let visible = self.byte()? != 0;
                    sink.sheet(self.text()?, visible)?;
                }
                ROW => row = self.number()?,
                SHARE => texts.push(self.text()?),
                FORMATTING => sink.formatting(self.gathered()?)?,
                RESTART => {
                    texts = Texts::default();
                    sink.restart()?;
                }
                TOO_LARGE => return Err(Stop::Trouble(Trouble::TooLarge)),
                PASSWORD => return Err(Stop::Trouble(Trouble::Password)),
                DAMAGED => return Err(Stop::Trouble(Trouble::Damaged(Cause::new(self.text()?)))),
                _ => {
                    let cell = Cell { row, column: u16::from_le_bytes(self.bytes()?).into() };
                    let raw = match tag {
                        TEXT => {
                            sink.cell(cell, Datum::Text(self.text()?))?;
                            continue;
                        }
                        SHARED => {
                            let number = self.number()?;
                            sink.cell(cell, Datum::Shared(number, texts.get(number).ok_or(Stop::CutOff)?))?;
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

#[cfg(test)]
mod tests {
    use super::super::sink::Gather;
    use super::*;
    use crate::sheet::Formatting;
    use crate::sheet::Value;

    fn sent(outcome: Result<(), Trouble>) -> Vec<u8> {
        let mut stream = Vec::new();
        let mut sender = Sender::new(&mut stream);
        sender.sheet("forgotten", true).unwrap();
        sender.cell(Cell { row: 0, column: 0 }, Datum::Shared(70, "forgotten")).unwrap();
        sender.restart().unwrap();
        sender.sheet("매출", false).unwrap();
        let cells = [
            Datum::Text("제품"),
            Datum::Raw(Raw::Number(-0.5)),
            Datum::Raw(Raw::Day(Date::from_ymd_opt(1904, 2, 29).unwrap())),
            Datum::Raw(Raw::Flag(true)),
            Datum::Raw(Raw::Fault("#REF!")),
            Datum::Raw(Raw::Uncomputed),
            Datum::Shared(70, "공유"),
        ];
        for (column, datum) in (0..).zip(cells) {
            sender.cell(Cell { row: 6, column }, datum).unwrap();
        }
        sender.cell(Cell { row: 1_048_574, column: 6 }, Datum::Shared(0, "first")).unwrap();
        sender.cell(Cell { row: 1_048_574, column: 7 }, Datum::Shared(70, "공유")).unwrap();
        sender.cell(Cell { row: 1_048_575, column: 16_383 }, Datum::Text("x")).unwrap();
        let mut gathered = Gathered { filtered: true, ..Gathered::default() };
        gathered.merge(Cell { row: 0, column: 0 }, Cell { row: 1_048_575, column: 16_383 });
        gathered.hide(6, 6);
        gathered.hide(1_048_575, 1_048_575);
        gathered.scale(1, 2, 1);
        sender.formatting(gathered).unwrap();
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
        let values: Vec<Value> = (0..7).map(|column| sheet.grid.value(0, column)).collect();
        let day = Date::from_ymd_opt(1904, 2, 29).unwrap();
        let expected = [
            Value::Text("제품"),
            Value::Number(-0.5),
            Value::Day(day),
            Value::Flag(true),
            Value::Fault("#REF!"),
            Value::Uncomputed,
            Value::Text("공유"),
        ];
        assert_eq!(values, expected);
        let shared = [sheet.grid.value(1, 6), sheet.grid.value(1, 7)];
        assert_eq!(shared, [Value::Text("first"), Value::Text("공유")]);
        assert_eq!(sheet.grid.cell(2, 16_383).to_string(), "XFD1048576");
        let (corner, last) = (Cell { row: 0, column: 0 }, Cell { row: 1_048_575, column: 16_383 });
        let scaled = vec![ScaledFormat { column: 1, thousands: 2, cells: 1 }];
        let merged = vec![(corner, last)];
        let expected = Formatting { merged, hidden_rows: vec![6, 1_048_575], filtered: true, scaled };
        assert_eq!(sheet.formatting, expected);
    }

    #[test]
    fn a_stream_without_its_end_is_cut_off_wherever_it_stops() {
        let whole = sent(Ok(()));
        for length in 0..whole.len() {
            assert_eq!(receive(&whole[..length], &mut Gather::new(&"a".into())), Received::CutOff, "{length}");
        }
        for trouble in [Trouble::Password, Trouble::TooLarge, Trouble::Damaged(Cause::new("broken"))] {
            let stream = sent(Err(trouble.clone()));
            assert_eq!(receive(stream.as_slice(), &mut Gather::new(&"a".into())), Received::Trouble(trouble));
        }
    }
}
