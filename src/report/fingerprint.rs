//! What tells a finding from all others, run after run: by it other programs know a finding again that they met before.
//!
//! It rests on the rule, the plan's own name and the names of what the finding is about, and on no place: a file may be
//! moved, renamed or laid out anew, and lines may come and go. Mistakes in reading have no names of their own; for them
//! the message counts. Equal findings are numbered in the order in which they stand. What is private is masked before.

use std::collections::BTreeMap;

use super::Shown;
use crate::finding::{Finding, Outcome};
use crate::text::digest;

/// The name under which fingerprints are given; raised when they are made in another way.
pub const KEY: &str = "irlint/v1";

/// How many digits of the digest are kept.
const DIGITS: usize = 32;

/// The fingerprints of all findings, in their order.
pub fn all(shown: &Shown<'_>) -> Vec<String> {
    let mut met: BTreeMap<String, usize> = BTreeMap::new();
    let mut one = |finding: &Finding| {
        let identity = identity(shown, finding);
        let number = met.entry(identity.clone()).or_insert(0);
        *number += 1;
        digest(&format!("{identity}\0{number}")).chars().take(DIGITS).collect()
    };
    shown.findings().iter().map(&mut one).collect()
}

/// What a finding is about, as one text. No word in it holds the sign between them.
fn identity(shown: &Shown<'_>, finding: &Finding) -> String {
    let plan = shown.plan_of(finding.at.span.file).and_then(|plan| plan.name.as_deref()).unwrap_or("");
    let thing = finding.thing.as_deref().unwrap_or("");
    let message = match finding.outcome {
        Outcome::Unreadable => finding.message.as_str(),
        Outcome::Failed | Outcome::Undecided => "",
    };
    let subject = if finding.subject.is_empty() { thing.to_owned() } else { finding.subject.join("\u{1}") };
    [KEY, &finding.rule, plan, &subject, message].join("\0")
}
