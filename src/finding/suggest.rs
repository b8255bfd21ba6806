//! "Did you mean": the one place that decides which known word was meant.

/// Of shorter words each letter counts.
const SHORTEST: usize = 4;

/// From so many letters on a hand may slip twice.
const LONG_WORD: usize = 8;

/// The known word nearest to `word`, if one is near enough to be a slip of the hand.
///
/// Ties go to the word that comes first in `known`, so the answer never depends on hashing.
pub fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let limit = word.chars().count().div_ceil(3).max(1);
    let distances = known.into_iter().map(|other| (strsim::osa_distance(word, other), other));
    let mut best: Option<(usize, &str)> = None;
    for (distance, other) in distances {
        if distance <= limit && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, other));
        }
    }
    best.map(|(_, other)| other)
}

/// "did you mean `x`?" for the nearest known word, as the remedy of a finding.
pub fn did_you_mean<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<String> {
    nearest(word, known).map(|other| format!("did you mean `{other}`?"))
}

/// The only known word that is near `word`, and whether `word` can have meant nothing else: a hand slips no further than a
/// letter, or two in a long word. Digits count things, and are no slip.
pub fn only_near<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<(&'k str, bool)> {
    let letters = word.chars().count();
    let limit = letters.div_ceil(3).max(1);
    let mut near = known.into_iter().filter(|other| strsim::osa_distance(word, other) <= limit);
    let (only, more) = (near.next()?, near.next());
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let slips = if letters < LONG_WORD { 1 } else { 2 };
    let sure = letters >= SHORTEST && strsim::osa_distance(word, only) <= slips;
    (more.is_none() && digits(word) == digits(only)).then_some((only, sure))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_swapped_letter_finds_its_word_and_a_stranger_finds_none() {
        assert_eq!(nearest("fone", ["phone", "hours"]), Some("phone"));
        assert_eq!(nearest("ana", ["bilal", "anna"]), Some("anna"));
        assert_eq!(nearest("zzz", ["phone", "hours"]), None);
    }

    #[test]
    fn only_a_slip_that_can_mean_one_word_is_sure() {
        assert_eq!(only_near("phoen", ["phone", "hours"]), Some(("phone", true)));
        assert_eq!(only_near("manage_falout", ["manage_fallout", "close"]), Some(("manage_fallout", true)));
        assert_eq!(only_near("fone", ["phone", "hours"]), Some(("phone", false)), "two letters of four");
        assert_eq!(
            only_near("low", ["row", "high"]),
            Some(("row", false)),
            "each letter of a short word counts"
        );
        assert_eq!(only_near("hours", ["hour", "fours"]), None, "either may be meant");
        assert_eq!(only_near("sev10", ["sev1", "high"]), None, "digits count things");
    }
}
