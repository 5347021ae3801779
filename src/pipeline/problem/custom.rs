//! The findings about what a pipeline file brings of its own: facts, metrics and checks.

use crate::diagnostic::findings;
use crate::expression::ExpressionFault;
use crate::name::{did_you_mean, nearest};
use crate::pipeline::formula::FormulaFault;
use crate::pipeline::shape::is_identifier;
use crate::prose::shown;
use crate::schema::{FACTS, FactKind};

findings! {
    #[derive(Debug)]
    pub enum CustomProblem;

    "unknown_fact": Stop;
    "An input names a fact that goalpost does not know. The fact says what kind of export it is and so which columns \
     and metrics it has.";
    UnknownFact {
        fact: String,
        /// Names of the facts that the pipeline declares.
        own: Vec<String>,
    } => {
        message: format!("unknown fact `{}`", shown(fact)),
        hint: {
            let of_ones_own = "a fact of your own declares its measures under `[input.measures]`";
            match nearest_fact(fact, own) {
                Some(nearest) => format!("{} {of_ones_own}", did_you_mean(nearest)),
                None => of_ones_own.to_owned(),
            }
        },
    }
    UnknownFactOfMetric { fact: String, own: Vec<String> } => {
        message: format!("unknown fact `{}`", shown(fact)),
        hint: nearest_fact(fact, own)
            .map(did_you_mean)
            .or_else(|| Some("a fact of your own is declared by an `[[input]]` with `[input.measures]`".to_owned())),
    }

    "bad_measures": Stop;
    "`[input.measures]` declares the measures of a fact of one's own, each a flow or a stock and in one unit. Every \
     input of the fact says the same of a measure, and facts that goalpost knows have their measures already.";
    MeasuresOfKnownFact { fact: String } => {
        message: format!("`{fact}` is built in and has its measures already"),
        hint: "leave out `[input.measures]`, or give the fact a name of its own",
    }
    NoMeasures { fact: String } => {
        message: format!("`{}` has no measure", shown(fact)),
        hint: "declare one, as in `trained = { kind = \"stock\", unit = \"count\" }`",
    }
    MeasureNameTaken { name: String } => {
        message: format!("`{name}` cannot be the name of a measure"),
        hint: "every fact has that beside its measures: choose another name",
    }
    MeasureContradicts {
        measure: String,
        fact: String,
        /// What it is in each of the two declarations.
        here: String,
        there: String,
        first_line: usize,
    } => {
        message: {
            let (measure, fact) = (shown(measure), shown(fact));
            format!("measure `{measure}` of `{fact}` is {here} here and {there} in line {first_line}")
        },
        hint: "declare it alike in every input of the fact",
    }

    "not_an_identifier": Stop;
    "Facts, measures and metrics of one's own are named in lower-case letters, digits and `_`, with a letter first, \
     since formulas and tables use their names. What readers see is the label.";
    NotAnIdentifier { name: String } => {
        message: format!("expected a name of lower-case letters, digits and `_`, found `{}`", shown(name)),
        hint: {
            let plain = name.trim().to_lowercase().replace([' ', '-', '.'], "_");
            is_identifier(&plain).then(|| did_you_mean(&plain))
        },
    }

    "duplicate_metric": Stop;
    "A metric has the id or label of another one. Goals name their metric by either, so no two can share one.";
    MetricBuiltIn { name: String, id: &'static str } => {
        message: format!("`{}` is the name of the metric `{id}`", shown(name)),
        hint: "give each metric an id and labels of its own",
    }
    DuplicateMetric { name: String, first_line: usize } => {
        message: format!("metric `{}` is already in line {first_line}", shown(name)),
        hint: "give each metric an id and labels of its own",
    }

    "bad_metric": Stop;
    "A `[[metric]]` is about a fact that has no figures by product and period, or contradicts another one.";
    /// Its rows are no figures by product and period.
    FactOfMetric { fact: FactKind } => {
        message: format!("no metric can be made of `{}`", fact.name()),
        hint: match fact {
            FactKind::Milestones => "`milestones_on_time` is the metric of milestones",
            FactKind::Plan => "a plan is what goals are compared with",
            _ => "metrics of the subscription ledger are built in: `goalpost metrics` lists them",
        },
    }
    ThemeBuiltIn { theme: String } => {
        message: format!("theme `{theme}` is built in and has its labels already"),
        hint: format!("write `theme = \"{theme}\"`"),
    }
    ThemeContradicts { theme: String, first_line: usize } => {
        message: format!("theme `{}` has another label in line {first_line}", shown(theme)),
        hint: "give the label once, or alike",
    }

    "bad_expression": Stop;
    "`where` or `{ sql = … }` of an input is no SQL that goalpost can evaluate for one row. Column names with spaces \
     or other signs go into double quotes, texts into single ones; docs/pipeline.md has the functions.";
    Expression { fault: ExpressionFault } => {
        message: fault.wording(),
        hint: fault.remedy(),
        source: fault.source()?,
    }

    "bad_formula": Stop;
    "The numerator or denominator of a `[[metric]]` is no formula that goalpost can compute exactly. It is SQL over \
     the measures of the fact, aggregated over the rows of a product and a window, as in `sum(trained)`.";
    Formula { fault: FormulaFault } => {
        message: fault.wording(),
        hint: fault.remedy(),
        source: fault.source()?,
    }

    "bad_check": Stop;
    "A `[[check]]` cannot be computed exactly, or contradicts itself or another one. `holds` compares two figures: \
     metrics by their ids, and aggregates of measures with their facts, as in `mrr = sum(revenue.amount)`.";
    CheckFormula { fault: FormulaFault } => {
        message: fault.wording(),
        hint: fault.remedy(),
        source: fault.source()?,
    }
    DuplicateCheck { name: String, first_line: usize } => {
        message: format!("check `{}` is already in line {first_line}", shown(name)),
        hint: "give each check a name of its own",
    }
    /// `quarantine` where the check is about all products at once.
    NobodyToQuarantine => {
        message: "a check of the portfolio is about no single product",
        hint: "set `severity` to \"stop\" or \"warn\", or `per` to \"product\"",
    }
}

fn nearest_fact<'a>(wanted: &str, own: &'a [String]) -> Option<&'a str> {
    nearest(wanted, FACTS.iter().map(|fact| fact.kind.name()).chain(own.iter().map(String::as_str)))
}
