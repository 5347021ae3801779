//! Words by which people tell what was from what was planned: scenarios and versions of a plan.

use crate::calendar::parse_month_name;
use crate::name;
use crate::sheet::{Grid, Value};
use std::collections::BTreeSet;

/// What a label says of the figures under or beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Scenario {
    Actual,
    Plan,
    Forecast,
    /// The year before, beside this one.
    Prior,
    /// How far one lies from another.
    Variance,
    /// From the start of the year.
    ToDate,
    /// One of several plans or cases, which only their number or name tells apart.
    Version,
}

use Scenario::{Actual, Forecast, Plan, Prior, ToDate, Variance, Version};

impl Scenario {
    /// Of two that one label says: `Actual YTD` is added up since the start of the year, `Budget variance` no budget.
    fn or_stronger(self, other: Self) -> Self {
        const STRONG: [Scenario; 3] = [Variance, ToDate, Prior];
        STRONG.into_iter().find(|strong| [self, other].contains(strong)).unwrap_or(self)
    }
}

/// Words by scenario, several of which may be one label.
const WORDS: &[(Scenario, &str)] = &[
    (
        ToDate,
        "year to date|month to date|quarter to date|ytd|qtd|mtd|cumulative|cumul|cumulé|kumuliert|acumulado|누계|누적|累計",
    ),
    (
        Forecast,
        "latest estimate|forecast|forecasts|forecasted|fcst|fct|fc|f cast|le|outlook|projection|projected|proj|prognose|\
         vorschau|hochrechnung|prévision|prévisions|prévu|prévisionnel|previsión|pronóstico|previsão|previsione|previsioni|\
         전망|예측|추정|見込|見込み|予測|预测",
    ),
    (
        Prior,
        "prior year|last year|previous year|py|ly|vorjahr|vj|전년|전년동기|전년 동기|année précédente|año anterior|前年",
    ),
    (
        Variance,
        "variance|variances|var|variation|difference|diff|delta|abweichung|abw|écart|desviación|achievement|차이|증감|\
         증감률|증감율|달성률|달성율|진도율|差異",
    ),
    (
        Plan,
        "budget|budgets|budgeted|bud|plan|plans|planned|planning|target|targets|aop|soll|planwerte|planwert|budgété|\
         presupuesto|orçamento|orçado|begroting|계획|예산|목표|사업계획|計画|予算|预算|计划",
    ),
    (
        Actual,
        "actual|actuals|act|ac|ist|istwerte|istwert|ist werte|réel|réels|réalisé|real|reales|realizado|consuntivo|\
         consuntivi|werkelijk|실적|실제|実績|实际",
    ),
    (Version, "best case|worst case|base case|upside|downside|optimistic|pessimistic|낙관|비관"),
];

/// Words that say which of several plans is meant, or nothing at all.
const BESIDE: &str = "scenario|version|ver|v|rev|revision|revised|restated|adjusted|corrected|original|initial|final|draft|approved|working|current|\
                      new|old|fy|q|m|w|of|case|base|values|value|no|nr|cy|the|rolling|latest|\
                      시나리오|버전|차|차수|확정|초안|수정|정정|당초|최종|년|월|기준|안|본|연간|월간|월별";

/// Of those the ones that make a number beside them a version.
const VERSIONS: &str = "scenario|version|ver|v|rev|revision|draft|시나리오|버전|차|차수";

/// Those that name a version by themselves.
const NAMED_VERSIONS: &str = "final|original|draft|revised|restated|adjusted|corrected|확정|당초|최종|초안|수정|정정";

fn is_among(words: &str, word: &str) -> bool {
    words.split('|').any(|known| known == word)
}

