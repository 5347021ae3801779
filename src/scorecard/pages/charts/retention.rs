//! Retention over the last thirteen periods against its goal.

use super::lines::{self, Course};
use super::numbers::{Drawn, Numbers};
use crate::metrics::Scope;
use crate::scorecard::figures::View;
use crate::scorecard::wording::labels;

const KEY: &str = "retention";
const HEIGHT: u32 = 12;

/// Net and gross revenue retention; that of customers where there is no money. `None` without any.
pub(super) fn draw(view: &View<'_>, scope: Scope, page: &str) -> Option<Drawn> {
    let courses = |ids: &[&str]| -> Vec<Course> {
        ids.iter().filter_map(|id| Course::of(view, scope, view.metric(id)?)).collect()
    };
    let money = courses(&["net_revenue_retention", "gross_revenue_retention"]);
    let courses = if money.is_empty() { courses(&["logo_retention"]) } else { money };
    let title = view.say(labels::RETENTION_CHART);
    let mut numbers = Numbers::new(view, page, KEY, title, lines::headers(view));
    let tier = lines::tier(view, &courses, &mut numbers, HEIGHT)?;
    Some(numbers.drawn_as(title.to_owned(), vec![tier]))
}
