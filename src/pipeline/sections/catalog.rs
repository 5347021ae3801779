//! `[products]`: the product catalog.

use crate::pipeline::keys::Section;
use crate::pipeline::path::Places;
use std::path::PathBuf;
use strum::{EnumString, VariantNames};

#[derive(Debug, Clone)]
pub struct ProductsFile {
    pub path: PathBuf,
    pub unknown: UnknownProduct,
}

/// What happens to a product name that an export has and the catalog does not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, EnumString, VariantNames)]
#[strum(serialize_all = "snake_case")]
pub enum UnknownProduct {
    /// The run stops.
    #[default]
    Stop,
    /// Its rows are rejected and listed; the run goes on.
    List,
    /// It becomes a product.
    Add,
}

pub(crate) fn read(mut section: Section, places: &Places) -> ProductsFile {
    let products = ProductsFile { path: section.required_file("file", places), unknown: section.word("unknown") };
    section.finish();
    products
}
