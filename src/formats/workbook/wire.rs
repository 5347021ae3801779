//! How cells travel from the process that reads a workbook to the one that asked for it.
//!
//! A stream of records, each a tag and its fields, little-endian: a sheet, a row, the cells of the row, what was found
//! beside the cells, and at the end either that it is the end or what went wrong. A stream without such an end is cut
//! off. A text that cells share goes once and is a number from then on.

mod receiver;
mod sender;
mod tag;

pub(super) use receiver::{Received, receive};
pub(super) use sender::Sender;

#[cfg(test)]
mod tests {
    use super::super::gather::Gather;
    use super::super::gathered::Gathered;
    use super::super::sink::{Datum, Sink};
    use super::super::trouble::Trouble;
    use super::*;
    use crate::calendar::Date;
    use crate::diagnostic::Cause;
    use crate::place::Cell;
    use crate::sheet::{Formatting, Raw, ScaledFormat, Value};

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
