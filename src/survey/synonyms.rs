//! What exports call the columns of facts, in the languages that finance writes. Only for drafts: a run takes no name on trust.

use crate::ingest::shape::totals;
use crate::name;
use crate::schema::FactKind;
use crate::values::number;

/// Names of a canonical column, the surest first.
pub(crate) struct Synonyms {
    pub(crate) canonical: &'static str,
    /// Between bars.
    pub(crate) names: &'static str,
}

const fn of(canonical: &'static str, names: &'static str) -> Synonyms {
    Synonyms { canonical, names }
}

const COLUMNS: &[Synonyms] = &[
    of(
        "product",
        "product|product name|제품|제품명|상품|상품명|품목|품명|produkt|artikel|product line|sku|item|plan|plan tier|모델|\
         모델명|product family|product group|product category|product_name|plan family|item name|title|dept|\
         department|service|device|module|제품군|품목명|서비스|produktname|artikelname|produktgruppe|produit|\
         désignation|article|producto|artículo|produto|artigo|prodotto|articolo|製品|製品名|商品|商品名|品目|品名|品目名|产品|\
         产品名称|品种|продукт|товар",
    ),
    of(
        "period",
        "period|month|date|기준월|기간|월|년월|연월|일자|날짜|quarter|year|분기|monat|datum|periode|date list|order date|\
         invoice date|posting date|매출일|매출월|usage date|belegdatum|연도|jahr|close date|sold on|day|week ending|\
         created at|transaction date|sales month|calendar month|year month|yearmonth|fiscal period|\
         created (utc)|거래일|거래일자|기준일|기준년월|기준연월|전표일자|buchungsdatum|rechnungsdatum|période|mois|mois comptable|\
         date facture|date de facture|periodo|mes|fecha|fecha factura|período|mês|data|mese|data fattura|\
         maand|factuurdatum|boekdatum|年月|月|期間|日付|売上日|売上月|計上月|計上日|年月日|月份|日期|期间|месяц|дата|период",
    ),
    of(
        "customer",
        "customer|customer id|customer name|client|account|account id|고객|고객명|고객사|고객번호|거래처|거래처명|kunde|\
         kundennummer|kundennr|account name|client name|company|company name|associated company|customer no|\
         customer number|organisation|organization|고객 id|고객id|업체명|debitor|kundenname|client id|société|\
         nom du client|cliente|clientes|razón social|klant|klantnaam|顧客|顧客名|得意先|得意先名|取引先|取引先名|客户|客户名称|клиент",
    ),
    of(
        "region",
        "region|area|country|territory|market region|지역|국가|권역|land|gebiet|sales region|region name|지사|권역명|\
         région|pays|región|país|região|regione|paese|regio|地域|国|エリア|地区|регион",
    ),
    of(
        "segment",
        "segment|customer segment|channel|세그먼트|부문|채널|kundensegment|segmento|segmentation|canal|セグメント|渠道",
    ),
    of(
        "currency",
        "currency|통화|währung|currency code|transaction currency|통화코드|devise|moneda|moeda|valuta|divisa|通貨|币种|\
         货币|валюта",
    ),
    of("metric", "metric|kpi|measure|지표|kennzahl|metric id|metrik|indicateur|indicador|indicatore|指標|指标"),
    of(
        "target",
        "target|plan|budget|목표|목표값|계획|예산|zielwert|target value|goal|plan value|objectif|objetivo|obiettivo|\
         doel|meta|目標|目标",
    ),
    of(
        "units",
        "units|units sold|quantity|qty|volume|수량|판매수량|판매량|menge|stück|stückzahl|qty sold|quantity sold|\
         units shipped|pieces|order quantity|출고수량|매출수량|absatz|quantité|qté|unités|cantidad|unidades|\
         quantidade|quantità|aantal|数量|個数|販売数量|销量|количество",
    ),
    of(
        "cost",
        "cogs|cost of goods sold|cost of sales|cost|매출원가|원가|kosten|herstellkosten|costs|total cost|\
         cost amount|coût|coûts|coste|costo|custo|原価|売上原価|成本|营业成本|себестоимость",
    ),
    of(
        "new_customers",
        "new customers|new_customers|new logos|customers acquired|신규고객|신규 고객|신규 고객수|neukunden|new accounts|\
         new clients|new users|signups|신규고객수|nouveaux clients|nuevos clientes|novos clientes|nuovi clienti|\
         nieuwe klanten|新規顧客|新規顧客数|新客户",
    ),
    of(
        "spend",
        "spend|marketing spend|acquisition cost|sales and marketing|비용|마케팅비|마케팅 비용|획득비용|werbekosten|cost|\
         marketing cost|ad spend|acquisition spend|광고비|dépenses|gasto|despesa|spesa|広告費|費用",
    ),
    of(
        "eligible",
        "eligible|eligible customers|eligible users|대상|대상고객|대상 고객|berechtigt|eligible accounts|대상 고객수|대상고객수",
    ),
    of(
        "adopted",
        "adopted|adopters|adopting customers|채택|채택고객|도입|사용고객|adopting|adopted customers|adopted accounts|\
         도입고객|도입 고객|도입 고객수|채택 고객수",
    ),
    of("activated", "activated|활성화"),
    of("activatable", "activatable|활성화 대상"),
    of(
        "active_users",
        "active users|active_users|mau|active|users|monthly active users|활성사용자|활성 사용자|aktive nutzer|active user count|\
         활성 사용자수|활성사용자수|utilisateurs actifs|usuarios activos|usuários ativos|utenti attivi|\
         actieve gebruikers|アクティブユーザー|アクティブユーザー数|活跃用户",
    ),
    of(
        "licensed_users",
        "licensed users|licensed_users|licences|licenses|seats|라이선스|라이선스수|라이선스 수|라이센스|lizenzen|\
         licensed seats|paid seats|licensed",
    ),
    of("daily_active_users", "daily active users|daily_active_users|dau|일평균활성|일간 활성 사용자|일활성사용자"),
    of(
        "events",
        "events|usage count|sessions|이벤트|이벤트수|사용량|ereignisse|event count|event_count|sessions count|사용 건수|\
         événements|eventos|eventi|イベント数|事件数",
    ),
    of(
        "mrr",
        "mrr|mrr amount|monthly recurring revenue|월금액|월 금액|월 구독료|월반복매출|monthly fee|monthly amount|mrr value|\
         monthly price|월 이용료|월이용료|월정액|monatsbetrag|monatsgebühr|月額|月額料金",
    ),
    of(
        "arr",
        "arr|arr amount|annual recurring revenue|연금액|연 금액|연반복매출|annual amount|annual fee|acv|\
         annual contract value|연간 금액|jahresbetrag",
    ),
    of(
        "start",
        "start|start date|start_date|contract start|시작일|계약시작일|계약 시작일|개시일|beginn|vertragsbeginn|started|\
         started at|starts|start day|begin|begin date|effective date|subscription start|valid from|\
         term start|계약 시작|이용시작일|startdatum|start datum|début|date de début|inicio|fecha de inicio|início|\
         data inizio|ingangsdatum|開始日|契約開始日|开始日期",
    ),
    of(
        "end",
        "end|end date|end_date|contract end|종료일|계약종료일|계약 종료일|만료일|ende|vertragsende|ended|ended at|ends|\
         end day|expiry|expiry date|expiration date|subscription end|valid to|valid until|term end|\
         renewal date|canceled at|cancelled at|계약 종료|이용종료일|enddatum|fin|date de fin|fecha de fin|fim|\
         data fine|einddatum|終了日|契約終了日|结束日期",
    ),
    of("opening_mrr", "opening mrr|opening_mrr|starting mrr|기초 mrr"),
    of("churned_mrr", "churned mrr|churned_mrr|churn mrr|이탈 mrr"),
    of("contraction_mrr", "contraction mrr|contraction_mrr|축소 mrr"),
    of("opening_customers", "opening customers|opening_customers|기초 고객"),
    of("churned_customers", "churned customers|churned_customers|이탈 고객|이탈고객"),
    of("kind", "kind|type|expansion type|유형|구분"),
    of(
        "forecast_units",
        "forecast units|forecast_units|forecast|forecast quantity|예측수량|예측 수량|수요예측|prognose|fcst|forecast qty|\
         demand forecast|planned units|예측|prévision|previsión|previsão|previsione|需要予測|予測数量|预测",
    ),
    of(
        "actual_units",
        "actual units|actual_units|actual quantity|actual|실적수량|실제수량|판매실적|ist|actuals|actual qty|\
         shipped units|실적|réel|realisiert|実績|実績数量",
    ),
    of(
        "backorder_units",
        "backorder units|backorder_units|backorders|backorder|미출고|미출하|백오더|미출고수량|이월수량|open orders|백오더수량|\
         rückstand|rückstände|受注残",
    ),
    of("lag", "lag|forecast lag"),
    of(
        "market_size",
        "market size|market_size|market|size|tam|total market|시장규모|시장 규모|marktvolumen|marktgröße|\
         market volume|addressable market|시장규모(금액)|taille du marché|tamaño del mercado|市場規模|市场规模",
    ),
    of("milestone", "milestone|마일스톤|milestone name|meilenstein|과제|jalon|hito|マイルストーン|里程碑"),
    of(
        "due",
        "due|due date|planned date|target date|예정일|마감일|목표일|fällig|due on|planned|plan date|deadline|계획일|\
         échéance|vencimiento|期日|予定日",
    ),
    of(
        "done",
        "done|done date|completed|completed on|actual date|완료일|달성일|erledigt|done on|finished|completion date|\
         실제일|terminé|完了日",
    ),
];

