//! What is said about each broken rule of a pipeline file, and the remedy.

use super::problem::{PipelineProblem, is_currency};
use super::sections::measures::is_identifier;
use crate::diagnostic::Severity;
use crate::name::{nearest, suggestion};
use crate::prose::{joined, quoted_list, shown};
use crate::schema::{FACTS, FactKind};
use std::io;

impl PipelineProblem {
    pub(super) fn wording(&self) -> String {
        match self {
            Self::Unreadable { cause } => match cause.kind() {
                io::ErrorKind::NotFound => "no such file".to_owned(),
                io::ErrorKind::PermissionDenied => "reading the file is not permitted".to_owned(),
                io::ErrorKind::IsADirectory => "expected a file, found a folder".to_owned(),
                _ => format!("cannot read the file: {cause}"),
            },
            Self::NotUtf8 { line } => format!("expected UTF-8 text, found other bytes in line {line}"),
            Self::Syntax { message } => message.clone(),
            Self::DuplicateKey { key } => format!("`{}` is written twice", shown(key)),
            Self::UnknownKey { key, section, .. } if section.is_empty() => {
                format!("unknown key `{}` at the top of the file", shown(key))
            }
            Self::UnknownKey { key, section, .. } => format!("unknown key `{}` in `{section}`", shown(key)),
            Self::WrongType { key, expected, found } => format!("`{}`: expected {expected}, found {found}", shown(key)),
            Self::UnknownValue { key, value, valid, otherwise, .. } => {
                let mut all: Vec<String> = valid.iter().map(|word| format!("`{word}`")).collect();
                all.extend(otherwise.map(str::to_owned));
                format!("`{key}`: expected {}, found `{}`", joined(&all, "or"), shown(value))
            }
            Self::BadValue { key, expected, found } if found.trim().is_empty() => {
                format!("`{}`: expected {expected}, found nothing", shown(key))
            }
            Self::BadValue { key, expected, found } => {
                format!("`{}`: expected {expected}, found `{}`", shown(key), shown(found))
            }
            Self::NotSupportedYet { what, .. } => format!("not supported yet: {what}"),
            Self::MissingSection { section, .. } => format!("expected `{section}`, found none"),
            Self::MissingKey { key, section } => format!("expected `{key}` in `{section}`, found none"),
            Self::OtherCalendar { key, kind } => {
                format!("`{key}` says nothing in a calendar of `kind = \"{kind}\"`")
            }
            Self::CurrencyMissing { input, columns } => format!(
                "expected `currency` in `[pipeline]`, found none, and input `{}` reads money ({})",
                shown(input),
                columns.iter().map(|column| format!("`{column}`")).collect::<Vec<_>>().join(", ")
            ),
            Self::BadCurrency { currency } => {
                format!("`currency`: expected a code of three capital letters, found `{}`", shown(currency))
            }
            Self::FxMissing { currency, reporting } => {
                format!("money in `{currency}` needs exchange rates to `{reporting}`, and there is no `[fx]`")
            }
            Self::DuplicateInput { name, first_line } => {
                format!("input `{}` is already in line {first_line}", shown(name))
            }
            Self::BadFilePattern { pattern, reason } => format!("`{}` is not a file pattern: {reason}", shown(pattern)),
            Self::FileOutsideInputs { pattern } => {
                format!("expected a pattern below the folder of the exports, found `{}`", shown(pattern))
            }
            Self::BadDatePattern { pattern } => format!("`{}` is not a strftime pattern", shown(pattern)),
            Self::UnknownFact { fact, .. } | Self::UnknownFactOfMetric { fact, .. } => {
                format!("unknown fact `{}`", shown(fact))
            }
            Self::MeasuresOfKnownFact { fact } => format!("`{fact}` is built in and has its measures already"),
            Self::NotAnIdentifier { name } => {
                format!("expected a name of lower-case letters, digits and `_`, found `{}`", shown(name))
            }
            Self::NoMeasures { fact } => format!("`{}` has no measure", shown(fact)),
            Self::MeasureNameTaken { name } => format!("`{name}` cannot be the name of a measure"),
            Self::MeasureContradicts { measure, fact, here, there, first_line } => {
                let (measure, fact) = (shown(measure), shown(fact));
                format!("measure `{measure}` of `{fact}` is {here} here and {there} in line {first_line}")
            }
            Self::FactOfMetric { fact } => format!("no metric can be made of `{}`", fact.name()),
            Self::MetricBuiltIn { name, id } => format!("`{}` is the name of the metric `{id}`", shown(name)),
            Self::DuplicateMetric { name, first_line } => {
                format!("metric `{}` is already in line {first_line}", shown(name))
            }
            Self::ThemeBuiltIn { theme } => format!("theme `{theme}` is built in and has its labels already"),
            Self::ThemeContradicts { theme, first_line } => {
                format!("theme `{}` has another label in line {first_line}", shown(theme))
            }
            Self::Formula { fault } | Self::CheckFormula { fault } => fault.wording(),
            Self::DuplicateCheck { name, first_line } => {
                format!("check `{}` is already in line {first_line}", shown(name))
            }
            Self::NobodyToQuarantine => "a check of the portfolio is about no single product".to_owned(),
            Self::UnknownColumn { column, fact, .. } => {
                format!("`{}` is not a column of `{}`", shown(column), fact.name())
            }
            Self::ColumnAndConstant { column } => format!("`{column}` is both a column and a constant"),
            Self::MissingAlternative { fact, columns } => {
                format!("`{}` needs a column {}, found none", fact.name(), quoted_list(columns))
            }
            Self::ThresholdOrder { lower, upper } => {
                format!("`{}` ({}) is above `{}` ({})", lower.0, lower.1, upper.0, upper.1)
            }
            Self::UnknownStage { stage, .. } => format!("unknown life-cycle stage `{}`", shown(stage)),
            Self::UnknownTheme { theme, .. } => format!("unknown theme `{}`", shown(theme)),
            Self::UnknownFinding { code, .. } => format!("unknown finding `{}`", shown(code)),
            Self::FindingNotAdjustable { code, .. } => format!("what `{code}` does cannot be changed"),
            Self::ScorecardNotXlsx { file } => {
                format!("expected a file name ending in `.xlsx`, found `{}`", shown(file))
            }
            Self::ScorecardInFolder { file } => format!("expected a file name, found the path `{}`", shown(file)),
            Self::ScorecardCharacter { file, character } => {
                format!("`{}` has `{}`, which file names cannot have", shown(file), shown(&character.to_string()))
            }
            Self::UnknownPlaceholder { placeholder, .. } => format!("unknown placeholder `{}`", shown(placeholder)),
            Self::PlaceholderWithoutSplit { placeholder } => {
                format!("`{placeholder}` in the name of a scorecard that is not split so")
            }
            Self::SplitWithoutPlaceholder { placeholder } => {
                format!("a split scorecard needs `{placeholder}` in its name, or one file would replace the other")
            }
            Self::DuplicateScorecard { file, first_line } => {
                format!("scorecard `{}` is already in line {first_line}", shown(file))
            }
        }
    }

