use std::{fs, io::Write};

use flate2::{
    Compression,
    write::{GzEncoder, ZlibEncoder},
};

use super::*;

const WORD: &str = "Zorglübixophane-aquilon";

/// What a scan of one file with these bytes finds.
fn found(bytes: &[u8]) -> Vec<Form> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("file"), bytes).unwrap();
    let report = scan(&[folder.path().to_owned()], &["somebody-else", WORD]).unwrap();
    assert_eq!(report.files, 1);
    assert_eq!(report.bytes, bytes.len() as u64);
    assert!(report.findings.iter().all(|finding| finding.canary == 2));
    report.findings.iter().map(|finding| finding.form).collect()
}

/// The negative control: a scanner that misses a form would call any disk clean.
#[test]
fn every_form_is_found_wherever_it_lies() {
    for form in Form::ALL {
        for shape in form.shapes(WORD) {
            for before in [0, 1, 2, 4095, WINDOW - 5] {
                let bytes = [vec![b'.'; before], shape.clone(), vec![b'.'; 9]].concat();
                assert!(!found(&bytes).is_empty(), "{form:?} after {before}");
            }
        }
    }
}

#[test]
fn base64_of_a_longer_text_shows_the_word_at_every_alignment() {
    // Written out, so that the scanner's own base64 is not what it is measured by.
    for encoded in [
        "Wm9yZ2zDvGJpeG9waGFuZS1hcXVpbG9u",
        "YVpvcmdsw7xiaXhvcGhhbmUtYXF1aWxvbg==",
        "YWFab3JnbMO8Yml4b3BoYW5lLWFxdWlsb24=",
    ] {
        assert_eq!(found(encoded.as_bytes()), [Form::Base64], "{encoded}");
    }
}

#[test]
fn a_compressed_stream_is_opened() {
    let text = format!("before {WORD} after").into_bytes();
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(&text).unwrap();
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::fast());
    zlib.write_all(&text).unwrap();
    for stream in [gzip.finish().unwrap(), zlib.finish().unwrap()] {
        assert!(
            !stream
                .windows(8)
                .any(|window| window == &WORD.as_bytes()[..8])
        );
        for before in [0, 7, WINDOW - 1, WINDOW + 3] {
            let bytes = [vec![b'.'; before], stream.clone()].concat();
            assert!(found(&bytes).contains(&Form::Utf8), "after {before}");
        }
    }
}

#[test]
fn what_is_not_there_is_not_found() {
    assert!(found(b"").is_empty());
    assert!(found("Zorglubixophane".repeat(1000).as_bytes()).is_empty());
}

#[test]
fn a_short_word_is_refused() {
    let refused = scan(&[], &[WORD, "oui"]);
    assert!(matches!(refused, Err(ForensicError::TooShort { place: 2 })));
}

#[test]
fn the_control_finds_every_word_it_lays_out_and_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let control = control(folder.path()).unwrap();
    assert!(control.is_sound(), "{control:?}");
    assert_eq!(control.planted, Form::ALL.len() + 2);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    let missed = Control {
        found: control.planted - 1,
        ..control
    };
    assert!(!missed.is_sound());
}

#[cfg(unix)]
#[test]
fn a_named_link_is_followed_and_one_in_a_folder_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let (outside, inside) = (folder.path().join("outside"), folder.path().join("inside"));
    fs::write(&outside, WORD).unwrap();
    fs::create_dir(&inside).unwrap();
    let link = inside.join("link");
    std::os::unix::fs::symlink(&outside, &link).unwrap();
    let found = |place: &Path| scan(&[place.to_owned()], &[WORD]).unwrap().findings.len();
    assert!(found(&link) > 0);
    assert_eq!(found(&inside), 0);
}
