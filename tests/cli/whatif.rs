//! Setting facts of a plan from outside: what would come and go, where facts are written, and how it ends.

use crate::sandbox::Sandbox;

const PLAN: &str = "plan p \"Our plan\" { version: \"1\" }\n\
person eva { phone: +49 30 23125 101 }\n\
role desk \"Duty desk\" { primary: eva; backup: none }\n\
provider azure \"Azure\"\n\
asset web \"Web shop\" { provider: azure; model: paas; owner: desk }\n\
table asset {\n\
  id   | provider | model | owner\n\
  mail | azure    |       | desk\n\
  fax  | none\n\
}\n\
severity sev1 { rank: 1 }\n\
stage detect { within: { sev1: 1 hour } }\n\
detection siem { run_by: desk; watches: web; areas: data, config, identity, client, app, network }\n\
playbook shop { step cut { owner: desk } }\n";

fn plan(name: &str) -> Sandbox {
    Sandbox::new(name).file("plan.irp", PLAN)
}

fn json(sandbox: &Sandbox, words: &str) -> serde_json::Value {
    serde_json::from_str(&sandbox.run(words).out).unwrap()
}

/// The rule of the tests.
const RULE: &str = "--select customer-side-unwatched";

#[test]
fn what_would_appear_is_said_with_its_place() {
    let ran = plan("appear").run(&format!("whatif plan.irp --set web.model=iaas {RULE}"));
    assert_eq!(ran.err, "");
    let in_the_folder = plan("appear-here").run(&format!("whatif --set web.model=iaas {RULE}"));
    assert_eq!((&in_the_folder.out, in_the_folder.code), (&ran.out, 1));
    ran.says(
        1,
        &[
            "if `web.model` said `iaas`, instead of `paas` (plan.irp:5:48)\n",
            "\nwould appear:\n  error[customer-side-unwatched] Nothing of yours watches the operating system of Web shop",
            "\n    plan.irp:5:1, asset `web`\n    help: Name the system under",
            "\n1 finding (1 on `asset`) would appear, nothing would vanish, 2 findings stay: 1 rule on 2026-11-23\n",
        ],
    );
    ran.hides(&["would vanish:"]);
}

#[test]
fn what_would_vanish_is_said_and_fails_nothing() {
    let sandbox = plan("vanish").file("iaas.irp", PLAN.replace("model: paas", "model: iaas"));
    let ran = sandbox.run(&format!("whatif iaas.irp --set web.model=paas {RULE}"));
    ran.says(
        0,
        &[
            "\nwould vanish:\n  error[customer-side-unwatched]",
            "nothing would appear, 1 finding (1 on `asset`) would vanish",
        ],
    );
    ran.hides(&["would appear:"]);
}

#[test]
fn a_missing_fact_is_told_of_the_rules_that_wait_for_it_anew() {
    let sandbox = plan("waiting");
    let ran = sandbox.run(&format!("whatif plan.irp --set mail.model=saas {RULE}"));
    ran.says(
        1,
        &[
            "which it does not state now (plan.irp:8:1)",
            "would vanish:\n  error[missing/asset.model] undecided asset `mail` does not state `model`",
            "waiting: customer-side-unwatched",
        ],
    );
}

#[test]
fn several_facts_are_set_together_and_the_findings_can_be_of_any_kind() {
    let sandbox = plan("several");
    let ran = sandbox.run("whatif plan.irp --set web.model=iaas --set shop.cut.owner=none --select customer-side-unwatched,step-without-owner");
    ran.says(
        1,
        &[
            "if `shop.cut.owner` said `none`, instead of `desk`",
            "(1 on `asset`, 1 on `step`) would appear",
            "step `shop.cut`",
        ],
    );
}

