//! Writing files that others read: whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::naming;

/// Writes the file at `path` by `write`: into a file beside it first, which then takes its place. What is there but is
/// no plain file, such as a pipe, is written to as it is.
pub fn replace(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    // A link stays, and the file that it names is replaced.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    match fs::metadata(&target) {
        Ok(there) if there.is_dir() => return Err(io::Error::from(io::ErrorKind::IsADirectory)),
        Ok(there) if !there.is_file() => {
            return all(OpenOptions::new().write(true).open(&target)?, write).map(drop);
        }
        // What may not be written to is not replaced either.
        Ok(_) => drop(OpenOptions::new().append(true).open(&target)?),
        Err(_) => {}
    }
    let beside = beside(&target);
    let written =
        OpenOptions::new().write(true).create_new(true).open(&beside).and_then(|file| all(file, write));
    let done = written.and_then(|file| {
        if let Ok(there) = fs::metadata(&target) {
            file.set_permissions(there.permissions())?;
        }
        file.sync_all()?;
        fs::rename(&beside, &target)
    });
    if done.is_err() {
        // What is half done is of no use; that it cannot be removed changes nothing about the error.
        let _ = fs::remove_file(&beside);
    }
    done
}

/// Adds to the end of the file at `path`, which is made if it is not there.
pub fn append(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    all(OpenOptions::new().append(true).create(true).open(path)?, write).map(drop)
}

fn all(file: File, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<File> {
    let mut out = BufWriter::new(file);
    write(&mut out)?;
    out.into_inner().map_err(io::IntoInnerError::into_error)
}

fn beside(target: &Path) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!(".{name}.{}.part", std::process::id()))
}

/// Where the program runs, from the top of the repository: `sub/folder`; empty at the top, and without a repository.
pub fn here() -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let folders = naming::upwards(&here);
    let below = folders.last().and_then(|top| here.strip_prefix(top).ok());
    below.map(naming::slashed).unwrap_or_default()
}
