//! Days as people type them. The order of day and month is decided over a whole column, like the decimal mark.

use crate::calendar::Date;
use crate::pipeline::DateOrder;

/// How the days of a column are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Order {
    DayFirst,
    MonthFirst,
    Pattern(String),
}

/// The order of a column, or `None` when its values read both ways and nothing tells which.
pub(super) fn decide<'a>(texts: impl Iterator<Item = &'a str>, pinned: &DateOrder) -> Option<Order> {
    match pinned {
        DateOrder::DayFirst => return Some(Order::DayFirst),
        DateOrder::MonthFirst => return Some(Order::MonthFirst),
        DateOrder::Pattern(pattern) => return Some(Order::Pattern(pattern.clone())),
        DateOrder::Auto => {}
    }
    let (mut day_first, mut month_first, mut both) = (0_usize, 0_usize, 0_usize);
    for text in texts {
        let Some([first, second, _]) = parts(text).filter(|[first, ..]| first.len() <= 2) else { continue };
        match (small(first), small(second)) {
            (Some(a), Some(b)) if a > 12 && b <= 12 => day_first += 1,
            (Some(a), Some(b)) if a <= 12 && b > 12 => month_first += 1,
            (Some(a), Some(b)) if a != b => both += 1,
            _ => {}
        }
    }
    match (day_first, month_first) {
        (0, 0) if both > 0 => None,
        (d, m) if m > d => Some(Order::MonthFirst),
        _ => Some(Order::DayFirst),
    }
}

/// Reads one day: `2026-10-31`, `2026.10.31`, `20261031`, `31-10-2026` or `10/31/2026` by `order`; a time of day
/// behind it is dropped.
pub(super) fn read(text: &str, order: &Order) -> Option<Date> {
    let text = text.trim();
    if let Order::Pattern(pattern) = order {
        return Date::parse_from_str(text, pattern).ok();
    }
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return Date::from_ymd_opt(text[..4].parse().ok()?, text[4..6].parse().ok()?, text[6..].parse().ok()?);
    }
    let [first, second, third] = parts(text)?;
    if first.len() == 4 {
        return Date::from_ymd_opt(first.parse().ok()?, small(second)?, small(third)?);
    }
    if third.len() != 4 {
        return None;
    }
    let (day, month) = match order {
        Order::MonthFirst => (second, first),
        _ => (first, second),
    };
    Date::from_ymd_opt(third.parse().ok()?, small(month)?, small(day)?)
}

/// The three numbers of a day with one kind of separator, without a time behind them.
fn parts(text: &str) -> Option<[&str; 3]> {
    let text = text.trim().trim_end_matches('.');
    let day = text.split_once([' ', 'T']).map_or(text, |(day, _)| day);
    let separator = day.chars().find(|c| matches!(c, '-' | '/' | '.'))?;
    let mut pieces = day.split(separator);
    let parts = [pieces.next()?, pieces.next()?, pieces.next()?];
    let numeric =
        parts.iter().all(|part| !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit()));
    (pieces.next().is_none() && numeric).then_some(parts)
}

fn small(text: &str) -> Option<u32> {
    text.parse().ok().filter(|_| text.len() <= 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_the_order_of_their_column() {
        for (text, order, expected) in [
            ("2026-10-31", Order::DayFirst, Some("2026-10-31")),
            ("2026.10.31", Order::MonthFirst, Some("2026-10-31")),
            ("2026. 10. 31", Order::DayFirst, None),
            ("20261031", Order::DayFirst, Some("2026-10-31")),
            ("2026-10-31 12:30", Order::DayFirst, Some("2026-10-31")),
            ("2026-10-31T00:00:00Z", Order::DayFirst, Some("2026-10-31")),
            ("03-04-2026", Order::DayFirst, Some("2026-04-03")),
            ("03/04/2026", Order::MonthFirst, Some("2026-03-04")),
            ("31/12/2026", Order::MonthFirst, None),
            ("31-Dec-2026", Order::Pattern("%d-%b-%Y".into()), Some("2026-12-31")),
            ("2026-10", Order::DayFirst, None),
            ("soon", Order::DayFirst, None),
        ] {
            assert_eq!(read(text, &order).map(|d| d.to_string()).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn the_order_is_decided_over_the_whole_column() {
        let auto = |texts: &[&str]| decide(texts.iter().copied(), &DateOrder::Auto);
        assert_eq!(auto(&["03-04-2026", "23-04-2026"]), Some(Order::DayFirst));
        assert_eq!(auto(&["03/04/2026", "03/14/2026"]), Some(Order::MonthFirst));
        assert_eq!(auto(&["03/04/2026"]), None);
        assert_eq!(auto(&["2026-03-04"]), Some(Order::DayFirst));
        assert_eq!(auto(&["04/04/2026"]), Some(Order::DayFirst));
    }
}
