//! What stands over the columns of a sheet with periods across.

use super::{Inference, asked, csv, inference, read, said};

pub(super) fn inferences() -> Vec<Inference> {
    vec![several_columns(), banner()]
}

fn several_columns() -> Inference {
    let blocks = "product,Sep-26,Oct-26,Sep-26,Oct-26\nAlpha,1,2,10,20\n";
    inference(
        "several columns of a period",
        vec![
            read(
                "days of a flow",
                csv("product,2026-09-15,2026-09-30,2026-10-15,2026-10-31\nAlpha,1,2,3,4\n", ""),
                &[("Alpha", "2026-09", "3"), ("Alpha", "2026-10", "7")],
            ),
            read(
                "days of a flow of which the last is meant",
                csv("product,2026-09-15,2026-09-30,2026-10-15,2026-10-31\nAlpha,1,2,3,4\n", "within = \"last\""),
                &[("Alpha", "2026-09", "2"), ("Alpha", "2026-10", "4")],
            ),
            said(
                "weeks that lie in two months",
                csv("product,2026-09-26,2026-10-03,2026-10-10\nAlpha,1,2,3\n", ""),
                "weeks_cut",
                &[("Alpha", "2026-09", "1"), ("Alpha", "2026-10", "5")],
            ),
            asked(
                "months that come again",
                csv(blocks, ""),
                "several_columns",
                &["amount = \"[B:C]\"", "amount = \"[D:E]\"", "within = \"sum\""],
            ),
            read(
                "the block that the question offers",
                csv(blocks, "[input.columns]\namount = \"[D:E]\""),
                &[("Alpha", "2026-09", "10"), ("Alpha", "2026-10", "20")],
            ),
            read(
                "the sum that the question offers",
                csv(blocks, "within = \"sum\""),
                &[("Alpha", "2026-09", "11"), ("Alpha", "2026-10", "22")],
            ),
            asked(
                "a month beside a corrected one",
                csv("product,Sep-26,Oct-26,Oct-26*\nAlpha,1,2,3\n", ""),
                "several_columns",
                &["amount = \"[B:C]\"", "amount = \"[B,D]\""],
            ),
        ],
    )
}

fn banner() -> Inference {
    let ytd = ",Month,,YTD,\nproduct,Sep-26,Oct-26,Sep-26,Oct-26\nAlpha,10,20,180,200\n";
    inference(
        "banner",
        vec![
            read(
                "the label that the pipeline names",
                csv(ytd, "[input.columns]\namount = \"YTD\""),
                &[("Alpha", "2026-09", "180"), ("Alpha", "2026-10", "200")],
            ),
            read(
                "months beside what has been added up already",
                csv(ytd, ""),
                &[("Alpha", "2026-09", "10"), ("Alpha", "2026-10", "20")],
            ),
            asked(
                "a name that is not among the labels",
                csv(ytd, "[input.columns]\namount = \"Quarter\""),
                "missing_column",
                &["`Quarter`"],
            ),
            read(
                "a line of the title over the months",
                csv("Sales,,Printed 2 November\nproduct,Sep-26,Oct-26\nAlpha,10,20\n", ""),
                &[("Alpha", "2026-10", "20")],
            ),
        ],
    )
}
