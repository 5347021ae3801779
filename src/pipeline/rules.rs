//! The classes of problems that a pipeline file can have. All of them stop the run and none can be softened: a
//! pipeline file that says something else than it means gives figures that nobody asked for.

use crate::diagnostic::{Rule, Severity};

const fn rule(code: &'static str, explanation: &'static str) -> Rule {
    Rule { code, severity: Severity::Stop, adjustable: false, explanation }
}

macro_rules! rules {
    ($($name:ident = $code:literal, $explanation:literal;)*) => {
        $(pub(super) static $name: Rule = rule($code, $explanation);)*

        /// Every class of problems that a pipeline file can have.
        pub const RULES: &[&Rule] = &[$(&$name),*];
    };
}

rules! {
    UNREADABLE = "pipeline_unreadable",
        "The pipeline file could not be read from disk. Check its path and that you may open it.";
    NOT_UTF8 = "pipeline_not_utf8",
        "The pipeline file is not UTF-8 text. Save it as UTF-8; most editors offer it under \"save with encoding\".";
    SYNTAX = "pipeline_syntax",
        "A line of the pipeline file is not valid TOML. Texts stand in quotes, a list in square brackets, a section \
         under its header in square brackets.";
    DUPLICATE_KEY = "duplicate_key",
        "A key or a section is written twice, and only one can count. Keep one; what comes several times, such as \
         `[[input]]`, has double brackets.";
    UNKNOWN_KEY = "unknown_key",
        "A section has a key that goalpost does not know. A misspelt key would be without effect, so it is refused.";
    WRONG_TYPE = "wrong_type",
        "A key has another kind of value than it takes, such as a number where a text is meant.";
    UNKNOWN_VALUE = "unknown_value",
        "A key takes one of a few words, and the file has another.";
    BAD_VALUE = "bad_value",
        "A value has the right type and still cannot be meant: it is empty, too small or too large.";
    NOT_SUPPORTED_YET = "not_supported_yet",
        "The key or value is part of the pipeline file and this version cannot do what it asks for. It is refused \
         rather than ignored; leave it out until a later version brings it.";
    MISSING_SECTION = "missing_section",
        "Every pipeline needs a `[pipeline]` section and at least one `[[input]]`.";
    MISSING_KEY = "missing_key",
        "A section lacks a key that it cannot do without.";
    OTHER_CALENDAR = "other_calendar",
        "A key under `[calendar]` belongs to another kind of calendar than `kind` names, so nothing would obey it.";
    CURRENCY_MISSING = "currency_missing",
        "An input reads money, and the pipeline does not say in which currency it reports. Add `currency` under \
         `[pipeline]`.";
    BAD_CURRENCY = "bad_currency",
        "A currency is its ISO 4217 code of three capital letters, such as USD, EUR or KRW.";
    FX_MISSING = "fx_missing",
        "An input has money in another currency than the reporting currency, and there is no `[fx]` section to say \
         what it is worth. Name a file with the columns currency, period, rate and kind under `[fx]`.";
    DUPLICATE_INPUT = "duplicate_input",
        "Two inputs have the same name. Findings and lineage name the input, so each needs a name of its own.";
    BAD_FILE_PATTERN = "bad_file_pattern",
        "A pattern under `files` is not a valid glob. `*` stands for any part of a name, `?` for one character, \
         `[ab]` for one of some, `{a,b}` for one of several words, `**` for any folders.";
    FILE_OUTSIDE_INPUTS = "file_outside_inputs",
        "Exports are read from below the folder that `inputs` under `[pipeline]` names. Patterns are relative to it \
         and do not leave it; to read from elsewhere, choose a higher folder as `inputs`.";
    BAD_DATE_PATTERN = "bad_date_pattern",
        "A pattern under `dates` is not a valid strftime pattern. `%Y` is the year, `%m` the month, `%d` the day.";
    UNKNOWN_FACT = "unknown_fact",
        "An input names a fact that goalpost does not know. The fact says what kind of export it is and so which \
         columns and metrics it has.";
    BAD_MEASURES = "bad_measures",
        "`[input.measures]` declares the measures of a fact of one's own, each a flow or a stock and in one unit. Every \
         input of the fact says the same of a measure, and facts that goalpost knows have their measures already.";
    NOT_AN_IDENTIFIER = "not_an_identifier",
        "Facts, measures and metrics of one's own are named in lower-case letters, digits and `_`, with a letter \
         first, since formulas and tables use their names. What readers see is the label.";
    DUPLICATE_METRIC = "duplicate_metric",
        "A metric has the id or label of another one. Goals name their metric by either, so no two can share one.";
    BAD_METRIC = "bad_metric",
        "A `[[metric]]` is about a fact that has no figures by product and period, or contradicts another one.";
    BAD_FORMULA = "bad_formula",
        "The numerator or denominator of a `[[metric]]` is no formula that goalpost can compute exactly. It is SQL over \
         the measures of the fact, aggregated over the rows of a product and a window, as in `sum(trained)`.";
    BAD_CHECK = "bad_check",
        "A `[[check]]` cannot be computed exactly, or contradicts itself or another one. `holds` compares two figures: \
         metrics by their ids, and aggregates of measures with their facts, as in `mrr = sum(revenue.amount)`.";
    UNKNOWN_COLUMN = "unknown_column",
        "An input maps a column that its fact does not have. Under `[input.columns]` the canonical name stands on \
         the left and the export's own header on the right.";
    COLUMN_AND_CONSTANT = "column_and_constant",
        "A column is both read from the export and set to a constant, and only one can count.";
    MISSING_ALTERNATIVE = "missing_alternative",
        "A fact needs at least one of several columns that say the same thing in different ways, and the input maps \
         none of them.";
    THRESHOLD_ORDER = "threshold_order",
        "The thresholds of `[scoring]` do not rise from `at_risk` over `met` and `exceeded` to `cap`, so a status \
         could never be reached.";
    UNKNOWN_STAGE = "unknown_stage",
        "Weights are given for a life-cycle stage that does not exist. The stages are launch, growth, maturity and \
         decline.";
    UNKNOWN_THEME = "unknown_theme",
        "A weight is given to a theme that no metric belongs to.";
    UNKNOWN_FINDING = "unknown_finding",
        "`[quality]` names a finding that does not exist, so it would be without effect.";
    FINDING_NOT_ADJUSTABLE = "finding_not_adjustable",
        "`[quality]` changes what a finding does, and this one cannot be changed: going on would mean to publish a \
         guess.";
    BAD_SCORECARD_FILE = "bad_scorecard_file",
        "The file name of a scorecard cannot be used. It ends in .xlsx, has no folders, since scorecards land in \
         the folder of their period, and only the placeholders {period} and {pipeline}, \
         and {product} or {family} exactly where it is split by them.";
    DUPLICATE_SCORECARD = "duplicate_scorecard",
        "Two scorecards have the same file name, so one would overwrite the other.";
}