/// What a label says that has no other words; `None` for any other label.
pub(crate) fn of(label: &str) -> Option<Scenario> {
    let folded = name::fold(name::without_footnote(label));
    let words: Vec<&str> = words(&folded).collect();
    if words.is_empty() || words.len() > 6 {
        return None;
    }
    let mut found = None;
    let (mut version, mut named, mut number) = (false, false, false);
    let mut at = 0;
    while at < words.len() {
        if let Some((scenario, taken)) = word_at(&words[at..]) {
            found = Some(found.map_or(scenario, |known: Scenario| known.or_stronger(scenario)));
            at += taken;
            continue;
        }
        let word = words[at];
        let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number && !is_among(BESIDE, word) && parse_month_name(word).is_none() {
            return None;
        }
        version |= is_among(VERSIONS, word);
        named |= is_among(NAMED_VERSIONS, word);
        number |= is_number;
        at += 1;
    }
    found.or_else(|| (named || (version && number)).then_some(Version))
}

/// What a name says among other words.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct NameSaid {
    /// `None` where it says no scenario.
    pub(crate) scenario: Option<Scenario>,
    /// Its other words, without numbers and what stands beside scenarios: `Revenue Budget FY26` is of `revenue`.
    pub(crate) of: BTreeSet<String>,
    /// Whether the scenario is said by one or two letters, which are codes of many things.
    pub(crate) is_code: bool,
}

/// What a name of a sheet or file says; `None` where it compares two scenarios and is neither.
pub(crate) fn within(label: &str) -> Option<NameSaid> {
    let folded = name::fold(label);
    let words: Vec<&str> = words(&folded).collect();
    let mut said = NameSaid { scenario: None, of: BTreeSet::new(), is_code: false };
    let mut at = 0;
    while at < words.len() {
        let Some((scenario, taken)) = word_at(&words[at..]) else {
            let word = words[at];
            let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
            if !is_number && !is_among(BESIDE, word) && parse_month_name(word).is_none() {
                said.of.insert(word.to_owned());
            }
            at += 1;
            continue;
        };
        let both = said.scenario.map_or(scenario, |known| known.or_stronger(scenario));
        let compares = said.scenario.is_some_and(|known| known != scenario);
        if compares && !matches!(both, ToDate | Prior | Variance) {
            return None;
        }
        said.scenario = Some(both);
        said.is_code = taken == 1 && words[at].is_ascii() && words[at].len() <= 2;
        at += taken;
    }
    Some(said)
}

/// Whether one of the words of a label says a scenario.
pub(crate) fn speaks_of_one(label: &str) -> bool {
    let folded = name::fold(label);
    let words: Vec<&str> = words(&folded).collect();
    (0..words.len()).any(|at| word_at(&words[at..]).is_some())
}

/// Whether a label may name what customers pay for as well as a plan of the company: `Base plan`, `New plan`.
pub(crate) fn may_be_tariff(label: &str) -> bool {
    let folded = name::fold(label);
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let names_version = |word: &str| is_number(word) || is_among(VERSIONS, word) || is_among(NAMED_VERSIONS, word);
    words(&folded).any(|word| ["plan", "plans"].contains(&word)) && !words(&folded).any(names_version)
}

/// The number of the version that a name says: `plan_v2` is version 2.
pub(crate) fn version_in(label: &str) -> Option<String> {
    let folded = name::fold(label);
    let words: Vec<&str> = words(&folded).collect();
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let at = words.windows(2).position(|pair| {
        (is_among(VERSIONS, pair[0]) && is_number(pair[1])) || (is_number(pair[0]) && is_among(VERSIONS, pair[1]))
    })?;
    Some(if is_number(words[at]) { words[at] } else { words[at + 1] }.to_owned())
}

