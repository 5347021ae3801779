//! The file as a browser, a keyboard and a screen reader meet it.

use super::*;
use crate::amount::Amount;
use crate::lang::Lang;
use crate::score::Status;
use crate::scorecard::figures::ScorecardView;
use crate::scorecard::model::{
    Block, CommentKey, Content, DataRange, Footer, Group, NumberFormat, Page, PageCell, PageColumn, PageLink,
    PagePurpose, PageRow, PageTable, RowRef, RowRole, SparklineLook, Tile, Tone, Width,
};
use crate::scorecard::pages::pages;
use crate::scorecard::tests::sample::{Sample, document};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn written(pages: &[Page], lang: Lang) -> String {
    String::from_utf8(write(pages, &document(lang))).unwrap()
}

fn sample(lang: Lang) -> String {
    written(&pages(&Sample::new(lang).view()), lang)
}

/// An opening or closing tag.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    name: String,
    closes: bool,
    /// Without content and without an end tag.
    alone: bool,
    attributes: Vec<(String, String)>,
}

/// Every tag in its order, read strictly: values are quoted and hold no mark of markup.
fn tags(html: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut rest = html.strip_prefix("<!DOCTYPE html>").unwrap();
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        let closes = rest.starts_with('/');
        rest = rest.trim_start_matches('/');
        let length = rest.find([' ', '>', '/']).unwrap();
        let mut tag = Found { name: rest[..length].to_owned(), closes, alone: false, attributes: Vec::new() };
        rest = &rest[length..];
        while let Some(attribute) = rest.strip_prefix(' ') {
            let (name, value) = attribute.split_once("=\"").unwrap();
            let (value, after) = value.split_once('"').unwrap();
            assert!(!value.contains(['<', '>']), "{value}");
            tag.attributes.push((name.to_owned(), value.to_owned()));
            rest = after;
        }
        tag.alone = tag.name == "meta" || rest.starts_with('/');
        rest = rest.trim_start_matches('/');
        rest = rest.strip_prefix('>').unwrap_or_else(|| panic!("a tag ends with {:?}", rest.get(..20)));
        found.push(tag);
    }
    found
}

fn values<'a>(tags: &'a [Found], name: &str) -> Vec<&'a str> {
    let all = tags.iter().flat_map(|tag| &tag.attributes);
    all.filter(|(attribute, _)| attribute == name).map(|(_, value)| value.as_str()).collect()
}

/// Two pages, with or without a comment that somebody typed.
fn small(typed: Option<&str>) -> Vec<Page> {
    let range = DataRange { page: "One".to_owned(), table: "goals", row: RowRef::Body(1), first: 1, last: 3 };
    let figure = |value: i64| PageCell::number(Amount::from(value), NumberFormat::plain(0));
    let columns = vec![
        PageColumn::text("goal", "Goal", Width::AtMost(30)),
        PageColumn::figure("a", "Aug"),
        PageColumn::figure("b", "Sep"),
        PageColumn::figure("c", "Oct").bar_to(Amount::from(100_i64)),
        PageColumn::text("status", "Status", Width::Content),
        PageColumn::text("spark", "", Width::Content),
        PageColumn::text("comment", "What is next", Width::Fixed(30)),
    ];
    let row = |label: &str, cells: [PageCell; 5]| {
        let key = CommentKey { period: "2026-10".to_owned(), product: "One".to_owned(), goal: label.to_owned() };
        let mut all = vec![PageCell::text(label)];
        all.extend(cells);
        all.push(PageCell::comment(key, typed.filter(|_| label == "Retention")));
        PageRow::plain(all)
    };
    let note = || Some("An estimate".to_owned());
    let rows = vec![
        PageRow::label(RowRole::Section, "Business goals", 7),
        row(
            "Revenue <gross> & net",
            [
                figure(-1200),
                PageCell::no_data("No export covers this period"),
                figure(97).note(note()).tone(Tone::Bad),
                PageCell::status(Status::AtRisk, "At risk"),
                PageCell::spark(range, SparklineLook::Columns),
            ],
        ),
        row(
            "Retention",
            [
                figure(1),
                figure(2).note(note()),
                PageCell::no_data("No export covers this period"),
                PageCell::heat(Amount::from(101_i64), NumberFormat::plain(0), Status::Met),
                PageCell::empty(),
            ],
        ),
        PageRow::label(RowRole::Helper, "Room (not drawn)", 7),
    ];
    let groups = vec![Group::new("", 1), Group::new("Window", 3)];
    let footer = Footer { period: "October 2026".to_owned(), source: "a.xlsx".to_owned(), page: ["Page ", " of ", ""] };
    let tile =
        Tile { label: "Score".to_owned(), value: PageCell::no_data("No goals"), detail: "92% scored".to_owned() };
    let page = |name: &str, blocks| Page {
        title: format!("{name} in full"),
        subtitle: "USD thousand".to_owned(),
        footer: footer.clone(),
        links: vec![PageLink { text: "Two".to_owned(), page: "Two".to_owned() }],
        blocks,
        ..Page::new(name, PagePurpose::Review)
    };
    let table = PageTable { groups, ..PageTable::new("goals", columns, rows) };
    vec![
        page("One", vec![Block::Tiles(vec![tile]), Block::Heading("Goals".to_owned()), Block::Table(table)]),
        page("Two", vec![Block::Remark("Small print".to_owned())]),
    ]
}

