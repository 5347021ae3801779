//! What holds for the charts of any page, with the invented portfolio and with figures made for the purpose.

use super::*;
use crate::amount::Amount;
use crate::calendar::{Anchor, Date, FiscalCalendar, Period, Span, WeekPattern, WeekYears, Window, YearName};
use crate::lang::Lang;
use crate::metrics::{Cohort, CustomerMovement, Figure, Measured, Metric, Movement, NoData, registry};
use crate::schema::FactKind;
use crate::scorecard::figures::ScorecardView;
use crate::scorecard::figures::answers::FigureSource;
use crate::scorecard::model::{
    Block, Chart, Content, Page, PageTable, PlottedSeries, RowRole, ScaleMeasure, SeriesRole, Tier, TierKind,
};
use crate::scorecard::tests::sample::Sample;
use chrono::Weekday;

/// A page with nothing but charts and their tables.
fn page(view: &ScorecardView<'_>, scope: Scope) -> Page {
    Page { blocks: blocks(view, scope, "p"), ..view.blank_page("p") }
}

fn charts(page: &Page) -> Vec<&Chart> {
    page.blocks
        .iter()
        .flat_map(|block| if let Block::Charts(charts) = block { charts.as_slice() } else { &[] })
        .collect()
}

fn tiers(page: &Page) -> Vec<&Tier> {
    charts(page).into_iter().flat_map(|chart| &chart.tiers).collect()
}

fn table<'a>(page: &'a Page, key: &str) -> &'a PageTable {
    page.tables().find(|table| table.key == key).unwrap()
}

fn every_page(lang: Lang) -> Vec<Page> {
    let sample = Sample::new(lang);
    let view = sample.view();
    let products = (0..view.products.len()).map(Scope::Product);
    products.chain([Scope::Portfolio]).map(|scope| page(&view, scope)).collect()
}

/// One answer for every period, whatever is asked.
struct Made(fn(&Metric, Period) -> Option<i64>);

impl FigureSource for Made {
    fn measure(&self, metric: &Metric, _: Scope, window: Window, at: Period) -> Measured {
        assert_eq!(window, Window::Period);
        let outcome = (self.0)(metric, at).map(|figure| Figure::plain(figure.into())).ok_or(NoData::NoRow);
        Measured { span: Span::of(at), outcome, basis: None }
    }

    fn movements(&self, _: Scope) -> Vec<(Period, Movement)> {
        Vec::new()
    }

    fn customers(&self, _: usize, _: Span) -> Vec<CustomerMovement> {
        Vec::new()
    }

    fn facts_with_cohorts(&self) -> Vec<FactKind> {
        Vec::new()
    }

    fn cohorts(&self, _: &FactKind, _: Scope) -> Vec<Cohort> {
        Vec::new()
    }

    fn milestone_done(&self, _: Scope, _: &str) -> Option<Date> {
        None
    }
}

/// A product without goals, seen with made figures of one metric.
fn made(lang: Lang, id: &str, partial: bool, figures: fn(&Metric, Period) -> Option<i64>) -> Page {
    let sample = Sample::bare(lang);
    let (made, metrics) = (Made(figures), [registry::find(id).unwrap().into()]);
    let view = ScorecardView { figures: &made, metrics: &metrics, partial, ..sample.view() };
    page(&view, Scope::Product(0))
}

#[test]
fn equal_heights_are_equal_figures_or_the_label_says_how_many_times() {
    let mut shared = 0;
    for page in every_page(Lang::En) {
        for measure in [ScaleMeasure::Money, ScaleMeasure::Count, ScaleMeasure::Percent, ScaleMeasure::Difference] {
            let rates: Vec<Amount> = tiers(&page)
                .into_iter()
                .filter(|tier| tier.scale.measure == measure)
                .map(|tier| {
                    let said =
                        tier.label.as_ref().is_some_and(|label| label.ends_with(&format!("×{}", tier.scale.times)));
                    assert_eq!(said, tier.scale.times > 1, "{tier:?}");
                    let range = &tier.scale.top - &tier.scale.bottom;
                    range.checked_div(&i64::from(tier.height).into()).unwrap() * i64::from(tier.scale.times).into()
                })
                .collect();
            shared += usize::from(rates.len() > 1);
            assert!(rates.windows(2).all(|pair| pair[0] == pair[1]), "{measure:?}: {rates:?}");
        }
    }
    assert!(shared > 5);
}