/// A heading that says a scenario beside its period, apart: `Oct-26 (Fcst)`, `Budget 2026`, `10월 실적`, `2026E`.
pub(crate) fn beside_period(heading: &str) -> Option<(String, String)> {
    let tidy = name::tidy(name::without_footnote(heading));
    let cut = |from: usize, to: usize| {
        let (tag, rest) = (&tidy[from..to], format!("{} {}", &tidy[..from], &tidy[to..]));
        let outside = |c: char| !c.is_alphanumeric();
        let rest = name::tidy(&rest.replace("()", " ").replace("[]", " "));
        let rest = rest.trim_matches(|c: char| outside(c) && c != '\'' && c != '.').trim().to_owned();
        let tag = tag.trim_matches(|c: char| outside(c) && c != '%').to_owned();
        (rest.chars().any(|c| c.is_ascii_digit() || c.is_alphabetic()) && !tag.is_empty()).then_some((rest, tag))
    };
    // Runs of letters, and of letters parted by single blanks, longest first.
    let mut runs: Vec<(usize, usize)> = Vec::new();
    let letters = |c: char| c.is_alphabetic() || c == '\'';
    let mut start = None;
    for (at, c) in tidy.char_indices().chain([(tidy.len(), '0')]) {
        match (start, letters(c)) {
            (None, true) => start = Some(at),
            (Some(first), false) => {
                runs.push((first, at));
                start = None;
            }
            _ => {}
        }
    }
    for length in (1..=3.min(runs.len())).rev() {
        for run in runs.windows(length) {
            let (from, to) = (run[0].0, run[length - 1].1);
            let folded = name::fold(&tidy[from..to]);
            let of_run: Vec<&str> = words(&folded).collect();
            if says_only(&of_run) {
                return cut(from, to);
            }
        }
    }
    // `2026E`, `Oct-26 (A)`: one capital behind the period.
    let bare = tidy.trim_end_matches([')', ']']);
    let letter = bare.chars().last().filter(|c| matches!(c, 'A' | 'E' | 'F' | 'B'))?;
    let before = bare[..bare.len() - letter.len_utf8()].trim_end_matches(['(', '[', ' ', '_', '-']);
    before.ends_with(|c: char| c.is_ascii_digit()).then(|| (before.to_owned(), letter.to_string()))
}

/// Whether a label says nothing but the scenario that a capital behind a period stands for.
pub(crate) fn of_tag(tag: &str) -> Option<Scenario> {
    match tag {
        "A" => Some(Actual),
        "E" | "F" => Some(Forecast),
        "B" => Some(Plan),
        _ => of(tag),
    }
}

/// Row and column of the label above a header that has its row to itself and says a scenario.
pub(crate) fn title(grid: &Grid, top: usize) -> Option<(usize, usize)> {
    // Blank rows and other lines of a title may stand between.
    const REACH: usize = 4;
    for row in (top.saturating_sub(REACH)..top).rev() {
        let mut filled = (0..grid.width()).filter(|&column| !grid.value(row, column).is_blank());
        let Some(column) = filled.next() else { continue };
        let Value::Text(text) = grid.value(row, column) else { return None };
        if filled.next().is_some() {
            return None;
        }
        if of(text).is_some_and(|said| !matches!(said, Version | ToDate)) {
            return Some((row, column));
        }
    }
    None
}

/// Whether all words say scenarios, as `Actual YTD` does.
fn says_only(words: &[&str]) -> bool {
    let mut at = 0;
    while let Some((_, taken)) = words.get(at..).and_then(word_at) {
        at += taken;
    }
    at > 0 && at == words.len()
}

/// The scenario that words begin with, and how many of them it takes.
fn word_at(words: &[&str]) -> Option<(Scenario, usize)> {
    let mut best: Option<(Scenario, usize)> = None;
    for (scenario, labels) in WORDS {
        for label in labels.split('|') {
            let taken = self::words(label).count();
            let fits = words.len() >= taken && self::words(label).eq(words[..taken].iter().copied());
            if fits && best.is_none_or(|(_, most)| taken > most) {
                best = Some((*scenario, taken));
            }
        }
    }
    best
}

