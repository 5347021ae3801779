//! A portfolio of sixty products: every one has its row and its page, the first page says who falls short, and it prints
//! with its headers on every sheet of paper.

mod review;

use crate::harness::{Ran, Table, Test};
use goalpost::formats::{self, Book, ReadOptions};
use review::{Size, Tongue};
use std::collections::BTreeSet;
use std::io::Read as _;
use std::sync::LazyLock;

const PRODUCTS: u32 = 60;

/// What came of reviewing them, which is done once for all tests.
struct Reviewed {
    names: Vec<String>,
    book: Book,
    html: String,
    verdicts: Table,
    /// The bytes of the workbook.
    bytes: Vec<u8>,
}

fn reviewed(tongue: Tongue) -> &'static Reviewed {
    static ENGLISH: LazyLock<Reviewed> = LazyLock::new(|| Reviewed::of(&run(Tongue::English)));
    static KOREAN: LazyLock<Reviewed> = LazyLock::new(|| Reviewed::of(&run(Tongue::Korean)));
    match tongue {
        Tongue::English => &ENGLISH,
        Tongue::Korean => &KOREAN,
    }
}

fn run(tongue: Tongue) -> Ran {
    let size = Size { products: PRODUCTS, customers: 4 };
    let test = Test::new();
    review::write(test.home(), size, tongue, "audience = \"leadership\"\nhtml = true").unwrap();
    test.args("run review.toml --as-of 2026-10 --quiet").run_quietly()
}

impl Reviewed {
    fn of(ran: &Ran) -> Self {
        let workbook = ran.path("out/2026-10/Scorecard.xlsx");
        let catalog = std::fs::read_to_string(ran.path("products.csv")).unwrap();
        Self {
            // In the order of the catalog.
            names: catalog.lines().skip(1).map(|line| line.split(',').next().unwrap().to_owned()).collect(),
            book: formats::open(&workbook, "Scorecard.xlsx", ReadOptions::default()).unwrap(),
            html: std::fs::read_to_string(ran.path("out/2026-10/Scorecard.html")).unwrap(),
            verdicts: ran.table("out/2026-10/verdicts.csv"),
            bytes: std::fs::read(&workbook).unwrap(),
        }
    }

    /// A part of the workbook.
    fn part(&self, name: &str) -> String {
        let mut text = String::new();
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&self.bytes)).unwrap();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }
}

/// The cells of the first page, blank ones as empty texts.
fn first_page(book: &Book) -> Vec<Vec<String>> {
    let page = &book.outlines()[0];
    let cell = |row, column| book.text_at(0, row, column).map_or_else(String::new, std::borrow::Cow::into_owned);
    (0..page.rows).map(|row| (0..page.columns).map(|column| cell(row, column)).collect()).collect()
}

/// Number of the row whose first cells are these, from 0.
#[track_caller]
fn row_of(page: &[Vec<String>], first: &[&str]) -> usize {
    let found = page.iter().position(|row| row.iter().skip(1).zip(first).all(|(cell, wanted)| cell == wanted));
    found.unwrap_or_else(|| panic!("no row {first:?}"))
}

#[test]
fn every_one_of_sixty_products_has_its_row_in_the_order_of_the_catalog_and_its_page() {
    for (tongue, header, total) in
        [(Tongue::English, ["Product", "Stage"], "Portfolio"), (Tongue::Korean, ["제품", "단계"], "포트폴리오")]
    {
        let Reviewed { names, book, html, .. } = reviewed(tongue);
        let page = first_page(book);
        let header = row_of(&page, &header);
        let shown: Vec<&String> = page[header + 1..].iter().map(|row| &row[1]).take(names.len() + 1).collect();
        assert_eq!(shown[..names.len()], names.iter().collect::<Vec<_>>()[..]);
        assert_eq!(shown[names.len()], total);
        assert_eq!(names.len(), PRODUCTS as usize);
        let sheets: BTreeSet<String> =
            book.outlines().iter().filter_map(|sheet| sheet.name.as_deref().map(str::to_lowercase)).collect();
        let own = |name: &String| name.chars().take(31).collect::<String>().trim_end().to_lowercase();
        let missing: Vec<&String> = names.iter().filter(|name| !sheets.contains(&own(name))).collect();
        assert!(missing.is_empty(), "no sheet for {missing:?}");
        assert!(names.iter().all(|name| html.contains(&format!(">{name}<"))));
    }
}

#[test]
fn the_tiles_count_all_products_and_the_message_names_a_few() {
    let reviewed = reviewed(Tongue::English);
    let page = first_page(&reviewed.book);
    let said = |part: &str| page.iter().flatten().find(|cell| cell.contains(part)).cloned().unwrap_or_default();
    let met = reviewed
        .verdicts
        .rows()
        .iter()
        .filter(|row| row["product"] != "*" && ["met", "exceeded"].contains(&row["verdict"].as_str()));
    let met = met.count();
    assert!(said("of 60 products").starts_with(&format!("{met} of 60 products")), "{}", said("of 60 products"));
}

#[test]
fn the_header_of_the_products_comes_back_on_every_sheet_of_paper() {
    let reviewed = reviewed(Tongue::English);
    let (texts, sheet) = (reviewed.part("xl/sharedStrings.xml"), reviewed.part("xl/worksheets/sheet1.xml"));
    let text = texts.split("<si>").skip(1).position(|text| text.starts_with("<t>Stage</t>")).unwrap();
    let (before, _) = sheet.split_once(&format!(" t=\"s\"><v>{text}</v>")).unwrap();
    let address = before.rsplit_once("<c r=\"").unwrap().1.split('"').next().unwrap();
    let header: usize = address.trim_start_matches(|c: char| c.is_alphabetic()).parse().unwrap();
    let titles = reviewed.part("xl/workbook.xml");
    let titles = titles.split("<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">").nth(1).unwrap();
    let (_, rows) = titles.split_once('!').unwrap();
    let (first, last) = rows.split_once('<').unwrap().0.split_once(':').unwrap();
    let number = |row: &str| row.trim_start_matches('$').parse::<usize>().unwrap();
    // The themes have a header above their headers.
    assert_eq!((number(first), number(last)), (header - 1, header));
    assert!(sheet.contains(&format!("<brk id=\"{}\"", header - 2)), "the products begin a sheet of paper");
    assert!(sheet.contains("fitToHeight=\"0\"") && sheet.contains("orientation=\"landscape\""));
}