#[test]
fn every_figure_stands_inside_its_tier() {
    for lang in [Lang::En, Lang::Ko] {
        let pages = every_page(lang);
        for page in &pages {
            for tier in tiers(page).into_iter().filter(|tier| tier.kind != TierKind::Stacked) {
                let own = std::slice::from_ref(page);
                for figure in tier.series.iter().flat_map(|series| series.values.figures(own)).flatten() {
                    assert!(tier.scale.bottom <= figure && figure <= tier.scale.top, "{figure} in {tier:?}");
                }
            }
        }
    }
}

#[test]
fn what_is_drawn_is_a_number_or_a_gap_and_no_formula() {
    for page in every_page(Lang::En) {
        let own = std::slice::from_ref(&page);
        let mut drawn = 0;
        for series in tiers(&page).into_iter().flat_map(|tier| &tier.series) {
            let interval = series.interval.iter().flat_map(|interval| [&interval.below, &interval.above]);
            for range in interval.chain([&series.values]) {
                for cell in range.cells(own).unwrap() {
                    assert!(matches!(cell.content, Content::Number(..) | Content::Empty), "{cell:?}");
                    assert!(cell.formula.is_none());
                    drawn += 1;
                }
            }
        }
        assert!(drawn > 20);
    }
}

#[test]
fn charts_are_told_in_words_in_both_languages() {
    let (english, korean) = (every_page(Lang::En), every_page(Lang::Ko));
    for (english, korean) in english.iter().zip(&korean) {
        let (english, korean) = (charts(english), charts(korean));
        assert_eq!(english.len(), korean.len());
        for (english, korean) in english.iter().zip(korean) {
            for (english, korean) in english.tiers.iter().zip(&korean.tiers) {
                let digits = |text: &str| text.chars().any(|c| c.is_ascii_digit());
                assert!(digits(&english.alt) && digits(&korean.alt), "{} / {}", english.alt, korean.alt);
                assert!(korean.alt.chars().any(|c| ('가'..='힣').contains(&c)), "{}", korean.alt);
                assert!(!english.alt.chars().any(|c| ('가'..='힣').contains(&c)), "{}", english.alt);
            }
        }
    }
}

#[test]
fn months_to_come_are_estimates_that_reach_the_landing() {
    let sample = Sample::new(Lang::En);
    let view = sample.view();
    let page = page(&view, Scope::Product(2));
    let own = std::slice::from_ref(&page);
    let revenue = charts(&page).into_iter().find(|chart| chart.key == "revenue").unwrap();
    let main = revenue.tiers.last().unwrap();
    let actual = main.series.last().unwrap();
    assert_eq!(actual.points, [(10, SeriesRole::Forecast), (11, SeriesRole::Forecast)]);
    let goal = view.live_goals(Scope::Product(2)).next().unwrap();
    let sum: Amount = actual.values.figures(own).into_iter().flatten().sum();
    assert_eq!(sum, goal.landing.as_ref().unwrap().value.checked_div(&1_000_i64.into()).unwrap());
}

