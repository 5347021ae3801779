//! Which rows name the columns, which sum others, and which stand in two files.

use super::{Inference, asked, csv, inference, read, said};
use crate::harness::Test;
use crate::pipelines::Pipeline;

pub(super) fn inferences() -> Vec<Inference> {
    vec![header(), total_row(), footer(), two_levels(), rows_alike(), single_text(), two_files()]
}

fn header() -> Inference {
    let text =
        "product,period,scenario,amount\nAlpha,2026-09,Actual,1\nAlpha,2026-10,Actual,2\nAlpha,2026-10,Budget,50\n";
    inference(
        "header",
        vec![
            read(
                "a condition over a column of the header",
                csv(text, "where = \"scenario = 'Actual'\""),
                &[("Alpha", "2026-09", "1"), ("Alpha", "2026-10", "2")],
            ),
            read(
                "a name that the lines have, too",
                csv("product,period,amount\nproduct,2026-09,1\nproduct,2026-10,2\n", ""),
                &[("product", "2026-09", "1"), ("product", "2026-10", "2")],
            ),
            asked(
                "a text without its quotes, which only the lines have",
                csv(text, "where = \"scenario = Actual\""),
                "unknown_name",
                &["`Actual`"],
            ),
        ],
    )
}

fn total_row() -> Inference {
    let customers = "[input.columns]\ncustomer = \"customer\"";
    inference(
        "total row",
        vec![
            read(
                "names of totals on rows without a month, above and below",
                csv(
                    "product,period,amount\n,,66,Grand total\nAlpha,2026-09,10\nAlpha,2026-10,20\nAlpha Total,,30\n\
                     Beta,2026-10,36\nBeta Total,,36\n,Count,3\n",
                    "",
                ),
                &[("Alpha", "2026-10", "20"), ("Beta", "2026-10", "36")],
            ),
            read(
                "a product that is called so and is no sum",
                csv("product,period,amount\nAlpha,2026-10,20\nBeta,2026-10,7\nTotal Care,2026-10,36\n", ""),
                &[("Total Care", "2026-10", "36"), ("*", "2026-10", "63")],
            ),
            said(
                "a product that is called so and happens to be a sum",
                csv(
                    "product,period,amount\nAlpha,2026-10,20\nBeta,2026-10,7\nTotal Care,2026-10,27\nZeta,2026-10,1\n",
                    "",
                ),
                "sum_taken_as_line",
                &[("Total Care", "2026-10", "27"), ("*", "2026-10", "55")],
            ),
            read(
                "it is said that no row is a total",
                csv("product,period,amount\nAlpha,2026-10,20\nBeta,2026-10,7\nTotal,2026-10,28\n", "totals = \"data\""),
                &[("Total", "2026-10", "28"), ("*", "2026-10", "55")],
            ),
            asked(
                "the bare word in the place of a customer, below lines of one product and month that it does not sum",
                csv(
                    "product,period,customer,amount\nAlpha,2026-10,North,20\nAlpha,2026-10,South,7\n\
                     Alpha,2026-10,Total,30\nBeta,2026-10,North,1\n",
                    customers,
                ),
                "unclear_total",
                &["`totals = \"ignore\"`", "`totals = \"data\"`"],
            ),
            said(
                "the bare word in a sheet that is sorted by its column, with the sum of its product and month",
                csv(
                    "product,period,region,amount\nAlpha,2026-09,East,100\nAlpha,2026-10,East,110\n\
                     Alpha,2026-09,Total,300\nAlpha,2026-10,Total,330\nAlpha,2026-09,West,200\nAlpha,2026-10,West,220\n",
                    "",
                ),
                "keyed_total",
                &[("Alpha", "2026-10", "330")],
            ),
            asked(
                "the bare word in rows that a condition takes",
                csv(
                    "product,period,customer,amount\nAlpha,2026-10,North,20\nAlpha,2026-10,Total,30\n\
                     Alpha,2026-10,South,7\nBeta,2026-10,North,1\n",
                    "where = \"product = 'Alpha'\"",
                ),
                "unclear_total",
                &["says 30", "add up to 27"],
            ),
            read(
                "a condition that takes the rows with the bare word alone",
                csv(
                    "product,period,customer,amount\nAlpha,2026-10,North,20\nAlpha,2026-10,Total,30\n\
                     Alpha,2026-10,South,7\nBeta,2026-10,North,1\nBeta,2026-10,Total,1\n",
                    "where = \"customer = 'Total'\"",
                ),
                &[("Alpha", "2026-10", "30"), ("Beta", "2026-10", "1")],
            ),
            asked(
                "the word with the name of the lines beside it, which it does not sum",
                csv(
                    "product,period,customer,amount\nAlpha,2026-10,Acme,100\nAlpha,2026-10,Bolt,50\n\
                     Alpha,2026-10,Total Alpha,170\n",
                    customers,
                ),
                "unclear_total",
                &["says 170", "add up to 150"],
            ),
            read(
                "periods across and a product that is called so and is nearly a sum",
                csv("product,2026-09,2026-10\nAlpha,5,4\nBeta,3,2\nTotal Care,9,6\nGamma,8,8\n", ""),
                &[("Total Care", "2026-10", "6"), ("*", "2026-10", "20")],
            ),
            asked(
                "periods across and a total of the lines of its region that is not their sum",
                csv(
                    "region,product,2026-09,2026-10\nEast,Alpha,5000,4000\nEast,Beta,3000,2000\n\
                     East,Total East,8100,6000\nWest,Alpha,8,8\n",
                    "",
                ),
                "unclear_total",
                &["says 8,100", "add up to 8,000"],
            ),
        ],
    )
}

