//! Every call of the file system that writes, behind one small trait, so that tests can make any of them fail.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// What stands under a path, not following links.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Nothing,
    File {
        bytes: u64,
    },
    Folder,
    /// A link, whatever it points to.
    Link,
    /// A pipe, a socket, a device.
    Other,
}

pub(super) trait Disk {
    /// With its parents; a folder that is there already is fine.
    fn make_folder(&self, folder: &Path) -> io::Result<()>;
    fn names(&self, folder: &Path) -> io::Result<Vec<String>>;
    fn kind(&self, path: &Path) -> io::Result<Kind>;
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// A new file, whole and forced to the disk. An existing one is an error; after a fault, part of it may be there.
    fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Replaces `to` in one step.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// An empty one.
    fn remove_folder(&self, folder: &Path) -> io::Result<()>;
    /// Forces the names in a folder to the disk, where the system knows such a thing.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
}

/// The machine's own file system.
#[derive(Debug)]
pub(super) struct Here;

impl Disk for Here {
    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)
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

    fn kind(&self, path: &Path) -> io::Result<Kind> {
        match fs::symlink_metadata(path) {
            Ok(found) if found.is_symlink() => Ok(Kind::Link),
            Ok(found) if found.is_dir() => Ok(Kind::Folder),
            Ok(found) if found.is_file() => Ok(Kind::File { bytes: found.len() }),
            Ok(_) => Ok(Kind::Other),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Kind::Nothing),
            Err(error) => Err(error),
        }
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }

    fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        // Without a mode of its own the file gets the one that the folder and the umask imply, so that those who read
        // the old file can read the new one. `create_new` follows no link.
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        file.write_all(bytes)?;
        file.sync_all()
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
        match fs::File::open(folder)?.sync_all() {
            Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
            outcome => outcome,
        }
    }

    #[cfg(not(unix))]
    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        // Windows has no such call: a rename there goes through the journal of the file system.
        Ok(())
    }
}
