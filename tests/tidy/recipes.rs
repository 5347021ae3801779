//! The recipes of CONTRIBUTING.md lead somewhere: each step names what is to be touched, as `file::item`, a folder, a document
//! or a command, and what it names is there.

use super::root;
use std::collections::BTreeSet;
use std::fs;
use syn::visit::{self, Visit};

/// Every name that a file declares, in macros too.
#[derive(Default)]
struct Declared(BTreeSet<String>);

impl Declared {
    fn tokens(&mut self, tokens: proc_macro2::TokenStream) {
        for token in tokens {
            match token {
                proc_macro2::TokenTree::Group(group) => self.tokens(group.stream()),
                proc_macro2::TokenTree::Ident(name) => drop(self.0.insert(name.to_string())),
                _ => {}
            }
        }
    }
}

impl Visit<'_> for Declared {
    fn visit_item(&mut self, item: &syn::Item) {
        use syn::Item;
        let name = match item {
            Item::Const(item) => Some(&item.ident),
            Item::Enum(item) => Some(&item.ident),
            Item::Macro(item) => item.ident.as_ref(),
            Item::Static(item) => Some(&item.ident),
            Item::Struct(item) => Some(&item.ident),
            Item::Trait(item) => Some(&item.ident),
            Item::Type(item) => Some(&item.ident),
            _ => None,
        };
        self.0.extend(name.map(ToString::to_string));
        visit::visit_item(self, item);
    }

    fn visit_signature(&mut self, signature: &syn::Signature) {
        self.0.insert(signature.ident.to_string());
    }

    fn visit_variant(&mut self, variant: &syn::Variant) {
        self.0.insert(variant.ident.to_string());
    }

    fn visit_impl_item_const(&mut self, item: &syn::ImplItemConst) {
        self.0.insert(item.ident.to_string());
    }

    fn visit_macro(&mut self, invoked: &syn::Macro) {
        self.tokens(invoked.tokens.clone());
    }
}

/// Words in backticks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// What a step may name, or why it is not there.
fn is_there(word: &str) -> Result<bool, String> {
    if word.starts_with("just ") || word.starts_with("cargo ") {
        return Ok(true);
    }
    let (path, item) = word.split_once("::").map_or((word, None), |(path, item)| (path, Some(item)));
    if !["src/", "tests/", "docs/", "sample_data/", "pipelines/"].iter().any(|folder| path.starts_with(folder)) {
        return Ok(false);
    }
    let path = root().join(path);
    let Some(item) = item else { return path.exists().then_some(true).ok_or_else(|| format!("`{word}` is not there")) };
    let text = fs::read_to_string(&path).map_err(|error| format!("`{word}`: {error}"))?;
    let mut declared = Declared::default();
    declared.visit_file(&syn::parse_file(&text).map_err(|error| format!("`{word}`: {error}"))?);
    declared
        .0
        .contains(item.trim_end_matches('!'))
        .then_some(true)
        .ok_or_else(|| format!("`{word}` is not declared there"))
}

#[test]
fn every_step_of_a_recipe_names_what_is_there() {
    let text = fs::read_to_string(root().join("CONTRIBUTING.md")).unwrap();
    let recipes = text.split("\n## ").find(|part| part.starts_with("Recipes")).expect("CONTRIBUTING.md has recipes");
    let (mut steps, mut wrong): (usize, Vec<String>) = (0, Vec::new());
    for recipe in recipes.split("\n### ").skip(1) {
        let (title, body) = recipe.split_once('\n').unwrap();
        // A step begins with its number and goes on in lines that are set in.
        let mut all: Vec<String> = Vec::new();
        for line in body.lines() {
            if line.split_once(". ").is_some_and(|(number, _)| number.parse::<u8>().is_ok()) {
                all.push(line.to_owned());
            } else if let (Some(step), true) = (all.last_mut(), line.starts_with("   ")) {
                step.push(' ');
                step.push_str(line.trim());
            }
        }
        assert!((2..=6).contains(&all.len()), "{title}: {} steps", all.len());
        for step in &all {
            steps += 1;
            let found: Vec<Result<bool, String>> = quoted(step).map(is_there).collect();
            if !found.contains(&Ok(true)) {
                wrong.push(format!("{title}: a step names nothing: {step}"));
            }
            wrong.extend(found.into_iter().filter_map(Result::err).map(|why| format!("{title}: {why}")));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(steps >= 20, "only {steps} steps found");
}
