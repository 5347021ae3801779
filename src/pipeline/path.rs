//! Paths of the pipeline file: relative to its folder and free of detours, so that messages show clean ones.

use std::path::{Component, Path, PathBuf};

/// Where the files lie that a pipeline names.
pub(super) struct Places {
    /// Of the pipeline file.
    pub(super) folder: PathBuf,
    /// Of the exports, where it is known.
    pub(super) root: Option<PathBuf>,
}

impl Places {
    /// A file named by the pipeline: beside the pipeline file, else below the root of the exports when it is only there,
    /// where the catalog and the goals workbook usually lie.
    pub(super) fn file(&self, written: &str) -> PathBuf {
        let beside = resolve(&self.folder, written);
        match self.root.as_ref().map(|root| resolve(root, written)) {
            Some(below) if !beside.exists() && below.exists() => below,
            _ => beside,
        }
    }
}

/// `written` as seen from `folder`, without `.` and with every `a/..` resolved by its letters alone.
pub(super) fn resolve(folder: &Path, written: &str) -> PathBuf {
    let path = folder.join(written);
    let mut clean = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => match clean.components().next_back() {
                Some(Component::Normal(_)) => {
                    clean.pop();
                }
                // Nothing lies above the root.
                Some(Component::RootDir) => {}
                _ => clean.push(".."),
            },
            other => clean.push(other),
        }
    }
    if clean.as_os_str().is_empty() { PathBuf::from(".") } else { clean }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_resolved_from_the_folder_of_the_pipeline_file() {
        for (folder, written, resolved) in [
            ("pipelines", "../sample_data", "sample_data"),
            ("pipelines", "goals/FY2026.xlsx", "pipelines/goals/FY2026.xlsx"),
            ("", ".", "."),
            ("", "../../out/./x/", "../../out/x"),
            ("pipelines", "..", "."),
            ("/srv/review/pipelines", "../out", "/srv/review/out"),
            ("pipelines", "/srv/out", "/srv/out"),
            ("/", "../../etc", "/etc"),
        ] {
            assert_eq!(resolve(Path::new(folder), written), Path::new(resolved), "{folder} {written}");
        }
    }

    #[test]
    fn a_file_is_looked_for_beside_the_pipeline_and_then_below_the_root_of_the_exports() {
        let home = tempfile::tempdir().unwrap();
        let (folder, root) = (home.path().join("pipelines"), home.path().join("exports"));
        for made in [&folder, &root] {
            std::fs::create_dir(made).unwrap();
        }
        let places = Places { folder: folder.clone(), root: Some(root.clone()) };
        let found = || places.file("products.csv");
        assert_eq!(found(), folder.join("products.csv"));
        let touch = |path: &Path| drop(std::fs::OpenOptions::new().create(true).append(true).open(path).unwrap());
        touch(&root.join("products.csv"));
        assert_eq!(found(), root.join("products.csv"));
        touch(&folder.join("products.csv"));
        assert_eq!(found(), folder.join("products.csv"));
    }
}
