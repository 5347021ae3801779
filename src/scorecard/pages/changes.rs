//! What has changed since earlier published runs: goals that moved, figures that were restated, files that are not what
//! they were.

mod moved;
mod restated;
#[cfg(test)]
mod tests;

pub(super) use moved::goal_cell;

use crate::history::{FileChange, MoveDirection, RunReference};
use crate::lang::{Label, Lang, in_lang};
use crate::scorecard::figures::ScorecardView;
use crate::scorecard::model::{Block, Page, PageCell, PageColumn, PageRow, PageTable, Pinned, Width};
use crate::scorecard::wording::{self, labels};

/// Characters of a hash that are shown.
const HASH_SHOWN: usize = 12;

pub(super) fn page(view: &ScorecardView<'_>) -> Page {
    let since = &view.scores.since;
    let mut page = view.blank_page(view.say(labels::CHANGES));
    page.subtitle = subtitle(view);
    page.message = Some(message(view));
    page.pinned = Pinned::Title;
    page.links.push(view.link(labels::QUALITY));
    let mut add = |title, table: Option<PageTable>, none: Label| {
        page.blocks.push(view.heading(title));
        page.blocks.push(table.map_or_else(|| view.remark(none), Block::Table));
    };
    add(labels::MOVED_GOALS, moved::moves(view), labels::NO_MOVED_GOALS);
    if since.run.is_some() {
        add(labels::RESTATED_FIGURES, restated::restated(view), labels::NO_RESTATED_FIGURES);
        if !since.effects.is_empty() {
            add(labels::EFFECTS, Some(restated::effects(view)), labels::NO_RESTATED_FIGURES);
        }
        add(labels::CHANGED_FILES, files(view), labels::NO_CHANGED_FILES);
        page.blocks.push(view.remark(labels::CHANGES_NOTATION));
    }
    page
}

/// `October 2026 (FY2026 P10) · compared with the run of September 2026 (0007-3f9c2ab41d06)`
fn subtitle(view: &ScorecardView<'_>) -> String {
    let Some(RunReference { run, as_of }) = &view.scores.since.run else { return view.as_of_in_words() };
    let period = wording::period(as_of, view.lang);
    let compared = in_lang!(view.lang, "compared with the run of {period} ({run})", "{period} 실행({run})과 비교");
    format!("{} · {compared}", view.as_of_in_words())
}

/// `2 goals moved this year, 1 of them loosened; 3 figures restated.`
fn message(view: &ScorecardView<'_>) -> String {
    let since = &view.scores.since;
    if since.run.is_none() && since.moves.is_empty() {
        return view.say(labels::NOTHING_BEFORE).to_owned();
    }
    let loosened = since.moves.iter().filter(|moved| moved.moved.direction == MoveDirection::Loosened).count();
    let (moves, restated) = (since.moves.len(), since.restated.len());
    match view.lang {
        Lang::En => {
            let count = crate::prose::count;
            let of_them = if moves == 0 { String::new() } else { format!(", {loosened} of them loosening") };
            let goals = if since.goals_file.is_some() { " The goals workbook has changed." } else { "" };
            let (moves, figures) = (count(moves, "move"), count(restated, "figure"));
            format!("{moves} of agreed goals this year{of_them}; {figures} of closed periods restated.{goals}")
        }
        Lang::Ko => {
            let goals = if since.goals_file.is_some() { " 목표 파일이 변경됨." } else { "" };
            format!("올해 합의 목표 변경 {moves}건(완화 {loosened}건), 소급 수정된 수치 {restated}건.{goals}")
        }
    }
}

fn files(view: &ScorecardView<'_>) -> Option<PageTable> {
    let text = |key: &'static str, label, width| PageColumn::text(key, view.say(label), width);
    let columns = vec![
        text("file", labels::FILE, Width::AtMost(52)).spanning(2),
        text("kind", labels::FILE_KIND, Width::Content),
        text("what", labels::WHAT_HAPPENED, Width::Content),
        text("old", labels::HASH_THEN, Width::Content).spanning(2),
        text("new", labels::HASH_NOW, Width::Content).spanning(2),
    ];
    let since = &view.scores.since;
    let goals = since.goals_file.iter().map(|change| (change, labels::GOALS_WORKBOOK));
    let inputs = since.inputs.iter().map(|change| (change, labels::INPUT));
    let rows: Vec<PageRow> = goals.chain(inputs).map(|(change, kind)| of_file(view, change, kind)).collect();
    (!rows.is_empty()).then(|| PageTable::new("files", columns, rows))
}

fn of_file(view: &ScorecardView<'_>, change: &FileChange, kind: Label) -> PageRow {
    let shown = |hash: &String| PageCell::text(hash.chars().take(HASH_SHOWN).collect::<String>());
    let what = match (&change.old, &change.new) {
        (None, _) => labels::FILE_NEW,
        (_, None) => labels::FILE_GONE,
        _ => labels::FILE_CHANGED,
    };
    PageRow::plain(vec![
        PageCell::text(change.file.clone()),
        PageCell::text(view.say(kind)),
        PageCell::text(view.say(what)),
        view.cell_or(labels::FILE_NEW, change.old.as_ref(), shown),
        view.cell_or(labels::FILE_GONE, change.new.as_ref(), shown),
    ])
}