#[test]
fn differences_are_coloured_by_what_they_mean_for_the_business() {
    // 100 the year before, then 110: good for revenue, bad for churn.
    let rising = |_: &Metric, period: Period| Some(if period.serial() < 2026 * 12 { 100 } else { 110 });
    for (id, expected) in [("revenue", SeriesRole::Good), ("logo_churn", SeriesRole::Bad)] {
        let sample = Sample::bare(Lang::En);
        let (made, metric) = (Made(rising), registry::find(id).unwrap());
        let view = ScorecardView { figures: &made, metrics: &[metric.into()], ..sample.view() };
        let drawn = months::draw(&view, Scope::Product(0), "p", "k", metric).unwrap();
        let [pins, bars, main] = drawn.chart.tiers.as_slice() else { panic!("{:?}", drawn.chart) };
        assert_eq!(main.series[0].look, SeriesRole::PriorYear);
        assert!(bars.series[0].points.iter().all(|(_, look)| *look == expected));
        assert_eq!(bars.series[0].points.len(), 10, "what is to come is not compared");
        assert_eq!(pins.series.iter().map(|series| series.look).collect::<Vec<_>>(), [expected]);
    }
}

#[test]
fn without_a_plan_or_a_year_before_there_are_columns_alone() {
    let young = |_: &Metric, period: Period| (period.serial() >= 2026 * 12 + 3).then_some(7_000);
    let page = made(Lang::En, "revenue", false, young);
    let [chart] = charts(&page)[..] else { panic!("{:?}", charts(&page)) };
    let [main] = chart.tiers.as_slice() else { panic!("{chart:?}") };
    let figures = main.series[0].values.figures(std::slice::from_ref(&page));
    assert_eq!(
        figures.iter().map(Option::is_some).collect::<Vec<_>>(),
        (0..12).map(|at| (3..10).contains(&at)).collect::<Vec<_>>()
    );
    // To the reader a gap is a dash with its reason.
    let read = &table(&page, "revenue").rows[0];
    assert!(read.cells[1].content == Content::NoData && read.cells[1].note.is_some());
    assert_eq!(table(&page, "revenue").rows[1].role, RowRole::Helper);
}

#[test]
fn a_year_of_zeros_is_drawn_as_zeros() {
    let page = made(Lang::En, "revenue", false, |_, _| Some(0));
    let [chart] = charts(&page)[..] else { panic!() };
    for tier in &chart.tiers {
        assert!(tier.scale.top > tier.scale.bottom, "{tier:?}");
    }
    let main = chart.tiers.last().unwrap();
    let texts = &main.series.last().unwrap().labels;
    assert_eq!(texts.iter().flatten().filter(|label| label.text == "0").count(), 10);
}

#[test]
fn losses_are_drawn_below_zero() {
    let page =
        made(Lang::En, "revenue", false, |_, period| Some(if period.serial() % 2 == 0 { -900_000 } else { 400_000 }));
    let [chart] = charts(&page)[..] else { panic!() };
    let main = chart.tiers.last().unwrap();
    assert!(main.scale.bottom < Amount::from(-900_i64) && main.scale.top > Amount::from(400_i64));
}

#[test]
fn a_period_that_is_not_over_is_marked_and_not_compared() {
    let page = made(Lang::Ko, "revenue", true, |_, _| Some(5_000));
    let [chart] = charts(&page)[..] else { panic!() };
    let [.., bars, main] = chart.tiers.as_slice() else { panic!() };
    assert_eq!(main.series.last().unwrap().points, [(9, SeriesRole::Partial)]);
    assert_eq!(bars.series[0].values.figures(std::slice::from_ref(&page)).iter().flatten().count(), 9);
    assert_eq!(chart.categories.texts(std::slice::from_ref(&page))[9], "10월*");
    assert!(chart.title.contains("* 일부 기간"), "{}", chart.title);
}

#[test]
fn thirteen_periods_of_four_weeks_have_short_names_and_room_for_their_labels() {
    let calendar = FiscalCalendar::weeks(WeekYears {
        end_month: 12,
        ends_on: Weekday::Sat,
        anchor: Anchor::Nearest,
        named_by: YearName::End,
        pattern: WeekPattern::Thirteen,
    });
    let sample = Sample::bare(Lang::En);
    let made = Made(|_, _| Some(123_456_789_000));
    let metrics = [registry::find("revenue").unwrap().into()];
    let as_of = calendar.parse_label("FY2026-P13").unwrap().first;
    let view = ScorecardView { figures: &made, metrics: &metrics, calendar: &calendar, as_of, ..sample.view() };
    let page = page(&view, Scope::Product(0));
    let [chart] = charts(&page)[..] else { panic!() };
    let names = chart.categories.texts(std::slice::from_ref(&page));
    assert_eq!((names.len(), names[0].as_str(), names[12].as_str()), (13, "P01", "P13"));
    let texts = &chart.tiers.last().unwrap().series.last().unwrap().labels;
    let kept: Vec<usize> = (0..13).filter(|&at| texts[at].is_some()).collect();
    assert!(kept.contains(&12) && kept.windows(2).all(|pair| pair[1] - pair[0] > 2), "{kept:?}");
}

