//! Whether a folder lies on a share that should be mounted and is not. A folder below an empty mount point can be made
//! like any other, and everything in it vanishes under the share when that comes back.

use std::path::{Path, PathBuf};

/// The mount point that a path lies below and that is not mounted, by the tables of the system.
pub(super) fn missing_mount(path: &Path) -> Option<String> {
    if !cfg!(unix) {
        return None;
    }
    let wanted = std::fs::read_to_string("/etc/fstab").ok()?;
    // Without a list of what is mounted nobody can say that something is not.
    let mounted = std::fs::read_to_string("/proc/self/mounts").ok()?;
    missing(&real(path)?, &wanted, &mounted)
}

/// The path without links, as far as it exists.
fn real(path: &Path) -> Option<PathBuf> {
    let path = std::path::absolute(path).ok()?;
    path.ancestors().find_map(|ancestor| {
        let rest = path.strip_prefix(ancestor).ok()?;
        std::fs::canonicalize(ancestor).ok().map(|found| found.join(rest))
    })
}

fn missing(path: &Path, wanted: &str, mounted: &str) -> Option<String> {
    let is_mounted = |point: &str| points(mounted).any(|mounted| mounted == point);
    let above = |point: &String| Path::new(point).is_absolute() && path.starts_with(point);
    points(wanted).find(|point| above(point) && !is_mounted(point))
}

/// The second field of every line, where spaces are written as `\040`; of the root, which is always there, nothing is left.
fn points(table: &str) -> impl Iterator<Item = String> {
    let lines = table.lines().map(str::trim_start).filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_whitespace().nth(1)).map(|point| {
        let point = point.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
        point.trim_end_matches('/').to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const WANTED: &str = "# shares\n//nas/finance /mnt/finance cifs noauto 0 0\nUUID=1 / ext4 defaults 0 1\n\
                          UUID=2 none swap sw 0 0\nnas:/x /mnt/with\\040space/ nfs defaults 0 0\n";

    #[track_caller]
    fn check(path: &str, mounted: &str, expected: Option<&str>) {
        assert_eq!(missing(Path::new(path), WANTED, mounted).as_deref(), expected);
    }

    #[test]
    fn a_folder_below_a_mount_point_needs_the_mount() {
        let root = "/dev/sda / ext4 rw 0 0\n";
        check("/mnt/finance/out", root, Some("/mnt/finance"));
        check("/mnt/finance", root, Some("/mnt/finance"));
        check("/mnt/with space/out", root, Some("/mnt/with space"));
        check("/mnt/finance/out", &format!("{root}//nas/finance /mnt/finance cifs rw 0 0\n"), None);
        check("/mnt/financed/out", root, None);
        check("/home/out", root, None);
        check("/home/out", "", None);
    }
}

#[cfg(all(test, unix))]
mod links {
    use super::*;

    #[test]
    fn a_path_is_followed_through_links_as_far_as_it_exists() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        std::fs::create_dir(root.join("share")).unwrap();
        std::os::unix::fs::symlink(root.join("share"), root.join("link")).unwrap();
        assert_eq!(real(&root.join("link/out/2026-10")), Some(root.join("share/out/2026-10")));
    }
}
