//! The one layout of plans and policies, from text to text. Keeps every comment, the order of statements and what they
//! mean; what does not read stays as it is, byte for byte. Never touches the disk and never reports: that is the
//! caller's.

mod columns;
mod ends;
mod inline;
mod layout;
mod meaning;
mod measure;
mod page;
mod phrase;
mod rows;
mod statement;
mod width;

use layout::Layout;

use crate::syntax::Range;
use crate::syntax::shape::{self, Section, Shape, Shapeless};
use crate::text::{Language, Origin, Source};

/// A text laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formatted {
    /// The text.
    pub text: String,
    /// What was left as it is, in the order of the file.
    pub left: Vec<Left>,
}

/// A part that was left as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Left {
    /// Its first byte in the text before.
    pub at: u32,
    /// Why.
    pub why: Why,
}

/// Why something was left as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// The statement does not read.
    Unread,
    /// The braces do not balance.
    Braces,
    /// Characters stand there that nobody can see.
    Hidden,
    /// A block goes on in another fence.
    Fences,
    /// It is too large or too deep to be read.
    TooLarge,
    /// Another layout would not be read as the same.
    Unsafe,
}

/// Lays out a plan, a policy, or the fences of a document. A settings file has no layout of ours and stays as it is.
pub fn format(source: &Source) -> Formatted {
    let languages: &[Language] = match source.language {
        Language::Plan => &[Language::Plan],
        Language::Policy => &[Language::Policy],
        Language::Markdown => &[Language::Plan, Language::Policy],
        Language::Settings => &[],
    };
    let shapes: Vec<Shape> = languages.iter().map(|language| shape::shape(source, *language)).collect();
    let mut sections: Vec<&Section> = shapes.iter().flat_map(|shape| &shape.sections).collect();
    sections.sort_by_key(|section| section.range);
    let text = put_together(&source.text, &sections);
    let mut left: Vec<Left> = sections.iter().flat_map(|section| meaning::left(section)).collect();
    if !reads_the_same(source, &text, languages, &shapes) {
        left.push(Left { at: 0, why: Why::Unsafe });
        return Formatted { text: source.text.to_string(), left };
    }
    left.sort();
    Formatted { text, left }
}

/// Whether a text is read as `source` is, of which these are the shapes. However odd a text is, it never changes what
/// it says.
fn reads_the_same(source: &Source, text: &str, languages: &[Language], shapes: &[Shape]) -> bool {
    if text == &*source.text {
        return true;
    }
    let after = Source::new("", text, source.language, Origin::User);
    languages.iter().zip(shapes).all(|(language, before)| {
        meaning::words(&source.text, before) == meaning::words(text, &shape::shape(&after, *language))
    })
}

/// The text with its sections laid out.
fn put_together(text: &str, sections: &[&Section]) -> String {
    let mut whole = String::with_capacity(text.len());
    let mut at = 0;
    for section in sections {
        whole.push_str(Range { start: at, end: section.range.start }.of(text));
        whole.push_str(&laid_out(text, section));
        at = section.range.end;
    }
    whole.push_str(Range { start: at, end: text.len() as u32 }.of(text));
    whole
}

fn laid_out(text: &str, section: &Section) -> String {
    let own = section.range.of(text);
    if section.shapeless.is_some() {
        return own.to_owned();
    }
    let mark = if own.starts_with('\u{feff}') { "\u{feff}" } else { "" };
    let mut layout = Layout { text, lines: Vec::new() };
    layout.items(&section.items, usize::from(section.margin));
    mark.to_owned() + &page::write(&layout.lines, ends::line_end(text, section))
}

impl From<Shapeless> for Why {
    fn from(why: Shapeless) -> Self {
        match why {
            Shapeless::TooLarge => Self::TooLarge,
            Shapeless::Hidden => Self::Hidden,
            Shapeless::Fences => Self::Fences,
            Shapeless::Braces => Self::Braces,
        }
    }
}
