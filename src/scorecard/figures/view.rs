//! What the pages look at: the results of all stages with the reader's language and unit at hand.

use super::answers::FigureSource;
use crate::calendar::{FiscalCalendar, Period, Span, Window};
use crate::diagnostic::{Finding, Severity};
use crate::facts::{FactSource, Product};
use crate::formats::SourceFile;
use crate::goals::GoalBook;
use crate::lang::{Label, Lang};
use crate::metrics::{Checked, Figure, Measured, Metric, MetricRef, Movement, NoData, Registry, Scope, registry};
use crate::name;
use crate::name::Name;
use crate::pipeline::{Audience, DisplayUnit, Scoring};
use crate::score::{GoalScore, Liveness, ProductScore, Scores};
use crate::scorecard::comments::Comments;
use crate::scorecard::inputs::ScorecardInputs;
use crate::scorecard::model::{Block, Footer, Page, PageCell, PageLink, PagePurpose};
use crate::scorecard::wording::{self, labels};
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

/// Product and metric of every row of the Data page, and where a row is: found once, since every sparkline asks for its own.
#[derive(Debug, Default)]
pub(crate) struct SeriesRows {
    pub(crate) rows: Vec<(Scope, MetricRef)>,
    pub(crate) by_series: BTreeMap<(Scope, Name), usize>,
}

#[derive(Clone, Copy)]
pub(crate) struct ScorecardView<'a> {
    pub(crate) lang: Lang,
    pub(crate) name: &'a str,
    pub(crate) company: Option<&'a str>,
    pub(crate) currency: Option<&'a str>,
    pub(crate) display_unit: DisplayUnit,
    pub(crate) scoring: &'a Scoring,
    pub(crate) calendar: &'a FiscalCalendar,
    pub(crate) audience: Audience,
    /// The whole catalog.
    pub(crate) products: &'a [Product],
    /// The product or family that these pages are about; `None` where they are about all.
    pub(crate) part: Option<&'a str>,
    /// Positions in the catalog of the products that these pages are about.
    pub(crate) shown: &'a [usize],
    pub(crate) book: &'a GoalBook,
    pub(crate) as_of: Period,
    /// Whether the data of the as-of period stop before its last day.
    pub(crate) partial: bool,
    /// Metrics that some input brings.
    pub(crate) metrics: &'a [MetricRef],
    pub(crate) registry: &'a Registry,
    pub(crate) figures: &'a dyn FigureSource,
    pub(crate) scores: &'a Scores,
    pub(crate) sources: &'a [FactSource],
    pub(crate) files: &'a [SourceFile],
    pub(crate) findings: &'a [Finding],
    pub(crate) comments: &'a Comments,
    /// Control totals between the exports.
    pub(crate) checks: &'a [Checked],
    /// The names of pages that are not one product's, as names are compared.
    pub(crate) reserved: &'a BTreeSet<String>,
    /// Filled by the first who asks.
    pub(crate) series: &'a OnceCell<SeriesRows>,
}

impl<'a> ScorecardView<'a> {
    pub(crate) fn of(
        input: &'a ScorecardInputs<'a>,
        series: &'a OnceCell<SeriesRows>,
        reserved: &'a BTreeSet<String>,
    ) -> Self {
        let ScorecardInputs {
            pipeline, measurements, facts, goals, scores, audience, part, findings, comments, ..
        } = *input;
        Self {
            lang: pipeline.language,
            name: &pipeline.name,
            company: pipeline.company.as_deref(),
            currency: pipeline.currency.as_deref(),
            display_unit: pipeline.display_unit,
            scoring: &pipeline.scoring,
            calendar: &measurements.calendar,
            audience,
            products: measurements.catalog.products(),
            part: part.name.as_deref(),
            shown: &part.products,
            book: goals,
            as_of: scores.as_of,
            partial: measurements.partial,
            metrics: &measurements.metrics,
            registry: &measurements.registry,
            figures: input,
            scores,
            sources: &facts.sources,
            files: &facts.files,
            findings,
            comments,
            checks: &measurements.checks,
            reserved,
            series,
        }
    }

