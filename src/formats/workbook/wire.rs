//! How cells travel from the process that reads a workbook to the one that asked for it.
//!
//! A stream of records: a sheet, a row, the cells of the row, what was found beside the cells, and at the end either that
//! it is the end or what went wrong. A stream without such an end is cut off. Records are sent in blocks, each behind its
//! length, and never in halves.

use super::gathered::Gathered;
use super::sink::{Datum, SharedTexts, Sink};
use super::trouble::WorkbookTrouble;
use super::value::FAULTS;
use crate::calendar::{Date, Datelike};
use crate::diagnostic::Cause;
use crate::place::Cell;
use crate::sheet::Raw;
use serde::{Deserialize, Serialize};
use std::io::{self, Read, Write};

/// Cells by their column; their row goes before them.
#[derive(Serialize, Deserialize)]
enum WireRecord<'a> {
    Sheet {
        name: &'a str,
        visible: bool,
    },
    Row(u32),
    Text(u32, &'a str),
    Shared {
        column: u32,
        number: u32,
    },
    Number(u32, f64),
    /// Days of the common era.
    Day(u32, i32),
    Duration(u32, f64),
    Flag(u32, bool),
    /// Its number in [`FAULTS`].
    Fault(u32, usize),
    Uncomputed(u32),
    /// A text that cells share, before the first of them; it has the next number.
    SharedText(&'a str),
    Formatting(Gathered),
    Restart,
    End,
    TooLarge,
    Password,
    Damaged(&'a str),
}

impl WireRecord<'_> {
    /// The column of a cell.
    const fn column(&self) -> Option<u32> {
        match *self {
            Self::Text(column, _)
            | Self::Shared { column, .. }
            | Self::Number(column, _)
            | Self::Day(column, _)
            | Self::Duration(column, _)
            | Self::Flag(column, _)
            | Self::Fault(column, _)
            | Self::Uncomputed(column) => Some(column),
            _ => None,
        }
    }
}

/// No format has more columns; a stream that says so is damaged.
const MOST_COLUMNS: u32 = 1 << 16;

/// What is written at once, and about what a pipe holds.
const BLOCK: usize = 64 << 10;

/// Longer texts are not from a workbook: Excel's longest is 32,767 characters, and no program allows a thousand times
/// that.
const LARGEST_BLOCK: u32 = 64 << 20;

/// Writes cells as records.
pub(super) struct Sender<W: Write> {
    out: W,
    block: Vec<u8>,
    row: Option<u32>,
    /// By number of a shared text: the number under which it was sent.
    sent: Vec<Option<u32>>,
    texts: u32,
}

impl<W: Write> Sender<W> {
    pub(super) fn new(out: W) -> Self {
        Self { out, block: Vec::with_capacity(2 * BLOCK), row: None, sent: Vec::new(), texts: 0 }
    }

    /// The last record; without it the receiver takes the stream for cut off.
    pub(super) fn close(mut self, outcome: Result<(), WorkbookTrouble>) -> io::Result<()> {
        match outcome {
            Ok(()) => self.write(&WireRecord::End)?,
            Err(WorkbookTrouble::Password) => self.write(&WireRecord::Password)?,
            Err(WorkbookTrouble::Damaged(error)) => self.write(&WireRecord::Damaged(&error.to_string()))?,
            Err(WorkbookTrouble::TooLarge) => self.write(&WireRecord::TooLarge)?,
            // There is nobody to tell.
            Err(WorkbookTrouble::Gone) => {}
        }
        self.flush()?;
        self.out.flush()
    }

    fn write(&mut self, record: &WireRecord<'_>) -> io::Result<()> {
        postcard::to_io(record, &mut self.block).map_err(io::Error::other)?;
        if self.block.len() < BLOCK { Ok(()) } else { self.flush() }
    }

    fn flush(&mut self) -> io::Result<()> {
        let length = u32::try_from(self.block.len()).map_err(io::Error::other)?;
        self.out.write_all(&length.to_le_bytes())?;
        self.out.write_all(&self.block)?;
        self.block.clear();
        Ok(())
    }

    fn put(&mut self, record: &WireRecord<'_>) -> Result<(), WorkbookTrouble> {
        self.write(record).map_err(|_| WorkbookTrouble::Gone)
    }

    /// The number under which the receiver knows a shared text, which goes there when it is needed first.
    fn shared(&mut self, index: u32, text: &str) -> Result<u32, WorkbookTrouble> {
        let index = index as usize;
        if index >= self.sent.len() {
            self.sent.resize(index + 1, None);
        }
        if let Some(number) = self.sent[index] {
            return Ok(number);
        }
        self.put(&WireRecord::SharedText(text))?;
        let number = self.texts;
        self.sent[index] = Some(number);
        self.texts += 1;
        Ok(number)
    }
}

impl<W: Write> Sink for Sender<W> {
    fn sheet(&mut self, name: &str, visible: bool) -> Result<(), WorkbookTrouble> {
        self.row = None;
        self.put(&WireRecord::Sheet { name, visible })
    }

    fn cell(&mut self, cell: Cell, datum: Datum<'_>) -> Result<(), WorkbookTrouble> {
        let Cell { row, column } = cell;
        if self.row != Some(row) {
            self.row = Some(row);
            self.put(&WireRecord::Row(row))?;
        }
        let record = match datum {
            Datum::Text(text) => WireRecord::Text(column, text),
            Datum::Shared(index, text) => WireRecord::Shared { column, number: self.shared(index, text)? },
            Datum::Raw(Raw::Number(number)) => WireRecord::Number(column, number),
            Datum::Raw(Raw::Day(day)) => WireRecord::Day(column, day.num_days_from_ce()),
            Datum::Raw(Raw::Duration(days)) => WireRecord::Duration(column, days),
            Datum::Raw(Raw::Flag(flag)) => WireRecord::Flag(column, flag),
            Datum::Raw(Raw::Fault(name)) => {
                let index = FAULTS.iter().position(|fault| *fault == name);
                WireRecord::Fault(column, index.unwrap_or(FAULTS.len() - 1))
            }
            Datum::Raw(Raw::Uncomputed) => WireRecord::Uncomputed(column),
            Datum::Raw(Raw::Blank | Raw::Text(_)) => return Ok(()),
        };
        self.put(&record)
    }

    fn formatting(&mut self, gathered: Gathered) -> Result<(), WorkbookTrouble> {
        self.put(&WireRecord::Formatting(gathered))
    }

    fn restart(&mut self) -> Result<(), WorkbookTrouble> {
        self.sent.clear();
        self.texts = 0;
        self.put(&WireRecord::Restart)
    }
}

/// How a stream ended.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Received {
    Whole,
    Trouble(WorkbookTrouble),
    /// Before its end, as when the sender dies.
    CutOff,
}

