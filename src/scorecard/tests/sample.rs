//! An invented portfolio of six products, for tests of the pages: nothing in it comes from files.

mod earlier;
mod goals;

use crate::amount::{Amount, Unit};
use crate::calendar::{Date, FiscalCalendar, Period, Span, Window, YearName};
use crate::diagnostic::{Finding, Rule, findings};
use crate::facts::{FactSource, Product};
use crate::formats::{Purpose, SourceFile};
use crate::goals::GoalBook;
use crate::ingest::SheetLayout;
use crate::lang::Lang;
use crate::metrics::{
    Cohort, CohortCell, CustomerMovement, Figure, Measured, Metric, MetricRef, Movement, MovementKind, NoData,
    Registry, Scope, registry,
};
use crate::name::ProductName;
use crate::pipeline::{Audience, DisplayUnit, Paper, Scoring};
use crate::place::{Cell, Place};
use crate::schema::{FactKind, Stage};
use crate::score::Scores;
use crate::scorecard::comments::Comments;
use crate::scorecard::figures::ScorecardView;
use crate::scorecard::figures::answers::FigureSource;
use crate::scorecard::figures::view::SeriesRows;
use crate::scorecard::pages;
use crate::scorecard::workbook_theme::WorkbookTheme;
use crate::scorecard::writers::Document;
use crate::sheet::RowCount;
use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::sync::Arc;

pub(in crate::scorecard) struct Sample {
    lang: Lang,
    scoring: Scoring,
    data: Invented,
    scores: Scores,
    book: GoalBook,
    shown: Vec<usize>,
    sources: Vec<FactSource>,
    files: Vec<SourceFile>,
    findings: Vec<Finding>,
    pub(in crate::scorecard) comments: Comments,
    reserved: BTreeSet<String>,
    series: OnceCell<SeriesRows>,
}

/// What a file of it says about itself.
pub(in crate::scorecard) fn document(language: Lang) -> Document {
    Document {
        title: "Review, October 2026".to_owned(),
        company: Some("Hanbit & Co".to_owned()),
        language,
        created: Date::from_ymd_opt(2026, 11, 1).unwrap(),
        workbook_theme: WorkbookTheme::default(),
        paper: Paper::A4,
    }
}

/// Figures by formula.
pub(in crate::scorecard) struct Invented {
    calendar: FiscalCalendar,
    products: Vec<Product>,
    metrics: Vec<MetricRef>,
    registry: Registry,
    as_of: Period,
}

/// Revenue a month in ones, growth a month in tenths of a percent, and the month of launch before the as-of month.
const SIZES: [(i64, i64, i32); 6] = [
    (4_150_000, 2, 99),
    (1_820_000, 14, 99),
    (1_480_000, 12, 31),
    (310_000, 60, 9),
    (96_000, 90, 7),
    (690_000, -11, 99),
];

const METRICS: [&str; 13] = [
    "revenue",
    "units",
    "average_price",
    "new_customers",
    "adoption_rate",
    "active_users",
    "seat_utilisation",
    "revenue_growth",
    "mrr",
    "net_revenue_retention",
    "logo_churn",
    "expansion_mrr",
    "forecast_bias",
];

impl Sample {
    /// Products, and nothing else: no goals, no figures, no files.
    pub(in crate::scorecard) fn bare(lang: Lang) -> Self {
        let mut sample = Self::new(lang);
        sample.data.metrics.clear();
        sample.scores = goals::none(&sample.data, &sample.scoring);
        sample.book = goals::book(&sample.scores);
        (sample.sources, sample.files, sample.findings) = (Vec::new(), Vec::new(), Vec::new());
        sample
    }

    /// With earlier runs to compare with.
    pub(in crate::scorecard) fn later(lang: Lang) -> Self {
        let mut sample = Self::new(lang);
        sample.scores.since = earlier::since(&sample.data, &sample.scores);
        sample
    }

