//! `[scoring]`: thresholds of the statuses, and weights.

use crate::amount::Amount;
use crate::name::fold;
use crate::pipeline::entry::Entry;
use crate::pipeline::keys::Section;
use crate::pipeline::metric::CustomMetric;
use crate::pipeline::problem::PipelineProblem;
use crate::schema::{Stage, Theme};
use std::collections::{BTreeMap, BTreeSet};
use strum::{EnumString, VariantNames};

/// Thresholds and weights of `[scoring]`; scoring.md has their meaning.
#[derive(Debug, Clone)]
pub struct Scoring {
    pub met: Amount,
    pub exceeded: Amount,
    pub at_risk: Amount,
    pub cap: Amount,
    pub min_coverage: Amount,
    pub portfolio: PortfolioWeight,
    /// Stage → theme → weight; only what the pipeline overrides.
    pub stage_weights: BTreeMap<String, BTreeMap<String, Amount>>,
    pub material: Material,
}

/// How large a gap is before somebody has to decide something: as a share of what was planned, and in the metric's unit.
/// Both must be reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Material {
    pub relative: Amount,
    /// In ones of the reporting currency.
    pub money: Amount,
    pub count: Amount,
    /// Of metrics in percent, as a fraction.
    pub points: Amount,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, EnumString, VariantNames)]
#[strum(serialize_all = "snake_case")]
pub enum PortfolioWeight {
    #[default]
    Revenue,
    Equal,
    Catalog,
}

impl Default for Scoring {
    fn default() -> Self {
        let hundredths = |hundredths: i128| Amount::from_scaled(hundredths, 2);
        Self {
            met: hundredths(100),
            exceeded: hundredths(105),
            at_risk: hundredths(90),
            cap: hundredths(120),
            min_coverage: hundredths(60),
            portfolio: PortfolioWeight::Revenue,
            stage_weights: BTreeMap::new(),
            material: Material::default(),
        }
    }
}

impl Default for Material {
    fn default() -> Self {
        let thousandths = |thousandths: i128| Amount::from_scaled(thousandths, 3);
        Self { relative: thousandths(10), money: Amount::zero(), count: Amount::zero(), points: thousandths(5) }
    }
}

/// Weights go to the themes that goalpost has and to those that metrics of the pipeline bring.
pub(crate) fn read(mut section: Section, metrics: &[CustomMetric]) -> Scoring {
    let own = metrics.iter().map(|metric| &metric.theme).filter(|theme| theme.is_own()).cloned();
    let themes: Vec<Theme> = Theme::built_in().chain(own.collect::<BTreeSet<_>>()).collect();
    let known: Vec<&str> = themes.iter().map(Theme::slug).collect();
    let usual = Scoring::default();
    let at_risk = section.number_from_zero("at_risk").unwrap_or(usual.at_risk);
    let met = section.number_from_zero("met").unwrap_or(usual.met);
    let exceeded = section.number_from_zero("exceeded").unwrap_or(usual.exceeded);
    let cap = section.number_from_zero("cap").unwrap_or(usual.cap);
    check_order(&section, &[("at_risk", &at_risk), ("met", &met), ("exceeded", &exceeded), ("cap", &cap)]);
    let scoring = Scoring {
        met,
        exceeded,
        at_risk,
        cap,
        min_coverage: section.get("min_coverage").and_then(Entry::share).unwrap_or(usual.min_coverage),
        portfolio: section.word("portfolio"),
        stage_weights: section
            .section("stage_weights")
            .map(|stages| stage_weights(&stages, &known))
            .unwrap_or_default(),
        material: section.section("material").map(material).unwrap_or_default(),
    };
    section.finish();
    scoring
}

fn material(mut section: Section) -> Material {
    let usual = Material::default();
    let material = Material {
        relative: section.number_from_zero("relative").unwrap_or(usual.relative),
        money: section.number_from_zero("money").unwrap_or(usual.money),
        count: section.number_from_zero("count").unwrap_or(usual.count),
        points: section.number_from_zero("points").unwrap_or(usual.points),
    };
    section.finish();
    material
}

/// Reports each threshold that is below the one before it, at the one of the two that is written last.
fn check_order(section: &Section, rising: &[(&'static str, &Amount)]) {
    for pair in rising.windows(2) {
        let [lower, upper] = pair else { continue };
        if lower.1 > upper.1 {
            let problem = PipelineProblem::ThresholdOrder {
                lower: (lower.0, lower.1.clone()),
                upper: (upper.0, upper.1.clone()),
            };
            section.at_last_key(&[lower.0, upper.0], problem);
        }
    }
}

fn stage_weights(stages: &Section, known: &[&str]) -> BTreeMap<String, BTreeMap<String, Amount>> {
    let mut weights = BTreeMap::new();
    for stage in stages.rest() {
        if !Stage::VARIANTS.contains(&stage.key) {
            let problem = PipelineProblem::UnknownStage { stage: stage.key.to_owned(), valid: Stage::VARIANTS };
            stages.at_key(stage.key, problem);
        }
        if let Some(themes) = Section::of(stage, stages.below(stage.key)) {
            weights.insert(stage.key.to_owned(), theme_weights(&themes, known));
        }
    }
    weights
}

fn theme_weights(themes: &Section, known: &[&str]) -> BTreeMap<String, Amount> {
    let mut weights = BTreeMap::new();
    for theme in themes.rest() {
        let slug = known.iter().find(|slug| **slug == theme.key || fold(slug) == fold(theme.key));
        if slug.is_none() {
            let problem = PipelineProblem::UnknownTheme {
                theme: theme.key.to_owned(),
                valid: known.iter().map(|slug| (*slug).to_owned()).collect(),
            };
            themes.at_key(theme.key, problem);
        }
        if let Some(weight) = theme.number_from_zero() {
            weights.insert(slug.map_or(theme.key, |slug| slug).to_owned(), weight);
        }
    }
    weights
}
