//! Pages as compact text, for snapshots: a changed label is a changed line.

use crate::amount::Amount;
use crate::scorecard::model::{
    AxisScale, Block, Chart, Content, DataRange, Page, PageCell, PageTable, RowRef, RowRole, Tone,
};
use std::fmt::Write as _;

pub(in crate::scorecard) fn outline(page: &Page) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "# {} · {}", page.name, page.title);
    let _ = writeln!(out, "{}", page.subtitle);
    for line in [&page.message, &page.draft].into_iter().flatten() {
        let _ = writeln!(out, "! {line}");
    }
    let [before, between, after] = page.footer.page;
    let _ = writeln!(out, "_ {} | {} | {before}1{between}2{after}", page.footer.period, page.footer.source);
    let links: Vec<&str> = page.links.iter().map(|link| link.page.as_str()).collect();
    let _ = writeln!(out, "→ {}", links.join(", "));
    for block in &page.blocks {
        out.push('\n');
        match block {
            Block::Heading(text) => drop(writeln!(out, "## {text}")),
            Block::Paragraph(text) => drop(writeln!(out, "{text}")),
            Block::Remark(text) => drop(writeln!(out, "({text})")),
            Block::NewSheet => out.push_str("---\n"),
            Block::Tiles(tiles) => {
                for tile in tiles {
                    let _ = writeln!(out, "[{}: {} — {}]", tile.label, cell(&tile.value), tile.detail);
                }
            }
            Block::Table(table) => rows(&mut out, table),
            Block::Charts(charts) => charts.iter().for_each(|c| chart(&mut out, c)),
        }
    }
    out
}

fn rows(out: &mut String, table: &PageTable) {
    if !table.groups.is_empty() {
        let groups: Vec<String> = table.groups.iter().map(|g| format!("{}×{}", g.label, g.columns)).collect();
        let _ = writeln!(out, "{{{}}}", groups.join(" "));
    }
    let headers: Vec<&str> = table.columns.iter().map(|column| column.header.as_str()).collect();
    let _ = writeln!(out, "{} | {}", table.key, headers.join(" | "));
    for row in &table.rows {
        let sign = match row.role {
            RowRole::Plain => "-",
            RowRole::Section => "§",
            RowRole::Remark => "…",
            RowRole::Total => "=",
            RowRole::Helper => "h",
        };
        let cells: Vec<String> = row.cells.iter().map(cell).collect();
        let _ = writeln!(out, "{sign} {}", cells.join(" | ").trim_end_matches([' ', '|']));
    }
}

fn cell(cell: &PageCell) -> String {
    let tone = match cell.tone {
        Tone::Good => "⁺",
        Tone::Bad => "⁻",
        Tone::Neutral | Tone::Quiet => "",
    };
    let shown = match &cell.content {
        Content::Spark(spark) => format!("~{}:{}", spark.range.table, range(&spark.range)),
        Content::Comment(key) => format!("<{}/{}>", key.product, key.goal),
        _ => cell.shown(),
    };
    let link = if cell.link.is_some() { "→" } else { "" };
    let note = cell.note.as_ref().map_or_else(String::new, |note| format!(" ({note})"));
    format!("{}{link}{shown}{tone}{note}", "  ".repeat(usize::from(cell.indent)))
}

fn chart(out: &mut String, chart: &Chart) {
    let _ = writeln!(out, "chart {}: {}", chart.key, chart.title);
    for tier in &chart.tiers {
        let label = tier.label.as_ref().map_or_else(String::new, |label| format!(" {label:?}"));
        let AxisScale { bottom, top, measure, times } = &tier.scale;
        let (bottom, top) = (short(bottom), short(top));
        let _ = writeln!(out, "  {:?}{label} {bottom}..{top} {measure:?} ×{times}\n    {}", tier.kind, tier.alt);
        for series in &tier.series {
            let _ = write!(out, "    {:?} {}: {}", series.look, series.name, range(&series.values));
            for (point, look) in &series.points {
                let _ = write!(out, " {point}:{look:?}");
            }
            if !series.labels.is_empty() {
                let texts: Vec<&str> = series.labels.iter().flatten().map(|label| label.text.as_str()).collect();
                let _ = write!(out, " [{}]", texts.join("|"));
            }
            out.push('\n');
        }
    }
}

/// Enough digits to see a change.
fn short(figure: &Amount) -> String {
    let text = figure.to_fixed(3);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn range(range: &DataRange) -> String {
    match range.row {
        RowRef::Header => format!("header {}..{}", range.first, range.last),
        RowRef::Body(row) => format!("row {row} {}..{}", range.first, range.last),
    }
}
