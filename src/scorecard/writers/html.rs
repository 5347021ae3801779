//! From pages to one HTML file that needs nothing else: no script, no network, no other file.
//!
//! A dumb writer like that of the workbook, over the same pages. Markup is built by `markup`, whose types let data in
//! as escaped text alone; a template language would want every page mirrored for it, would find a misspelt name only
//! when it runs, and would escape by convention. What a spreadsheet shows when the reader points at a cell stands below
//! the table as a note, where paper, phones and screen readers find it too.

mod anchor;
mod cell;
mod file;
mod markup;
mod notes;
mod spark;
mod style;
mod table;
#[cfg(test)]
mod tests;

use crate::scorecard::model::{Block, Chart, Page, PageTable, Readers, Tile};
use crate::scorecard::wording::labels;
use crate::scorecard::writers::Document;
use anchor::Anchors;
use file::HtmlFile;
use markup::Markup;
use notes::TableNotes;

/// The bytes of a file with a section a page.
pub fn write(pages: &[Page], document: &Document) -> Vec<u8> {
    let file = HtmlFile {
        pages,
        lang: document.language,
        anchors: Anchors::of(pages),
        workbook_theme: &document.workbook_theme,
    };
    let mut out = Markup::document();
    out.tag("html").attr("lang", document.language_tag()).holds(|html| {
        html.tag("head").holds(|head| file.head(head, document));
        html.tag("body").holds(|body| file.body(body, document));
    });
    out.into_bytes()
}

impl HtmlFile<'_> {
    fn head(&self, head: &mut Markup, document: &Document) {
        head.tag("meta").attr("charset", "utf-8").alone();
        head.tag("meta").attr("name", "viewport").attr("content", "width=device-width, initial-scale=1").alone();
        // Whatever stands in the data, no browser runs or fetches anything for this file.
        let policy = "default-src 'none'; style-src 'unsafe-inline'";
        head.tag("meta").attr("http-equiv", "Content-Security-Policy").attr("content", policy).alone();
        head.tag("meta").attr("name", "generator").attr("content", "goalpost").alone();
        head.tag("title").says(&document.title);
        head.style(&style::sheet(self.pages.first(), document));
    }

    fn body(&self, body: &mut Markup, document: &Document) {
        body.tag("a").class("skip").attr("href", "#content").says(self.say(labels::SKIP));
        body.tag("header").holds(|header| {
            header.tag("h1").says(&document.title);
            if let Some(company) = &document.company {
                header.tag("p").class("company").says(company);
            }
            let name = self.say(labels::PAGES_LIST);
            header.tag("nav").id("pages").attr("aria-label", name).holds(|nav| self.contents(nav));
        });
        body.tag("main").id("content").attr("tabindex", "-1").holds(|main| {
            for page in self.pages {
                self.page(main, page);
            }
        });
        if let Some(page) = self.pages.first() {
            body.tag("footer").holds(|footer| {
                footer.tag("p").says(&format!("{} · {}", page.footer.period, page.footer.source));
            });
        }
    }

    fn contents(&self, nav: &mut Markup) {
        nav.tag("ul").holds(|list| {
            for page in self.pages {
                list.tag("li").holds(|item| self.link(item, &page.name, &page.name));
            }
        });
    }

    fn page(&self, out: &mut Markup, page: &Page) {
        let Some(anchor) = self.anchors.page(&page.name) else { return };
        let title = format!("{anchor}--title");
        out.tag("section").id(anchor).attr("aria-labelledby", &title).holds(|section| {
            section.tag("h2").id(&title).says(&page.title);
            let subtitle = without_draft(page);
            if !subtitle.is_empty() {
                section.tag("p").class("subtitle").says(&subtitle);
            }
            if let Some(message) = &page.message {
                section.tag("p").class("message").says(message);
            }
            if let Some(draft) = &page.draft {
                section.tag("p").class("draft").says(draft);
            }
            section.tag("p").class("links").holds(|links| {
                for link in &page.links {
                    self.link(links, &format!("→ {}", link.text), &link.page);
                    links.text(" ");
                }
                links.tag("a").attr("href", "#pages").says(self.say(labels::ALL_PAGES));
            });
            let mut heading = page.title.as_str();
            for block in read_here(page) {
                match block {
                    Block::Heading(text) => {
                        heading = text;
                        section.tag("h3").says(text);
                    }
                    Block::Paragraph(text) => section.tag("p").says(text),
                    Block::Remark(text) => section.tag("p").class("remark").says(self.reworded(text)),
                    // A browser breaks between the rows of tables, and keeps headings with them.
                    Block::NewSheet => {}
                    Block::Tiles(tiles) => self.tiles(section, tiles),
                    Block::Table(table) => {
                        let mut notes = TableNotes::below(format!("{anchor}--{}", table.key));
                        self.table(section, table, heading, &mut notes);
                        notes.write(section, self.say(labels::NOTES));
                    }
                    Block::Charts(charts) => self.charts(section, charts, anchor),
                }
            }
        });
    }

    /// Where a remark speaks of what only a spreadsheet has, the words for what stands here instead.
    fn reworded<'t>(&self, remark: &'t str) -> &'t str {
        if remark == self.say(labels::NOTATION) { self.say(labels::NOTATION_OF_HTML) } else { remark }
    }

    fn tiles(&self, out: &mut Markup, tiles: &[Tile]) {
        out.tag("dl").class("tiles").holds(|list| {
            for tile in tiles {
                list.tag("div").holds(|group| {
                    group.tag("dt").says(&tile.label);
                    group.tag("dd").class(&format!("figure {}", cell::tone(tile.value.tone))).holds(|figure| {
                        self.figure(figure, &tile.value);
                    });
                    if !tile.detail.is_empty() {
                        group.tag("dd").says(&tile.detail);
                    }
                    if let Some(note) = &tile.value.note {
                        group.tag("dd").says(note);
                    }
                });
            }
        });
    }

    fn charts(&self, out: &mut Markup, charts: &[Chart], anchor: &str) {
        out.tag("div").class("charts").holds(|row| {
            for chart in charts {
                row.tag("figure").holds(|figure| {
                    figure.tag("figcaption").says(&chart.title);
                    figure.drawing(&super::svg::draw(
                        chart,
                        self.pages,
                        &format!("{anchor}--{}", chart.key),
                        &self.workbook_theme.sheet,
                    ));
                });
            }
        });
    }
}

/// The subtitle without the words of the draft, which has a place of its own here.
fn without_draft(page: &Page) -> String {
    let draft = page.draft.as_ref().map(|draft| format!(" · {draft}"));
    draft.map_or_else(|| page.subtitle.clone(), |draft| page.subtitle.replacen(&draft, "", 1))
}

/// The blocks of a page without the tables for pivoting and their headings: that is done in the workbook.
fn read_here(page: &Page) -> impl Iterator<Item = &Block> {
    let is_left_out = |block: &Block| {
        let is_pivoted =
            |table: &PageTable| page.datasets.iter().any(|set| set.table == table.key && set.readers == Readers::Tools);
        matches!(block, Block::Table(table) if is_pivoted(table))
    };
    page.blocks.iter().enumerate().filter_map(move |(at, block)| {
        let next = page.blocks.get(at + 1);
        let heads = matches!(block, Block::Heading(_)) && next.is_some_and(is_left_out);
        (!heads && !is_left_out(block)).then_some(block)
    })
}
