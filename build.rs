//! Embeds the folders `policies/` and `templates/starters/` into the program. Does nothing else.
#![expect(
    clippy::disallowed_methods,
    reason = "a build script reads what cargo tells it and writes where cargo says"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    embed("policies", "irpolicy", "embedded.rs")?;
    embed("templates/starters", "irp", "starters.rs")
}

/// Writes `code`: the texts of all files below `folder` that end in `extension`, in the order of their paths.
fn embed(folder: &str, extension: &str, code: &str) -> io::Result<()> {
    println!("cargo::rerun-if-changed={folder}");
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?).join(folder);
    let mut files = Vec::new();
    collect(&root, extension, &mut files)?;
    files.sort();
    let mut list = String::from("static EMBEDDED: &[(&str, &str)] = &[\n");
    for file in &files {
        let below = file.strip_prefix(&root).map_err(io::Error::other)?.to_string_lossy().replace('\\', "/");
        // The text itself and not its path: a cached `target/` may be read in another clone.
        writeln!(list, "    ({below:?}, {:?}),", fs::read_to_string(file)?).map_err(io::Error::other)?;
    }
    list.push_str("];\n");
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    fs::write(out.join(code), list)
}

fn collect(folder: &Path, extension: &str, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, extension, files)?;
        } else if path.extension().is_some_and(|found| found == extension) {
            files.push(path);
        }
    }
    Ok(())
}
