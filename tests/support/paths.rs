//! The paths (`crate::text::Span`) that a Rust source uses, use declarations taken apart. Knows nothing of macros.

use std::collections::BTreeMap;

use super::rust::{Kind, Token, closes};

/// A path as it is used in a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// Its segments from the root: `crate` for our own, the name of a crate for others'.
    pub segments: Vec<String>,
    /// Its line, from 1.
    pub line: usize,
}

impl Path {
    /// Whether it is `prefix`, or goes on from there.
    pub fn starts_with(&self, prefix: &str) -> bool {
        let wanted: Vec<_> = prefix.split("::").collect();
        self.segments.len() >= wanted.len()
            && self.segments.iter().zip(&wanted).all(|(one, other)| one == other)
    }
}

/// All paths of more than one segment in `tokens`, the tokens of the module `module` (`["check", "cases"]`).
/// What stands inside `super` and `self` is resolved, and so is what the source imports under a name.
pub fn paths(tokens: &[Token<'_>], module: &[String]) -> Vec<Path> {
    let modules = inline_modules(tokens);
    let mut names = BTreeMap::new();
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if !is_root(tokens, at) {
            at += 1;
            continue;
        }
        let mut here = module.to_vec();
        here.extend(modules.iter().filter(|(_, range)| range.contains(&at)).map(|(name, _)| name.clone()));
        let imported = at.checked_sub(1).is_some_and(|before| tokens[before].is_word("use"));
        let mut leaves = Vec::new();
        at = tree(tokens, at, &mut Vec::new(), &mut leaves);
        for leaf in leaves {
            let segments = from_root(leaf.segments, &here);
            if imported {
                names.insert(leaf.name, segments.clone());
            }
            if segments.len() > 1 || segments[0] == "crate" {
                found.push(Path { segments, line: leaf.line });
            }
        }
    }
    for path in &mut found {
        if let Some(whole) = names.get(&path.segments[0]) {
            path.segments.splice(0..1, whole.iter().cloned());
        }
    }
    found
}

/// One name at the end of a use declaration.
struct Leaf {
    segments: Vec<String>,
    name: String,
    line: usize,
}

fn is_root(tokens: &[Token<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).map(|at| tokens[at]);
    let continues = before.is_some_and(|token| token.is_sign("::")) && ends_a_path(&tokens[..at - 1]);
    let goes_on = tokens.get(at + 1).is_some_and(|token| token.is_sign("::"));
    let renamed = tokens.get(at + 1).is_some_and(|token| token.is_word("as")) && tokens[at].is_word("crate");
    tokens[at].kind == Kind::Word && !continues && (goes_on || renamed)
}

/// Whether `::` behind `tokens` goes on with a path, and does not start one at the root.
fn ends_a_path(tokens: &[Token<'_>]) -> bool {
    let Some((last, before)) = tokens.split_last() else { return false };
    let arrow = before.last().is_some_and(|token| token.is_sign("-") || token.is_sign("="));
    last.kind == Kind::Word && !last.is_word("use") || last.is_sign(">") && !arrow
}

/// Reads the path or the group of paths at `at` and says where it ends.
fn tree(tokens: &[Token<'_>], at: usize, before: &mut Vec<String>, leaves: &mut Vec<Leaf>) -> usize {
    let depth = before.len();
    let mut at = at;
    while let Some(token) = tokens.get(at) {
        if token.is_sign("{") {
            at = group(tokens, at, before, leaves);
            before.truncate(depth);
            return at;
        }
        if token.kind != Kind::Word && !token.is_sign("*") {
            break;
        }
        before.push(token.text.to_owned());
        at += 1;
        if !tokens.get(at).is_some_and(|token| token.is_sign("::")) {
            break;
        }
        at += 1;
    }
    let renamed = tokens.get(at).is_some_and(|token| token.is_word("as"));
    if before.len() > 1 && before.last().is_some_and(|last| last == "self") {
        before.pop();
    }
    let name = if renamed { tokens[at + 1].text } else { before.last().map_or("", String::as_str) };
    let line = tokens[at.min(tokens.len()) - 1].line;
    leaves.push(Leaf { segments: before.clone(), name: name.to_owned(), line });
    before.truncate(depth);
    if renamed { at + 2 } else { at }
}

fn group(tokens: &[Token<'_>], open: usize, before: &mut Vec<String>, leaves: &mut Vec<Leaf>) -> usize {
    let end = closes(tokens, open);
    let mut at = open + 1;
    while at < end {
        at = if tokens[at].is_sign(",") { at + 1 } else { tree(tokens, at, before, leaves).max(at + 1) };
    }
    end + 1
}

fn from_root(segments: Vec<String>, module: &[String]) -> Vec<String> {
    let ups = segments.iter().take_while(|segment| *segment == "super" || *segment == "self").count();
    if ups == 0 {
        let ours = segments[0] == "irlint";
        return if ours { [vec!["crate".to_owned()], segments[1..].to_vec()].concat() } else { segments };
    }
    let supers = segments[..ups].iter().filter(|segment| *segment == "super").count();
    let kept = module.len().saturating_sub(supers);
    [vec!["crate".to_owned()], module[..kept].to_vec(), segments[ups..].to_vec()].concat()
}

/// The modules written out in the source, outer ones first, with the tokens of each.
fn inline_modules(tokens: &[Token<'_>]) -> Vec<(String, std::ops::Range<usize>)> {
    tokens
        .windows(3)
        .enumerate()
        .filter(|(_, three)| three[0].is_word("mod") && three[2].is_sign("{"))
        .map(|(at, three)| (three[1].text.to_owned(), at + 2..closes(tokens, at + 2)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::paths;
    use crate::support::rust::tokens;

    fn found(source: &str) -> Vec<String> {
        let module = ["check".to_owned(), "cases".to_owned()];
        paths(&tokens(source), &module).into_iter().map(|path| path.segments.join("::")).collect()
    }

    #[test]
    fn groups_are_taken_apart() {
        let source = "use crate::{text::{Span, lines::LineIndex}, finding::{self, Level as L}};";
        let expected =
            ["crate::text::Span", "crate::text::lines::LineIndex", "crate::finding", "crate::finding::Level"];
        assert_eq!(found(source), expected);
    }

    #[test]
    fn super_and_self_are_resolved() {
        assert_eq!(found("use super::super::report::Format;"), ["crate::report::Format"]);
        assert_eq!(found("self::a::b();"), ["crate::check::cases::a::b"]);
        assert_eq!(found("mod tests { use super::*; }"), ["crate::check::cases::*"]);
        assert_eq!(found("mod tests { use super::super::super::text::Span; }"), ["crate::text::Span"]);
    }

    #[test]
    fn paths_in_the_middle_of_code_are_found() {
        let source = "fn f(x: &crate::text::Span) -> ::std::fs::File { x.y::<u8>() }";
        assert_eq!(found(source), ["crate::text::Span", "std::fs::File"]);
        assert_eq!(found("irlint::text::Span"), ["crate::text::Span"]);
    }

    #[test]
    fn imported_names_are_followed() {
        assert_eq!(found("use std::io; fn f() { io::stdin(); }"), ["std::io", "std::io::stdin"]);
        assert_eq!(found("use std::fs as disk; fn f() { disk::read(); }"), ["std::fs", "std::fs::read"]);
        assert_eq!(found("use crate as house; fn f() { house::lsp::go(); }"), ["crate", "crate::lsp::go"]);
    }
}
