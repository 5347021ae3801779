//! LibreOffice, where it is installed: it opens a workbook, computes every formula anew and saves it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// Always compute anew what comes from other programs, never trust stored results.
const SETTINGS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"#;

/// An installation with a profile of its own.
pub(crate) struct Office {
    home: TempDir,
}

impl Office {
    /// `None` where LibreOffice is not installed, which is said.
    pub(crate) fn find() -> Option<Self> {
        let found = Command::new("soffice").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
        if !found.is_ok_and(|status| status.success()) {
            crate::harness::passed_over("LibreOffice is not installed");
            return None;
        }
        let home = tempfile::tempdir().unwrap();
        let user = home.path().join("profile/user");
        std::fs::create_dir_all(&user).unwrap();
        std::fs::write(user.join("registrymodifications.xcu"), SETTINGS).unwrap();
        Some(Self { home })
    }

    /// The workbook as LibreOffice saves it.
    #[track_caller]
    pub(crate) fn saved(&self, workbook: &Path) -> PathBuf {
        let profile = self.home.path().join("profile");
        let folder = self.home.path().join("saved");
        let saved = folder.join(workbook.file_name().unwrap());
        let mut said = Vec::new();
        // It sometimes dies at its very start when the machine is busy.
        for _ in 0..3 {
            let output = Command::new("soffice")
                .arg(format!("-env:UserInstallation=file://{}", profile.display()))
                .args(["--headless", "--convert-to", "xlsx", "--outdir"])
                .arg(&folder)
                .arg(workbook)
                .output()
                .unwrap();
            if saved.is_file() {
                return saved;
            }
            said = output.stderr;
        }
        panic!("{}", String::from_utf8_lossy(&said))
    }
}
