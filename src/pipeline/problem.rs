//! The findings of a pipeline file, each with the words that the user wrote. All of them stop the run and none can be
//! softened: a pipeline file that says something else than it means gives figures that nobody asked for.

use super::formula::FormulaFault;
use super::shape::{Expected, Shape, is_currency, is_identifier};
use crate::amount::Amount;
use crate::diagnostic::{Severity, findings};
use crate::name::{nearest, suggestion};
use crate::prose::{joined, quoted_list, shown};
use crate::schema::{FACTS, FactKind};
use std::io;

findings! {
    #[derive(Debug)]
    pub enum PipelineProblem;

    "pipeline_unreadable": Stop;
    "The pipeline file could not be read from disk. Check its path and that you may open it.";
    Unreadable { cause: io::Error } => {
        message: match cause.kind() {
            io::ErrorKind::NotFound => "no such file".to_owned(),
            io::ErrorKind::PermissionDenied => "reading the file is not permitted".to_owned(),
            io::ErrorKind::IsADirectory => "expected a file, found a folder".to_owned(),
            _ => format!("cannot read the file: {cause}"),
        },
        hint: (cause.kind() == io::ErrorKind::NotFound)
            .then(|| "paths on the command line are relative to the current folder".to_owned()),
        source: cause,
    }

    "pipeline_not_utf8": Stop;
    "The pipeline file is not UTF-8 text. Save it as UTF-8; most editors offer it under \"save with encoding\".";
    NotUtf8 {
        /// Line of the first byte that is not UTF-8, from 1.
        line: usize,
    } => {
        message: format!("expected UTF-8 text, found other bytes in line {line}"),
        hint: "save the file as UTF-8",
    }

    "pipeline_syntax": Stop;
    "A line of the pipeline file is not valid TOML. Texts stand in quotes, a list in square brackets, a section under \
     its header in square brackets.";
    Syntax { message: String } => {
        message: message.clone(),
        hint: message.contains("escape").then(|| "write paths with `/`, or put the text in single quotes".to_owned()),
    }

    "duplicate_key": Stop;
    "A key or a section is written twice, and only one can count. Keep one; what comes several times, such as \
     `[[input]]`, has double brackets.";
    DuplicateKey { key: String } => {
        message: format!("`{}` is written twice", shown(key)),
        hint: "keep one of the two",
    }

    "unknown_key": Stop;
    "A section has a key that goalpost does not know. A misspelt key would be without effect, so it is refused.";
    UnknownKey {
        key: String,
        /// Header of the section; empty at the top of the file.
        section: String,
        valid: Vec<&'static str>,
    } => {
        message: match section.as_str() {
            "" => format!("unknown key `{}` at the top of the file", shown(key)),
            section => format!("unknown key `{}` in `{section}`", shown(key)),
        },
        hint: match valid.as_slice() {
            [only] => Some(did_you_mean(only)),
            valid => suggestion(key, valid),
        },
    }

    "wrong_type": Stop;
    "A key has another kind of value than it takes, such as a number where a text is meant.";
    WrongType { key: String, expected: Expected, found: Shape } => {
        message: format!("`{}`: expected {expected}, found {found}", shown(key)),
        hint: expected.remedy(*found),
    }

    "unknown_value": Stop;
    "A key takes one of a few words, and the file has another.";
    UnknownValue {
        key: String,
        value: String,
        valid: Vec<&'static str>,
        /// What the key takes besides words.
        otherwise: Option<&'static str>,
    } => {
        message: {
            let mut all: Vec<String> = valid.iter().map(|word| format!("`{word}`")).collect();
            all.extend(otherwise.map(str::to_owned));
            format!("`{key}`: expected {}, found `{}`", joined(&all, "or"), shown(value))
        },
        hint: nearest(value, valid).map(did_you_mean),
    }

    "bad_value": Stop;
    "A value has the right type and still cannot be meant: it is empty, too small or too large.";
    BadValue { key: String, expected: &'static str, found: String } => {
        message: match found.trim() {
            "" => format!("`{}`: expected {expected}, found nothing", shown(key)),
            _ => format!("`{}`: expected {expected}, found `{}`", shown(key), shown(found)),
        },
    }

    "not_supported_yet": Stop;
    "The key or value is part of the pipeline file and this version cannot do what it asks for. It is refused rather \
     than ignored; leave it out until a later version brings it.";
    NotSupportedYet { what: String, instead: String } => {
        message: format!("not supported yet: {what}"),
        hint: instead.clone(),
    }

    "missing_section": Stop;
    "Every pipeline needs a `[pipeline]` section and at least one `[[input]]`.";
    MissingSection { section: &'static str, needs: &'static str } => {
        message: format!("expected `{section}`, found none"),
        hint: *needs,
    }

    "missing_key": Stop;
    "A section lacks a key that it cannot do without.";
    MissingKey { key: &'static str, section: String } => {
        message: format!("expected `{key}` in `{section}`, found none"),
        hint: format!("add `{key} = …` under `{section}`"),
    }

    "other_calendar": Stop;
    "A key under `[calendar]` belongs to another kind of calendar than `kind` names, so nothing would obey it.";
    /// A key that only another kind of calendar obeys.
    OtherCalendar { key: &'static str, kind: &'static str } => {
        message: format!("`{key}` says nothing in a calendar of `kind = \"{kind}\"`"),
        hint: format!("leave out `{key}`, or name another `kind`"),
    }

    "currency_missing": Stop;
    "An input reads money, and the pipeline does not say in which currency it reports. Add `currency` under \
     `[pipeline]`.";
    CurrencyMissing { input: String, columns: Vec<&'static str> } => {
        message: format!(
            "expected `currency` in `[pipeline]`, found none, and input `{}` reads money ({})",
            shown(input),
            columns.iter().map(|column| format!("`{column}`")).collect::<Vec<_>>().join(", ")
        ),
        hint: "add the currency of the scorecards, such as `currency = \"USD\"`",
    }

    "bad_currency": Stop;
    "A currency is its ISO 4217 code of three capital letters, such as USD, EUR or KRW.";
    BadCurrency { currency: String } => {
        message: format!("`currency`: expected a code of three capital letters, found `{}`", shown(currency)),
        hint: {
            let code = currency.trim().to_uppercase();
            is_currency(&code).then(|| did_you_mean(&code))
        },
    }

    "fx_missing": Stop;
    "An input has money in another currency than the reporting currency, and there is no `[fx]` section to say what it \
     is worth. Name a file with the columns currency, period, rate and kind under `[fx]`.";
    /// An input in another currency, without rates.
    FxMissing { currency: String, reporting: String } => {
        message: format!("money in `{currency}` needs exchange rates to `{reporting}`, and there is no `[fx]`"),
        hint: "add `[fx]` with `file = \"fx.csv\"`",
    }

    "duplicate_input": Stop;
    "Two inputs have the same name. Findings and lineage name the input, so each needs a name of its own.";
    DuplicateInput { name: String, first_line: usize } => {
        message: format!("input `{}` is already in line {first_line}", shown(name)),
        hint: "give each input a name of its own",
    }

    "bad_file_pattern": Stop;
    "A pattern under `files` is not a valid glob. `*` stands for any part of a name, `?` for one character, `[ab]` for \
     one of some, `{a,b}` for one of several words, `**` for any folders.";
    BadFilePattern { pattern: String, reason: String } => {
        message: format!("`{}` is not a file pattern: {reason}", shown(pattern)),
        hint: "`*`, `?`, `[…]` and `{…}` have a meaning in patterns",
    }

    "file_outside_inputs": Stop;
    "Exports are read from below the folder that `inputs` under `[pipeline]` names. Patterns are relative to it and do \
     not leave it; to read from elsewhere, choose a higher folder as `inputs`.";
    FileOutsideInputs { pattern: String } => {
        message: format!("expected a pattern below the folder of the exports, found `{}`", shown(pattern)),
        hint: "write it relative to `inputs` of `[pipeline]`, or choose a higher folder there",
    }

    "bad_date_pattern": Stop;
    "A pattern under `dates` is not a valid strftime pattern. `%Y` is the year, `%m` the month, `%d` the day.";
    BadDatePattern { pattern: String } => {
        message: format!("`{}` is not a strftime pattern", shown(pattern)),
        hint: "`%Y` is the year, `%m` the month, `%d` the day, as in `%d.%m.%Y`",
    }

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
                Some(nearest) => format!("did you mean `{nearest}`? {of_ones_own}"),
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
    ThemeBuiltIn { theme: &'static str } => {
        message: format!("theme `{theme}` is built in and has its labels already"),
        hint: format!("write `theme = \"{theme}\"`"),
    }
    ThemeContradicts { theme: String, first_line: usize } => {
        message: format!("theme `{}` has another label in line {first_line}", shown(theme)),
        hint: "give the label once, or alike",
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

    "unknown_column": Stop;
    "An input maps a column that its fact does not have. Under `[input.columns]` the canonical name stands on the left \
     and the export's own header on the right.";
    UnknownColumn {
        column: String,
        fact: FactKind,
        /// The name is a key of the section above, so it probably stands too low in the file.
        key_of_input: bool,
    } => {
        message: format!("`{}` is not a column of `{}`", shown(column), fact.name()),
        hint: if *key_of_input {
            Some(format!("`{column}` is a key of `[[input]]`: write it above the sections of the input"))
        } else {
            suggestion(column, fact.schema().column_names())
        },
    }

    "column_and_constant": Stop;
    "A column is both read from the export and set to a constant, and only one can count.";
    ColumnAndConstant { column: String } => {
        message: format!("`{column}` is both a column and a constant"),
        hint: "keep one of the two",
    }

    "missing_alternative": Stop;
    "A fact needs at least one of several columns that say the same thing in different ways, and the input maps none \
     of them.";
    MissingAlternative { fact: FactKind, columns: &'static [&'static str] } => {
        message: format!("`{}` needs a column {}, found none", fact.name(), quoted_list(columns)),
        hint: "map one of them under `[input.columns]`",
    }

    "threshold_order": Stop;
    "The thresholds of `[scoring]` do not rise from `at_risk` over `met` and `exceeded` to `cap`, so a status could \
     never be reached.";
    ThresholdOrder { lower: (&'static str, Amount), upper: (&'static str, Amount) } => {
        message: format!("`{}` ({}) is above `{}` ({})", lower.0, lower.1, upper.0, upper.1),
        hint: "they rise from `at_risk` over `met` and `exceeded` to `cap`",
    }

    "unknown_stage": Stop;
    "Weights are given for a life-cycle stage that does not exist. The stages are launch, growth, maturity and \
     decline.";
    UnknownStage { stage: String, valid: &'static [&'static str] } => {
        message: format!("unknown life-cycle stage `{}`", shown(stage)),
        hint: suggestion(stage, *valid),
    }

    "unknown_theme": Stop;
    "A weight is given to a theme that no metric belongs to.";
    UnknownTheme { theme: String, valid: Vec<&'static str> } => {
        message: format!("unknown theme `{}`", shown(theme)),
        hint: suggestion(theme, valid),
    }

    "unknown_finding": Stop;
    "`[quality]` names a finding that does not exist, so it would be without effect.";
    UnknownFinding { code: String, valid: Vec<&'static str> } => {
        message: format!("unknown finding `{}`", shown(code)),
        hint: suggestion(code, valid),
    }

    "finding_not_adjustable": Stop;
    "`[quality]` changes what a finding does, and this one cannot be changed: going on would mean to publish a guess.";
    FindingNotAdjustable { code: &'static str, severity: Severity } => {
        message: format!("what `{code}` does cannot be changed"),
        hint: if *severity == Severity::Stop { "it always stops the run" } else { "it never stops the run" },
    }

    "bad_scorecard_file": Stop;
    "The file name of a scorecard cannot be used. It ends in .xlsx, has no folders, since scorecards land in the \
     folder of their period, and only the placeholders {period} and {pipeline}, and {product} or {family} exactly \
     where it is split by them.";
    ScorecardNotXlsx { file: String } => {
        message: format!("expected a file name ending in `.xlsx`, found `{}`", shown(file)),
        hint: "as in `Scorecard {period}.xlsx`",
    }
    ScorecardInFolder { file: String } => {
        message: format!("expected a file name, found the path `{}`", shown(file)),
        hint: "scorecards land in the folder of their period below `output` of `[pipeline]`",
    }
    ScorecardCharacter { file: String, character: char } => {
        message: format!("`{}` has `{}`, which file names cannot have", shown(file), shown(&character.to_string())),
        hint: "as in `Scorecard {period}.xlsx`",
    }
    UnknownPlaceholder { placeholder: String, valid: &'static [&'static str] } => {
        message: format!("unknown placeholder `{}`", shown(placeholder)),
        hint: suggestion(placeholder, *valid),
    }
    /// `{product}` in the name of a workbook for all products.
    PlaceholderWithoutSplit { placeholder: &'static str } => {
        message: format!("`{placeholder}` in the name of a scorecard that is not split so"),
        hint: format!("write `split = \"{}\"`, or take it out of the name", placeholder.trim_matches(['{', '}'])),
    }
    /// A workbook for every product, and one name for all of them.
    SplitWithoutPlaceholder { placeholder: &'static str } => {
        message: format!("a split scorecard needs `{placeholder}` in its name, or one file would replace the other"),
        hint: format!("as in `Scorecard {{period}} {placeholder}.xlsx`"),
    }

    "duplicate_scorecard": Stop;
    "Two scorecards have the same file name, so one would overwrite the other.";
    DuplicateScorecard { file: String, first_line: usize } => {
        message: format!("scorecard `{}` is already in line {first_line}", shown(file)),
        hint: "give each scorecard a file name of its own",
    }
}

impl PipelineProblem {
    /// The text could not be read as TOML.
    pub(super) fn is_syntax(&self) -> bool {
        matches!(self, Self::Syntax { .. } | Self::DuplicateKey { .. })
    }

    /// Says that something is not there, which only holds when every line could be read.
    pub(super) fn needs_the_whole_file(&self) -> bool {
        matches!(
            self,
            Self::MissingSection { .. }
                | Self::MissingKey { .. }
                | Self::CurrencyMissing { .. }
                | Self::FxMissing { .. }
                | Self::MissingAlternative { .. }
                | Self::ThresholdOrder { .. }
        )
    }
}

fn nearest_fact<'a>(wanted: &str, own: &'a [String]) -> Option<&'a str> {
    nearest(wanted, FACTS.iter().map(|fact| fact.name).chain(own.iter().map(String::as_str)))
}

fn did_you_mean(name: &str) -> String {
    format!("did you mean `{name}`?")
}
