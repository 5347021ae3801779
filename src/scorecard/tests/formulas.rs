//! Every formula is computed once more, exactly, from the figures of the pages.

use super::sample;
use crate::amount::Amount;
use crate::lang::Lang;
use crate::pipeline::Audience;
use crate::scorecard::figures::ScorecardView;
use crate::scorecard::model::{
    Block, CellFormula, CellOperator, CellRef, Content, Function, Page, PageCell, PageTable, Stretch,
};
use crate::scorecard::pages::pages;
use std::collections::BTreeSet;

struct Pages<'a>(&'a [Page]);

impl<'a> Pages<'a> {
    fn table(&self, page: &str, key: &str) -> &'a PageTable {
        let page = self.0.iter().find(|own| own.name == page).unwrap_or_else(|| panic!("no page {page}"));
        page.tables().find(|table| table.key == key).unwrap_or_else(|| panic!("no table {key}"))
    }

    fn row(table: &PageTable, key: &str) -> usize {
        table.rows.iter().position(|row| row.key == key).unwrap_or_else(|| panic!("no row {key} in {}", table.key))
    }

    fn cell(&self, at: &CellRef) -> &'a PageCell {
        let table = self.table(&at.page, &at.table);
        let column = table.columns.iter().position(|column| column.key == at.column);
        &table.rows[Self::row(table, &at.row)].cells[column.unwrap_or_else(|| panic!("no column {}", at.column))]
    }

    /// A blank cell counts as 0, as it does in a spreadsheet.
    fn value(&self, formula: &CellFormula) -> Amount {
        match formula {
            CellFormula::Number(value) => value.clone(),
            CellFormula::Cell(at) => figure(self.cell(at)).unwrap_or_else(Amount::zero),
            CellFormula::Stretch(_) => panic!("a stretch outside SUM"),
            CellFormula::Operation(left, operator, right) => {
                let (left, right) = (self.value(left), self.value(right));
                let flag = |holds: bool| if holds { Amount::one() } else { Amount::zero() };
                match operator {
                    CellOperator::Plus => left + right,
                    CellOperator::Minus => left - right,
                    CellOperator::Times => left * right,
                    CellOperator::DividedBy => left.checked_div(&right).unwrap(),
                    CellOperator::IsLess => flag(left < right),
                    CellOperator::IsAtMost => flag(left <= right),
                }
            }
            CellFormula::Call(function, arguments) => match function {
                Function::Abs => self.value(&arguments[0]).abs(),
                Function::Min => arguments.iter().map(|of| self.value(of)).min().unwrap(),
                Function::Max => arguments.iter().map(|of| self.value(of)).max().unwrap(),
                Function::Sum => arguments.iter().map(|of| self.sum(of)).sum(),
                Function::SumProduct => {
                    let [CellFormula::Stretch(one), CellFormula::Stretch(other)] = arguments.as_slice() else {
                        panic!("only stretches have products")
                    };
                    let (one, other) = (self.figures(one), self.figures(other));
                    assert_eq!(one.len(), other.len());
                    one.into_iter().zip(other).filter_map(|(one, other)| Some(one? * other?)).sum()
                }
                Function::If if self.value(&arguments[0]).is_zero() => self.value(&arguments[2]),
                Function::If => self.value(&arguments[1]),
                Function::IsBlank => {
                    let CellFormula::Cell(at) = &arguments[0] else { panic!("only cells are blank") };
                    if self.cell(at).content == Content::Empty { Amount::one() } else { Amount::zero() }
                }
            },
        }
    }

    fn sum(&self, formula: &CellFormula) -> Amount {
        let CellFormula::Stretch(stretch) = formula else { return self.value(formula) };
        self.figures(stretch).into_iter().flatten().sum()
    }

    fn figures(&self, stretch: &Stretch) -> Vec<Option<Amount>> {
        let table = self.table(&stretch.first.page, &stretch.first.table);
        let column = table.columns.iter().position(|column| column.key == stretch.first.column).unwrap();
        let rows = Self::row(table, &stretch.first.row)..=Self::row(table, &stretch.last);
        table.rows[rows].iter().map(|row| figure(&row.cells[column])).collect()
    }
}

fn figure(cell: &PageCell) -> Option<Amount> {
    cell.figure().map(|(value, _)| value.clone())
}

