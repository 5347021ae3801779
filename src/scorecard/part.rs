//! How the products of a run are spread over workbooks.

use super::wording::labels;
use crate::facts::Product;
use crate::lang::Lang;
use crate::name;
use crate::pipeline::Split;
use std::collections::BTreeMap;

/// The products of one workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkbookScope {
    /// The product or family that it is about; `None` when it has all products.
    pub name: Option<String>,
    /// Positions in the catalog, in its order.
    pub products: Vec<usize>,
}

/// The parts of a split, in the order of the catalog. Families are the same whatever their case; products without one
/// are a part of their own.
pub fn parts(split: Split, products: &[Product], lang: Lang) -> Vec<WorkbookScope> {
    let mut parts: Vec<WorkbookScope> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (index, product) in products.iter().enumerate() {
        let name = match split {
            Split::None => None,
            Split::Product => Some(product.name.as_str()),
            Split::Family => Some(product.family.as_deref().unwrap_or(labels::NO_FAMILY.get(lang))),
        };
        let place = *places.entry(name.map(name::fold).unwrap_or_default()).or_insert(parts.len());
        match parts.get_mut(place) {
            Some(part) => part.products.push(index),
            None => parts.push(WorkbookScope { name: name.map(str::to_owned), products: vec![index] }),
        }
    }
    if parts.is_empty() && split == Split::None {
        parts.push(WorkbookScope { name: None, products: Vec::new() });
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::name::ProductName;

    fn product(name: &str, family: Option<&str>) -> Product {
        Product { family: family.map(str::to_owned), ..Product::named(ProductName::new(name).unwrap()) }
    }

    #[test]
    fn every_product_is_in_exactly_one_part() {
        let products = [
            product("A", Some("Imaging")),
            product("B", None),
            product("C", Some("imaging")),
            product("D", Some("영상")),
        ];
        let names = |split| -> Vec<(Option<String>, Vec<usize>)> {
            parts(split, &products, Lang::En).into_iter().map(|part| (part.name, part.products)).collect()
        };
        let named = |name: &str, products: &[usize]| (Some(name.to_owned()), products.to_vec());
        assert_eq!(names(Split::None), [(None, vec![0, 1, 2, 3])]);
        assert_eq!(names(Split::Family), [named("Imaging", &[0, 2]), named("No family", &[1]), named("영상", &[3])]);
        assert_eq!(names(Split::Product), [named("A", &[0]), named("B", &[1]), named("C", &[2]), named("D", &[3])]);
        assert_eq!(parts(Split::None, &[], Lang::En).len(), 1);
    }
}
