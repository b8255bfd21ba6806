//! The words of a statement on their lines: which space stands between them, and where a long line is broken.

use super::measure::written_out;
use super::width::{LIMIT, width};
use crate::syntax::Range;
use crate::syntax::shape::{Sort, Word, runs_on};

/// One line of a statement.
#[derive(Debug, Clone, Default)]
pub(super) struct Phrase {
    words: Vec<(Sort, String)>,
    /// The comment behind it.
    pub comment: Option<String>,
}

impl Phrase {
    /// A line that stays as it is.
    pub fn kept(text: &str) -> Self {
        Self { words: vec![(Sort::Plain, text.to_owned())], comment: None }
    }

    /// The line as text, without the comment.
    pub fn text(&self) -> String {
        join(&self.words)
    }

    /// Its words one by one, if there is no more to it than names and a title.
    pub fn title(&self) -> Option<Vec<String>> {
        let (last, names) = self.words.split_last()?;
        let plain = |(sort, _): &(Sort, String)| *sort == Sort::Plain;
        let title = matches!(last.0, Sort::Plain | Sort::Text) && names.iter().all(plain) && names.len() <= 2;
        title.then(|| self.words.iter().map(|(_, word)| word.clone()).collect())
    }

    /// Takes the first `count` words off and gives them as text.
    pub fn take(&mut self, count: usize) -> String {
        let rest = self.words.split_off(count.min(self.words.len()));
        join(&std::mem::replace(&mut self.words, rest))
    }

    /// Breaks the line where it does not fit behind `start` columns, in the way that a statement goes on; further
    /// lines start behind `next` columns.
    pub fn broken(self, start: usize, next: usize) -> Vec<Self> {
        let Self { words, comment } = self;
        let mut lines = Vec::new();
        let (mut rest, mut start) = (words.as_slice(), start);
        while let Some((line, behind)) = break_point(rest, start).and_then(|at| rest.split_at_checked(at)) {
            lines.push(Self { words: line.to_vec(), comment: None });
            (rest, start) = (behind, next);
        }
        lines.push(Self { words: rest.to_vec(), comment });
        lines
    }
}

/// The lines of a statement, as its author broke them.
pub(super) fn phrases(text: &str, words: &[Word]) -> Vec<Phrase> {
    let mut lines = vec![Phrase::default()];
    for word in words {
        if word.starts_line {
            lines.push(Phrase::default());
        }
        let Some(line) = lines.last_mut() else { continue };
        if word.sort == Sort::Comment {
            line.comment = Some(word.range.of(text).to_owned());
        } else {
            line.words.push((word.sort, written(text, word.range, word.sort)));
        }
    }
    lines
}

/// A word as it is to be written.
pub(super) fn written(text: &str, range: Range, sort: Sort) -> String {
    let word = range.of(text);
    match sort {
        Sort::Text | Sort::Link | Sort::Comment => word.to_owned(),
        Sort::Measure => written_out(word),
        Sort::Plain
        | Sort::Small
        | Sort::Further
        | Sort::Comma
        | Sort::Colon
        | Sort::Count
        | Sort::Dash
        | Sort::Opening { .. }
        | Sort::Closing => word.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

fn join(words: &[(Sort, String)]) -> String {
    let mut line = String::new();
    let mut before = None;
    for (sort, word) in words {
        line.push_str(before.map_or("", |before| space(before, *sort)));
        line.push_str(word);
        before = Some(*sort);
    }
    line
}

/// What stands between two words of a line.
fn space(before: Sort, sort: Sort) -> &'static str {
    let closes = matches!(sort, Sort::Comma | Sort::Colon | Sort::Count | Sort::Closing | Sort::Dash);
    let tight = closes || matches!(sort, Sort::Opening { tight: true });
    if sort == Sort::Further {
        "  "
    } else if before == Sort::Link && sort == Sort::Closing {
        // Without the space, the bracket would belong to the link.
        " "
    } else if tight || matches!(before, Sort::Opening { .. } | Sort::Dash) {
        ""
    } else {
        " "
    }
}

/// Before which word a line is broken that starts behind `start` columns, if it is too long: the last place that leaves
/// it short enough, or else the first of all. A text over several lines is not broken, nor is a bracket, nor what goes
/// together as in `within 5 days after awareness`.
fn break_point(words: &[(Sort, String)], start: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut found = None;
    let mut end = start;
    let mut before = None;
    for (at, (sort, word)) in words.iter().enumerate() {
        if end > LIMIT && found.is_some() {
            break;
        }
        let fits = end <= LIMIT;
        if let Some(before) = before.filter(|_| depth == 0) {
            let rest = words.get(at..(at + 3).min(words.len())).unwrap_or(&[]);
            let may =
                before == Sort::Comma || *sort == Sort::Small && word != "after" && runs_on("", &join(rest));
            found = if may && (fits || found.is_none()) { Some(at) } else { found };
        }
        match sort {
            Sort::Opening { .. } => depth += 1,
            Sort::Closing => depth = depth.saturating_sub(1),
            _ if word.contains('\n') => return None,
            _ => {}
        }
        end += before.map_or(0, |before| space(before, *sort).len()) + width(word);
        before = Some(*sort);
    }
    found.filter(|_| end > LIMIT)
}
