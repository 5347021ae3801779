//! Cells: what stands in them, how it looks, and the note that belongs to it.

use super::file::HtmlFile;
use super::markup::{Markup, OpenTag};
use super::notes::{TableNotes, mark};
use crate::amount::Amount;
use crate::score::Status;
use crate::scorecard::model::{Align, Content, NumberFormat, PageCell, PageColumn, Tone, Width};
use crate::scorecard::wording::labels;

/// Class of a tone.
pub(super) const fn tone(tone: Tone) -> &'static str {
    match tone {
        Tone::Neutral => "",
        Tone::Good => "good",
        Tone::Bad => "bad",
        Tone::Quiet => "quiet",
    }
}

impl HtmlFile<'_> {
    /// What a cell holds, as text or drawing.
    pub(super) fn figure(&self, out: &mut Markup, cell: &PageCell) {
        match &cell.content {
            Content::Empty => {}
            Content::Comment(_) => out.text(&cell.shown()),
            Content::Text(_) | Content::Number(..) => match &cell.link {
                Some(page) => self.link(out, &cell.shown(), page),
                None => out.text(&cell.shown()),
            },
            Content::NoData => {
                let none = self.say(labels::NO_DATA);
                let reason = cell.note.as_ref().map_or_else(|| none.to_owned(), |note| format!("{none}: {note}"));
                out.tag("span").attr("role", "img").attr("aria-label", &reason).says(&cell.shown());
            }
            Content::Status(status, word) => {
                out.tag("span").class("sign").attr("aria-hidden", "true").says(&status.sign().to_string());
                out.text(&format!(" {word}"));
            }
            Content::Heat(score, format, status) => self.heat(out, score, *format, *status),
            Content::Spark(spark) => self.spark(out, spark),
        }
    }

    /// The sign is read out as its word, and is left out when the table is copied: figures stay figures.
    fn heat(&self, out: &mut Markup, score: &Amount, format: NumberFormat, status: Status) {
        let word = self.say(status.label());
        let sign = out.tag("span").class("sign").attr("role", "img").attr("aria-label", word);
        sign.says(&status.sign().to_string());
        out.text(&format!(" {}", format.shown(score)));
    }

    /// One cell of a row; `scope` makes it the header of its row.
    pub(super) fn cell(
        &self,
        row: &mut Markup,
        cell: &PageCell,
        column: &PageColumn,
        is_header: bool,
        notes: &mut TableNotes,
    ) {
        let is_header = is_header && cell.content != Content::Empty;
        let tag = if is_header { row.tag("th").attr("scope", "row") } else { row.tag("td") };
        let tag = tag.class(&classes(cell, column));
        let behind = column.bar_to.as_ref().map(|full| ("bar", full));
        let behind = behind.or_else(|| column.shade_to.as_ref().map(|full| ("shade", full)));
        let tag = match (&cell.content, behind) {
            (Content::Number(value, _), Some((kind, full))) => {
                tag.attr("style", &format!("--{kind}:{}%", percent(value, full)))
            }
            _ => tag,
        };
        noted(tag, cell, notes).holds(|inner| self.figure(inner, cell));
    }
}

/// Gives the tag the mark of the cell's note, which the style sheet shows and copying leaves out.
fn noted<'m>(tag: OpenTag<'m>, cell: &PageCell, notes: &mut TableNotes) -> OpenTag<'m> {
    let Some(note) = &cell.note else { return tag };
    let number = notes.number(note);
    let tag = tag.attr("data-note", &mark(number));
    // What is missing says why by itself.
    if cell.content == Content::NoData { tag } else { tag.attr("aria-describedby", &notes.id_of(number)) }
}

fn classes(cell: &PageCell, column: &PageColumn) -> String {
    let mut classes = vec![tone(cell.tone)];
    if column.align == Align::Right || matches!(cell.content, Content::Number(..)) {
        classes.push("r");
    }
    if cell.strong {
        classes.push("b");
    }
    if wraps(column) {
        classes.push("w");
    }
    match &cell.content {
        Content::Status(status, _) => classes.push(status.into_str()),
        Content::Heat(_, _, status) => classes.extend(["heat", status.into_str()]),
        Content::Comment(_) => classes.push("said"),
        _ => {}
    }
    classes.push(match cell.indent {
        0 => "",
        1 => "in1",
        2 => "in2",
        _ => "in3",
    });
    classes.join(" ")
}

pub(super) fn wraps(column: &PageColumn) -> bool {
    column.width != Width::Content
}

/// How far the bar behind a figure goes, or how dark it is shaded.
fn percent(value: &Amount, full: &Amount) -> String {
    let share = value.checked_div(full).map(|share| share.clamp_between(&Amount::zero(), &Amount::one()));
    share.map_or_else(Amount::zero, |share| share * Amount::from(100_i64)).to_fixed(1)
}
