//! Archives, honest and not.

use std::io::Write;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

fn options(method: CompressionMethod) -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(method)
}

/// An archive of members, deflated.
pub(super) fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in members {
        writer
            .start_file(*name, options(CompressionMethod::Deflated))
            .expect("a member");
        writer.write_all(content).expect("content");
    }
    writer.finish().expect("an archive").into_inner()
}

/// An archive with one link beside its members.
pub(super) fn zip_with_link(link: &str, target: &str, members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer
        .add_symlink(link, target, options(CompressionMethod::Stored))
        .expect("a link");
    for (name, content) in members {
        writer
            .start_file(*name, options(CompressionMethod::Deflated))
            .expect("a member");
        writer.write_all(content).expect("content");
    }
    writer.finish().expect("an archive").into_inner()
}

/// The archive with one name written for another of the same length, everywhere it stands.
pub(super) fn renamed(mut archive: Vec<u8>, from: &str, to: &str) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let places: Vec<usize> = archive
        .windows(from.len())
        .enumerate()
        .filter(|(_, window)| *window == from.as_bytes())
        .map(|(at, _)| at)
        .collect();
    assert!(!places.is_empty());
    for at in places {
        archive[at..at + to.len()].copy_from_slice(to.as_bytes());
    }
    archive
}

/// A member of zeros, a thousand times smaller than what it says.
pub(super) fn bomb(name: &str, megabytes: usize) -> Vec<u8> {
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer
        .start_file(name, options(CompressionMethod::Deflated))
        .expect("a member");
    let block = vec![b'0'; 1 << 20];
    for _ in 0..megabytes {
        writer.write_all(&block).expect("content");
    }
    writer.finish().expect("an archive").into_inner()
}
