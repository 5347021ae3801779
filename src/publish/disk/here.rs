//! The machine's own file system.

use super::{Disk, Nature, PathKind, Unmade};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

#[derive(Debug)]
pub(in crate::publish) struct Here;

impl Disk for Here {
    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        let is_new = !folder.exists();
        fs::create_dir_all(folder)?;
        if is_new {
            folder_like_its_parent(folder);
        }
        Ok(())
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(folder)? {
            // A name that is not Unicode is none of ours.
            names.extend(entry?.file_name().into_string());
        }
        names.sort();
        Ok(names)
    }

    fn kind(&self, path: &Path) -> io::Result<PathKind> {
        match fs::symlink_metadata(path) {
            Ok(found) if found.is_symlink() => Ok(PathKind::Link),
            Ok(found) if found.is_dir() => Ok(PathKind::Folder),
            Ok(found) if found.is_file() => Ok(PathKind::File { bytes: found.len() }),
            Ok(_) => Ok(PathKind::Other),
            // Windows says of a share that is gone, too, that nothing was found.
            Err(error) if error.kind() == io::ErrorKind::NotFound && self.nature(&error) != Nature::Away => {
                Ok(PathKind::Nothing)
            }
            Err(error) => Err(error),
        }
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }

    fn create(&self, path: &Path, bytes: &[u8]) -> Result<(), Unmade> {
        // `create_new` follows no link.
        let file = OpenOptions::new().write(true).create_new(true).open(path);
        let mut file = file.map_err(Unmade::Unwritten)?;
        file_like_its_folder(&file, path);
        file.write_all(bytes).map_err(Unmade::Unwritten)?;
        file.sync_all().map_err(Unmade::Unforced)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::hard_link(from, to)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_folder(&self, folder: &Path) -> io::Result<()> {
        fs::remove_dir(folder)
    }

    #[cfg(unix)]
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        // Some network shares cannot do it and say so; that is no fault. Anything else is.
        match File::open(folder)?.sync_all() {
            Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
            outcome => outcome,
        }
    }

    #[cfg(not(unix))]
    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        // Windows has no such call. A rename there goes through the journal of the file system, which a power cut right
        // after it may still lose; the file's own bytes are on the disk by then.
        Ok(())
    }
}

/// Whoever may read the folder may read the file, whatever the umask of a scheduler. A share that has no modes, or
/// another owner, refuses; then it has rules of its own.
#[cfg(unix)]
fn file_like_its_folder(file: &File, path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let Some(folder) = path.parent().and_then(mode) else { return };
    let wanted = folder & 0o666;
    if file.metadata().is_ok_and(|found| found.permissions().mode() & 0o777 != wanted) {
        let _ = file.set_permissions(fs::Permissions::from_mode(wanted));
    }
}

/// A new folder of a period is as open as the folder of the outputs.
#[cfg(unix)]
fn folder_like_its_parent(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let Some((parent, own)) = folder.parent().and_then(mode).zip(mode(folder)) else { return };
    // What everybody may write to, such as /tmp, is no rule for what lies below.
    if parent & 0o1000 != 0 {
        return;
    }
    let wanted = (parent & 0o777) | (own & 0o7000);
    if wanted != own {
        let _ = fs::set_permissions(folder, fs::Permissions::from_mode(wanted));
    }
}

#[cfg(unix)]
fn mode(folder: &Path) -> Option<u32> {
    use std::os::unix::fs::PermissionsExt;
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    fs::metadata(folder).ok().map(|found| found.permissions().mode() & 0o7777)
}

/// Files take what their folder hands down.
#[cfg(not(unix))]
fn file_like_its_folder(_: &File, _: &Path) {}

#[cfg(not(unix))]
fn folder_like_its_parent(_: &Path) {}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn what_is_neither_a_file_nor_a_folder_nor_a_link_is_told_apart_and_so_is_what_cannot_be_looked_at() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let _socket = std::os::unix::net::UnixListener::bind(path("socket")).unwrap();
        Here.create(&path("file"), b"abc").unwrap();
        assert!(matches!(Here.kind(&path("socket")), Ok(PathKind::Other)));
        assert!(matches!(Here.kind(&path("file")), Ok(PathKind::File { bytes: 3 })));
        assert!(matches!(Here.kind(&path("nothing")), Ok(PathKind::Nothing)));
        assert!(Here.kind(&path("file/below")).is_err(), "a file has nothing below it");
    }

    #[test]
    fn a_folder_that_is_not_there_cannot_be_forced_to_the_disk_and_one_that_knows_no_such_call_need_not() {
        let folder = tempfile::tempdir().unwrap();
        Here.sync_folder(folder.path()).unwrap();
        assert!(Here.sync_folder(&folder.path().join("nowhere")).is_err());
        if cfg!(target_os = "linux") {
            Here.sync_folder(Path::new("/proc")).unwrap();
        }
    }

    #[test]
    fn a_file_is_as_open_as_its_folder() {
        let folder = tempfile::tempdir().unwrap();
        for (mode, expected) in [(0o750, 0o640), (0o777, 0o666), (0o700, 0o600)] {
            fs::set_permissions(folder.path(), fs::Permissions::from_mode(mode)).unwrap();
            let path = folder.path().join(format!("{mode:o}"));
            Here.create(&path, b"").unwrap();
            assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, expected, "{mode:o}");
        }
    }
}
