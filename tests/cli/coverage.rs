//! `irlint coverage`: what a plan gives as evidence for a standard, clause by clause.

use crate::sandbox::{Ran, Sandbox, fixture};

/// A plan with a stand-in who is the same person, an accepted gap, and something that is not said.
const PLAN: &str = "\
plan p \"Our plan\" { owner: lead; by: lead }
organisation acme { regimes: none; acts_as: none; entity: out_of_scope }
person anna \"Anna\" { phone: +49 30 23125 101 }
person ben \"Ben\"
role lead { primary: anna; backup: ben }
role press { function: none; primary: anna; backup: anna }
role desk { function: incident_command; primary: ben }
stage detect { phase: detect; owner: lead; next: none }
accept stage-dead-end { on: detect; by: lead; until: 2026-12-31; because: \"The rest is in the works\" }
";

const BOOK: &str = r#"## The handbook of the house, of which the list holds what was agreed.
pack house-book "Handbook of the house" {
  version: "1"
  schema:  1
  source:  "Handbook, third edition"
}

table clause {
  id    | identifier | confidence | satisfied_by                       | beyond
  b_one | "1"        | verified   | plan-without-owner                 | none
  b_two | "2 (a)"    | verified   | backup-is-primary                  | none
  b_3   | "3"        | verified   | key-role-without-deputy            | none
  b_4   | "4"        | verified   | stage-dead-end                     | none
  b_5   | "5"        | verified   | evidence-without-collector         | none
  b_6   | "6"        | verified   | plan-without-owner, role-untrained | none
  b_7   | "7"        | verified   | none                               | none
  b_8   | "8"        | verified   | none                               | "Whether people trust each other shows on the night."
}
"#;

fn sandbox(name: &str) -> Sandbox {
    Sandbox::new(&format!("coverage-{name}")).file("plan.irp", PLAN).file("book/book.irpolicy", BOOK)
}

const COVERAGE: &str = "coverage plan.irp --standard house-book --policies book";

/// The output, blanks run together.
fn flat(ran: &Ran) -> String {
    ran.out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn tells(ran: &Ran, wanted: &[&str]) {
    let all = flat(ran);
    let mut rest = all.as_str();
    for words in wanted {
        let at =
            rest.find(words).unwrap_or_else(|| panic!("`{words}` is missing, or not in its place, in {all}"));
        rest = &rest[at + words.len()..];
    }
}

#[test]
fn each_clause_is_told_with_its_evidence_or_with_what_is_amiss() {
    let ran = sandbox("states").run(&format!("{COVERAGE} --ignore role-untrained"));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    tells(
        &ran,
        &[
            "Handbook of the house (house-book) plan.irp on 2026-11-23 Confidence of the clauses: verified",
            "1 satisfied line 1: plan-without-owner",
            "2 (a) failed error[backup-is-primary] Anna is both primary and backup of press. (plan.irp:6:",
            "3 undecided undecided: role `desk` does not state `backup` (plan.irp:7:1): key-role-without-deputy",
            "4 accepted accepted until 2026-12-31 by lead (\"The rest is in the works\"): ",
            "[stage-dead-end]",
            "5 not applicable evidence-without-collector: nothing in this plan is a case of it: for each evidence",
            "6 not run role-untrained: the settings leave it out line 1: plan-without-owner",
            "7 no rule asks for it",
            "8 not checkable by a machine Whether people trust each other shows on the night.",
            "8 clauses of house-book on 2026-11-23: 1 satisfied, 1 failed, 1 undecided, 1 accepted, 1 not applicable, \
             1 not run, 1 that no rule asks for, 1 not checkable by a machine",
            "The handbook of the house, of which the list holds what was agreed.",
            "this is evidence, and no statement of compliance.",
        ],
    );
}

#[test]
fn a_gap_fails_the_run_where_that_is_asked_for() {
    let sandbox = sandbox("gap");
    assert_eq!(sandbox.run(&format!("{COVERAGE} --fail-on-gap")).code, 1);
    let sound = "--select plan-without-owner --fail-on-gap";
    assert_eq!(sandbox.run(&format!("{COVERAGE} {sound}")).code, 0);
}

#[test]
fn where_no_rule_looks_at_anything_nothing_was_checked() {
    let ran = sandbox("nothing").run(&format!("{COVERAGE} --select evidence-without-collector"));
    ran.says(3, &["no rule looked at anything"]);
}

#[test]
fn a_document_has_a_table_and_a_program_an_object() {
    let sandbox = sandbox("formats");
    let ran = sandbox.run(&format!("{COVERAGE} --format markdown"));
    ran.says(
        0,
        &[
            "# Handbook of the house\n",
            "| Clause | State | Evidence |\n",
            "| 1 | satisfied | line 1: plan-without-owner |\n",
            "| 2 (a) | **failed** | error[backup-is-primary] Anna is both",
        ],
    );
    let ran = sandbox.run(&format!("{COVERAGE} --format json"));
    let object: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(object["standard"]["name"], "house-book");
    let states: Vec<&str> =
        object["clauses"].as_array().unwrap().iter().map(|one| one["state"].as_str().unwrap()).collect();
    assert_eq!(states[..5], ["satisfied", "failed", "undecided", "accepted", "not_applicable"]);
    assert_eq!(states[6..], ["no_rule", "not_checkable"]);
    let evidence = &object["clauses"][0]["rules"][0]["evidence"][0];
    assert_eq!((&evidence["path"], &evidence["start"]["line"]), (&"plan.irp".into(), &1.into()));
    assert_eq!(object["clauses"][3]["rules"][0]["findings"][0]["accepted"]["until"], "2026-12-31");
}

#[test]
fn every_rule_has_lines_of_its_own_where_all_is_asked_for() {
    let ran =
        sandbox("verbose").run(&format!("{COVERAGE} --select plan-without-owner,stage-without-owner -v"));
    tells(
        &ran,
        &[
            "1 satisfied line 1: plan-without-owner",
            "2 (a) not run backup-is-primary: the settings leave it out",
        ],
    );
}

#[test]
fn a_rule_is_undecided_while_it_is_not_known_which_rows_it_reads() {
    let book = BOOK.replace("plan-without-owner ", "duty-without-path  ");
    let plan = PLAN.replace("regimes: none; ", "");
    let sandbox = sandbox("rows").file("book/book.irpolicy", book).file("plan.irp", plan);
    tells(
        &sandbox.run(COVERAGE),
        &["1 undecided undecided: organisation `acme` does not state `regimes`", "duty-without-path"],
    );
}

#[test]
fn a_standard_that_is_none_is_said_with_those_there_are() {
    let sandbox = sandbox("unknown");
    sandbox
        .run("coverage plan.irp --standard nist-csf-3")
        .says(2, &["there is no standard `nist-csf-3`", "did you mean `nist-csf-2`?"]);
    sandbox
        .run("coverage plan.irp --standard roles")
        .says(2, &["the pack `roles` lists no clauses of a standard", "standards are ", "nist-800-61r3"]);
}

#[test]
fn the_rules_of_a_standard_are_selected_by_its_name() {
    let sandbox = sandbox("select");
    let ran = sandbox.run("check plan.irp --policies book --select standard:house-book");
    ran.says(1, &["error[backup-is-primary]", "against 6 rules"]);
    ran.hides(&["crisis-team-missing"]);
    let ran = sandbox.run("check plan.irp --policies book --select core --ignore standard:house-book");
    ran.hides(&["backup-is-primary"]);
    sandbox
        .run("check plan.irp --select standard:nist-800-61r4")
        .says(2, &["`--select` names `standard:nist-800-61r4`", "did you mean `standard:nist-800-61r3`?"]);
}

#[test]
fn a_rule_says_which_clauses_ask_for_it() {
    sandbox("explain")
        .run("explain plan-without-owner --policies book")
        .says(0, &["house-book 1, house-book 6", "nist-csf-2 ID.IM-04"]);
}

#[test]
fn a_pack_says_how_many_clauses_it_lists() {
    sandbox("packs").run("packs --policies book").says(0, &["house-book", "standard: 8 clauses"]);
}

#[test]
fn mistakes_of_a_list_of_clauses_are_said_with_their_places() {
    let twice = BOOK.replace("\"2 (a)\"", "\"1\"    ").replace("stage-dead-end ", "stage-daed-end ");
    let ran = sandbox("mistakes").file("book/book.irpolicy", twice).run("check plan.irp --policies book");
    ran.says(
        2,
        &[
            "the clause `1` is listed twice",
            "there is no rule `stage-daed-end`",
            "did you mean `stage-dead-end`?",
        ],
    );
}

#[test]
fn a_pack_that_stands_in_for_a_shipped_one_may_have_fewer_rules() {
    let core = include_str!("../../policies/core/pack.irpolicy");
    let sandbox = sandbox("replaced").file("own/pack.irpolicy", core).file(
        "own/backup-is-primary.irpolicy",
        include_str!("../../policies/core/backup-is-primary.irpolicy"),
    );
    let ran = sandbox.run("coverage plan.irp --standard nist-csf-2 --policies own");
    assert_eq!(ran.code, 0, "{}", ran.err);
    tells(&ran, &["a rule that asks for it is in none of the packs that were loaded"]);
}

#[test]
fn nothing_of_a_plan_steers_the_terminal_or_is_shown_that_is_private() {
    let hostile = PLAN.replace("\"Anna\"", "\"Anna \u{1b}[31m|<b>\"");
    let sandbox = sandbox("hostile").file("plan.irp", hostile);
    for format in ["text", "markdown", "json"] {
        let ran = sandbox.run(&format!("{COVERAGE} --format {format}"));
        assert!(!ran.out.contains('\u{1b}'), "{}", ran.out);
        assert!(!ran.out.contains("23125 101"), "{}", ran.out);
    }
}

#[test]
fn a_standard_of_which_it_cannot_be_said_whether_it_concerns_the_plan_is_not_outside() {
    let whole = std::fs::read_to_string(fixture("plans/clean/havelstrom.irp")).unwrap();
    let said = |ran: &Ran| ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    let command = "coverage plan.irp --standard eu-nis2 --fail-on-gap";
    let sandbox = Sandbox::new("concern").file("plan.irp", &whole);
    sandbox.run(command).says(0, &["2 satisfied"]).hides(&["concern"]);

    let outside = sandbox.file("plan.irp", whole.replace("gdpr, nis2", "gdpr"));
    let ran = outside.run(command);
    assert_eq!(ran.code, 0, "{ran:#?}");
    assert!(
        said(&ran).contains("this standard does not concern the plan: pack eu-nis2 concerns"),
        "{ran:#?}"
    );

    let open = outside.file("plan.irp", whole.replace("  entity:  essential\n", ""));
    let ran = open.run(command);
    assert_eq!(ran.code, 1, "{ran:#?}");
    let waits = "organisation `havelstrom` does not state `entity` (plan.irp:41:1)";
    for part in [
        "it cannot be said whether this standard concerns the plan: pack eu-nis2 concerns",
        waits,
        "2 satisfied",
    ] {
        assert!(said(&ran).contains(part), "{part}: {ran:#?}");
    }
    open.run(&format!("{command} --format markdown")).says(1, &["It cannot be said whether", waits]);
    let ran = open.run(&format!("{command} --format json"));
    let object: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let standard = &object["standard"];
    assert_eq!(
        (&standard["concerns"], &standard["outside"]),
        (&"undecided".into(), &serde_json::Value::Null)
    );
    assert_eq!(standard["waits_for"][0]["message"], "organisation `havelstrom` does not state `entity`");
}
