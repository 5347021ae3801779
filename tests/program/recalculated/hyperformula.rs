//! `HyperFormula` computes every formula to what is stored. It is a tool of these tests alone, under its licence GPL-3.0:
//! no part of the program is made with it, and nothing of it is handed on.

use super::cells::{At, Cell, Cells};
use super::{check, scorecards};
use calamine::Data;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Installed beside its script.
struct Engine {
    script: PathBuf,
}

impl Engine {
    /// `None` where it is not installed, which is said.
    fn find() -> Option<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/node");
        let node = Command::new("node").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
        let has_node = node.is_ok_and(|status| status.success());
        if !has_node || !folder.join("node_modules/hyperformula").is_dir() {
            crate::harness::passed_over("HyperFormula is not installed: `npm ci` in tests/node brings it");
            return None;
        }
        Some(Self { script: folder.join("compute.js") })
    }

    /// What the formulas come to. Of their stored results the engine learns nothing.
    #[track_caller]
    fn compute(&self, cells: &Cells) -> Cells {
        let mut asked: Vec<Value> = Vec::new();
        for name in &cells.sheets {
            let of_sheet = cells.all.iter().filter(|(at, _)| at.0 == *name);
            let written: Vec<Value> = of_sheet.map(|(at, cell)| json!([at.1, at.2, content(cell)])).collect();
            asked.push(json!({ "name": name, "cells": written }));
        }
        let answer: Vec<(String, u32, u32, Value)> = self.ask(&Value::Array(asked));
        let computed = answer.into_iter().map(|(sheet, row, column, value)| {
            let value = value.as_f64().map_or_else(|| Data::Error(calamine::CellErrorType::Value), Data::Float);
            ((sheet, row, column), Cell { formula: None, value })
        });
        Cells { sheets: cells.sheets.clone(), all: computed.collect::<BTreeMap<At, Cell>>() }
    }

    #[track_caller]
    fn ask(&self, question: &Value) -> Vec<(String, u32, u32, Value)> {
        let node = Command::new("node")
            .arg(&self.script)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn();
        let mut node = node.unwrap();
        node.stdin.take().unwrap().write_all(question.to_string().as_bytes()).unwrap();
        let output = node.wait_with_output().unwrap();
        assert!(output.status.success(), "the engine failed");
        serde_json::from_slice(&output.stdout).unwrap()
    }
}

/// A formula or a value, told apart by its kind and not by how it reads.
fn content(cell: &Cell) -> Value {
    match (&cell.formula, &cell.value) {
        (Some(formula), _) => json!({ "formula": formula }),
        (None, Data::Float(number)) => json!({ "number": number }),
        (None, Data::Int(number)) => json!({ "number": number }),
        (None, Data::DateTime(day)) => json!({ "number": day.as_f64() }),
        (None, value) => json!({ "text": value.to_string() }),
    }
}

#[track_caller]
fn computes_the_same(engine: &Engine, scorecard: &Path, at_least: usize) {
    check(scorecard, at_least, |stored| engine.compute(stored));
}

#[test]
fn hyperformula_computes_every_formula_of_the_sample_to_what_is_stored() {
    let Some(engine) = Engine::find() else { return };
    let out = tempfile::tempdir().unwrap();
    computes_the_same(&engine, &scorecards::sample(out.path()), 600);
}

#[test]
fn hyperformula_computes_every_formula_of_the_korean_case_to_what_is_stored() {
    let Some(engine) = Engine::find() else { return };
    let out = tempfile::tempdir().unwrap();
    let Some(scorecard) = scorecards::korean(out.path()) else { return };
    computes_the_same(&engine, &scorecard, 300);
}

#[test]
fn hyperformula_computes_every_formula_of_goals_that_hardly_count_to_what_is_stored() {
    let Some(engine) = Engine::find() else { return };
    let edges = scorecards::Edges::published();
    computes_the_same(&engine, &edges.scorecard(), 100);
}

/// Every formula in turn is given another result, every tenth other arithmetic, and each time that one is found.
#[test]
fn hyperformula_finds_out_a_wrong_result_and_a_wrong_formula() {
    let Some(engine) = Engine::find() else { return };
    let edges = scorecards::Edges::published();
    let sound = Cells::of(&edges.scorecard());
    let computed = engine.compute(&sound);
    assert!(sound.differences(&computed).is_empty());
    let places: Vec<At> = sound.formulas().map(|(at, ..)| at.clone()).collect();
    for at in &places {
        let mut wrong = sound.clone();
        let cell = wrong.all.get_mut(at).unwrap();
        let Data::Float(stored) = cell.value else { panic!("{cell:?}") };
        cell.value = Data::Float(stored + 1e-6 * stored.abs().max(1.0));
        let differences = wrong.differences(&computed);
        assert!(differences.len() == 1 && differences[0].starts_with(&format!("{at:?}")), "{differences:?}");
    }
    for at in places.iter().step_by(10) {
        let mut wrong = sound.clone();
        let cell = wrong.all.get_mut(at).unwrap();
        cell.formula = cell.formula.as_ref().map(|formula| format!("({formula})+0.001"));
        let differences = wrong.differences(&engine.compute(&wrong));
        assert!(differences.iter().any(|own| own.starts_with(&format!("{at:?}"))), "{at:?} is not in {differences:?}");
    }
}
