//! The rules of the file format that Excel enforces with a repair prompt, held against the parts of a scorecard.

use crate::harness::Test;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;
use std::sync::LazyLock;

/// Every part of the package as text, by its path.
struct Package(BTreeMap<String, String>);

impl Package {
    /// Of the monthly review, which runs once for all tests.
    fn of_sample() -> &'static Self {
        static SAMPLE: LazyLock<Package> = LazyLock::new(Package::of_monthly_review);
        &SAMPLE
    }

    fn of_monthly_review() -> Self {
        let out = tempfile::tempdir().unwrap();
        let pipeline = format!("{}/pipelines/monthly.toml", env!("CARGO_MANIFEST_DIR"));
        let args = format!("run {pipeline} --as-of 2026-10 --output {} --quiet", out.path().display());
        Test::new().args(&args).run_quietly();
        let files = std::fs::read_dir(out.path().join("2026-10")).unwrap().map(|entry| entry.unwrap().path());
        let path = files.filter(|path| path.extension().is_some_and(|own| own == "xlsx")).min().unwrap();
        let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
        let mut parts = BTreeMap::new();
        for index in 0..archive.len() {
            let mut file = archive.by_index(index).unwrap();
            let name = file.name().unwrap().into_owned();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            assert!(parts.insert(name.clone(), String::from_utf8(bytes).unwrap()).is_none(), "{name} comes twice");
        }
        Self(parts)
    }

    fn part(&self, name: &str) -> &str {
        self.0.get(name).unwrap_or_else(|| panic!("no part {name}"))
    }

    /// Parts in a folder with an ending.
    fn parts(&self, folder: &str, ending: &str) -> Vec<(&str, &str)> {
        let wanted = self.0.iter().filter(|(name, _)| name.starts_with(folder) && name.ends_with(ending));
        wanted.map(|(name, text)| (name.as_str(), text.as_str())).collect()
    }
}

/// Attributes of every element of a name.
fn elements(text: &str, name: &str) -> Vec<BTreeMap<String, String>> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices(&format!("<{name}")) {
        let rest = &text[at + 1 + name.len()..];
        if !rest.starts_with([' ', '/', '>']) {
            continue;
        }
        let mut attributes = BTreeMap::new();
        let mut rest = &rest[..rest.find('>').unwrap()];
        while let Some((key, after)) = rest.split_once("=\"") {
            let (value, after) = after.split_once('"').unwrap();
            attributes.insert(key.trim().to_owned(), unescaped(value));
            rest = after;
        }
        found.push(attributes);
    }
    found
}

fn unescaped(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    text.replace("&apos;", "'").replace("&#39;", "'").replace("&amp;", "&")
}

/// Texts of every element of a name.
fn texts(text: &str, name: &str) -> Vec<String> {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut found = Vec::new();
    for (at, _) in text.match_indices(&open) {
        let rest = &text[at + open.len()..];
        if rest.starts_with(['>', ' ']) {
            let start = rest.find('>').unwrap() + 1;
            found.push(unescaped(&rest[start..rest.find(&close).unwrap()]));
        }
    }
    found
}

fn assert_unique<'a>(what: &str, names: impl IntoIterator<Item = &'a str>) {
    let mut seen = BTreeSet::new();
    for name in names {
        assert!(seen.insert(name.to_lowercase()), "{what} {name} comes twice");
    }
}

fn utf16(text: &str) -> usize {
    text.encode_utf16().count()
}

#[test]
fn names_of_sheets_and_tables_are_ones_that_excel_takes() {
    let package = Package::of_sample();
    let sheets = elements(package.part("xl/workbook.xml"), "sheet");
    assert!(sheets.len() > 10);
    for sheet in &sheets {
        let name = &sheet["name"];
        assert!((1..=31).contains(&utf16(name)), "{name}");
        assert!(!name.contains(['[', ']', ':', '*', '?', '/', '\\']), "{name}");
        assert!(!name.starts_with('\'') && !name.ends_with('\'') && name.to_lowercase() != "history", "{name}");
    }
    assert_unique("sheet", sheets.iter().map(|sheet| sheet["name"].as_str()));
    assert_unique("sheet id", sheets.iter().map(|sheet| sheet["sheetId"].as_str()));

    let tables: Vec<BTreeMap<String, String>> =
        package.parts("xl/tables/", ".xml").iter().flat_map(|(_, text)| elements(text, "table")).collect();
    assert!(tables.len() >= 3, "{tables:?}");
    assert_unique("table id", tables.iter().map(|table| table["id"].as_str()));
    let defined = elements(package.part("xl/workbook.xml"), "definedName");
    let own = defined.iter().filter(|name| !name["name"].starts_with("_xlnm.")).map(|name| name["name"].as_str());
    assert_unique("name", own.chain(tables.iter().map(|table| table["displayName"].as_str())));
    for table in &tables {
        let name = &table["displayName"];
        assert!(
            name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
                && !name.starts_with(|c: char| c.is_ascii_digit())
        );
    }
}

