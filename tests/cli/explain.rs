//! `irlint explain`: the page of a rule, in three forms, from the policies of the run.

use crate::sandbox::Sandbox;

const HOUSE: &str = "\
pack house \"House rules\" { version: \"1\"; schema: 1; source: \"The board, 2026\"; applies when organisation.acts_as has entity }
## Hours of the desk.
param open_hours: number = 2 \"Desks that must be there\" at least 1
## Somebody must read the mail.
rule desk-unnamed \"There is a desk\" {
  severity: note
  acceptable: no
  source: \"The board, 2026\" https://board.example/a_b_c
  require count([role r where r.function has first_response]) >= open_hours
  message \"No role answers first in {open_hours}.\"
  help \"Name `role desk`.\"
  bad \"None\" {
    organisation acme { acts_as: entity }
    role lead { function: governance }
  }
  bad \"Not said\" {
    role second
  }
  good {
    role desk { function: first_response }
    role second { function: first_response }
  }
}
";

#[test]
fn a_page_says_what_why_whence_and_how() {
    let sandbox = Sandbox::new("explain");
    sandbox.run("explain crisis-team-missing").says(
        0,
        &[
            "crisis-team-missing: There is a crisis management team",
            "Severity        error",
            "Pack            core: ",
            "<https://www.securityweek.com/",
            "Confidence      verified",
            "There must be a team whose `function` includes \"crisis management\"",
            "`crisis_team_size`: 3, at least 2. Members of a crisis team",
            "the plan has no crisis management team of {crisis_team_size} or more",
            "What breaks it (1 of 3): The roles stop at the executive",
            "  role executive_manager { function: executive_command }",
            "error[crisis-team-missing]",
            "[bad.irp:1:1]",
            "What keeps it",
            "The rule itself, from `policies/core/crisis-team-missing.irpolicy`",
            "  require some team t where",
        ],
    );
}

#[test]
fn a_misspelt_rule_is_guessed_at() {
    let sandbox = Sandbox::new("explain-wrong");
    sandbox.run("explain crisis-team-mising").says(2, &["did you mean `crisis-team-missing`?"]);
    sandbox.run("explain xyz").says(2, &["there is no rule `xyz`", "`irlint rules`"]);
    sandbox.run("explain").says(2, &["<RULE>"]);
}

#[test]
fn rules_and_settings_of_the_user_have_pages_too() {
    let sandbox = Sandbox::new("explain-house")
        .file("house/house.irpolicy", HOUSE)
        .file("irlint.toml", "policies = [\"house\"]\n[packs.house]\nopen_hours = 1\n");
    let ran = sandbox.run("explain desk-unnamed");
    let value = "the count of (every role whose `function` includes \"first response\") must be at least `open_hours` (1)";
    let words: Vec<&str> = value.split(' ').collect();
    let said = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.to_lowercase().contains(&words.join(" ").to_lowercase()), "{said}");
    ran.says(
        0,
        &["Otherwise it is a note, and it cannot be", "Its pack concerns a plan if", "note[desk-unnamed]"],
    );
    sandbox.run("explain desk-unnamed --isolated").says(2, &["there is no rule"]);
    sandbox
        .run("explain desk-unnamed --isolated --policies house")
        .says(0, &["`open_hours`: 2, at least 1."]);
}

#[test]
fn markdown_leaves_links_and_code_alone() {
    let sandbox = Sandbox::new("explain-markdown").file("house/house.irpolicy", HOUSE);
    let ran = sandbox.run("explain desk-unnamed --policies house --format markdown");
    ran.says(
        0,
        &[
            "# desk-unnamed\n",
            "| Source | The board, 2026 <https://board.example/a_b_c> |",
            "> No role answers first in {open\\_hours}.",
            "Name `role desk`.",
            "| `open_hours` | 2 | at least 1 | Desks that must be there |",
            "role lead { function: governance }\n```\n\n`irlint` says:\n\n```text\nnote[desk-unnamed]",
            "```text\nrole second\n```\n\n`irlint` says:\n\n```text\nnothing\n```",
        ],
    );
}

#[test]
fn json_holds_the_same() {
    let sandbox = Sandbox::new("explain-json");
    let ran = sandbox.run("explain duty-without-path --format json");
    let page: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(page["rule"], "duty-without-path");
    assert_eq!(page["severity"], "error");
    assert_eq!(page["source"], "differs from case to case (`o.cite`)");
    assert_eq!(page["plain"]["meanings"].as_array().unwrap().len(), 6);
    let samples = page["samples"].as_array().unwrap();
    assert!(samples.iter().all(|sample| sample["said"].is_null() == sample["good"].as_bool().unwrap()));
}
