//! The functions of the policy language: the example of each reads, and its types hold against the real schema.

use irlint::finding::{Finding, Level};
use irlint::policy::{self, builtins::SIGNATURES};
use irlint::text::{Language, Origin, Source, Sources};

/// Examples speak of a role `r`, a team `t`, stages `s`, `first` and `last`, a notification `n`, an exercise `e`, an
/// acceptance `x`, and of `p`, a playbook or a person.
const BINDERS: &str = "role r, team t, stage s, stage first, stage last, notify n, exercise e, accept x";

#[test]
fn the_example_of_every_function_holds() {
    assert!(SIGNATURES.len() > 10, "only {} functions were found", SIGNATURES.len());
    super::none(&SIGNATURES.iter().filter_map(|one| fault(one.name, one.example)).collect::<Vec<_>>());
}

/// What is wrong with the example of a function: it does not use it, or is neither a condition nor a value.
fn fault(name: &str, example: &str) -> Option<String> {
    if !example.contains(&format!("{name}(")) {
        return Some(format!("{name}: its example `{example}` does not use it"));
    }
    let uses = [
        format!("require {example}\n  message \"m\""),
        format!("require r.function is given\n  message \"{{{example}}}\""),
    ];
    let tries =
        ["playbook", "person"].iter().flat_map(|kind| uses.iter().map(move |clauses| said(kind, clauses)));
    let tries: Vec<_> = tries.collect();
    if tries.iter().any(Vec::is_empty) {
        return None;
    }
    let shortest = tries.into_iter().min_by_key(Vec::len).unwrap_or_default();
    Some(format!("{name}: `{example}`: {}", shortest.join("; ")))
}

/// What is wrong with a rule of these clauses. Advice, such as that a message never changes, does not count.
fn said(kind: &str, clauses: &str) -> Vec<String> {
    let text = format!(
        "pack house \"House\" {{ version: \"1\"; schema: 1; uses: core }}\nrule an-example \"E\" {{\n  severity: note\n  \
         for each {BINDERS}, {kind} p\n  {clauses}\n  bad {{ role a }}\n  good {{ role a }}\n}}\n"
    );
    let mut sources = Sources::new();
    let mut add = |path: &str, text: &str, origin| {
        (sources.add(Source::new(path, text, Language::Policy, origin)), path.to_owned())
    };
    let mut files: Vec<_> =
        policy::embedded().iter().map(|(path, text)| add(path, text, Origin::Embedded)).collect();
    let own = add("house.irpolicy", &text, Origin::User);
    files.push(own.clone());
    let (_, findings) = policy::load(&sources, &files, &[]);
    let wrong = |finding: &Finding| finding.level == Level::Error && finding.at.span.file == own.0;
    findings.into_iter().filter(wrong).map(|finding| finding.message).collect()
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn an_example_that_does_not_hold_is_said() {
        assert!(fault("count", "count(t.members) >= 3").is_none());
        assert!(fault("gaps", "gaps(p.hours)").is_none());
        assert!(fault("count", "count(t.membres) >= 3").is_some_and(|said| said.contains("has no")));
        assert!(fault("count", "sum(p.step.within) <= 4 hours").is_some());
    }
}
