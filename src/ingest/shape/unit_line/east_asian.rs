//! Units in Korean, Japanese and Chinese.

use crate::amount::{Amount, Unit};

/// `단위 : 천원`, `(백만 달러)`, `(단위:천개)`, `単位：百万円`, `(億円)`, `单位：万元`; without blanks.
pub(super) fn read(compact: &str) -> Option<(Amount, Unit)> {
    const SCALES: [(&str, i64); 16] = [
        ("십억", 1_000_000_000),
        ("백억", 10_000_000_000),
        ("천만", 10_000_000),
        ("백만", 1_000_000),
        ("십만", 100_000),
        ("억", 100_000_000),
        ("만", 10_000),
        ("천", 1_000),
        ("十億", 1_000_000_000),
        ("千万", 10_000_000),
        ("百万", 1_000_000),
        ("億", 100_000_000),
        ("亿", 100_000_000),
        ("万", 10_000),
        ("萬", 10_000),
        ("千", 1_000),
    ];
    let named = ["단위", "単位", "单位", "單位"].iter().find_map(|word| Some(compact.find(word)? + word.len()));
    let said = match named {
        Some(behind) => compact[behind..].trim_start_matches([':', '：', '=']),
        None => compact.strip_prefix(['(', '['])?.strip_suffix([')', ']'])?,
    };
    let said = said.trim_end_matches([')', ']', '】']);
    let (factor, rest) = SCALES
        .iter()
        .find_map(|&(word, factor)| said.strip_prefix(word).map(|rest| (factor, rest)))
        .unwrap_or((1, said));
    let starts = |words: &[&str]| words.iter().any(|word| rest.starts_with(word));
    if starts(&["원", "달러", "krw", "usd", "eur", "us$", "엔", "유로", "円", "元", "ドル", "jpy", "cny"]) {
        Some((factor.into(), Unit::Money))
    } else if starts(&["개", "명", "대", "건", "ea", "個", "台", "人", "件"]) && factor > 1 {
        Some((factor.into(), Unit::Count))
    } else {
        None
    }
}