fn footer() -> Inference {
    inference(
        "row that counts or averages others",
        vec![
            read(
                "a row without product and period that counts",
                csv("product,period,channel,amount\nAlpha,2026-10,Print,20\nBeta,2026-10,Print,7\n,,Count,2\n", ""),
                &[("Alpha", "2026-10", "20"), ("*", "2026-10", "27")],
            ),
            said(
                "a row of a month without its product whose channel is called like an average",
                csv(
                    "product,period,channel,amount\nAlpha,2026-10,Print,20\n,2026-10,Media,500\nBeta,2026-10,Print,7\n",
                    "",
                ),
                "footer_left_out",
                &[("*", "2026-10", "27")],
            ),
        ],
    )
}

fn two_levels() -> Inference {
    const CROSSTAB: &str = "layout = \"crosstab\"";
    let header = "product,period,amount\n";
    let pivot = "Alpha,2026-10,1461\nEast,2026-10,612\nWest,2026-10,849\nBeta,2026-10,627\nEast,2026-10,230\n\
                 West,2026-10,397\nGamma,2026-10,1830\nEast,2026-10,990\nWest,2026-10,840\n";
    inference(
        "two levels of lines",
        vec![
            asked(
                "each product above what it is made of",
                csv(&format!("{header}{pivot}"), ""),
                "two_levels",
                &["3 sums in all: `Alpha` is the sum of lines 3 to 4", "product in ('Alpha', 'Beta', 'Gamma')"],
            ),
            read(
                "one level by a condition",
                csv(&format!("{header}{pivot}"), "where = \"product in ('Alpha', 'Beta', 'Gamma')\""),
                &[("Alpha", "2026-10", "1461"), ("*", "2026-10", "3918")],
            ),
            read(
                "the other level by a condition",
                csv(&format!("{header}{pivot}"), "where = \"product not in ('Alpha', 'Beta', 'Gamma')\""),
                &[("East", "2026-10", "1832"), ("*", "2026-10", "3918")],
            ),
            asked(
                "beside a product that is not broken down",
                csv(&format!("{header}Delta,2026-10,5\n{pivot}"), ""),
                "two_levels",
                &["`Alpha` is the sum of lines 4 to 5"],
            ),
            read(
                "a sum among lines that are none",
                csv(
                    &format!(
                        "{header}Alpha,2026-10,1461\nEast,2026-10,612\nWest,2026-10,849\nB,2026-10,5\nC,2026-10,7\n"
                    ),
                    "",
                ),
                &[("Alpha", "2026-10", "1461")],
            ),
            read(
                "few and small figures that happen to be sums",
                csv(&format!("{header}Alpha,2026-10,3\nBeta,2026-10,1\nGamma,2026-10,2\n"), ""),
                &[("Alpha", "2026-10", "3")],
            ),
            asked(
                "each product below what it is made of, in a crosstab",
                csv(
                    "product,2026-09,2026-10\nEast,612,230\nWest,849,397\nAlpha,1461,627\nNorth,990,51\n\
                     South,840,60\nBeta,1830,111\n",
                    CROSSTAB,
                ),
                "two_levels",
                &["2 sums in all: `Beta` is the sum of"],
            ),
        ],
    )
}

