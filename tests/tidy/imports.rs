//! Who imports whom, file by file, read from the syntax tree: a name is followed through `use` and `pub use` to the file that
//! defines it. A parent that only hands on what its children define imports nothing by that.

use super::{root, rust_files};
use petgraph::algo::tarjan_scc;
use petgraph::graphmap::DiGraphMap;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use syn::visit::{self, Visit};

/// A path of names from the root of the crate.
type Path = Vec<String>;

/// What a file says of names: its own and others'.
#[derive(Default)]
struct File {
    module: Path,
    /// Names that it defines.
    defined: BTreeSet<String>,
    /// Names that it brings in, with where they come from.
    imported: Vec<(String, Path)>,
    globs: Vec<Path>,
    /// Of the imports those that are for its own use.
    own: Vec<Path>,
    /// Paths in its code.
    used: BTreeSet<Path>,
}

/// Which files import which, with the names that they take.
pub(super) struct Imports {
    files: BTreeMap<Path, File>,
}

impl Imports {
    /// Of the code of a crate without its tests.
    pub(super) fn of_the_crate() -> Self {
        let src = root().join("src");
        let mut files = BTreeMap::new();
        for path in rust_files(&src) {
            let module = path.strip_prefix(&src).unwrap().with_extension("");
            let module: Path = module.iter().map(|part| part.to_str().unwrap().to_owned()).collect();
            if module.iter().any(|part| part == "tests") || ["lib", "main"].contains(&module[0].as_str()) {
                continue;
            }
            let mut file = File { module: module.clone(), ..File::default() };
            file.visit_file(&syn::parse_file(&fs::read_to_string(&path).unwrap()).unwrap());
            files.insert(module, file);
        }
        Self { files }
    }

    /// The files that a file imports, by name, each with one of the names that it takes.
    pub(super) fn of(&self, file: &Path) -> BTreeMap<String, String> {
        let own = &self.files[file];
        let from = |path: &Path| -> Option<Path> { own.absolute(path).or_else(|| self.local(own, path)) };
        let paths = own.own.iter().chain(&own.used).filter_map(from);
        let found = paths.filter_map(|path| self.definition(&path, &mut Vec::new()));
        found.filter(|(at, _)| at.module != *file).map(|(at, name)| (at.name(), name)).collect()
    }

    /// A path that starts with a name which the file imports, or with one of its children.
    fn local(&self, file: &File, path: &[String]) -> Option<Path> {
        let (first, rest) = path.split_first()?;
        if let Some((_, from)) = file.imported.iter().find(|(name, _)| name == first) {
            return Some([file.absolute(from)?.as_slice(), rest].concat());
        }
        let child = [file.module.as_slice(), std::slice::from_ref(first)].concat();
        self.files.contains_key(&child).then(|| [child.as_slice(), rest].concat())
    }

    /// The file that defines what a path names.
    fn definition(&self, path: &[String], seen: &mut Vec<Path>) -> Option<(&File, String)> {
        if seen.iter().any(|known| known == path) {
            return None;
        }
        seen.push(path.to_vec());
        let (file, rest) =
            (1..=path.len()).rev().find_map(|length| Some((self.files.get(&path[..length])?, &path[length..])))?;
        let (name, behind) = rest.split_first()?;
        if file.defined.contains(name) {
            return Some((file, name.clone()));
        }
        let named = file.imported.iter().filter(|(own, _)| own == name).map(|(_, from)| (from, behind));
        let globs = file.globs.iter().map(|from| (from, rest));
        named.chain(globs).find_map(|(from, rest)| {
            let from = file.absolute(from).or_else(|| self.local(file, from))?;
            self.definition(&[from.as_slice(), rest].concat(), seen)
        })
    }
}

impl File {
    fn name(&self) -> String {
        self.module.join("/")
    }

    /// A path that starts at the root, at the file itself or above it, as one from the root.
    fn absolute(&self, path: &[String]) -> Option<Path> {
        match path.first()?.as_str() {
            "crate" => Some(path[1..].to_vec()),
            "self" => Some([self.module.as_slice(), &path[1..]].concat()),
            "super" => {
                let up = path.iter().take_while(|part| *part == "super").count();
                Some([&self.module[..self.module.len() - up], &path[up..]].concat())
            }
            _ => None,
        }
    }

    fn import(&mut self, tree: &syn::UseTree, before: &[String], is_own: bool) {
        match tree {
            syn::UseTree::Path(path) => {
                self.import(&path.tree, &[before, &[path.ident.to_string()]].concat(), is_own);
            }
            syn::UseTree::Name(name) if name.ident == "self" => {
                self.take(before.last().unwrap().clone(), before.to_vec(), is_own);
            }
            syn::UseTree::Name(name) => {
                self.take(name.ident.to_string(), [before, &[name.ident.to_string()]].concat(), is_own);
            }
            syn::UseTree::Rename(name) => {
                self.take(name.rename.to_string(), [before, &[name.ident.to_string()]].concat(), is_own);
            }
            syn::UseTree::Glob(_) => self.globs.push(before.to_vec()),
            syn::UseTree::Group(group) => group.items.iter().for_each(|tree| self.import(tree, before, is_own)),
        }
    }

