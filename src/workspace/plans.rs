//! From paths to plans: which files are roots, which are parts, and which root uses which part.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use indexmap::IndexMap;

use super::store::Store;
use super::walk::{Candidate, walk};
use super::{AtHand, Error, Found, Request, Stdin, naming, pattern, uses};
use crate::analysis::{self, PlanFiles};
use crate::finding::{Finding, Level, did_you_mean};
use crate::syntax::plan;
use crate::text::{FileId, Language, Span};

/// What standard input is called when it stands for no file.
pub const STDIN: &str = "<stdin>";

/// How many files are read together: as many as keep all threads busy, and few enough to be held at once.
const TOGETHER: usize = 128;

/// Finds the plans of `request` and reads them into `store`; plans that are at hand are given to `at_hand` on the way.
pub fn find(request: &Request, store: Store, at_hand: &mut AtHand<'_>) -> Found {
    let mut search =
        Search { store, at_hand, met: IndexMap::new(), used: BTreeSet::new(), found: Found::default() };
    if let Some(stdin) = &request.stdin {
        search.stdin(stdin);
    }
    for path in &request.paths {
        search.path(path, request.force_exclude);
    }
    search.roots();
    search.parts();
    search.finish()
}

/// The plans found so far.
struct Search<'a, 'h> {
    store: Store,
    at_hand: &'a mut AtHand<'h>,
    /// Files in the order they were met, and whether each was given by hand.
    met: IndexMap<FileId, bool>,
    /// The files of all plans.
    used: BTreeSet<FileId>,
    found: Found,
}

impl Search<'_, '_> {
    fn stdin(&mut self, stdin: &Stdin) {
        let path = stdin.path.clone().unwrap_or_else(|| PathBuf::from(STDIN));
        let file = self.store.add(&path, &naming::real(&path), &stdin.bytes);
        self.found.stdin = Some(file);
        self.meet(file, true);
    }

