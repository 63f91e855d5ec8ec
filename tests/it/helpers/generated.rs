//! Files that a test writes and holds in step.

use std::fs;
use std::path::Path;

/// Holds a generated file to what it should be, or rewrites it if asked to.
pub(crate) fn assert_generated(file: &Path, wanted: &str) {
    if std::env::var_os("UPDATE_GENERATED").is_some() {
        fs::write(file, wanted).unwrap();
    }
    let found = fs::read_to_string(file).unwrap_or_default().replace("\r\n", "\n");
    assert!(
        found == wanted,
        "{} is out of step. If the new text is right, run `UPDATE_GENERATED=1 cargo test --test it`.\n\
         It should be:\n{wanted}",
        file.display()
    );
}
