//! Data quality: how far the figures can be trusted.

use super::findings;
use super::portfolio::coverage;
use crate::diagnostic::Severity;
use crate::metrics::{CheckOutcome, Checked, Scope};
use crate::score::{Liveness, NotScored, ProductScore, ScopeScore};
use crate::scorecard::figures::columns::{GOAL, PRODUCT, REASON, VERDICT, WEIGHT_SCORED, columns};
use crate::scorecard::figures::{self, ScorecardView, goal_label};
use crate::scorecard::model::{
    Block, Group, NumberFormat, Page, PageCell, PageColumn, PageRow, PageTable, Pinned, TableRef, Width,
};
use crate::scorecard::wording::{self, labels};
use crate::sheet::RowCount;

pub(super) fn page(view: &ScorecardView<'_>) -> Page {
    let mut page = view.blank_page(view.say(labels::QUALITY));
    page.subtitle = view.as_of_in_words();
    page.message = Some(message(view));
    page.pinned = Pinned::Title;
    page.links.push(view.link(labels::SOURCES));
    page.blocks = vec![view.heading(labels::COVERAGE), Block::Table(coverage_table(view))];
    let unscored = not_scored(view);
    if !unscored.rows.is_empty() {
        page.blocks.extend([view.heading(labels::NOT_SCORED_GOALS), Block::Table(unscored)]);
    }
    if !view.checks.is_empty() {
        page.blocks.extend([view.heading(labels::CHECKS), Block::Table(checks(view))]);
    }
    page.blocks.extend([view.heading(labels::ROWS), Block::Table(rows(view)), view.heading(labels::FINDINGS)]);
    page.blocks.push(if view.findings.is_empty() {
        view.remark(labels::NO_FINDINGS)
    } else {
        Block::Table(findings::table(view))
    });
    page
}

/// `2 warnings and 1 note; 4 of 12,345 rows rejected.`
fn message(view: &ScorecardView<'_>) -> String {
    let number = |severity| view.findings.iter().filter(|finding| finding.severity == severity).count();
    let (stop, warn, note) = (number(Severity::Stop), number(Severity::Warn), number(Severity::Note));
    let mut total = RowCount::default();
    for source in view.sources {
        total.add(&source.count);
    }
    let count = |number: usize| NumberFormat::plain(0).shown(&number.into());
    match view.lang {
        crate::lang::Lang::En => {
            let mut kinds = Vec::new();
            for (number, noun) in [(stop, "finding that stops the run"), (warn, "warning"), (note, "note")] {
                if number > 0 {
                    kinds.push(match (noun, number) {
                        ("finding that stops the run", 2..) => format!("{number} findings that stop the run"),
                        _ => crate::prose::count(number, noun),
                    });
                }
            }
            let kinds = if kinds.is_empty() { "No findings".to_owned() } else { wording::list(&kinds, view.lang) };
            format!("{kinds}; {} of {} rows rejected.", count(total.rejected), count(total.read))
        }
        crate::lang::Lang::Ko => format!(
            "경고 {warn}건, 참고 {note}건, 실행 중단 {stop}건; 전체 {}행 중 {}행 거부.",
            count(total.read),
            count(total.rejected)
        ),
    }
}

fn coverage_table(view: &ScorecardView<'_>) -> PageTable {
    let columns = vec![
        PRODUCT.text(view, Width::Content),
        VERDICT.text(view, Width::Content),
        WEIGHT_SCORED.figure(view).bar_to(crate::amount::Amount::one()),
        REASON.text(view, Width::Content).spanning(2),
    ];
    let cells = |name: PageCell, scope: Scope, of: &ScopeScore| {
        let reason = of.reason.map(|reason| PageCell::text(view.say(wording::no_verdict(reason))));
        let coverage = coverage(view, scope, of.coverage.as_ref());
        vec![name, figures::status(view, of.verdict), coverage, reason.unwrap_or_else(PageCell::empty)]
    };
    let row = |product: &ProductScore| {
        let scope = Scope::Product(product.product);
        let name = PageCell::text(view.scope_name(scope)).link(view.page_of(scope));
        PageRow::plain(cells(name, scope, product)).key(view.scope_name(scope))
    };
    let mut rows: Vec<PageRow> = view.scores.products.iter().map(row).collect();
    let all = cells(PageCell::text(view.say(labels::PORTFOLIO)), Scope::Portfolio, &view.scores.portfolio);
    rows.push(PageRow::total(all).key(view.scope_name(Scope::Portfolio)));
    PageTable::new("coverage", columns, rows)
}

