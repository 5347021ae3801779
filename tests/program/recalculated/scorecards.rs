//! The scorecards whose formulas are computed anew.

use crate::harness::{Ran, Test, passed_over};
use crate::pipelines::Pipeline;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

fn published(pipeline: &str, as_of: &str, out: &Path) -> PathBuf {
    let args = format!("run {pipeline} --as-of {as_of} --output {} --quiet", out.display());
    Test::new().args(&args).run_quietly();
    let files = std::fs::read_dir(out.join(as_of)).unwrap().map(|entry| entry.unwrap().path());
    files.filter(|path| path.extension().is_some_and(|extension| extension == "xlsx")).min().unwrap()
}

/// The monthly review of the repository, in English.
pub(super) fn sample(out: &Path) -> PathBuf {
    published(&format!("{}/pipelines/monthly.toml", env!("CARGO_MANIFEST_DIR")), "2026-10", out)
}

/// `None` where the cases are not at hand, which is said.
pub(super) fn korean(out: &Path) -> Option<PathBuf> {
    let Ok(cases) = std::env::var("GOALPOST_CASES") else {
        passed_over("GOALPOST_CASES is not set");
        return None;
    };
    let case = PathBuf::from(cases).join("korean");
    let as_of = std::fs::read_to_string(case.join("as_of")).unwrap();
    Some(published(&case.join("pipeline.toml").display().to_string(), as_of.trim(), out))
}

/// A review in which each product's goals count in another way, or do not: one is scored, by every rule of attainment;
/// one is set aside by a control total, and named so that its sheet needs quotes; of one no goal is agreed; of one too
/// little can be scored for a verdict.
pub(super) struct Edges(Ran);

fn pipeline() -> String {
    Pipeline::named("Edges")
        .lines("[products]\nfile = \"products.csv\"\n[goals]\nfile = \"goals.csv\"\n[scoring]\nportfolio = \"equal\"")
        .lines("[[scorecard]]\nfile = \"Edges {period}.xlsx\"")
        .input("revenue", "revenue.csv")
        .columns(&[("period", "month")])
        .input_named("ledger", "subscriptions", "ledger.csv")
        .columns(&[("period", "month"), ("customer", "account"), ("mrr", "mrr")])
        .lines(
            "[[check]]\nname = \"ledger_is_revenue\"\nholds = \"mrr = sum(revenue.amount)\"\nseverity = \"quarantine\"",
        )
        .text()
}

const GOALS: &str = "
    Goal,Product,Metric,Period,Target,Baseline,Floor,Stretch,Weight,Agreed by,Agreed on
    A1,Alpha,revenue,FY2026,2950,,,,3,CFO,2025-12-01
    A2,Alpha,mrr,FY2026,360,200,,,2,CFO,2025-12-01
    A3,Alpha,mrr,FY2026-Q4,310,,250,350,1,CFO,2025-12-01
    A4,Alpha,revenue_growth,FY2026,5%..25%,,,,1,CFO,2025-12-01
    A5,Alpha,logo_churn,FY2026,0%,,30%,,1,CFO,2025-12-01
    A6,Alpha,revenue,2026-09,250,,,,1,CFO,2025-12-01
    B1,Beta's own,revenue,FY2026,1300,,,,2,CFO,2025-12-01
    B2,Beta's own,mrr,FY2026,130,90,,,1,CFO,2025-12-01
    B3,Beta's own,revenue_growth,FY2026,5%..25%,,,,1,CFO,2025-12-01
    C1,감마,revenue,FY2026,700,,,,1,,
    C2,감마,mrr,FY2026,70,,50,80,1,,
    D1,Delta,revenue,FY2026,500,,,,1,CFO,2025-12-01
    D2,Delta,net_revenue_retention,FY2026,95%,,,,9,CFO,2025-12-01
";

impl Edges {
    pub(super) fn published() -> Self {
        let (mut revenue, mut ledger) = ("product,month,amount\n".to_owned(), "product,account,month,mrr\n".to_owned());
        for year in [2025_u32, 2026] {
            for month in (1..=12_u32).filter(|month| year == 2025 || *month <= 10) {
                let step = month + 12 * (year - 2025);
                let at = format!("{year}-{month:02}");
                // Alpha gains a customer every other month and loses one in June.
                let customers: Vec<u32> = (1..=9 + step / 2).filter(|own| *own != 4 || step < 18).collect();
                for customer in &customers {
                    writeln!(ledger, "Alpha,K{customer},{at},{}.25", 12 + customer % 3).unwrap();
                }
                let alpha: u32 = customers.iter().map(|customer| 100 * (12 + customer % 3) + 25).sum();
                writeln!(revenue, "Alpha,{at},{}.{:02}", alpha / 100, alpha % 100).unwrap();
                // In October 2026 a third of Beta's ledger is missing.
                let kept = if step == 22 { 2 } else { 3 };
                (0..kept).for_each(|own| writeln!(ledger, "Beta's own,B{own},{at},{}", 33 + step / 4).unwrap());
                writeln!(revenue, "Beta's own,{at},{}", 3 * (33 + step / 4)).unwrap();
                writeln!(ledger, "감마,C,{at},{}", 60 + step / 3).unwrap();
                writeln!(revenue, "감마,{at},{}", 60 + step / 3).unwrap();
                // Delta has its first customers since August 2026: too young for a retention.
                if step >= 20 {
                    writeln!(ledger, "Delta,D,{at},{}", 40 + step).unwrap();
                    writeln!(revenue, "Delta,{at},{}", 40 + step).unwrap();
                }
            }
        }
        let test = Test::new()
            .file("review.toml", &pipeline())
            .file("products.csv", "product,stage\nAlpha,growth\nBeta's own,growth\n감마,maturity\nDelta,launch\n")
            .file("goals.csv", GOALS)
            .file("exports/revenue.csv", &revenue)
            .file("exports/ledger.csv", &ledger);
        // The month before is published too, so that scores have something to be compared with.
        let edges = Self(test.args("run review.toml --as-of 2026-09 --quiet").run_quietly());
        let mut command = Command::new(env!("CARGO_BIN_EXE_goalpost"));
        command.args(["run", "review.toml", "--as-of", "2026-10", "--quiet"]).current_dir(edges.0.path(""));
        assert_eq!(command.output().unwrap().status.code(), Some(3));
        let verdicts = edges.0.table("out/2026-10/verdicts.csv");
        for (product, reason) in
            [("Alpha", ""), ("Beta's own", "quarantined"), ("감마", "no_agreed_goals"), ("Delta", "coverage_too_low")]
        {
            assert_eq!(verdicts.cell(&[("product", product)], "reason"), reason, "{product}");
        }
        edges
    }

    pub(super) fn scorecard(&self) -> PathBuf {
        self.0.path("out/2026-10/Edges 2026-10.xlsx")
    }
}
