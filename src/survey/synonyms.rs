//! What exports call the columns of facts, in English, Korean and German. Only for drafts: a run takes no name on trust.

use crate::name;
use crate::schema::FactKind;

/// Names of a canonical column, the surest first.
pub(crate) struct Synonyms {
    pub(crate) canonical: &'static str,
    pub(crate) names: &'static [&'static str],
}

const fn of(canonical: &'static str, names: &'static [&'static str]) -> Synonyms {
    Synonyms { canonical, names }
}

const COLUMNS: &[Synonyms] = &[
    of(
        "product",
        &[
            "product",
            "product name",
            "제품",
            "제품명",
            "상품",
            "상품명",
            "품목",
            "품명",
            "produkt",
            "artikel",
            "product line",
            "sku",
            "item",
            "plan",
            "plan tier",
            "모델",
            "모델명",
        ],
    ),
    of(
        "period",
        &[
            "period",
            "month",
            "date",
            "기준월",
            "기간",
            "월",
            "년월",
            "연월",
            "일자",
            "날짜",
            "quarter",
            "year",
            "분기",
            "monat",
            "datum",
            "periode",
            "date list",
            "order date",
            "invoice date",
            "posting date",
            "매출일",
            "매출월",
            "usage date",
            "belegdatum",
            "연도",
            "jahr",
        ],
    ),
    of(
        "customer",
        &[
            "customer",
            "customer id",
            "customer name",
            "client",
            "account",
            "account id",
            "고객",
            "고객명",
            "고객사",
            "고객번호",
            "거래처",
            "거래처명",
            "kunde",
            "kundennummer",
            "kundennr",
        ],
    ),
    of(
        "region",
        &["region", "area", "country", "territory", "market region", "지역", "국가", "권역", "land", "gebiet"],
    ),
    of("segment", &["segment", "customer segment", "channel", "세그먼트", "부문", "채널", "kundensegment"]),
    of("currency", &["currency", "통화", "währung"]),
    of("metric", &["metric", "kpi", "measure", "지표", "kennzahl"]),
    of("target", &["target", "plan", "budget", "목표", "목표값", "계획", "예산", "zielwert"]),
    of(
        "units",
        &[
            "units",
            "units sold",
            "quantity",
            "qty",
            "volume",
            "수량",
            "판매수량",
            "판매량",
            "menge",
            "stück",
            "stückzahl",
        ],
    ),
    of(
        "cost",
        &["cogs", "cost of goods sold", "cost of sales", "cost", "매출원가", "원가", "kosten", "herstellkosten"],
    ),
    of(
        "new_customers",
        &[
            "new customers",
            "new_customers",
            "new logos",
            "customers acquired",
            "신규고객",
            "신규 고객",
            "신규 고객수",
            "neukunden",
        ],
    ),
    of(
        "spend",
        &[
            "spend",
            "marketing spend",
            "acquisition cost",
            "sales and marketing",
            "비용",
            "마케팅비",
            "마케팅 비용",
            "획득비용",
            "werbekosten",
        ],
    ),
    of(
        "eligible",
        &["eligible", "eligible customers", "eligible users", "대상", "대상고객", "대상 고객", "berechtigt"],
    ),
    of("adopted", &["adopted", "adopters", "adopting customers", "채택", "채택고객", "도입", "사용고객"]),
    of("activated", &["activated", "활성화"]),
    of("activatable", &["activatable", "활성화 대상"]),
    of(
        "active_users",
        &["active users", "active_users", "mau", "monthly active users", "활성사용자", "활성 사용자", "aktive nutzer"],
    ),
    of(
        "licensed_users",
        &[
            "licensed users",
            "licensed_users",
            "licences",
            "licenses",
            "seats",
            "라이선스",
            "라이선스수",
            "라이선스 수",
            "라이센스",
            "lizenzen",
        ],
    ),
    of(
        "daily_active_users",
        &["daily active users", "daily_active_users", "dau", "일평균활성", "일간 활성 사용자", "일활성사용자"],
    ),
    of("events", &["events", "usage count", "sessions", "이벤트", "이벤트수", "사용량", "ereignisse"]),
    of("mrr", &["mrr", "mrr amount", "monthly recurring revenue", "월금액", "월 금액", "월 구독료", "월반복매출"]),
    of("arr", &["arr", "arr amount", "annual recurring revenue", "연금액", "연 금액", "연반복매출"]),
    of(
        "start",
        &[
            "start",
            "start date",
            "start_date",
            "contract start",
            "시작일",
            "계약시작일",
            "계약 시작일",
            "개시일",
            "beginn",
            "vertragsbeginn",
        ],
    ),
    of(
        "end",
        &[
            "end",
            "end date",
            "end_date",
            "contract end",
            "종료일",
            "계약종료일",
            "계약 종료일",
            "만료일",
            "ende",
            "vertragsende",
        ],
    ),
    of("opening_mrr", &["opening mrr", "opening_mrr", "starting mrr", "기초 mrr"]),
    of("churned_mrr", &["churned mrr", "churned_mrr", "churn mrr", "이탈 mrr"]),
    of("contraction_mrr", &["contraction mrr", "contraction_mrr", "축소 mrr"]),
    of("opening_customers", &["opening customers", "opening_customers", "기초 고객"]),
    of("churned_customers", &["churned customers", "churned_customers", "이탈 고객", "이탈고객"]),
    of("kind", &["kind", "type", "expansion type", "유형", "구분"]),
    of(
        "forecast_units",
        &[
            "forecast units",
            "forecast_units",
            "forecast",
            "forecast quantity",
            "예측수량",
            "예측 수량",
            "수요예측",
            "prognose",
        ],
    ),
    of(
        "actual_units",
        &["actual units", "actual_units", "actual quantity", "actual", "실적수량", "실제수량", "판매실적", "ist"],
    ),
    of(
        "backorder_units",
        &[
            "backorder units",
            "backorder_units",
            "backorders",
            "backorder",
            "미출고",
            "미출하",
            "백오더",
            "미출고수량",
            "이월수량",
        ],
    ),
    of("lag", &["lag", "forecast lag"]),
    of(
        "market_size",
        &[
            "market size",
            "market_size",
            "market",
            "size",
            "tam",
            "total market",
            "시장규모",
            "시장 규모",
            "marktvolumen",
            "marktgröße",
        ],
    ),
    of("milestone", &["milestone", "마일스톤", "milestone name", "meilenstein", "과제"]),
    of("due", &["due", "due date", "planned date", "target date", "예정일", "마감일", "목표일", "fällig"]),
    of("done", &["done", "done date", "completed", "completed on", "actual date", "완료일", "달성일", "erledigt"]),
];

const REVENUE: &[&str] = &[
    "net revenue",
    "revenue",
    "net sales",
    "sales",
    "매출",
    "매출액",
    "순매출",
    "순매출액",
    "매출금액",
    "umsatz",
    "nettoumsatz",
    "umsatzerlöse",
    "erlöse",
    "turnover",
    "sales amount",
    "amount",
    "금액",
    "betrag",
    "gross revenue",
    "gross sales",
    "actual",
    "실적",
];
const EXPANSION: &[&str] = &[
    "expansion",
    "expansion amount",
    "expansion revenue",
    "expansion mrr",
    "upsell",
    "추가매출",
    "확장매출",
    "amount",
    "금액",
    "betrag",
];
const CONTRACT: &[&str] = &["contract value", "total contract value", "tcv", "계약금액", "계약 금액", "vertragswert"];

/// Words in the name of a file or sheet, or in a title, that speak for a fact.
pub(crate) const fn hints(fact: &FactKind) -> &'static [&'static str] {
    match fact {
        FactKind::Revenue => &["revenue", "sales", "turnover", "매출", "판매", "umsatz", "erlös"],
        FactKind::Acquisition => &["acquisition", "signup", "accounts", "신규", "획득"],
        FactKind::Adoption => &["adoption", "도입", "채택"],
        FactKind::Usage => &["usage", "이용", "사용", "nutzung"],
        FactKind::Subscriptions => &["subscription", "구독", "recurring", "abo"],
        FactKind::Contracts => &["contract", "계약", "subscription", "vertrag", "verträge"],
        FactKind::Retention => &["retention", "churn", "유지", "이탈"],
        FactKind::Expansion => &["expansion", "upsell", "cross-sell", "추가", "확장"],
        FactKind::Demand => &["demand", "forecast", "수요", "예측", "bedarf"],
        FactKind::Market => &["market", "시장", "markt"],
        FactKind::Milestones => &["milestone", "마일스톤", "launch", "출시"],
        FactKind::Plan => &["plan", "budget", "target", "계획", "예산", "budgetplan"],
        // What a pipeline calls its own facts is its own business.
        FactKind::Custom(_) => &[],
    }
}

