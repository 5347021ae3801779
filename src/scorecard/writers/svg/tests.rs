use super::draw;
use crate::amount::Amount;
use crate::scorecard::model::{
    AxisScale, Block, Chart, DataRange, ErrorBars, LabelPlace, NumberFormat, Page, PageCell, PageColumn, PagePurpose,
    PageRow, PageTable, PlottedSeries, PointLabel, RowRef, ScaleMeasure, SeriesRole, Tier, TierKind, Width,
};
use crate::scorecard::palette::Palette;

/// A page with one table: a row of figures each, `None` for a gap.
fn page(headers: &[&str], rows: &[&[Option<i64>]]) -> Vec<Page> {
    let cell = |figure: &Option<i64>| match figure {
        Some(figure) => PageCell::number(Amount::from(*figure), NumberFormat::plain(0)),
        None => PageCell::empty(),
    };
    let rows =
        rows.iter().map(|row| PageRow::plain([PageCell::text("")].into_iter().chain(row.iter().map(cell)).collect()));
    let mut columns = vec![PageColumn::text("label", "", Width::Content)];
    columns.extend(headers.iter().map(|header| PageColumn::figure((*header).to_owned(), *header)));
    let table = PageTable::new("t", columns, rows.collect());
    vec![Page { blocks: vec![Block::Table(table)], ..Page::new("p", PagePurpose::Review) }]
}

fn range(pages: &[Page], row: RowRef) -> DataRange {
    let Block::Table(table) = &pages[0].blocks[0] else { unreachable!() };
    DataRange { page: "p".to_owned(), table: "t", row, first: 1, last: table.columns.len() - 1 }
}

fn series(pages: &[Page], row: usize, look: SeriesRole) -> PlottedSeries {
    PlottedSeries::new(format!("row {row}"), range(pages, RowRef::Body(row)), look)
}

/// With its figures at the ends of its columns.
fn labelled(pages: &[Page], row: usize) -> PlottedSeries {
    let label = |figure: Option<Amount>| {
        Some(PointLabel { text: NumberFormat::plain(0).shown(&figure?), place: LabelPlace::Outside })
    };
    let actual = series(pages, row, SeriesRole::Actual);
    let labels = actual.values.figures(pages).into_iter().map(label).collect();
    actual.labels(labels)
}

fn tier(kind: TierKind, series: Vec<PlottedSeries>, [bottom, top]: [i64; 2]) -> Tier {
    let scale = AxisScale { bottom: bottom.into(), top: top.into(), measure: ScaleMeasure::Money, times: 1 };
    Tier { kind, label: None, alt: "What it tells.".to_owned(), series, scale, height: 12 }
}

fn chart(pages: &[Page], tiers: Vec<Tier>) -> Chart {
    Chart { key: "k", title: "Revenue <USD>".to_owned(), categories: range(pages, RowRef::Header), tiers }
}

/// The drawing, one element a line.
fn drawn(pages: &[Page], tiers: Vec<Tier>) -> String {
    draw(&chart(pages, tiers), pages, "c1", &Palette::SHEET).replace("><", ">\n<")
}

#[test]
fn columns_show_the_plan_behind_the_actual_and_estimates_hatched() {
    let pages = page(&["Jan", "Feb", "Mar"], &[&[Some(90), Some(100), Some(110)], &[Some(95), Some(80), Some(120)]]);
    let actual = labelled(&pages, 1).points(vec![(2, SeriesRole::Forecast)]);
    insta::assert_snapshot!(drawn(
        &pages,
        vec![tier(TierKind::Columns, vec![series(&pages, 0, SeriesRole::Plan), actual], [0, 150])]
    ));
}

#[test]
fn a_bridge_hangs_its_steps_between_two_levels() {
    let pages = page(
        &["Opening", "New", "Churn", "Closing"],
        &[
            &[None, Some(100), Some(110), None],
            &[Some(100), None, None, Some(110)],
            &[None, Some(20), None, None],
            &[None, None, Some(10), None],
        ],
    );
    let all = [SeriesRole::Hidden, SeriesRole::Actual, SeriesRole::Good, SeriesRole::Bad].iter().enumerate();
    let all = all.map(|(row, look)| series(&pages, row, *look)).collect();
    insta::assert_snapshot!(drawn(&pages, vec![tier(TierKind::Stacked, all, [0, 150])]));
}

#[test]
fn differences_stand_over_what_differs_on_the_same_categories() {
    let pages =
        page(&["Jan", "Feb"], &[&[Some(3), Some(-4)], &[Some(3), None], &[None, Some(-4)], &[Some(100), Some(90)]]);
    let pins = [1, 2].map(|row| series(&pages, row, if row == 1 { SeriesRole::Good } else { SeriesRole::Bad }));
    let bars = series(&pages, 0, SeriesRole::Even).points(vec![(0, SeriesRole::Good), (1, SeriesRole::Bad)]);
    let tiers = vec![
        Tier { label: Some("ΔPL%".to_owned()), height: 2, ..tier(TierKind::Pins, pins.to_vec(), [-5, 5]) },
        Tier { label: Some("ΔPL ×10".to_owned()), height: 3, ..tier(TierKind::Columns, vec![bars], [-5, 5]) },
        Tier { height: 7, ..tier(TierKind::Columns, vec![series(&pages, 3, SeriesRole::Actual)], [0, 120]) },
    ];
    insta::assert_snapshot!(drawn(&pages, tiers));
}

