//! What ties a plan's files together: which files it uses, and which statements it starts. Found by the
//! outline alone, before any statement is read; says nothing about mistakes, for the reader proper does.

use super::blocks;
use crate::syntax::Words;
use crate::syntax::outline::first_word;
use crate::syntax::reader::Reader;
use crate::text::{FileId, Language, Source};

/// The ties of one file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Links<'a> {
    /// The paths and patterns of its `use` statements, in order.
    pub uses: Vec<Words<'a>>,
    /// The first words of its statements at the top, in order.
    pub starts: Vec<&'a str>,
}

impl Links<'_> {
    /// Whether the file has a `plan` block, which makes it the root of a plan.
    pub fn is_root(&self) -> bool {
        self.starts.contains(&"plan")
    }
}

/// Finds the ties of `source`.
pub fn links(file: FileId, source: &Source) -> Links<'_> {
    let (mut reader, statements) = Reader::start(file, source, Language::Plan);
    let mut links = Links::default();
    for statement in &statements {
        let word = first_word(reader.slice(statement.head));
        links.starts.push(word);
        if word == "use" {
            links.uses.extend(blocks::file(&mut reader, statement));
        }
    }
    links
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Origin;

    fn found(text: &str, language: Language) -> (Vec<String>, Vec<String>) {
        let source = Source::new("plan", text, language, Origin::User);
        let links = links(FileId(0), &source);
        let uses = links.uses.iter().map(|words| {
            assert_eq!(source.slice(words.span).trim_matches('"'), words.text);
            words.text.to_string()
        });
        (uses.collect(), links.starts.iter().map(|word| (*word).to_owned()).collect())
    }

    #[test]
    fn statements_at_the_top_are_found_and_others_are_not() {
        let text = "use \"a.irp\" # use \"no.irp\"\nperson anna { email: x@y.z\n  plan: 3 }\n## plan x\n\
                    text: \"plan { \\\" {\"\nrole x { note: \"\"\"\nuse \"no.irp\"\nplan y\n\"\"\"\n}\nplan p \"P\" { }\n";
        let (uses, starts) = found(text, Language::Plan);
        assert_eq!(uses, ["a.irp"]);
        assert_eq!(starts, ["use", "person", "text", "role", "plan"]);
    }

    #[test]
    fn a_lost_brace_hides_no_plan() {
        let (uses, starts) = found("person anna {\n  email: a\nuse \"b.irp\"\nplan p\n", Language::Plan);
        assert_eq!((uses.len(), starts.contains(&"plan".to_owned())), (1, true));
    }

    #[test]
    fn a_document_counts_within_its_fences() {
        let text = "plan a\n```irp\nplan b\n```\n```irpolicy\nrole c\n```\n~~~~ irp\nuse \"d.irp\"\n~~~~\n";
        let (uses, starts) = found(text, Language::Markdown);
        assert_eq!(uses, ["d.irp"]);
        assert_eq!(starts, ["plan", "use"]);
        assert!(!starts.is_empty());
    }
}