/// Letters and digits apart, so that `FC1` and `V2` are a word and a number.
fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).flat_map(|word| {
        let mut parts = Vec::new();
        let mut rest = word;
        while let Some(first) = rest.chars().next() {
            let end = rest.find(|c: char| c.is_ascii_digit() != first.is_ascii_digit()).unwrap_or(rest.len());
            parts.push(&rest[..end]);
            rest = &rest[end..];
        }
        parts
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scenarios_are_known_by_their_words_in_several_languages() {
        for (label, scenario) in [
            ("Actual", Actual),
            ("ACTUALS", Actual),
            ("Act", Actual),
            ("Ist", Actual),
            ("실적", Actual),
            ("Budget", Plan),
            ("Budget v2", Plan),
            ("Plan 2026", Plan),
            ("Soll", Plan),
            ("사업계획", Plan),
            ("예산", Plan),
            ("Fcst", Forecast),
            ("FC1", Forecast),
            ("Forecast 5+7", Forecast),
            ("October forecast", Forecast),
            ("전망", Forecast),
            ("Latest Estimate", Forecast),
            ("Prior year", Prior),
            ("Var %", Variance),
            ("증감률", Variance),
            ("YTD", ToDate),
            ("Actual YTD", ToDate),
            ("YTD Budget", ToDate),
            ("Actual prior year", Prior),
            ("Budget variance", Variance),
            ("누계", ToDate),
            ("V2", Version),
            ("Version 3", Version),
            ("Rev. 1", Version),
            ("2차", Version),
            ("Final", Version),
            ("Best case", Version),
        ] {
            assert_eq!(of(label), Some(scenario), "{label}");
        }
        for label in [
            "",
            "New",
            "Renewal",
            "Planner",
            "Activation",
            "Actual cost",
            "Plan A",
            "Budget hotel",
            "Sales",
            "2026",
            "Oct-26",
            "Version",
            "4.1",
            "East",
            "Revenue",
            "실적금액",
            "Base",
        ] {
            assert_eq!(of(label), None, "{label}");
        }
    }

    #[test]
    fn a_name_may_say_its_scenario_among_others() {
        let said =
            |label: &str| within(label).map(|said| (said.scenario, said.of.into_iter().collect::<Vec<_>>().join(" ")));
        assert_eq!(said("Revenue Budget 2026"), Some((Some(Plan), "revenue".into())));
        assert_eq!(said("revenue_budget_FY26_v2"), Some((Some(Plan), "revenue".into())));
        assert_eq!(said("Revenue_Actual"), Some((Some(Actual), "revenue".into())));
        assert_eq!(said("Revenue actual YTD"), Some((Some(ToDate), "revenue".into())));
        assert_eq!(said("Actual vs Budget"), None);
        assert_eq!(said("Revenue East"), Some((None, "east revenue".into())));
        assert_eq!(version_in("plan_v2").as_deref(), Some("2"));
        assert_eq!(version_in("목표 1차").as_deref(), Some("1"));
        assert_eq!(version_in("plan_2026"), None);
    }

    #[test]
    fn a_plan_may_be_what_customers_pay_for() {
        for label in ["Base plan", "New plan", "Plan"] {
            assert!(may_be_tariff(label), "{label}");
        }
        for label in ["Plan 1", "Original plan", "Budget", "Plan v2"] {
            assert!(!may_be_tariff(label), "{label}");
        }
    }

    #[test]
    fn a_heading_may_say_its_scenario_beside_its_period() {
        let check = |heading: &str| beside_period(heading);
        for (heading, rest, tag) in [
            ("Oct-26 Act", "Oct-26", "Act"),
            ("Oct-26 (Fcst)", "Oct-26", "Fcst"),
            ("Forecast Oct-26", "Oct-26", "Forecast"),
            ("Budget 2026", "2026", "Budget"),
            ("10월 실적", "10월", "실적"),
            ("2026.10 전망", "2026.10", "전망"),
            ("Year to date Oct-26", "Oct-26", "Year to date"),
            ("2026E", "2026", "E"),
            ("Oct-26 (A)", "Oct-26", "A"),
            ("Oct-26F", "Oct-26", "F"),
            ("Oct-26 Actual YTD", "Oct-26", "Actual YTD"),
        ] {
            assert_eq!(check(heading), Some((rest.into(), tag.into())), "{heading}");
        }
        for heading in ["Oct-26", "2026-10", "October 2026", "Actual", "2026 Total", "A", "Plan"] {
            assert_eq!(check(heading), None, "{heading}");
        }
    }
}
