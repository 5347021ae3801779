//! What stands over the columns of a sheet with periods across.

use super::{Inference, asked, csv, inference, read, said};

pub(super) fn inferences() -> Vec<Inference> {
    vec![several_columns(), banner()]
}

const REGIONS: &str = ",North,,South,\nproduct,Sep-26,Oct-26,Sep-26,Oct-26\nAlpha,1,2,10,20\n";

const DOWN: &str = "product,Line,Sep-26,Oct-26\nAlpha,Revenue,10,20\nAlpha,Net revenue,9,19\n";

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
            said(
                "weeks of which one is missing",
                csv("product,2026-09-26,2026-10-03,2026-10-10,2026-10-24\nAlpha,1,2,3,4\n", ""),
                "weeks_cut",
                &[("Alpha", "2026-09", "1"), ("Alpha", "2026-10", "9")],
            ),
            read(
                "regions across that are to be added up",
                csv(REGIONS, "within = \"sum\""),
                &[("Alpha", "2026-09", "11"), ("Alpha", "2026-10", "22")],
            ),
            asked("regions across", csv(REGIONS, ""), "missing_column", &["`North`", "`South`"]),
            asked(
                "pieces beside amounts are not added up",
                csv(&REGIONS.replace("South", "Units"), "within = \"sum\""),
                "missing_column",
                &["`Units`"],
            ),
            asked(
                "two names of a measure that both stand there",
                csv(REGIONS, "[input.columns]\namount = [\"North\", \"South\"]"),
                "several_columns",
                &["amount = \"[B:C]\"", "amount = \"[D:E]\"", "within = \"sum\""],
            ),
            read(
                "both of them added up",
                csv(REGIONS, "within = \"sum\"\n[input.columns]\namount = [\"North\", \"South\"]"),
                &[("Alpha", "2026-09", "11"), ("Alpha", "2026-10", "22")],
            ),
            read(
                "one day twice, to be added up",
                csv("product,2026-10-15,2026-10-15,2026-10-31\nAlpha,1,2,4\n", "within = \"sum\""),
                &[("Alpha", "2026-10", "7")],
            ),
            asked(
                "two names of a measure in the lines of one product",
                csv(DOWN, "[input.columns]\namount = [\"Revenue\", \"Net revenue\"]"),
                "several_columns",
                &["amount = \"Revenue\"", "amount = \"Net revenue\""],
            ),
            read(
                "each product has one of them",
                csv(&DOWN.replace("Alpha,Net", "Beta,Net"), "[input.columns]\namount = [\"Revenue\", \"Net revenue\"]"),
                &[("Alpha", "2026-10", "20"), ("Beta", "2026-10", "19")],
            ),
            said(
                "lines that are called nearly so",
                csv(&DOWN.replace("Alpha,Net", "Beta,Net"), "[input.columns]\namount = \"Revenue\""),
                "column_left_out",
                &[("Alpha", "2026-10", "20")],
            ),
            read(
                "lines of something else",
                csv(&DOWN.replace("Net revenue", "Cost"), "[input.columns]\namount = \"Revenue\""),
                &[("Alpha", "2026-10", "20")],
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
