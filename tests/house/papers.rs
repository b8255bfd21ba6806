//! The papers: what they link to exists, what they show reads, and the change log waits for the next release.

use irlint::analysis::{PlanFiles, Settings, analyse};
use irlint::finding::Outcome;
use irlint::policy;
use irlint::text::{Language, Origin, Source, Sources};
use jiff::civil::date;

use crate::support::files::{self, File};
use crate::support::markdown::{Block, blocks, links};

/// All documents that speak about the project; those of `fixtures/plans` are plans.
pub fn papers() -> Vec<File> {
    let mut papers = files::below("", &[".md"]);
    papers.retain(|file| !file.path.starts_with("fixtures/") || file.path == "fixtures/README.md");
    papers
}

/// The papers whose examples are read here. The pages of rules are made from the policies, and each of their samples is a
/// plan; those of the reference and the guides, some of them broken on purpose, are read by `docs::examples`.
fn written() -> Vec<File> {
    let elsewhere = ["docs/rules/", "docs/reference/", "docs/guide/"];
    papers()
        .into_iter()
        .filter(|file| !elsewhere.iter().any(|folder| file.path.starts_with(folder)))
        .collect()
}

#[test]
fn links_lead_somewhere() {
    let papers = papers();
    assert!(papers.len() > 10, "only {} documents were found", papers.len());
    let exists = |path: &str| files::root().join(path).exists();
    super::none(&papers.iter().flat_map(|file| lost_links(file, &exists)).collect::<Vec<_>>());
}

#[test]
fn plans_in_the_papers_read() {
    super::none(&written().iter().flat_map(unreadable_plans).collect::<Vec<_>>());
}

#[test]
fn policies_in_the_papers_read_and_are_the_real_ones() {
    let policies = files::below("policies", &[".irpolicy"]);
    super::none(&written().iter().flat_map(|file| wrong_policies(file, &policies)).collect::<Vec<_>>());
}

#[test]
fn the_change_log_has_an_open_section() {
    let log = files::below("CHANGELOG.md", &[]).remove(0);
    super::none(&closed_log(&log.text).into_iter().collect::<Vec<_>>());
}

#[test]
fn the_readme_says_how_to_install_and_to_test() {
    let readme = files::below("README.md", &[]).remove(0);
    let shell: String =
        blocks(&readme.text).into_iter().filter(|b| b.language == "sh").map(|b| b.text).collect();
    for command in ["cargo install --locked --path .", "cargo test"] {
        assert!(
            shell.lines().any(|line| line == command),
            "the README does not give the command `{command}`"
        );
    }
}

#[test]
fn decisions_are_numbered_listed_and_whole() {
    let pages = files::below("docs/decisions", &[".md"]);
    super::none(&wrong_decisions(&pages));
}

fn lost_links(file: &File, exists: &dyn Fn(&str) -> bool) -> Vec<String> {
    let folder = file.path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    links(&file.text)
        .into_iter()
        .filter(|(_, target)| !target.contains("://") && !target.starts_with('#'))
        .filter(|(_, target)| !exists(&format!("{folder}{}", target.split('#').next().unwrap_or(""))))
        .map(|(line, target)| format!("{}:{line}: `{target}` does not exist", file.path))
        .collect()
}

/// What cannot be read in the plan that the `irp` fences of a document make together.
fn unreadable_plans(file: &File) -> Vec<String> {
    if !blocks(&file.text).iter().any(|block| block.language == "irp") {
        return Vec::new();
    }
    let mut sources = Sources::new();
    let shipped = policy::embedded().iter().map(|(path, text)| {
        (sources.add(Source::new(*path, *text, Language::Policy, Origin::Embedded)), (*path).to_owned())
    });
    let shipped: Vec<_> = shipped.collect();
    let (policies, _) = policy::load(&sources, &shipped, &[]);
    let root =
        sources.add(Source::new(file.path.as_str(), file.text.as_str(), Language::Markdown, Origin::User));
    let settings = Settings::new(date(2026, 11, 23));
    let analysis = analyse(&sources, &[PlanFiles { root, files: vec![root] }], &policies, &settings);
    let unread = analysis.findings.into_iter().filter(|finding| finding.outcome == Outcome::Unreadable);
    let say = |finding: irlint::finding::Finding| {
        format!("{}:{}: {}", file.path, sources.start(finding.at.span).line, finding.message)
    };
    unread.map(say).collect()
}

/// What cannot be read in the `irpolicy` fences of a document, and which of them differ from the rule of their name.
fn wrong_policies(file: &File, policies: &[File]) -> Vec<String> {
    let policy = |block: &Block| block.language == "irpolicy";
    blocks(&file.text)
        .into_iter()
        .filter(policy)
        .flat_map(|block| wrong_policy(file, &block, policies))
        .collect()
}

