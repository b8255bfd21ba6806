//! Pages that are made: every one is on disk as it would be made today, and no other is there. `UPDATE=1` writes them.

use std::collections::BTreeMap;

use irlint::policy;
use irlint::policy::ir::Policies;
use irlint::report::reference::{self, Page};
use irlint::text::{Language, Origin, Source, Sources};
use jiff::civil::date;

use crate::support::files::{self, File};

/// Pages of the reference that people write, or that are made from the program's help.
const WRITTEN: [&str; 5] = [
    "reference/README.md",
    "reference/commands.md",
    "reference/formatting.md",
    "reference/plan-language.md",
    "reference/policy-language.md",
];

/// The folders whose pages are made, but for those that are not made from the policies.
const MADE: [&str; 2] = ["docs/reference/", "docs/rules/"];

#[test]
fn made_pages_are_fresh_and_no_other_is_there() {
    let (policies, sources) = shipped();
    let pages = reference::pages(&policies, &sources, date(2026, 11, 23));
    assert!(pages.len() > policies.rules.len(), "only {} pages were made", pages.len());
    if super::update() {
        write(&pages);
    }
    super::none(&faults(&pages, &on_disk()));
}

/// The shipped policies, as the repository has them on disk.
fn shipped() -> (Policies, Sources) {
    let mut sources = Sources::new();
    let files = files::below("policies", &[".irpolicy"]);
    let files: Vec<_> = files
        .into_iter()
        .map(|file| {
            let below = file.path.trim_start_matches("policies/").to_owned();
            (sources.add(Source::new(file.path, file.text, Language::Policy, Origin::Embedded)), below)
        })
        .collect();
    let (policies, findings) = policy::load(&sources, &files, &[]);
    assert!(findings.is_empty(), "{findings:#?}");
    (policies, sources)
}

/// The pages on disk that are made from the policies.
fn on_disk() -> Vec<File> {
    let mut pages = files::below("docs", &[".md"]);
    pages.retain(|page| MADE.iter().any(|folder| page.path.starts_with(folder)));
    pages.retain(|page| !WRITTEN.iter().any(|written| page.path == format!("docs/{written}")));
    pages
}

fn faults(made: &[Page], there: &[File]) -> Vec<String> {
    let mut rest: BTreeMap<&str, &str> = there.iter().map(|file| (&*file.path, &*file.text)).collect();
    let mut faults = Vec::new();
    for page in made {
        let path = format!("docs/{}", page.path);
        match rest.remove(path.as_str()) {
            None => faults.push(format!("{path}: is missing")),
            Some(text) if text != page.text => {
                let line =
                    text.lines().zip(page.text.lines()).take_while(|(one, other)| one == other).count();
                faults.push(format!("{path}:{}: is stale", line + 1));
            }
            Some(_) => {}
        }
    }
    faults.extend(rest.keys().map(|path| format!("{path}: is a page of nothing")));
    if !faults.is_empty() {
        faults.push("`UPDATE=1 cargo test --test main made_pages` writes them".to_owned());
    }
    faults
}

fn write(pages: &[Page]) {
    for gone in on_disk() {
        std::fs::remove_file(files::root().join(gone.path)).unwrap();
    }
    for page in pages {
        let path = files::root().join("docs").join(&page.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, &page.text).unwrap();
    }
}

#[cfg(test)]
mod tests {
    use super::faults;
    use crate::support::files::File;
    use irlint::report::reference::Page;

    #[test]
    fn missing_stale_and_surplus_pages_are_said() {
        let page = |path: &str| Page { path: path.to_owned(), text: "# A\n\nb\n".to_owned() };
        let file = |path: &str, text: &str| File { path: path.to_owned(), text: text.to_owned() };
        let there = [file("docs/rules/a.md", "# A\n\nc\n"), file("docs/rules/old.md", "# Old\n")];
        let said = faults(&[page("rules/a.md"), page("rules/b.md")], &there);
        let expected = [
            "docs/rules/a.md:3: is stale",
            "docs/rules/b.md: is missing",
            "docs/rules/old.md: is a page of nothing",
        ];
        assert_eq!(said[..3], expected);
        assert!(faults(&[page("rules/a.md")], &[file("docs/rules/a.md", "# A\n\nb\n")]).is_empty());
    }
}
