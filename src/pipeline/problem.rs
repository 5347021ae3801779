//! The findings of a pipeline file, each with the words that the user wrote. All of them stop the run and none can be
//! softened: a pipeline file that says something else than it means gives figures that nobody asked for.

mod custom;

pub use custom::CustomProblem;

use super::shape::{ExpectedValue, ValueShape, is_currency};
use crate::amount::Amount;
use crate::diagnostic::{Severity, findings};
use crate::name::{did_you_mean, nearest, suggestion};
use crate::prose::{joined, quoted_list, shown};
use crate::schema::FactKind;
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

    "pipeline_syntax": Stop, about_unread_lines;
    "A line of the pipeline file is not valid TOML. Texts stand in quotes, a list in square brackets, a section under \
     its header in square brackets.";
    Syntax { message: String } => {
        message: message.clone(),
        hint: message.contains("escape").then(|| "write paths with `/`, or put the text in single quotes".to_owned()),
    }

    "duplicate_key": Stop, about_unread_lines;
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
    WrongType { key: String, expected: ExpectedValue, found: ValueShape } => {
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

    "missing_section": Stop, about_the_whole_file;
    "Every pipeline needs a `[pipeline]` section and at least one `[[input]]`.";
    MissingSection { section: &'static str, needs: &'static str } => {
        message: format!("expected `{section}`, found none"),
        hint: *needs,
    }

    "missing_key": Stop, about_the_whole_file;
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

    "currency_missing": Stop, about_the_whole_file;
    "An input reads money, and the pipeline does not say in which currency it reports. Add `currency` under \
     `[pipeline]`.";
    CurrencyMissing { input: String, columns: Vec<String> } => {
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

    "fx_missing": Stop, about_the_whole_file;
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

    "missing_alternative": Stop, about_the_whole_file;
    "A fact needs at least one of several columns that say the same thing in different ways, and the input maps none \
     of them.";
    MissingAlternative { fact: FactKind, columns: &'static [&'static str] } => {
        message: format!("`{}` needs a column {}, found none", fact.name(), quoted_list(columns)),
        hint: "map one of them under `[input.columns]`",
    }

    "threshold_order": Stop, about_the_whole_file;
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
    UnknownTheme { theme: String, valid: Vec<String> } => {
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
