//! What the sections resolve to.

use super::{ALWAYS, HARD, SMALL, SOFT, added, changed, loaded};
use crate::amount::amount;
use crate::calendar::{FiscalCalendar, YearName};
use crate::diagnostic::Severity;
use crate::lang::Lang;
use crate::pipeline::{
    Audience, CalendarSource, ColumnSource, DisplayUnit, LandingMethod, Material, NamedFiles, NotAgreed, Paper,
    PortfolioWeight, Split, Tolerance, UnknownProduct,
};
use crate::schema::FactKind;
use crate::values::DecimalMark;
use std::path::Path;

#[test]
fn a_small_file_gets_the_defaults() {
    let pipeline = loaded(SMALL);
    assert_eq!(pipeline.file, "pipelines/review.toml");
    assert_eq!(pipeline.hash, blake3::hash(SMALL.as_bytes()).to_hex().as_str());
    assert_eq!((pipeline.name.as_str(), pipeline.currency.as_deref()), ("Review", Some("USD")));
    assert_eq!(pipeline.company, None);
    assert_eq!((pipeline.display_unit, pipeline.language), (DisplayUnit::One, Lang::En));
    assert_eq!(pipeline.paper, Paper::A4);
    assert_eq!(pipeline.root, Path::new("pipelines/in"));
    assert_eq!(pipeline.output, Path::new("pipelines/out"));
    assert_eq!((pipeline.history.folder.as_deref(), pipeline.history.keep), (None, None));
    assert_eq!(pipeline.history.folder(&pipeline.output), Path::new("pipelines/out/history"));
    assert_eq!(pipeline.calendar, CalendarSource::Rule(FiscalCalendar::months(1, YearName::End).unwrap()));
    assert!(pipeline.products.is_none() && pipeline.goals.is_none());
    assert_eq!(pipeline.scorecards.len(), 1);
    assert_eq!(pipeline.scorecards[0].file, "Scorecard {period}.xlsx");
    assert_eq!(pipeline.quality.fresh_within_days, None);
    let scoring = pipeline.scoring;
    let thresholds = [scoring.at_risk, scoring.met, scoring.exceeded, scoring.cap, scoring.min_coverage];
    assert_eq!(thresholds, ["0.9", "1", "1.05", "1.2", "0.6"].map(amount));
    assert_eq!(scoring.portfolio, PortfolioWeight::Revenue);
    let [relative, money, count, points] = ["0.01", "0", "0", "0.005"].map(amount);
    assert_eq!(scoring.material, Material { relative, money, count, points });
    assert_eq!(pipeline.landing, LandingMethod::Auto);
    assert_eq!(pipeline.after, None);
}

#[test]
fn a_hook_is_a_program_with_its_words_in_the_folder_of_the_pipeline() {
    let hook = |lines: &str| loaded(&added(&format!("[publish]\n{lines}"))).after.unwrap();
    let mail = hook("after = [\"bin/mail\", \"--to\", \"review team\"]\nafter_seconds = 5");
    assert_eq!(
        (mail.program.as_str(), mail.arguments.as_slice()),
        ("bin/mail", &["--to", "review team"].map(str::to_owned)[..])
    );
    assert_eq!((mail.folder.as_path(), mail.limit.as_secs()), (Path::new("pipelines"), 5));
    let alone = hook("after = \"my mail\"");
    assert_eq!((alone.program.as_str(), alone.arguments.len(), alone.limit.as_secs()), ("my mail", 0, 60));
}