/// Sure names come first: an `Amount` is the revenue only where nothing is called so.
const REVENUE: &str = "\
    net revenue|revenue|net sales|sales|매출|매출액|순매출|순매출액|매출금액|공급가액|umsatz|nettoumsatz|umsatzerlöse|\
    erlöse|erlös|turnover|sales amount|net amount|net sales amount|revenue amount|amount in company currency|\
    amount in local currency|converted amount|betrag in hauswährung|원화금액|원화 금액|sales revenue|\
    sales value|recognised revenue|recognized revenue|taxable value|amount excl tax|\
    chiffre d'affaires|chiffre d'affaires ht|ca ht|ca|ventes|montant ht|ventas|facturación|\
    ingresos|receita|faturamento|vendas|ricavi|fatturato|vendite|omzet|売上|売上高|売上金額|純売上高|売上額|销售额|\
    营业收入|收入|выручка|amount|금액|판매금액|공급가|betrag|nettobetrag|netto|montant|importe|monto|importo|\
    bedrag|金額|金额|сумма|invoice amount|total price|line total|total amount|net|gross revenue|\
    gross sales|valor|total|price|actual|실적";
const EXPANSION: &str = "\
    expansion|expansion amount|expansion revenue|expansion mrr|upsell|추가매출|확장매출|추가 매출|확장 매출|\
    upgrade|expansion arr|amount|금액|betrag";