    pub(in crate::scorecard) fn new(lang: Lang) -> Self {
        let calendar = FiscalCalendar::months(1, YearName::End).unwrap();
        let as_of = calendar.parse_label("2026-10").unwrap().first;
        let metrics = METRICS.iter().map(|id| registry::find(id).unwrap().into()).collect();
        let data = Invented { products: products(as_of), calendar, metrics, registry: Registry::default(), as_of };
        let scoring = Scoring::default();
        let scores = goals::scores(&data, &scoring);
        let (book, shown) = (goals::book(&scores), (0..data.products.len()).collect());
        Self {
            lang,
            scores,
            data,
            scoring,
            book,
            shown,
            sources: sources(as_of),
            files: files(),
            findings: findings(),
            comments: Comments::default(),
            reserved: pages::names(lang),
            series: OnceCell::new(),
        }
    }

    /// With other attainments, in thousandths, one a goal.
    pub(in crate::scorecard) fn with_attainments(lang: Lang, reached: &[i128]) -> Self {
        let mut sample = Self::new(lang);
        sample.scores = goals::with_attainments(&sample.data, &sample.scoring, reached);
        sample
    }

    pub(in crate::scorecard) fn view(&self) -> ScorecardView<'_> {
        ScorecardView {
            lang: self.lang,
            name: "Monthly business review",
            company: Some("Hanbit Medical"),
            currency: Some("USD"),
            display_unit: DisplayUnit::Thousand,
            scoring: &self.scoring,
            calendar: &self.data.calendar,
            audience: Audience::Product,
            products: &self.data.products,
            part: None,
            shown: &self.shown,
            book: &self.book,
            as_of: self.data.as_of,
            partial: false,
            metrics: &self.data.metrics,
            registry: &self.data.registry,
            figures: &self.data,
            scores: &self.scores,
            sources: &self.sources,
            files: &self.files,
            findings: &self.findings,
            comments: &self.comments,
            checks: &[],
            reserved: &self.reserved,
            series: &self.series,
        }
    }
}

fn products(as_of: Period) -> Vec<Product> {
    let stages = [
        ("CardioView", Stage::Maturity, "S. Park"),
        ("SpineFix", Stage::Growth, "A. Roy"),
        ("LabLink", Stage::Growth, "H. Kim"),
        ("NeuroTrack", Stage::Launch, "M. Ito"),
        ("PulseHome", Stage::Launch, "J. Seo"),
        ("OrthoKit", Stage::Decline, "A. Roy"),
    ];
    stages
        .iter()
        .zip(SIZES)
        .map(|(&(name, stage, owner), (_, _, age))| Product {
            stage: Some(stage),
            launched: (age < 99).then(|| as_of.plus(-age)),
            owner: Some(owner.to_owned()),
            ..Product::named(ProductName::new(name).unwrap())
        })
        .collect()
}

impl FigureSource for Invented {
    fn measure(&self, metric: &Metric, scope: Scope, window: Window, at: Period) -> Measured {
        let span = self.calendar.span(window, at);
        let outcome = if metric.kind().adds_up() {
            // Periods before the launch add nothing; without any other there is nothing to add.
            let all: Vec<_> = span.periods().map(|period| self.one(metric, scope, period)).collect();
            let sum = all.iter().flatten().sum();
            all.into_iter().max_by_key(Result::is_ok).unwrap_or(Err(NoData::NoRow)).map(|_| sum)
        } else {
            self.one(metric, scope, at)
        };
        Measured { span, outcome: outcome.map(Figure::plain), basis: None }
    }

    fn milestone_done(&self, _: Scope, _: &str) -> Option<Date> {
        None
    }

    fn customers(&self, product: usize, span: Span) -> Vec<CustomerMovement> {
        let one = |customer: &str, period: i32, kind, before: i64, after: i64| CustomerMovement {
            customer: customer.into(),
            product,
            period: self.as_of.plus(-period),
            kind,
            amount: (Amount::from(after) - Amount::from(before)).abs(),
            before: before.into(),
            after: after.into(),
        };
        let all = if product == 1 {
            vec![
                one("Seoul Clinic", 1, MovementKind::New, 0, 42_000),
                one("=Mercy Hospital", 2, MovementKind::Churn, 31_000, 0),
                one("Lakeside", 1, MovementKind::Contraction, 30_000, 18_000),
                one("Northern Labs", 7, MovementKind::Contraction, 9_000, 4_000),
            ]
        } else {
            Vec::new()
        };
        all.into_iter().filter(|movement| span.contains(movement.period)).collect()
    }