#[test]
fn sections_say_otherwise() {
    let pipeline = loaded(&format!(
        "{}{}",
        changed(
            "output = \"out\"",
            "output = \"../out\"\nhistory = \"records\"\nlanguage = \"ko\"\ndisplay_unit = \"million\"\npaper = \"letter\""
        ),
        r#"
[calendar]
kind = "months"
fiscal_year_start = 4
fiscal_year_name = "start"

[products]
file = "../catalog/products.xlsx"
unknown = "list"

[goals]
file = "goals.xlsx"
not_agreed = "score"
decimal = ","

[scoring]
met = 1
exceeded = 1_1e-1
at_risk = 0.85
cap = 15.0e-1
min_coverage = 0
portfolio = "equal"
stage_weights.launch = { adoption = 30, usage = 12.5 }
material = { relative = 0.05, money = 10000, count = 3 }

[landing]
method = "last_year"

[history]
keep = 3

[quality]
fresh_within_days = 45
duplicate_rows = "ignore"
tolerance = { absolute = 2.5, relative = 0 }

[[scorecard]]
file = "{pipeline} {period}.xlsx"
audience = "leadership"
split = "none"
html = true
theme_file = "brand.thmx"

[[scorecard]]
file = "Sales {family}.xlsx"
audience = "sales"
split = "family"
"#
    ));
    assert_eq!((pipeline.display_unit, pipeline.language), (DisplayUnit::Million, Lang::Ko));
    assert_eq!(pipeline.paper, Paper::Letter);
    assert_eq!(pipeline.output.to_str(), Some("out"));
    assert_eq!(pipeline.history.folder(Path::new("elsewhere")), Path::new("pipelines/records"));
    assert_eq!(pipeline.history.keep, Some(3));
    assert_eq!(pipeline.calendar, CalendarSource::Rule(FiscalCalendar::months(4, YearName::Start).unwrap()));
    let products = pipeline.products.unwrap();
    assert_eq!((products.path.to_str(), products.unknown), (Some("catalog/products.xlsx"), UnknownProduct::List));
    let goals = pipeline.goals.unwrap();
    let file = NamedFiles::One("pipelines/goals.xlsx".into());
    assert_eq!((goals.files.as_slice(), goals.not_agreed), (&[file][..], NotAgreed::Score));
    assert_eq!(goals.decimal, DecimalMark::Comma);
    let scoring = pipeline.scoring;
    let thresholds = [scoring.at_risk, scoring.met, scoring.exceeded, scoring.cap, scoring.min_coverage];
    assert_eq!(thresholds, ["0.85", "1", "1.1", "1.5", "0"].map(amount));
    assert_eq!(scoring.portfolio, PortfolioWeight::Equal);
    let [relative, money, count, points] = ["0.05", "10000", "3", "0.005"].map(amount);
    assert_eq!(scoring.material, Material { relative, money, count, points });
    assert_eq!(pipeline.landing, LandingMethod::LastYear);
    assert_eq!(scoring.stage_weights["launch"]["usage"], amount("12.5"));
    assert_eq!(pipeline.quality.fresh_within_days, Some(45));
    let tolerance = Tolerance { absolute: amount("2.5"), relative: amount("0") };
    assert_eq!((&pipeline.quality.tolerance, &pipeline.inputs[0].tolerance), (&tolerance, &tolerance));
    assert_eq!(pipeline.quality.severity(&SOFT), None);
    assert_eq!(pipeline.quality.severity(&HARD), Some(Severity::Stop));
    assert_eq!(pipeline.quality.severity(&ALWAYS), Some(Severity::Warn));
    let [first, second] = &pipeline.scorecards[..] else { unreachable!() };
    assert_eq!(first.file, "{pipeline} {period}.xlsx");
    assert_eq!((first.audience, first.split, first.html), (Audience::Leadership, Split::None, true));
    assert_eq!((first.theme.as_deref(), &second.theme), (Some(Path::new("pipelines/brand.thmx")), &None));
    assert_eq!((second.audience, second.split, second.html), (Audience::Sales, Split::Family, false));
}

#[test]
fn a_pipeline_without_money_needs_no_currency() {
    let text = changed("currency = \"USD\"\n", "").replace("\"revenue\"", "\"adoption\"");
    assert_eq!(loaded(&text).currency, None);
}

#[test]
fn inputs_of_every_fact_are_found_by_name_and_by_fact() {
    let pipeline = loaded(&added(
        r#"
[[input]]
name = "store"
fact = "revenue"
files = ["store/*.xlsx"]
[input.columns]
product = "Item"
amount = "Net sales"
units = "Qty"

[[input]]
name = "이용"
fact = "usage"
files = "exports/usage.csv"
[input.columns]
licensed_users = "licences"

[[input]]
name = "new customers"
fact = "acquisition"
files = "exports/new.csv"
[input.columns]
customer = "account"

[[input]]
name = "upsell"
fact = "expansion"
files = "exports/upsell.csv"

[[input]]
name = "demand"
fact = "demand"
files = "exports/demand.csv"

[[input]]
name = "market"
fact = "market"
files = "strategy/market.csv"
[input.columns]
period = "quarter"

[[input]]
name = "milestones"
fact = "milestones"
files = "launch/milestones.csv"

[[input]]
name = "ledger"
fact = "subscriptions"
files = "success/ledger.csv"
[input.columns]
mrr = "mrr"

[[input]]
name = "contracts"
fact = "contracts"
files = "success/contracts.csv"
[input.columns]
amount = "Value"

[[input]]
name = "bridge"
fact = "retention"
files = "success/bridge.csv"

[products]
file = "products.csv"

[goals]
file = "goals.xlsx"

[quality]
fresh_within_days = 100000
"#,
    ));
    assert_eq!(pipeline.inputs.len(), 11);
    assert_eq!(pipeline.inputs.iter().filter(|input| input.fact == FactKind::Revenue).count(), 2);
    let store = pipeline.input("store").unwrap();
    assert_eq!(store.columns["period"], ColumnSource::Headers(vec!["period".to_owned()]));
    assert_eq!(store.columns["product"], ColumnSource::Headers(vec!["Item".to_owned()]));
    assert!(!store.columns.contains_key("cost"), "an optional column is read when it is mapped");
    assert_eq!(pipeline.input("이용").unwrap().columns.len(), 4);
    assert!(pipeline.input("nobody").is_none());
}

#[test]
fn money_of_an_input_may_be_in_a_currency_that_has_rates() {
    let pipeline = loaded(&added("currency = \"EUR\"\n[fx]\nfile = \"fx.csv\"\ndecimal = \",\""));
    assert_eq!(pipeline.inputs[0].currency.as_deref(), Some("EUR"));
    let fx = pipeline.fx.unwrap();
    assert_eq!((fx.path.as_path(), fx.decimal), (Path::new("pipelines/fx.csv"), DecimalMark::Comma));
    // Figures without money need no rate.
    let adoption = SMALL.replace("\"revenue\"\nfiles", "\"adoption\"\nfiles");
    assert!(loaded(&format!("{adoption}currency = \"EUR\"")).fx.is_none());
}
