//! What stands one below the other: the values of attributes, the texts of clauses, the braces of blocks. An empty line,
//! a block on lines of its own and a statement of another sort end a column; a comment does not.

use super::inline::{Inline, Part};
use super::statement::{Column, Laid};
use super::width::{LIMIT, width};
use crate::syntax::shape::{Gap, Item};

/// How a statement is lined up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Aligned {
    /// Not at all.
    Not,
    /// What stands behind its label starts behind that many columns.
    Behind(usize),
    /// The whole of it, with its block, is one line.
    Whole(String),
}

/// Lines statements up: one answer for each item, in order. What is no statement is none in `laid`.
pub(super) fn aligned(items: &[Item], laid: &[Option<Laid<'_>>], indent: usize) -> Vec<Aligned> {
    let mut found = vec![Aligned::Not; items.len()];
    let mut run: Vec<(usize, &Laid<'_>)> = Vec::new();
    for (at, (item, laid)) in items.iter().zip(laid).enumerate() {
        if item.gap == Gap::Blank || laid.as_ref().is_some_and(|laid| !goes_on(&run, laid)) {
            line_up(&run, indent, &mut found);
            run.clear();
        }
        run.extend(laid.as_ref().map(|laid| (at, laid)));
    }
    line_up(&run, indent, &mut found);
    found
}

/// Whether a statement lines up with those before it.
fn goes_on(run: &[(usize, &Laid<'_>)], laid: &Laid<'_>) -> bool {
    run.last().is_some_and(|(_, last)| {
        let same = laid.column == last.column && laid.column != Column::None;
        same && (laid.column != Column::Braces || kind(laid) == kind(last))
    })
}

/// The first word of a header.
fn kind(laid: &Laid<'_>) -> String {
    let text = laid.text();
    text.split(' ').next().unwrap_or("").to_owned()
}

fn line_up(run: &[(usize, &Laid<'_>)], indent: usize, found: &mut [Aligned]) {
    let Some((_, first)) = run.first() else { return };
    let answers = match first.column {
        Column::None => Vec::new(),
        Column::Values | Column::Clauses | Column::Entries => {
            let widest = run.iter().map(|(_, laid)| width(&laid.label)).max().unwrap_or(0);
            vec![Aligned::Behind(widest); run.len()]
        }
        Column::Braces => blocks(run, indent).into_iter().map(Aligned::Whole).collect(),
    };
    for ((at, _), answer) in run.iter().zip(answers) {
        if let Some(place) = found.get_mut(*at) {
            *place = answer;
        }
    }
}

/// Blocks of one kind, a line each. Where that makes a line too long, fewer columns are lined up, or none.
fn blocks(run: &[(usize, &Laid<'_>)], indent: usize) -> Vec<String> {
    let blocks: Vec<(String, &Inline)> =
        run.iter().filter_map(|(_, laid)| Some((header(laid), laid.inline.as_ref()?))).collect();
    let widest = blocks.iter().map(|(header, _)| width(header)).max().unwrap_or(0);
    let padded = |filled: &[String]| -> Vec<String> {
        let lines = blocks.iter().zip(filled);
        lines.map(|((header, _), block)| format!("{} {block}", filled_up(header, widest))).collect()
    };
    let plain: Vec<String> = blocks.iter().map(|(_, inline)| inline.text()).collect();
    let fits = |lines: &Vec<String>| lines.iter().all(|line| indent + width(line) <= LIMIT);
    let all = inner(&blocks).map(|filled| padded(&filled)).filter(fits);
    all.or_else(|| Some(padded(&plain)).filter(fits)).unwrap_or_else(|| {
        blocks.iter().map(|(header, inline)| format!("{header} {}", inline.text())).collect()
    })
}

fn header(laid: &Laid<'_>) -> String {
    laid.lines.first().map(super::phrase::Phrase::text).unwrap_or_default()
}

/// The blocks with their attributes in columns, if all have the same ones in the same order.
fn inner(blocks: &[(String, &Inline)]) -> Option<Vec<String>> {
    let (_, first) = blocks.first()?;
    let names = |inline: &Inline| -> Option<Vec<String>> {
        inline.parts.iter().map(|part| part.name.clone()).collect()
    };
    let wanted = names(first).filter(|names| !names.is_empty())?;
    if !blocks.iter().all(|(_, inline)| names(inline).as_ref() == Some(&wanted)) {
        return None;
    }
    let wide = |number: usize| {
        let texts = blocks.iter().filter_map(|(_, inline)| inline.parts.get(number));
        texts.map(|part| width(&part.text)).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..wanted.len()).map(wide).collect();
    Some(blocks.iter().map(|(_, inline)| columned(&inline.parts, &widths)).collect())
}

/// A block with its statements in columns of these widths, but for the last.
fn columned(parts: &[Part], widths: &[usize]) -> String {
    let last = parts.len().saturating_sub(1);
    let cells = parts.iter().zip(widths).enumerate().map(|(number, (part, wide))| {
        if number == last { part.text.clone() } else { filled_up(&format!("{};", part.text), wide + 1) }
    });
    format!("{{ {} }}", cells.collect::<Vec<_>>().join(" "))
}

/// A text with spaces behind it up to a width.
pub(super) fn filled_up(text: &str, wide: usize) -> String {
    let blanks = wide.saturating_sub(width(text));
    format!("{text}{}", " ".repeat(blanks))
}
