//! What is demanded of a plan stands in `policies/` and not in the program: no source names a rule, and none
//! quotes a name of the schema but for the reasons given here.

use std::collections::BTreeSet;

use super::schema::{Sort, declared};
use crate::support::files::{self, File};
use crate::support::rust::{Kind, Token, test_modules, tokens};

/// Where sources may quote names of the schema: the room, the names, and why.
const EXCEPTIONS: &[(&str, &[&str], &str)] = &[
    (
        "accept",
        &["accept", "rule", "on", "by", "until", "because"],
        "what is accepted changes what is reported, whatever the policies demand",
    ),
    ("check", &["plan"], "a rule about the plan as a whole points at the plan"),
    ("check", &["calendar", "weekend", "holidays"], "business days are counted in the plan's calendar"),
    ("policy", &["severity", "confidence", "version", "date"], "clauses of rules and packs"),
    (
        "policy",
        &["clause", "identifier", "satisfied_by", "beyond"],
        "what others ask for is listed clause by clause, whatever the policies demand",
    ),
    ("policy", &["covers"], "an operator of the policy language"),
    ("policy", &["reach"], "a function of the policy language"),
    ("report", &["plan", "rule", "clause"], "the summary counts them"),
    ("report", &["security"], "a word that code scanning sorts rules by"),
    (
        "resolve",
        &["open_point", "on", "attribute", "by"],
        "`todo` is a word of the plan language, and policies ask what it leaves open",
    ),
    (
        "resolve",
        &["date", "hours", "email", "phone", "rule"],
        "types of values have names in the schema's language",
    ),
    (
        "syntax",
        &["because", "by", "after", "within", "during", "until", "from", "for", "via", "as", "on", "to"],
        "words behind which a value may stand, whatever attribute it is",
    ),
    (
        "syntax",
        &["rule", "plan", "severity", "confidence", "when", "covers", "hours"],
        "statements, clauses, operators and units of the two languages",
    ),
    ("syntax", &["step"], "a clause of rules"),
    ("syntax", &["function"], "a word of other languages, which is met with what it is called here"),
    ("syntax", &["note"], "the words behind a `todo`"),
    ("finding", &["note", "warning", "error"], "levels of findings, which policies may ask for"),
    ("report", &["note", "warning", "error"], "levels of findings, as each format calls them"),
    ("cli", &["warning", "error"], "heads of what is said beside the output"),
    ("format", &["hours"], "units of time are written out"),
    ("format", &["after"], "a long line is not broken before this small word"),
    ("cli", &["edition"], "a flag, handed by its name to views that ask for it"),
    ("trial", &["plan", "function", "rule"], "words for what is run and what is covered"),
    ("cli", &["plan", "rule", "version"], "what is counted, and fields of its output"),
];

#[test]
fn no_source_names_a_rule() {
    let rules = rules(&files::below("policies", &[".irpolicy"]));
    assert!(rules.len() > 10, "only {} rules were found", rules.len());
    let sources = files::below("src", &[".rs"]);
    super::none(&sources.iter().flat_map(|file| named(file, &rules)).collect::<Vec<_>>());
}

#[test]
fn no_source_quotes_the_schema_without_a_reason() {
    let names = names(&files::below("policies", &[".irpolicy"]));
    assert!(names.len() > 100, "only {} names were found", names.len());
    let sources = files::below("src", &[".rs"]);
    super::none(&sources.iter().flat_map(|file| quoted(file, &names)).collect::<Vec<_>>());
}

#[test]
fn every_exception_is_still_needed() {
    for (room, names, reason) in EXCEPTIONS.iter().copied() {
        let sources = files::below("src", &[".rs"]);
        let own: Vec<_> = sources.iter().filter(|file| in_room(&file.path, room)).collect();
        for name in names {
            let used = own.iter().any(|file| texts(file).any(|(_, text)| text == *name));
            assert!(used, "`{room}` no longer quotes `{name}` ({reason})");
        }
    }
}

#[test]
fn a_rule_stands_in_the_file_of_its_name() {
    let policies = files::below("policies", &[".irpolicy"]);
    super::none(&policies.iter().flat_map(misplaced).collect::<Vec<_>>());
}

/// The names of all rules.
fn rules(policies: &[File]) -> Vec<String> {
    policies.iter().flat_map(|file| headed(&file.text, "rule ")).map(|(_, name)| name).collect()
}

/// The lines that start with `head`, and the name behind it.
fn headed(text: &str, head: &str) -> Vec<(usize, String)> {
    let name = |rest: &str| rest.split([' ', '{', '(', ':']).next().unwrap_or("").to_owned();
    let lines = text.lines().enumerate();
    lines.filter_map(|(at, line)| Some((at + 1, name(line.strip_prefix(head)?)))).collect()
}

