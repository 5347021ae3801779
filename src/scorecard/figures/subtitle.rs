//! What stands under the title of a page: whose figures, in which unit, as of when, agreed by whom.

use super::view::ScorecardView;
use crate::calendar::Date;
use crate::goals::{Agreement, Goal};
use crate::lang::in_lang;

impl ScorecardView<'_> {
    /// `Hanbit Medical · money in USD thousand · October 2026 (FY2026 P10) · goals agreed 2025-12-12 by …`
    pub(crate) fn subtitle(&self) -> String {
        let mut parts = vec![self.company.unwrap_or(self.name).to_owned()];
        parts.extend(self.part.map(str::to_owned));
        parts.extend(money(self));
        parts.push(self.as_of_in_words());
        parts.extend(agreed(self, self.scores.goals.iter().map(|goal| &goal.goal)));
        parts.extend(self.draft());
        parts.join(" · ")
    }
}

/// The one unit of money on a page.
pub(crate) fn money(view: &ScorecardView<'_>) -> Option<String> {
    let unit = view.money_unit()?;
    Some(in_lang!(view.lang, "money in {unit}", "금액 단위: {unit}"))
}

/// When the goals were agreed, and by whom where it was one and the same.
pub(crate) fn agreed<'a>(view: &ScorecardView<'_>, goals: impl Iterator<Item = &'a Goal>) -> Option<String> {
    let mut signed: Vec<(&str, Date)> = goals
        .filter_map(|goal| match &goal.agreement {
            Agreement::Agreed { by, on } => Some((by.as_str(), *on)),
            Agreement::Proposed => None,
        })
        .collect();
    signed.sort_by_key(|(_, on)| *on);
    let (&(first_by, first), &(_, last)) = signed.first().zip(signed.last())?;
    let when = if first == last { first.to_string() } else { format!("{first} – {last}") };
    let by = signed.iter().all(|(by, _)| *by == first_by).then_some(first_by);
    let by = by.map_or_else(String::new, |by| in_lang!(view.lang, " by {by}", ", {by}"));
    Some(in_lang!(view.lang, "goals agreed {when}{by}", "목표 합의 {when}{by}"))
}