fn rows_alike() -> Inference {
    inference(
        "rows alike in every cell",
        vec![
            said(
                "a row that may be pasted twice counts twice",
                csv("product,period,amount\nAlpha,2026-10,5\nAlpha,2026-10,5\nBeta,2026-10,7\n", ""),
                "duplicate_rows",
                &[("Alpha", "2026-10", "10")],
            ),
            read(
                "rows of another day",
                csv("product,period,amount\nAlpha,2026-10-01,5\nAlpha,2026-10-02,5\n", ""),
                &[("Alpha", "2026-10", "10")],
            ),
        ],
    )
}

fn single_text() -> Inference {
    inference(
        "row with a single text",
        vec![
            read(
                "a note, a label that goes on in the next row, and a code without figures among the lines",
                csv(
                    "product,period,amount\nAB-1,2026-10,1\nAB-2,,\nNote: estimated,,\nNew pumps,,\n\
                     (with service),2026-10,4\nNA Not available,,\n",
                    "",
                ),
                &[("AB-1", "2026-10", "1"), ("(with service)", "2026-10", "4")],
            ),
            said(
                "labels of the lines below them",
                csv("product,period,amount\nAlpha,,\n,2026-09,1\n,2026-10,2\nBeta,,\n,2026-10,7\n", ""),
                "filled_down",
                &[("Alpha", "2026-10", "2"), ("Beta", "2026-10", "7")],
            ),
        ],
    )
}

/// Every row that is left out as a total stands in the record with its cell and what it sums.
#[test]
fn the_record_of_a_run_names_each_total_with_what_it_sums() {
    let text = "product,period,amount\n,,30,Grand total\nAlpha,2026-10,10\nAlpha Total,,10\nBeta,2026-10,20\n\
                ,Count,2\n";
    let ran = csv(text, "").args("run review.toml --as-of 2026-10 --quiet").run();
    let rows = &ran.json("out/2026-10/run.json")["inputs"][0]["sheets"][0]["rows"];
    let shown = |total: &serde_json::Value| format!("{} of {}", total["cell"], total["sums"]).replace('"', "");
    let totals: Vec<String> = rows["totals"].as_array().unwrap().iter().map(shown).collect();
    assert_eq!(
        totals,
        [
            "line 2, field 3 of lines 3 to 5",
            "line 4, field 3 of line 3",
            "line 6, field 3 of nothing: it counts or averages others",
        ]
    );
}

fn two_files() -> Inference {
    let files = |first: &str, second: &str| {
        let input = "files = [\"revenue.csv\", \"more.csv\"]";
        let pipeline = Pipeline::new().input("revenue", "revenue.csv").text().replace("files = \"revenue.csv\"", input);
        Test::new()
            .file("review.toml", &pipeline)
            .file("exports/revenue.csv", &format!("product,period,amount\n{first}\n"))
            .file("exports/more.csv", &format!("product,period,amount\n{second}\n"))
    };
    inference(
        "one period in two files",
        vec![
            read("a file a day", files("Alpha,2026-10-01,5", "Alpha,2026-10-02,5"), &[("Alpha", "2026-10", "10")]),
            said(
                "different rows of one month",
                files("Alpha,2026-10,5", "Alpha,2026-10,6"),
                "overlap_summed",
                &[("Alpha", "2026-10", "11")],
            ),
            asked(
                "the same row of one month",
                files("Alpha,2026-10,5", "Alpha,2026-10,5"),
                "overlap_alike",
                &["1 row of 2026-10"],
            ),
        ],
    )
}
