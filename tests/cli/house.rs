//! The rules of a house, end to end: what it adds to the schema, what it changes of the shipped packs, and whose
//! pack is which.

use crate::sandbox::Sandbox;

/// The house of the fixtures.
pub fn house(name: &str) -> Sandbox {
    let files = [
        "irlint.toml",
        "irlint.lock",
        "plan.irp",
        "policies/house/pack.irpolicy",
        "policies/house/shift-lead-untrained.irpolicy",
    ];
    files.into_iter().fold(Sandbox::new(name), |sandbox, path| {
        let file = format!("{}/fixtures/house/{path}", env!("CARGO_MANIFEST_DIR"));
        sandbox.file(path, std::fs::read(file).unwrap())
    })
}

/// A plan of one line with a pack of one file, in a folder that the settings name.
fn small(name: &str, statements: &str) -> Sandbox {
    let pack = format!(
        "pack house \"H\" {{ version: \"1\"; schema: 1; uses: core, cloud, duties }}\n{statements}\n"
    );
    Sandbox::new(name)
        .file("plan.irp", "plan p \"P\"\n")
        .file("irlint.toml", "policies = ['house']\n")
        .file("house/a.irpolicy", pack)
}

fn json(sandbox: &Sandbox, words: &str) -> serde_json::Value {
    serde_json::from_str(&sandbox.run(words).out).unwrap()
}

#[test]
fn what_a_house_adds_can_be_said_in_plans_and_asked_by_rules() {
    let sandbox = house("house-adds");
    let ran = sandbox.run("check --format compact");
    ran.says(
        1,
        &["plan.irp:13:16: warning[shift-lead-untrained] Shift lead was last trained 997 days before"],
    );
    ran.hides(&["name/", "type/"]);
    let alone = sandbox.run("check --format compact --isolated");
    alone.says(2, &["`grid_safety` is not known as a function", "a role has no `cost_centre`"]);
    sandbox.run("check").says(1, &["cost centre 4711 pays"]);
}

#[test]
fn what_is_there_cannot_be_added_again() {
    let cases = [
        (
            "extend kind role { backup: text? }",
            "house/a.irpolicy:2:20: error[name/twice] a role has `backup` already",
        ),
        (
            "extend enum function { legal }",
            "house/a.irpolicy:2:24: error[name/twice] `legal` is already a function",
        ),
    ];
    for (statements, wanted) in cases {
        small("clash", statements).run("check --format compact").says(2, &[wanted]);
    }
    let ran = small("clash", "extend kind rolle { a: text? }").run("check");
    ran.says(2, &["there is no kind `rolle`", "help: did you mean `role`?"]);
    let ran = small("clash", "extend enum functions { a }").run("check");
    ran.says(2, &["there is no list `functions`", "help: did you mean `function`?"]);
    let ran = small("clash", "extend kind role { badge: text! }").run("check --format plain");
    ran.says(2, &["`badge` is added to a role, so it cannot be required", "Help: write `badge: text?`"]);
}

#[test]
fn a_matrix_over_a_longer_list_says_what_to_do() {
    let rows = [("low", "customer"), ("medium", "shared"), ("high", "provider")];
    let rows: Vec<String> = rows.iter().map(|(level, holder)| format!("  {level} | {holder}")).collect();
    let matrix = |columns: &str, rows: &[String]| {
        format!(
            "pack costs \"Who pays\" {{ version: \"1\"; schema: 1 }}\nmatrix pays(level, reach): holder {{\n  level | {columns}\n{}\n}}\n",
            rows.join("\n")
        )
    };
    let own = |end: &str| -> Vec<String> { rows.iter().map(|row| format!("{row}{end}")).collect() };
    let costs =
        |pack: String, statements: &str| small("matrix", statements).file("house/costs.irpolicy", pack);
    let whole = matrix("on_call | best_effort | office_hours", &own(" | shared | shared"));
    let sandbox = costs(whole.clone(), "extend enum level { extreme \"extreme\" }");
    sandbox.run("check --format plain").says(
        2,
        &[
            "`pays` has no row for extreme\nPlace: house/costs.irpolicy, line ",
            "See also: house/a.irpolicy, line 2, column 21: added to the list `level` here",
            "Help: write a pack of the same name as this one in a folder of your own, with `pays` and a row for extreme",
        ],
    );
    let mut longer = own(" | shared | shared");
    longer.push("  extreme | provider | provider | provider".to_owned());
    let longer = matrix("on_call | best_effort | office_hours", &longer);
    let sandbox = costs(longer, "extend enum level { extreme }");
    sandbox.run("check").says(1, &["checked 1 plan"]).hides(&["`pays` has no row", "type/matrix"]);
    let ran = costs(whole, "extend enum reach { never }").run("check");
    ran.says(2, &["`pays` has no column for never"]);
}