#[test]
fn a_line_breaks_at_a_gap_and_its_name_stands_at_its_end() {
    let pages = page(&["Jan", "Feb", "Mar", "Apr"], &[&[Some(100), Some(101), None, Some(103)], &[Some(105); 4]]);
    let end = PointLabel { text: "Net 103".to_owned(), place: LabelPlace::Right };
    let actual = series(&pages, 0, SeriesRole::Actual).labels(vec![None, None, None, Some(end)]);
    let drawn =
        drawn(&pages, vec![tier(TierKind::Lines, vec![series(&pages, 1, SeriesRole::Plan), actual], [95, 110])]);
    let path = drawn.lines().filter(|line| line.starts_with("<path d=\"M")).nth(1).unwrap();
    assert_eq!(path.matches('M').count(), 2, "{path}");
    assert_eq!(drawn.matches("<circle cx").count(), 3 + 1, "three points and one in the hatch");
    assert!(drawn.contains(">Net 103</text>"));
}

#[test]
fn a_gap_is_nothing_and_a_zero_is_a_zero() {
    let drawn = |figures: &[Option<i64>]| {
        let pages = page(&["Jan", "Feb"], &[figures]);
        drawn(&pages, vec![tier(TierKind::Columns, vec![labelled(&pages, 0)], [0, 10])])
    };
    assert_eq!(drawn(&[Some(5), None]).matches("paint-order").count(), 1);
    assert_eq!(drawn(&[Some(5), Some(0)]).matches(">0</text>").count(), 1);
    assert!(!drawn(&[Some(0), Some(0)]).contains("NaN"));
}

#[test]
fn an_estimate_carries_the_interval_it_lies_in() {
    let pages = page(&["Landing"], &[&[Some(100)], &[Some(10)], &[Some(5)]]);
    let interval = ErrorBars { below: range(&pages, RowRef::Body(1)), above: range(&pages, RowRef::Body(2)) };
    let landing = PlottedSeries { interval: Some(interval), ..series(&pages, 0, SeriesRole::Forecast) };
    let drawn = drawn(&pages, vec![tier(TierKind::Columns, vec![landing], [0, 150])]);
    // 228 units for 150: the column ends 100 above the foot at 234, the bar goes from 90 to 105.
    assert!(drawn.contains("y=\"82.0\"") && drawn.contains("97.2V74.4"), "{drawn}");
}

#[test]
fn equal_figures_on_equal_scales_are_equally_tall_in_every_chart() {
    let pages = page(&["Jan"], &[&[Some(60)]]);
    let main = |height: u32| Tier {
        height,
        ..tier(TierKind::Columns, vec![series(&pages, 0, SeriesRole::Actual)], [0, i64::from(height) * 10])
    };
    let above = Tier { height: 5, ..tier(TierKind::Columns, Vec::new(), [0, 1]) };
    for tiers in [vec![main(12)], vec![above, main(7)]] {
        assert!(drawn(&pages, tiers).contains("height=\"114.0\" fill=\"#404040\""));
    }
}

#[test]
fn a_label_stays_inside_the_drawing() {
    let pages = page(&["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"], &[&[Some(1_234_567); 12]]);
    let drawn = drawn(&pages, vec![tier(TierKind::Columns, vec![labelled(&pages, 0)], [0, 2_000_000])]);
    let places = drawn
        .lines()
        .filter(|line| line.contains("paint-order"))
        .map(|line| line.split('"').nth(1).and_then(|x| x.parse::<f64>().ok()).unwrap());
    // Nine characters of 5.2 units, half of them on each side.
    assert!(places.into_iter().all(|x| (23.4..=336.6).contains(&x)));
}

#[test]
fn text_never_becomes_markup() {
    use proptest::prelude::*;
    proptest!(|(title in ".*", header in ".*")| {
        let pages = page(&[&header], &[&[Some(1)]]);
        let mut chart = chart(&pages, vec![tier(TierKind::Columns, vec![series(&pages, 0, SeriesRole::Actual)], [0, 2])]);
        let plain = draw(&chart, &pages, "c1", &Palette::SHEET).matches('<').count();
        chart.title = title;
        let drawn = draw(&chart, &pages, "c1", &Palette::SHEET);
        prop_assert_eq!(drawn.matches('<').count(), plain);
        prop_assert!(!drawn.chars().any(char::is_control));
    });
}
