//! Where the parts of a package are that another part speaks of.

use super::trouble::ReadStop;
use crate::formats::package::Package;
use crate::formats::xml::{Node, Xml};
use std::collections::HashMap;

pub(super) struct Relation {
    pub(super) kind: String,
    pub(super) target: String,
}

/// By their names. Targets are given from the root of the package; they are written from `folder` on.
pub(super) fn relations(
    package: &mut Package<'_>,
    part: &str,
    folder: &str,
) -> Result<HashMap<String, Relation>, ReadStop> {
    let part = package.bytes(part)?.ok_or(ReadStop::Unsupported)?;
    let mut relations = HashMap::new();
    for node in Xml::of(&part)? {
        let Node::Open(tag) = node? else { continue };
        if tag.name() != "Relationship" {
            continue;
        }
        let (Some(id), Some(kind), Some(target)) =
            (tag.attribute("Id")?, tag.attribute("Type")?, tag.attribute("Target")?)
        else {
            return Err(ReadStop::Unsupported);
        };
        let target = match target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None if folder.is_empty() => target.into_owned(),
            None => format!("{folder}/{target}"),
        };
        relations.insert(id.into_owned(), Relation { kind: kind.into_owned(), target });
    }
    Ok(relations)
}