fn wrong_policy(file: &File, block: &Block, policies: &[File]) -> Vec<String> {
    let mut sources = Sources::new();
    let id = sources.add(Source::new(&*file.path, &*block.text, Language::Policy, Origin::User));
    let (_, findings) = irlint::syntax::policy::read(id, sources.get(id));
    let line =
        |finding: &irlint::finding::Finding| sources.start(finding.at.span).line as usize + block.line - 1;
    let mut faults: Vec<_> = findings
        .iter()
        .map(|finding| format!("{}:{}: {}", file.path, line(finding), finding.message))
        .collect();
    let head = block.text.lines().find(|line| line.starts_with("rule "));
    let same = |head| policies.iter().find(|policy| policy.text.lines().any(|line| line == head));
    if let Some(policy) = head.and_then(same).filter(|policy| policy.text != block.text) {
        faults.push(format!("{}:{}: differs from {}", file.path, block.line, policy.path));
    }
    faults
}

/// What is wrong with the change log, if anything.
fn closed_log(text: &str) -> Option<String> {
    let mut lines = text.lines().skip_while(|line| !line.starts_with("## "));
    if lines.next() != Some("## [Unreleased]") {
        return Some("CHANGELOG.md: its first section is not `## [Unreleased]`".to_owned());
    }
    let mut changes = lines.take_while(|line| !line.starts_with("## "));
    let empty = !changes.any(|line| line.starts_with("- "));
    empty.then(|| "CHANGELOG.md: nothing stands under `## [Unreleased]`".to_owned())
}

fn wrong_decisions(pages: &[File]) -> Vec<String> {
    let name = |file: &File| file.path.rsplit('/').next().unwrap_or("").to_owned();
    let (lists, pages): (Vec<_>, Vec<_>) = pages.iter().partition(|file| name(file) == "README.md");
    let mut faults = Vec::new();
    for (at, page) in pages.iter().enumerate() {
        let number = format!("{:04}", at + 1);
        let listed = lists.iter().any(|list| list.text.contains(&format!("({})", name(page))));
        let parts = ["## Context", "## Decision", "## Consequences"];
        let whole = parts.iter().all(|part| page.text.lines().any(|line| line == *part));
        let numbered = name(page).starts_with(&number) && page.text.starts_with(&format!("# {number} "));
        let said = [(numbered, "has another number"), (listed, "is not listed"), (whole, "lacks a part")];
        faults.extend(
            said.iter().filter(|(holds, _)| !holds).map(|(_, what)| format!("{}: {what}", page.path)),
        );
    }
    if pages.is_empty() {
        faults.push("docs/decisions: holds no page".to_owned());
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::{closed_log, lost_links, unreadable_plans, wrong_decisions, wrong_policies};
    use crate::support::files::File;

    fn file(path: &str, text: &str) -> File {
        File { path: path.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn a_lost_link_is_said() {
        let page = file("docs/a.md", "[x](b.md#c) [y](https://example.org) [z](gone.md)");
        assert_eq!(lost_links(&page, &|path| path == "docs/b.md"), ["docs/a.md:1: `gone.md` does not exist"]);
    }

    #[test]
    fn a_plan_that_does_not_read_is_said() {
        assert!(unreadable_plans(&file("a.md", "```irp\nrole lead { backup: none }\n```\n")).is_empty());
        assert_eq!(unreadable_plans(&file("a.md", "```irp\nrole lead { bakcup: none }\n```\n")).len(), 1);
    }

    #[test]
    fn a_policy_that_is_not_the_real_one_is_said() {
        let real = [file("policies/core/a.irpolicy", "rule a \"A\" {\n}\n")];
        let page = |text: &str| file("a.md", &format!("```irpolicy\n{text}```\n"));
        let said = wrong_policies(&page("rule a \"A\" {\n  severity: note\n}\n"), &real);
        assert!(said.contains(&"a.md:2: differs from policies/core/a.irpolicy".to_owned()), "{said:?}");
        assert!(!wrong_policies(&page("rule rule rule\n"), &real).is_empty());
    }

    #[test]
    fn a_closed_change_log_is_said() {
        assert!(closed_log("# Changes\n\n## [Unreleased]\n\n### Added\n\n- Something.\n").is_none());
        assert!(closed_log("# Changes\n\n## [Unreleased]\n\n## [0.1.0]\n\n- Something.\n").is_some());
        assert!(closed_log("# Changes\n\n## [0.1.0]\n\n- Something.\n").is_some());
    }

    #[test]
    fn a_wrong_decision_is_said() {
        let list = file("docs/decisions/README.md", "[1](0001-a.md)");
        let page = |path: &str| file(path, "# 0001 A\n\n## Context\n\n## Decision\n\n## Consequences\n");
        assert!(wrong_decisions(&[page("docs/decisions/0001-a.md"), list]).is_empty());
        assert_eq!(wrong_decisions(&[page("docs/decisions/0002-a.md")]).len(), 2);
        assert_eq!(wrong_decisions(&[]).len(), 1);
    }
}
