//! Which policies a run has: those inside the program, and those of folders, named in the settings or given by
//! hand. A pack of a folder that is called like one inside the program takes its place.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::folder::{PolicyFile, declared, demand_substance, policy_files};
use super::plans::near;
use super::{Error, Settings, lock, naming};
use crate::finding::{Finding, Level};
use crate::policy;
use crate::policy::ir::{Pack, Policies};
use crate::text::{FileId, Language, Origin, Source, Sources};

/// Reads the policies of a run into `sources`: each file with its path as the packs see it. The folders of the
/// settings are held against their lock file, if there is one; those `given` by hand are the caller's own.
pub fn policies(
    settings: Option<&Settings>,
    given: &[PathBuf],
    sources: &mut Sources,
) -> Result<Vec<(FileId, String)>, Error> {
    Ok(joined(folders(settings, given)?, sources))
}

/// Policies of the user together with those inside the program that they do not replace.
pub(super) fn joined(own: Vec<PolicyFile>, sources: &mut Sources) -> Vec<(FileId, String)> {
    let names = own.iter().flat_map(|file| &file.declared.names);
    let replaced: BTreeSet<&String> = names.filter(|name| name.starts_with("pack ")).collect();
    // The schema is added to and never replaced, for all packs rest on it: only a file that is the same part of it, as in
    // a copy of this repository, takes the place of that part.
    let same = |path: &str| own.iter().any(|file| file.is_schema() && file.path.ends_with(path));
    let mut files = Vec::new();
    for (path, text) in kept(&replaced).filter(|(path, _)| !same(path)) {
        let source = Source::embedded(format!("policies/{path}"), text);
        files.push((sources.add(source), format!("{EMBEDDED}/{path}")));
    }
    for PolicyFile { path, text, language, .. } in own {
        let shown = naming::shown(&path);
        let file = sources.add(Source::new(shown.clone(), text, language, Origin::User));
        files.push((file, shown));
    }
    files
}

/// The folder that the policies inside the program stand in, as packs see it: no folder of a user is called
/// so, and no file of a user is taken for a part of these packs.
const EMBEDDED: &str = "<irlint>";

/// The files of all folders, each once.
fn folders(settings: Option<&Settings>, given: &[PathBuf]) -> Result<Vec<PolicyFile>, Error> {
    let mut all = settings.map(of_settings).transpose()?.unwrap_or_default();
    if let Some(settings) = settings {
        lock::hold(settings, &all)?;
    }
    for folder in given {
        all.push((folder.clone(), policy_files(folder)?));
    }
    for (folder, files) in &all {
        demand_substance(folder, files)?;
    }
    let mut met = BTreeSet::new();
    let files = all.into_iter().flat_map(|(_, files)| files);
    Ok(files.filter(|file| met.insert(naming::real(&file.path))).collect())
}

/// The policy files of the folders that the settings name, by folder.
pub fn of_settings(settings: &Settings) -> Result<Vec<(PathBuf, Vec<PolicyFile>)>, Error> {
    let files = |folder: PathBuf| match policy_files(&folder) {
        Ok(files) => Ok((folder, files)),
        Err(Error::Missing { path, .. }) => {
            let place = settings.config.policies.as_ref().map(toml::Spanned::span).unwrap_or_default();
            let message = format!("there is no folder `{path}`");
            Err(settings.wrong(&place, message, near(&folder)))
        }
        Err(error) => Err(error),
    };
    settings.policy_folders().into_iter().map(files).collect()
}

/// Notes on the packs in `policies` that take the place of one inside the program: a name chosen by accident would
/// silence all its rules.
pub fn replacing(policies: &Policies) -> Vec<Finding> {
    let own = policies.packs.iter().filter(|pack| pack.origin == Origin::User);
    let note = |pack: &Pack| {
        let message = format!("this pack takes the place of the pack `{}` inside the program", pack.name);
        Finding::unreadable("type/replaces", pack.span, message)
            .level(Level::Note)
            .help("give it another name, unless the rules of that pack are not wanted")
    };
    own.filter(|pack| policy::ships(&pack.name)).map(note).collect()
}

/// The files inside the program, without packs that are replaced.
fn kept(replaced: &BTreeSet<&String>) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut gone = Vec::new();
    // Only a text in which the name of a pack stands can declare it; the others need not be read.
    let named = |text: &str| replaced.iter().any(|name| text.contains(name.trim_start_matches("pack ")));
    for (path, text) in policy::embedded().iter().filter(|(_, text)| named(text)) {
        if declared(text, Language::Policy).names.iter().any(|name| replaced.contains(name)) {
            gone.push(path.strip_suffix("pack.irpolicy").unwrap_or(path));
        }
    }
    policy::embedded()
        .iter()
        .copied()
        .filter(move |(path, _)| !gone.iter().any(|gone| path.starts_with(gone)))
}
