//! Policies from the repository's folder, loaded once, and plans from strings and files.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use irlint::analysis::{Analysis, PlanFiles, Settings, analyse};
use irlint::finding::{Finding, Level};
use irlint::policy::ir::Policies;
use irlint::text::{FileId, Language, Origin, Source, Sources};
use jiff::civil::{Date, date};

/// The date at which all fixtures are judged.
pub const AS_OF: Date = date(2026, 11, 23);

/// The shipped policies with their sources.
pub struct Shipped {
    pub sources: Sources,
    pub files: Vec<(FileId, String)>,
    pub policies: Policies,
}

pub fn shipped() -> &'static Shipped {
    static SHIPPED: OnceLock<Shipped> = OnceLock::new();
    SHIPPED.get_or_init(|| {
        let shipped = load(|_| true);
        let mistakes: Vec<String> =
            shipped.1.iter().map(|finding| say(&shipped.0.sources, finding)).collect();
        assert!(mistakes.is_empty(), "the shipped policies do not read:\n{}", mistakes.join("\n"));
        shipped.0
    })
}

/// Loads the policies whose path below `policies/` `keep` keeps.
pub fn load(keep: impl Fn(&str) -> bool) -> (Shipped, Vec<Finding>) {
    let root = Path::new("policies");
    let mut sources = Sources::new();
    let mut files = Vec::new();
    for path in files_below(root, &["irpolicy"]) {
        let below = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
        if keep(&below) {
            let text = fs::read_to_string(&path).unwrap();
            let name = format!("policies/{below}");
            files.push((sources.add(Source::new(name, text, Language::Policy, Origin::Embedded)), below));
        }
    }
    assert!(files.len() > 20, "policies/ holds only {} files", files.len());
    let (policies, findings) = irlint::policy::load(&sources, &files, &[]);
    (Shipped { sources, files, policies }, findings)
}

/// The shipped policies and a pack of one file, which must read.
pub fn with_pack(path: &str, text: &str) -> Shipped {
    let Shipped { mut sources, mut files, .. } = load(|_| true).0;
    files.push((sources.add(Source::new(path, text, Language::Policy, Origin::User)), path.to_owned()));
    let (policies, findings) = irlint::policy::load(&sources, &files, &[]);
    assert!(findings.is_empty(), "{path} does not read: {findings:#?}");
    Shipped { sources, files, policies }
}

/// All files below `folder` with one of these extensions, sorted.
pub fn files_below(folder: &Path, extensions: &[&str]) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
    let paths = entries.map(|entry| entry.unwrap().into_path());
    let known = |path: &PathBuf| {
        let extension = path.extension().and_then(|extension| extension.to_str());
        path.is_file() && extension.is_some_and(|extension| extensions.contains(&extension))
    };
    paths.filter(known).collect()
}

/// Checks one file that stands alone.
pub fn check_file(path: &Path, policies: &Shipped) -> Analysis {
    let text = String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned();
    check_text(&path.to_string_lossy(), &text, policies)
}

pub fn check_text(name: &str, text: &str, policies: &Shipped) -> Analysis {
    let language = if Path::new(name).extension().is_some_and(|end| end == "md") {
        Language::Markdown
    } else {
        Language::Plan
    };
    let mut sources = policies.sources.clone();
    let file = sources.add(Source::new(name, text, language, Origin::User));
    let settings = Settings::new(AS_OF);
    analyse(&sources, &[PlanFiles { root: file, files: vec![file] }], &policies.policies, &settings)
}

/// A finding on one line, for failures.
pub fn say(sources: &Sources, finding: &Finding) -> String {
    let place = sources.start(finding.at.span);
    let path = &sources.get(finding.at.span.file).path;
    let Finding { rule, message, level, waiting, .. } = finding;
    let level: &Level = level;
    format!("{path}:{}:{} {}[{rule}] {message} {waiting:?}", place.line, place.column, level.word())
}
