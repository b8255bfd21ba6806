//! Puts a new text in the place of a file, whole or not at all: it is written beside the file, brought to the disk, and
//! takes its name. Whatever goes wrong before that, the file is as it was. A link stays a link; the file behind it is
//! replaced. Owner, group and permissions stay.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

use super::folder::bytes;
use super::{Error, naming};

/// Replaces the text `before` of the file at `path` by `after`. A file that does not hold `before` any more is left
/// alone, as is one that may not be written to.
pub fn replace(path: &Path, before: &str, after: &str) -> Result<(), Error> {
    let shown = || naming::shown(path);
    let unwritable = |cause| Error::Unwritable { path: shown(), cause };
    let real = fs::canonicalize(path).map_err(unwritable)?;
    let known = writable(&real).map_err(unwritable)?;
    let new = beside(&real, after, &known).map_err(unwritable)?;
    if bytes(&real)? != before.as_bytes() {
        return Err(Error::Changed { path: shown() });
    }
    new.persist(&real).map_err(|error| unwritable(error.error))?;
    bring_to_disk(real.parent());
    Ok(())
}

/// What is known of a file that may be written to. To take the name of one, only its folder must be writable; a file
/// that is locked against writing is not replaced that way.
fn writable(real: &Path) -> io::Result<Metadata> {
    OpenOptions::new().write(true).open(real)?;
    let known = fs::metadata(real)?;
    if known.permissions().readonly() {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "the file is read-only"));
    }
    Ok(known)
}

/// A new file in the same folder that holds `text`; it is gone again unless it is given a name.
fn beside(real: &Path, text: &str, known: &Metadata) -> io::Result<NamedTempFile> {
    let folder = real.parent().unwrap_or(Path::new("."));
    let mut new = Builder::new().prefix(".irlint-").suffix(".tmp").tempfile_in(folder)?;
    new.write_all(text.as_bytes())?;
    keep_owner(new.path(), known)?;
    new.as_file().set_permissions(known.permissions())?;
    new.as_file().sync_all()?;
    Ok(new)
}

#[cfg(unix)]
fn keep_owner(new: &Path, known: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, chown};
    let own = fs::metadata(new)?;
    let other = |own: u32, known: u32| (own != known).then_some(known);
    let (user, group) = (other(own.uid(), known.uid()), other(own.gid(), known.gid()));
    if user.is_some() || group.is_some() { chown(new, user, group) } else { Ok(()) }
}

#[cfg(not(unix))]
fn keep_owner(_new: &Path, _known: &Metadata) -> io::Result<()> {
    Ok(())
}

/// Brings the new name to the disk, where the system can. The text is there by now: what fails here loses nothing.
fn bring_to_disk(folder: Option<&Path>) {
    if let Some(folder) = folder.filter(|_| cfg!(unix)).and_then(|folder| File::open(folder).ok()) {
        let _ = folder.sync_all();
    }
}
