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
        if mode & 0o007 != 0 {
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

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn written(content: &[u8], mode: u32) -> (tempfile::TempDir, PathBuf) {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        std::fs::write(&path, content).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
        (folder, path)
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
            let (_folder, path) = written(b"abc", mode);
            assert!(matches!(
                read_secret(&path),
                Err(Reason::SecretOpen { mode: found, .. }) if found == mode
            ));
        }
        for mode in [0o600, 0o400, 0o440] {
            let (_folder, path) = written(b"abc", mode);
            assert!(read_secret(&path).is_ok());
        }
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
