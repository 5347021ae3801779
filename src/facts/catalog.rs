//! The product catalog: who is a product, under which names, and in which stage of its life.

use super::columns::Columns;
use super::problem::FactProblem;
use super::spelling;
use crate::amount::Amount;
use crate::calendar::{FiscalCalendar, Period};
use crate::diagnostic::{Finding, Warned};
use crate::formats::{self, Book, Purpose, SourceFile};
use crate::ingest::{self, Record, RecordColumn, RecordValue};
use crate::name::{self, ProductName};
use crate::pipeline::ProductsFile;
use crate::schema::Stage;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry as Slot;

/// Products in the order of the catalog, found by any of their names.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    products: Vec<Product>,
    by_name: BTreeMap<String, usize>,
    /// The file it was read from.
    pub source: Option<SourceFile>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    pub name: ProductName,
    pub aliases: Vec<String>,
    pub family: Option<String>,
    pub stage: Option<Stage>,
    /// Free text of the catalog's `type` column.
    pub kind: Option<String>,
    pub launched: Option<Period>,
    pub retired: Option<Period>,
    pub owner: Option<String>,
    pub weight: Option<Amount>,
}

impl Catalog {
    /// Products of which nothing but the name is known.
    pub fn named(names: impl IntoIterator<Item = ProductName>) -> Self {
        let mut catalog = Self::default();
        for name in names {
            catalog.add(Product::named(name));
        }
        catalog
    }

    pub fn products(&self) -> &[Product] {
        &self.products
    }

    pub fn len(&self) -> usize {
        self.products.len()
    }

    pub fn is_empty(&self) -> bool {
        self.products.is_empty()
    }

    /// By name or alias, whatever the case, padding or Unicode form; then without footnote marks, bullets and indents.
    pub fn find(&self, wanted: &str) -> Option<usize> {
        spelling::keys(wanted).iter().find_map(|key| self.by_name.get(key)).copied()
    }

    pub fn name(&self, product: usize) -> &str {
        self.products.get(product).map_or("", |product| product.name.as_str())
    }

    /// Every name and alias, with the name of the product it stands for.
    pub fn spellings(&self) -> impl Iterator<Item = (&str, &str)> {
        self.products.iter().flat_map(|product| {
            let name = product.name.as_str();
            std::iter::once(name)
                .chain(product.aliases.iter().map(String::as_str))
                .map(move |spelling| (spelling, name))
        })
    }

    pub fn names(&self) -> impl Iterator<Item = &str> + Clone {
        self.products.iter().map(|product| product.name.as_str())
    }
}

/// Columns of the catalog file.
const COLUMNS: &[RecordColumn] = &[
    RecordColumn { name: "product", headers: &["product", "name", "제품", "제품명"], required: true },
    RecordColumn { name: "aliases", headers: &["aliases", "alias", "별칭", "다른 이름"], required: false },
    RecordColumn { name: "family", headers: &["family", "제품군"], required: false },
    RecordColumn { name: "stage", headers: &["stage", "life-cycle stage", "단계", "생애주기"], required: false },
    RecordColumn { name: "type", headers: &["type", "유형"], required: false },
    RecordColumn { name: "launched", headers: &["launched", "launch", "출시", "출시일"], required: false },
    RecordColumn { name: "retired", headers: &["retired", "단종", "단종일"], required: false },
    RecordColumn { name: "owner", headers: &["owner", "담당", "담당자"], required: false },
    RecordColumn { name: "weight", headers: &["weight", "가중치"], required: false },
];

/// Opens and reads the catalog file; without one, products are the names that exports bring.
pub fn open_catalog(
    file: Option<&ProductsFile>,
    calendar: &FiscalCalendar,
) -> Result<Warned<Option<Catalog>>, Vec<Finding>> {
    let Some(file) = file else { return Ok(Warned { value: None, findings: Vec::new() }) };
    let book = formats::open_for(Purpose::Catalog, &file.path).map_err(|finding| vec![finding])?;
    let Warned { value, findings } = read_catalog(&book, calendar);
    Ok(Warned { value: Some(value), findings })
}

/// Reads the catalog file.
pub fn read_catalog(book: &Book, calendar: &FiscalCalendar) -> Warned<Catalog> {
    let mut findings = Vec::new();
    let mut catalog = Catalog { source: Some(book.source.clone()), ..Catalog::default() };
    let products = ingest::records(book, COLUMNS, &mut findings, |record, findings| {
        Some((record.place("product"), read_product(record, calendar, findings)?))
    });
    for (place, product) in products {
        for taken in catalog.add(product) {
            findings.push(Finding::new(place.clone(), FactProblem::DuplicateProduct { name: taken }));
        }
    }
    Warned { value: catalog, findings }
}

fn read_product(record: &Record<'_>, calendar: &FiscalCalendar, findings: &mut Vec<Finding>) -> Option<Product> {
    let name = ProductName::new(&record.text("product")?)?;
    let mut columns = Columns { record, findings };
    let period = |entry: &RecordValue| match entry.day() {
        Some(day) => calendar.period_of(day),
        None => calendar.parse_label(&entry.to_string()).filter(|span| span.len() == 1).map(|span| span.first),
    };
    let [launched, retired] =
        ["launched", "retired"].map(|column| columns.optional(column, "a day or a period", period));
    let weight = columns
        .optional("weight", "a number of 0 or more", |entry| entry.number().filter(|weight| !weight.is_negative()));
    let stage = record.text("stage").and_then(|found| {
        let stage = Stage::parse(&found);
        if stage.is_none() {
            findings.push(Finding::new(record.place("stage"), FactProblem::UnknownStage { found }));
        }
        stage
    });
    let aliases = record.text("aliases").unwrap_or_default();
    Some(Product {
        name,
        aliases: aliases.split(';').map(name::tidy).filter(|alias| !alias.is_empty()).collect(),
        family: record.text("family"),
        stage,
        kind: record.text("type"),
        launched,
        retired,
        owner: record.text("owner"),
        weight,
    })
}

impl Product {
    /// A product that only its name is known of.
    pub fn named(name: ProductName) -> Self {
        Self {
            name,
            aliases: Vec::new(),
            family: None,
            stage: None,
            kind: None,
            launched: None,
            retired: None,
            owner: None,
            weight: None,
        }
    }
}

impl Catalog {
    /// Adds a product and gives the names that another one has already.
    pub fn add(&mut self, product: Product) -> Vec<String> {
        let index = self.products.len();
        let mut taken = Vec::new();
        for spelling in std::iter::once(product.name.as_str()).chain(product.aliases.iter().map(String::as_str)) {
            match self.by_name.entry(spelling::key(spelling)) {
                Slot::Vacant(entry) => {
                    entry.insert(index);
                }
                Slot::Occupied(entry) if *entry.get() == index => {}
                Slot::Occupied(_) => taken.push(spelling.to_owned()),
            }
        }
        self.products.push(product);
        taken
    }
}
