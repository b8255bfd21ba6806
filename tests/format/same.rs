//! What must be the same before and after: what is read, what is said of it, and the comments. The fuzzers judge by it too.

use irlint::finding::Finding;
use irlint::format::{Formatted, Why, format};
use irlint::syntax::{plan, policy};
use irlint::text::{FileId, Language, Origin, Source};

/// A source of this text.
pub fn source(text: &str, language: Language) -> Source {
    Source::new("text", text, language, Origin::User)
}

/// What does not hold of the layout of a text, if anything.
pub fn faults(text: &str, language: Language) -> Option<String> {
    let before = source(text, language);
    let laid_out = format(&before);
    let after = source(&laid_out.text, language);
    let again = format(&after);
    let fault = if again.text != laid_out.text {
        format!("a second time gives another text:\n{}\n{:?}\n{:?}", again.text, laid_out, again)
    } else if is_unsafe(&laid_out) && laid_out.text != text {
        "left alone, but changed".to_owned()
    } else if laid_out.left.is_empty() && comments(text, language) != comments(&laid_out.text, language) {
        "the comments are others".to_owned()
    } else if laid_out.left.len() != again.left.len() {
        format!("other parts do not read: {:?} became {:?}", laid_out.left, again.left)
    } else {
        other_reading(&before, &after)?
    };
    Some(format!("{fault}\n---- before\n{text}\n---- after\n{}", laid_out.text))
}

/// Whether the formatter did not trust its own work.
pub fn is_unsafe(formatted: &Formatted) -> bool {
    formatted.left.iter().any(|left| left.why == Why::Unsafe)
}

fn other_reading(before: &Source, after: &Source) -> Option<String> {
    for language in [Language::Plan, Language::Policy] {
        if before.language != Language::Markdown && before.language != language {
            continue;
        }
        let ((tree, said), (new_tree, new_said)) = (read(before, language), read(after, language));
        if tree != new_tree {
            return Some(format!("the tree is another:\n{tree}\n{new_tree}"));
        }
        if said != new_said {
            return Some(format!("other findings: {said:#?} became {new_said:#?}"));
        }
    }
    None
}

/// The tree without places, and what is said.
fn read(source: &Source, language: Language) -> (String, Vec<String>) {
    let (tree, findings) = if language == Language::Policy {
        let (tree, findings) = policy::read(FileId(0), source);
        (format!("{tree:?}"), findings)
    } else {
        let (tree, findings) = plan::read(FileId(0), source);
        (format!("{tree:?}"), findings)
    };
    let mut said: Vec<String> = findings.iter().map(say).collect();
    said.sort();
    (without_places(&tree), said)
}

/// A finding without its place.
pub fn say(finding: &Finding) -> String {
    format!("{} {:?} {}", finding.rule, finding.thing, finding.message)
}

fn without_places(tree: &str) -> String {
    let mut rest = tree;
    let mut without = String::new();
    while let Some(at) = rest.find("Span { file: FileId(0), start: ") {
        let (before, behind) = rest.split_at(at);
        without.push_str(before);
        rest = behind.split_once(" }").map_or("", |(_, behind)| behind);
    }
    without + rest
}

/// The comments in order, found in a simple way of its own: outside of quotes, from a `#` behind a space to the end of
/// the line. Good for texts that read.
fn comments(text: &str, language: Language) -> Vec<String> {
    if language == Language::Markdown {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut long = false;
    for line in text.split('\n') {
        let mut quoted = false;
        let mut at = 0;
        while let Some(rest) = line.get(at..).filter(|rest| !rest.is_empty()) {
            let before = line.as_bytes().get(at.wrapping_sub(1)).copied().unwrap_or(b' ');
            if rest.starts_with("\"\"\"") && !quoted {
                long = !long;
                at += 3;
                continue;
            }
            if rest.starts_with('#') && !quoted && !long && b" \t{};".contains(&before) {
                found.push(rest.trim_end().to_owned());
                break;
            }
            quoted ^= rest.starts_with('"') && !long;
            at += if quoted && rest.starts_with('\\') { 2 } else { 1 };
            at = (at..line.len()).find(|at| line.is_char_boundary(*at)).unwrap_or(line.len());
        }
    }
    found
}
