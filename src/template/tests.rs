use super::*;
use crate::calendar::{Date, FiscalCalendar, YearName};
use crate::facts::{self, Catalog};
use crate::formats::{self, ReadOptions};
use crate::goals as goal_book;
use crate::lang::Lang;
use crate::metrics::Registry;
use crate::name::ProductName;
use crate::pipeline::{GoalsFile, Scoring};
use crate::scorecard::model::{Page, PagePurpose, PageTable, Takes};
use crate::scorecard::writers::xlsx;

fn calendar() -> FiscalCalendar {
    FiscalCalendar::months(4, YearName::End).unwrap()
}

fn with_setting<T>(lang: Lang, take: impl FnOnce(&TemplateSetting<'_>) -> T) -> T {
    let calendar = calendar();
    let catalog = Catalog::named(["CardioView", "스파인픽스"].into_iter().filter_map(ProductName::new));
    let today: Date = "2026-11-03".parse().unwrap();
    let scoring = Scoring::default();
    let now = calendar.period_of(today).unwrap();
    let registry = Registry::of(&[]);
    take(&TemplateSetting {
        lang,
        calendar: &calendar,
        catalog: &catalog,
        scoring: &scoring,
        registry: &registry,
        now,
        today,
        company: Some("Hanbit Medical"),
    })
}

fn written(template: &Template) -> Vec<u8> {
    xlsx::write(&template.pages, &template.document).unwrap()
}

/// A table of the page at a position, by its key.
fn table<'a>(template: &'a Template, page: usize, key: &str) -> &'a PageTable {
    template.pages[page].tables().find(|table| table.key == key).unwrap()
}

/// Writes the template to disk and opens it as any file from outside.
fn reopened(template: &Template) -> formats::Book {
    let file = tempfile::NamedTempFile::new().unwrap();
    #[expect(clippy::disallowed_methods, reason = "a test writes its own files")]
    std::fs::write(file.path(), written(template)).unwrap();
    formats::open(file.path(), "template.xlsx", ReadOptions::default()).unwrap()
}

#[test]
fn a_goals_workbook_loads_back_without_a_finding_in_both_languages() {
    for lang in [Lang::En, Lang::Ko] {
        with_setting(lang, |setting| {
            let book = reopened(&goals(setting));
            let file = GoalsFile::default();
            let loaded = goal_book::load(&[book], setting.calendar, setting.catalog, setting.registry, &file);
            assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
            assert_eq!(loaded.value.goals.len(), 4, "two goals a product");
            assert!(loaded.value.goals.iter().all(|goal| !goal.agreement.is_agreed()), "nothing counts unasked");
        });
    }
}

#[test]
fn every_column_of_the_goals_workbook_is_one_that_is_read() {
    for lang in [Lang::En, Lang::Ko] {
        with_setting(lang, |setting| {
            let template = goals(setting);
            let made: Vec<&str> =
                table(&template, 0, "form").columns.iter().map(|column| column.header.as_str()).collect();
            assert_eq!(goal_book::headers().count(), made.len());
            for (header, column) in made.iter().zip(goal_book::headers()) {
                assert!(column.contains(header), "{header} is not read");
            }
        });
    }
}

#[test]
fn a_list_offers_only_what_loads() {
    for lang in [Lang::En, Lang::Ko] {
        with_setting(lang, |setting| {
            let template = goals(setting);
            let entries =
                |key| table(&template, 2, key).rows.iter().map(|row| row.cells[0].shown()).collect::<Vec<_>>();
            for product in entries("products") {
                assert!(product == "*" || setting.catalog.find(&product).is_some(), "{product}");
            }
            for metric in entries("metrics") {
                assert!(crate::metrics::registry::find(&metric).is_some(), "{metric}");
            }
            let periods = entries("periods");
            for period in &periods {
                assert!(setting.calendar.parse_label(period).is_some(), "{period}");
            }
            assert!(periods.iter().any(|period| period == "FY2027-H2") && periods.iter().any(|p| p == "2026-11"));
        });
    }
}

#[test]
fn a_catalog_keeps_what_is_known_and_loads_back() {
    with_setting(Lang::Ko, |setting| {
        let book = reopened(&products(setting));
        let loaded = facts::read_catalog(&book, setting.calendar);
        assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
        assert_eq!(loaded.value.names().collect::<Vec<_>>(), ["CardioView", "스파인픽스"]);
    });
}

#[test]
fn the_same_day_gives_the_same_bytes() {
    with_setting(Lang::En, |setting| {
        for template in [goals(setting), products(setting), fx(setting)] {
            assert!(written(&template) == written(&template), "{}", template.document.title);
        }
    });
}

#[test]
fn help_fits_into_the_box_that_excel_has_for_it() {
    for lang in [Lang::En, Lang::Ko] {
        with_setting(lang, |setting| {
            for template in [goals(setting), products(setting), fx(setting)] {
                for column in &table(&template, 0, "form").columns {
                    assert!(
                        column.entry.as_ref().unwrap().help.chars().count() <= 255
                            && column.header.chars().count() <= 32,
                        "{column:?}"
                    );
                }
            }
        });
    }
}

#[test]
fn every_drop_down_list_that_a_column_asks_for_is_there_and_has_entries() {
    let pipeline = crate::pipeline::load(
        std::path::Path::new("review.toml"),
        "[pipeline]\nname = \"R\"\ncurrency = \"USD\"\ninputs = \".\"\noutput = \"out\"\n\n[[input]]\nname = \"revenue\"\n\
         fact = \"revenue\"\nfiles = \"r.csv\"\n[input.columns]\nproduct = \"product\"\nperiod = \"month\"\namount = \"amount\"\n",
        crate::pipeline::KnownNames { rules: &[], metrics: &[] },
    );
    let pipeline = pipeline.unwrap().value;
    let mut asked = 0;
    with_setting(Lang::En, |setting| {
        for template in [goals(setting), products(setting), fx(setting), input(&pipeline.inputs[0], setting)] {
            let lists: Vec<&PageTable> = template
                .pages
                .iter()
                .filter(|page| page.purpose == PagePurpose::Lists)
                .flat_map(Page::tables)
                .collect();
            for column in &table(&template, 0, "form").columns {
                let key = match column.entry.as_ref().unwrap().takes {
                    Takes::OneOf(key) | Takes::Suggested(key) | Takes::Figure { shares: key, .. } => key,
                    Takes::Text | Takes::Number | Takes::Share | Takes::Day => continue,
                };
                asked += 1;
                let list = lists.iter().find(|list| list.key == key);
                assert!(list.is_some_and(|list| !list.rows.is_empty()), "{}: {key}", template.document.title);
            }
        }
    });
    assert!(asked >= 9, "only {asked} columns have a list");
}
