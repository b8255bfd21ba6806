//! What can be wrong with the braces of a file, and how it is said.

use super::super::expected::clip;
use super::Range;
use crate::finding::Finding;
use crate::text::{FileId, Span};

/// A fault of the outline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::syntax) enum Fault {
    /// A block without `}`; `before` is what stands where it is missing.
    Unclosed { head: Range, before: Option<Range> },
    /// A header whose `{` is missing, with attributes behind it.
    Unopened { head: Range, before: Range },
    /// A `}` too many.
    Stray(u32),
    /// A `{` without a header.
    Headless(u32),
    /// A `{` that stands below its header.
    Detached { at: u32, head: Range },
    /// A block too deep inside others.
    TooDeep(u32),
    /// A statement too many.
    TooMany(u32),
}

impl Fault {
    /// Whether it counts when two readings of the braces are compared.
    pub(super) fn counts(self) -> bool {
        match self {
            Self::Unclosed { .. } | Self::Unopened { .. } | Self::Stray(_) | Self::Headless(_) => true,
            Self::Detached { .. } | Self::TooDeep(_) | Self::TooMany(_) => false,
        }
    }

    /// It as a finding.
    pub fn finding(self, file: FileId, text: &str) -> Finding {
        let brace = |at: u32| Span::new(file, at, at + 1);
        let span = |range: Range| Span::new(file, range.start, range.end);
        let say = |rule: &str, span, message: String| Finding::unreadable(rule, span, message);
        match self {
            Self::Unclosed { head, before } => {
                let message = format!("the block `{}` is never closed", clip(head.of(text)));
                let finding = say("syntax/brace", span(head), message).help("close the block with `}`");
                match before {
                    Some(next) => finding.label("this block").also(span(next), "`}` is missing before this"),
                    None => finding,
                }
            }
            Self::Unopened { head, before } => {
                let message = format!("the block `{}` is never opened", clip(head.of(text)));
                say("syntax/brace", span(head), message)
                    .help("write `{` at the end of this line")
                    .also(span(before), "this stands in no block")
            }
            Self::Stray(at) => say("syntax/brace", brace(at), "this `}` closes nothing".to_owned()),
            Self::Headless(at) => say("syntax/brace", brace(at), "this `{` opens no block".to_owned())
                .help("write what the block is before the brace, such as `role desk {`"),
            Self::Detached { at, head } => {
                say("syntax/brace", brace(at), "this `{` stands apart from its header".to_owned())
                    .help("write it at the end of the header's line")
                    .also(span(head), "the header")
            }
            Self::TooDeep(at) => {
                let message = format!("blocks are nested more than {} deep", super::MAX_DEPTH);
                say("syntax/too-deep", brace(at), message)
            }
            Self::TooMany(at) => {
                let message = format!("the file has more than {} statements", super::MAX_STATEMENTS);
                say("syntax/too-large", brace(at), message)
                    .help("divide the file and join the parts with `use`")
            }
        }
    }
}
