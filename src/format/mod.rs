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
    pub before: u32,
    /// Its first byte in the text laid out.
    pub after: u32,
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
    /// Notes stand in it that point at columns with `^`, as in the cases of a rule. That is no fault.
    Notes,
}

/// Lays out a plan, a policy, or the fences of a document. A settings file has no layout of ours and stays as it is.
pub fn format(source: &Source) -> Formatted {
    let languages: &[Language] = match source.language {
        Language::Plan => &[Language::Plan],
        Language::Policy => &[Language::Policy],
        Language::Markdown => &[Language::Plan, Language::Policy],
        Language::Settings => &[],
    };
    let shapes = |source: &Source| -> Vec<Shape> {
        languages.iter().map(|language| shape::shape(source, *language)).collect()
    };
    let before = shapes(source);
    if source.language == Language::Plan && before.iter().any(|shape| meaning::has_notes(&source.text, shape))
    {
        return alone(source, Why::Notes);
    }
    let text = put_together(&source.text, &sorted(&before));
    let after = shapes(&Source::new("", text.as_str(), source.language, Origin::User));
    if !read_the_same((&source.text, &before), (&text, &after)) {
        return alone(source, Why::Unsafe);
    }
    let left = meaning::left(&sorted(&before), &sorted(&after));
    Formatted { text, left }
}

/// The text as it is.
fn alone(source: &Source, why: Why) -> Formatted {
    Formatted { text: source.text.to_string(), left: vec![Left { before: 0, after: 0, why }] }
}

/// The sections of all languages in the order of the file.
fn sorted(shapes: &[Shape]) -> Vec<&Section> {
    let mut sections: Vec<&Section> = shapes.iter().flat_map(|shape| &shape.sections).collect();
    sections.sort_by_key(|section| section.range);
    sections
}

/// Whether two texts say the same. However odd a text is, its layout never changes what it says.
fn read_the_same(before: (&str, &[Shape]), after: (&str, &[Shape])) -> bool {
    let pairs = before.1.iter().zip(after.1);
    pairs.into_iter().all(|(one, other)| meaning::words(before.0, one) == meaning::words(after.0, other))
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
