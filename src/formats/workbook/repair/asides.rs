//! What XML allows beside tags and texts, and no spreadsheet program writes: comments, instructions, CDATA sections.

use super::super::trouble::WorkbookTrouble;
use super::rewrite::Rewrite;

/// The package without comments and instructions, and with the texts of CDATA sections as others are written; `None`
/// where it has none of these.
pub(crate) fn without_asides(bytes: &[u8]) -> Result<Option<Vec<u8>>, WorkbookTrouble> {
    let mut rewrite = Rewrite::of(bytes)?;
    let mut parts = rewrite.parts("xl/worksheets/", ".xml");
    parts.extend(rewrite.parts("xl/sharedStrings", ".xml"));
    for part in parts {
        rewrite.text(&part, plainly)?;
    }
    rewrite.close()
}

/// `<v><![CDATA[1 < 2]]><!-- new --></v>` as `<v>1 &lt; 2</v>`. No value of an attribute may hold a `<`.
pub(super) fn plainly(text: &str) -> String {
    const ASIDES: [(&str, &str); 3] = [("<![CDATA[", "]]>"), ("<!--", "-->"), ("<?", "?>")];
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        plain.push_str(before);
        let aside = ASIDES.iter().find(|(begin, _)| tag.starts_with(begin) && !tag.starts_with("<?xml "));
        let inside = aside.and_then(|(begin, end)| Some((begin, tag[begin.len()..].split_once(end)?)));
        let Some((begin, (inside, behind))) = inside else {
            plain.push('<');
            rest = &tag[1..];
            continue;
        };
        if *begin == "<![CDATA[" {
            plain.push_str(&inside.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"));
        }
        rest = behind;
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_go_and_sections_become_texts() {
        for (text, expected) in [
            ("<v><![CDATA[2500000]]></v>", "<v>2500000</v>"),
            ("<v>25<![CDATA[00]]>000</v>", "<v>2500000</v>"),
            ("<t><![CDATA[a<b & c]]></t>", "<t>a&lt;b &amp; c</t>"),
            ("<?xml version=\"1.0\"?><!-- it's <v> --><v>1</v><?note ?>", "<?xml version=\"1.0\"?><v>1</v>"),
            ("<v>1</v><!-- open", "<v>1</v><!-- open"),
            ("<a b='c'/>", "<a b='c'/>"),
        ] {
            assert_eq!(plainly(text), expected);
        }
    }
}