    fn facts_with_cohorts(&self) -> Vec<FactKind> {
        if self.metrics.is_empty() { Vec::new() } else { vec![FactKind::Subscriptions] }
    }

    fn cohorts(&self, _: &FactKind, scope: Scope) -> Vec<Cohort> {
        let size = match scope {
            Scope::Product(1) => 10,
            Scope::Product(_) => return Vec::new(),
            Scope::Portfolio => 40,
        };
        let cohort = |age: i32, covered: &[usize]| Cohort {
            started: self.as_of.plus(-age),
            size,
            cells: covered.iter().map(|&since| CohortCell { since, customers: size - since }).collect(),
        };
        vec![cohort(3, &[0, 1, 3]), cohort(1, &[0, 1])]
    }

    fn movements(&self, scope: Scope) -> Vec<(Period, Movement)> {
        if scope == Scope::Portfolio {
            let [one, two] = [1, 2].map(|product| self.movements(Scope::Product(product)));
            return one.into_iter().zip(two).map(|((period, one), (_, two))| (period, one.beside(&two))).collect();
        }
        let Scope::Product(product @ 1..=2) = scope else { return Vec::new() };
        if self.metrics.is_empty() {
            return Vec::new();
        }
        let mut opening = Amount::from(SIZES[product].0) * Amount::from_scaled(7, 1);
        let mut all = Vec::new();
        for period in self.calendar.year_span(2026).until(self.as_of).periods() {
            let part = |per_mille: i128| Amount::from(SIZES[product].0) * Amount::from_scaled(per_mille, 3);
            let step = i128::from(period.serial() % 5);
            let (new, reactivation) = (part(14 + step), part(2));
            let (expansion, contraction, churn) = (part(11), part(4), part(6 + step));
            let gains = &(&new + &reactivation) + &expansion;
            let closing = &(&opening + &gains) - &(&contraction + &churn);
            all.push((
                period,
                Movement {
                    opening: opening.clone(),
                    new,
                    reactivation,
                    expansion,
                    contraction,
                    churn,
                    closing: closing.clone(),
                    opening_customers: 0,
                    new_customers: 0,
                    reactivated_customers: 0,
                    churned_customers: 0,
                    closing_customers: 0,
                },
            ));
            opening = closing;
        }
        all
    }
}

impl Invented {
    fn one(&self, metric: &Metric, scope: Scope, period: Period) -> Result<Amount, NoData> {
        let Scope::Product(product) = scope else {
            let all: Vec<Amount> =
                (0..SIZES.len()).filter_map(|product| self.one(metric, Scope::Product(product), period).ok()).collect();
            let sum: Amount = all.iter().sum();
            let mean = matches!(metric.unit, Unit::Percent) || metric.id == "average_price";
            return if mean { sum.checked_div(&all.len().into()).ok_or(NoData::NoRow) } else { Ok(sum) };
        };
        let (size, growth, age) = SIZES[product];
        let months = self.as_of.since(period);
        if months > age {
            return Err(NoData::BeforeLaunch);
        }
        if product == 5 && matches!(metric.id.as_ref(), "adoption_rate" | "active_users" | "seat_utilisation") {
            return Err(NoData::NotCovered);
        }
        let season = [960, 940, 1_010, 980, 1_000, 1_030, 950, 970, 1_040, 1_060, 1_020, 1_040];
        let index = usize::try_from(period.serial().rem_euclid(12)).unwrap();
        let trend = i128::from(1_000 - growth * i64::from(months));
        let revenue = Amount::from(size) * Amount::from_scaled(trend, 3) * Amount::from_scaled(season[index], 3);
        let wave = i128::from((period.serial() * 7 + i32::try_from(product).unwrap() * 3) % 11);
        let share = |start: i128| Ok(Amount::from_scaled(start + wave * 3 - i128::from(months) * 4, 3));
        let times = |per_mille: i128| Ok(whole(&(&revenue * &Amount::from_scaled(per_mille, 6))));
        match metric.id.as_ref() {
            "revenue" => Ok(revenue),
            "mrr" => Ok(&revenue * &Amount::from_scaled(7, 1)),
            "expansion_mrr" => Ok(&revenue * &Amount::from_scaled(11 + wave, 3)),
            "average_price" => Ok(Amount::from_scaled(124_250 + wave * 130, 2)),
            "units" => times(800 + wave),
            "active_users" => times(2_900),
            "new_customers" => times(12 + wave / 2),
            "adoption_rate" => share(700),
            "seat_utilisation" => share(610),
            "revenue_growth" => share(120),
            "net_revenue_retention" => share(1_050),
            "logo_churn" => Ok(Amount::from_scaled(61 + wave, 3)),
            "forecast_bias" => Ok(Amount::from_scaled(wave - 6, 2)),
            _ => Err(NoData::NotDefined),
        }
    }
}

