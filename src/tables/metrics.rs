//! `metrics.csv`: every metric of every product and of the portfolio, over its windows.

use super::{csv, figure};
use crate::calendar::{FiscalCalendar, Period, Window};
use crate::metrics::{Measured, Measurements, Metric, MetricKind, NoData};

const HEADER: [&str; 11] = [
    "product",
    "metric",
    "window",
    "first_period",
    "last_period",
    "value",
    "numerator",
    "denominator",
    "unit",
    "basis",
    "no_data",
];

/// By metric, then product (the portfolio last), then window and period.
pub fn metrics_csv(measurements: &Measurements) -> Vec<u8> {
    let periods: Vec<Period> = measurements.periods().collect();
    let mut rows = Vec::new();
    for metric in &measurements.metrics {
        for scope in measurements.scopes() {
            let product = measurements.scope_name(scope);
            for (window, period) in asked(metric, &periods, measurements.as_of) {
                let measured = measurements.measure(metric, scope, window, period);
                if is_written(window, &measured) {
                    rows.push(row(product, metric, window, &measured, &measurements.calendar));
                }
            }
        }
    }
    csv(HEADER, rows)
}

/// Single periods up to the as-of period, each once, then the longer windows that end with it.
fn asked(metric: &Metric, periods: &[Period], as_of: Period) -> Vec<(Window, Period)> {
    let earlier = periods.iter().copied().filter(|&period| period < as_of);
    let singles = earlier.chain([as_of]).map(|period| (Window::Period, period));
    let longer = Window::PUBLISHED.into_iter().filter(|&window| window != Window::Period);
    let longer = longer.filter(|_| !looks_back_by_itself(metric)).map(|window| (window, as_of));
    singles.chain(longer).collect()
}

/// Cohorts and launch curves have their own horizon: over a longer window they would say the same again.
fn looks_back_by_itself(metric: &Metric) -> bool {
    metric.kind() == MetricKind::Cohort || metric.is_cumulative()
}

/// A product has no single periods before its launch: not even empty ones.
fn is_written(window: Window, measured: &Measured) -> bool {
    window != Window::Period || measured.outcome != Err(NoData::BeforeLaunch)
}

fn row(product: &str, metric: &Metric, window: Window, measured: &Measured, calendar: &FiscalCalendar) -> [String; 11] {
    let found = measured.outcome.as_ref().ok();
    [
        product.to_owned(),
        metric.id.to_string(),
        window.into_str().to_owned(),
        calendar.label(measured.span.first),
        calendar.label(measured.span.last),
        figure(found.map(|found| &found.value)),
        figure(found.and_then(|found| found.numerator.as_ref())),
        figure(found.and_then(|found| found.denominator.as_ref())),
        metric.unit.into_str().to_owned(),
        measured.basis.map_or("", |basis| basis.into_str()).to_owned(),
        measured.outcome.as_ref().err().map_or("", |reason| reason.into_str()).to_owned(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::amount::Amount;
    use crate::calendar::YearName;
    use crate::metrics::{Basis, Figure, registry};
    use crate::schema::Theme;
    use strum::VariantArray;

    fn calendar() -> FiscalCalendar {
        FiscalCalendar::months(1, YearName::End).unwrap()
    }

    fn period(label: &str) -> Period {
        calendar().parse_label(label).unwrap().first
    }

    fn asked_of(metric: &str, periods: &[&str], as_of: &str) -> Vec<String> {
        let periods: Vec<Period> = periods.iter().map(|label| period(label)).collect();
        asked(registry::find(metric).unwrap(), &periods, period(as_of))
            .into_iter()
            .map(|(window, period)| format!("{} {}", window.into_str(), calendar().label(period)))
            .collect()
    }

    fn measured(outcome: Result<Figure, NoData>, basis: Option<Basis>) -> Measured {
        Measured { span: calendar().span(Window::YearToDate, period("2026-10")), outcome, basis }
    }

    fn line(metric: &str, measured: &Measured) -> String {
        row("카디오뷰", registry::find(metric).unwrap(), Window::YearToDate, measured, &calendar()).join(",")
    }

    #[test]
    fn the_as_of_period_comes_once_and_in_every_window() {
        assert_eq!(
            asked_of("revenue", &["2026-08", "2026-09", "2026-10"], "2026-10"),
            [
                "period 2026-08",
                "period 2026-09",
                "period 2026-10",
                "quarter_to_date 2026-10",
                "year_to_date 2026-10",
                "trailing_12 2026-10"
            ]
        );
    }

    #[test]
    fn the_as_of_period_comes_although_nothing_covers_it_and_later_ones_do_not() {
        assert_eq!(
            asked_of("net_revenue_retention", &["2026-08", "2026-11"], "2026-10"),
            ["period 2026-08", "period 2026-10"]
        );
    }

    #[test]
    fn cohorts_and_launch_metrics_have_single_periods_only() {
        for metric in registry::all() {
            let only_single = asked_of(&metric.id, &[], "2026-10").len() == 1;
            assert_eq!(
                only_single,
                metric.kind() == MetricKind::Cohort || metric.theme == Theme::Launch,
                "{}",
                metric.id
            );
        }
    }

    #[test]
    fn periods_before_the_launch_are_left_out_and_windows_that_reach_back_say_so() {
        let before = measured(Err(NoData::BeforeLaunch), None);
        assert!(!is_written(Window::Period, &before));
        assert!(is_written(Window::YearToDate, &before));
        assert!(is_written(Window::Period, &measured(Err(NoData::NoRow), None)));
    }

    #[test]
    fn a_figure_comes_with_its_parts_in_plain_decimals() {
        let figure = Figure {
            value: Amount::ratio(1, 3).unwrap(),
            numerator: Some(Amount::from(1_i64)),
            denominator: Some(Amount::from(3_i64)),
        };
        assert_eq!(
            line("net_revenue_retention", &measured(Ok(figure), Some(Basis::Ledger))),
            "카디오뷰,net_revenue_retention,year_to_date,2026-01,2026-10,0.333333333333333333,1,3,percent,ledger,"
        );
        assert_eq!(
            line("revenue", &measured(Ok(Figure::plain(Amount::from_scaled(-1_234_567_890_125, 2))), None)),
            "카디오뷰,revenue,year_to_date,2026-01,2026-10,-12345678901.25,,,money,,"
        );
    }

    #[test]
    fn no_data_leaves_the_figures_empty_and_names_the_reason() {
        for &reason in NoData::VARIANTS {
            let line = line("revenue", &measured(Err(reason), None));
            assert_eq!(line, format!("카디오뷰,revenue,year_to_date,2026-01,2026-10,,,,money,,{}", reason.into_str()));
        }
    }
}