fn misplaced(file: &File) -> Vec<String> {
    let rules = headed(&file.text, "rule ");
    let named = |name: &str| file.path.ends_with(&format!("/{name}.irpolicy")) && rules.len() == 1;
    let say =
        |(line, name)| format!("{}:{line}: `{name}` does not stand alone in a file of its name", file.path);
    rules.clone().into_iter().filter(|(_, name)| !named(name)).map(say).collect()
}

/// Where a source names one of `rules`, in code or comment.
fn named(file: &File, rules: &[String]) -> Vec<String> {
    let words = |line: &str| -> Vec<String> {
        line.split(|sign: char| !sign.is_alphanumeric() && sign != '-').map(str::to_owned).collect()
    };
    let lines = file.text.lines().enumerate();
    let hits = lines.flat_map(|(at, line)| words(line).into_iter().map(move |word| (at + 1, word)));
    hits.filter(|(_, word)| rules.contains(word))
        .map(|(line, word)| format!("{}:{line}: names the rule `{word}`", file.path))
        .collect()
}

/// The kinds and attributes that the policies declare, and the words of their lists.
fn names(policies: &[File]) -> BTreeSet<String> {
    let all = policies.iter().flat_map(declared).filter(|declared| declared.sort != Sort::List);
    all.map(|declared| declared.name.to_owned()).collect()
}

fn in_room(path: &str, room: &str) -> bool {
    path.starts_with(&format!("src/{room}/")) || path == format!("src/{room}.rs")
}

/// The texts that a source quotes, tests left out, with their lines.
fn texts(file: &File) -> impl Iterator<Item = (usize, &str)> {
    let found = tokens(&file.text);
    let inline = test_modules(&found);
    let all = file.path.ends_with("/tests.rs");
    let outside = move |at: usize| !all && !inline.iter().any(|range| range.contains(&at));
    let kept = move |(at, token): &(usize, _)| is_text(token) && outside(*at);
    found.into_iter().enumerate().filter(kept).map(|(_, token)| (token.line, token.text))
}

fn is_text(token: &Token<'_>) -> bool {
    token.kind == Kind::Text
}

/// Where a source quotes one of `names`, or a path of them, without a reason.
fn quoted(file: &File, names: &BTreeSet<String>) -> Vec<String> {
    let excused = |text: &str| {
        EXCEPTIONS.iter().any(|(room, words, _)| in_room(&file.path, room) && words.contains(&text))
    };
    texts(file)
        .filter(|(_, text)| text.split('.').all(|part| names.contains(part)) && !excused(text))
        .map(|(line, text)| format!("{}:{line}: quotes `{text}`, a name of the schema", file.path))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{misplaced, named, names, quoted, rules};
    use crate::support::files::File;

    fn file(path: &str, text: &str) -> File {
        File { path: path.to_owned(), text: text.to_owned() }
    }

    const SCHEMA: &str = "kind role \"A job\" {\n  ## Doc.\n  may: decision* else none\n}\nenum decision {\n  halt \"to halt\"\n}\n";

    #[test]
    fn a_rule_named_in_a_source_is_said() {
        let rules = rules(&[file("policies/core/plan-is-old.irpolicy", "rule plan-is-old \"Old\" {")]);
        let source = file("src/check/mod.rs", "// fine: a-plan-is-old-too\nif name == \"plan-is-old\" {}");
        assert_eq!(named(&source, &rules), ["src/check/mod.rs:2: names the rule `plan-is-old`"]);
    }

    #[test]
    fn kinds_attributes_and_words_are_names() {
        let names = names(&[file("policies/schema/people.irpolicy", SCHEMA)]);
        assert_eq!(names.into_iter().collect::<Vec<_>>(), ["halt", "may", "role"]);
    }

    #[test]
    fn a_quoted_name_is_said_and_an_excused_one_is_not() {
        let mut names = names(&[file("policies/schema/people.irpolicy", SCHEMA)]);
        names.insert("accept".to_owned());
        let text = "fn f() { g(\"role.may\"); g(\"may not\"); g(\"accept\") }\n#[cfg(test)] mod tests { fn h() { g(\"halt\") } }";
        assert_eq!(
            quoted(&file("src/accept/mod.rs", text), &names),
            ["src/accept/mod.rs:1: quotes `role.may`, a name of the schema"]
        );
        assert_eq!(quoted(&file("src/check/mod.rs", text), &names).len(), 2);
    }

    #[test]
    fn a_rule_in_the_wrong_file_is_said() {
        assert!(misplaced(&file("policies/core/old.irpolicy", "rule old \"Old\" {")).is_empty());
        assert_eq!(
            misplaced(&file("policies/core/new.irpolicy", "\nrule old \"Old\" {")),
            ["policies/core/new.irpolicy:2: `old` does not stand alone in a file of its name"]
        );
        assert_eq!(misplaced(&file("policies/core/old.irpolicy", "rule old {\nrule new {")).len(), 2);
    }
}
