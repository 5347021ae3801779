//! Sound files to begin with: one small table in every format and encoding, and real exports where the corpus is.

use encoding_rs::{EUC_KR, WINDOWS_1252};
use flate2::Compression;
use flate2::write::GzEncoder;
use rust_xlsxwriter::{Format, Workbook};
use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub(crate) struct Seed {
    pub(crate) format: &'static str,
    pub(crate) bytes: Vec<u8>,
    /// Whether it is the table below; real exports are something else.
    pub(crate) is_table: bool,
}

/// Product, month, amount in hundredths.
pub(crate) fn rows() -> Vec<(&'static str, String, i64)> {
    let products = ["Alpha", "매출", "Zürich"];
    (0..36_i64)
        .map(|row| {
            let month = format!("2026-{:02}", row / 3 + 1);
            (products[usize::try_from(row % 3).unwrap()], month, 100_000 + row * 7_919)
        })
        .collect()
}

/// Without the names that an encoding lacks.
fn text(separator: char, products: [&str; 3]) -> String {
    let mut text = format!("product{separator}month{separator}amount\n");
    for (index, (_, month, amount)) in rows().into_iter().enumerate() {
        let product = products[index % 3];
        writeln!(text, "{product}{separator}{month}{separator}{}.{:02}", amount / 100, amount % 100).unwrap();
    }
    text
}

pub(crate) fn plain_csv() -> String {
    text(',', ["Alpha", "매출", "Zürich"])
}

pub(crate) fn seeds(corpus: Option<&Path>) -> Vec<Seed> {
    let utf8 = plain_csv();
    let wide =
        |order: fn(u16) -> [u8; 2]| -> Vec<u8> { format!("\u{feff}{utf8}").encode_utf16().flat_map(order).collect() };
    let korean = text(',', ["Alpha", "매출", "순이익"]);
    let german = text(';', ["Alpha", "Umsätze", "Zürich"]);
    let seed = |format, bytes| Seed { format, bytes, is_table: true };
    let mut seeds = vec![
        seed("xlsx", xlsx()),
        seed("ods", ods()),
        seed("xls", xls()),
        seed("csv", utf8.clone().into_bytes()),
        seed("csv, UTF-8 with its mark", format!("\u{feff}{utf8}").into_bytes()),
        seed("csv, UTF-16 LE", wide(u16::to_le_bytes)),
        seed("csv, UTF-16 BE", wide(u16::to_be_bytes)),
        seed("csv, CP949", EUC_KR.encode(&korean).0.into_owned()),
        seed("csv, Windows-1252", WINDOWS_1252.encode(&german).0.into_owned()),
        seed("tsv", text('\t', ["Alpha", "매출", "Zürich"]).into_bytes()),
        seed("txt", text('|', ["Alpha", "매출", "Zürich"]).into_bytes()),
        seed("gz", gzip(utf8.as_bytes())),
        seed("zip", pack(&[("export.csv", utf8.as_bytes())])),
    ];
    for (format, folder, most) in [
        ("xlsx", "spreadsheets", 300_000),
        ("xls", "spreadsheets", 400_000),
        ("xls", "korea", 400_000),
        ("xlsb", "spreadsheets", 400_000),
        ("xlsb", "bad_workbooks", 100_000),
        ("xlsm", "bad_workbooks", 200_000),
        ("ods", "spreadsheets", 100_000),
        ("csv", "csv", 20_000),
    ] {
        seeds.extend(corpus.into_iter().flat_map(|corpus| real(&corpus.join(folder), format, most)));
    }
    seeds
}

/// A few small files of a folder, by their name's end.
fn real(folder: &Path, format: &'static str, most: u64) -> Vec<Seed> {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let fits = |path: &Path| {
        path.extension().is_some_and(|extension| extension == format) && fs::metadata(path).unwrap().len() <= most
    };
    let some = paths.into_iter().filter(|path| fits(path)).take(6);
    let seeds = some.map(|path| Seed { format, bytes: fs::read(path).unwrap(), is_table: false });
    // A container of OLE2 around these is a password.
    seeds.filter(|seed| !format.starts_with("xls") || format == "xls" || seed.bytes.starts_with(b"PK")).collect()
}

fn xlsx() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let months = Format::new().set_num_format("yyyy-mm");
    let sheet = workbook.add_worksheet();
    sheet.write_row(0, 0, ["product", "month", "amount"]).unwrap();
    for (row, (product, month, amount)) in (1..).zip(rows()) {
        let (year, month) = month.split_once('-').unwrap();
        let day = rust_xlsxwriter::ExcelDateTime::from_ymd(year.parse().unwrap(), month.parse().unwrap(), 1).unwrap();
        sheet.write(row, 0, product).unwrap();
        sheet.write_with_format(row, 1, day, &months).unwrap();
        #[expect(clippy::cast_precision_loss, reason = "small figures")]
        sheet.write(row, 2, amount as f64 / 100.0).unwrap();
    }
    workbook.save_to_buffer().unwrap()
}

fn ods() -> Vec<u8> {
    let cell = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let row = |cells: [String; 3]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let mut table = row(["product", "month", "amount"].map(cell));
    for (product, month, amount) in rows() {
        let amount = format!("{}.{:02}", amount / 100, amount % 100);
        let figure = format!("<table:table-cell office:value-type=\"float\" office:value=\"{amount}\"/>");
        table += &row([cell(product), cell(&month), figure]);
    }
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content><office:body><office:spreadsheet><table:table \
         table:name=\"a\">{table}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    pack(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
        ("content.xml", content.as_bytes()),
    ])
}

/// BIFF8 records in a container: the list of one sheet, and its cells.
fn xls() -> Vec<u8> {
    let record = |kind: u16, content: &[u8]| {
        [&kind.to_le_bytes()[..], &u16::try_from(content.len()).unwrap().to_le_bytes(), content].concat()
    };
    let begin = record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0]);
    let end = record(0x000A, &[]);
    let at = |row: u16, column: u16| [row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat();
    let label = |row, column, text: &str| {
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let length = u16::try_from(wide.len() / 2).unwrap().to_le_bytes();
        record(0x0204, &[at(row, column), length.to_vec(), vec![1], wide].concat())
    };
    let mut cells = Vec::new();
    for (column, name) in (0..).zip(["product", "month", "amount"]) {
        cells.extend(label(0, column, name));
    }
    for (row, (product, month, amount)) in (1..).zip(rows()) {
        cells.extend(label(row, 0, product));
        cells.extend(label(row, 1, &month));
        #[expect(clippy::cast_precision_loss, reason = "small figures")]
        let figure = (amount as f64 / 100.0).to_le_bytes();
        cells.extend(record(0x0203, &[at(row, 2), figure.to_vec()].concat()));
    }
    let list = |place: usize| {
        record(0x0085, &[&u32::try_from(place).unwrap().to_le_bytes()[..], &[0, 0, 1, 0, b'a']].concat())
    };
    let place = begin.len() + list(0).len() + end.len();
    let stream = [begin.clone(), list(place), end.clone(), begin, cells, end].concat();
    let mut container = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    container.create_stream("Workbook").unwrap().write_all(&stream).unwrap();
    container.into_inner().into_inner()
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub(crate) fn pack(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        package.start_file(*name, SimpleFileOptions::default()).unwrap();
        package.write_all(bytes).unwrap();
    }
    package.finish().unwrap().into_inner()
}
