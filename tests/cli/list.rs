//! `irlint rules` and `irlint packs`: the lists are whole, fit the terminal, and refuse names of nothing.

use crate::sandbox::Sandbox;

const HOUSE: &str = "\
pack house \"House rules\" { version: \"1\"; schema: 1; effective: 2027-01-01 }
rule desk-unnamed \"There is a desk\" {
  severity: note
  acceptable: no
  tags: \"house-tag\"
  require some role r where r.function has first_response
  message \"No role answers first.\"
  bad  { role lead }
  good { role desk { function: first_response } }
}
";

#[test]
fn rules_are_listed_with_what_their_heads_say() {
    let sandbox = Sandbox::new("rules").file("house/house.irpolicy", HOUSE);
    let ran = sandbox.run("rules");
    ran.says(0, &["Severity  Rule", "backup-is-primary", "(EU) 2022/2554", "source of each case: o.cite"]);
    ran.hides(&["desk-unnamed"]);
    let ran = sandbox.run("rules --policies house --pack house");
    ran.says(
        0,
        &[
            "note      desk-unnamed  house  no ",
            "2027-01-01 on",
            "not in force",
            "tags: house-tag",
            "1 rule\n",
        ],
    );
    ran.hides(&["backup-is-primary"]);
    sandbox.run("rules --policies house --tag house-tag --as-of 2027-01-01").hides(&["not in force"]);
}

#[test]
fn lists_fit_the_terminal() {
    let sandbox = Sandbox::new("lists-width");
    for columns in ["60", "80", "120"] {
        for list in ["rules", "packs", "rules -q"] {
            let ran = sandbox.run_with(list, &[("COLUMNS", columns)], b"");
            let long = ran.out.lines().find(|line| line.chars().count() > columns.parse().unwrap());
            assert!(long.is_none_or(|line| line.trim().starts_with("<http")), "{columns}: {long:?}");
        }
    }
}

#[test]
fn packs_are_listed_with_what_can_be_tuned() {
    let sandbox =
        Sandbox::new("packs").file("irlint.toml", "[packs.eu-nis2]\nearly_warning_limit = \"20 hours\"\n");
    let ran = sandbox.run("packs --pack eu-nis2");
    ran.says(
        0,
        &["2024-10-18 on", "applies when if organisation.regimes has nis2", "uses: duties", "1 pack\n"],
    );
    ran.says(0, &["early_warning_limit = 20 hours (at most 24 hours): Early warning"]);
    ran.hides(&["eu-gdpr"]);
    sandbox.run("packs --isolated").says(0, &["early_warning_limit = 24 hours", "eu-gdpr"]);
}

#[test]
fn a_rule_that_the_settings_leave_out_is_marked() {
    let sandbox = Sandbox::new("left-out").file("irlint.toml", "ignore = ['backup-is-primary']\n");
    sandbox.run("rules").says(0, &["left out by the settings", "1 left out by the settings\n"]);
    let ran = sandbox.run("rules --format json");
    let list: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let out = list["rules"].as_array().unwrap().iter().filter(|rule| rule["selected"] == false);
    assert_eq!(out.map(|rule| &rule["name"]).collect::<Vec<_>>(), ["backup-is-primary"]);
}

#[test]
fn the_lists_are_written_as_json() {
    let sandbox = Sandbox::new("lists-json");
    let rules: serde_json::Value = serde_json::from_str(&sandbox.run("rules --format json").out).unwrap();
    assert_eq!(rules["as_of"], "2026-11-23");
    let own =
        rules["rules"].as_array().unwrap().iter().find(|rule| rule["name"] == "acceptance-expired").unwrap();
    assert_eq!(
        (&own["pack"], &own["severity"], &own["acceptable"]),
        (&"core".into(), &"error".into(), &false.into())
    );
    let packs: serde_json::Value = serde_json::from_str(&sandbox.run("packs --format json").out).unwrap();
    let gdpr = packs["packs"].as_array().unwrap().iter().find(|pack| pack["name"] == "eu-gdpr").unwrap();
    assert_eq!(
        (&gdpr["effective"], &gdpr["in_force"], &gdpr["rows"]),
        (&"2018-05-25".into(), &true.into(), &12.into())
    );
}

#[test]
fn a_name_of_nothing_is_refused_with_a_suggestion() {
    let sandbox = Sandbox::new("lists-unknown");
    sandbox.run("rules --pack cor").says(2, &["there is no pack `cor`", "did you mean `core`?"]);
    sandbox
        .run("packs --pack nonsense")
        .says(2, &["there is no pack `nonsense`", "packs are aicpa-tsc-2017, anssi-crisis"]);
    sandbox.run("rules --tag nonsense").says(2, &["no rule has the tag `nonsense`"]);
    sandbox.run("rules --policies nowhere").says(2, &["there is no file or folder `nowhere`"]);
}

#[test]
fn policies_that_do_not_read_are_said_and_the_rest_is_listed() {
    let sandbox =
        Sandbox::new("lists-mistake").file("house/house.irpolicy", HOUSE.replace("role r ", "rol r "));
    let ran = sandbox.run("rules --policies house");
    ran.says(2, &["house/house.irpolicy:6:16: ", "did you mean `role`?", "backup-is-primary"]);
}