fn whole(amount: &Amount) -> Amount {
    Amount::parse_plain(&amount.to_fixed(0)).unwrap()
}

fn sources(as_of: Period) -> Vec<FactSource> {
    let source = |input: &str, fact, file: &str, sheet: Option<&str>, range: &str, count| FactSource {
        input: input.into(),
        fact,
        file: file.into(),
        sheet: sheet.map(Arc::from),
        visible: true,
        range: range.to_owned(),
        count,
        periods: Some((as_of.plus(-33), as_of)),
        layout: SheetLayout::default(),
    };
    let clean = |rows| RowCount { read: rows, used: rows, ..RowCount::default() };
    vec![
        source(
            "revenue",
            FactKind::Revenue,
            "finance/Revenue_2026.xlsx",
            Some("Revenue"),
            "A5:G1209",
            RowCount { read: 1_204, used: 1_186, rejected: 4, blank: 2, filtered: 12, ..RowCount::default() },
        ),
        source("usage", FactKind::Usage, "product/usage_export.csv", None, "A1:F18401", clean(18_400)),
        source("subscriptions", FactKind::Subscriptions, "cs/Ledger.xlsx", Some("구독 원장"), "B3:F9120", clean(9_117)),
    ]
}

fn files() -> Vec<SourceFile> {
    let file = |name: &str, bytes, hash: &str| SourceFile {
        name: name.into(),
        bytes,
        hash: hash.repeat(8),
        // All but the text.
        saved: Date::from_ymd_opt(2026, 10, 5).filter(|_| bytes < 1_000_000),
        purpose: Purpose::Export,
    };
    vec![
        file("finance/Revenue_2026.xlsx", 91_532, "8f31c07a"),
        file("product/usage_export.csv", 1_204_331, "0b77ee12"),
        file("cs/Ledger.xlsx", 412_008, "c51d90aa"),
        file("cs/Readme.xlsx", 5_120, "77aa01fe"),
    ]
}

findings! {
    #[derive(Debug)]
    enum SampleProblem;

    "total_mismatch": Warn, adjustable;
    "…";
    Mismatch => {
        message: "the subtotal `Total APAC` says 12,400 and its rows add up to 12,390",
        hint: "ask finance which of the two is right",
        korean: "소계 `Total APAC`는 12,400, 행의 합은 12,390",
        korean_hint: "둘 중 어느 쪽이 맞는지 재무에 확인하십시오",
    }
}
/// Nobody asks a sample for its rules.
const _: &[&Rule] = SampleProblem::RULES;

fn findings() -> Vec<Finding> {
    let place = Place::Cell {
        file: "finance/Revenue_2026.xlsx".into(),
        sheet: Some("Revenue".into()),
        cell: Cell { row: 411, column: 6 },
    };
    vec![Finding::new(place, SampleProblem::Mismatch).of_input(&"revenue".into())]
}