#[test]
fn a_small_file_reads_as_it_is_meant() {
    let html = written(&small(Some("Two lines:\n1 < 2")), Lang::En);
    let body = html.split_once("</style>").unwrap().1;
    insta::assert_snapshot!(body);
}

#[test]
fn every_element_closes_and_every_id_stands_once_and_every_reference_leads_somewhere() {
    for html in [sample(Lang::En), sample(Lang::Ko), written(&small(Some("Two lines:\n1 < 2")), Lang::En)] {
        let tags = tags(&html);
        let mut open = Vec::new();
        for tag in &tags {
            if tag.closes {
                assert_eq!(open.pop(), Some(tag.name.as_str()));
            } else if !tag.alone {
                open.push(tag.name.as_str());
            }
        }
        assert_eq!(open, Vec::<&str>::new());
        let ids = values(&tags, "id");
        let known: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), known.len());
        let mut references = 0;
        for href in values(&tags, "href") {
            assert!(known.contains(href.strip_prefix('#').unwrap()), "{href}");
            references += 1;
        }
        for name in ["aria-labelledby", "aria-describedby"] {
            for id in values(&tags, name).iter().flat_map(|ids| ids.split(' ')) {
                assert!(known.contains(id), "{id}");
                references += 1;
            }
        }
        assert!(references > 5);
    }
}

#[test]
fn the_same_pages_give_the_same_bytes() {
    for lang in [Lang::En, Lang::Ko] {
        assert!(sample(lang) == sample(lang));
    }
}

#[test]
fn nothing_runs_and_nothing_is_fetched() {
    for html in [sample(Lang::En), sample(Lang::Ko)] {
        let tags = tags(&html);
        for tag in &tags {
            let fetches =
                ["script", "link", "img", "iframe", "object", "embed", "base", "form", "video", "audio", "use"];
            assert!(!fetches.contains(&tag.name.as_str()), "{tag:?}");
            for (name, value) in &tag.attributes {
                assert!(!name.starts_with("on") && !["src", "srcset", "action", "xlink:href"].contains(&name.as_str()));
                assert!(name == "xmlns" || !value.contains("://"), "{tag:?}");
                assert!(name != "href" || value.starts_with('#'), "{tag:?}");
                assert!(value.split("url(").skip(1).all(|target| target.starts_with('#')), "{tag:?}");
            }
        }
        let sheet = html.split("<style>").nth(1).unwrap().split("</style>").next().unwrap();
        assert!(!sheet.contains("url(") && !sheet.contains("@import"));
    }
}

#[test]
fn there_is_one_title_and_no_heading_skips_a_level() {
    for html in [sample(Lang::En), sample(Lang::Ko)] {
        let levels: Vec<u32> = tags(&html)
            .iter()
            .filter(|tag| !tag.closes)
            .filter_map(|tag| tag.name.strip_prefix('h')?.parse().ok())
            .collect();
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
        assert_eq!(levels.first(), Some(&1));
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
    }
}

