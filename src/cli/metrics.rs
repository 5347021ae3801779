//! `goalpost metrics`: the registry as a table.

use super::terminal::Terminal;
use crate::exit::Exit;
use crate::lang::Label;
use crate::metrics::{Metric, MetricKind, Registry};
use crate::name::Name;
use crate::run;
use crate::schema::Better;
use comfy_table::{ContentArrangement, Table, presets};
use serde_json::{Value, json};
use std::path::Path;

/// With a pipeline its own metrics come last.
pub(super) fn list(pipeline: Option<&Path>, terminal: &Terminal) -> Exit {
    let registry = match pipeline.map(run::open_pipeline).transpose() {
        Ok(opened) => Registry::of(&opened.map(|opened| opened.value.metrics).unwrap_or_default()),
        Err(findings) => return terminal.refuse(&findings, Exit::Usage),
    };
    terminal.show(
        || text(&registry, terminal.stdout_is_terminal()),
        || json!({ "metrics": registry.all().map(|metric| object(metric)).collect::<Vec<_>>() }),
    );
    Exit::Done
}

/// Ruled and wrapped to the terminal's width; a bare line a metric elsewhere.
fn text(registry: &Registry, on_terminal: bool) -> String {
    let mut table = Table::new();
    if on_terminal {
        table.load_style(presets::UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
    } else {
        table.load_style(presets::NOTHING);
    }
    table.set_header(["metric", "label", "unit", "better", "kind", "formula", "over a window", "source"]);
    for metric in registry.all() {
        table.add_row([
            metric.id.as_ref(),
            &metric.label.en,
            metric.unit.into_str(),
            &better(metric.better),
            metric.kind().into_str(),
            &metric.formula.en,
            window_rule(metric),
            metric.source,
        ]);
    }
    let lines: Vec<String> = table.lines().map(|line| line.trim_end().to_owned() + "\n").collect();
    lines.concat()
}

fn object(metric: &Metric) -> Value {
    let label = |label: &Label<Name>| json!({ "en": label.en, "ko": label.ko });
    json!({
        "id": metric.id,
        "label": label(&metric.label),
        "theme": metric.theme.slug(),
        "unit": metric.unit.into_str(),
        "better": better(metric.better),
        "kind": metric.kind().into_str(),
        "formula": label(&metric.formula),
        "window": window_rule(metric),
        "source": metric.source,
    })
}

fn better(better: Better) -> String {
    better.into_str().replace('_', " ")
}

/// What becomes of the periods of a quarter or a year.
fn window_rule(metric: &Metric) -> &'static str {
    match metric.kind() {
        _ if metric.is_cumulative() => "everything up to the last period",
        MetricKind::Flow => "sum over the periods",
        MetricKind::Stock => "the last period's value",
        MetricKind::Ratio => "parts over the window, then one division",
        MetricKind::Growth => "the window against the earlier one",
        MetricKind::Movement => "sum of the movements",
        MetricKind::Cohort => "looks back from the last period",
        MetricKind::Expression => "as its formula says",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::registry;

    #[test]
    fn every_metric_has_a_line_off_a_terminal() {
        let text = text(&Registry::default(), false);
        for metric in registry::all() {
            let line = text.lines().find(|line| line.split_whitespace().next() == Some(&metric.id));
            let line = line.unwrap_or_else(|| panic!("{} is missing", metric.id));
            for part in [&metric.label.en, &metric.formula.en, metric.source] {
                assert!(line.contains(part), "{line}");
            }
        }
    }

    #[test]
    fn an_object_speaks_both_languages() {
        let metric = object(registry::find("revenue").unwrap());
        assert_eq!(metric["label"]["ko"], registry::find("revenue").unwrap().label.ko.as_ref());
        assert_eq!((&metric["unit"], &metric["better"]), (&json!("money"), &json!("higher")));
    }
}
