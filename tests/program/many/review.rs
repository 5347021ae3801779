//! A review of many products: exports, catalog, goals and the pipeline file over them, the same bytes every time.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Periods before and with the as-of period, the tenth month of 2026.
pub(crate) const MONTHS: u32 = 34;
const AS_OF: u32 = 2026 * 12 + 9;
const STAGES: [&str; 4] = ["launch", "growth", "maturity", "decline"];

/// In which language the products are called and the pages are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tongue {
    English,
    Korean,
}

/// How much there is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    pub(crate) products: u32,
    /// Of each product.
    pub(crate) customers: u32,
}

/// Writes `review.toml` and all that it speaks of into a folder.
pub(crate) fn write(home: &Path, size: Size, tongue: Tongue, scorecard: &str) -> std::io::Result<()> {
    fs::create_dir_all(home.join("exports"))?;
    let products: Vec<Product> = (0..size.products).map(|number| Product::of(number, tongue)).collect();
    fs::write(home.join("review.toml"), pipeline(tongue, scorecard))?;
    fs::write(home.join("products.csv"), catalog(&products))?;
    fs::write(home.join("goals.csv"), goals(&products))?;
    let header = "product,month,amount,units,cost\n";
    let revenue = |at: &Product, month| {
        let amount = at.revenue(month);
        format!("{amount},{},{}", amount / 40, amount / 3)
    };
    fs::write(home.join("exports/revenue.csv"), rows(&products, header, revenue))?;
    let header = "product,month,active_users,licensed_users,daily_active_users,eligible,adopted\n";
    let usage = |at: &Product, month| {
        let users = at.wavering(month, 4, 900);
        format!("{users},{},{},{},{}", users + users / 3, users / 2, users * 2, users + users / 5)
    };
    fs::write(home.join("exports/usage.csv"), rows(&products, header, usage))?;
    let header = "product,month,new_customers,spend\n";
    let won = |at: &Product, month| format!("{},{}", at.wavering(month, 6, 40), at.wavering(month, 7, 9_000));
    fs::write(home.join("exports/acquisition.csv"), rows(&products, header, won))?;
    fs::write(home.join("exports/subscriptions.csv"), ledger(&products, size.customers))
}

struct Product {
    number: u32,
    name: String,
    stage: &'static str,
}

impl Product {
    fn of(number: u32, tongue: Tongue) -> Self {
        let at = number as usize;
        let name = match tongue {
            Tongue::English => {
                const FIRST: [&str; 9] =
                    ["Cardio", "Neuro", "Ortho", "Pulmo", "Derma", "Onco", "Hemo", "Opto", "Gastro"];
                const SECOND: [&str; 7] = ["View", "Pulse", "Link", "Trace", "Care", "Flow", "Scan"];
                const THIRD: [&str; 5] = ["", " Cloud", " Home monitoring for clinics", " Plus", " Enterprise"];
                let (first, second) = (FIRST[at % 9], SECOND[at / 9 % 7]);
                format!("{first}{second}{} {}", THIRD[at % 5], number + 1)
            }
            Tongue::Korean => {
                const FIRST: [&str; 7] = ["카디오", "뉴로", "오르토", "폐기능", "피부", "종양", "혈액"];
                const SECOND: [&str; 5] = ["뷰", "펄스", "링크", "케어 클라우드", "가정용 원격 모니터링 서비스"];
                format!("{}{} {}", FIRST[at % 7], SECOND[at % 5], number + 1)
            }
        };
        Self { number, name, stage: STAGES[at % 4] }
    }

    /// A figure that grows a little and wavers: linear congruences, so that it is the same every time.
    fn wavering(&self, month: u32, kind: u32, level: u32) -> u32 {
        let mut state = u64::from(self.number) << 24 | u64::from(month) << 8 | u64::from(kind);
        for _ in 0..3 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        }
        let share = u32::try_from(state >> 33).unwrap_or_default() % 21;
        let size = level * (1 + self.number % 13);
        size + size * month / 60 + size * share / 100
    }

    fn revenue(&self, month: u32) -> u32 {
        self.wavering(month, 1, 20_000)
    }

    /// The months of the fiscal year so far.
    fn year(&self, kind: u32, level: u32) -> u32 {
        (MONTHS - 10..MONTHS).map(|month| self.wavering(month, kind, level)).sum()
    }

    /// So far above or below what was reached that every status occurs.
    fn target(&self, reached: u32, kind: u32) -> u32 {
        let percent = [88, 97, 104, 112, 131][(self.number * 3 + kind * 7) as usize % 5];
        reached / 100 * percent
    }
}

