//! How figures and days are written.

use super::{Inference, asked, csv, inference, read, said};
use crate::harness::Test;
use crate::pipelines::Pipeline;

pub(super) fn inferences() -> Vec<Inference> {
    vec![decimal_mark(), long_line(), encoding(), damaged_byte(), order_of_days()]
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
            read(
                "no group of thousands begins with 0",
                csv("product,period,amount\nAlpha,2026-09,0.125\nAlpha,2026-10,12\n", ""),
                &[("Alpha", "2026-09", "0.125"), ("Alpha", "2026-10", "12")],
            ),
            read(
                "values go on below a thousand without the mark",
                csv("product\tperiod\tamount\nAlpha\t2026-08\t1,036\nAlpha\t2026-09\t503\nAlpha\t2026-10\t275\n", ""),
                &[("Alpha", "2026-08", "1036"), ("Alpha", "2026-10", "275")],
            ),
            asked(
                "one short number beside it is no proof",
                csv("product\tperiod\tamount\nAlpha\t2026-09\t1.036\nAlpha\t2026-10\t503\n", ""),
                "ambiguous_numbers",
                &["`1.036` is 1.036 with a decimal point and 1036 with a decimal comma", "`decimal = \",\"`"],
            ),
            read(
                "a column that nobody reads shows the mark of the sheet",
                csv("product\tperiod\tamount\tprice\nAlpha\t2026-09\t1.036\t7,5\nAlpha\t2026-10\t2.500\t3,25\n", ""),
                &[("Alpha", "2026-10", "2500")],
            ),
            asked(
                "two columns that nobody reads contradict each other",
                csv(
                    "product\tperiod\tamount\tprice\tcost\nAlpha\t2026-09\t1.036\t7,5\t123.5\n\
                     Alpha\t2026-10\t2.500\t3,25\t2.75\n",
                    "",
                ),
                "ambiguous_numbers",
                &["`decimal = \".\"` or `decimal = \",\"`"],
            ),
            read(
                "the total below shows the mark",
                csv(
                    "product\tperiod\tamount\nAlpha\t2026-09\t900,036\nAlpha\t2026-10\t102,500\nTotal\t\t1,002,536\n",
                    "",
                ),
                &[("Alpha", "2026-10", "102500")],
            ),
            asked(
                "the total below reads both ways too",
                csv("product\tperiod\tamount\nAlpha\t2026-09\t1,036\nAlpha\t2026-10\t2,500\nTotal\t\t3,536\n", ""),
                "ambiguous_numbers",
                &["`1,036` is 1036"],
            ),
            read(
                "commas between fields are no decimal marks",
                csv("product,period,amount\nAlpha,2026-09,1.085\nAlpha,2026-10,1.275\n", ""),
                &[("Alpha", "2026-10", "1.275")],
            ),
            read(
                "semicolons between fields stand there because commas are decimal marks",
                csv("product;period;amount\nAlpha;2026-09;1,085\nAlpha;2026-10;1,275\n", ""),
                &[("Alpha", "2026-10", "1.275")],
            ),
            asked(
                "points in a file that is split by semicolons",
                csv("product;period;amount\nAlpha;2026-09;1.085\nAlpha;2026-10;1.275\n", ""),
                "ambiguous_numbers",
                &["`1.085` is 1.085 with a decimal point"],
            ),
            asked(
                "three digits behind the only mark of every figure",
                csv("product,period,amount\nAlpha,2026-09,\"1,036\"\nAlpha,2026-10,\"2,500\"\n", ""),
                "ambiguous_numbers",
                &["`decimal = \".\"`"],
            ),
            read(
                "a currency whose countries group thousands by commas",
                csv("product\tperiod\tamount\nAlpha\t2026-09\t$1,036\nAlpha\t2026-10\t$2,500\n", ""),
                &[("Alpha", "2026-10", "2500")],
            ),
            read(
                "months in the language of a country with decimal points",
                csv("product\tOctober 2026\tSeptember 2026\nAlpha\t39,308\t41,200\n", CROSSTAB),
                &[("Alpha", "2026-10", "39308")],
            ),
            read(
                "months in the language of a country with decimal commas",
                csv("product\tOkt 26\tSep 26\nAlpha\t39.308\t41.200\n", CROSSTAB),
                &[("Alpha", "2026-10", "39308")],
            ),
            asked(
                "months that no language claims",
                csv("product\t2026-10\t2026-09\nAlpha\t39,308\t41,200\n", CROSSTAB),
                "ambiguous_numbers",
                &["`39,308` is 39308"],
            ),
        ],
    )
}

const CROSSTAB: &str = "layout = \"crosstab\"";

