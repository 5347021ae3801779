//! The MRR bridge over the year to date: from opening to closing by way of gains and losses.

use super::numbers::{ChartNumbers, Drawn};
use crate::amount::Amount;
use crate::lang::{Label, in_lang};
use crate::metrics::{Movement, Scope, registry};
use crate::scorecard::figures::{FigureStyle, ScorecardView, unit_label};
use crate::scorecard::model::{
    AxisScale, LabelPlace, PageCell, PlottedSeries, PointLabel, ScaleMeasure, SeriesRole, Tier, TierKind,
};
use crate::scorecard::wording::labels;

const KEY: &str = "bridge";
/// Key of the row of changes.
const CHANGES: &str = "change";
const HEIGHT: u32 = 12;

/// One column of the bridge.
struct BridgeStep {
    label: Label,
    what: StepKind,
    amount: Amount,
    /// Where the column starts: below it nothing is drawn.
    base: Amount,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum StepKind {
    Level,
    Gain,
    Loss,
}

/// Where the axis starts when steps would be flat beside their levels; the columns of levels then show a slit.
struct Cut {
    bottom: Amount,
    /// Height of the column below the slit, counted from zero, and of the slit.
    stub: Amount,
    slit: Amount,
}

impl Cut {
    /// `None` where steps are tall enough from zero.
    fn of(steps: &[BridgeStep]) -> Option<Self> {
        let foot =
            |step: &BridgeStep| if step.what == StepKind::Level { step.amount.clone() } else { step.base.clone() };
        let low = steps.iter().map(foot).min()?;
        let high = steps.iter().map(|step| &step.base + &step.amount).max()?;
        let range = &high - &low;
        let flat = range.is_positive() && range < &high * &Amount::from_scaled(3, 1);
        let below = &range * &Amount::from_scaled(6, 1);
        if !flat || below >= low {
            return None;
        }
        let bottom = &low - &below;
        let stub = &bottom + &(&below * &Amount::from_scaled(3, 1));
        Some(Self { bottom, stub, slit: &below * &Amount::from_scaled(15, 2) })
    }
}

/// `None` without movements this year.
pub(super) fn draw(view: &ScorecardView<'_>, scope: Scope, page: &str) -> Option<Drawn> {
    let metric = registry::find("mrr")?;
    let steps = steps(&view.movements_to_date(scope)?);
    let cut = Cut::of(&steps);
    let largest = steps.iter().map(|step| &step.base + &step.amount).max().filter(Amount::is_positive)?;
    let style = FigureStyle::of(view, metric, [&largest]);
    let unit = unit_label(view, metric);
    let title = format!("{}, {unit}", view.say(labels::MRR_BRIDGE));
    let headers = steps.iter().map(|step| view.say(step.label).to_owned()).collect();
    let mut numbers = ChartNumbers::new(view, page, KEY, &title, headers);
    let mut changes: Vec<PageCell> = steps.iter().map(|step| change(step, &style)).collect();
    if let Some(closing) = changes.pop() {
        let before = (0..changes.len()).map(|at| numbers.cell(CHANGES, at));
        changes.push(closing.computed(before.reduce(|sum, step| sum + step)));
    }
    numbers.read(CHANGES, view.say(labels::CHANGE), changes);
    let mut row = |key: &str, label: Label, look: SeriesRole, cell: &dyn Fn(&BridgeStep) -> Option<Amount>| {
        let cell = |step: &BridgeStep| cell(step).map_or_else(PageCell::empty, |figure| style.cell(&figure));
        let label = view.say(label);
        PlottedSeries::new(label.to_owned(), numbers.drawn(key, label, steps.iter().map(cell).collect()), look)
    };
    let only = |wanted: StepKind| move |step: &BridgeStep| (step.what == wanted).then(|| step.amount.clone());
    let level = |step: &BridgeStep| step.what == StepKind::Level;
    let mut all =
        vec![row("base", labels::BASE, SeriesRole::Hidden, &|step| (!level(step)).then(|| step.base.clone()))];
    if let Some(Cut { stub, slit, .. }) = &cut {
        all.push(row("stub", labels::STUB, SeriesRole::Actual, &|step| level(step).then(|| stub.clone())));
        all.push(row("slit", labels::SLIT, SeriesRole::Hidden, &|step| level(step).then(|| slit.clone())));
    }
    let below = cut.as_ref().map_or_else(Amount::zero, |cut| &cut.stub + &cut.slit);
    all.push(row("level", labels::LEVEL, SeriesRole::Actual, &|step| level(step).then(|| &step.amount - &below)));
    all.push(row("gain", labels::GAIN, SeriesRole::Good, &only(StepKind::Gain)));
    all.push(row("loss", labels::LOSS, SeriesRole::Bad, &only(StepKind::Loss)));
    let bottom = cut.as_ref().map_or_else(Amount::zero, |cut| cut.bottom.clone());
    let range = &largest - &bottom;
    // A step may be too flat to hold its label, so all labels stand above their columns on a series of their own.
    let room = &range * &Amount::from_scaled(10, 2);
    let text = |step: &BridgeStep| Some(PointLabel { text: change(step, &style).shown(), place: LabelPlace::Base });
    let texts = steps.iter().map(text).collect();
    all.push(row("room", labels::ROOM, SeriesRole::Hidden, &|_| Some(room.clone())).labels(texts));
    let top = &largest + &(&range * &Amount::from_scaled(15, 2));
    let (bottom, top) = (style.scaled(&bottom), style.scaled(&top));
    let tier = Tier {
        kind: TierKind::Stacked,
        label: None,
        alt: alternative(view, &steps, &style, &unit),
        series: all,
        scale: AxisScale { bottom, top, measure: ScaleMeasure::Money, times: 1 },
        height: HEIGHT,
    };
    let title = if cut.is_some() { format!("{title} · {}", view.say(labels::LEVELS_CUT)) } else { title };
    Some(numbers.drawn_as(title, vec![tier]))
}

/// Levels plain, changes with their sign.
fn change(step: &BridgeStep, style: &FigureStyle) -> PageCell {
    let zero = Amount::zero();
    match step.what {
        StepKind::Level => style.cell(&step.amount).strong(),
        StepKind::Gain => style.delta(&step.amount, &zero),
        StepKind::Loss => style.delta(&-step.amount.clone(), &zero),
    }
}

fn steps(sum: &Movement) -> Vec<BridgeStep> {
    let mut steps = vec![BridgeStep {
        label: labels::OPENING,
        what: StepKind::Level,
        amount: sum.opening.clone(),
        base: Amount::zero(),
    }];
    let mut level = sum.opening.clone();
    let mut step = |label: Label, what: StepKind, amount: &Amount| {
        let base = if what == StepKind::Loss { &level - amount } else { level.clone() };
        level = if what == StepKind::Loss { base.clone() } else { &level + amount };
        steps.push(BridgeStep { label, what, amount: amount.clone(), base });
    };
    step(labels::NEW, StepKind::Gain, &sum.new);
    step(labels::REACTIVATION, StepKind::Gain, &sum.reactivation);
    step(labels::EXPANSION, StepKind::Gain, &sum.expansion);
    step(labels::CONTRACTION, StepKind::Loss, &sum.contraction);
    step(labels::CHURN, StepKind::Loss, &sum.churn);
    steps.push(BridgeStep {
        label: labels::CLOSING,
        what: StepKind::Level,
        amount: sum.closing.clone(),
        base: Amount::zero(),
    });
    steps
}

fn alternative(view: &ScorecardView<'_>, steps: &[BridgeStep], style: &FigureStyle, unit: &str) -> String {
    let parts: Vec<String> =
        steps.iter().map(|step| format!("{} {}", view.say(step.label), change(step, style).shown())).collect();
    let parts = parts.join(", ");
    in_lang!(view.lang, "MRR bridge of the year to date in {unit}: {parts}.", "연 누계 MRR 변동, 단위 {unit}: {parts}.")
}
