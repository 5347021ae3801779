//! The MRR bridge over the year to date: from opening to closing by way of gains and losses.

use super::super::figures::{Style, unit_label};
use super::super::model::{
    Cell, Chart, LabelPlace, Labels, Look, PointLabel, Row, RowRef, RowRole, Series, Tier, TierKind,
};
use super::super::view::View;
use super::super::wording::labels;
use super::{Drawn, range, scale, table};
use crate::amount::Amount;
use crate::calendar::Window;
use crate::lang::{Label, Lang};
use crate::metrics::{Movement, Scope, registry};

const KEY: &str = "bridge";
/// Rows of the table, as the chart refers to them.
const BASE: usize = 1;
const LEVEL: usize = 2;
const GAIN: usize = 3;
const LOSS: usize = 4;
const ROOM: usize = 5;

/// One column of the bridge.
struct Step {
    label: Label,
    what: What,
    amount: Amount,
    /// Where the column starts: below it nothing is drawn.
    base: Amount,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Level,
    Gain,
    Loss,
}

/// `None` without movements this year.
pub(super) fn draw(view: &View<'_>, scope: Scope, page: &str) -> Option<Drawn> {
    let metric = registry::find("mrr")?;
    let steps = steps(&year_to_date(view, scope)?);
    let largest = steps.iter().map(|step| &step.base + &step.amount).max()?;
    let style = Style::of(view, metric, [&largest]);
    let room = &largest * &Amount::from_scaled(8, 2);
    let unit = unit_label(view, metric);
    let row = |label: String, role: RowRole, cell: &dyn Fn(&Step) -> Cell| Row {
        key: String::new(),
        role,
        cells: [Cell::text(label)].into_iter().chain(steps.iter().map(cell)).collect(),
    };
    let only = |wanted: What| {
        move |step: &Step, style: &Style| if step.what == wanted { style.cell(&step.amount) } else { Cell::empty() }
    };
    let helper = |label: Label, cell: &dyn Fn(&Step) -> Cell| row(view.say(label).to_owned(), RowRole::Helper, cell);
    let (level, gain, loss) = (only(What::Level), only(What::Gain), only(What::Loss));
    let rows = vec![
        row(format!("{}, {unit}", view.say(labels::CHANGE)), RowRole::Plain, &|step| change(step, &style)),
        helper(labels::BASE, &|step| if step.what == What::Level { Cell::empty() } else { style.cell(&step.base) }),
        helper(labels::LEVEL, &|step| level(step, &style)),
        helper(labels::GAIN, &|step| gain(step, &style)),
        helper(labels::LOSS, &|step| loss(step, &style)),
        helper(labels::ROOM, &|_| style.cell(&room)),
    ];
    let series = |row: usize, label: Label, look: Look| {
        Series::new(view.say(label).to_owned(), range(page, KEY, RowRef::Body(row), steps.len()), look)
    };
    // A step may be too flat to hold its label, so all labels stand above their columns on a series of their own.
    let text = |step: &Step| Some(PointLabel { text: change(step, &style).shown(), place: LabelPlace::Base });
    let all = vec![
        series(BASE, labels::BASE, Look::Hidden),
        series(LEVEL, labels::LEVEL, Look::Actual),
        series(GAIN, labels::GAIN, Look::Good),
        series(LOSS, labels::LOSS, Look::Bad),
        series(ROOM, labels::ROOM, Look::Hidden).labels(Labels::Texts(steps.iter().map(text).collect())),
    ];
    let tier = Tier {
        kind: TierKind::Stacked,
        label: None,
        alt: alternative(view, &steps, &style, &unit),
        series: all,
        scale: scale(metric.unit, &style.scaled(&largest)),
        height: 1,
    };
    let title = format!("{}, {unit}", view.say(labels::MRR_BRIDGE));
    let categories = range(page, KEY, RowRef::Header, steps.len());
    Some(Drawn {
        chart: Chart { key: KEY, title, categories, tiers: vec![tier] },
        table: table(KEY, steps.iter().map(|step| view.say(step.label).to_owned()), rows),
    })
}

/// Levels plain, changes with their sign.
fn change(step: &Step, style: &Style) -> Cell {
    let zero = Amount::zero();
    match step.what {
        What::Level => style.cell(&step.amount).strong(),
        What::Gain => style.delta(&step.amount, &zero),
        What::Loss => style.delta(&-step.amount.clone(), &zero),
    }
}

/// Movements of the fiscal year so far, added up.
fn year_to_date(view: &View<'_>, scope: Scope) -> Option<Movement> {
    let span = view.calendar.span(Window::YearToDate, view.as_of);
    let mut all = view.figures.movements(scope).into_iter().filter(|(period, _)| span.contains(*period));
    let (_, mut sum) = all.next()?;
    for (_, next) in all {
        for (total, part) in [
            (&mut sum.new, &next.new),
            (&mut sum.reactivation, &next.reactivation),
            (&mut sum.expansion, &next.expansion),
            (&mut sum.contraction, &next.contraction),
            (&mut sum.churn, &next.churn),
        ] {
            *total += part;
        }
        sum.closing = next.closing;
    }
    Some(sum)
}

fn steps(sum: &Movement) -> Vec<Step> {
    let mut steps =
        vec![Step { label: labels::OPENING, what: What::Level, amount: sum.opening.clone(), base: Amount::zero() }];
    let mut level = sum.opening.clone();
    let mut step = |label: Label, what: What, amount: &Amount| {
        let base = if what == What::Loss { &level - amount } else { level.clone() };
        level = if what == What::Loss { base.clone() } else { &level + amount };
        steps.push(Step { label, what, amount: amount.clone(), base });
    };
    step(labels::NEW, What::Gain, &sum.new);
    step(labels::REACTIVATION, What::Gain, &sum.reactivation);
    step(labels::EXPANSION, What::Gain, &sum.expansion);
    step(labels::CONTRACTION, What::Loss, &sum.contraction);
    step(labels::CHURN, What::Loss, &sum.churn);
    steps.push(Step { label: labels::CLOSING, what: What::Level, amount: sum.closing.clone(), base: Amount::zero() });
    steps
}

fn alternative(view: &View<'_>, steps: &[Step], style: &Style, unit: &str) -> String {
    let parts: Vec<String> =
        steps.iter().map(|step| format!("{} {}", view.say(step.label), change(step, style).shown())).collect();
    match view.lang {
        Lang::En => format!("MRR bridge of the year to date in {unit}: {}.", parts.join(", ")),
        Lang::Ko => format!("연 누계 MRR 변동, 단위 {unit}: {}.", parts.join(", ")),
    }
}