impl From<WorkbookTrouble> for Received {
    fn from(trouble: WorkbookTrouble) -> Self {
        Self::Trouble(trouble)
    }
}

/// Hands on every cell until the stream ends in one way or another.
pub(super) fn receive(mut stream: impl Read, sink: &mut impl Sink) -> Received {
    let mut receiver = Receiver { sink, row: 0, texts: SharedTexts::default() };
    let mut block = Vec::new();
    loop {
        if next_block(&mut stream, &mut block).is_err() {
            return Received::CutOff;
        }
        let mut rest = block.as_slice();
        while !rest.is_empty() {
            let Ok((record, behind)) = postcard::take_from_bytes(rest) else { return Received::CutOff };
            if let Err(end) = receiver.take(record) {
                return end;
            }
            rest = behind;
        }
    }
}

fn next_block(stream: &mut impl Read, block: &mut Vec<u8>) -> io::Result<()> {
    let mut length = [0; 4];
    stream.read_exact(&mut length)?;
    let length = u32::from_le_bytes(length);
    if length > LARGEST_BLOCK {
        return Err(io::ErrorKind::InvalidData.into());
    }
    block.resize(length as usize, 0);
    stream.read_exact(block)
}

struct Receiver<'a, S> {
    sink: &'a mut S,
    row: u32,
    texts: SharedTexts,
}

