//! `mil`: a thousand in Spanish and Portuguese, short for millions in English and in the languages east of Germany.

use crate::name;
use crate::sheet::{Sheet, Value};
use std::ops::Range;

/// Words that stand beside `mil` in Spanish and Portuguese alone, and currencies of countries that speak them.
const BESIDE: &[&str] = &[
    "en", "em", "de", "miles", "reais", "real", "pesos", "dólares", "dolares", "r$", "brl", "mxn", "ars", "clp", "cop",
    "pen", "uyu",
];

/// Words that tables of finance have in these languages alone.
const OF_TABLES: &[&str] = &[
    "ventas",
    "ingresos",
    "ingreso",
    "importe",
    "importes",
    "producto",
    "productos",
    "período",
    "periodo",
    "año",
    "mes",
    "unidades",
    "cliente",
    "clientes",
    "cifras",
    "vendas",
    "receita",
    "receitas",
    "produto",
    "produtos",
    "ano",
    "mês",
    "valores",
    "millones",
    "milhões",
    "enero",
    "febrero",
    "mayo",
    "junio",
    "julio",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
    "janeiro",
    "fevereiro",
    "março",
    "maio",
    "junho",
    "julho",
    "setembro",
    "outubro",
    "novembro",
    "dezembro",
    "ene",
    "dic",
    "fev",
    "dez",
];

/// Whether a unit says `mil` and nothing beside it tells the language.
pub(super) fn is_open(text: &str) -> bool {
    let words = words(text);
    let says_mil = |word: &String| {
        word.strip_prefix("mil").is_some_and(|rest| rest.is_empty() || !rest.starts_with(char::is_alphanumeric))
            || word.strip_suffix("mil").is_some_and(|rest| rest.ends_with(|c: char| !c.is_alphanumeric()))
    };
    words.iter().any(says_mil) && !words.iter().any(|word| is_among(BESIDE, word) || word.starts_with("r$"))
}

/// Whether some rows of a sheet are in Spanish or Portuguese.
pub(crate) fn speaks_iberian(sheet: &Sheet, rows: Range<usize>) -> bool {
    let grid = &sheet.grid;
    let cells = rows.flat_map(|row| (0..grid.width()).map(move |column| grid.value(row, column)));
    let mut texts = cells.filter_map(|value| match value {
        Value::Text(text) => Some(text),
        _ => None,
    });
    texts.any(|text| words(text).iter().any(|word| is_among(OF_TABLES, word)))
}

fn words(text: &str) -> Vec<String> {
    let folded = name::fold(text);
    let parts = folded.split(|c: char| c.is_whitespace() || c.is_ascii_digit() || "()[].,:;-/'".contains(c));
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

fn is_among(words: &[&str], word: &str) -> bool {
    words.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mil_is_a_thousand_where_the_words_beside_it_are_spanish_or_portuguese() {
        for text in ["$ mil", "amount ($ mil)", "USD mil", "Revenue (USD mil.)", "$mil", "Revenue (mil)", "mil. Kč"] {
            assert!(is_open(text), "{text}");
        }
        for text in
            ["R$ mil", "em mil reais", "en mil EUR", "mil de euros", "MXN mil", "USD million", "Mill. EUR", "USD k"]
        {
            assert!(!is_open(text), "{text}");
        }
    }
}