#[test]
fn a_longer_list_of_areas_needs_no_new_table() {
    let sandbox = small("areas", "extend enum area { turbines \"turbines\" }");
    let plan = "plan p \"P\"\nprovider host { notice_to: none; notice_via: none }\nasset web { provider: host; model: iaas }\n";
    let ran = sandbox.file("plan.irp", plan).run("check --format compact");
    ran.says(1, &["no row for turbines: by omission they are yours"]).hides(&["type/matrix"]);
}

#[test]
fn every_format_lists_what_is_changed_with_its_reason() {
    let sandbox = house("house-changes");
    for format in ["text", "compact", "plain", "json", "jsonl"] {
        let ran = sandbox.run(&format!("check -q --format {format}"));
        let (off, level) = ("Replaced by shift-lead-untrained", "The board asked for it on 2026-06-11");
        ran.says(1, &["scenario-not-practised", off, "stage-budgets-too-long", level]);
        ran.says(1, &["exercise_gap", "6 months", "12 months"]);
    }
    let ran = sandbox.run("check");
    ran.says(
        1,
        &[
            "adjustments in force:\n  irlint.toml:5:16: `exercise_gap` of pack core is 6 months instead of 12 months\n    by the settings\n",
            "  policies/house/pack.irpolicy:13:8: `stage-budgets-too-long` counts as error instead of warning\n    by pack house: The board",
            "  policies/house/pack.irpolicy:14:8: `scenario-not-practised` is switched off\n    by pack house: Replaced",
            ", 1 switched off; ",
        ],
    );
    ran.hides(&["warning[scenario-not-practised]"]);
    let output = json(&sandbox, "check --format json");
    assert_eq!(output["plans"][0]["rules"]["scenario-not-practised"], "switched_off");
    assert_eq!(output["summary"]["switched_off"], 1);
    assert_eq!(output["summary"]["adjustments"], 3);
    let off = &output["adjustments"][2];
    assert_eq!((off["name"].as_str(), off["change"].as_str()), (Some("scenario-not-practised"), Some("off")));
    assert_eq!((off["by"].as_str(), off["start"]["line"].as_u64()), (Some("house"), Some(14)));
    let set = &output["adjustments"][0];
    assert_eq!((set["from"].as_str(), set["to"].as_str()), (Some("12 months"), Some("6 months")));
    assert!(set["by"].is_null() && set["because"].is_null(), "{set}");
    let schema: serde_json::Value = serde_json::from_str(include_str!("../../schemas/output.json")).unwrap();
    assert_eq!(crate::schema::faults(&schema, &output), Vec::<String>::new());
}

#[test]
fn the_list_of_rules_says_what_is_changed() {
    let sandbox = house("house-list");
    let ran = sandbox.run("rules");
    ran.says(
        0,
        &[
            "`scenario-not-practised` is switched off, by pack house: Replaced by shift-lead-untrained",
            "1 switched off\n",
        ],
    );
    let list = json(&sandbox, "rules --format json");
    let rules = list["rules"].as_array().unwrap();
    let off: Vec<_> =
        rules.iter().filter(|rule| rule["switched_off"] == true).map(|rule| &rule["name"]).collect();
    assert_eq!(off, ["scenario-not-practised"]);
    let raised = rules.iter().find(|rule| rule["name"] == "stage-budgets-too-long").unwrap();
    assert_eq!(raised["severity"], "error");
    assert!(
        raised["adjusted"]
            .as_str()
            .unwrap()
            .contains("instead of warning, by pack house: The board asked for it")
    );
    let locked = sandbox.file("policies/more.irpolicy", "enum more { one }\n");
    locked.run("rules").says(2, &["`policies/more.irpolicy` is not locked in `irlint.lock`"]);
    locked.run("packs").says(2, &["is not locked"]);
}