#[test]
fn every_header_cell_of_a_table_is_the_name_of_its_column() {
    let package = Package::of_sample();
    let shared: Vec<String> = {
        let items = package.part("xl/sharedStrings.xml");
        texts(items, "si").iter().map(|item| texts(item, "t").concat()).collect()
    };
    let mut checked = 0;
    for (name, rels) in package.parts("xl/worksheets/_rels/", ".rels") {
        for relation in elements(rels, "Relationship").iter().filter(|own| own["Type"].ends_with("/table")) {
            let table = package.part(&relation["Target"].replace("../", "xl/"));
            let sheet = package.part(&name.replace("_rels/", "").replace(".rels", ""));
            let columns = elements(table, "tableColumn");
            assert_unique("column", columns.iter().map(|column| column["name"].as_str()));
            let range = elements(table, "table")[0]["ref"].clone();
            let row: String = range.split(':').next().unwrap().chars().filter(char::is_ascii_digit).collect();
            let start = sheet.find(&format!("<row r=\"{row}\"")).unwrap();
            let line = &sheet[start..start + sheet[start..].find("</row>").unwrap()];
            let headers: Vec<&String> =
                texts(line, "v").iter().map(|at| &shared[at.parse::<usize>().unwrap()]).collect();
            let names: Vec<&String> = columns.iter().map(|column| &column["name"]).collect();
            assert_eq!(headers, names, "{range}");
            checked += 1;
        }
    }
    assert!(checked >= 3);
}

#[test]
fn relations_lead_to_parts_that_are_there_under_ids_of_their_own() {
    let package = Package::of_sample();
    let types = package.part("[Content_Types].xml");
    let named: BTreeSet<String> =
        elements(types, "Override").into_iter().map(|mut own| own.remove("PartName").unwrap()).collect();
    let by_ending: BTreeSet<String> =
        elements(types, "Default").into_iter().map(|mut own| own.remove("Extension").unwrap()).collect();
    for name in package.0.keys().filter(|name| *name != "[Content_Types].xml") {
        let ending = name.rsplit('.').next().unwrap();
        assert!(named.contains(&format!("/{name}")) || by_ending.contains(ending), "{name} has no type");
    }
    for name in &named {
        package.part(name.trim_start_matches('/'));
    }
    let mut followed = 0;
    for (name, text) in package.parts("", ".rels") {
        let relations = elements(text, "Relationship");
        assert_unique(name, relations.iter().map(|relation| relation["Id"].as_str()));
        for relation in relations.iter().filter(|own| own.get("TargetMode").is_none_or(|mode| mode != "External")) {
            let folder = name.replace("_rels/", "");
            let folder = folder.rsplit_once('/').map_or("", |(folder, _)| folder);
            let target = relation["Target"].as_str();
            let path = match (target.strip_prefix('/'), target.strip_prefix("../")) {
                (Some(whole), _) => whole.to_owned(),
                (_, Some(up)) => format!("{}/{up}", folder.rsplit_once('/').map_or("", |(folder, _)| folder)),
                _ if folder.is_empty() => target.to_owned(),
                _ => format!("{folder}/{target}"),
            };
            package.part(&path);
            followed += 1;
        }
    }
    assert!(followed > 40, "only {followed} relations");
    for (name, text) in package.parts("xl/drawings/drawing", ".xml") {
        assert_unique(name, elements(text, "xdr:cNvPr").iter().map(|shape| shape["id"].as_str()));
    }
}

#[test]
fn texts_and_formulas_keep_within_their_limits_and_no_formula_holds_a_text() {
    let package = Package::of_sample();
    for item in texts(package.part("xl/sharedStrings.xml"), "t") {
        assert!(utf16(&item) <= 32_767);
    }
    let mut formulas = 0;
    for (name, text) in package.parts("xl/worksheets/sheet", ".xml") {
        for formula in texts(text, "f") {
            formulas += 1;
            assert!(utf16(&formula) <= 8_192, "{name}: {formula}");
            assert!(!formula.contains('"'), "{name}: a text in {formula}");
            // Beside names of sheets in quotes there are only addresses, numbers and these functions.
            let bare: String = formula.split('\'').step_by(2).collect();
            let words = bare
                .split(|c: char| !c.is_ascii_alphabetic())
                .filter(|word| word.len() > 3 || ["ABS", "MIN", "MAX", "SUM"].contains(word));
            for word in words {
                assert!(
                    ["ABS", "MIN", "MAX", "SUM", "SUMPRODUCT", "ISBLANK"].contains(&word),
                    "{name}: {word} in {formula}"
                );
            }
        }
    }
    assert!(formulas > 600, "only {formulas} formulas");
}
