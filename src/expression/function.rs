//! The functions of expressions: their names, what they take and give, and what they are for. What is said here stands in
//! `docs/pipeline.md`.

use super::kind::Kind;

/// What a function of fixed arguments takes and gives.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Signature {
    pub(crate) function: Function,
    /// The first is how it is called, the others are how other dialects call it.
    pub(crate) names: &'static [&'static str],
    pub(crate) takes: &'static [Kind],
    /// How many of the last may be left out.
    pub(crate) optional: usize,
    pub(crate) gives: Kind,
    /// The call as it is documented.
    pub(crate) usage: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Function {
    // Of values of one kind.
    Coalesce,
    NullIf,
    Greatest,
    Least,
    // Of texts, however many.
    Concat,
    // Of figures.
    Abs,
    Round,
    Truncate,
    Floor,
    Ceiling,
    Sign,
    Modulo,
    // Of texts.
    Upper,
    Lower,
    Trim,
    TrimLeft,
    TrimRight,
    Length,
    Left,
    Right,
    Substring,
    Replace,
    StartsWith,
    EndsWith,
    Contains,
    Position,
    SplitPart,
    PadLeft,
    PadRight,
    // Of days.
    Year,
    Quarter,
    Month,
    DayOfMonth,
    DayOfWeek,
    DateTruncate,
    LastDay,
    AddMonths,
    MakeDate,
    ToDate,
    TryToDate,
    FormatDate,
}

const NUMBER: Kind = Kind::Number;
const TEXT: Kind = Kind::Text;
const DAY: Kind = Kind::Day;

/// Those whose arguments have kinds of their own.
pub(crate) const SIGNATURES: &[Signature] = &[
    of(Function::Abs, &["abs"], &[NUMBER], 0, NUMBER, "abs(x)"),
    of(Function::Round, &["round"], &[NUMBER, NUMBER], 1, NUMBER, "round(x, places)"),
    of(Function::Truncate, &["trunc", "truncate"], &[NUMBER, NUMBER], 1, NUMBER, "trunc(x, places)"),
    of(Function::Floor, &["floor"], &[NUMBER], 0, NUMBER, "floor(x)"),
    of(Function::Ceiling, &["ceil", "ceiling"], &[NUMBER], 0, NUMBER, "ceil(x)"),
    of(Function::Sign, &["sign"], &[NUMBER], 0, NUMBER, "sign(x)"),
    of(Function::Modulo, &["mod"], &[NUMBER, NUMBER], 0, NUMBER, "mod(x, y)"),
    of(Function::Upper, &["upper", "ucase"], &[TEXT], 0, TEXT, "upper(text)"),
    of(Function::Lower, &["lower", "lcase"], &[TEXT], 0, TEXT, "lower(text)"),
    of(Function::Trim, &["trim", "btrim"], &[TEXT, TEXT], 1, TEXT, "trim(text, signs)"),
    of(Function::TrimLeft, &["ltrim"], &[TEXT, TEXT], 1, TEXT, "ltrim(text, signs)"),
    of(Function::TrimRight, &["rtrim"], &[TEXT, TEXT], 1, TEXT, "rtrim(text, signs)"),
    of(Function::Length, &["length", "len", "char_length", "character_length"], &[TEXT], 0, NUMBER, "length(text)"),
    of(Function::Left, &["left"], &[TEXT, NUMBER], 0, TEXT, "left(text, n)"),
    of(Function::Right, &["right"], &[TEXT, NUMBER], 0, TEXT, "right(text, n)"),
    of(Function::Substring, &["substr", "substring", "mid"], &[TEXT, NUMBER, NUMBER], 1, TEXT, "substr(text, from, n)"),
    of(Function::Replace, &["replace"], &[TEXT, TEXT, TEXT], 0, TEXT, "replace(text, part, by)"),
    of(Function::StartsWith, &["starts_with"], &[TEXT, TEXT], 0, Kind::Truth, "starts_with(text, part)"),
    of(Function::EndsWith, &["ends_with"], &[TEXT, TEXT], 0, Kind::Truth, "ends_with(text, part)"),
    of(Function::Contains, &["contains"], &[TEXT, TEXT], 0, Kind::Truth, "contains(text, part)"),
    of(Function::Position, &["strpos", "instr"], &[TEXT, TEXT], 0, NUMBER, "strpos(text, part)"),
    of(Function::SplitPart, &["split_part"], &[TEXT, TEXT, NUMBER], 0, TEXT, "split_part(text, sign, n)"),
    of(Function::PadLeft, &["lpad"], &[TEXT, NUMBER, TEXT], 1, TEXT, "lpad(text, n, sign)"),
    of(Function::PadRight, &["rpad"], &[TEXT, NUMBER, TEXT], 1, TEXT, "rpad(text, n, sign)"),
    of(Function::Year, &["year"], &[DAY], 0, NUMBER, "year(day)"),
    of(Function::Quarter, &["quarter"], &[DAY], 0, NUMBER, "quarter(day)"),
    of(Function::Month, &["month"], &[DAY], 0, NUMBER, "month(day)"),
    of(Function::DayOfMonth, &["day", "dayofmonth"], &[DAY], 0, NUMBER, "day(day)"),
    of(Function::DayOfWeek, &["isodow"], &[DAY], 0, NUMBER, "isodow(day)"),
    of(Function::DateTruncate, &["date_trunc"], &[TEXT, DAY], 0, DAY, "date_trunc('month', day)"),
    of(Function::LastDay, &["last_day", "eomonth"], &[DAY], 0, DAY, "last_day(day)"),
    of(Function::AddMonths, &["add_months", "edate"], &[DAY, NUMBER], 0, DAY, "add_months(day, n)"),
    of(Function::MakeDate, &["make_date", "datefromparts"], &[NUMBER, NUMBER, NUMBER], 0, DAY, "make_date(y, m, d)"),
    of(Function::ToDate, &["to_date", "strptime"], &[TEXT, TEXT], 0, DAY, "to_date(text, '%d.%m.%Y')"),
    of(Function::TryToDate, &["try_to_date", "try_strptime"], &[TEXT, TEXT], 0, DAY, "try_to_date(text, '%d.%m.%Y')"),
    of(Function::FormatDate, &["strftime"], &[DAY, TEXT], 0, TEXT, "strftime(day, '%Y-%m')"),
];

