//! What is said of rules: those of policies from their own pages, and what is found without a rule in a few words here.

use super::form::{Configuration, Descriptor, Help, Message, RuleFacts};
use super::sentence;
use crate::finding::Level;
use crate::report::Shown;
use crate::report::page::Page;
use crate::text::Origin;

/// The longest description that readers show, in characters.
const DESCRIPTION: usize = 1000;

/// The most tags that readers show.
const TAGS: usize = 10;

/// The descriptor of a rule, or of another id of findings.
pub fn descriptor<'s>(shown: &'s Shown<'_>, id: &'s str) -> Descriptor<'s> {
    match shown.page(id) {
        Some(page) => of_page(shown, id, &page),
        None => of_no_rule(shown, id),
    }
}

fn of_page<'s>(shown: &Shown<'_>, id: &'s str, page: &Page<'_>) -> Descriptor<'s> {
    let rule = page.rule;
    let title = sentence(&shown.words(&rule.title));
    let help = page.help.as_ref().map_or_else(|| title.clone(), |help| sentence(&shown.words(help)));
    let doc = if rule.doc.is_empty() { title.clone() } else { sentence(&shown.words(&rule.doc)) };
    let tags = ["security", "incident-response", page.pack.0]
        .into_iter()
        .chain(rule.tags.iter().map(String::as_str));
    let mut tags: Vec<String> = tags.map(|tag| shown.words(tag)).take(TAGS).collect();
    tags.dedup();
    Descriptor {
        id,
        name: name(id),
        short_description: Message { text: title },
        full_description: Message { text: shortened(&doc) },
        help: Help { text: help, markdown: shown.lines(&page.markdown()) },
        help_uri: address(page),
        default_configuration: Configuration { level: rule.level.word() },
        properties: facts(rule.level, tags),
    }
}

/// The page of a shipped rule; for others the link behind its source, or what there is about the program.
fn address(page: &Page<'_>) -> String {
    let repository = env!("CARGO_PKG_REPOSITORY");
    match (page.origin, &page.rule.link) {
        (Origin::Embedded, _) => {
            format!("{repository}/blob/main/docs/rules/{}/{}.md", page.pack.0, page.rule.id)
        }
        (Origin::User, Some(link)) if link.starts_with("https://") => link.clone(),
        (Origin::User, _) => repository.to_owned(),
    }
}

/// What ids say that are of no rule: how they start, what should be, and what it means if it is not.
const SORTS: &[(&str, &str, &str)] = &[
    (
        "syntax/",
        "What is written can be read.",
        "A part of a file does not follow the language it is written in, and so was not checked.",
    ),
    (
        "name/",
        "Every name stands for something.",
        "A name is misspelt, used twice or declared nowhere, and so what it says was not checked.",
    ),
    (
        "type/",
        "Every value is of the sort that is wanted.",
        "A value is of another sort than its place wants, and so was not checked.",
    ),
    (
        "missing/",
        "What rules must know is stated.",
        "Rules wait for a fact that the plan does not state, and cannot be decided until it does.",
    ),
    (
        "accept/",
        "Acceptances are allowed and of use.",
        "An acceptance covers a rule that must not be accepted, or nothing that was found.",
    ),
    ("", "Every rule can be judged.", "Something keeps a rule from being judged."),
];

/// What is found when files are read, and what keeps rules from being judged.
fn of_no_rule<'s>(shown: &Shown<'_>, id: &'s str) -> Descriptor<'s> {
    let sort = SORTS.iter().find(|(start, ..)| id.starts_with(start));
    let (start, title, doc) = sort.copied().unwrap_or_default();
    let sort = start.trim_end_matches('/');
    let found = shown.findings().filter(|entry| entry.rule() == id);
    let level = found.map(|entry| entry.level()).max().unwrap_or(Level::Error);
    let help = "The message says what is wrong and what to do.";
    Descriptor {
        id,
        name: name(id),
        short_description: Message { text: title.to_owned() },
        full_description: Message { text: doc.to_owned() },
        help: Help { text: help.to_owned(), markdown: format!("{doc} {help}") },
        help_uri: env!("CARGO_PKG_REPOSITORY").to_owned(),
        default_configuration: Configuration { level: level.word() },
        properties: facts(level, ["incident-response", sort].map(str::to_owned).to_vec()),
    }
}

fn facts(level: Level, tags: Vec<String>) -> RuleFacts {
    let (problem_severity, security_severity) = match level {
        Level::Error => ("error", "7.5"),
        Level::Warning => ("warning", "5.0"),
        Level::Note => ("recommendation", "2.5"),
    };
    // What is found is always as it says: nothing is guessed.
    RuleFacts { tags, precision: "very-high", problem_severity, security_severity }
}

/// `name/of-a-rule` as one word: `NameOfARule`.
fn name(id: &str) -> String {
    let words = id.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    let capital = |word: &str| {
        let mut signs = word.chars();
        signs.next().into_iter().flat_map(char::to_uppercase).chain(signs).collect::<String>()
    };
    words.map(capital).collect()
}

/// A text of the length that readers take, cut at a blank.
fn shortened(text: &str) -> String {
    if text.chars().count() <= DESCRIPTION {
        return text.to_owned();
    }
    let start: String = text.chars().take(DESCRIPTION).collect();
    let whole = start.rsplit_once(' ').map_or(start.as_str(), |(words, _)| words);
    format!("{whole} ...")
}
