use super::*;
use crate::calendar::YearName;
use crate::facts;
use crate::formats::{self, ReadOptions};
use crate::goals as goal_book;
use crate::name::ProductName;
use crate::pipeline::NotAgreed;

fn calendar() -> FiscalCalendar {
    FiscalCalendar::months(4, YearName::End).unwrap()
}

fn with_setting<T>(lang: Lang, take: impl FnOnce(&Setting<'_>) -> T) -> T {
    let calendar = calendar();
    let catalog = Catalog::named(["CardioView", "스파인픽스"].into_iter().filter_map(ProductName::new));
    let today: Date = "2026-11-03".parse().unwrap();
    let scoring = Scoring::default();
    let now = calendar.period_of(today).unwrap();
    let registry = Registry::of(&[]);
    take(&Setting {
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

/// Writes the template to disk and opens it as any file from outside.
fn reopened(template: &Template) -> formats::Book {
    let file = tempfile::NamedTempFile::new().unwrap();
    #[expect(clippy::disallowed_methods, reason = "a test writes its own files")]
    std::fs::write(file.path(), write(template).unwrap()).unwrap();
    formats::open(file.path(), "template.xlsx", ReadOptions::default()).unwrap()
}

#[test]
fn a_goals_workbook_loads_back_without_a_finding_in_both_languages() {
    for lang in [Lang::En, Lang::Ko] {
        with_setting(lang, |setting| {
            let book = reopened(&goals(setting));
            let loaded = goal_book::load(&[book], setting.calendar, setting.catalog, setting.registry, NotAgreed::Show);
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
            let made: Vec<&str> = template.form.columns.iter().map(|column| column.header.as_str()).collect();
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
            let entries = |name| template.lists.iter().find(|list| list.name == name).unwrap().entries.clone();
            for product in entries(ListName::Products) {
                assert!(product == "*" || setting.catalog.find(&product).is_some(), "{product}");
            }
            for metric in entries(ListName::Metrics) {
                assert!(crate::metrics::registry::find(&metric).is_some(), "{metric}");
            }
            let periods = entries(ListName::Periods);
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
            assert!(write(&template).unwrap() == write(&template).unwrap(), "{}", template.form.title);
        }
    });
}

#[test]
fn help_fits_into_the_box_that_excel_has_for_it() {
    for lang in [Lang::En, Lang::Ko] {
        with_setting(lang, |setting| {
            for template in [goals(setting), products(setting), fx(setting)] {
                for column in &template.form.columns {
                    assert!(column.note.chars().count() <= 255 && column.header.chars().count() <= 32, "{column:?}");
                }
            }
        });
    }
}
