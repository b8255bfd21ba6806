//! Writes files that others read, whole or not at all: a text is written beside the file, brought to the disk, and takes
//! its name. Whatever goes wrong before that, the file is as it was. A link stays a link; the file behind it is replaced.
//! Owner, group and permissions stay.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

use super::folder::bytes;
use super::{Error, naming};

/// Writes the file at `path` by `write`, whether it is there or not. What is there but is no plain file, such as a pipe,
/// is written to as it is.
pub fn put(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let known = match fs::metadata(&real) {
        Ok(there) if there.is_dir() => return Err(io::Error::from(io::ErrorKind::IsADirectory)),
        Ok(there) if !there.is_file() => return all(&OpenOptions::new().write(true).open(&real)?, write),
        Ok(_) => Some(writable(&real)?),
        Err(_) => None,
    };
    let new = beside(&real, known.as_ref(), write)?;
    new.persist(&real).map_err(|error| error.error)?;
    bring_to_disk(real.parent());
    Ok(())
}

/// Makes the file at `path`, whole or not at all. One that is there is left alone.
pub fn create(path: &Path, text: &str) -> io::Result<()> {
    if path.exists() {
        return Err(io::Error::from(io::ErrorKind::AlreadyExists));
    }
    let new = beside(path, None, |out| out.write_all(text.as_bytes()))?;
    new.persist_noclobber(path).map_err(|error| error.error)?;
    bring_to_disk(path.parent());
    Ok(())
}

/// Adds to the end of the file at `path`, which is made if it is not there.
pub fn append(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    all(&OpenOptions::new().append(true).create(true).open(path)?, write)
}

fn all(file: &File, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::new(file);
    write(&mut out)?;
    out.flush()
}

/// Replaces the text `before` of the file at `path` by `after`. A file that does not hold `before` any more is left
/// alone, as is one that may not be written to.
pub fn replace(path: &Path, before: &str, after: &str) -> Result<(), Error> {
    let shown = || naming::shown(path);
    let unwritable = |cause| Error::Unwritable { path: shown(), cause };
    let real = fs::canonicalize(path).map_err(unwritable)?;
    let known = writable(&real).map_err(unwritable)?;
    let new = beside(&real, Some(&known), |out| out.write_all(after.as_bytes())).map_err(unwritable)?;
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

/// A new file in the same folder, written by `write`; it is gone again unless it is given a name.
fn beside(
    real: &Path,
    known: Option<&Metadata>,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<NamedTempFile> {
    let folder = real.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let new = named().tempfile_in(folder)?;
    all(new.as_file(), write)?;
    if let Some(known) = known {
        keep_owner(new.path(), known)?;
        new.as_file().set_permissions(known.permissions())?;
    }
    new.as_file().sync_all()?;
    Ok(new)
}

/// How such files are called. Who may read one that takes no other's place is for the user's mask to say.
fn named<'n>() -> Builder<'n, 'n> {
    let mut named = Builder::new();
    named.prefix(".irlint-").suffix(".tmp");
    #[cfg(unix)]
    named.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    named
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