#[test]
fn a_changed_severity_counts() {
    let plan = include_str!("../../fixtures/plans/clean/havelstrom.irp");
    let run = |severity: &str| {
        let adjust = format!("adjust stage-budgets-too-long {{ severity: {severity}; because \"Why\" }}");
        let sandbox = small("severity", if severity.is_empty() { "enum mood { calm }" } else { &adjust });
        let settings = "policies = ['house']\n[packs.core]\nplan_total = '1 minute'\n";
        let sandbox = sandbox.file("plan.irp", plan).file("irlint.toml", settings);
        sandbox.run("check --format compact --select stage-budgets-too-long")
    };
    run("").says(0, &["warning[stage-budgets-too-long]"]).hides(&["adjusted[stage"]);
    run("error").says(1, &["error[stage-budgets-too-long]", "counts as error instead of warning"]);
    run("note").says(0, &["note[stage-budgets-too-long]", "counts as note instead of warning"]);
}

#[test]
fn adjustments_that_are_wrong_end_with_2() {
    let cases = [
        ("adjust stage-without-owner { off: yes }", "the adjustment has no `because`"),
        ("adjust stage-without-ownr { off: yes; because \"B\" }", "did you mean `stage-without-owner`?"),
        (
            "adjust stage-without-owner { off: yes; because \"B\" }\nadjust stage-without-owner { off: yes; because \"C\" }",
            "`stage-without-owner` is adjusted twice",
        ),
        (
            "adjust acceptance-incomplete { off: yes; because \"B\" }",
            "`acceptance-incomplete` cannot be switched off",
        ),
        (
            "adjust acceptance-expired { severity: note; because \"B\" }",
            "`acceptance-expired` cannot be lowered",
        ),
    ];
    for (statements, wanted) in cases {
        small("wrong-adjust", statements).run("check").says(2, &[wanted, "house/a.irpolicy:"]);
    }
}

#[test]
fn a_run_of_nothing_but_what_is_off_says_so() {
    let sandbox = house("house-off");
    sandbox.run("check --select scenario-not-practised").says(
        3,
        &[
            "nothing was checked: every rule that was selected is switched off",
            "1 switched off",
            "Replaced by",
        ],
    );
}

#[test]
fn an_acceptance_of_a_rule_that_is_off_is_not_unused() {
    let plan = "plan p \"P\"\nrole ceo { primary: none; backup: none }\nscenario flood\n\
                accept scenario-not-practised on flood by ceo until 2027-01-31 because \"Booked\"\n";
    let off = "adjust scenario-not-practised { off: yes; because \"Why\" }";
    small("off-accepted", off).file("plan.irp", plan).run("check").says(1, &[]).hides(&["accept/unused"]);
}

