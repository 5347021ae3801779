//! Makes the sample data of Hanbit Medical, an invented maker of medical technology.
//!
//! `just sample` runs this and rewrites every export beside this file. The same program gives the
//! same bytes on every machine and on every day: random numbers come from fixed seeds, money is
//! counted in whole cents, and the workbooks carry a fixed creation date.
//!
//! One simulated subscription ledger is the root of most exports: revenue contains its MRR, licensed
//! users are its seats, new customers are its new contracts. So when a customer leaves, every export
//! says so, as it would in a real company.

use std::env;
use std::error::Error;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

// A file that is a program of its own looks for its modules beside itself, where the exports are.
#[path = "make/budget.rs"]
mod budget;
#[path = "make/catalog.rs"]
mod catalog;
#[path = "make/exports.rs"]
mod exports;
#[path = "make/goal_list.rs"]
mod goal_list;
#[path = "make/goals.rs"]
mod goals;
#[path = "make/ledger.rs"]
mod ledger;
#[path = "make/month.rs"]
mod month;
#[path = "make/products.rs"]
mod products;
#[path = "make/random.rs"]
mod random;
#[path = "make/revenue.rs"]
mod revenue;
#[path = "make/sheet.rs"]
mod sheet;

#[expect(clippy::disallowed_methods, reason = "these are inputs; only what goalpost publishes goes through `publish`")]
fn main() -> Result<(), Box<dyn Error>> {
    let folder =
        env::args_os().nth(1).map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data"), PathBuf::from);
    let ledger = ledger::simulate();

    let files = [
        ("products.xlsx", catalog::workbook()?),
        ("goals/goals_FY2026.xlsx", goals::workbook()?),
        ("finance/Revenue_FY2019.xlsx", revenue::workbook(2019, &ledger)?),
        ("finance/Revenue_FY2020.xlsx", revenue::workbook(2020, &ledger)?),
        ("finance/Revenue_FY2021.xlsx", revenue::workbook(2021, &ledger)?),
        ("finance/Revenue_FY2022.xlsx", revenue::workbook(2022, &ledger)?),
        ("finance/Revenue_FY2023.xlsx", revenue::workbook(2023, &ledger)?),
        ("finance/Revenue_FY2024.xlsx", revenue::workbook(2024, &ledger)?),
        ("finance/Revenue_FY2025.xlsx", revenue::workbook(2025, &ledger)?),
        ("finance/Revenue_FY2026.xlsx", revenue::workbook(2026, &ledger)?),
        ("product/adoption.csv", exports::adoption(&ledger)),
        ("product/usage.csv", exports::usage(&ledger)),
        ("sales/acquisition.csv", exports::acquisition(&ledger)),
        ("customer_success/subscriptions.csv", ledger.export()),
        ("customer_success/expansion.csv", exports::expansion(&ledger)),
    ];
    for (name, bytes) in files {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(&path, &bytes)?;
        writeln!(io::stdout(), "{:>8}  {name}", bytes.len())?;
    }
    Ok(())
}
