//! What is listed of a plan that lacks very much: findings and missing facts up to a limit, and how many more there are.

use std::fmt::Write as _;

use irlint::check::{MOST_LISTED, MOST_OF_PLAN};

use crate::sandbox::{Ran, Sandbox};

const HEAD: &str = "pack own \"Own\" { version: \"1\"; schema: 1; source: \"Made up\" }\n";

/// A rule about each role that `require`s something, with a role that fails it and one that does not.
fn rule(name: &str, requires: &str, (bad, good): (&str, &str)) -> String {
    format!(
        "rule {name} \"T\" {{\n  severity: error\n  {requires}\n  message \"{{r}}\"\n  \
         bad {{ role x {{ {bad} }} }}\n  good {{ role x {{ {good} }} }}\n}}\n"
    )
}

/// No role may be a legal one.
fn no_legal(name: &str) -> String {
    let samples = ("function: legal", "function: recovery");
    rule(name, "for each role r\n  require not (r.function has legal)", samples)
}

/// Checks a plan of so many roles that say `says`, and what stands in `more`, by the rules of a pack.
fn check(name: &str, (count, says, more): (usize, &str, &str), pack: &str) -> Ran {
    let plan = (0..count).fold("plan p \"P\"\n".to_owned(), |mut plan, number| {
        let _ = writeln!(plan, "role r{number} {says}");
        plan
    });
    let sandbox = Sandbox::new(name).file("plan.irp", plan + more).file("own/own.irpolicy", pack);
    sandbox.run("check plan.irp --policies own --select own --format compact")
}

fn lines(ran: &Ran, with: &str) -> usize {
    ran.out.lines().filter(|line| line.contains(with)).count()
}

#[test]
fn a_rule_lists_25000_findings_of_a_plan_and_counts_the_rest() {
    assert_eq!(MOST_LISTED, 25_000);
    let pack = format!("{HEAD}{}", no_legal("no-roles"));
    let at = check("as-many-as-listed", (25_000, "{ function: legal }", ""), &pack);
    assert_eq!(lines(&at, "error[no-roles]"), 25_000);
    at.says(1, &["25000 findings (25000 errors)"]).hides(&["not listed"]);
    let beyond = check("more-than-listed", (25_003, "{ function: legal }", ""), &pack);
    assert_eq!(lines(&beyond, "error[no-roles]"), 25_000);
    let said = "error[check/too-many-findings] the rule `no-roles` has 3 more findings on this plan, which are not listed";
    beyond.says(2, &[said, "1 failed"]);
}

#[test]
fn a_rule_waits_for_25000_listed_facts_and_counts_the_rest() {
    let pack = format!("{HEAD}{}", no_legal("no-roles"));
    let at = check("as-many-facts-as-listed", (25_000, "", ""), &pack);
    assert_eq!(lines(&at, "[missing/role.function]"), 25_000);
    at.says(1, &["1 undecided"]).hides(&["not listed"]);
    let beyond = check("more-facts-than-listed", (25_003, "", ""), &pack);
    assert_eq!(lines(&beyond, "[missing/role.function]"), 25_000);
    beyond.says(2, &["the rule `no-roles` has 3 more findings on this plan, which are not listed"]);
}

/// Nine rules that find or wait for something at each of 25,000 roles.
fn nine_rules() -> String {
    (0..9).fold(HEAD.to_owned(), |pack, number| pack + &no_legal(&format!("no-legal-{number}")))
}

#[test]
fn a_plan_has_200000_listed_findings_and_the_rest_of_each_rule_is_counted() {
    assert_eq!(MOST_OF_PLAN, 200_000);
    let ran = check("full-plan", (25_000, "{ function: legal }", ""), &nine_rules());
    assert_eq!(lines(&ran, "error[no-legal-"), 200_000);
    ran.says(2, &["the rule `no-legal-8` has 25000 more findings", "9 failed"]).hides(&["`no-legal-7`"]);
}

#[test]
fn a_fact_for_which_many_rules_wait_counts_once() {
    let ran = check("shared-facts", (25_000, "", ""), &nine_rules());
    assert_eq!(lines(&ran, "[missing/role.function]"), 25_000);
    ran.says(1, &["9 undecided", "25000 findings"]).hides(&["not listed"]);
}

/// A rule about every two roles: 200 of them are 40,000 cases.
fn pairs() -> String {
    let every_two = "for each role r, role s\n  require r.function has legal or s.function has legal";
    format!("{HEAD}{}", rule("every-two", every_two, ("function: recovery", "function: legal")))
}

#[test]
fn cases_that_wait_for_the_same_facts_are_listed_once() {
    let ran = check("pairs-of-few", (200, "", ""), &pairs());
    assert_eq!(lines(&ran, "[missing/role.function]"), 200);
    ran.says(1, &["200 findings"]).hides(&["not listed"]);
}

#[test]
fn cases_that_wait_for_the_same_fact_are_accepted_each_for_itself() {
    let accept = "accept every-two on r0 by r0 until 2027-01-31 because \"Later\"\n";
    let ran = check("pairs-accepted", (3, "", accept), &pairs());
    let open = |line: &&str| line.contains("[missing/role.function]") && !line.contains("accepted");
    let about = |name: &str| ran.out.lines().filter(open).filter(|line| line.contains(name)).count();
    // Whoever waits for the first role is accepted; the other two wait for each other as well.
    assert_eq!([about("`r0`"), about("`r1`"), about("`r2`")], [0, 1, 1], "{}", ran.out);
    assert_eq!(lines(&ran, "accepted[missing/role.function]"), 3, "{}", ran.out);
}

#[test]
fn an_acceptance_of_the_whole_plan_is_not_one_of_its_roles() {
    let accept = "accept every-two by r0 until 2027-01-31 because \"Later\"\n";
    let ran = check("pairs-not-accepted", (3, "", accept), &pairs());
    ran.says(1, &["accept/unused"]).hides(&["accepted["]);
    assert_eq!(lines(&ran, "[missing/role.function]"), 3, "{}", ran.out);
}

#[test]
fn a_pack_waits_for_25000_listed_facts_and_counts_the_rest() {
    let head = HEAD.replace("; source:", "; applies when some role l where l.function has legal; source:");
    let pack = format!("{head}{}", no_legal("no-roles"));
    let at = check("pack-waits", (25_000, "", ""), &pack);
    at.says(1, &["1 undecided", "25000 findings"]).hides(&["not listed"]);
    let beyond = check("pack-waits-for-more", (25_003, "", ""), &pack);
    assert_eq!(lines(&beyond, "[missing/role.function]"), 25_000);
    beyond.says(2, &["the condition of the pack `own` waits for 3 more facts, which are not listed"]);
}
