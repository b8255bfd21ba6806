//! What reading one file carries along: its text, the findings so far, and how a statement is parsed.

use std::borrow::Cow;

use super::depth::{self, Measure};
use super::expected;
use super::grammar::{self, Node, Rule};
use super::guard;
use super::markdown::{self, Segment};
use super::outline::{self, List, Outline, Range, Statement};
use super::shape::Record;
use super::{Name, Words};
use crate::finding::{Finding, Level};
use crate::text::{FileId, Language, Source, Span};

/// How many findings a file may give. More would help nobody.
const MAX_FINDINGS: usize = 1000;

/// How many cells the tables of a file may have.
const MAX_CELLS: usize = 1_000_000;

/// The longest statement that is read, in bytes.
pub(super) const MAX_STATEMENT: usize = 256 * 1024;

/// The reading of one file.
pub(super) struct Reader<'a> {
    /// The file.
    pub file: FileId,
    /// Its whole text.
    pub text: &'a str,
    findings: Vec<Finding>,
    /// How many more there are.
    unlisted: usize,
    /// How many cells were read.
    cells: usize,
    /// Where hidden characters stand; they are reported, whatever else they do to a statement is not.
    pub hidden: Vec<u32>,
    /// Whether statements of the common form are read without the grammar.
    pub quick: bool,
    /// How many statements the grammar was asked for.
    pub parsed: usize,
    /// Whether samples and tests of policies are read too.
    pub trials: bool,
    /// What was read of each statement, if somebody wants to know.
    pub record: Option<Record>,
}

impl<'a> Reader<'a> {
    /// Starts reading `source` and cuts it into statements. `language` decides which fences of a document count.
    pub fn start(file: FileId, source: &'a Source, language: Language) -> (Self, List) {
        let (reader, outline, _) = Self::open(file, source, language);
        (reader, outline.statements)
    }

    /// As [`Self::start`], without any short way.
    pub fn start_by_grammar(file: FileId, source: &'a Source, language: Language) -> (Self, List) {
        let (reader, outline, _) = Self::begin(file, source, language, false);
        (reader, outline.statements)
    }

    /// As [`Self::start`], with all that the outline knows and the parts of the file that are read.
    pub fn open(file: FileId, source: &'a Source, language: Language) -> (Self, Outline, Vec<Segment>) {
        Self::begin(file, source, language, true)
    }

    fn begin(
        file: FileId,
        source: &'a Source,
        language: Language,
        quick: bool,
    ) -> (Self, Outline, Vec<Segment>) {
        let text: &'a str = &source.text;
        let (findings, hidden) = (Vec::new(), Vec::new());
        let mut reader = Self {
            file,
            text,
            findings,
            unlisted: 0,
            cells: 0,
            hidden,
            quick,
            parsed: 0,
            trials: true,
            record: None,
        };
        if let Some(finding) = guard::too_large(file, text) {
            reader.report(finding);
            return (reader, Outline::default(), Vec::new());
        }
        let segments = reader.segments(source, language);
        reader.look_for_hidden(&segments);
        let cut = if quick { outline::read } else { outline::read_by_marks };
        let outline = cut(text, &segments);
        for fault in &outline.faults {
            reader.report(fault.finding(file, text));
        }
        (reader, outline, segments)
    }

    /// The findings, in the order of the file.
    pub fn finish(mut self) -> Vec<Finding> {
        self.keep_first();
        if let Some(last) = self.findings.last().filter(|_| self.unlisted > 0) {
            let message = format!("{} more mistakes behind this place are not shown", self.unlisted);
            self.findings.push(Finding::unreadable("syntax/too-many", last.at.span, message));
        }
        self.findings
    }