impl<S: Sink> Receiver<'_, S> {
    fn take(&mut self, record: WireRecord<'_>) -> Result<(), Received> {
        if record.column().is_some_and(|column| column >= MOST_COLUMNS) {
            return Err(Received::CutOff);
        }
        let (column, raw) = match record {
            WireRecord::Sheet { name, visible } => return Ok(self.sink.sheet(name, visible)?),
            WireRecord::Row(row) => {
                self.row = row;
                return Ok(());
            }
            WireRecord::Text(column, text) => {
                return Ok(self.sink.cell(Cell { row: self.row, column }, Datum::Text(text))?);
            }
            WireRecord::Shared { column, number } => {
                let text = self.texts.get(number).ok_or(Received::CutOff)?;
                return Ok(self.sink.cell(Cell { row: self.row, column }, Datum::Shared(number, text))?);
            }
            WireRecord::SharedText(text) => {
                self.texts.next().push_str(text);
                self.texts.end();
                return Ok(());
            }
            WireRecord::Formatting(gathered) => return Ok(self.sink.formatting(gathered)?),
            WireRecord::Restart => {
                self.texts = SharedTexts::default();
                return Ok(self.sink.restart()?);
            }
            WireRecord::End => return Err(Received::Whole),
            WireRecord::TooLarge => return Err(WorkbookTrouble::TooLarge.into()),
            WireRecord::Password => return Err(WorkbookTrouble::Password.into()),
            WireRecord::Damaged(error) => return Err(WorkbookTrouble::Damaged(Cause::new(error)).into()),
            WireRecord::Number(column, number) => (column, Raw::Number(number)),
            WireRecord::Day(column, days) => {
                (column, Raw::Day(Date::from_num_days_from_ce_opt(days).ok_or(Received::CutOff)?))
            }
            WireRecord::Duration(column, days) => (column, Raw::Duration(days)),
            WireRecord::Flag(column, flag) => (column, Raw::Flag(flag)),
            WireRecord::Fault(column, index) => (column, Raw::Fault(FAULTS.get(index).ok_or(Received::CutOff)?)),
            WireRecord::Uncomputed(column) => (column, Raw::Uncomputed),
        };
        Ok(self.sink.cell(Cell { row: self.row, column }, Datum::Raw(raw))?)
    }
}

#[cfg(test)]
mod tests {
    use super::super::gather::Gather;
    use super::super::number_format::Shown;
    use super::*;
    use crate::sheet::{Formatting, ScaledFormat, ShownAs, ShownCells, Value};
    use crate::values::number::CurrencyMark;

    fn sent(outcome: Result<(), WorkbookTrouble>) -> Vec<u8> {
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
            Datum::Raw(Raw::Duration(1.5)),
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
        gathered.hide_columns(3, 9);
        let euros = CurrencyMark::within("€");
        gathered.show(Cell { row: 6, column: 1 }, Shown { currency: euros, ..Shown::default() }, 2);
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
        let values: Vec<Value> = (0..8).map(|column| sheet.grid.value(0, column)).collect();
        let day = Date::from_ymd_opt(1904, 2, 29).unwrap();
        let expected = [
            Value::Text("제품"),
            Value::Number(-0.5),
            Value::Day(day),
            Value::Flag(true),
            Value::Fault("#REF!"),
            Value::Uncomputed,
            Value::Text("공유"),
            Value::Duration(1.5),
        ];
        assert_eq!(values, expected);
        let shared = [sheet.grid.value(1, 6), sheet.grid.value(1, 7)];
        assert_eq!(shared, [Value::Text("first"), Value::Text("공유")]);
        assert_eq!(sheet.grid.cell(2, 16_383).to_string(), "XFD1048576");
        let (corner, last) = (Cell { row: 0, column: 0 }, Cell { row: 1_048_575, column: 16_383 });
        let scaled = vec![ScaledFormat { column: 1, thousands: 2, cells: 1 }];
        let merged = vec![(corner, last)];
        let how = ShownAs::Currency(CurrencyMark::within("€").unwrap());
        let shown = vec![ShownCells { column: 1, how, first: 6, last: 7, cells: 2 }];
        let hidden_rows = vec![6, 1_048_575];
        let hidden_columns = vec![(3, 9)];
        let expected = Formatting { merged, hidden_rows, filtered: true, scaled, shown, hidden_columns };
        assert_eq!(sheet.formatting, expected);
    }

    #[test]
    fn a_stream_without_its_end_is_cut_off_wherever_it_stops() {
        let whole = sent(Ok(()));
        for length in 0..whole.len() {
            assert_eq!(receive(&whole[..length], &mut Gather::new(&"a".into())), Received::CutOff, "{length}");
        }
        for trouble in
            [WorkbookTrouble::Password, WorkbookTrouble::TooLarge, WorkbookTrouble::Damaged(Cause::new("broken"))]
        {
            let stream = sent(Err(trouble.clone()));
            assert_eq!(receive(stream.as_slice(), &mut Gather::new(&"a".into())), Received::Trouble(trouble));
        }
    }
}