fn long_line() -> Inference {
    inference(
        "line with more fields than its header",
        vec![
            read(
                "empty fields at the end of lines",
                csv("product,period,amount\nAlpha,2026-09,999,,\nAlpha,2026-10,12,,\n", ""),
                &[("Alpha", "2026-10", "12")],
            ),
            read(
                "a column without a name that every line has",
                csv("product,period,amount,\nAlpha,2026-09,999,x\nAlpha,2026-10,12,y\n", ""),
                &[("Alpha", "2026-10", "12")],
            ),
            asked(
                "thousands that are not in quotes",
                csv("product,period,amount\nAlpha,2026-09,999\nAlpha,2026-10,1,234\n", ""),
                "long_line",
                &["line 3, field 4", "`1` and `234` at its end may be one figure, `1,234`"],
            ),
            asked(
                "decimals that are not in quotes",
                csv("product,period,amount\nAlpha,2026-09,999\nAlpha,2026-10,13,75\n", ""),
                "long_line",
                &["`13,75`"],
            ),
            asked(
                "thousands that are not in quotes, before a column that `where` looks at",
                csv(
                    "product,period,amount,kind\nAlpha,2026-09,999,Actual\nAlpha,2026-10,1,234,Actual\n",
                    "where = \"kind = 'Actual'\"",
                ),
                "long_line",
                &["line 3"],
            ),
            asked(
                "thousands that are not in quotes, beside lines that end in a comma",
                csv("product,period,amount,\nAlpha,2026-09,999,\nAlpha,2026-10,1,234\n", ""),
                "long_line",
                &["`1,234`"],
            ),
            asked(
                "thousands that are not in quotes, before an empty field that not every line has",
                csv("product,period,amount,note\nAlpha,2026-09,999,\nAlpha,2026-10,1,234,\n", ""),
                "long_line",
                &["line 3", "`1,234`"],
            ),
            asked(
                "thousands that are not in quotes, under a header with a name to spare",
                csv("product,period,amount,note\nAlpha,2026-09,999\nBeta,2026-09,12\nAlpha,2026-10,1,234\n", ""),
                "long_line",
                &["line 4", "`1,234`"],
            ),
            read(
                "a figure of its own under a name that few lines reach",
                csv(
                    "product,period,amount,units\nAlpha,2026-09,999\nBeta,2026-09,12\nAlpha,2026-10,1,234\n\
                     Beta,2026-10,8,1\n",
                    "",
                ),
                &[("Alpha", "2026-10", "1")],
            ),
            asked(
                "thousands that are not in quotes, in a crosstab",
                csv("product,2026-09,2026-10\nAlpha,999,12\nBeta,1,234,7\n", CROSSTAB),
                "long_line",
                &["line 3, field 4"],
            ),
        ],
    )
}

fn encoding() -> Inference {
    let western = |text: &str| text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect::<Vec<u8>>();
    let table = |product: &str| format!("product,period,amount\n{product},2026-10,5\nBeta,2026-10,7\n");
    inference(
        "encoding of a text file",
        vec![
            read(
                "a name that is a word in one encoding",
                bytes(&western(&table("Zürich Plan")), "", ""),
                &[("Zürich Plan", "2026-10", "5")],
            ),
            said(
                "a name that is a word in two",
                bytes(&western(&table("Dvo\u{f8}\u{e1}k")), "", ""),
                "encoding_taken",
                &[("Beta", "2026-10", "7")],
            ),
            read(
                "letters in a column that nobody reads",
                bytes(&western("product,period,amount,city\nAlpha,2026-10,5,Dvo\u{f8}\u{e1}k\n"), "", ""),
                &[("Alpha", "2026-10", "5")],
            ),
            asked(
                "a name that is a product in the less plausible encoding only",
                bytes(&western(&table("Plze\u{f2}")), "", "product\nPlzeň\nBeta\n"),
                "unclear_encoding",
                &["`Plzeò` in windows-1252 or `Plzeň` in windows-1250", "`encoding = \"windows-1250\"`"],
            ),
            read(
                "the same name where the pipeline says the encoding",
                bytes(&western(&table("Plze\u{f2}")), "encoding = \"windows-1250\"", "product\nPlzeň\nBeta\n"),
                &[("Plzeň", "2026-10", "5")],
            ),
        ],
    )
}

fn damaged_byte() -> Inference {
    inference(
        "byte that is no text",
        vec![
            read(
                "cut off at the end of a note",
                bytes(b"product,period,amount,note\nAlpha,2026-10,5,gr\xc3\xb6\xc3\x9fer f\xc3\nBeta,2026-10,7,\n", "", ""),
                &[("Alpha", "2026-10", "5"), ("Beta", "2026-10", "7")],
            ),
            asked(
                "in the name of a product",
                bytes(b"product,period,amount,note\nGr\xc3\xb6\xc3,2026-10,5,\xc3\x9f\xc3\xb6\n", "", ""),
                "damaged_text",
                &["line 2, field 1", "has a byte that is not utf-8", "`encoding`"],
            ),
            asked(
                "in a cell that `where` looks at",
                bytes(
                    b"product,period,amount,kind\nAlpha,2026-10,5,Actual\nBeta,2026-10,5,\xc3\x9fActu\xc3\nGamma,2026-10,1,\xc3\xb6\n",
                    "where = \"kind = 'Actual'\"",
                    "",
                ),
                "damaged_text",
                &["line 3, field 4"],
            ),
        ],
    )
}

/// A review of a file with these bytes, with further lines of its `[[input]]`, and a catalog where there is one.
fn bytes(file: &[u8], input: &str, catalog: &str) -> Test {
    let pipeline = Pipeline::new().input("revenue", "revenue.csv").text() + input + "\n";
    let products = if catalog.is_empty() { "" } else { "[products]\nfile = \"products.csv\"\n" };
    let test = Test::new().bytes("exports/revenue.csv", file).file("review.toml", &(pipeline + products));
    if catalog.is_empty() { test } else { test.file("products.csv", catalog) }
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
