//! Columns of the goals workbook, and the words in them, in English and Korean. Headers that people bring from elsewhere
//! are known too; our own come first, since a sheet may have both.

use super::goal::{Class, GoalKind};
use crate::ingest::RecordColumn;

pub(super) const COLUMNS: &[RecordColumn] = &[
    RecordColumn {
        name: "goal",
        headers: &["Goal", "Goal ID", "목표 ID", "목표ID", "목표 번호", "Ziel-ID", "Objective ID", "KPI ID"],
        required: true,
    },
    RecordColumn {
        name: "product",
        headers: &[
            "Product",
            "제품",
            "제품명",
            "상품",
            "상품명",
            "품목",
            "Produkt",
            "Produit",
            "Producto",
            "製品",
            "商品",
        ],
        required: true,
    },
    RecordColumn {
        name: "metric",
        headers: &[
            "Metric",
            "지표",
            "KPI",
            "성과지표",
            "핵심지표",
            "Kennzahl",
            "Metrik",
            "Indicateur",
            "Indicador",
            "指標",
        ],
        required: true,
    },
    RecordColumn {
        name: "period",
        headers: &["Period", "기간", "대상 기간", "Zeitraum", "Periode", "Période", "Periodo", "期間"],
        required: true,
    },
    RecordColumn {
        name: "target",
        headers: &[
            "Target",
            "목표값",
            "목표치",
            "목표",
            "Target value",
            "Zielwert",
            "Ziel",
            "Cible",
            "Objectif",
            "Objetivo",
            "目標",
        ],
        required: true,
    },
    RecordColumn { name: "baseline", headers: &["Baseline", "기준값"], required: false },
    RecordColumn { name: "floor", headers: &["Floor", "하한"], required: false },
    RecordColumn { name: "stretch", headers: &["Stretch", "도전 목표"], required: false },
    RecordColumn { name: "phasing", headers: &["Phasing", "배분"], required: false },
    RecordColumn { name: "weight", headers: &["Weight", "가중치"], required: false },
    RecordColumn { name: "kind", headers: &["Kind", "구분"], required: false },
    RecordColumn { name: "supports", headers: &["Supports", "상위 목표"], required: false },
    RecordColumn { name: "class", headers: &["Class", "등급"], required: false },
    RecordColumn { name: "exceeded from", headers: &["Exceeded from", "초과 기준"], required: false },
    RecordColumn { name: "met from", headers: &["Met from", "달성 기준"], required: false },
    RecordColumn { name: "at risk from", headers: &["At risk from", "주의 기준"], required: false },
    RecordColumn { name: "owner", headers: &["Owner", "담당", "담당자"], required: false },
    RecordColumn { name: "agreed by", headers: &["Agreed by", "합의자"], required: false },
    RecordColumn { name: "agreed on", headers: &["Agreed on", "합의일"], required: false },
    RecordColumn { name: "change reason", headers: &["Change reason", "변경 사유"], required: false },
    RecordColumn { name: "note", headers: &["Note", "비고"], required: false },
];

/// The columns that hold figures.
pub(super) const FIGURES: [&str; 8] =
    ["target", "baseline", "floor", "stretch", "weight", "exceeded from", "met from", "at risk from"];

pub(super) const KINDS: &[(&str, GoalKind)] = &[
    ("business", GoalKind::Business),
    ("product", GoalKind::Product),
    ("사업", GoalKind::Business),
    ("비즈니스", GoalKind::Business),
    ("제품", GoalKind::Product),
];

pub(super) const CLASSES: &[(&str, Class)] = &[
    ("committed", Class::Committed),
    ("aspirational", Class::Aspirational),
    ("확정", Class::Committed),
    ("도전", Class::Aspirational),
];

/// Every header that a goals workbook may have, by column.
pub fn headers() -> impl Iterator<Item = &'static [&'static str]> {
    COLUMNS.iter().map(|column| column.headers)
}
