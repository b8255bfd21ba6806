//! Where a new rule goes: which folder, which pack, and what is there already.

use std::path::{Path, PathBuf};

use super::{RuleArguments, names};
use crate::cli::failure::Failure;
use crate::config::FILE_NAME;
use crate::policy;
use crate::policy::ir::Policies;
use crate::syntax;
use crate::syntax::policy::tree::{Item, LostKind};
use crate::text::{FileId, Language, Origin, Source, Sources, Span};
use crate::workspace::{self, Settings};

/// The pack of those who name none.
const HOUSE: &str = "house";

/// The folder of those who name none.
const FOLDER: &str = "policies";

/// The file that makes its folder a pack.
const HEADER: &str = "pack.irpolicy";

/// Where the rule goes.
pub struct Place {
    /// The folder.
    pub folder: PathBuf,
    /// What is known already: the policies inside the program and those of the user.
    pub policies: Policies,
    sources: Sources,
    settings: Option<Settings>,
}

impl Place {
    /// The folder that was named, else the first one of the settings, else the usual one beside them.
    pub fn find(arguments: &RuleArguments) -> Result<Self, Failure> {
        let settings = if arguments.isolated {
            None
        } else {
            workspace::settings(Path::new("."), arguments.config.as_deref())?
        };
        let mut folders = settings.as_ref().map(Settings::policy_folders).unwrap_or_default();
        let usual = || settings.as_ref().map_or_else(PathBuf::new, |found| found.folder.clone()).join(FOLDER);
        let folder = arguments.policies.clone().or_else(|| folders.first().cloned()).unwrap_or_else(usual);
        folders.push(folder.clone());
        let mut sources = Sources::new();
        let policies = known(&folders, &mut sources)?;
        Ok(Self { folder, policies, sources, settings })
    }

    /// The file that makes the folder a pack.
    pub fn header(&self) -> PathBuf {
        self.folder.join(HEADER)
    }

    /// Where the rule `name` stands, if that can be told.
    pub fn home_of(&self, name: &str) -> Option<String> {
        let rule = self.policies.rules.iter().find(|rule| rule.id == name)?;
        Some(self.said(rule.span))
    }

    /// The name of the pack to start, if the folder is none yet.
    pub fn pack_for(&self, arguments: &RuleArguments) -> Result<Option<String>, Failure> {
        let wanted = arguments.pack.as_deref();
        if self.header().exists() {
            return self.join(wanted);
        }
        let name = wanted.unwrap_or(HOUSE);
        if !names::is_kebab(name) {
            let help = "write it in small letters, with hyphens between words, such as `our-cloud`";
            return Err(Failure::new(format!("`{name}` is no name for a pack"), help));
        }
        match self.policies.packs.iter().find(|pack| pack.name == name) {
            Some(pack) => {
                let message = format!("there is already a pack `{name}` in {}", self.said(pack.span));
                let help = "name another one with `--pack`, or the folder of that one with `--policies`";
                Err(Failure::new(message, help))
            }
            None => Ok(Some(name.to_owned())),
        }
    }

    /// Refuses to put a rule of another pack into the folder of one.
    fn join(&self, wanted: Option<&str>) -> Result<Option<String>, Failure> {
        match (pack_in(&self.header()), wanted) {
            (Some(here), Some(name)) if here != name => {
                let message = format!("the folder `{}` is the pack `{here}`", workspace::shown(&self.folder));
                let help = format!("leave `--pack` out, or name the folder of `{name}` with `--policies`");
                Err(Failure::new(message, help))
            }
            _ => Ok(None),
        }
    }

    fn said(&self, place: Span) -> String {
        let start = self.sources.start(place);
        format!("{}:{}", self.sources.get(place.file).path, start.line)
    }

    /// What was written, and what to do next: `file` has so many `holes`.
    pub fn told(&self, file: &Path, with_pack: bool, holes: &str) -> String {
        let folder = workspace::shown(&self.folder);
        let header = with_pack.then(|| format!("wrote {}", workspace::shown(&self.header())));
        let setting = (!self.is_set()).then(|| {
            let below = self.below_settings();
            format!("`policies = [\"{below}\"]` in {FILE_NAME} makes every check use them")
        });
        let lines = [
            header,
            Some(format!("wrote {}", workspace::shown(file))),
            Some(format!("{holes} in it are marked `todo \"...\"`: fill them in")),
            setting,
            Some(format!("`irlint test {folder}` says what is left to do")),
        ];
        lines.into_iter().flatten().map(|line| line + "\n").collect()
    }

    /// The folder as the settings would name it.
    fn below_settings(&self) -> String {
        let base = self.settings.as_ref().map(|found| found.folder.as_path());
        let below = base.and_then(|base| self.folder.strip_prefix(base).ok());
        workspace::shown(below.unwrap_or(&self.folder))
    }

    /// Whether the settings name the folder.
    fn is_set(&self) -> bool {
        let shown = workspace::shown(&self.folder);
        let mut set = self.settings.iter().flat_map(Settings::policy_folders);
        set.any(|own| workspace::shown(&own) == shown)
    }
}

/// The policies inside the program and those of `folders` that demand something. A rule is often started in the middle
/// of work, so what is wrong with the others is not said here.
fn known(folders: &[PathBuf], sources: &mut Sources) -> Result<Policies, Failure> {
    let reads = |folder: &&PathBuf| {
        folder.is_dir() && workspace::policies(None, &[(*folder).clone()], &mut Sources::new()).is_ok()
    };
    let mut there: Vec<PathBuf> = folders.iter().filter(reads).cloned().collect();
    there.dedup();
    let files = workspace::policies(None, &there, sources)?;
    Ok(policy::load(sources, &files, &[]).0)
}

/// The name of the pack that a file declares.
#[expect(clippy::disallowed_methods, reason = "this command reads the pack it adds to")]
fn pack_in(path: &Path) -> Option<String> {
    let text = std::fs::read_to_string(path).ok()?;
    let source = Source::new("", text, Language::Policy, Origin::User);
    let (tree, _) = syntax::policy::read(FileId(0), &source);
    tree.items.iter().find_map(|item| match item {
        Item::Pack(pack) => Some(pack.name.text.to_owned()),
        Item::Lost(lost) if lost.what == LostKind::Pack => Some(lost.name.text.to_owned()),
        _ => None,
    })
}
