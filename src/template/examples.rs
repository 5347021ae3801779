//! Example goals: for every product those that its life-cycle stage usually has.

use super::setting::TemplateSetting;
use crate::amount::{Amount, Unit};
use crate::facts::Product;
use crate::lang::Label;
use crate::metrics::registry;
use crate::schema::Stage;
use crate::scorecard::model::{NumberFormat, PageCell, PageRow};

/// Metric, target, baseline.
type Example = (&'static str, ExampleFigure, Option<ExampleFigure>);
/// Digits and how many of them stand after the point.
type ExampleFigure = (i128, u32);

/// The first goals that are usually agreed on in each stage.
const fn usual(stage: Stage) -> &'static [Example] {
    match stage {
        Stage::Launch => &[("new_customers", (120, 0), None), ("adoption_rate", (4, 1), Some((1, 1)))],
        Stage::Growth => &[("revenue", (2_400_000, 0), None), ("new_customers", (300, 0), None)],
        Stage::Maturity | Stage::Decline => {
            &[("revenue", (5_000_000, 0), None), ("net_revenue_retention", (102, 2), None)]
        }
    }
}

/// Rows in the order of the columns of the goals workbook. They are proposed goals: nothing counts before a sign-off.
pub(super) fn goals(setting: &TemplateSetting<'_>) -> Vec<PageRow> {
    let products = setting.catalog.products().iter();
    let examples = products.flat_map(|product| {
        usual(product.stage.unwrap_or(Stage::Maturity)).iter().map(move |example| (product, example))
    });
    examples.zip(1..).filter_map(|((product, example), number)| row(setting, number, product, *example)).collect()
}

fn row(
    setting: &TemplateSetting<'_>,
    number: usize,
    product: &Product,
    (metric, target, baseline): Example,
) -> Option<PageRow> {
    let metric = registry::find(metric)?;
    let word = |label: Label| PageCell::text(label.get(setting.lang));
    let figure = |(digits, places)| PageCell::number(Amount::from_scaled(digits, places), NumberFormat::plain(0));
    let blank = |cells| std::iter::repeat_n(PageCell::empty(), cells);
    let note = match metric.unit {
        Unit::Money => {
            Label::new("Example: money in ones of the reporting currency", "예시: 금액은 보고 통화의 1 단위")
        }
        Unit::Percent => Label::new("Example: a share is typed as 40% or 0.4", "예시: 비율은 40% 또는 0.4로 입력"),
        Unit::Count | Unit::Ratio | Unit::Date => Label::new("Example", "예시"),
    };
    let mut row = vec![
        PageCell::text(format!("EX-{number:02}")),
        PageCell::text(product.name.as_str()),
        word(metric.label.borrowed()),
        PageCell::text(setting.year_label()),
        figure(target),
        baseline.map_or_else(PageCell::empty, figure),
    ];
    row.extend(blank(4));
    row.push(word(Label::new("business", "사업")));
    row.extend(blank(1));
    row.push(word(Label::new("committed", "확정")));
    row.extend(blank(7));
    row.push(word(note));
    Some(PageRow::plain(row))
}
