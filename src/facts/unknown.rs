//! Names of products that an export has and the catalog does not: they join it, or are told.

use super::catalog::{Catalog, Product};
use super::plan;
use super::problem::FactProblem;
use super::request::FactRequest;
use super::spelling;
use crate::diagnostic::{Finding, Severity};
use crate::formats::{self, FormatProblem};
use crate::ingest::{Table, Texts};
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
    let unclear = unclear_encodings(tables, request.catalog.as_ref());
    findings.extend(unclear.values().cloned());
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
                let name = products.id(row).filter(|&id| unknown[id]).and_then(|_| products.get(row));
                if let Some(name) = name.filter(|name| !unclear.contains_key(*name)) {
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

/// Names from files whose encoding is not sure, that are no product's as they were read and are one's in another
/// encoding: the first cell of each is asked about. Without a catalog the products are the names of the other files.
fn unclear_encodings(tables: &[Table], catalog: Option<&Catalog>) -> BTreeMap<Arc<str>, Finding> {
    let parts = || tables.iter().flat_map(|table| table.parts.iter().map(move |part| (table, part)));
    let mut unclear = BTreeMap::new();
    if parts().all(|(_, part)| part.other_encodings.is_empty()) {
        return unclear;
    }
    let sure = || parts().filter(|(_, part)| part.other_encodings.is_empty());
    let sure_names = || sure().filter_map(|(_, part)| part.texts("product")).flat_map(Texts::distinct);
    let named = Catalog::named(sure_names().filter_map(|name| ProductName::new(spelling::bare(name))));
    let catalog = catalog.unwrap_or(&named);
    for (table, part) in parts() {
        let (Some(products), Some(taken)) = (part.texts("product"), part.layout.encoding.as_deref()) else { continue };
        for name in products.distinct().filter(|name| !name.is_ascii() && catalog.find(name).is_none()) {
            let reread = |other: &&'static str| Some((*other, formats::reread(name, taken, other)?));
            let found = part.other_encodings.iter().filter_map(reread).find(|(_, read)| catalog.find(read).is_some());
            let (Some((other, read)), false) = (found, unclear.contains_key(name)) else { continue };
            let row = (0..part.rows.len()).find(|&row| products.get(row) == Some(name)).unwrap_or(0);
            let readings = vec![(taken.to_owned(), name.to_string()), (other.to_owned(), read)];
            let problem = FormatProblem::UnclearEncoding { readings };
            let finding = Finding::new(part.place(row, "product"), problem).of_input(&table.input);
            unclear.insert(name.clone(), finding);
        }
    }
    unclear
}
