//! Catalog, exchange rates, and exports.

use super::form::{Form, Spec, Template, columns, specs};
use super::lists::{self, List, PERIODS, PRODUCTS, RATE_KINDS, STAGES};
use super::setting::TemplateSetting;
use crate::calendar::Period;
use crate::lang::Label;
use crate::pipeline::{ColumnSource, Input};
use crate::schema::{ColumnRole, MeasureKind, Presence};
use crate::scorecard::model::{PageCell, PageColumn, PageRow, Takes, Width};

const OF_PRODUCTS: &[Spec] = specs! {
    "Product", "제품", 22, Takes::Text =>
        "The name on the scorecard.", "성과표에 나오는 이름.";
    "Aliases", "별칭", 30, Takes::Text =>
        "Other spellings in the exports, separated by semicolons.", "내보낸 파일에 나오는 다른 이름. 세미콜론으로 구분.";
    "Family", "제품군", 16, Takes::Text =>
        "Free text.", "자유 입력.";
    "Stage", "단계", 12, Takes::OneOf(STAGES) =>
        "Life-cycle stage: decides the weights of goals that have none.", "생애주기 단계. 가중치가 없는 목표의 가중치를 정합니다.";
    "Type", "유형", 14, Takes::Text =>
        "Free text.", "자유 입력.";
    "Launched", "출시", 12, Takes::Day =>
        "The day or period of the launch: nothing is missed before it.", "출시일 또는 출시 기간. 그 전에는 빠진 수치가 없습니다.";
    "Retired", "단종", 12, Takes::Day =>
        "The day or period in which it ended.", "끝난 날 또는 기간.";
    "Owner", "담당", 16, Takes::Text =>
        "Who answers for it.", "책임지는 사람.";
    "Weight", "가중치", 10, Takes::Number =>
        "In the portfolio, where the pipeline says so.", "파이프라인에서 정한 경우 포트폴리오의 가중치.";
};

/// The product catalog, with the products that the pipeline knows already.
pub(super) fn products(setting: &TemplateSetting<'_>) -> Template {
    let text = |value: Option<&str>| value.map_or_else(PageCell::empty, PageCell::text);
    let period =
        |period: Option<Period>| period.map_or_else(PageCell::empty, |p| PageCell::text(setting.calendar.label(p)));
    let row = |product: &crate::facts::Product| {
        let aliases = product.aliases.join(";");
        PageRow::plain(vec![
            text(Some(product.name.as_str())),
            text(Some(aliases.as_str()).filter(|aliases| !aliases.is_empty())),
            text(product.family.as_deref()),
            text(product.stage.map(|stage| stage.into_str())),
            text(product.kind.as_deref()),
            period(product.launched),
            period(product.retired),
            text(product.owner.as_deref()),
            text(product.weight.as_ref().map(ToString::to_string).as_deref()),
        ])
    };
    simple(
        setting,
        (Label::new("Products", "제품"), Label::new("Product catalog", "제품 목록")),
        Label::new("One row a product.", "한 줄에 제품 하나."),
        columns(OF_PRODUCTS, setting.lang),
        setting.catalog.products().iter().map(row).collect(),
        vec![lists::stages()],
    )
}

const OF_RATES: &[Spec] = specs! {
    "Currency", "통화", 11, Takes::Text =>
        "Three letters, such as EUR.", "EUR 같은 세 글자 코드.";
    "Period", "기간", 12, Takes::Suggested(PERIODS) =>
        "A period of the calendar, such as 2026-10.", "2026-10 같은 회계 기간.";
    "Rate", "환율", 14, Takes::Number =>
        "Units of the reporting currency for one unit of this one.", "이 통화 1단위에 해당하는 보고 통화.";
    "Kind", "구분", 12, Takes::OneOf(RATE_KINDS) =>
        "average for what adds up over the period, closing for what stands at its end.", "기간에 쌓이는 값은 평균, 기말에 남는 값은 기말.";
};

/// Exchange rates.
pub(super) fn fx(setting: &TemplateSetting<'_>) -> Template {
    simple(
        setting,
        (Label::new("Rates", "환율"), Label::new("Exchange rates", "환율")),
        Label::new("One row a currency, period and kind.", "통화, 기간, 구분마다 한 줄."),
        columns(OF_RATES, setting.lang),
        Vec::new(),
        vec![lists::periods(setting), lists::words(lists::RATE_KIND_WORDS, setting.lang)],
    )
}

/// An export with the headers that the pipeline looks for.
pub(super) fn input(input: &Input, setting: &TemplateSetting<'_>) -> Template {
    let mut found = Vec::new();
    for spec in input.fact.schema().columns {
        let Some(ColumnSource::Headers(names)) = input.columns.get(spec.name.as_ref()) else { continue };
        let Some(header) = names.first() else { continue };
        let takes = match spec.role {
            ColumnRole::Product => Takes::OneOf(PRODUCTS),
            ColumnRole::Period => Takes::Suggested(PERIODS),
            ColumnRole::Measure(..) => Takes::Number,
            ColumnRole::Date => Takes::Day,
            ColumnRole::Customer | ColumnRole::Text => Takes::Text,
        };
        let kind = match spec.role {
            ColumnRole::Measure(MeasureKind::Flow, _) => Label::new("what came in the period", "기간에 생긴 값"),
            ColumnRole::Measure(MeasureKind::Stock, _) => {
                Label::new("what stands at the end of the period", "기말에 남은 값")
            }
            ColumnRole::Date => Label::new("a day", "날짜"),
            ColumnRole::Product => Label::new("a product of the catalog", "제품 목록의 제품"),
            ColumnRole::Period => Label::new("a period of the calendar or a day in it", "회계 기간 또는 그 안의 날짜"),
            ColumnRole::Customer => Label::new("the customer", "고객"),
            ColumnRole::Text => Label::new("free text", "자유 입력"),
        };
        let needed = match spec.presence {
            Presence::Required => Label::new("needed", "필수"),
            Presence::Optional => Label::new("may be empty", "선택"),
        };
        let lang = setting.lang;
        let note = format!("{}: {} ({})", spec.name, kind.get(lang), needed.get(lang));
        found.push(PageColumn::text(spec.name.clone(), header, Width::Fixed(18)).entered(note, takes));
    }
    let lists = vec![lists::products(setting), lists::periods(setting)];
    let name = input.fact.name();
    simple(
        setting,
        (Label::new(name, name), Label::new(name, name)),
        Label::new(
            "One row a figure; nothing above the header counts.",
            "한 줄에 수치 하나. 머리글 위는 읽지 않습니다.",
        ),
        found,
        Vec::new(),
        lists,
    )
}

fn simple(
    setting: &TemplateSetting<'_>,
    (sheet, title): (Label<&str>, Label<&str>),
    hint: Label,
    columns: Vec<PageColumn>,
    rows: Vec<PageRow>,
    lists: Vec<List>,
) -> Template {
    let (sheet, title) = (sheet.get(setting.lang).to_owned(), title.get(setting.lang).to_owned());
    Form { sheet, title, hint, columns, rows }.with(setting, None, lists)
}