/// Those of as many arguments as one likes, with how they are documented.
pub(crate) const OF_SEVERAL: &[(Function, &[&str], &str)] = &[
    (Function::Coalesce, &["coalesce", "ifnull", "nvl", "isnull"], "coalesce(x, y, …)"),
    (Function::NullIf, &["nullif"], "nullif(x, y)"),
    (Function::Greatest, &["greatest"], "greatest(x, y, …)"),
    (Function::Least, &["least"], "least(x, y, …)"),
    (Function::Concat, &["concat"], "concat(x, y, …)"),
];

const fn of(
    function: Function,
    names: &'static [&'static str],
    takes: &'static [Kind],
    optional: usize,
    gives: Kind,
    usage: &'static str,
) -> Signature {
    Signature { function, names, takes, optional, gives, usage }
}

impl Function {
    /// By one of its names, in lower case.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let fixed = SIGNATURES.iter().find(|signature| signature.names.contains(&name));
        let several = || OF_SEVERAL.iter().find(|(_, names, _)| names.contains(&name));
        fixed.map(|signature| signature.function).or_else(|| several().map(|(function, ..)| *function))
    }

    /// `None` for those of as many arguments as one likes.
    pub(crate) fn signature(self) -> Option<&'static Signature> {
        SIGNATURES.iter().find(|signature| signature.function == self)
    }

    /// The call as it is documented.
    pub(crate) fn usage(self) -> &'static str {
        let several = || OF_SEVERAL.iter().find(|(function, ..)| *function == self).map(|(.., usage)| *usage);
        self.signature().map(|signature| signature.usage).or_else(several).unwrap_or_default()
    }

    /// Whether it takes so many arguments.
    pub(crate) fn takes(self, number: usize) -> bool {
        match (self.signature(), self) {
            (Some(signature), _) => {
                number <= signature.takes.len() && number + signature.optional >= signature.takes.len()
            }
            (None, Self::NullIf) => number == 2,
            (None, _) => number >= 1,
        }
    }

    /// How all of them are called.
    pub(crate) fn names() -> impl Iterator<Item = &'static str> + Clone {
        let fixed = SIGNATURES.iter().flat_map(|signature| signature.names);
        fixed.chain(OF_SEVERAL.iter().flat_map(|(_, names, _)| *names)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_function_has_names_of_its_own_and_stands_in_the_documents() {
        let documents = include_str!("../../docs/pipeline.md");
        let mut names = BTreeSet::new();
        for name in Function::names() {
            assert!(names.insert(name), "{name} twice");
            let function = Function::named(name).unwrap();
            assert!(documents.contains(&format!("`{}`", function.usage())), "{}", function.usage());
        }
        assert_eq!(Function::named("median"), None);
    }
}