#[test]
fn parameters_can_be_stricter_and_never_laxer() {
    let set = |name: &str, lines: &str| {
        Sandbox::new(name).file("plan.irp", "plan p \"P\"\n").file("irlint.toml", lines)
    };
    let lax = set("lax", "[packs.eu-nis2]\nearly_warning_limit = \"30 hours\"\n");
    lax.run("check --format plain").says(
        2,
        &[
            "`early_warning_limit` is 30 hours, and may be 24 hours at most\nPlace: irlint.toml, line 2, column 23\n",
            "See also: policies/regimes/eu-nis2/pack.irpolicy, line ",
            ": the bound stands here\nWhy: The limit of the Directive is 24 hours. A shorter one can be set",
            "Help: set it to 24 hours at most, or delete the line",
        ],
    );
    lax.run("check").says(2, &["[irlint.toml:2:23]", "early_warning_limit = \"30 hours\""]);
    lax.run("check").hides(&["adjustments in force"]);
    let few = set("few", "[packs.core]\ncrisis_team_size = 1\n");
    few.run("check --format compact").says(2, &["irlint.toml:2:20: ", "is 1, and must be 2 at least"]);
    let strict = set("strict", "[packs.eu-nis2]\nearly_warning_limit = \"20 hours\"\n");
    strict.run("check --format compact").says(
        1,
        &["irlint.toml:2:23: adjusted[early_warning_limit] `early_warning_limit` of pack eu-nis2 is 20 hours instead of 24 hours; by the settings"],
    );
    set("same", "[packs.core]\ncrisis_team_size = 3\n").run("check").says(1, &[]).hides(&["adjustments"]);
    set("type", "[packs.core]\ncrisis_team_size = 'two'\n").run("check --format compact").says(
        2,
        &["irlint.toml:2:20: error[type/tuning] `crisis_team_size` is set to a text, and a number is wanted"],
    );
}

#[test]
fn a_word_can_be_set_as_it_is_written() {
    let words = "enum mood { calm; wild }\nparam mood_now: mood = wild\n\
                 rule calm-kept \"Calm\" {\n  severity: note\n  require mood_now = calm\n  message \"It is {mood_now}.\"\n}\n";
    let settings = |mood: &str| format!("policies = ['house']\n[packs.house]\nmood_now = '{mood}'\n");
    let sandbox = small("word", words).file("irlint.toml", settings("calm"));
    sandbox.run("check").says(1, &["`mood_now` of pack house is calm instead of wild"]).hides(&["It is"]);
    small("word", words)
        .file("irlint.toml", settings("clam"))
        .run("check --format compact")
        .says(2, &["irlint.toml:3:12: "]);
}

#[test]
fn a_folder_called_like_a_shipped_pack_is_not_part_of_it() {
    let rule = "rule plan-without-version \"V\" {\n  severity: note\n  require some plan p where p.version is given\n  message \"M\"\n}\n";
    let sandbox = Sandbox::new("same-folder")
        .file("plan.irp", "plan p \"P\"\n")
        .file("core/plan-without-version.irpolicy", rule);
    let ran = sandbox.run("check --policies . --format compact");
    ran.says(2, &["core/plan-without-version.irpolicy:1:6: error[type/place] rule `plan-without-version` belongs to no pack"]);
    let pack = "pack ours \"Ours\" { version: \"1\"; schema: 1 }\n";
    let sandbox = sandbox.file("core/pack.irpolicy", pack);
    for folder in [".", "core", "./core/"] {
        let ran = sandbox.run(&format!("check --policies {folder} --format compact"));
        ran.says(1, &["note[plan-without-version]", "error[crisis-team-missing]"]);
    }
    let output = json(&sandbox, "check --policies . --format json");
    let packs = output["packs"].as_array().unwrap();
    let ours = packs.iter().find(|pack| pack["name"] == "ours").unwrap();
    assert_eq!((ours["origin"].as_str(), ours["path"].as_str()), (Some("user"), Some("core/pack.irpolicy")));
    assert_eq!((ours["rules"].as_u64(), ours["replaces_shipped"].as_bool()), (Some(1), Some(false)));
    let core = packs.iter().find(|pack| pack["name"] == "core").unwrap();
    assert_eq!(
        (core["origin"].as_str(), core["path"].as_str()),
        (Some("shipped"), Some("policies/core/pack.irpolicy"))
    );
}

