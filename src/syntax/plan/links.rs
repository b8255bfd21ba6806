//! What ties a plan's files together, found without reading the statements: which files it uses, and
//! which statements it starts. Says nothing about mistakes; the reader proper does.

use std::borrow::Cow;

use crate::syntax::Words;
use crate::text::{FileId, Language, Source, Span};

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

/// Finds the ties of `source`: one pass over its bytes.
pub fn links<'a>(file: FileId, source: &'a Source) -> Links<'a> {
    let mut scan = Scan { file, text: &source.text, depth: 0, in_text: false, links: Links::default() };
    for range in statements(source) {
        scan.part(range);
    }
    scan.links
}

/// Whether a Markdown document holds a fence marked `irp`.
pub fn has_fence(text: &str) -> bool {
    text.lines().any(|line| opens(line).is_some_and(|(_, plan)| plan))
}

/// The parts of a file that hold statements: all of it, or what stands in the fences of a document.
fn statements(source: &Source) -> Vec<std::ops::Range<usize>> {
    match source.language {
        Language::Plan | Language::Policy => vec![0..source.text.len()],
        Language::Markdown => fences(&source.text),
    }
}

fn fences(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(&str, bool, usize)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let next = at + line.len();
        match open {
            None => open = opens(line).map(|(marks, plan)| (marks, plan, next)),
            Some((marks, plan, start)) => {
                let rest = line.trim();
                if rest.starts_with(marks) && rest.trim_start_matches(['`', '~']).is_empty() {
                    found.extend(plan.then_some(start..at));
                    open = None;
                }
            }
        }
        at = next;
    }
    found.extend(open.filter(|(_, plan, _)| *plan).map(|(_, _, start)| start..text.len()));
    found
}

/// The marks of a fence that `line` opens, and whether it holds plan statements.
fn opens(line: &str) -> Option<(&str, bool)> {
    let line = line.trim();
    let sign = line.chars().next().filter(|sign| matches!(sign, '`' | '~'))?;
    let rest = line.trim_start_matches(sign);
    let marks = line.get(..line.len() - rest.len()).filter(|marks| marks.len() >= 3)?;
    let word = rest.trim_start().split([' ', '\t', ',', '{']).next();
    Some((marks, word == Some("irp")))
}

/// A scan over lines that knows braces, texts in quotes and comments.
struct Scan<'a> {
    file: FileId,
    text: &'a str,
    depth: usize,
    in_text: bool,
    links: Links<'a>,
}

impl<'a> Scan<'a> {
    fn part(&mut self, range: std::ops::Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            let rest = self.text.get(at..range.end).unwrap_or("");
            let line = rest.find('\n').map_or(rest.len(), |end| end + 1);
            self.line(at, at + line);
            at += line;
        }
    }

    fn line(&mut self, start: usize, end: usize) {
        let line = self.text.get(start..end).unwrap_or("");
        if !self.in_text {
            self.statement(start, line);
        }
        let bytes = line.as_bytes();
        let mut at = 0;
        let mut quoted = false;
        while let Some(byte) = bytes.get(at) {
            let long = bytes.get(at..at + 3) == Some(b"\"\"\"");
            match byte {
                b'"' if long && !quoted => {
                    self.in_text = !self.in_text;
                    at += 2;
                }
                _ if self.in_text => {}
                b'\\' if quoted => at += 1,
                b'"' => quoted = !quoted,
                _ if quoted => {}
                b'#' if is_gap(bytes, at) => return,
                b'{' => self.depth += 1,
                b'}' => self.depth = self.depth.saturating_sub(1),
                b';' => self.statement(start + at + 1, line.get(at + 1..).unwrap_or("")),
                _ => {}
            }
            at += 1;
        }
    }

    /// Notes the statement that starts with `rest`, which stands at byte `at`. A `plan` or `use` at the
    /// start of a line counts inside a block too: the brace before it was lost.
    fn statement(&mut self, at: usize, rest: &'a str) {
        let body = rest.trim_start();
        let word = body.split(|sign: char| !(sign.is_ascii_lowercase() || sign == '_')).next().unwrap_or("");
        let lost = rest.len() == body.len() && matches!(word, "plan" | "use");
        let behind = body.get(word.len()..).unwrap_or("");
        if word.is_empty() || (self.depth > 0 && !lost) || behind.starts_with(':') {
            return;
        }
        self.links.starts.push(word);
        let path = behind.trim_start();
        if word == "use" && path.starts_with('"') {
            let start = at + rest.len() - path.len();
            self.links.uses.extend(words(self.file, start, path));
        }
    }
}

fn is_gap(bytes: &[u8], at: usize) -> bool {
    at.checked_sub(1).and_then(|before| bytes.get(before)).is_none_or(u8::is_ascii_whitespace)
}

/// The text in quotes at the head of `quoted`.
fn words(file: FileId, start: usize, quoted: &str) -> Option<Words<'_>> {
    let inner = quoted.get(1..)?;
    let mut escaped = false;
    let end = inner.char_indices().find_map(|(at, sign)| {
        let closes = sign == '"' && !escaped;
        escaped = sign == '\\' && !escaped;
        closes.then_some(at)
    })?;
    let inner = inner.get(..end).filter(|inner| !inner.contains('\n'))?;
    let text = if inner.contains('\\') {
        Cow::Owned(inner.replace("\\\"", "\"").replace("\\\\", "\\"))
    } else {
        Cow::Borrowed(inner)
    };
    Some(Words { text, span: Span::new(file, start as u32, (start + end + 2) as u32) })
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
        assert_eq!(starts, ["use", "person", "role", "plan"]);
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
        assert!(has_fence(text) && !has_fence("```irpolicy\n```"));
    }
}