    fn take(&mut self, name: String, from: Path, is_own: bool) {
        if is_own {
            self.own.push(from.clone());
        }
        self.imported.push((name, from));
    }

    /// Paths in the arguments of a macro, and the names that it defines: `enum Name`, `NAME = …`.
    fn tokens(&mut self, tokens: proc_macro2::TokenStream) {
        use proc_macro2::TokenTree;
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let is_mark =
            |at: usize, mark: char| matches!(tokens.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == mark);
        let mut at = 0;
        while at < tokens.len() {
            match &tokens[at] {
                TokenTree::Group(group) => self.tokens(group.stream()),
                TokenTree::Ident(first) => {
                    let mut path = vec![first.to_string()];
                    while is_mark(at + 1, ':') && is_mark(at + 2, ':') {
                        let Some(TokenTree::Ident(next)) = tokens.get(at + 3) else { break };
                        path.push(next.to_string());
                        at += 3;
                    }
                    if let (true, Some(TokenTree::Ident(name))) =
                        (["enum", "struct", "static", "const", "fn"].contains(&path[0].as_str()), tokens.get(at + 1))
                    {
                        self.defined.insert(name.to_string());
                    } else if is_mark(at + 1, '=') && path[0].chars().all(|c| c.is_ascii_uppercase() || c == '_') {
                        self.defined.insert(path[0].clone());
                    }
                    self.used.insert(path);
                }
                _ => {}
            }
            at += 1;
        }
    }
}

/// `#[cfg(test)]`, `#[cfg(all(test, unix))]`
fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().filter(|attribute| attribute.path().is_ident("cfg")).any(|attribute| {
        let condition = attribute.parse_args::<proc_macro2::TokenStream>().unwrap().to_string();
        condition == "test" || condition.replace(' ', "").starts_with("all(test,")
    })
}

impl<'ast> Visit<'ast> for File {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        use syn::Item;
        let (attributes, name) = match item {
            Item::Const(item) => (&item.attrs, Some(&item.ident)),
            Item::Enum(item) => (&item.attrs, Some(&item.ident)),
            Item::Fn(item) => (&item.attrs, Some(&item.sig.ident)),
            Item::Impl(item) => (&item.attrs, None),
            Item::Macro(item) => (&item.attrs, item.ident.as_ref()),
            Item::Mod(item) => (&item.attrs, None),
            Item::Static(item) => (&item.attrs, Some(&item.ident)),
            Item::Struct(item) => (&item.attrs, Some(&item.ident)),
            Item::Trait(item) => (&item.attrs, Some(&item.ident)),
            Item::Type(item) => (&item.attrs, Some(&item.ident)),
            Item::Use(item) => (&item.attrs, None),
            _ => return,
        };
        if is_test(attributes) {
            return;
        }
        self.defined.extend(name.map(ToString::to_string));
        match item {
            Item::Use(item) => self.import(&item.tree, &[], matches!(item.vis, syn::Visibility::Inherited)),
            Item::Mod(item) => {
                assert!(item.content.is_none(), "{} has a module inside it: {}", self.name(), item.ident);
            }
            _ => visit::visit_item(self, item),
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.used.insert(path.segments.iter().map(|part| part.ident.to_string()).collect());
        visit::visit_path(self, path);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        if !is_test(&item.attrs) {
            visit::visit_impl_item_fn(self, item);
        }
    }

    fn visit_macro(&mut self, invoked: &'ast syn::Macro) {
        self.tokens(invoked.tokens.clone());
    }
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let imports = Imports::of_the_crate();
    let names: Vec<String> = imports.files.values().map(File::name).collect();
    let number = |name: &str| names.iter().position(|known| known == name).unwrap();
    let mut graph = DiGraphMap::<usize, ()>::new();
    let mut arrows = 0;
    for (path, file) in &imports.files {
        for to in imports.of(path).keys() {
            graph.add_edge(number(&file.name()), number(to), ());
            arrows += 1;
        }
    }
    assert!(arrows > 1_000, "only {arrows} imports found");
    let circles: Vec<Vec<String>> = tarjan_scc(&graph)
        .into_iter()
        .filter(|files| files.len() > 1)
        .map(|files| {
            let inside = |file: &usize| {
                let path: Path = names[*file].split('/').map(str::to_owned).collect();
                let taken =
                    imports.of(&path).into_iter().filter(|(from, _)| files.iter().any(|other| names[*other] == *from));
                let taken: Vec<String> = taken.map(|(from, name)| format!("`{name}` of {from}")).collect();
                format!("{} takes {}", names[*file], taken.join(", "))
            };
            files.iter().map(inside).collect()
        })
        .collect();
    assert!(circles.is_empty(), "files that import each other: {circles:#?}");
}