fn month_label(month: u32) -> String {
    let at = AS_OF + 1 + month - MONTHS;
    format!("{}-{:02}", at / 12, at % 12 + 1)
}

fn rows(products: &[Product], header: &str, figures: impl Fn(&Product, u32) -> String) -> String {
    let mut text = header.to_owned();
    for month in 0..MONTHS {
        for product in products {
            let _ = writeln!(text, "{},{},{}", product.name, month_label(month), figures(product, month));
        }
    }
    text
}

fn ledger(products: &[Product], customers: u32) -> String {
    let mut text = "customer,product,month,mrr\n".to_owned();
    for month in 0..MONTHS {
        let label = month_label(month);
        for product in products {
            for customer in 0..customers {
                let fate = product.wavering(customer, 9, 7);
                let (starts, ends) = (fate % 3 * 8, if fate % 5 == 0 { MONTHS - fate % 12 } else { MONTHS });
                if (starts..ends).contains(&month) {
                    let mrr = 200 + (fate * 37 + month / 6 * 11) % 900;
                    let _ = writeln!(text, "C{:05},{},{label},{mrr}", product.number * 7 + customer, product.name);
                }
            }
        }
    }
    text
}

fn catalog(products: &[Product]) -> String {
    let line = |at: &Product| format!("{},{},Family {},Owner {}\n", at.name, at.stage, at.number % 8, at.number % 17);
    format!("product,stage,family,owner\n{}", products.iter().map(line).collect::<String>())
}

/// Five a product, of which one supports another.
fn goals(products: &[Product]) -> String {
    let mut text = "Goal,Product,Metric,Period,Target,Kind,Supports,Owner,Agreed by,Agreed on\n".to_owned();
    for product in products {
        let Product { number, name, .. } = product;
        let year = product.target(product.year(1, 20_000) / 10 * 12, 1);
        let users = product.target(product.wavering(MONTHS - 1, 4, 900), 4);
        let won = product.target(product.year(6, 40) / 10 * 12, 6);
        let kept = [78, 85, 92, 97][*number as usize % 4];
        for (goal, metric, target, kind) in [
            ("A", "revenue", year.to_string(), "business,"),
            ("B", "active_users", users.to_string(), "business,"),
            ("C", "new_customers", won.to_string(), "business,"),
            ("D", "gross_revenue_retention", format!("0.{kept}"), "business,"),
            ("E", "adoption_rate", "0.62".to_owned(), &format!("product,P{number}B")),
        ] {
            let owner = number % 17;
            let _ =
                writeln!(text, "P{number}{goal},{name},{metric},FY2026,{target},{kind},Owner {owner},Board,2025-12-12");
        }
    }
    text
}

fn pipeline(tongue: Tongue, scorecard: &str) -> String {
    let language = match tongue {
        Tongue::English => "en",
        Tongue::Korean => "ko",
    };
    let mut text = format!(
        "[pipeline]\nname = \"Review\"\ncompany = \"Hanbit Medical\"\ncurrency = \"USD\"\ndisplay_unit = \"thousand\"\n\
         language = \"{language}\"\ninputs = \"exports\"\noutput = \"out\"\n\
         [products]\nfile = \"products.csv\"\n[goals]\nfile = \"goals.csv\"\n"
    );
    let inputs: [(&str, &str, &str, &[&str]); 5] = [
        ("revenue", "revenue", "revenue.csv", &["amount", "units", "cost"]),
        ("usage", "usage", "usage.csv", &["active_users", "licensed_users", "daily_active_users"]),
        ("adoption", "adoption", "usage.csv", &["eligible", "adopted"]),
        ("acquisition", "acquisition", "acquisition.csv", &["new_customers", "spend"]),
        ("ledger", "subscriptions", "subscriptions.csv", &["customer", "mrr"]),
    ];
    for (name, fact, file, columns) in inputs {
        let _ = write!(text, "[[input]]\nname = \"{name}\"\nfact = \"{fact}\"\nfiles = \"{file}\"\n[input.columns]\n");
        for column in columns.iter().chain(&["product"]) {
            let _ = writeln!(text, "{column} = \"{column}\"");
        }
        text.push_str("period = \"month\"\n");
    }
    let _ = writeln!(text, "[[scorecard]]\nfile = \"Scorecard.xlsx\"\n{scorecard}");
    text
}
