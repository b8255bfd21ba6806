//! The grammar files as a parser, and its answers with places in the file. The only place where pest is called.

use pest::Parser as _;
use pest::error::{ErrorVariant, InputLocation};
use pest::iterators::{Pair, Pairs};

use super::Name;
use crate::text::{FileId, Span};

pub(super) use generated::Rule;

/// What pest makes of the grammar files.
#[allow(clippy::all, clippy::pedantic, missing_docs, reason = "generated code")]
mod generated {
    /// The parser of both languages.
    #[derive(pest_derive::Parser)]
    #[grammar = "../grammar/common.pest"]
    #[grammar = "../grammar/plan.pest"]
    #[grammar = "../grammar/policy.pest"]
    pub(in crate::syntax) struct Grammar;
}

/// How many steps pest may take over one statement. The setting is one for the whole program, so it must not
/// depend on the statement; this is far above what the longest statement takes in linear reading.
const MAX_STEPS: std::num::NonZeroUsize = std::num::NonZeroUsize::new(100_000_000).unwrap();

/// A part of a statement that was read, with its place in the file.
#[derive(Debug, Clone)]
pub(super) struct Node<'a> {
    pair: Pair<'a, Rule>,
    file: FileId,
    base: u32,
}

/// Where reading a statement failed, and what could have stood there.
#[derive(Debug)]
pub(super) struct Failure {
    /// The byte in the file.
    pub at: u32,
    /// The rules that were tried there; empty if reading was given up.
    pub tried: Vec<Rule>,
}

/// Reads `text`, which stands at `base` of `file`, as `rule`.
pub(super) fn parse(rule: Rule, text: &str, file: FileId, base: u32) -> Result<Node<'_>, Failure> {
    pest::set_call_limit(Some(MAX_STEPS));
    match generated::Grammar::parse(rule, text) {
        Ok(mut pairs) => match pairs.next() {
            Some(pair) => Ok(Node { pair, file, base }),
            None => Err(Failure { at: base, tried: Vec::new() }),
        },
        Err(error) => {
            let (InputLocation::Pos(at) | InputLocation::Span((at, _))) = error.location;
            let tried = match error.variant {
                ErrorVariant::ParsingError { positives, .. } => positives,
                ErrorVariant::CustomError { .. } => Vec::new(),
            };
            Err(Failure { at: base + at as u32, tried })
        }
    }
}

impl<'a> Node<'a> {
    /// The rule it was read by.
    pub fn rule(&self) -> Rule {
        self.pair.as_rule()
    }

    /// Its text. A part that ends in something optional may end in space.
    pub fn text(&self) -> &'a str {
        self.pair.as_str()
    }

    /// Its place; exact for words, texts and values.
    pub fn span(&self) -> Span {
        let start = self.base + self.pair.as_span().start() as u32;
        Span::new(self.file, start, start + self.pair.as_str().len() as u32)
    }

    /// It as a word.
    pub fn name(&self) -> Name<'a> {
        Name { text: self.text(), span: self.span() }
    }

    /// Its parts.
    pub fn children(&self) -> Children<'a> {
        Children { pairs: self.pair.clone().into_inner(), file: self.file, base: self.base }
    }
}

/// The parts of a node, one after the other.
#[derive(Debug, Clone)]
pub(super) struct Children<'a> {
    pairs: Pairs<'a, Rule>,
    file: FileId,
    base: u32,
}

impl<'a> Children<'a> {
    /// The next part, if it was read by `rule`.
    pub fn next_as(&mut self, rule: Rule) -> Option<Node<'a>> {
        (self.pairs.peek()?.as_rule() == rule).then(|| self.next()).flatten()
    }

    /// The first part from here that was read by `rule`.
    pub fn find_rule(&mut self, rule: Rule) -> Option<Node<'a>> {
        self.find(|node| node.rule() == rule)
    }
}

impl<'a> Iterator for Children<'a> {
    type Item = Node<'a>;

    fn next(&mut self) -> Option<Node<'a>> {
        let pair = self.pairs.next().filter(|pair| pair.as_rule() != Rule::EOI)?;
        Some(Node { pair, file: self.file, base: self.base })
    }
}
