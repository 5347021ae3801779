//! Tables: a caption for those who do not see what stands above, headers with their scope, rows by their role.

use super::cell::wraps;
use super::file::HtmlFile;
use super::markup::Markup;
use super::notes::TableNotes;
use crate::scorecard::model::{Align, Content, PageCell, PageColumn, PageRow, PageTable, RowRole, Width};

/// Texts are never squeezed to less than this many characters, and never ask for more on a narrow screen.
const NARROWEST: u16 = 12;
const WIDEST: u16 = 26;
/// The same for the first column, which stays while the others scroll.
const WIDEST_FIRST: u16 = 18;

impl HtmlFile<'_> {
    pub(super) fn table(&self, out: &mut Markup, table: &PageTable, caption: &str, notes: &mut TableNotes) {
        let shown = shown_columns(table);
        let id = notes.table_id().to_owned();
        let name = format!("{id}--caption");
        // The box scrolls when the table is wider than the screen, and so the keyboard must reach it.
        out.tag("div")
            .class("scroll")
            .attr("role", "group")
            .attr("tabindex", "0")
            .attr("aria-labelledby", &name)
            .holds(|scroll| {
                scroll.tag("table").id(&id).holds(|out| {
                    out.tag("caption").id(&name).says(caption);
                    out.tag("thead").holds(|head| {
                        groups(head, table, &shown);
                        headers(head, table, &shown);
                    });
                    self.rows(out, table, &shown, notes);
                });
            });
    }

    /// A section begins a body of its own, so that its header is that of its rows.
    fn rows(&self, out: &mut Markup, table: &PageTable, shown: &[usize], notes: &mut TableNotes) {
        // Rows that only lift what a native chart stacks on them mean nothing here.
        let rows: Vec<&PageRow> = table.rows.iter().filter(|row| row.role != RowRole::Helper).collect();
        let mut rest = rows.as_slice();
        while !rest.is_empty() {
            let next = rest.iter().skip(1).position(|row| row.role == RowRole::Section);
            let (section, after) = rest.split_at(next.map_or(rest.len(), |at| at + 1));
            rest = after;
            out.tag("tbody").holds(|body| {
                for row in section {
                    self.row(body, row, table, shown, notes);
                }
            });
        }
    }

    fn row(&self, out: &mut Markup, row: &PageRow, table: &PageTable, shown: &[usize], notes: &mut TableNotes) {
        let tag = out.tag("tr").class(match row.role {
            RowRole::Plain | RowRole::Helper => "",
            RowRole::Section => "section",
            RowRole::Remark => "about",
            RowRole::Total => "total",
        });
        let cells = || shown.iter().filter_map(|&at| row.cells.get(at).zip(table.columns.get(at)));
        let is_one_text = row.cells.iter().skip(1).all(|cell| cell.content == Content::Empty);
        tag.holds(|tr| match row.role {
            RowRole::Section | RowRole::Remark if is_one_text => {
                let text = row.cells.first().map(PageCell::shown).unwrap_or_default();
                let whole =
                    if row.role == RowRole::Section { tr.tag("th").attr("scope", "rowgroup") } else { tr.tag("td") };
                whole.attr("colspan", &shown.len().to_string()).holds(|cell| cell.tag("span").says(&text));
            }
            _ => {
                for (index, (cell, column)) in cells().enumerate() {
                    self.cell(tr, cell, column, index == 0, notes);
                }
            }
        });
    }
}

/// All columns but those for comments in which nobody has written: people type into the workbook, not here.
fn shown_columns(table: &PageTable) -> Vec<usize> {
    let is_blank = |cell: &PageCell| {
        matches!(cell.content, Content::Empty | Content::Comment(_)) && cell.typed.is_none() && cell.note.is_none()
    };
    let is_for_comments = |at: usize| {
        let cells = || table.rows.iter().filter_map(move |row| row.cells.get(at));
        cells().any(|cell| matches!(cell.content, Content::Comment(_))) && cells().all(is_blank)
    };
    (0..table.columns.len()).filter(|&at| !is_for_comments(at)).collect()
}

fn groups(head: &mut Markup, table: &PageTable, shown: &[usize]) {
    if table.groups.is_empty() {
        return;
    }
    head.tag("tr").class("groups").holds(|row| {
        let mut first = 0;
        let rest = table.columns.len().saturating_sub(table.groups.iter().map(|group| group.columns).sum());
        let labelled = table.groups.iter().map(|group| (group.label.as_str(), group.columns));
        for (label, columns) in labelled.chain([("", rest)]) {
            let span = shown.iter().filter(|&&at| (first..first + columns).contains(&at)).count();
            first += columns;
            match (label, span) {
                (_, 0) => {}
                ("", 1) => row.tag("td").says(""),
                ("", _) => row.tag("td").attr("colspan", &span.to_string()).says(""),
                _ => row.tag("th").attr("scope", "colgroup").attr("colspan", &span.to_string()).says(label),
            }
        }
    });
}

fn headers(head: &mut Markup, table: &PageTable, shown: &[usize]) {
    head.tag("tr").holds(|row| {
        for (index, column) in shown.iter().filter_map(|&at| table.columns.get(at)).enumerate() {
            // A header without a word heads nothing.
            let tag = if column.header.is_empty() { row.tag("td") } else { row.tag("th").attr("scope", "col") };
            let tag = tag.class(if column.align == Align::Right { "r" } else { "" });
            let widest = if index == 0 { WIDEST_FIRST } else { WIDEST };
            let tag = if wraps(column) { tag.attr("style", &least_width(column, widest)) } else { tag };
            tag.says(&column.header);
        }
    });
}

fn least_width(column: &PageColumn, widest: u16) -> String {
    let width = match column.width {
        Width::AtMost(width) | Width::Fixed(width) => width.clamp(NARROWEST, widest),
        Width::Given | Width::Content => NARROWEST,
    };
    format!("--least:{width}ch")
}
