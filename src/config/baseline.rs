//! The baseline, typed: the gaps that plans had when the program was taken into use. What its file may say, what is wrong
//! with one that says something else, and how it is written. Never compares it with what was found.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{Mistake, mistake};

/// The version of the form.
const VERSION: u32 = 1;

/// What a gap is, however it is worded and wherever it stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Gap {
    /// The rule that finds it.
    pub rule: String,
    /// The name of the plan; empty if it has none.
    pub plan: String,
    /// What it is about, in names of the plan and words of lists.
    pub about: Vec<String>,
}

/// A gap in a baseline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// How often it may be found.
    pub count: usize,
    /// The bytes that name its rule.
    pub span: Range<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Read {
    version: Spanned<u32>,
    #[serde(default)]
    gap: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    rule: Spanned<String>,
    plan: String,
    about: Vec<String>,
    count: Spanned<usize>,
}

#[derive(Serialize)]
struct Written<'g> {
    version: u32,
    gap: Vec<WrittenGap<'g>>,
}

#[derive(Serialize)]
struct WrittenGap<'g> {
    #[serde(flatten)]
    gap: &'g Gap,
    count: usize,
}

/// Reads the text of a baseline.
pub fn read(text: &str) -> Result<BTreeMap<Gap, Known>, Mistake> {
    let read: Read = toml::from_str(text).map_err(|error| mistake(&error, text, "key"))?;
    let wrong = |message: String, help: &str, span| Mistake { message, help: Some(help.to_owned()), span };
    let version = *read.version.as_ref();
    if version != VERSION {
        let message =
            format!("this program knows baselines of version {VERSION}, and this is version {version}");
        return Err(wrong(message, "write it anew with `--write-baseline`", read.version.span()));
    }
    let mut gaps = BTreeMap::new();
    for Entry { rule, plan, about, count } in read.gap {
        let span = rule.span();
        if *count.as_ref() == 0 {
            let message = "a gap that is found 0 times is none".to_owned();
            return Err(wrong(message, "take the entry out", count.span()));
        }
        let known = Known { count: count.into_inner(), span: span.clone() };
        if gaps.insert(Gap { rule: rule.into_inner(), plan, about }, known).is_some() {
            let message = "this gap stands here twice".to_owned();
            return Err(wrong(message, "take one of the entries out, and count both in the other", span));
        }
    }
    Ok(gaps)
}

/// The text of a baseline with these gaps and how often each is found, sorted.
pub fn written(gaps: &BTreeMap<Gap, usize>) -> String {
    let gap = gaps.iter().map(|(gap, count)| WrittenGap { gap, count: *count }).collect();
    // Numbers and texts always have a form in TOML.
    let text = toml::to_string(&Written { version: VERSION, gap }).unwrap_or_default();
    format!(
        "# Written by `irlint check --write-baseline`: gaps that are known, and left out of what is found.\n{text}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gap(rule: &str, about: &[&str]) -> Gap {
        let about = about.iter().map(|name| (*name).to_owned()).collect();
        Gap { rule: rule.to_owned(), plan: "ours".to_owned(), about }
    }

    #[test]
    fn what_is_written_is_read() {
        let gaps: BTreeMap<Gap, usize> = [(gap("b", &["web", "os"]), 2), (gap("a", &[]), 1)].into();
        let text = written(&gaps);
        assert!(text.find("rule = \"a\"") < text.find("rule = \"b\""), "{text}");
        let read = read(&text).unwrap();
        let counts: BTreeMap<Gap, usize> = read.into_iter().map(|(gap, known)| (gap, known.count)).collect();
        assert_eq!(counts, gaps);
        assert_eq!(super::read(&written(&BTreeMap::new())).unwrap(), BTreeMap::new());
    }

    #[test]
    fn mistakes_have_their_place_and_a_way_out() {
        let entry = "[[gap]]\nrule = \"a\"\nplan = \"\"\nabout = []\ncount = 1\n";
        let said = |text: &str| {
            let mistake = read(text).unwrap_err();
            (mistake.message, mistake.help.unwrap_or_default(), mistake.span)
        };
        let (message, help, span) = said("version = 2\n");
        assert_eq!(message, "this program knows baselines of version 1, and this is version 2");
        assert!(help.contains("--write-baseline"));
        assert_eq!(span, 10..11);
        assert_eq!(said(&format!("version = 1\n{entry}{entry}")).0, "this gap stands here twice");
        let (message, help, _) = said(&format!("version = 1\n{}", entry.replace("count", "cuont")));
        assert_eq!(message, "there is no key `cuont`");
        assert_eq!(help, "did you mean `count`?");
        let (message, ..) = said(&format!("version = 1\n{}", entry.replace("= 1", "= 0")));
        assert_eq!(message, "a gap that is found 0 times is none");
    }
}