#[test]
fn folders_of_two_roots_do_not_mix_and_a_folder_counts_once() {
    let pack = |name: &str| format!("pack {name} \"P\" {{ version: \"1\"; schema: 1 }}\n");
    let rule = |name: &str| {
        format!(
            "rule {name} \"V\" {{\n  severity: note\n  require some plan p where p.version is given\n  message \"M\"\n}}\n"
        )
    };
    let sandbox = Sandbox::new("two-roots")
        .file("plan.irp", "plan p \"P\"\n")
        .file("irlint.toml", "policies = ['one', 'two', './one']\n")
        .file("one/x/pack.irpolicy", pack("first"))
        .file("one/x/rule-one.irpolicy", rule("rule-one"))
        .file("two/x/pack.irpolicy", pack("second"))
        .file("two/x/rule-two.irpolicy", rule("rule-two"));
    let output = json(&sandbox, "check --format json --policies two");
    let rules = |name: &str| {
        let packs = output["packs"].as_array().unwrap();
        packs.iter().find(|pack| pack["name"] == name).map(|pack| pack["rules"].as_u64().unwrap())
    };
    assert_eq!((rules("first"), rules("second")), (Some(1), Some(1)), "{output}");
}

#[test]
fn a_pack_of_the_same_name_takes_the_place_of_a_shipped_one_and_is_named() {
    let pack = "pack eu-nis2 \"Our NIS2\" { version: \"9\"; schema: 1 }\nextend kind role { z: text? }\n";
    let plan = "plan p \"P\"\norganisation acme { regimes: nis2; entity: essential; acts_as: entity }\n";
    let sandbox = Sandbox::new("replaced").file("plan.irp", plan).file("own/a.irpolicy", pack);
    sandbox.run("check --format compact").says(1, &["duty-without-path", "NIS2 Art. 23(4)(a)"]);
    let ran = sandbox.run("check --policies own -v --format compact");
    ran.says(1, &["packs of your own: eu-nis2 (own/a.irpolicy, in place of the one in the program)"]);
    ran.hides(&["NIS2 Art. 23(4)(a)"]);
    let output = json(&sandbox, "check --policies own --format json");
    let packs = output["packs"].as_array().unwrap();
    let nis2: Vec<_> = packs.iter().filter(|pack| pack["name"] == "eu-nis2").collect();
    assert_eq!(nis2.len(), 1);
    assert_eq!(
        (nis2[0]["origin"].as_str(), nis2[0]["replaces_shipped"].as_bool()),
        (Some("user"), Some(true))
    );
    assert_eq!(nis2[0]["version"], "9");
}

#[test]
fn the_schema_is_added_to_and_never_replaced() {
    let schema = "schema core 1\n\n## A.\nkind asset \"A\" {\n  ## N.\n  note: text?\n}\n";
    let sandbox = small("schema", "enum mood { calm }").file("house/schema.irpolicy", schema);
    let ran = sandbox.run("check --format compact");
    ran.says(2, &["house/schema.irpolicy:4:6: error[name/twice] `asset` is already a kind"]);
    ran.hides(&["there is no kind", "there is no list"]);
}

#[test]
fn a_rule_that_nobody_may_accept_is_not_ignored_in_silence() {
    let wanted = "`acceptance-incomplete` is left out, although no plan may accept what it finds";
    let sandbox = small("ignored", "enum mood { calm }");
    for format in ["text", "plain", "compact"] {
        let words = format!("check --ignore acceptance-incomplete --format {format}");
        sandbox.run(&words).says(1, &[wanted, "by `ignore`"]);
    }
    let output = json(&sandbox, "check --ignore core --format json");
    let changes = output["adjustments"].as_array().unwrap();
    let ignored: Vec<_> = changes.iter().filter(|one| one["change"] == "ignored").collect();
    assert_eq!(ignored.len(), 3, "{output}");
    sandbox.run("check --select cloud --ignore core").hides(&[wanted]);
}

#[test]
fn a_copy_of_the_shipped_policies_takes_their_place() {
    let shipped = format!("{}/policies", env!("CARGO_MANIFEST_DIR"));
    let sandbox = Sandbox::new("copy");
    let copy = sandbox.folder.join("policies");
    for entry in walkdir::WalkDir::new(&shipped) {
        let entry = entry.unwrap();
        let to = copy.join(entry.path().strip_prefix(&shipped).unwrap());
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(to).unwrap();
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
    let ran = sandbox.run("test policies --filter backup-is-primary");
    ran.says(0, &["of 1 rule: all as expected"]).hides(&["already a kind"]);
}