    /// Reads something that is read once more: what is wrong with it is said then.
    pub fn quietly<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let (findings, unlisted) = (std::mem::take(&mut self.findings), self.unlisted);
        let result = read(self);
        (self.findings, self.unlisted) = (findings, unlisted);
        result
    }

    /// Adds a finding. Of far more than are shown only the first in the file are kept, whatever the order in which they come.
    pub fn report(&mut self, finding: Finding) {
        self.findings.push(finding);
        if self.findings.len() >= 4 * MAX_FINDINGS {
            self.keep_first();
        }
    }

    /// Sorts the findings, and only counts those that are not shown.
    fn keep_first(&mut self) {
        self.findings.sort_by_key(|finding| finding.at.span);
        self.unlisted += self.findings.len().saturating_sub(MAX_FINDINGS);
        self.findings.truncate(MAX_FINDINGS);
    }

    /// Counts the cells of a row. Says whether they are still within what a file may have, and reports when not.
    pub fn count_cells(&mut self, row: Range, count: usize) -> bool {
        let before = self.cells;
        self.cells += count;
        if before <= MAX_CELLS && self.cells > MAX_CELLS {
            let message = format!("the tables of the file have more than {MAX_CELLS} cells");
            self.report(Finding::unreadable("syntax/too-large", self.span(row), message));
        }
        self.cells <= MAX_CELLS
    }

    /// Whether nothing was found so far.
    pub fn is_silent(&self) -> bool {
        self.findings.is_empty()
    }

    /// A range as a place.
    pub fn span(&self, range: Range) -> Span {
        Span::new(self.file, range.start, range.end)
    }

    /// The text under a range.
    pub fn slice(&self, range: Range) -> &'a str {
        self.text.get(range.start as usize..range.end as usize).unwrap_or("")
    }

    /// The first `length` bytes of `range` as a word.
    pub fn name(&self, range: Range, length: usize) -> Name<'a> {
        let range = Range { start: range.start, end: range.start + length as u32 };
        Name { text: self.slice(range), span: self.span(range) }
    }

    /// Reads a statement as `rule`. What stands behind it, in words, is `end`. A failure is reported.
    pub fn parse(&mut self, rule: Rule, range: Range, end: &str) -> Option<Node<'a>> {
        self.parsed += 1;
        let text = self.slice(range);
        if text.len() > MAX_STATEMENT {
            let message = format!("the statement has {} bytes; at most {MAX_STATEMENT} are read", text.len());
            let place = Range { start: range.start, end: range.start };
            self.report(Finding::unreadable("syntax/too-large", self.span(place), message));
            return None;
        }
        if !self.is_shallow(range, Measure::Brackets) {
            return None;
        }
        match grammar::parse(rule, text, self.file, range.start) {
            Ok(node) => {
                if let Some(record) = &mut self.record {
                    record.statement(range, &node);
                }
                Some(node)
            }
            Err(failure) => {
                if !self.has_hidden(range) {
                    let finding = expected::finding(self.file, self.text, range, &failure, end);
                    self.report(finding);
                }
                None
            }
        }
    }

    /// Whether a statement is shallow enough to be parsed; if not, that is reported.
    pub fn is_shallow(&mut self, range: Range, measure: Measure) -> bool {
        let Some(at) = depth::too_deep(self.slice(range), measure) else { return true };
        let at = range.start + at as u32;
        let is_bracket = self.text.get(at as usize..).is_some_and(|rest| rest.starts_with(['(', '[']));
        let what = if is_bracket { "brackets" } else { "conditions" };
        let message = format!("{what} are nested more than {} deep", depth::MAX_DEPTH);
        self.report(Finding::unreadable("syntax/too-deep", Span::new(self.file, at, at + 1), message));
        false
    }

    /// Whether a hidden character stands in `range`.
    fn has_hidden(&self, range: Range) -> bool {
        let from = self.hidden.partition_point(|at| *at < range.start);
        self.hidden.get(from).is_some_and(|at| *at < range.end)
    }

    /// The description in front of a statement: its `##` lines without the signs.
    pub fn doc(&self, statement: &Statement<'_>) -> Option<Words<'a>> {
        let range = statement.doc?;
        let text = self.slice(range);
        let bare = |line: &'a str| {
            let line = line.trim().strip_prefix("##").filter(|line| !line.starts_with('#'))?;
            Some(line.strip_prefix(' ').unwrap_or(line))
        };
        let lines: Vec<&str> = text.split('\n').filter_map(bare).collect();
        let text = match lines.as_slice() {
            [line] => Cow::Borrowed(*line),
            lines => Cow::Owned(lines.join("\n")),
        };
        (!text.trim().is_empty()).then(|| Words { text, span: self.span(range) })
    }

    fn segments(&mut self, source: &Source, language: Language) -> Vec<Segment> {
        if source.language != Language::Markdown {
            return vec![Segment::whole(self.text)];
        }
        let fences = markdown::fences(self.text, language);
        for at in &fences.overlooked {
            let message = "this fence is not read, because of what stands before it";
            self.note_fence((*at, Level::Warning), message, "move it to the left");
        }
        for at in &fences.misspelt {
            let word = self.fence_mark(*at);
            let message = format!("this fence is marked `{word}` and not read");
            let help = format!("did you mean `{}`?", markdown::fence_word(language));
            self.note_fence((*at, Level::Error), &message, &help);
        }
        for segment in fences.segments.iter().filter(|segment| !segment.closed) {
            let at = segment.start.saturating_sub(1);
            let place = (self.line_start(at), Level::Note);
            self.note_fence(place, "this fence is never closed", "close it with the same signs");
        }
        fences.segments
    }

    /// What a fence is marked with.
    fn fence_mark(&self, at: u32) -> &'a str {
        let line = self.text.get(at as usize..).unwrap_or("").lines().next().unwrap_or("");
        line.trim_start_matches([' ', '`', '~']).split_whitespace().next().unwrap_or("")
    }

    fn note_fence(&mut self, (at, level): (u32, Level), message: &str, help: &str) {
        let line = self.text.get(at as usize..).unwrap_or("").lines().next().unwrap_or("").trim_end();
        let span = Span::new(self.file, at, at + line.len() as u32);
        self.report(Finding::unreadable("syntax/fence", span, message).help(help).level(level));
    }

    fn line_start(&self, at: u32) -> u32 {
        self.text.get(..at as usize).and_then(|before| before.rfind('\n')).map_or(0, |found| found as u32 + 1)
    }

    fn look_for_hidden(&mut self, segments: &[Segment]) {
        let found: Vec<guard::Hidden> =
            segments.iter().flat_map(|part| guard::hidden(self.text, part.start, part.end)).collect();
        for finding in guard::report(self.file, &found) {
            self.report(finding);
        }
        self.hidden = found.iter().map(|hidden| hidden.at).collect();
    }
}
