//! Which plans an override of the settings is for: its patterns are read as those of `.gitignore` are, from the folder of the
//! settings file. What an override changes is for others to say.

use std::path::Path;

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use toml::Spanned;

use super::{Error, Settings, naming};
use crate::config::Override;

/// The overrides of a settings file, ready to be asked.
#[derive(Debug)]
pub struct Overrides<'s> {
    settings: &'s Settings,
    each: Vec<One<'s>>,
}

#[derive(Debug)]
struct One<'s> {
    of: &'s Override,
    /// All patterns together: one that starts with `!` takes back what those before it name.
    whole: Gitignore,
    /// Each pattern alone, to find those that are for nothing.
    patterns: Vec<(&'s Spanned<String>, Gitignore)>,
}

/// The overrides of `settings`.
pub fn overrides(settings: &Settings) -> Result<Overrides<'_>, Error> {
    let one = |of| One::read(settings, of);
    Ok(Overrides { settings, each: settings.config.overrides.iter().map(one).collect::<Result<_, _>>()? })
}

impl<'s> Overrides<'s> {
    /// Those for the plan whose own file is called `path`, in the order of the settings.
    pub fn of(&self, path: &str) -> Vec<&'s Override> {
        let Some(path) = self.below(path) else { return Vec::new() };
        self.each.iter().filter(|one| names(&one.whole, &path) == Some(true)).map(|one| one.of).collect()
    }

    /// The patterns that name none of the plans whose own files are called `paths`, as sentences with their places.
    pub fn unmatched(&self, paths: &[&str]) -> Vec<String> {
        let below: Vec<_> = paths.iter().filter_map(|path| self.below(path)).collect();
        let all = self.each.iter().flat_map(|one| &one.patterns);
        let idle = all.filter(|(_, pattern)| !below.iter().any(|path| names(pattern, path).is_some()));
        let said = |(text, _): &(&Spanned<String>, Gitignore)| {
            format!("{}: `{}` names no plan of this run", self.settings.place(&text.span()), text.as_ref())
        };
        idle.map(said).collect()
    }

    /// The path from the folder of the settings file; none if it does not lie below.
    fn below(&self, path: &str) -> Option<String> {
        let folder = naming::real(&self.settings.folder);
        let real = naming::real(Path::new(path));
        real.strip_prefix(folder).ok().map(naming::slashed)
    }
}

impl<'s> One<'s> {
    fn read(settings: &Settings, of: &'s Override) -> Result<Self, Error> {
        let mut whole = GitignoreBuilder::new("");
        let mut patterns = Vec::new();
        for text in of.paths.as_ref() {
            let wrong = |cause: &ignore::Error| {
                let message = format!("cannot read the pattern `{}`: {cause}", text.as_ref());
                let help = "write patterns as in `.gitignore`: `drafts/**`, `*.old.irp`";
                settings.wrong(&text.span(), message, Some(help.to_owned()))
            };
            let mut alone = GitignoreBuilder::new("");
            for builder in [&mut whole, &mut alone] {
                builder.add_line(None, text.as_ref()).map_err(|cause| wrong(&cause))?;
            }
            let alone = alone.build().map_err(|cause| wrong(&cause))?;
            if alone.is_empty() {
                let message = format!("the pattern `{}` names nothing", text.as_ref());
                let help = "name files or folders, from the folder of the settings file: `drafts/**`";
                return Err(settings.wrong(&text.span(), message, Some(help.to_owned())));
            }
            patterns.push((text, alone));
        }
        let whole = whole.build().unwrap_or_else(|_| Gitignore::empty());
        Ok(Self { of, whole, patterns })
    }
}

/// Whether the last pattern about a path, or a folder above it, names it or takes it back; nothing if none is about it.
fn names(patterns: &Gitignore, path: &str) -> Option<bool> {
    match patterns.matched_path_or_any_parents(path, false) {
        ignore::Match::Ignore(_) => Some(true),
        ignore::Match::Whitelist(_) => Some(false),
        ignore::Match::None => None,
    }
}
