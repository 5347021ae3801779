//! Which pages an audience gets, and which files a scorecard becomes that is split.

use crate::harness::Test;
use crate::unattended::Review;
use std::fs;
use std::path::Path;

/// Names of the sheets in their order.
fn sheets(path: &Path) -> Vec<String> {
    use std::io::Read as _;
    let mut archive = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
    let mut text = String::new();
    archive.by_name("xl/workbook.xml").unwrap().read_to_string(&mut text).unwrap();
    let names = text.split("<sheet name=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    names.map(str::to_owned).collect()
}

#[test]
fn each_audience_has_its_pages_in_its_order_and_all_that_figures_rest_on() {
    let root = env!("CARGO_MANIFEST_DIR");
    let text = fs::read_to_string(format!("{root}/pipelines/monthly.toml")).unwrap();
    let mut text = text.split("[[scorecard]]").next().unwrap().to_owned();
    text = text.replace("inputs = \"../sample_data\"", &format!("inputs = \"{root}/sample_data\""));
    text = text.replace("output = \"../out\"", "output = \"out\"");
    let asked = ["leadership", "product", "sales", "marketing"]
        .map(|audience| format!("\n[[scorecard]]\nfile = \"{audience}.xlsx\"\naudience = \"{audience}\"\n"));
    text.push_str(&asked.concat());
    let test = Test::new().bytes("monthly.toml", text.as_bytes());
    let ran = test.args("run monthly.toml --as-of 2026-10 --quiet").run_quietly();
    let products = ["CardioSight", "SpineGuide", "LabRelay", "NeuroMap", "PulseHome", "OrthoKit"];
    for (audience, own) in [
        ("leadership", &["Portfolio", "Decisions", "Changes", "Portfolio goals", "Goals"][..]),
        ("product", &["Portfolio", "Decisions", "Changes", "Portfolio goals", "Cohorts", "Movements", "Goals"]),
        ("sales", &["Sales", "Movements", "Decisions", "Changes", "Portfolio goals"]),
        ("marketing", &["Marketing", "Cohorts", "Decisions", "Changes", "Portfolio goals"]),
    ] {
        let found = sheets(&ran.path(&format!("out/2026-10/{audience}.xlsx")));
        let foundation = ["Data quality", "Sources", "Definitions", "Data", "Workings"];
        let expected: Vec<&str> = own.iter().copied().chain(foundation).collect();
        let others: Vec<&str> = found.iter().map(String::as_str).filter(|name| !products.contains(name)).collect();
        assert_eq!(others, expected, "{audience}");
        assert_eq!(found.len() - others.len(), products.len(), "{audience}: {found:?}");
    }
}

/// The workbooks of a split review with awkward names, in the order of their names.
fn split(by: &str) -> Vec<String> {
    let review = Review::new();
    review.add(&format!(
        "[products]\nfile = \"products.csv\"\n[[scorecard]]\nfile = \"Of {{{by}}}.xlsx\"\nsplit = \"{by}\""
    ));
    review.put("products.csv", "product,stage,family\nAlpha,growth,North\nA/B: x?,growth,North\n../Gamma,growth,\n");
    let revenue = ["Alpha", "A/B: x?", "../Gamma"].map(|product| format!("{product},2026-10,100\n")).concat();
    review.put("exports/revenue.csv", &format!("product,month,amount\n{revenue}"));
    let workbooks = || {
        assert_eq!(review.run("run review.toml --quiet").code, 0);
        let files = fs::read_dir(review.path("out/2026-10")).unwrap();
        let names = files.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.filter(|name| name.starts_with("Of ")).collect();
        names.sort();
        names
    };
    let first = workbooks();
    assert_eq!(first, workbooks(), "the same names again");
    assert!(!review.path("out/Gamma.xlsx").exists() && !review.path("Gamma.xlsx").exists());
    for name in &first {
        assert!(!name.contains(['/', '\\', ':', '?', '*', '<', '>', '|', '"']), "{name}");
    }
    first
}

#[test]
fn a_scorecard_split_by_product_or_family_is_a_file_a_part_under_a_safe_name() {
    let products = split("product");
    assert_eq!(products.len(), 3, "{products:?}");
    assert!(products.contains(&"Of Alpha.xlsx".to_owned()), "{products:?}");
    let families = split("family");
    assert_eq!(families.len(), 2, "{families:?}");
    assert!(families.contains(&"Of North.xlsx".to_owned()), "{families:?}");
}