    pub(crate) const fn say<'l>(&self, label: Label<&'l str>) -> &'l str {
        label.get(self.lang)
    }

    pub(crate) fn heading(&self, label: Label) -> Block {
        Block::Heading(self.say(label).to_owned())
    }

    pub(crate) fn remark(&self, label: Label) -> Block {
        Block::Remark(self.say(label).to_owned())
    }

    /// A missing figure with the reason.
    pub(crate) fn no_data(&self, reason: Label) -> PageCell {
        PageCell::no_data(self.say(reason))
    }

    /// The cell of a value, or no data with the reason why there is none.
    pub(crate) fn cell_or<T>(&self, reason: Label, value: Option<T>, cell: impl FnOnce(T) -> PageCell) -> PageCell {
        value.map_or_else(|| self.no_data(reason), cell)
    }

    /// `Monthly business review, October 2026`
    pub(crate) fn title(&self) -> String {
        format!("{}, {}", self.name, self.period(self.as_of))
    }

    /// `October 2026`
    pub(crate) fn period(&self, period: Period) -> String {
        wording::period(&self.calendar.label(period), self.lang)
    }

    /// `October 2026 (FY2026 P10)`, marked when its data are not complete.
    pub(crate) fn as_of_in_words(&self) -> String {
        let partial = if self.partial { self.say(labels::PARTIAL) } else { "" };
        format!("{} ({}){partial}", self.period(self.as_of), self.calendar.fiscal_label(self.as_of))
    }

    pub(crate) fn scope_name(&self, scope: Scope) -> &'a str {
        match scope {
            Scope::Product(product) => self.products.get(product).map_or("", |product| product.name.as_str()),
            Scope::Portfolio => "*",
        }
    }

    /// A product, or the portfolio, as the reader knows it.
    pub(crate) fn name_of(&self, scope: Scope) -> &'a str {
        match scope {
            Scope::Product(_) => self.scope_name(scope),
            Scope::Portfolio => self.say(labels::PORTFOLIO),
        }
    }

    /// The same, where all products of a part stand for the portfolio.
    pub(crate) fn name_in_part(&self, scope: Scope) -> &'a str {
        self.part.filter(|_| scope == Scope::Portfolio).unwrap_or_else(|| self.name_of(scope))
    }

    /// Name of the page with a scope's goals.
    pub(crate) fn page_of(&self, scope: Scope) -> String {
        match scope {
            Scope::Product(_) => {
                let name = self.scope_name(scope);
                if self.reserved.contains(&name::fold(name)) {
                    format!("{name} ({})", self.say(labels::PRODUCT))
                } else {
                    name.to_owned()
                }
            }
            Scope::Portfolio => self.say(labels::PORTFOLIO_GOALS).to_owned(),
        }
    }

    pub(crate) fn has(&self, metric: &Metric) -> bool {
        self.metrics.iter().any(|known| known.id == metric.id)
    }

    /// A metric that some input brings.
    pub(crate) fn metric(&self, id: &str) -> Option<&'static Metric> {
        registry::find(id).filter(|metric| self.has(metric))
    }

    /// Of a part of the products, what adds up is added up, and nothing else is known of them together.
    pub(crate) fn measure(&self, metric: &Metric, scope: Scope, window: Window, at: Period) -> Measured {
        let whole = self.figures.measure(metric, scope, window, at);
        if self.part.is_none() || scope != Scope::Portfolio {
            return whole;
        }
        let all: Vec<Result<Figure, NoData>> = if metric.kind().adds_up() {
            self.shown().map(|scope| self.figures.measure(metric, scope, window, at).outcome).collect()
        } else {
            Vec::new()
        };
        let sum = all.iter().flatten().map(|figure| &figure.value).sum();
        let outcome = all.into_iter().max_by_key(Result::is_ok).unwrap_or(Err(NoData::NotDefined));
        Measured { outcome: outcome.map(|_| Figure::plain(sum)), ..whole }
    }

    /// The figure of the as-of period and that of the year before.
    pub(crate) fn with_prior_year(&self, metric: &Metric, scope: Scope, window: Window) -> [Measured; 2] {
        [0, -self.calendar.periods_per_year()].map(|ago| self.measure(metric, scope, window, self.as_of.plus(ago)))
    }

    /// The products that these pages are about, and the portfolio.
    pub(crate) fn scopes(&self) -> impl Iterator<Item = Scope> + use<'a> {
        self.shown().chain([Scope::Portfolio])
    }

    /// The products that these pages are about.
    pub(crate) fn shown(&self) -> impl DoubleEndedIterator<Item = Scope> + use<'a> {
        self.shown.iter().copied().map(Scope::Product)
    }

    /// Movements of the year to date, added up; `None` without any.
    pub(crate) fn movements_to_date(&self, scope: Scope) -> Option<Movement> {
        let span = self.calendar.span(Window::YearToDate, self.as_of);
        let all = self.movements(scope).into_iter();
        all.filter(|(period, _)| span.contains(*period))
            .map(|(_, movement)| movement)
            .reduce(|sum, next| sum.then(&next))
    }

    /// Subscription movements, period by period; of a part of the products those of its products together.
    pub(crate) fn movements(&self, scope: Scope) -> Vec<(Period, Movement)> {
        if self.part.is_none() || scope != Scope::Portfolio {
            return self.figures.movements(scope);
        }
        let mut all: BTreeMap<Period, Movement> = BTreeMap::new();
        for (period, movement) in self.shown().flat_map(|scope| self.figures.movements(scope)) {
            let sum = all.remove(&period).map_or(movement.clone(), |sum| sum.beside(&movement));
            all.insert(period, sum);
        }
        all.into_iter().collect()
    }

    /// The fiscal year of the as-of period.
    pub(crate) fn year(&self) -> Span {
        self.calendar.year_span(self.calendar.fiscal_year(self.as_of))
    }

    /// The periods of every sparkline: the as-of period and the twelve before.
    pub(crate) fn trail(&self) -> Span {
        Span { first: self.as_of.plus(-12), last: self.as_of }
    }

    pub(crate) fn live_goals(&self, scope: Scope) -> impl Iterator<Item = &'a GoalScore> {
        self.scores.goals_of(scope).filter(|goal| goal.liveness == Liveness::Live)
    }

    /// The live goal for a metric over the fiscal year.
    pub(crate) fn year_goal(&self, scope: Scope, metric: &str) -> Option<&'a GoalScore> {
        let about = |goal: &&GoalScore| goal.goal.metric().is_some_and(|own| own.id == metric);
        self.live_goals(scope).filter(about).find(|goal| goal.goal.span == self.year())
    }

    pub(crate) fn product_score(&self, scope: Scope) -> Option<&'a ProductScore> {
        match scope {
            Scope::Product(product) => self.scores.products.iter().find(|score| score.product == product),
            Scope::Portfolio => None,
        }
    }

    /// `USD thousand`; `None` without a currency.
    pub(crate) fn money_unit(&self) -> Option<String> {
        self.currency.map(|currency| wording::money_unit(currency, self.display_unit, self.lang))
    }

    /// Why these pages are a draft; `None` when they are none.
    pub(crate) fn draft(&self) -> Option<String> {
        let proposed = self.scores.goals.iter().filter(|goal| !goal.goal.agreement.is_agreed()).count();
        let failed = self.findings.iter().filter(|finding| finding.severity == Severity::Stop).count();
        wording::draft(proposed, failed, self.lang)
    }

    /// An empty page under a name, with what every page has.
    pub(crate) fn blank_page(&self, name: impl Into<String>) -> Page {
        let source = match self.company {
            Some(company) => format!("{company} · {}", self.name),
            None => self.name.to_owned(),
        };
        Page {
            draft: self.draft(),
            footer: Footer {
                period: self.as_of_in_words(),
                source: format!("{source} · {}", wording::files(self.files.len(), self.lang)),
                page: wording::page_of_pages(self.lang),
            },
            links: vec![self.link(labels::PORTFOLIO)],
            ..Page::new(name, PagePurpose::Review)
        }
    }

    /// Leads to a page that is named by a label.
    pub(crate) fn link(&self, page: Label) -> PageLink {
        let page = self.say(page).to_owned();
        PageLink { text: page.clone(), page }
    }
}
