//! A case says the same in whatever encoding and dialect its text files come.

use crate::variants::{self, Export};

/// A way to write a table: cells by the kind of their column, then the whole file.
struct Manner {
    month: fn(&str) -> String,
    day: fn(&str) -> String,
    figure: fn(&str) -> String,
    file: fn(&[Vec<String>]) -> Vec<u8>,
}

fn rewritten(export: &Export<'_>, manner: &Manner) -> Vec<u8> {
    let mut rows = export.records();
    let header = rows[0].clone();
    for row in &mut rows[1..] {
        for (name, cell) in header.iter().zip(row.iter_mut()).filter(|(_, cell)| !cell.is_empty()) {
            let write = match name.as_str() {
                "month" | "quarter" | "launch" => manner.month,
                "due" | "done" => manner.day,
                _ if cell.parse::<f64>().is_ok() => manner.figure,
                _ => continue,
            };
            *cell = write(cell);
        }
    }
    (manner.file)(&rows)
}

fn joined(rows: &[Vec<String>], delimiter: &str, line_end: &str) -> String {
    rows.iter().map(|row| row.join(delimiter) + line_end).collect()
}

/// Groups of three set apart, and two decimals behind a mark.
fn grouped(figure: &str, group: char, mark: char) -> String {
    let (whole, fraction) = figure.split_once('.').unwrap_or((figure, ""));
    let mut text = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            text.push(group);
        }
        text.push(digit);
    }
    format!("{text}{mark}{fraction:0<2}")
}

fn parts(date: &str) -> Vec<&str> {
    date.split('-').collect()
}

#[track_caller]
fn check(manner: &Manner) {
    variants::check(|export| export.is_text().then(|| rewritten(export, manner)));
}

#[test]
fn unicode_text_of_a_spreadsheet_says_the_same() {
    check(&Manner {
        month: str::to_owned,
        day: str::to_owned,
        figure: str::to_owned,
        file: |rows| {
            let text = format!("\u{feff}{}", joined(rows, "\t", "\r\n"));
            text.encode_utf16().flat_map(u16::to_le_bytes).collect()
        },
    });
}

#[test]
fn german_exports_say_the_same() {
    check(&Manner {
        month: |label| match *parts(label).as_slice() {
            [year, month] if !label.starts_with("FY") => format!("{month}.{year}"),
            [year, quarter] => format!("{}. Quartal {}", &quarter[1..], &year[2..]),
            _ => label.to_owned(),
        },
        day: |day| match *parts(day).as_slice() {
            [year, month, day] => format!("{day}.{month}.{year}"),
            _ => day.to_owned(),
        },
        figure: |figure| grouped(figure, '.', ','),
        file: |rows| {
            let text = joined(rows, ";", "\r\n");
            let notes = "Erzeugt für Müller;;\r\nGröße: Stück, Währung: Euro;;\r\n";
            encoding_rs::WINDOWS_1252.encode(&format!("{notes}{text}")).0.into_owned()
        },
    });
}

#[test]
fn korean_exports_say_the_same() {
    check(&Manner {
        month: |label| match *parts(label).as_slice() {
            [year, month] if !label.starts_with("FY") => format!("{year}년 {}월", month.trim_start_matches('0')),
            [year, quarter] => format!("{}년 {}분기", &year[2..], &quarter[1..]),
            _ => label.to_owned(),
        },
        day: |day| match *parts(day).as_slice() {
            [year, month, day] => format!("{year}. {month}. {day}."),
            _ => day.to_owned(),
        },
        figure: |figure| format!("\"{}\"", grouped(figure, ',', '.')),
        file: |rows| {
            let text = format!("현업 제출 자료,,\n{}", joined(rows, ",", "\n"));
            encoding_rs::EUC_KR.encode(&text).0.into_owned()
        },
    });
}