/// The names of a canonical column of a fact.
pub(crate) fn names(fact: &FactKind, canonical: &str) -> &'static [&'static str] {
    match (fact, canonical) {
        (FactKind::Revenue, "amount") => REVENUE,
        (FactKind::Expansion, "amount") => EXPANSION,
        (FactKind::Contracts, "amount") => CONTRACT,
        _ => COLUMNS.iter().find(|entry| entry.canonical == canonical).map_or(&[], |entry| entry.names),
    }
}

/// How well a header fits: 0 not at all, up to 100 for the surest name to the letter.
pub(crate) fn fit(header: &str, names: &[&str]) -> u32 {
    let said = plain(header);
    if said.is_empty() {
        return 0;
    }
    let rank = |at: usize| u32::try_from(at).unwrap_or(30).min(30);
    let exact = names.iter().position(|name| plain(name) == said).map(|at| 100 - rank(at));
    // A longer header fits when it starts or ends with the name: `Net revenue Q4`, `총 매출액`.
    let within = || {
        names.iter().position(|name| {
            let name = plain(name);
            name.chars().count() >= 3
                && (said.strip_prefix(name.as_str()).is_some_and(|rest| rest.starts_with(' '))
                    || said.strip_suffix(name.as_str()).is_some_and(|rest| rest.ends_with(' ')))
        })
    };
    exact.or_else(|| within().map(|at| 50 - rank(at))).unwrap_or(0)
}