fn cells(page: &Page) -> Vec<(String, &PageCell)> {
    let mut all = Vec::new();
    for table in page.tables() {
        for (row, (column, cell)) in
            table.rows.iter().flat_map(|row| table.columns.iter().zip(&row.cells).map(move |of| (row, of)))
        {
            all.push((format!("{}!{}/{}/{}", page.name, table.key, row.key, column.key), cell));
        }
    }
    let tiles =
        page.blocks.iter().flat_map(|block| if let Block::Tiles(tiles) = block { tiles.as_slice() } else { &[] });
    all.extend(tiles.map(|tile| (tile.label.clone(), &tile.value)));
    all
}

#[test]
fn every_formula_gives_exactly_the_figure_of_its_cell() {
    for lang in [Lang::En, Lang::Ko] {
        let mut columns = BTreeSet::new();
        let mut computed = 0;
        let samples = [sample::Sample::new(lang), sample::Sample::later(lang)];
        for (sample, audience) in
            samples.iter().flat_map(|sample| [Audience::Product, Audience::Sales].map(|to| (sample, to)))
        {
            let pages = pages(&ScorecardView { audience, ..sample.view() });
            for page in &pages {
                for (place, cell) in cells(page) {
                    let Some(formula) = &cell.formula else { continue };
                    assert_eq!(Some(Pages(&pages).value(formula)), figure(cell), "{place}: {formula:?}");
                    computed += 1;
                    columns.insert(place.rsplit('/').next().unwrap().to_owned());
                }
            }
        }
        assert!(computed > 2_000, "only {computed} formulas");
        for column in [
            "delta_plan",
            "delta_plan_percent",
            "delta_to_date_percent",
            "delta_prior_year_percent",
            "landing_share",
            "at_stake",
            "points",
            "change",
            "closing",
            "closing_customers",
            "net",
            "size",
            "revenue_landing",
        ] {
            assert!(columns.contains(column), "no formula in a column {column}: {columns:?}");
        }
    }
}

#[test]
fn every_score_variance_and_total_on_a_page_is_computed() {
    let sample = sample::Sample::later(Lang::En);
    let pages = pages(&ScorecardView { audience: Audience::Product, ..sample.view() });
    let mut seen = BTreeSet::new();
    for page in &pages {
        for (place, cell) in cells(page) {
            let column = place.rsplit('/').next().unwrap();
            let is_outcome = [
                "attainment",
                "score",
                "weight_scored",
                "delta_plan",
                "delta_to_date_percent",
                "landing_share",
                "change",
                "at_stake",
                "points",
                "closing",
                "closing_customers",
                "net",
            ]
            .contains(&column);
            let is_variance = place.contains("/delta/") || place.contains("/delta_percent/");
            let is_total = place.contains("bridge/change/6") || place.contains("movements/*/opening");
            let is_milestone = place.contains("PH-M");
            if (is_outcome || is_variance || is_total) && figure(cell).is_some() && !is_milestone {
                assert!(cell.formula.is_some(), "{place} is a bare number");
                seen.insert(if is_variance { "variance" } else { column }.to_owned());
            }
        }
    }
    for what in ["variance", "change", "at_stake", "points", "closing", "6", "opening"] {
        assert!(seen.contains(what), "no {what} in {seen:?}");
    }
}

#[test]
fn charts_and_sparklines_point_at_numbers_and_never_at_formulas() {
    let sample = sample::Sample::new(Lang::En);
    let pages = pages(&sample.view());
    let mut drawn = 0;
    for page in &pages {
        for (place, cell) in cells(page) {
            let Content::Spark(spark) = &cell.content else { continue };
            let cells = spark.range.cells(&pages).unwrap();
            assert!(cells.iter().all(|cell| cell.formula.is_none()), "{place}");
            drawn += 1;
        }
        for block in &page.blocks {
            let Block::Charts(charts) = block else { continue };
            for series in charts.iter().flat_map(|chart| &chart.tiers).flat_map(|tier| &tier.series) {
                let cells = series.values.cells(&pages).unwrap();
                assert!(cells.iter().all(|cell| cell.formula.is_none()), "{}", series.name);
                drawn += 1;
            }
        }
    }
    assert!(drawn > 20);
}