const CONTRACT: &str = "\
    contract value|total contract value|tcv|계약금액|계약 금액|vertragswert|contract amount|contract sum|\
    계약액|montant du contrat|契約金額|合同金额|amount|금액|betrag";

/// Words in the name of a file or sheet, or in a title, that speak for a fact.
pub(crate) const fn hints(fact: &FactKind) -> &'static [&'static str] {
    match fact {
        FactKind::Revenue => &[
            "revenue",
            "sales",
            "turnover",
            "매출",
            "판매",
            "umsatz",
            "erlös",
            "chiffre d'affaires",
            "ventes",
            "ventas",
            "ingresos",
            "receita",
            "vendas",
            "fatturato",
            "vendite",
            "ricavi",
            "omzet",
            "売上",
            "销售",
            "收入",
        ],
        FactKind::Acquisition => &["acquisition", "signup", "accounts", "new customers", "신규", "획득", "neukunden"],
        FactKind::Adoption => &["adoption", "도입", "채택"],
        FactKind::Usage => &["usage", "active users", "mau", "logins", "이용", "사용", "nutzung"],
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

/// The names of a canonical column of a fact, the surest first.
pub(crate) fn names(fact: &FactKind, canonical: &str) -> &'static str {
    match (fact, canonical) {
        (FactKind::Revenue, "amount") => REVENUE,
        (FactKind::Expansion, "amount") => EXPANSION,
        (FactKind::Contracts, "amount") => CONTRACT,
        _ => COLUMNS.iter().find(|entry| entry.canonical == canonical).map_or("", |entry| entry.names),
    }
}

/// A header that is the name to the letter fits at least so well.
pub(crate) const EXACT: u32 = 50;
/// One of the surest names to the letter fits at least so well.
pub(crate) const SURE: u32 = 98;

/// How well a header fits: 0 not at all, up to 100 for the surest name to the letter.
pub(crate) fn fit(header: &str, names: &str) -> u32 {
    const LEAST: u32 = 49;
    let said = plain(header);
    if said.is_empty() {
        return 0;
    }
    let rank = |at: usize| u32::try_from(at / 2).unwrap_or(LEAST).min(LEAST);
    let exact = names.split('|').position(|name| plain(name) == said).map(|at| 100 - rank(at));
    // A longer header fits when it starts or ends with the name: `Net revenue Q4`, `총 매출액`.
    let within = || {
        names.split('|').position(|name| {
            let name = plain(name);
            let is_long = name.chars().count() >= if name.is_ascii() { 4 } else { 2 };
            // Beside another word it is the total of something: `Consumer Total`.
            let is_total = totals::naming(&name).is_some();
            is_long
                && !is_total
                && (said.strip_prefix(name.as_str()).is_some_and(|rest| rest.starts_with(' '))
                    || said.strip_suffix(name.as_str()).is_some_and(|rest| rest.ends_with(' ')))
        })
    };
    let says_more = || said.split(' ').any(|word| OTHERS.contains(&word));
    exact.or_else(|| within().filter(|_| !says_more()).map(|at| EXACT - rank(at))).unwrap_or(0)
}

/// Words that make something else of the name beside them: a `Sales target` is no revenue.
const OTHERS: [&str; 32] = [
    "target", "budget", "plan", "goal", "forecast", "growth", "tax", "vat", "rate", "ratio", "share", "margin", "unit",
    "per", "price", "prior", "previous", "last", "rep", "type", "status", "code", "group", "목표", "계획", "예산",
    "증감", "단가", "세액", "vorjahr", "ziel", "steuer",
];

/// What pivot tables put before the name of what they add up.
const ADDED_UP: [&str; 12] = [
    "sum of ",
    "total of ",
    "sum ",
    "summe von ",
    "somme de ",
    "suma de ",
    "soma de ",
    "somma di ",
    "som van ",
    "합계 ",
    "合計 ",
    "求和项 ",
];

/// Without case, units in brackets, currencies behind, and what joins words.
fn plain(text: &str) -> String {
    let mut bare = String::new();
    let mut depth = 0_i32;
    for c in name::fold(name::without_footnote(text)).chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            '_' | '-' | '.' | ':' | '/' if depth == 0 => bare.push(' '),
            // Arrows of a sorted report.
            '↑' | '↓' | '▲' | '▼' => {}
            _ if depth == 0 => bare.push(c),
            _ => {}
        }
    }
    // Numbered names are the same names.
    let bare = name::tidy(bare.split('#').next().unwrap_or_default());
    let bare = ADDED_UP.iter().find_map(|prefix| bare.strip_prefix(prefix)).unwrap_or(&bare);
    match bare.rsplit_once(' ') {
        Some((name, code)) if number::is_currency(code) => name.to_owned(),
        _ => bare.to_owned(),
    }
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
        assert!(fit("Total Price", REVENUE) > fit("Price", REVENUE));
        assert!(fit("Total", REVENUE) > 0 && fit("Total revenue", REVENUE) > 0);
        assert_eq!(fit("Consumer Total", REVENUE), 0);
        assert_eq!(fit("Salesperson", REVENUE), 0);
        assert_eq!(fit("", REVENUE), 0);
        assert!(fit("신규고객", names(&FactKind::Acquisition, "new_customers")) > 0);
    }
}