#[test]
fn facts_are_written_wherever_they_can_stand() {
    let sandbox = plan("where");
    // In braces, behind a header without braces, in an empty cell, behind a short row, in a new column, for a map.
    let cases = [
        ("desk.function=first_response", "which it does not state now (plan.irp:3:1)"),
        ("azure.data_role=processor", "which it does not state now (plan.irp:4:1)"),
        ("mail.model=saas", "which it does not state now (plan.irp:8:1)"),
        ("fax.owner=desk", "which it does not state now (plan.irp:9:1)"),
        ("fax.critical=high", "which it does not state now (plan.irp:9:1)"),
        ("detect.within=2 hours", "(plan.irp:12:16)"),
        ("shop.cut.within=1 hour", "which it does not state now (plan.irp:14:17)"),
        ("azure.services=azure, microsoft_365", "which it does not state now (plan.irp:4:1)"),
    ];
    for (set, wanted) in cases {
        let ran = sandbox.run_words(&["whatif", "plan.irp", "--select", "core", "--set", set]);
        assert!(ran.code < 2, "{set}: {ran:#?}");
        assert!(ran.out.contains(wanted), "{set}: {ran:#?}");
    }
    assert_eq!(
        std::fs::read_to_string(sandbox.folder.join("plan.irp")).unwrap(),
        PLAN,
        "the plan was written to"
    );
}

#[test]
fn facts_in_a_document_keep_their_lines() {
    let document = format!("# Our plan\n\nSome words.\n\n```irp\n{PLAN}```\n\nMore words.\n");
    let sandbox = Sandbox::new("document").file("plan.md", document);
    let ran = sandbox.run(&format!("whatif plan.md --set web.model=iaas {RULE}"));
    ran.says(1, &["instead of `paas` (plan.md:10:48)", "plan.md:10:1, asset `web`"]);
}

#[test]
fn a_fact_in_a_file_that_the_plan_uses_is_set_there() {
    let (first, rest) = PLAN.split_once("person").unwrap();
    let sandbox = Sandbox::new("used")
        .file("plan.irp", format!("use \"rest.irp\"\n{first}"))
        .file("rest.irp", format!("person{rest}"));
    let ran = sandbox.run(&format!("whatif plan.irp --set web.model=iaas {RULE}"));
    ran.says(1, &["(rest.irp:4:48)", "rest.irp:4:1, asset `web`"]);
}

#[test]
fn a_fact_that_is_so_already_is_said() {
    let ran = plan("same").run(&format!("whatif plan.irp --set web.model=paas {RULE}"));
    ran.says(
        0,
        &[
            "if `web.model` said `paas`, as it does already: this changes nothing",
            "nothing would appear, nothing would vanish",
        ],
    );
}

#[test]
fn rules_with_nothing_left_to_look_at_are_named() {
    let sandbox =
        Sandbox::new("silent").file("plan.irp", "plan p \"P\"\nrole desk { backup: tom }\nperson tom\n");
    sandbox
        .run("whatif plan.irp --set desk.backup=none --select backup-is-primary")
        .says(0, &["with nothing to look at then: backup-is-primary"]);
}

#[test]
fn what_the_plan_accepts_neither_comes_nor_goes() {
    let accept = "role ceo\naccept customer-side-unwatched on web by ceo until 2027-01-01 because \"Test\"\n";
    let sandbox = Sandbox::new("accepted-whatif").file("plan.irp", format!("{PLAN}{accept}"));
    sandbox.run(&format!("whatif plan.irp --set web.model=iaas {RULE}")).says(0, &["nothing would appear"]);
}

#[test]
fn json_holds_findings_as_a_check_does() {
    let output =
        json(&plan("whatif-json"), &format!("whatif plan.irp --set web.model=iaas --format json {RULE}"));
    assert_eq!((&output["schema_version"], &output["plan"]), (&1.into(), &"plan.irp".into()));
    assert_eq!(
        output["set"][0],
        serde_json::json!({ "thing": "web", "attribute": "model", "value": "iaas", "before": "paas", "changes": true,
                            "path": "plan.irp", "line": 5, "column": 48 })
    );
    assert_eq!(
        (&output["appear"][0]["rule"], &output["appear"][0]["thing"]),
        (&"customer-side-unwatched".into(), &"web".into())
    );
    assert_eq!(output["summary"], serde_json::json!({ "appear": 1, "vanish": 0, "stay": 2, "rules": 1 }));
}