    pub(super) fn remedy(&self) -> Option<String> {
        match self {
            Self::Unreadable { cause } => (cause.kind() == io::ErrorKind::NotFound)
                .then(|| "paths on the command line are relative to the current folder".to_owned()),
            Self::NotUtf8 { .. } => Some("save the file as UTF-8".to_owned()),
            Self::Syntax { message } => {
                message.contains("escape").then(|| "write paths with `/`, or put the text in single quotes".to_owned())
            }
            Self::DuplicateKey { .. } | Self::ColumnAndConstant { .. } => Some("keep one of the two".to_owned()),
            Self::UnknownKey { valid, .. } if valid.len() == 1 => valid.first().copied().map(did_you_mean),
            Self::UnknownKey { key, valid, .. } => suggestion(key, valid.iter().copied()),
            Self::WrongType { expected, found, .. } => expected.remedy(*found),
            Self::UnknownValue { value, valid, later, .. } => {
                nearest(value, valid.iter().chain(later).copied()).map(did_you_mean)
            }
            Self::BadValue { .. } => None,
            Self::NotSupportedYet { instead, .. } => Some(instead.clone()),
            Self::MissingSection { needs, .. } => Some((*needs).to_owned()),
            Self::MissingKey { key, section } => Some(format!("add `{key} = …` under `{section}`")),
            Self::OtherCalendar { key, .. } => Some(format!("leave out `{key}`, or name another `kind`")),
            Self::CurrencyMissing { .. } => {
                Some("add the currency of the scorecards, such as `currency = \"USD\"`".to_owned())
            }
            Self::BadCurrency { currency } => {
                let code = currency.trim().to_uppercase();
                is_currency(&code).then(|| did_you_mean(&code))
            }
            Self::FxMissing { .. } => Some("add `[fx]` with `file = \"fx.csv\"`".to_owned()),
            Self::DuplicateInput { .. } => Some("give each input a name of its own".to_owned()),
            Self::BadFilePattern { .. } => Some("`*`, `?`, `[…]` and `{…}` have a meaning in patterns".to_owned()),
            Self::FileOutsideInputs { .. } => {
                Some("write it relative to `inputs` of `[pipeline]`, or choose a higher folder there".to_owned())
            }
            Self::BadDatePattern { .. } => {
                Some("`%Y` is the year, `%m` the month, `%d` the day, as in `%d.%m.%Y`".to_owned())
            }
            Self::UnknownFact { fact, own } => {
                let of_ones_own = "a fact of your own declares its measures under `[input.measures]`";
                Some(match nearest_fact(fact, own) {
                    Some(nearest) => format!("did you mean `{nearest}`? {of_ones_own}"),
                    None => of_ones_own.to_owned(),
                })
            }
            Self::UnknownFactOfMetric { fact, own } => nearest_fact(fact, own).map(did_you_mean).or_else(|| {
                Some("a fact of your own is declared by an `[[input]]` with `[input.measures]`".to_owned())
            }),
            Self::MeasuresOfKnownFact { .. } => {
                Some("leave out `[input.measures]`, or give the fact a name of its own".to_owned())
            }
            Self::NotAnIdentifier { name } => {
                let plain = name.trim().to_lowercase().replace([' ', '-', '.'], "_");
                is_identifier(&plain).then(|| did_you_mean(&plain))
            }
            Self::NoMeasures { .. } => {
                Some("declare one, as in `trained = { kind = \"stock\", unit = \"count\" }`".to_owned())
            }
            Self::MeasureNameTaken { .. } => {
                Some("every fact has that beside its measures: choose another name".to_owned())
            }
            Self::MeasureContradicts { .. } => Some("declare it alike in every input of the fact".to_owned()),
            Self::FactOfMetric { fact } => Some(match fact {
                FactKind::Milestones => "`milestones_on_time` is the metric of milestones".to_owned(),
                FactKind::Plan => "a plan is what goals are compared with".to_owned(),
                _ => "metrics of the subscription ledger are built in: `goalpost metrics` lists them".to_owned(),
            }),
            Self::MetricBuiltIn { .. } | Self::DuplicateMetric { .. } => {
                Some("give each metric an id and labels of its own".to_owned())
            }
            Self::ThemeBuiltIn { theme } => Some(format!("write `theme = \"{theme}\"`")),
            Self::ThemeContradicts { .. } => Some("give the label once, or alike".to_owned()),
            Self::Formula { fault } | Self::CheckFormula { fault } => fault.remedy(),
            Self::DuplicateCheck { .. } => Some("give each check a name of its own".to_owned()),
            Self::NobodyToQuarantine => {
                Some("set `severity` to \"stop\" or \"warn\", or `per` to \"product\"".to_owned())
            }
            Self::UnknownColumn { column, key_of_input: true, .. } => {
                Some(format!("`{column}` is a key of `[[input]]`: write it above the sections of the input"))
            }
            Self::UnknownColumn { column, fact, .. } => suggestion(column, fact.schema().column_names()),
            Self::MissingAlternative { .. } => Some("map one of them under `[input.columns]`".to_owned()),
            Self::ThresholdOrder { .. } => {
                Some("they rise from `at_risk` over `met` and `exceeded` to `cap`".to_owned())
            }
            Self::UnknownStage { stage: name, valid } => suggestion(name, valid.iter().copied()),
            Self::UnknownTheme { theme: name, valid } => suggestion(name, valid.iter().copied()),
            Self::UnknownPlaceholder { placeholder, valid } => suggestion(placeholder, valid.iter().copied()),
            Self::UnknownFinding { code, valid } => suggestion(code, valid.iter().copied()),
            Self::FindingNotAdjustable { severity: Severity::Stop, .. } => Some("it always stops the run".to_owned()),
            Self::FindingNotAdjustable { .. } => Some("it never stops the run".to_owned()),
            Self::ScorecardNotXlsx { .. } | Self::ScorecardCharacter { .. } => {
                Some("as in `Scorecard {period}.xlsx`".to_owned())
            }
            Self::ScorecardInFolder { .. } => {
                Some("scorecards land in the folder of their period below `output` of `[pipeline]`".to_owned())
            }
            Self::PlaceholderWithoutSplit { placeholder } => {
                let split = placeholder.trim_matches(['{', '}']);
                Some(format!("write `split = \"{split}\"`, or take it out of the name"))
            }
            Self::SplitWithoutPlaceholder { placeholder } => {
                Some(format!("as in `Scorecard {{period}} {placeholder}.xlsx`"))
            }
            Self::DuplicateScorecard { .. } => Some("give each scorecard a file name of its own".to_owned()),
        }
    }
}

fn nearest_fact<'a>(wanted: &str, own: &'a [String]) -> Option<&'a str> {
    nearest(wanted, FACTS.iter().map(|fact| fact.name).chain(own.iter().map(String::as_str)))
}

fn did_you_mean(name: &str) -> String {
    format!("did you mean `{name}`?")
}