#[test]
fn steps_of_a_bridge_add_up_to_its_closing_level_whether_the_axis_is_cut_or_not() {
    let sample = Sample::new(Lang::En);
    let page = page(&sample.view(), Scope::Product(1));
    let chart = charts(&page).into_iter().find(|chart| chart.key == "bridge").unwrap();
    let own = std::slice::from_ref(&page);
    let [tier] = chart.tiers.as_slice() else { panic!() };
    let of = |series: &PlottedSeries, at: usize| series.values.figures(own)[at].clone().unwrap_or_else(Amount::zero);
    let reach =
        |at: usize| -> Amount { tier.series.iter().take(tier.series.len() - 1).map(|series| of(series, at)).sum() };
    let change = &table(&page, "bridge").rows[0].cells;
    let Content::Number(closing, _) = &change.last().unwrap().content else { panic!() };
    assert_eq!(&reach(6), closing);
    // Churn hangs from where contraction ended: its head is the foot of the one before.
    assert_eq!(reach(5), of(&tier.series[0], 4));
    assert_eq!(&of(&tier.series[0], 5), closing);
}

#[test]
fn a_launch_is_set_against_its_business_case_and_other_products_have_no_such_chart() {
    let pages = every_page(Lang::En);
    let has = |page: &Page| charts(page).iter().any(|chart| chart.key == "launch");
    assert_eq!(pages.iter().map(has).collect::<Vec<_>>(), [false, false, false, true, true, false, false]);
    let launch = charts(&pages[3]).into_iter().find(|chart| chart.key == "launch").unwrap();
    let actual = launch.tiers[0].series.last().unwrap().values.figures(std::slice::from_ref(&pages[3]));
    let known: Vec<&Amount> = actual.iter().flatten().collect();
    assert!(known.len() > 5 && known.windows(2).all(|pair| pair[0] < pair[1]), "{known:?}");
}

#[test]
fn an_estimate_of_the_end_carries_its_interval_and_looks_unlike_actuals() {
    let pages = every_page(Lang::En);
    let landing = charts(&pages[0]).into_iter().find(|chart| chart.key == "landing").unwrap();
    let series = &landing.tiers[0].series[0];
    let looks: Vec<SeriesRole> = (0..4).map(|at| series.look_of(at)).collect();
    assert_eq!(looks, [SeriesRole::PriorYear, SeriesRole::Actual, SeriesRole::Forecast, SeriesRole::Plan]);
    let interval = series.interval.as_ref().unwrap();
    for range in [&interval.below, &interval.above] {
        let distances = range.figures(std::slice::from_ref(&pages[0]));
        assert!(distances[2].as_ref().is_some_and(Amount::is_positive) && distances[0].is_none(), "{distances:?}");
    }
}

#[test]
fn labels_keep_apart_and_the_telling_ones_stay() {
    let shown: Vec<Option<String>> = (0..12).map(|_| Some("12,345".to_owned())).collect();
    let texts = spacing::spaced(&shown, &[9]);
    let kept: Vec<usize> = (0..12).filter(|&at| texts[at].is_some()).collect();
    assert!(kept.contains(&9) && kept.windows(2).all(|pair| pair[1] - pair[0] >= 2));
    let short: Vec<Option<String>> = (0..12).map(|_| Some("99".to_owned())).collect();
    let texts = spacing::spaced(&short, &[9]);
    assert!(texts.iter().all(Option::is_some));
}