#[test]
fn the_level_that_fails_the_run_can_be_set() {
    let sandbox = plan("level").file("irlint.toml", "fail-on = \"note\"\n");
    let words = "whatif plan.irp --set desk.backup=eva --select backup-is-primary,plan-hangs-on-one-person";
    sandbox.run(words).says(1, &["would appear:"]);
    sandbox.run(&format!("{words} --fail-on error --ignore backup-is-primary")).says(0, &[]);
}

#[test]
fn private_values_never_show() {
    let sandbox = plan("private-whatif");
    let words = ["whatif", "plan.irp", "--set", "eva.phone=+49 30 23125 999"];
    sandbox.run_words(&words).hides(&["23125"]);
    sandbox.run_words(&[&words[..], &["--format", "json"]].concat()).hides(&["23125"]);
}

#[test]
fn what_cannot_be_set_is_said_with_a_way_out() {
    let sandbox = plan("wrong-set")
        .file("broken.irp", PLAN.replace("owner: desk }\ntable", "owner: dsk }\ntable"))
        .file("empty/x.txt", "");
    let cases: [(&str, &[&str]); 12] = [
        ("web.model", &["cannot read `--set web.model`", "THING.ATTRIBUTE=VALUE"]),
        ("model=paas", &["cannot read `--set model=paas`"]),
        ("web.model=", &["cannot read `--set web.model=`"]),
        ("webb.model=paas", &["nothing in the plan is called `webb`", "did you mean `web`?"]),
        ("web.modl=paas", &["an asset has no `modl`", "did you mean `model`?"]),
        ("web.colour=red", &["an asset has no `colour`", "an asset has provider, model"]),
        (
            "web.model=pas",
            &["`web.model` cannot be `pas`: `pas` is not known as a service model", "did you mean `paas`?"],
        ),
        ("web.owner=eva", &["`web.owner` cannot be `eva`: ", "role"]),
        ("web.model=iaas; critical: low", &["is more than the values of `model`"]),
        ("web.model=iaas # so", &["is more than the values of `model`"]),
        ("mail.model=iaas | desk", &["`mail.model` cannot be"]),
        ("siem.alerts=desk", &["`alerts` of `siem` holds parts"]),
    ];
    for (set, wanted) in cases {
        sandbox.run_words(&["whatif", "plan.irp", "--set", set]).says(2, wanted);
    }
    sandbox.run("whatif plan.irp").says(2, &["--set"]);
    sandbox
        .run("whatif plan.irp --set web.model=iaas --set web.model=saas")
        .says(2, &["`web.model` is set twice"]);
    sandbox
        .run("whatif broken.irp --set web.model=iaas")
        .says(2, &["error: broken.irp:5:", "dsk", "a plan that does not read cannot be changed"]);
    sandbox
        .run("whatif nowhere.irp --set web.model=iaas")
        .says(2, &["there is no file or folder `nowhere.irp`"]);
    sandbox.run("whatif empty --set web.model=iaas").says(3, &["there is no plan in `empty`"]);
    sandbox.run("whatif . --set web.model=iaas").says(2, &["there are 2 plans in `.`"]);
    sandbox.run("whatif plan.irp --set web.model=iaas --select no-such").says(2, &["no-such"]);
}

#[test]
fn a_thing_that_a_plan_has_once_is_named_by_its_kind() {
    let text = "plan p \"P\" { version: \"1\" }\norganisation { regimes: nis2 }\nrole lead\n";
    let sandbox = Sandbox::new("whatif-single").file("plan.irp", text);
    let ran = sandbox.run("whatif plan.irp --select plan-without-owner --set plan.owner=lead");
    ran.says(
        0,
        &["if `plan.owner` said `lead`", "[plan-without-owner]", "1 finding (1 on `plan`) would vanish"],
    );
    let ran = sandbox.run("whatif plan.irp --select duties --set organisation.entity=essential");
    ran.hides(&["nothing in the plan is called"]).hides(&["cannot be"]);
    sandbox.run("whatif plan.irp --set role.primary=lead").says(2, &["nothing in the plan is called `role`"]);
    sandbox.run("why plan-without-owner organisation plan.irp").hides(&["nothing in the plan is called"]);
}
