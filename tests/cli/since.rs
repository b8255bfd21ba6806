//! Editions: rules that arrived later wait for those who pin an earlier one.

use crate::sandbox::Sandbox;

const HOUSE: &str = "\
pack house \"House\" { version: \"1\"; source: \"Ours\" }

rule desk-named \"A desk\" {
  severity: error
  require some role r
  message \"No role.\"
  bad { person a }
  good { role a }
}

rule desk-staffed \"A desk with people\" {
  severity: error
  since: 2027
  for each role r
  require r.primary is given
  message \"{r} has nobody.\"
  bad { role a { primary: none } }
  good { person b
         role a { primary: b } }
}
";

const YOUNG: &str = "\
pack young \"Young\" { version: \"1\"; source: \"Ours\"; since: 2028 }

rule desk-titled \"A title\" {
  severity: error
  require some person p
  message \"Nobody.\"
  bad { role a }
  good { person a }
}
";

fn sandbox(name: &str, settings: &str) -> Sandbox {
    let settings = format!("policies = ['house']\nselect = ['house', 'young']\n{settings}");
    let sandbox = Sandbox::new(name).file("irlint.toml", settings).file("house/house.irpolicy", HOUSE);
    sandbox.file("house/young.irpolicy", YOUNG).file("plan.irp", "plan p\nrole desk { primary: none }\n")
}

#[test]
fn a_pinned_plan_is_spared_later_rules_and_hears_of_them() {
    let sandbox = sandbox("pinned", "edition = '2026'\n");
    let ran = sandbox.run("check --format compact");
    ran.says(0, &["1 passed", "1 rule of edition 2027 and 1 rule of edition 2028 wait: raise `edition`"]);
    ran.hides(&["desk-staffed]", "desk-titled]"]);
    let json = sandbox.run("check --format json");
    json.says(0, &["\"edition\": 2026", "\"2027\": 1", "\"2028\": 1"]);
    sandbox.run("rules --pack house --format json").says(0, &["\"since\": 2027", "\"selected\": false"]);
}

#[test]
fn the_edition_in_between_runs_what_has_arrived() {
    let ran = sandbox("between", "edition = '2027'\n").run("check --format compact");
    ran.says(1, &["error[desk-staffed]", "1 rule of edition 2028 waits: raise `edition`"]);
}

#[test]
fn without_an_edition_the_newest_counts() {
    let ran = sandbox("newest", "").run("check --format compact");
    ran.says(1, &["error[desk-staffed]", "error[desk-titled]"]).hides(&["wait"]);
}

#[test]
fn an_edition_that_is_none_is_said_with_those_there_are() {
    let sandbox = sandbox("unknown", "edition = '2025'\n");
    let said =
        ["error: irlint.toml:3:11: there is no edition `2025`", "help: editions are 2026, 2027, 2028;"];
    sandbox.run("check").says(2, &said);
    sandbox.run("rules").says(2, &said);
}

#[test]
fn a_rule_of_a_later_edition_alone_is_nothing_checked() {
    let ran = sandbox("alone", "edition = '2026'\n").run("check --select desk-staffed");
    ran.says(
        3,
        &["nothing was checked: every rule that was selected is of a later edition", "raise `edition`"],
    );
}

#[test]
fn a_known_gap_of_a_later_rule_is_not_taken_for_closed() {
    let sandbox = sandbox("known-later", "");
    sandbox.run("check --baseline known.toml --write-baseline").says(0, &["2 known gaps"]);
    let text = "policies = ['house']\nselect = []\nedition = '2026'\n";
    let sandbox = sandbox.file("irlint.toml", text);
    sandbox.run("check --baseline known.toml").hides(&["baseline/closed"]);
}

#[test]
fn what_since_says_wrongly_is_said() {
    for (since, said) in [
        ("since: 2025", "`since` wants an edition, which is a year from 2026 on"),
        ("since: soon", "`since` wants an edition"),
    ] {
        let wrong = HOUSE.replace("since: 2027", since);
        sandbox("wrong", "")
            .file("house/house.irpolicy", wrong)
            .run("check")
            .says(2, &[said, "`since: 2027`"]);
    }
    let older = YOUNG.replace("severity: error", "severity: error\n  since: 2027");
    let ran = sandbox("older", "").file("house/young.irpolicy", older).run("check");
    ran.says(2, &["this rule is of edition 2027, and its pack arrives with 2028", "leave out `since`"]);
}

#[test]
fn the_page_of_a_rule_says_since_when() {
    let sandbox = sandbox("page", "");
    sandbox.run("explain desk-staffed").says(0, &["Since edition", "2027"]);
    sandbox.run("explain desk-named").hides(&["Since edition"]);
}

#[test]
fn another_version_than_required_stops() {
    let sandbox = sandbox("version", "required-version = '>=9.1, <10'\nnews = 1\n");
    let version = env!("CARGO_PKG_VERSION");
    let said = format!("error: irlint.toml:3:20: this is irlint {version}, and `>=9.1, <10` is required");
    sandbox.run("check").says(2, &[&said, "help: install a version that fits"]);
    sandbox.run("check --isolated").hides(&["required"]);
    let fits = format!("required-version = '={version}'\n");
    sandbox.file("irlint.toml", fits).run("check --select core").hides(&["required"]);
    let text = "required-version = 'the newest'\n";
    let ran = Sandbox::new("unreadable").file("irlint.toml", text).file("plan.irp", "plan p\n").run("check");
    ran.says(
        2,
        &["irlint.toml:1:20: cannot read the versions `the newest`", "write them as in `>=0.1, <0.3`"],
    );
}
