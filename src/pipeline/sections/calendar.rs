//! `[calendar]`: which fiscal calendar the periods come from.

use crate::calendar::{FiscalCalendar, YearName};
use crate::pipeline::keys::Section;

pub(crate) fn read(section: Option<Section>) -> Option<FiscalCalendar> {
    let Some(mut section) = section else { return FiscalCalendar::months(1, YearName::End) };
    section.choice("kind", &[("months", ())], &["4-4-5", "4-5-4", "5-4-4", "4x13", "file"]);
    let start = section.integer("fiscal_year_start", &(1..=12), "a month from 1 to 12");
    let named_by = section.choice("fiscal_year_name", &[("end", YearName::End), ("start", YearName::Start)], &[]);
    for key in ["year_ends_on", "anchor", "year_end_month", "extra_week", "periods"] {
        section.later(key);
    }
    section.finish();
    FiscalCalendar::months(start.unwrap_or(1), named_by.unwrap_or(YearName::End))
}
