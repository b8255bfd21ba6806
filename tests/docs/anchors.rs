//! Links into a document lead to one of its headings.

use std::collections::BTreeMap;

use crate::support::files::{self, File};
use crate::support::markdown::links;

#[test]
fn links_lead_to_headings() {
    let mut documents = files::below("docs", &[".md"]);
    documents.extend(files::below("README.md", &[]));
    documents.extend(files::below("CONTRIBUTING.md", &[]));
    super::none(&faults(&documents));
}

fn faults(documents: &[File]) -> Vec<String> {
    let anchors: BTreeMap<&str, Vec<String>> =
        documents.iter().map(|document| (document.path.as_str(), anchors(&document.text))).collect();
    let mut faults = Vec::new();
    for document in documents {
        for (line, target) in links(&document.text).into_iter().filter(|(_, target)| !target.contains("://"))
        {
            let Some((path, anchor)) = target.split_once('#') else { continue };
            let there = anchors.get(joined(&document.path, path).as_str());
            if there.is_some_and(|there| !there.iter().any(|known| known == anchor)) {
                faults.push(format!("{}:{line}: `{target}` is no heading", document.path));
            }
        }
    }
    faults
}

/// The path that `link` leads to from `document`.
fn joined(document: &str, link: &str) -> String {
    if link.is_empty() {
        return document.to_owned();
    }
    let mut parts: Vec<&str> = document.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The anchors of a document's headings: small letters, hyphens for blanks, other signs left out.
fn anchors(text: &str) -> Vec<String> {
    let mut open = false;
    let mut found = Vec::new();
    for line in text.lines() {
        open ^= line.starts_with("```");
        let heading = line.trim_start_matches('#');
        if !open && heading.len() < line.len() && heading.starts_with(' ') {
            let kept = |sign: &char| sign.is_alphanumeric() || matches!(sign, ' ' | '-' | '_');
            found.push(
                heading.trim().to_lowercase().chars().filter(kept).collect::<String>().replace(' ', "-"),
            );
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::faults;
    use crate::support::files::File;

    #[test]
    fn a_link_to_no_heading_is_said() {
        let file = |path: &str, text: &str| File { path: path.to_owned(), text: text.to_owned() };
        let other = file("docs/b/c.md", "# C\n\n## Given, missing, none\n\n```sh\n# no heading\n```\n");
        let text = "# A\n[1](b/c.md#given-missing-none) [2](b/c.md#no-heading) [3](#a) [4](#b)\n";
        let said = faults(&[file("docs/a.md", text), other]);
        assert_eq!(
            said,
            ["docs/a.md:2: `b/c.md#no-heading` is no heading", "docs/a.md:2: `#b` is no heading"]
        );
    }
}
