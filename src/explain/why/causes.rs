//! What would have to be otherwise: the conditions at the ends of the tree which, turned round, turn the whole.

use super::{Step, What};
use crate::policy::eval::Truth;
use crate::text::Span;

/// A condition that would have to come out otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// The condition, in the policy.
    pub words: Span,
    /// Whether it would have to hold.
    pub wanted: bool,
    /// Of which candidate; empty if of the case itself.
    pub of: String,
}

/// The fewest conditions that would make `step` hold (or not hold, if not `wanted`), as far as the explanation
/// shows them. Of several candidates the nearest is taken.
pub fn causes(step: &Step, wanted: bool) -> Vec<Cause> {
    let done = if wanted { Truth::Yes } else { Truth::No };
    if step.truth.as_ref() == Some(&done) {
        return Vec::new();
    }
    let found = match step.what {
        What::All if wanted => each(&step.parts, true),
        What::Any if !wanted => each(&step.parts, false),
        What::All | What::Any => fewest(&step.parts, wanted),
        What::Not => each(&step.parts, !wanted),
        What::Call => each(&step.parts, wanted),
        What::Some if wanted => nearest(&step.parts, What::Candidate),
        What::Every if wanted => nearest(&step.parts, What::Witness),
        What::Some
        | What::Every
        | What::No
        | What::One
        | What::Compare
        | What::Test
        | What::Choice
        | What::Plain => Vec::new(),
        What::Candidate | What::Witness | What::Value | What::Item | What::Missing | What::More => {
            return Vec::new();
        }
    };
    match (found.is_empty(), step.words) {
        (true, Some(words)) => vec![Cause { words, wanted, of: String::new() }],
        (true, None) | (false, _) => found,
    }
}

/// Every part has to turn.
fn each(parts: &[Step], wanted: bool) -> Vec<Cause> {
    parts.iter().flat_map(|part| causes(part, wanted)).collect()
}

/// One part has to turn: that which needs the least, of equals the last, for exceptions tend to stand first.
fn fewest(parts: &[Step], wanted: bool) -> Vec<Cause> {
    let all = parts.iter().rev().map(|part| causes(part, wanted)).filter(|causes| !causes.is_empty());
    all.min_by_key(Vec::len).unwrap_or_default()
}

/// What the first candidate missed.
fn nearest(parts: &[Step], what: What) -> Vec<Cause> {
    let Some(candidate) = parts.iter().find(|part| part.what == what) else { return Vec::new() };
    let mut causes = each(&candidate.parts, true);
    for cause in &mut causes {
        if cause.of.is_empty() {
            cause.of.clone_from(&candidate.says);
        }
    }
    causes
}
