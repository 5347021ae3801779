use super::*;
use crate::sheet::Value;

fn grid(text: &str) -> Grid {
    sheet(text.as_bytes()).unwrap().0.grid
}

fn sheet(bytes: &[u8]) -> Result<(Sheet, TextForm), FormatProblem> {
    read(bytes, &"x.csv".into(), ReadOptions::default())
}

#[test]
fn a_field_has_the_line_its_record_starts_on() {
    let grid = grid("a,b\n\"two\nlines\",1\n\nc,2\n");
    assert_eq!(grid.height(), 3);
    assert_eq!(grid.value(1, 0), Value::Text("two\nlines"));
    assert_eq!((grid.row_number(1), grid.row_number(2)), (1, 4));
}

#[test]
fn a_declared_delimiter_takes_a_line_of_its_own() {
    let (sheet, form) = sheet(b"sep=|\r\na|b\r\n").unwrap();
    assert_eq!(form.delimiter, Some('|'));
    assert_eq!((sheet.grid.value(0, 1), sheet.grid.row_number(0)), (Value::Text("b"), 1));
}

#[test]
fn short_rows_are_padded_and_long_ones_keep_their_cells() {
    let grid = grid("a,b,c\n1\n1,2,3,4\n");
    assert_eq!((grid.height(), grid.width()), (3, 4));
    assert_eq!((grid.value(1, 2), grid.value(2, 3)), (Value::Blank, Value::Text("4")));
}

#[test]
fn a_quote_that_never_closes_is_found_and_not_read_as_one_cell() {
    let problem = sheet(b"a,b\nx,1\n\"y,2\nz,3\n").unwrap_err();
    assert_eq!(problem, FormatProblem::UnclosedQuote { line: 3, quote: '"' });
}

#[test]
fn backslashes_escape_where_nothing_else_makes_sense() {
    let text = grid("\"say \\\"a\\\", b\",1\n\"c\",2\n");
    assert_eq!((text.value(0, 0), text.value(0, 1)), (Value::Text("say \"a\", b"), Value::Text("1")));
    let path = grid("\"C:\\\",1\n\"D:\\\",2\n");
    assert_eq!((path.value(0, 0), path.value(1, 0)), (Value::Text("C:\\"), Value::Text("D:\\")));
}

#[test]
fn a_web_page_is_known_in_every_encoding() {
    let page: Vec<u8> = "\u{feff}<html><table>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(matches!(sheet(&page), Err(FormatProblem::NotReadable { .. })));
}
