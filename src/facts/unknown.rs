//! Names of products that an export has and the catalog does not: they join it, or are told.

use super::catalog::{Catalog, Product};
use super::plan;
use super::problem::FactProblem;
use super::request::FactRequest;
use super::spelling;
use crate::diagnostic::{Finding, Severity};
use crate::ingest::Table;
use crate::name::ProductName;
use crate::pipeline::UnknownProduct;
use crate::place::Place;
use crate::schema::FactKind;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Where an export names a product that the catalog does not have, first of all.
struct Stranger {
    input: Arc<str>,
    place: Place,
    rows: usize,
}

/// The catalog with the names that the exports add where the pipeline allows it; unknown names are found out here,
/// once a name and input.
pub(super) fn complete_catalog(tables: &[Table], request: &FactRequest<'_>, findings: &mut Vec<Finding>) -> Catalog {
    let given = request.catalog.is_some();
    let mut catalog = request.catalog.clone().unwrap_or_default();
    let mut unknown_products: BTreeMap<Arc<str>, Vec<Stranger>> = BTreeMap::new();
    for table in tables {
        let mut of_table: BTreeMap<Arc<str>, (Place, usize)> = BTreeMap::new();
        for part in &table.parts {
            let Some(products) = part.texts("product") else { continue };
            let is_portfolio = |name: &str| table.fact == FactKind::Plan && name == plan::PORTFOLIO;
            let unknown: Vec<bool> =
                products.distinct().map(|name| catalog.find(name).is_none() && !is_portfolio(name)).collect();
            for row in 0..part.rows.len() {
                if let Some(name) = products.id(row).filter(|&id| unknown[id]).and_then(|_| products.get(row)) {
                    of_table.entry(name.clone()).or_insert_with(|| (part.place(row, "product"), 0)).1 += 1;
                }
            }
        }
        for (name, (place, rows)) in of_table {
            unknown_products.entry(name).or_default().push(Stranger { input: table.input.clone(), place, rows });
        }
    }
    if !given || request.unknown == UnknownProduct::Add {
        for name in unknown_products.keys() {
            if catalog.find(name).is_none()
                && let Some(name) = ProductName::new(spelling::bare(name))
            {
                catalog.add(Product::named(name));
            }
        }
        return catalog;
    }
    let known: Vec<(String, String)> =
        catalog.spellings().map(|(spelling, name)| (spelling.to_owned(), name.to_owned())).collect();
    for (name, seen) in unknown_products {
        for Stranger { input, place, rows } in seen {
            let problem = FactProblem::UnknownProduct { name: name.to_string(), rows, known: known.clone() };
            let mut finding = Finding::new(place, problem).of_input(&input);
            if request.unknown == UnknownProduct::List {
                finding.severity = Severity::Warn;
            }
            findings.push(finding);
        }
    }
    catalog
}