/// Live goals without a score, each with its reason.
fn not_scored(view: &ScorecardView<'_>) -> PageTable {
    let columns = vec![
        PRODUCT.text(view, Width::Content),
        GOAL.text(view, Width::Content).spanning(2),
        REASON.text(view, Width::Content).spanning(2),
    ];
    let live = view.scores.goals.iter().filter(|goal| goal.liveness == Liveness::Live);
    let rows = live
        .filter_map(|goal| {
            let reason: &NotScored = goal.reason.as_ref()?;
            Some(PageRow::plain(vec![
                PageCell::text(view.name_of(goal.goal.scope)),
                PageCell::text(goal_label(view, &goal.goal)),
                PageCell::text(wording::not_scored(reason, view.lang)),
            ]))
        })
        .collect();
    PageTable::new("not_scored", columns, rows)
}

/// Control totals between the exports, each with how it came out.
fn checks(view: &ScorecardView<'_>) -> PageTable {
    let columns = vec![
        PageColumn::text("check", view.say(labels::CHECK), Width::Content),
        PageColumn::text("must_hold", view.say(labels::MUST_HOLD), Width::AtMost(48)).spanning(2),
        PageColumn::text("result", view.say(labels::CHECK_RESULT), Width::Content).spanning(2),
        PageColumn::figure("compared", view.say(labels::COMPARED)),
        PageColumn::figure("failed", view.say(labels::FAILED)),
        PageColumn::figure("no_data", view.say(labels::WITHOUT_DATA)),
    ];
    let number = |number: usize| PageCell::number(number.into(), NumberFormat::plain(0));
    let row = |checked: &Checked| {
        let result = match checked.result() {
            CheckOutcome::Passed => labels::CHECK_PASSED,
            CheckOutcome::Failed => labels::CHECK_NOT_PASSED,
            CheckOutcome::NotChecked => labels::NOT_CHECKED,
        };
        PageRow::plain(vec![
            PageCell::text(checked.name.to_string()),
            PageCell::text(checked.text.clone()),
            PageCell::text(view.say(result)),
            number(checked.compared),
            number(checked.failures.len()),
            number(checked.without_data),
        ])
    };
    PageTable::new("checks", columns, view.checks.iter().map(row).collect())
}

// What `counts` gives.
columns! {
    COUNTS:
    ROWS_READ = "rows_read", labels::ROWS_READ;
    ROWS_USED = "rows_used", labels::ROWS_USED;
    ROWS_REJECTED = "rows_rejected", labels::ROWS_REJECTED;
    ROWS_IGNORED = "rows_ignored", labels::ROWS_IGNORED;
    ROWS_BLANK = "rows_blank", labels::ROWS_BLANK;
    ROWS_FILTERED = "rows_filtered", labels::ROWS_FILTERED;
    ROWS_DUPLICATE = "rows_duplicate", labels::ROWS_DUPLICATE;
    ROWS_EMPTY = "rows_empty", labels::ROWS_EMPTY;
    ROWS_TOTAL = "rows_total", labels::ROWS_TOTAL;
    ROWS_OTHER = "rows_other", labels::ROWS_OTHER;
}

/// A row a sheet, numbered, and their sums.
fn rows(view: &ScorecardView<'_>) -> PageTable {
    let key = "rows";
    let own = TableRef::new(view.say(labels::QUALITY), key);
    let mut columns = vec![
        PageColumn::text("input", view.say(labels::INPUT), Width::Content),
        PageColumn::text("file", view.say(labels::FILE), Width::AtMost(48)).spanning(2),
        PageColumn::text("sheet", view.say(labels::SHEET), Width::AtMost(48)).spanning(2),
    ];
    columns.extend(COUNTS.iter().map(|column| column.figure(view)));
    let mut total = RowCount::default();
    let mut rows = Vec::new();
    for source in view.sources {
        total.add(&source.count);
        let sheet = source
            .sheet
            .as_ref()
            .map_or_else(|| view.no_data(labels::TEXT_FILE), |sheet| PageCell::text(sheet.to_string()));
        let mut cells = vec![PageCell::text(source.input.to_string()), PageCell::text(source.file.to_string()), sheet];
        cells.extend(counts(&source.count));
        rows.push(PageRow::plain(cells).key((rows.len() + 1).to_string()));
    }
    let mut cells = vec![PageCell::text(view.say(labels::TOTAL)), PageCell::empty(), PageCell::empty()];
    let above = |column| own.sum(rows.iter().map(|row| row.key.as_str()), column);
    cells.extend(COUNTS.iter().zip(counts(&total)).map(|(column, cell)| cell.computed(above(*column))));
    rows.push(PageRow::total(cells));
    let groups = vec![Group::new("", 6), Group::new(view.say(labels::OF_WHICH), 7)];
    PageTable { groups, ..PageTable::new(key, columns, rows) }
}

fn counts(count: &RowCount) -> [PageCell; 10] {
    let others = count.later + count.repeated + count.section + count.note + count.superseded;
    [
        count.read,
        count.used,
        count.rejected,
        count.ignored(),
        count.blank,
        count.filtered,
        count.duplicate,
        count.empty,
        count.total,
        others,
    ]
    .map(|number| PageCell::number(number.into(), NumberFormat::plain(0)))
}
