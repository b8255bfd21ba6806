//! Starts files and folders. Never changes a file that is there, and never leaves half of one.

use std::fs;
use std::path::Path;

use super::failure::Failure;
use crate::report::counted;
use crate::workspace::{self, reason};

/// Makes a folder with all that is above it. The way out is `help`.
pub fn folder(path: &Path, help: &str) -> Result<(), Failure> {
    fs::create_dir_all(path).map_err(|error| {
        let message = format!("cannot make the folder `{}`: {}", path.display(), reason(&error));
        Failure::new(message, help)
    })
}

/// Writes a file that is not there yet. The way out of one that is there is `choose`, that of one that cannot be written
/// `help`.
pub fn file(path: &Path, text: &str, choose: &str, help: &str) -> Result<(), Failure> {
    workspace::create(path, text).map_err(|error| {
        if error.kind() == std::io::ErrorKind::AlreadyExists {
            there(path, choose)
        } else {
            Failure::new(format!("cannot write `{}`: {}", path.display(), reason(&error)), help)
        }
    })
}

/// That a file is there already.
pub fn there(path: &Path, choose: &str) -> Failure {
    let message = format!("the file `{}` is there already", path.display());
    Failure::new(message, format!("nothing was changed; {choose}"))
}

/// How many places of a text are still to be filled in, in words.
pub fn holes(text: &str) -> String {
    counted(text.matches(HOLE).count(), "place")
}

/// What such a place begins with.
pub const HOLE: &str = "todo \"";