#[test]
fn every_table_has_a_caption_and_every_header_its_scope() {
    let html = sample(Lang::En);
    let tags = tags(&html);
    let count = |name: &str| tags.iter().filter(|tag| !tag.closes && tag.name == name).count();
    assert!(count("table") > 10);
    assert_eq!(count("table"), count("caption"));
    for tag in tags.iter().filter(|tag| !tag.closes && tag.name == "th") {
        assert!(tag.attributes.iter().any(|(name, _)| name == "scope"), "{tag:?}");
    }
}

#[test]
fn every_figure_and_every_reason_of_the_pages_stands_in_the_file() {
    for lang in [Lang::En, Lang::Ko] {
        let pages = pages(&Sample::new(lang).view());
        let html = written(&pages, lang);
        let holds = |text: &str| {
            let mut escaped = Markup::fragment();
            escaped.text(text);
            assert!(html.contains(&escaped.into_text()), "{text}");
        };
        let for_people =
            |page: &Page, key: &str| !page.datasets.iter().any(|set| set.table == key && set.readers == Readers::Tools);
        for table in pages.iter().flat_map(|page| page.tables().filter(move |table| for_people(page, &table.key))) {
            for row in table.rows.iter().filter(|row| row.role != RowRole::Helper) {
                for cell in &row.cells {
                    cell.note.iter().for_each(|note| holds(note));
                    if let Content::Text(_) | Content::Number(..) = cell.content {
                        holds(&cell.shown());
                    }
                }
            }
        }
    }
}

#[test]
fn comments_are_shown_as_typed_and_a_column_without_any_is_left_out() {
    let html = written(&small(Some("=1+1\n<b>")), Lang::En);
    assert!(html.contains("What is next</th>") && html.contains(">=1+1\n&lt;b&gt;</td>"));
    assert!(!written(&small(None), Lang::En).contains("What is next"));
}

#[test]
fn pages_that_are_named_alike_have_anchors_of_their_own() {
    let pages: Vec<Page> = ["A b", "a-B", "A  B!", "content", "!", "?"]
        .into_iter()
        .map(|name| Page { name: name.to_owned(), ..small(None).remove(1) })
        .collect();
    let anchors = Anchors::of(&pages);
    let ids: Vec<&str> = pages.iter().filter_map(|page| anchors.page(&page.name)).collect();
    assert_eq!(ids, ["a-b", "a-b-2", "a-b-3", "content-2", "page", "page-2"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn no_name_from_a_catalog_becomes_markup(name in "[<>&\"'/=a-z가-힣!\\- ]{1,24}") {
        let Some(hostile) = crate::name::ProductName::new(&name) else { return Ok(()) };
        let sample = Sample::new(Lang::En);
        let shape = |name: crate::name::ProductName| {
            let mut products = sample.view().products.to_vec();
            products[0].name = name;
            let all = pages(&ScorecardView { products: &products, ..sample.view() });
            let html = written(&all[..all.len().min(3)], Lang::En);
            let plain = |tag: Found| (tag.name, tag.closes, tag.attributes.into_iter().map(|(name, _)| name).collect());
            tags(&html).into_iter().map(plain).collect::<Vec<(String, bool, Vec<String>)>>()
        };
        prop_assert!(shape(hostile) == shape(crate::name::ProductName::new("Plain").unwrap()));
    }
}

/// Whoever sees no colours reads the sign, and the word beside it or in the line below the table.
#[test]
fn every_status_is_a_sign_and_a_word_wherever_it_has_a_colour() {
    for lang in [Lang::En, Lang::Ko] {
        let sample = Sample::new(lang);
        let pages = pages(&sample.view());
        let cells = pages.iter().flat_map(Page::tables).flat_map(|table| &table.rows).flat_map(|row| &row.cells);
        let mut signs = 0;
        for cell in cells {
            match &cell.content {
                Content::Status(status, word) => {
                    assert!(!word.trim().is_empty() && cell.shown().starts_with(status.sign()), "{cell:?}");
                    signs += 1;
                }
                Content::Heat(_, _, status) => {
                    assert!(cell.shown().starts_with(status.sign()), "{cell:?}");
                    signs += 1;
                }
                _ => {}
            }
        }
        assert!(signs > 40, "{signs}");
        let html = written(&pages, lang);
        assert_eq!(html.matches("class=\"sign\"").count(), signs);
    }
}
