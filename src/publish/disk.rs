//! Every call of the file system that writes, behind one small trait, so that tests can make any of them fail.

mod here;
mod nature;

pub(super) use here::Here;
pub(super) use nature::{Nature, System};

use std::io;
use std::path::Path;
use std::time::Duration;

/// What stands under a path, not following links.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PathKind {
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

/// How far a new file came.
#[derive(Debug)]
pub(super) enum Unmade {
    /// It could not be written to its end; part of it may be there.
    Unwritten(io::Error),
    /// It is written, and the system cannot say whether the disk has it. Asking again would be told a lie: a system
    /// reports what it lost only once.
    Unforced(io::Error),
}

impl From<Unmade> for io::Error {
    fn from(unmade: Unmade) -> Self {
        match unmade {
            Unmade::Unwritten(error) | Unmade::Unforced(error) => error,
        }
    }
}

/// Fails where a link stands in the place of a folder of ours: what is written into it would leave the folder of the outputs.
pub(super) fn not_a_link(disk: &dyn Disk, folder: &Path) -> io::Result<()> {
    match retry(disk, || disk.kind(folder))? {
        PathKind::Link => Err(io::Error::other("a link stands in its place, which is not followed")),
        _ => Ok(()),
    }
}

pub(super) trait Disk {
    /// With its parents; a folder that is there already is fine.
    fn make_folder(&self, folder: &Path) -> io::Result<()>;
    fn names(&self, folder: &Path) -> io::Result<Vec<String>>;
    fn kind(&self, path: &Path) -> io::Result<PathKind>;
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// A new file, whole, forced to the disk, and readable by those who may read its folder. An existing one is an
    /// error; after a fault, part of it may be there.
    fn create(&self, path: &Path, bytes: &[u8]) -> Result<(), Unmade>;
    /// A second name for a file; one that is taken is an error.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Replaces `to` in one step.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// An empty one.
    fn remove_folder(&self, folder: &Path) -> io::Result<()>;
    /// Forces the names in a folder to the disk, where the system knows such a thing.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;

    fn nature(&self, error: &io::Error) -> Nature {
        Nature::of(error, System::HERE)
    }

    fn wait(&self, pause: Duration) {
        std::thread::sleep(pause);
    }
}

/// How long a call waits before it is made again. Long enough for a scanner or an indexer to let go of a file; a person
/// at a spreadsheet takes longer, and is not waited for.
const PAUSES: [Duration; 5] = [
    Duration::from_millis(50),
    Duration::from_millis(100),
    Duration::from_millis(200),
    Duration::from_millis(400),
    Duration::from_millis(800),
];

/// Makes a call again while it fails for a reason that may pass.
pub(super) fn retry<T>(disk: &dyn Disk, mut call: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    for pause in PAUSES {
        match call() {
            Err(error) if disk.nature(&error) != Nature::Lasting => disk.wait(pause),
            outcome => return outcome,
        }
    }
    call()
}

/// [`Disk::create`] with as much patience; a part that is left of one attempt is removed before the next.
pub(super) fn insist_on_creating(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<(), Unmade> {
    for pause in PAUSES {
        match disk.create(path, bytes) {
            Err(Unmade::Unwritten(error)) if disk.nature(&error) != Nature::Lasting => {
                // When it cannot be removed, the next attempt finds it and says so.
                let _ = disk.remove(path);
                disk.wait(pause);
            }
            outcome => return outcome,
        }
    }
    disk.create(path, bytes)
}
