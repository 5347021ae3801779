//! The pages of the invented portfolio, as text.

mod formulas;
pub(super) mod outline;
pub(super) mod sample;

use crate::lang::Lang;
use crate::scorecard::figures::ScorecardView;
use crate::scorecard::model::{Block, Content};
use crate::scorecard::pages::pages;
use std::collections::BTreeSet;

fn outline(lang: Lang, name: &str) -> String {
    let sample = sample::Sample::new(lang);
    let pages = pages(&sample.view());
    pages.iter().find(|page| page.name == name).map(outline::outline).unwrap()
}

#[test]
fn the_portfolio_page_says_who_meets_the_goals_and_what_needs_a_decision() {
    insta::assert_snapshot!(outline(Lang::En, "Portfolio"));
}

#[test]
fn the_portfolio_page_reads_in_korean() {
    insta::assert_snapshot!(outline(Lang::Ko, "포트폴리오"));
}

#[test]
fn a_product_page_shows_business_goals_with_the_goals_that_support_them() {
    insta::assert_snapshot!(outline(Lang::En, "LabLink"));
}

#[test]
fn a_product_page_shows_closed_goals_apart() {
    insta::assert_snapshot!(outline(Lang::En, "SpineFix"));
}

#[test]
fn a_milestone_shows_its_due_date_and_its_status() {
    insta::assert_snapshot!(outline(Lang::En, "PulseHome"));
}

#[test]
fn the_data_quality_page_says_how_far_the_figures_can_be_trusted() {
    insta::assert_snapshot!(outline(Lang::En, "Data quality"));
}

#[test]
fn the_sources_page_lists_every_file_used_or_not() {
    insta::assert_snapshot!(outline(Lang::En, "Sources"));
}

#[test]
fn the_definitions_page_explains_every_metric_shown() {
    insta::assert_snapshot!(outline(Lang::En, "Definitions"));
}

#[test]
fn goals_of_the_portfolio_have_a_page_of_their_own() {
    insta::assert_snapshot!(outline(Lang::En, "Portfolio goals"));
}

#[test]
fn the_other_pages_read_as_their_titles_promise() {
    for name in ["Decisions", "Changes", "Cohorts", "Movements", "Goals", "Workings"] {
        insta::assert_snapshot!(format!("page_{}", name.to_lowercase()), outline(Lang::En, name));
    }
}

#[test]
fn a_run_without_goals_and_figures_still_has_every_page() {
    for lang in [Lang::En, Lang::Ko] {
        let sample = sample::Sample::bare(lang);
        let view = sample.view();
        let pages = pages(&view);
        assert_eq!(pages.len(), 1 + view.products.len() + 8);
        let charts = pages.iter().flat_map(|page| &page.blocks).filter(|block| matches!(block, Block::Charts(_)));
        assert_eq!(charts.count(), 0);
    }
}

#[test]
fn nothing_missing_is_a_zero_and_every_gap_has_its_reason() {
    let sample = sample::Sample::new(Lang::En);
    for page in pages(&sample.view()) {
        for table in page.tables() {
            for cell in table.rows.iter().flat_map(|row| &row.cells) {
                if cell.content == Content::NoData {
                    assert!(cell.note.as_ref().is_some_and(|note| !note.is_empty()), "{}: {cell:?}", page.name);
                }
            }
        }
    }
}

#[test]
fn every_column_and_every_row_with_a_key_has_one_of_its_own() {
    let sample = sample::Sample::new(Lang::En);
    for page in pages(&sample.view()) {
        for table in page.tables() {
            let columns: BTreeSet<&str> = table.columns.iter().map(|column| &*column.key).collect();
            assert_eq!(columns.len(), table.columns.len(), "{}: {columns:?}", table.key);
            assert!(!columns.contains(""), "{}", table.key);
            let keys: Vec<&str> = table.rows.iter().map(|row| &*row.key).filter(|key| !key.is_empty()).collect();
            assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len(), "{}: {keys:?}", table.key);
        }
    }
}

#[test]
fn a_product_named_like_a_page_keeps_a_page_of_its_own() {
    let sample = sample::Sample::new(Lang::En);
    let mut products = sample.view().products.to_vec();
    products[0].name = crate::name::ProductName::new("data").unwrap();
    let view = ScorecardView { products: &products, ..sample.view() };
    let mut names: Vec<String> = pages(&view).into_iter().map(|page| page.name).collect();
    assert!(names.contains(&"data (Product)".to_owned()));
    names.sort();
    names.dedup();
    assert_eq!(names.len(), pages(&view).len());
}
