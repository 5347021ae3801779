//! Courses over the last thirteen periods as lines, each with its name at its end, against a goal.

use super::numbers::{ChartNumbers, Drawn};
use super::{periods, scale};
use crate::amount::Amount;
use crate::calendar::{Period, Window};
use crate::lang::{Label, in_lang};
use crate::metrics::{Measured, Metric, Scope};
use crate::scorecard::figures::{self, FigureStyle, ScorecardView};
use crate::scorecard::model::{
    AxisScale, DataRange, LabelPlace, PageCell, PlottedSeries, PointLabel, SeriesRole, Tier, TierKind,
};
use crate::scorecard::wording::labels;

/// One metric over the trail.
pub(super) struct MetricTrail {
    pub(super) metric: &'static Metric,
    measured: Vec<Measured>,
    goal: Vec<Option<Amount>>,
}

/// Names of the periods under them.
pub(super) fn headers(view: &ScorecardView<'_>) -> Vec<String> {
    view.trail().periods().map(|period| periods::in_course(view, period)).collect()
}

impl MetricTrail {
    /// `None` where no period has a figure.
    pub(super) fn of(view: &ScorecardView<'_>, scope: Scope, metric: &'static Metric) -> Option<Self> {
        let periods: Vec<Period> = view.trail().periods().collect();
        let measured: Vec<Measured> =
            periods.iter().map(|&period| view.measure(metric, scope, Window::Period, period)).collect();
        let goal = periods.iter().map(|&period| periods::planned(view, metric, scope, period)).collect();
        measured.iter().any(|measured| measured.value().is_some()).then_some(Self { metric, measured, goal })
    }

    pub(super) fn has_goal(&self) -> bool {
        self.goal.iter().any(Option::is_some)
    }

    pub(super) fn figures(&self) -> impl Iterator<Item = &Amount> {
        self.measured.iter().filter_map(Measured::value).chain(self.goal.iter().flatten())
    }

    pub(super) fn actuals(&self) -> Vec<Option<Amount>> {
        self.measured.iter().map(|measured| measured.value().cloned()).collect()
    }

    pub(super) fn cells(&self, view: &ScorecardView<'_>, style: &FigureStyle) -> Vec<PageCell> {
        self.measured.iter().map(|measured| figures::measured(view, style, Some(measured))).collect()
    }

    pub(super) fn goal_cells(&self, view: &ScorecardView<'_>, style: &FigureStyle) -> Vec<PageCell> {
        let cell = |figure| view.cell_or(labels::NO_GOAL_HERE, figure, |figure| style.cell(figure));
        self.goal.iter().map(Option::as_ref).map(cell).collect()
    }
}

/// The last figure and its position.
pub(super) fn end(figures: &[Option<Amount>]) -> Option<(usize, &Amount)> {
    figures.iter().enumerate().rev().find_map(|(at, figure)| Some((at, figure.as_ref()?)))
}

/// Several courses in percent: the first is what matters, the others stand beside it.
pub(super) fn tier(
    view: &ScorecardView<'_>,
    courses: &[MetricTrail],
    numbers: &mut ChartNumbers<'_>,
    height: u32,
) -> Option<Tier> {
    let first = courses.first()?;
    let all = || courses.iter().flat_map(MetricTrail::figures);
    let style = FigureStyle::of(view, first.metric, all());
    let (mut series, mut said) = (Vec::new(), Vec::new());
    for (at, course) in courses.iter().enumerate().rev() {
        let look = if at == 0 { SeriesRole::Actual } else { SeriesRole::Companion };
        let name =
            short(&course.metric.id).map_or_else(|| view.say(course.metric.label.borrowed()), |label| view.say(label));
        let range =
            numbers.row(&course.metric.id, view.say(course.metric.label.borrowed()), course.cells(view, &style));
        series.push(named(name, range, look, &course.actuals(), &style));
        said.extend(end(&course.actuals()).map(|(_, end)| format!("{name} {}", style.shown(end))));
    }
    if let Some(course) = courses.iter().find(|course| course.has_goal()) {
        let name = view.say(labels::GOAL);
        let label = format!("{}, {name}", view.say(course.metric.label.borrowed()));
        let range = numbers.row("goal", &label, course.goal_cells(view, &style));
        series.insert(0, named(name, range, SeriesRole::Plan, &course.goal, &style));
        said.extend(end(&course.goal).map(|(_, end)| format!("{name} {}", style.shown(end))));
    }
    let scaled: Vec<Amount> = all().map(|figure| style.scaled(figure)).collect();
    let scale = scale::around(scale::measure(first.metric.unit), &scaled);
    let said = said.join(", ");
    let alt = in_lang!(
        view.lang,
        "Lines over thirteen periods: at the end {said}.",
        "최근 13개 기간 꺾은선: 마지막 값 {said}."
    );
    Some(Tier { kind: TierKind::Lines, label: None, alt, series, scale: padded(scale), height })
}

/// A line whose name and last figure stand at its end.
pub(super) fn named(
    name: &str,
    values: DataRange,
    look: SeriesRole,
    figures: &[Option<Amount>],
    style: &FigureStyle,
) -> PlottedSeries {
    let last = end(figures);
    let text = |at: usize| {
        let (_, figure) = last.filter(|(last, _)| *last == at)?;
        Some(PointLabel { text: format!("{name} {}", style.shown(figure)), place: LabelPlace::Right })
    };
    PlottedSeries::new(name.to_owned(), values, look).labels((0..figures.len()).map(text).collect())
}

/// A course that never moves still needs some height.
pub(super) fn padded(mut scale: AxisScale) -> AxisScale {
    if scale.top == scale.bottom {
        let room = if scale.top.is_zero() { Amount::one() } else { &scale.top.abs() * &Amount::from_scaled(1, 1) };
        scale.top = &scale.top + &room;
        scale.bottom = &scale.bottom - &room;
    }
    scale
}

/// Names that fit beside a line.
fn short(id: &str) -> Option<Label> {
    Some(match id {
        "net_revenue_retention" => Label::new("Net", "순매출"),
        "gross_revenue_retention" => Label::new("Gross", "총매출"),
        "logo_retention" => Label::new("Customers", "고객"),
        "adoption_rate" => Label::new("Adoption", "도입"),
        "activation_rate" => Label::new("Activation", "활성화"),
        "seat_utilisation" => Label::new("Seats used", "좌석 사용"),
        "stickiness" => Label::new("Stickiness", "고착도"),
        _ => return None,
    })
}

/// Retention over the last thirteen periods against its goal. Net and gross revenue retention; that of customers where
/// there is no money. `None` without any.
pub(super) fn retention(view: &ScorecardView<'_>, scope: Scope, page: &str) -> Option<Drawn> {
    let courses = |ids: &[&str]| -> Vec<MetricTrail> {
        ids.iter().filter_map(|id| MetricTrail::of(view, scope, view.metric(id)?)).collect()
    };
    let money = courses(&["net_revenue_retention", "gross_revenue_retention"]);
    let courses = if money.is_empty() { courses(&["logo_retention"]) } else { money };
    let title = view.say(labels::RETENTION_CHART);
    let mut numbers = ChartNumbers::new(view, page, "retention", title, headers(view));
    let tier = tier(view, &courses, &mut numbers, 12)?;
    Some(numbers.drawn_as(title.to_owned(), vec![tier]))
}
