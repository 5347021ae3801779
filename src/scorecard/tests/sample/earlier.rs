//! What the invented portfolio looks back on: a target that was cut, a goal that was dropped, a restated month.

use super::Invented;
use crate::amount::Amount;
use crate::facts::Catalog;
use crate::history::{self, FileChange, RecordedGoal, Restated, RunId, RunReference};
use crate::metrics::{MetricRef, Scope, registry};
use crate::place::{Cell, Place};
use crate::score::{Against, ChangesSince, Effect, MovedGoal, Previous, PublishedScore, Scores, Status};

/// For scores that are as they would be a month later.
pub(super) fn since(data: &Invented, scores: &Scores) -> ChangesSince {
    let run: RunId = "0003-3f9c2ab41d06".parse().unwrap();
    let seen = |run: &str, as_of: &str| RunReference { run: run.parse().unwrap(), as_of: as_of.to_owned() };
    let catalog = Catalog::named(data.products.iter().map(|product| product.name.clone()));
    let now: Vec<RecordedGoal> =
        scores.goals.iter().take(3).map(|goal| RecordedGoal::of(&goal.goal, &data.calendar, &catalog)).collect();
    let mut before = now.clone();
    before[0].target = "60000000".to_owned();
    let mut now = vec![now[0].clone(), now[1].clone()];
    now[0].change_reason = Some("two hospitals postponed".to_owned());
    let steps =
        [(seen("0002-3f9c2ab41d05", "2026-08"), before.as_slice()), (seen("0003-3f9c2ab41d06", "2026-09"), &now)];
    let moves = history::moves(&steps, |_| true);
    let score = |score: i64| Some(Amount::from(score));
    let moves = moves.into_iter().map(|moved| {
        let shown = scores.goals.iter().find(|goal| goal.goal.id == moved.goal).map(|goal| goal.goal.clone());
        let is_gone = moved.new.is_none();
        MovedGoal {
            scope: shown.as_ref().map(|goal| goal.scope),
            shown,
            goal: Against { old: score(88), new: if is_gone { None } else { score(97) } },
            product: Against { old: score(94), new: score(96) },
            moved,
        }
    });
    let cell = |row| Place::Cell {
        file: "finance/Revenue_FY2026.xlsx".into(),
        sheet: Some("Revenue".into()),
        cell: Cell { row, column: 3 },
    };
    let published = |score: i64, verdict| PublishedScore { score: Some(Amount::from(score)), verdict };
    let effect = Effect {
        at: data.as_of.previous(),
        published: published(96, Status::AtRisk),
        now: published(93, Status::AtRisk),
    };
    let changed =
        |file: &str| FileChange { file: file.to_owned(), old: Some("1f".repeat(32)), new: Some("2e".repeat(32)) };
    let restated = |metric: &str, old: Option<i64>, new: Option<i64>, cells: Vec<Place>| Restated {
        scope: Some(Scope::Product(0)),
        product: scores.goals[0].goal.id.clone(),
        metric: registry::find(metric).unwrap().into(),
        period: data.as_of.plus(-2),
        old: old.map(Amount::from),
        new: new.map(Amount::from),
        along: registry::find("average_price")
            .filter(|_| metric == "revenue")
            .into_iter()
            .map(MetricRef::from)
            .collect(),
        more_cells: if cells.is_empty() { 0 } else { 4 },
        cells,
    };
    let scopes = (0..data.products.len()).map(Scope::Product).chain([Scope::Portfolio]);
    ChangesSince {
        run: Some(RunReference { run, as_of: "2026-09".to_owned() }),
        previous: Some(Previous::new(
            data.as_of.previous(),
            scopes.map(|scope| (scope, published(95, Status::AtRisk))),
        )),
        moves: moves.collect(),
        restated: vec![
            restated("revenue", Some(4_150_000), Some(3_900_000), vec![cell(11), cell(40)]),
            restated("active_users", Some(1200), None, Vec::new()),
        ],
        effects: [(Scope::Product(0), effect)].into(),
        goals_file: Some(changed("goals_FY2026.xlsx")),
        inputs: vec![changed("Revenue_FY2026.xlsx"), FileChange { old: None, ..changed("usage_2026-10.csv") }],
    }
}
