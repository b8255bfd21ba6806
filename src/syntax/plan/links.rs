//! What ties a plan's files together: which files it uses, and whether it starts a plan. Found by the outline alone, before
//! any statement is read, and where plain words settle it not even by that; says nothing about mistakes, for the reader
//! proper does.

use super::blocks;
use crate::syntax::Words;
use crate::syntax::outline::{first_word, is_word};
use crate::syntax::reader::Reader;
use crate::text::{FileId, Language, Source};

/// The ties of one file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Links<'a> {
    /// The paths and patterns of its `use` statements, in order.
    pub uses: Vec<Words<'a>>,
    /// Whether the file has a `plan` block, which makes it the root of a plan.
    pub is_root: bool,
}

/// Whether a block of this kind makes its file the root of a plan.
pub fn starts_a_plan(kind: &str) -> bool {
    kind == "plan"
}

/// Finds the ties of `source`.
pub fn links(file: FileId, source: &Source) -> Links<'_> {
    if source.language == Language::Plan && stands_alone(&source.text) {
        return Links { uses: Vec::new(), is_root: true };
    }
    let (mut reader, statements) = Reader::start(file, source, Language::Plan);
    let mut links = Links::default();
    for statement in statements.top() {
        match first_word(reader.slice(statement.head)) {
            "use" => links.uses.extend(blocks::file(&mut reader, &statement)),
            word => links.is_root |= starts_a_plan(word),
        }
    }
    links
}

/// Whether a file certainly is a plan of one file: its first word is `plan`, and nowhere in it is a word `use`.
fn stands_alone(text: &str) -> bool {
    let mut rest = text.trim_start_matches('\u{feff}');
    loop {
        rest = rest.trim_start_matches([' ', '\t', '\r', '\n']);
        match rest.strip_prefix('#') {
            Some(comment) => rest = comment.split_once('\n').map_or("", |(_, behind)| behind),
            None => break,
        }
    }
    starts_a_plan(first_word(rest)) && !has_use(text.as_bytes())
}

/// Whether a word `use` stands behind the first byte of `bytes`. Looks at all places of a piece alike, which takes the processor a
/// fraction of the time that it takes to stop at each `u`.
fn has_use(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while !rest.is_empty() {
        let piece = rest.get(..PIECE).unwrap_or(rest);
        let behind = |count: usize| piece.get(count..).unwrap_or(&[]);
        let places = piece.iter().zip(behind(1)).zip(behind(2));
        let far_from_use = |((u, s), e): ((&u8, &u8), &u8)| (u ^ b'u') | (s ^ b's') | (e ^ b'e');
        let nearest = places.map(far_from_use).fold(u8::MAX, u8::min);
        let is_last = piece.len() < PIECE;
        let ends = |at: usize| piece.get(at).map_or(is_last, |byte| !is_word(*byte));
        let is_word_use = |at: usize| behind(at).starts_with(b"use") && ends(at - 1) && ends(at + 3);
        if nearest == 0 && (1..piece.len()).any(is_word_use) {
            return true;
        }
        // The next piece begins with the end of this one, so that each word stands in one of them with what is around it.
        rest = if is_last { &[] } else { rest.get(PIECE - 4..).unwrap_or(&[]) };
    }
    false
}

/// How many bytes are looked at together.
const PIECE: usize = 256;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Origin;

    fn found(text: &str, language: Language) -> (Vec<String>, bool) {
        let source = Source::new("plan", text, language, Origin::User);
        let links = links(FileId(0), &source);
        let uses = links.uses.iter().map(|words| {
            assert_eq!(source.slice(words.span).trim_matches('"'), words.text);
            words.text.to_string()
        });
        (uses.collect(), links.is_root)
    }

    #[test]
    fn statements_at_the_top_are_found_and_others_are_not() {
        let text = "use \"a.irp\" # use \"no.irp\"\nperson anna { email: x@y.z\n  plan: 3 }\n## plan x\n\
                    text: \"plan { \\\" {\"\nrole x { note: \"\"\"\nuse \"no.irp\"\nplan y\n\"\"\"\n}\nplan p \"P\" { }\n";
        assert_eq!(found(text, Language::Plan), (vec!["a.irp".to_owned()], true));
        let part = text.replace("plan p", "role p");
        assert_eq!(found(&part, Language::Plan), (vec!["a.irp".to_owned()], false));
    }

    #[test]
    fn a_lost_brace_hides_no_plan() {
        let (uses, is_root) = found("person anna {\n  email: a\nuse \"b.irp\"\nplan p\n", Language::Plan);
        assert_eq!((uses.len(), is_root), (1, true));
    }

    #[test]
    fn a_document_counts_within_its_fences() {
        let text = "plan a\n```irp\nplan b\n```\n```irpolicy\nrole c\n```\n~~~~ irp\nuse \"d.irp\"\n~~~~\n";
        assert_eq!(found(text, Language::Markdown), (vec!["d.irp".to_owned()], true));
        let other = text.replace("plan b", "role b");
        assert_eq!(found(&other, Language::Markdown), (vec!["d.irp".to_owned()], false));
    }

    #[test]
    fn a_plan_whose_first_word_says_so_is_not_cut_into_statements() {
        for text in ["\u{feff}# a comment\n\n  ## plan\nplan p {\n  note: \"because user\"\n}\n", "plan"] {
            assert!(stands_alone(text), "{text}");
            assert_eq!(found(text, Language::Plan), (Vec::new(), true));
        }
        for text in ["# plan p", "plans p", "plan p { use: 1 }", "use", "plan p\nuse\"a\"", "{ plan p }", ""]
        {
            assert!(!stands_alone(text), "{text}");
        }
    }

    #[test]
    fn a_word_use_is_found_wherever_it_stands() {
        for before in (0..6).chain(PIECE - 8..PIECE + 8).chain(2 * PIECE - 12..2 * PIECE + 4) {
            for (word, wanted) in [(" use ", true), (" user", false), ("cause ", false), ("_use_", false)] {
                for behind in ["", "x", &" ".repeat(PIECE)] {
                    let text = format!("p{}{word}{behind}", " ".repeat(before));
                    assert_eq!(has_use(text.as_bytes()), wanted, "{before} {word:?} {}", behind.len());
                }
            }
            assert!(has_use(format!("p{} use", " ".repeat(before)).as_bytes()));
        }
    }
}
