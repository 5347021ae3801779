//! Notes of cells as a numbered list below their table: reachable without pointing at anything, and printed.

use super::markup::Markup;

/// The notes of one table, each text once.
pub(super) struct TableNotes {
    /// Id of the table, with which those of the notes begin.
    id: String,
    texts: Vec<String>,
}

impl TableNotes {
    pub(super) const fn below(id: String) -> Self {
        Self { id, texts: Vec::new() }
    }

    pub(super) fn table_id(&self) -> &str {
        &self.id
    }

    /// The number of a note, counted from one; [`mark`] is what readers see.
    pub(super) fn number(&mut self, text: &str) -> usize {
        let known = self.texts.iter().position(|known| known == text);
        let index = known.unwrap_or_else(|| {
            self.texts.push(text.to_owned());
            self.texts.len() - 1
        });
        index + 1
    }

    pub(super) fn id_of(&self, number: usize) -> String {
        format!("{}--note-{number}", self.id)
    }

    pub(super) fn write(&self, out: &mut Markup, name: &str) {
        if self.texts.is_empty() {
            return;
        }
        out.tag("ol").class("notes").attr("aria-label", name).holds(|list| {
            for (text, number) in self.texts.iter().zip(1..) {
                list.tag("li").id(&self.id_of(number)).says(text);
            }
        });
    }
}

/// `a` to `z`, then `aa`: beside a figure a digit would look like a part of it.
pub(super) fn mark(number: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = number;
    while rest > 0 {
        rest -= 1;
        letters.push(('a'..='z').nth(rest % 26).unwrap_or_default());
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_on_as_browsers_count_letters() {
        assert_eq!([1, 2, 26, 27, 52, 53, 702, 703].map(mark), ["a", "b", "z", "aa", "az", "ba", "zz", "aaa"]);
    }

    #[test]
    fn a_note_that_comes_again_keeps_its_number() {
        let mut notes = TableNotes::below("t".to_owned());
        assert_eq!(["x", "y", "x"].map(|text| notes.number(text)), [1, 2, 1]);
    }
}
