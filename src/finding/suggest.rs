//! "Did you mean": the one place that decides which known word was meant.

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_swapped_letter_finds_its_word_and_a_stranger_finds_none() {
        assert_eq!(nearest("fone", ["phone", "hours"]), Some("phone"));
        assert_eq!(nearest("ana", ["bilal", "anna"]), Some("anna"));
        assert_eq!(nearest("zzz", ["phone", "hours"]), None);
    }
}
