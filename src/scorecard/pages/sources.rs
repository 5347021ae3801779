//! Sources: every file that was opened, with what was taken from it.

use crate::amount::Amount;
use crate::facts::FactSource;
use crate::formats::{Purpose, SourceFile};
use crate::lang::Label;
use crate::scorecard::figures::ScorecardView;
use crate::scorecard::model::{Block, NumberFormat, Page, PageCell, PageColumn, PageRow, PageTable, Width};
use crate::scorecard::wording::{self, labels};

/// Characters of a hash that are shown: enough to tell any two files apart. The whole of it stands in the note.
const HASH_SHOWN: usize = 12;

pub(super) fn page(view: &ScorecardView<'_>) -> Page {
    let figure = |key: &'static str, label| PageColumn::figure(key, view.say(label));
    let text = |key: &'static str, label, width| PageColumn::text(key, view.say(label), width);
    let columns = vec![
        text("input", labels::INPUT, Width::Content),
        text("file", labels::FILE, Width::AtMost(52)),
        text("sheet", labels::SHEET, Width::AtMost(32)),
        text("range", labels::RANGE, Width::Content),
        figure("rows_used", labels::ROWS_USED),
        text("first_period", labels::FIRST_PERIOD, Width::Content),
        text("last_period", labels::LAST_PERIOD, Width::Content),
        figure("saved", labels::SAVED),
        figure("size", labels::SIZE),
        text("hash", labels::HASH, Width::Content),
    ];
    let mut rows: Vec<PageRow> = view
        .sources
        .iter()
        .map(|source| {
            let file = view.files.iter().find(|file| file.name == source.file);
            PageRow::plain(used(view, source).into_iter().chain(identity(view, file)).collect())
        })
        .collect();
    // Each file once, however many inputs opened it.
    let mut seen: Vec<&str> = view.sources.iter().map(|source| &*source.file).collect();
    for file in view.files {
        if !seen.contains(&&*file.name) {
            seen.push(&file.name);
            rows.push(unused(view, file));
        }
    }
    Page {
        subtitle: format!("{} · {}", view.as_of_in_words(), wording::files(view.files.len(), view.lang)),
        blocks: vec![Block::Table(PageTable::new("sources", columns, rows))],
        ..view.blank_page(view.say(labels::SOURCES))
    }
}

fn used(view: &ScorecardView<'_>, source: &FactSource) -> [PageCell; 7] {
    let sheet = match &source.sheet {
        Some(sheet) if source.visible => PageCell::text(sheet.to_string()),
        Some(sheet) => PageCell::text(format!("{sheet} ({})", view.say(labels::HIDDEN))),
        None => view.no_data(labels::TEXT_FILE),
    };
    let none = || view.no_data(labels::NO_PERIODS);
    let (first, last) = match source.periods {
        Some((first, last)) => (PageCell::text(view.calendar.label(first)), PageCell::text(view.calendar.label(last))),
        None => (none(), none()),
    };
    [
        PageCell::text(source.input.to_string()),
        PageCell::text(source.file.to_string()),
        sheet,
        PageCell::text(source.range.clone()),
        PageCell::number(source.count.used.into(), NumberFormat::plain(0)),
        first,
        last,
    ]
}

fn identity(view: &ScorecardView<'_>, file: Option<&SourceFile>) -> [PageCell; 3] {
    let Some(file) = file else {
        let none = view.no_data(labels::NO_SHEET_USED);
        return [none.clone(), none.clone(), none];
    };
    let kilobytes = Amount::from(i128::from(file.bytes)) * Amount::from_scaled(1, 3);
    let places = u32::from(file.bytes < 10_000);
    [
        file.saved.map_or_else(|| view.no_data(labels::SAVED_UNKNOWN), PageCell::day),
        PageCell::number(kilobytes, NumberFormat::plain(places)),
        PageCell::text(file.hash.chars().take(HASH_SHOWN).collect::<String>())
            .note(Some(format!("BLAKE3 {}", file.hash))),
    ]
}

/// A file without rows of an input: it says what the rows mean, or no sheet of it was what an input asked for.
fn unused(view: &ScorecardView<'_>, file: &SourceFile) -> PageRow {
    let (input, why) = match purpose(file.purpose) {
        None => (view.no_data(labels::NO_SHEET_USED), labels::NO_SHEET_USED),
        Some(purpose) => (PageCell::text(view.say(purpose)), labels::NO_EXPORT),
    };
    let mut cells = vec![input, PageCell::text(file.name.to_string())];
    cells.extend(vec![view.no_data(why); 5]);
    cells.extend(identity(view, Some(file)));
    PageRow::plain(cells)
}

/// What a file is for that is no export.
const fn purpose(purpose: Purpose) -> Option<Label> {
    match purpose {
        Purpose::Export => None,
        Purpose::Catalog => Some(labels::CATALOG_FILE),
        Purpose::Rates => Some(labels::RATES_FILE),
        Purpose::Calendar => Some(labels::CALENDAR_FILE),
        Purpose::Goals => Some(labels::GOALS_FILE),
        Purpose::Theme => Some(labels::THEME_FILE),
    }
}
