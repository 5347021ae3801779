//! A survey as JSON, for other programs.

use super::family::{Family, InspectSetting};
use super::inspected::Inspected;
use super::reading::TrialReading;
use super::trial::Trial;
use crate::cli::json::finding;
use crate::place::{Cell, column_letters};
use crate::survey::{Across, ColumnSurvey, Oddity, SheetSurvey, TableSurvey, TotalCheck, TotalSurvey};
use serde_json::{Value, json};

/// Every file; the drafts of a family stand at its first.
pub(super) fn files(families: &[Family], setting: &InspectSetting<'_>) -> Vec<Value> {
    let mut files: Vec<Value> = setting.all.iter().map(file).collect();
    for family in families {
        let Some((&first, others)) = family.members.split_first() else { continue };
        let drafts: Vec<Value> =
            family.trials.iter().map(|trial| draft(trial, &setting.all[first], setting.inputs)).collect();
        files[first]["drafts"] = drafts.into();
        for &other in others {
            files[other]["like"] = json!(&*setting.all[first].source.name);
        }
    }
    files
}

fn file(inspected: &Inspected) -> Value {
    let Inspected { source, text, survey, .. } = inspected;
    json!({
        "file": &*source.name,
        "bytes": source.bytes,
        "hash": source.hash,
        "text": text.as_ref().map(|form| json!({
            "encoding": form.encoding,
            "delimiter": form.delimiter,
            "quote": form.quote,
        })),
        "sheets": survey.sheets.iter().map(sheet).collect::<Vec<_>>(),
        "like": null,
        "drafts": [],
    })
}

fn sheet(sheet: &SheetSurvey) -> Value {
    json!({
        "sheet": sheet.name.as_deref(),
        "visible": sheet.visible,
        "rows": sheet.rows,
        "columns": sheet.columns,
        "tables": sheet.tables.iter().map(table).collect::<Vec<_>>(),
        "lines": sheet.lines.iter().map(|(cell, text)| json!({ "cell": cell.to_string(), "text": text })).collect::<Vec<_>>(),
        "oddities": sheet.oddities.iter().map(oddity).collect::<Vec<_>>(),
    })
}

fn table(table: &TableSurvey) -> Value {
    let (first, last) = table.area;
    let rows = table.rows;
    let numbers = |rows: &[u32]| rows.iter().map(|row| u64::from(*row) + 1).collect::<Vec<_>>();
    json!({
        "range": format!("{first}:{last}"),
        "layout": if table.across.is_some() { "crosstab" } else { "table" },
        "header_rows": numbers(&table.special.header),
        "total_rows": numbers(&table.special.totals),
        "section_rows": numbers(&table.special.sections),
        "note_rows": numbers(&table.special.notes),
        "rows": {
            "data": rows.data,
            "totals": rows.totals,
            "sections": rows.sections,
            "blank": rows.blank,
            "repeated": rows.repeated,
        },
        "columns": table.columns.iter().map(column).collect::<Vec<_>>(),
        "periods": table.across.as_ref().map(across),
        "unit": table.unit.as_ref().map(|(at, text)| json!({ "cell": at.to_string(), "text": text })),
        "totals": table.totals.iter().map(total).collect::<Vec<_>>(),
        "oddities": table.oddities.iter().map(oddity).collect::<Vec<_>>(),
        "confidence": { "level": table.confidence.level.slug(), "reasons": table.confidence.reasons },
    })
}

fn column(column: &ColumnSurvey) -> Value {
    json!({
        "column": column_letters(column.column),
        "name": (!column.name.is_empty()).then_some(&column.name),
        "type": column.kind.slug(),
        "filled": column.filled,
        "blank": column.blank,
        "different": column.distinct,
        "examples": column.examples,
        "first": column.limits.as_ref().map(|(first, _)| first),
        "last": column.limits.as_ref().map(|(_, last)| last),
        "unit": column.unit,
        "errors": column.broken,
        "numbers_as_text": column.text_numbers,
        "question": column.doubt.as_ref().map(|(why, lines)| json!({ "why": why, "choose": lines })),
    })
}

fn across(across: &Across) -> Value {
    json!({
        "first": across.first,
        "last": across.last,
        "number": across.number,
        "step": across.step,
        "has_year": across.has_year,
        "columns": [column_letters(across.columns.0), column_letters(across.columns.1)],
        "measures": across.measures,
        "type": across.kind.slug(),
        "filled": across.filled,
        "blank": across.blank,
        "examples": across.examples,
    })
}

fn total(total: &TotalSurvey) -> Value {
    let at =
        if total.is_column { column_letters(total.cell.column) } else { (u64::from(total.cell.row) + 1).to_string() };
    let mut object = json!({
        "label": total.label,
        "kind": if total.is_column { "column" } else { "row" },
        "at": at,
        "called_total_only": total.certain,
    });
    match &total.agreement {
        TotalCheck::Agrees { with } => {
            object["agrees"] = json!(true);
            object["of"] = json!(with);
        }
        TotalCheck::Differs { cell, stated, summed, of } => {
            object["agrees"] = json!(false);
            object["of"] = json!(of);
            object["cell"] = json!(cell.to_string());
            object["stated"] = json!(stated.replace(',', ""));
            object["summed"] = json!(summed.replace(',', ""));
        }
        TotalCheck::Outermost { with } => {
            object["agrees"] = json!(false);
            object["of_outermost_level"] = json!(with);
        }
        TotalCheck::Rates | TotalCheck::Unclear => object["agrees"] = Value::Null,
    }
    object
}

fn oddity(oddity: &Oddity) -> Value {
    json!({
        "kind": oddity.kind,
        "cell": oddity.cell.as_ref().map(Cell::to_string),
        "message": oddity.message,
        "choose": oddity.paste,
    })
}

fn draft(trial: &Trial, first: &Inspected, inputs: &str) -> Value {
    let draft = &trial.draft;
    let tables = draft.tables.iter().filter_map(|&(at, number)| {
        let sheet = first.survey.sheets.get(at)?;
        let (first, last) = sheet.tables.get(number)?.area;
        Some(json!({ "sheet": sheet.name.as_deref(), "range": format!("{first}:{last}") }))
    });
    let reading = trial.reading.as_ref();
    json!({
        "fact": draft.fact.known().map(crate::schema::FactKind::name),
        "tables": tables.collect::<Vec<_>>(),
        "inputs": inputs,
        "toml": trial.toml,
        "works": reading.map(TrialReading::works),
        "as_of": reading.and_then(|reading| reading.as_of.as_ref()),
        "files": reading.map(TrialReading::files),
        "rows": reading.map(|reading| json!({
            "read": reading.count.read,
            "used": reading.count.used,
            "rejected": reading.count.rejected,
            "ignored": reading.count.ignored(),
        })),
        "findings": reading.iter().flat_map(|reading| &reading.findings).map(finding).collect::<Vec<_>>(),
    })
}
