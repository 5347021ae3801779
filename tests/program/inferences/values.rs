//! How figures and days are written.

use super::{Inference, asked, csv, inference, read};

pub(super) fn inferences() -> Vec<Inference> {
    vec![decimal_mark(), order_of_days()]
}

fn decimal_mark() -> Inference {
    inference(
        "decimal mark",
        vec![
            read(
                "one figure of the column has both marks",
                csv("product,period,amount\nAlpha,2026-09,\"1,036\"\nAlpha,2026-10,\"2,500.50\"\n", ""),
                &[("Alpha", "2026-09", "1036"), ("Alpha", "2026-10", "2500.5")],
            ),
            asked(
                "three digits behind the only mark of every figure",
                csv("product,period,amount\nAlpha,2026-09,\"1,036\"\nAlpha,2026-10,\"2,500\"\n", ""),
                "ambiguous_numbers",
                &["`decimal`"],
            ),
        ],
    )
}

fn order_of_days() -> Inference {
    inference(
        "order of days",
        vec![
            read(
                "a part above 12",
                csv("product,period,amount\nAlpha,03/09/2026,5\nAlpha,25/10/2026,7\n", ""),
                &[("Alpha", "2026-10", "7")],
            ),
            asked(
                "no part above 12",
                csv("product,period,amount\nAlpha,03/09/2026,5\nAlpha,05/10/2026,7\n", ""),
                "ambiguous_dates",
                &["`dates`"],
            ),
        ],
    )
}
