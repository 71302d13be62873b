//! Secrets, read from files that only their owner can read.

use std::io::Read;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::Reason;

/// Longest secret, in bytes; a longer file is not one.
const LONGEST: u64 = 4096;

/// Bytes of a secret, without the line end of its file; wiped when dropped, never printed.
#[derive(Clone)]
pub struct Secret(Zeroizing<Vec<u8>>);

impl Secret {
    /// The bytes, for the one comparison or signature they are kept for.
    pub fn expose(&self) -> &[u8] {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(‹redacted›)")
    }
}

/// Reads a secret; one line end at its end is not part of it.
///
/// # Errors
/// The file is missing, empty, overlong, or can be read by others.
pub fn read_secret(path: &Path) -> Result<Secret, Reason> {
    let refused = |error: std::io::Error| Reason::SecretUnreadable {
        file: path.to_owned(),
        error: error.kind(),
    };
    let file = std::fs::File::open(path).map_err(refused)?;
    let known = file.metadata().map_err(refused)?;
    if !known.is_file() {
        return Err(Reason::SecretEmpty {
            file: path.to_owned(),
        });
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = known.permissions().mode() & 0o777;
        if open_to_others(mode, folders_above(path).map_err(refused)?) {
            return Err(Reason::SecretOpen {
                file: path.to_owned(),
                mode,
            });
        }
    }
    // Room for the longest, so that growing leaves no unwiped copy behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(LONGEST as usize + 1));
    file.take(LONGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(refused)?;
    if bytes.len() as u64 > LONGEST {
        return Err(Reason::SecretTooLong {
            file: path.to_owned(),
        });
    }
    for end in [b'\n', b'\r'] {
        if bytes.last() == Some(&end) {
            bytes.pop();
        }
    }
    if bytes.is_empty() {
        return Err(Reason::SecretEmpty {
            file: path.to_owned(),
        });
    }
    Ok(Secret(bytes))
}

/// True when somebody the owner did not choose can use the file: its mode lets everybody, and no
/// folder on the way to it keeps them out.
#[cfg(unix)]
fn open_to_others(mode: u32, mut folders: impl Iterator<Item = u32>) -> bool {
    mode & 0o007 != 0 && folders.all(|folder| folder & 0o011 != 0)
}

/// Modes of the folders one passes to a file, links followed; one that cannot be looked at keeps
/// nobody out.
#[cfg(unix)]
fn folders_above(path: &Path) -> std::io::Result<impl Iterator<Item = u32>> {
    use std::os::unix::fs::PermissionsExt;
    let real = path.canonicalize()?;
    let folders: Vec<_> = real.ancestors().skip(1).map(Path::to_owned).collect();
    Ok(folders.into_iter().map(|folder| {
        std::fs::metadata(folder).map_or(0o777, |known| known.permissions().mode() & 0o777)
    }))
}

/// Where a secret named in the file is: a relative path first in the folder systemd hands
/// credentials over in, then beside the configuration.
pub(super) fn place(named: &str, folder: &Path, credentials: Option<&Path>) -> PathBuf {
    let path = Path::new(named);
    if path.is_relative()
        && let Some(handed) = credentials.map(|credentials| credentials.join(path))
        && handed.is_file()
    {
        return handed;
    }
    folder.join(path)
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    fn written(content: &[u8], mode: u32) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        std::fs::write(&path, content).unwrap();
        set_mode(&path, mode);
        (folder, path)
    }

    fn set_mode(path: &Path, mode: u32) {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn the_line_end_of_the_file_is_not_part_of_the_secret() {
        for (content, expected) in [
            (&b"abc\n"[..], &b"abc"[..]),
            (b"abc\r\n", b"abc"),
            (b"abc", b"abc"),
            (b"abc\n\n", b"abc\n"),
            (b" a b ", b" a b "),
        ] {
            let (_folder, path) = written(content, 0o600);
            assert_eq!(read_secret(&path).unwrap().expose(), expected);
        }
    }

    #[test]
    fn a_secret_that_others_can_read_is_refused() {
        for mode in [0o644, 0o604, 0o602] {
            assert!(open_to_others(
                mode,
                [0o755, 0o1777, 0o711, 0o710].into_iter()
            ));
        }
        for mode in [0o600, 0o400, 0o440] {
            assert!(!open_to_others(mode, [0o755, 0o755].into_iter()));
            let (_folder, path) = written(b"abc", mode);
            assert!(read_secret(&path).is_ok());
        }
    }

    #[test]
    fn a_folder_that_nobody_else_can_enter_keeps_the_secrets_below_it() {
        for mode in [0o644, 0o666] {
            for folders in [[0o700, 0o755], [0o755, 0o700], [0o755, 0o744]] {
                assert!(!open_to_others(mode, folders.into_iter()));
            }
            let (folder, path) = written(b"abc", mode);
            set_mode(folder.path(), 0o700);
            assert!(read_secret(&path).is_ok());
            let below = folder.path().join("secrets");
            std::fs::create_dir(&below).unwrap();
            std::fs::rename(&path, below.join("secret")).unwrap();
            assert!(read_secret(&below.join("secret")).is_ok());
        }
    }

    #[test]
    fn what_counts_is_where_the_file_is_not_where_a_link_to_it_lies() {
        let (open, path) = written(b"abc", 0o644);
        set_mode(open.path(), 0o755);
        let (closed, _) = written(b"", 0o600);
        let link = closed.path().join("link");
        std::os::unix::fs::symlink(&path, &link).unwrap();
        let entered = |path: &Path| folders_above(path).unwrap().collect::<Vec<_>>();
        assert_eq!(entered(&link), entered(&path));
        assert_eq!(entered(&link).first(), Some(&0o755));
    }

    #[test]
    fn an_empty_or_overlong_file_is_no_secret() {
        for (content, empty) in [(&b""[..], true), (b"\n", true), (&[b'x'; 5000], false)] {
            let (_folder, path) = written(content, 0o600);
            match read_secret(&path) {
                Err(Reason::SecretEmpty { .. }) => assert!(empty),
                Err(Reason::SecretTooLong { .. }) => assert!(!empty),
                other => panic!("{other:?}"),
            }
        }
    }

    #[test]
    fn a_secret_prints_nothing_of_itself() {
        let (_folder, path) = written(b"hush", 0o600);
        assert!(!format!("{:?}", read_secret(&path).unwrap()).contains("hush"));
    }

    #[test]
    fn what_systemd_hands_over_comes_before_what_lies_beside_the_configuration() {
        let (credentials, _path) = written(b"abc", 0o600);
        let handed = Some(credentials.path());
        assert_eq!(
            place("secret", Path::new("/etc/tact"), handed),
            credentials.path().join("secret")
        );
        assert_eq!(
            place("other", Path::new("/etc/tact"), handed),
            Path::new("/etc/tact/other")
        );
        assert_eq!(
            place("/run/secret", Path::new("/etc/tact"), handed),
            Path::new("/run/secret")
        );
    }
}