    fn path(&mut self, path: &Path, force_exclude: bool) {
        if path.is_dir() {
            self.folder(path);
            return;
        }
        let shown = naming::shown(path);
        if naming::language(path) == Some(Language::Policy) {
            self.found.failures.push(Error::Policy { path: shown });
            return;
        }
        let real = naming::real(path);
        let folder = real.parent().unwrap_or(&real);
        if force_exclude && super::ignored::Ignored::below(folder).leaves_out_or_above(&real) {
            self.found.skipped.push((shown, "an ignore file names it"));
            return;
        }
        match self.store.load(path, &real) {
            Ok(file) => self.meet(file, true),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
                self.found.failures.push(Error::Missing { help: near(path), path: shown });
            }
            Err(cause) => self.found.failures.push(Error::Unreadable { path: shown, cause }),
        }
    }

    fn folder(&mut self, folder: &Path) {
        let mut walked = walk(folder, naming::PLANS);
        self.found.failures.append(&mut walked.failures);
        self.found.skipped.append(&mut walked.skipped);
        self.found.policies.append(&mut walked.policies);
        for some in walked.files.chunks(TOGETHER) {
            let read = self.store.load_plans(some);
            let met: Vec<FileId> =
                some.iter().zip(read).filter_map(|(file, read)| self.read(&file.path, read)).collect();
            let whole: Vec<PlanFiles> =
                met.iter().filter_map(|file| self.store.stands_alone(*file)).collect();
            (self.at_hand)(&self.store.sources, &whole);
            for file in met {
                self.meet(file, false);
                self.store.spare(file);
            }
        }
    }

    /// A file that was read; if it is left out, that is noted.
    fn read(&mut self, path: &Path, read: io::Result<Option<FileId>>) -> Option<FileId> {
        match read {
            Ok(Some(file)) => return Some(file),
            Ok(None) => self.found.skipped.push((naming::shown(path), "it holds no `irp` fence")),
            Err(cause) => self.found.failures.push(Error::Unreadable { path: naming::shown(path), cause }),
        }
        None
    }

    fn meet(&mut self, file: FileId, given: bool) {
        *self.met.entry(file).or_insert(given) |= given;
    }

    /// Every root that was met is a plan.
    fn roots(&mut self) {
        for (file, _) in self.met.clone() {
            if self.store.get(file).is_some_and(|loaded| loaded.known.is_root) {
                self.plan(file);
            }
        }
    }

    fn plan(&mut self, root: FileId) {
        let (plan, mut findings) = uses::follow(root, &mut self.store);
        self.found.findings.append(&mut findings);
        self.used.extend(&plan.files);
        self.found.plans.push(plan);
    }

    /// A part brings in the roots that use it, be they outside of what was given. One that nobody uses stands for
    /// itself if it was given by hand; else it is read, so that its mistakes are said.
    fn parts(&mut self) {
        for (file, given) in self.met.clone() {
            if !self.used.contains(&file) {
                self.look_upwards(file);
            }
            if self.used.contains(&file) {
                continue;
            }
            self.unused(file, given);
            if given {
                self.plan(file);
            } else {
                self.found.parts.push(self.store.sources.get(file).path.clone());
                match self.store.with_text(file) {
                    Ok(source) => self.found.findings.append(&mut plan::read(file, &source).1),
                    Err(why) => self.found.findings.push(analysis::lost(file, &why)),
                }
            }
        }
    }

    /// Looks for roots that use `part`: `use` cannot leave the root's folder, so they stand beside or above.
    fn look_upwards(&mut self, part: FileId) {
        let Some(loaded) = self.store.get(part) else { return };
        let (path, real) = (loaded.known.path.clone(), loaded.real.clone());
        let Some(folder) = real.parent() else { return };
        let mut named = path.parent().map(Path::to_owned).unwrap_or_default();
        for folder in naming::upwards(folder) {
            for name in pattern::names_in(&folder) {
                if naming::can_be_plan(Path::new(&name)) {
                    let root = Candidate { path: named.join(&name), real: folder.join(&name) };
                    self.try_root(&root, part);
                }
            }
            named.push("..");
        }
    }

    fn try_root(&mut self, root: &Candidate, part: FileId) {
        if !root.real.is_file() {
            return;
        }
        let Ok(Some(root)) = self.store.load_if_plan(root) else { return };
        let planned = self.found.plans.iter().any(|plan| plan.root == root);
        if !planned && self.store.get(root).is_some_and(|loaded| loaded.known.is_root) {
            let (plan, _) = uses::follow(root, &mut self.store);
            if plan.files.contains(&part) {
                self.plan(root);
            }
        }
    }

    fn unused(&mut self, file: FileId, given: bool) {
        let source = self.store.sources.get(file);
        let message = if given {
            "this file has no `plan` block and no plan uses it; it is checked by itself"
        } else {
            "no plan uses this file; it is read but not checked"
        };
        let level = match source.language {
            Language::Plan | Language::Policy | Language::Settings => Level::Warning,
            Language::Markdown => Level::Note,
        };
        let finding = Finding::unreadable("syntax/part-unused", Span::head_of(file), message).level(level);
        let name = source.path.rsplit('/').next().unwrap_or(&source.path);
        let help = format!("write `use \"{name}\"` in the plan it belongs to, or give it a `plan` block");
        self.found.findings.push(finding.help(help));
    }

    /// What is wrong with the bytes of a file counts if the file does.
    fn finish(self) -> Found {
        let Self { store, met, used: mut files, mut found, .. } = self;
        files.extend(met.into_keys());
        let said =
            files.iter().filter_map(|file| store.get(*file)).flat_map(|loaded| loaded.findings.clone());
        found.findings.extend(said);
        let may_write = !store.is_sparing();
        for (file, loaded) in files.iter().filter_map(|file| Some((*file, store.get(*file)?))) {
            if !loaded.findings.is_empty() {
                found.torn.insert(file);
            } else if may_write && found.stdin != Some(file) && !loaded.known.path.is_symlink() {
                found.paths.insert(file, Arc::clone(&loaded.known.path));
            }
        }
        found.sources = store.into_sources();
        found
    }
}

/// A name beside the missing one that looks like it, or that a link of this name leads nowhere.
pub fn near(path: &Path) -> Option<String> {
    if path.is_symlink() {
        return Some("it is a link, and what it leads to is not there".to_owned());
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let names = pattern::names_in(folder);
    let wanted = path.file_name()?.to_string_lossy();
    did_you_mean(&wanted, names.iter().map(String::as_str))
}
