//! How many columns a text takes on a screen: wide letters count twice, marks on letters not at all.

use std::ops::RangeInclusive;

/// The longest line that is written where there is a choice.
pub(super) const LIMIT: usize = 120;

/// The columns that `text` takes.
pub(super) fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.chars().map(columns).sum() }
}

/// The columns of the last line of `text`.
pub(super) fn last_width(text: &str) -> usize {
    width(text.rsplit('\n').next().unwrap_or(text))
}

/// Letters that take no column: marks on the letter before.
const MARKS: [RangeInclusive<char>; 6] = [
    '\u{300}'..='\u{36f}',
    '\u{1ab0}'..='\u{1aff}',
    '\u{1dc0}'..='\u{1dff}',
    '\u{20d0}'..='\u{20ff}',
    '\u{fe00}'..='\u{fe0f}',
    '\u{fe20}'..='\u{fe2f}',
];

/// Letters that take two columns: those of East Asia, and pictures.
const WIDE: [RangeInclusive<char>; 11] = [
    '\u{1100}'..='\u{115f}',
    '\u{2e80}'..='\u{303e}',
    '\u{3041}'..='\u{a4cf}',
    '\u{ac00}'..='\u{d7a3}',
    '\u{f900}'..='\u{faff}',
    '\u{fe30}'..='\u{fe6f}',
    '\u{ff00}'..='\u{ff60}',
    '\u{ffe0}'..='\u{ffe6}',
    '\u{1f300}'..='\u{1f64f}',
    '\u{1f900}'..='\u{1f9ff}',
    '\u{20000}'..='\u{3fffd}',
];

fn columns(character: char) -> usize {
    let is_in = |ranges: &[RangeInclusive<char>]| ranges.iter().any(|range| range.contains(&character));
    if is_in(&MARKS) { 0 } else { 1 + usize::from(is_in(&WIDE)) }
}