/// Without case, units in brackets, and what joins words.
fn plain(text: &str) -> String {
    let mut bare = String::new();
    let mut depth = 0_i32;
    for c in name::without_footnote(text).chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            '_' | '-' | '.' | ':' if depth == 0 => bare.push(' '),
            _ if depth == 0 => bare.push(c),
            _ => {}
        }
    }
    let bare = name::fold(&bare);
    // Numbered names are the same names.
    bare.split('#').next().unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::FACTS;

    #[test]
    fn every_column_of_every_fact_has_names_and_its_own_is_among_them_or_fits() {
        for fact in FACTS {
            for column in fact.columns {
                let names = names(fact.kind, &column.name);
                assert!(!names.is_empty(), "{} {}", fact.kind.name(), column.name);
                let known = fit(&column.name, names) > 0 || column.name == "amount";
                assert!(known, "{} {} does not fit its own names", fact.kind.name(), column.name);
            }
        }
    }

    #[test]
    fn a_header_fits_by_its_words_and_the_surest_name_fits_best() {
        assert_eq!(fit(" Net\nRevenue (USD) ", REVENUE), 100);
        assert!(fit("Sales", REVENUE) > fit("Gross Sales", REVENUE));
        assert!(fit("Net revenue FY", REVENUE) > 0);
        assert_eq!(fit("Salesperson", REVENUE), 0);
        assert_eq!(fit("", REVENUE), 0);
        assert!(fit("신규고객", names(&FactKind::Acquisition, "new_customers")) > 0);
    }
}
