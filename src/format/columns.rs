//! What stands one below the other: the values of attributes, the texts of clauses, the braces of blocks. An empty line,
//! a block on lines of its own and a statement of another sort end a column; a comment does not.

use super::inline::{Inline, Part};
use super::phrase::Phrase;
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
        let headers = matches!(laid.column, Column::Braces | Column::Titles);
        same && (!headers || kind(laid) == kind(last))
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
        Column::Braces | Column::Samples => blocks(run, indent).into_iter().map(Aligned::Whole).collect(),
        Column::Titles => {
            let fits = |lines: &Vec<String>| lines.iter().all(|line| indent + width(line) <= LIMIT);
            titles(run).filter(fits).unwrap_or_default().into_iter().map(Aligned::Whole).collect()
        }
    };
    for ((at, _), answer) in run.iter().zip(answers) {
        if let Some(place) = found.get_mut(*at) {
            *place = answer;
        }
    }
}

/// Blocks of one kind, a line each. Where that makes a line too long, fewer columns are lined up, or none.
fn blocks(run: &[(usize, &Laid<'_>)], indent: usize) -> Vec<String> {
    let blocks: Vec<&Inline> = run.iter().filter_map(|(_, laid)| laid.inline.as_ref()).collect();
    let plain: Vec<String> = blocks.iter().map(|inline| inline.text()).collect();
    let headers: Vec<String> = run.iter().map(|(_, laid)| header(laid)).collect();
    let padded = padded(titles(run).unwrap_or_else(|| headers.clone()));
    let joined = |headers: &[String], blocks: &[String]| -> Vec<String> {
        headers.iter().zip(blocks).map(|(header, block)| format!("{header} {block}")).collect()
    };
    let fits = |lines: &Vec<String>| lines.iter().all(|line| indent + width(line) <= LIMIT);
    let all = inner(&blocks).map(|filled| joined(&padded, &filled)).filter(fits);
    all.or_else(|| Some(joined(&padded, &plain)).filter(fits)).unwrap_or_else(|| joined(&headers, &plain))
}

fn header(laid: &Laid<'_>) -> String {
    laid.lines.first().map(Phrase::text).unwrap_or_default()
}

/// Headers that are all made of kind, name and title: names and titles in columns.
fn titles(run: &[(usize, &Laid<'_>)]) -> Option<Vec<String>> {
    let parts: Option<Vec<Vec<String>>> =
        run.iter().map(|(_, laid)| laid.lines.first()?.title().filter(|parts| parts.len() == 3)).collect();
    let names = parts.as_ref()?.iter().filter_map(|parts| parts.get(1));
    let widest = names.map(|name| width(name)).max()?;
    let header = |parts: Vec<String>| match parts.as_slice() {
        [kind, name, title] => Some(format!("{kind} {} {title}", filled_up(name, widest))),
        _ => None,
    };
    parts?.into_iter().map(header).collect()
}

/// Texts filled up to the width of the widest.
fn padded(texts: Vec<String>) -> Vec<String> {
    let widest = texts.iter().map(|text| width(text)).max().unwrap_or(0);
    texts.into_iter().map(|text| filled_up(&text, widest)).collect()
}

/// The blocks with their attributes in columns, if all have the same ones in the same order.
fn inner(blocks: &[&Inline]) -> Option<Vec<String>> {
    let first = blocks.first()?;
    let names = |inline: &Inline| -> Option<Vec<String>> {
        inline.parts.iter().map(|part| part.name.clone()).collect()
    };
    let wanted = names(first).filter(|names| !names.is_empty())?;
    if !blocks.iter().all(|inline| names(inline).as_ref() == Some(&wanted)) {
        return None;
    }
    let wide = |number: usize| {
        let texts = blocks.iter().filter_map(|inline| inline.parts.get(number));
        texts.map(|part| width(&part.text)).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..wanted.len()).map(wide).collect();
    Some(blocks.iter().map(|inline| columned(&inline.parts, &widths)).collect())
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
