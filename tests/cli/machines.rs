//! The formats for other programs, each as its readers want it: SARIF, `JUnit`, annotations, Code Quality, Markdown.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::sandbox::{Ran, Sandbox};

const PLAN: &str = "\
plan p \"P\"
person anna \"Anna\"
person ben \"Ben\"
role desk \"Duty desk\" { primary: anna; backup: anna }
role lead \"Lead\" { primary: ben }
";

/// Two faults of one rule, of which the plan accepts one.
const ACCEPTED: &str = "\
role night \"Night desk\" { primary: ben; backup: ben }
role ceo \"Chief\" { primary: anna; backup: none }
accept backup-is-primary on night by ceo until 2027-01-31 because \"Nobody else | yet\"
";

fn sandbox(name: &str) -> Sandbox {
    Sandbox::new(name).file("plans/plan.irp", format!("{PLAN}{ACCEPTED}"))
}

fn ran(name: &str, words: &str) -> Ran {
    sandbox(name).run(&format!("check --select backup-is-primary plans {words}"))
}

fn sarif(name: &str, words: &str) -> Value {
    let log: Value = serde_json::from_str(&ran(name, &format!("--format sarif {words}")).out).unwrap();
    log["runs"][0].clone()
}

#[test]
fn sarif_has_the_rule_with_its_page_and_a_result_for_each_open_finding() {
    let run = sarif("sarif-one", "");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 2, "{results:#?}");
    let result = &results[0];
    assert_eq!(result["ruleId"], "backup-is-primary");
    let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
    assert_eq!((&rule["id"], &rule["name"]), (&"backup-is-primary".into(), &"BackupIsPrimary".into()));
    assert_eq!(rule["shortDescription"]["text"], "A backup is somebody else.");
    assert!(rule["fullDescription"]["text"].as_str().unwrap().len() > 40);
    assert!(rule["help"]["markdown"].as_str().unwrap().starts_with("# backup-is-primary\n"));
    assert_eq!(
        rule["helpUri"],
        "https://github.com/irlint/irlint/blob/main/docs/rules/core/backup-is-primary.md"
    );
    assert_eq!(rule["properties"]["security-severity"], "7.5");
    assert_eq!(result["level"], "error");
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "plans/plan.irp");
    assert_eq!(
        place["region"],
        serde_json::json!({ "startLine": 4, "startColumn": 48, "endLine": 4, "endColumn": 52 })
    );
    assert_eq!(result["relatedLocations"][0]["message"]["text"], "and as primary here.");
    assert!(
        result["message"]["text"]
            .as_str()
            .unwrap()
            .starts_with("Anna is both primary and backup of Duty desk.\n")
    );
    assert!(result["partialFingerprints"]["irlint/v1"].as_str().unwrap().len() == 32);
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
    assert_eq!(run["properties"]["as_of"], "2026-11-23");
    assert!(run["properties"]["summary"].as_str().unwrap().contains("1 accepted"));
}

/// A report whose sender is away over the holiday, with a stage before it.
const ASLEEP: &str = "plan ours \"Ours\" { calendar: days }
calendar days { weekend: Sat, Sun; holidays: 2026-12-25 }
person dana \"Dana\" { hours: Mon-Fri 09:00-17:00; reach: office_hours }
role dpo \"DPO\" { primary: dana; backup: none }
stage assess \"Assess\" { marks: awareness; next: search }
stage search \"Search\" { within: 12 hours; next: report }
stage report \"Report\" { within: 1 hour; next: none }
notify tell from dpo within 72 hours after awareness during report
";

const STEPS: [(&str, u64); 4] = [
    ("the clock of 72 hours starts in the stage Assess", 5),
    ("12 hours for the stage Search", 6),
    ("at the worst 3 days 16 hours until somebody of DPO is there, from Thu 2026-12-24 17:00", 8),
    ("72 hours are over", 8),
];

#[test]
fn a_chain_of_time_is_a_code_flow_and_numbered_steps() {
    let asleep = |format: &str| {
        let sandbox = Sandbox::new(&format!("steps-{format}")).file("plan.irp", ASLEEP);
        sandbox.run(&format!("check plan.irp --select sender-asleep --format {format}")).out
    };
    let log: Value = serde_json::from_str(&asleep("sarif")).unwrap();
    let flow = &log["runs"][0]["results"][0]["codeFlows"][0]["threadFlows"][0]["locations"];
    let output: Value = serde_json::from_str(&asleep("json")).unwrap();
    let steps = &output["findings"][0]["steps"];
    assert_eq!((flow.as_array().unwrap().len(), steps.as_array().unwrap().len()), (4, 4));
    let (text, plain, markdown) = (asleep("text"), asleep("plain"), asleep("markdown"));
    for (at, (words, line)) in STEPS.iter().enumerate() {
        let location = &flow[at]["location"];
        assert_eq!(location["message"]["text"], format!("{words}."));
        assert_eq!(location["physicalLocation"]["region"]["startLine"], *line);
        assert_eq!((&steps[at]["message"], &steps[at]["start"]["line"]), (&(*words).into(), &(*line).into()));
        let number = at + 1;
        assert!(text.contains(&format!(" {number}. {words} (plan.irp:{line}:")), "{text}");
        assert!(plain.contains(&format!("Step {number}: plan.irp, line {line}, column ")), "{plain}");
        let begins = words.split(':').next().unwrap_or(words);
        assert!(markdown.contains(&format!("<br>{number}. {begins}")), "{markdown}");
    }
}

#[test]
fn sarif_says_what_is_undecided() {
    let run = sarif("sarif-undecided", "");
    let result = run["results"].as_array().unwrap().last().unwrap();
    assert_eq!(result["ruleId"], "missing/role.backup");
    assert_eq!(result["properties"]["outcome"], "undecided");
    let text = result["message"]["text"].as_str().unwrap();
    assert!(
        text.starts_with("Undecided: role `lead` does not state `backup`.\nWaiting: backup-is-primary.\n"),
        "{text}"
    );
}

#[test]
fn sarif_holds_accepted_results_only_if_asked() {
    let run = sarif("sarif-accepted", "--sarif-suppressions");
    let results = run["results"].as_array().unwrap();
    let suppressed: Vec<&Value> = results.iter().filter(|result| !result["suppressions"].is_null()).collect();
    assert_eq!((results.len(), suppressed.len()), (3, 1));
    let suppression = &suppressed[0]["suppressions"][0];
    assert_eq!((&suppression["kind"], &suppression["status"]), (&"inSource".into(), &"accepted".into()));
    let why = "accepted by Chief until 2027-01-31: Nobody else | yet";
    assert_eq!(suppression["justification"], why);
    assert_eq!(suppression["location"]["physicalLocation"]["region"]["startLine"], 8);
}

#[test]
fn sarif_says_if_something_could_not_be_checked() {
    let broken = Sandbox::new("sarif-broken").file("plan.irp", "plan p \"P\"\nperson anna { fone: none }\n");
    let ran = broken.run("check plan.irp none.irp --format sarif");
    ran.says(2, &["none.irp"]);
    let log: Value = serde_json::from_str(&ran.out).unwrap();
    let invocation = &log["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    assert_eq!(invocation["toolExecutionNotifications"][0]["level"], "error");
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    let rule = rules.iter().find(|rule| rule["id"] == "name/attribute").unwrap();
    assert_eq!(rule["shortDescription"]["text"], "Every name stands for something.");
    assert!(rule["help"]["markdown"].is_string() && rule["name"] == "NameAttribute");
}

#[test]
fn paths_are_told_from_the_top_of_the_repository() {
    let sandbox = sandbox("from-the-top").file("sub/plan.irp", PLAN);
    for (here, words, path) in [
        ("sub", "plan.irp", "sub/plan.irp"),
        ("sub", "../plans/plan.irp", "plans/plan.irp"),
        ("plans", ".", "plans/plan.irp"),
    ] {
        let in_folder = |format: &str| sandbox.run_in(here, &format!("check --format {format} {words}")).out;
        let sarif: Value = serde_json::from_str(&in_folder("sarif")).unwrap();
        let location = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
        assert_eq!(location["artifactLocation"]["uri"], path);
        let issues: Value = serde_json::from_str(&in_folder("gitlab")).unwrap();
        assert_eq!(issues[0]["location"]["path"], path);
        assert!(in_folder("github").contains(&format!("file={path},line=")));
    }
}

#[test]
fn junit_has_a_suite_for_each_plan_and_a_case_for_each_rule() {
    let sandbox = sandbox("junit-one").file("plans/two.irp", PLAN);
    let ran = sandbox.run("check plans --format junit --select backup-is-primary,scenario-not-practised");
    ran.says(
        1,
        &[
            "<testsuites name=\"irlint check\" tests=\"4\" failures=\"2\" errors=\"0\">",
            "<testsuite name=\"plans/plan.irp\" tests=\"2\" failures=\"1\" errors=\"0\" skipped=\"1\">",
            "<property name=\"as_of\" value=\"2026-11-23\"/>",
            "<testcase classname=\"plans.plan.irp\" name=\"backup-is-primary\" file=\"plans/plan.irp\" line=\"4\">",
            "<failure type=\"error\" message=\"plans/plan.irp:4:48: Anna is both primary and backup of Duty desk. (and 1 more)\">",
            "role `lead` does not state `backup`",
            "accepted by Chief until 2027-01-31: Nobody else | yet</system-out>",
            "name=\"scenario-not-practised\" file=\"plans/plan.irp\" line=\"1\">\n      <skipped message=\"not applicable\"/>",
            "<testsuite name=\"plans/two.irp\" ",
        ],
    );
    tags(&ran.out).unwrap();
}

#[test]
fn junit_skips_what_is_accepted_and_passes_what_fails_no_run() {
    let plan = PLAN.replace("primary: anna; backup: anna", "primary: anna; backup: ben");
    let plan = format!("{}{ACCEPTED}", plan.replace("primary: ben }", "primary: ben; backup: none }"));
    let sandbox = Sandbox::new("junit-accepted").file("plan.irp", plan);
    sandbox.run("check --select backup-is-primary --format junit").says(
        0,
        &["tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"1\"", "<skipped message=\"Ben is both primary and backup of Night desk.; accepted by Chief until 2027-01-31: Nobody else | yet\"/>"],
    );
    let warned = Sandbox::new("junit-warned").file("plan.irp", PLAN).file("irlint.toml", "policies = ['h']\n").file(
        "h/a.irpolicy",
        "pack h \"H\" { version: \"1\"; schema: 1; uses: core }\nadjust backup-is-primary { severity: warning; because \"x\" }\n",
    );
    let ran = warned.run("check --select backup-is-primary --format junit");
    ran.says(0, &["failures=\"0\"", "<system-out>warning: plan.irp:4:48: Anna is both", "name=\"adjusted\""]);
    warned
        .run("check --select backup-is-primary --format junit --fail-on warning")
        .says(1, &["<failure type=\"warning\""]);
}

#[test]
fn junit_says_what_is_of_no_rule() {
    let sandbox = Sandbox::new("junit-broken")
        .file("plan.irp", "plan p \"P\"\nperson anna { fone: none }\n")
        .file("h/a.irpolicy", "pack h \"H\" { version: \"1\"; schema: 2 }\nrule r \"R\" { }\n");
    sandbox.run("check --format junit --policies h plan.irp").says(
        2,
        &[
            "<testsuite name=\"policies\" ",
            "name=\"name/attribute\" file=\"plan.irp\" line=\"2\">",
            "did you mean `phone`?",
        ],
    );
    let nothing = Sandbox::new("junit-nothing").run("check --format junit");
    nothing.says(3, &["<testsuite name=\"policies\" tests=\"0\"", "checked no plan"]);
}

#[test]
fn github_annotates_the_worst_nine_and_counts_the_rest() {
    let roles = many_roles(12);
    let sandbox = Sandbox::new("github-many")
        .file("plan.irp", format!("plan p \"P\"\nperson anna\nrole x {{ primary: anna }}\n{roles}"));
    let ran = sandbox.run("check --select backup-is-primary --format github");
    let commands: Vec<&str> = ran.out.lines().filter(|line| line.starts_with("::")).collect();
    assert_eq!(commands.len(), 10, "{commands:#?}");
    let first = "::error title=missing/role.backup,file=plan.irp,line=3,endLine=3,col=1,endColumn=7::undecided: role `x` does not state `backup`%0Ahelp: write ";
    assert!(commands[0].starts_with(first), "{}", commands[0]);
    assert_eq!(commands[9], "::error title=irlint::and 4 more (4 errors): all stand in the log of this step");
    let lines = ran.out.lines().filter(|line| line.starts_with("plan.irp:")).count();
    assert_eq!(lines, 13, "{}", ran.out);
    assert!(ran.out.ends_with("13 findings (13 errors)\n"), "{}", ran.out);
}

#[test]
fn github_adds_tables_to_the_summary_of_the_step() {
    let sandbox = sandbox("github-summary").file("summary.md", "before\n");
    let path = sandbox.folder.join("summary.md");
    let variable = [("GITHUB_STEP_SUMMARY", path.to_str().unwrap())];
    let read = || std::fs::read_to_string(&path).unwrap();
    sandbox.run_with("check plans", &variable, b"").says(1, &[]);
    assert_eq!(read(), "before\n");
    sandbox.run_with("check plans --format github", &variable, b"").says(1, &[]);
    assert!(read().starts_with("before\n## irlint: ") && read().contains("### Accepted"), "{}", read());
    let nowhere = [("GITHUB_STEP_SUMMARY", "/nowhere/summary.md")];
    sandbox.run_with("check plans --format github", &nowhere, b"").says(
        2,
        &[
            "::error ",
            "error: cannot write the step summary `/nowhere/summary.md`: ",
            "help: the variable `GITHUB_STEP_SUMMARY` names it",
        ],
    );
}

#[test]
fn gitlab_gets_a_list_with_unique_fingerprints_and_the_rest_is_said_beside_it() {
    let ran = sandbox("gitlab-one").run("check plans --format gitlab");
    let issues: Vec<Value> = serde_json::from_str(&ran.out).unwrap();
    let prints: BTreeSet<&str> = issues.iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
    assert_eq!(prints.len(), issues.len());
    let issue = issues.iter().find(|issue| issue["check_name"] == "backup-is-primary").unwrap();
    assert_eq!(issue["severity"], "major");
    assert_eq!(issue["location"]["lines"]["begin"], 4);
    assert!(
        issues
            .iter()
            .all(|issue| issue["description"].as_str().is_some_and(|said| !said.contains("Night desk.")))
    );
    assert!(
        ran.err.contains("summary: checked 1 plan against ") && ran.err.contains("as of 2026-11-23"),
        "{}",
        ran.err
    );
}

#[test]
fn markdown_shows_findings_and_what_is_accepted() {
    let ran = ran("markdown-one", "--format markdown");
    assert_eq!(ran.out, "\
## irlint: 2 findings (2 errors), 1 accepted

checked 1 plan against 1 rule as of 2026-11-23: 0 passed, 1 failed; 2 findings (2 errors), 1 accepted

| Severity | Place | Finding |
|---|---|---|
| error | `plans/plan.irp:4:48` | `backup-is-primary`: Anna is both primary and backup of Duty desk.<br>When Anna is away, so is the backup.<br>**Help:** Name a second person, or write `backup: none` and have the gap accepted.<br>Source: UK NCSC Cyber Assessment Framework 4.0, D1.b: key roles are duplicated \\<https\\://www\\.ncsc.gov.uk/collection/cyber-assessment-framework\\> (verified) |
| error, undecided | `plans/plan.irp:5:1` | `missing/role.backup`: role `lead` does not state `backup`<br>Waiting: backup-is-primary<br>The people who stand in, in the order they are called.<br>**Help:** write `backup:` and the name of a person, several with commas, or `none` if there is none |

### Accepted

| Place | Finding | Terms |
|---|---|---|
| `plans/plan.irp:6:49` | `backup-is-primary`: Ben is both primary and backup of Night desk. | accepted by Chief until 2027-01-31: Nobody else \\| yet |

to fix: `irlint check --fix --unsafe-fixes` writes 1 guess or question into the plan
");
}

#[test]
fn markdown_stays_within_what_a_comment_takes_and_counts_the_rest() {
    let roles = many_roles(2000);
    let sandbox =
        Sandbox::new("markdown-long").file("plan.irp", format!("plan p \"P\"\nperson anna\n{roles}"));
    let text = sandbox.run("check --select backup-is-primary --format markdown").out;
    assert!(text.len() < 65_000 && text.len() > 50_000, "{}", text.len());
    let rows = text.lines().filter(|line| line.starts_with("| error")).count();
    assert!(
        text.contains(&format!(
            "\nAnd {0} more ({0} errors), for which there is no room here.\n",
            2000 - rows
        )),
        "{rows}"
    );
}

fn many_roles(number: usize) -> String {
    let role = |number| format!("role r{number} {{ primary: anna; backup: anna }}\n");
    (0..number).map(role).collect::<Vec<_>>().concat()
}

/// The names of the tags of an XML text in their order, if each is closed where it should be and no text holds a sign
/// of markup.
pub fn tags(xml: &str) -> Result<Vec<String>, String> {
    let mut open: Vec<String> = Vec::new();
    let mut all = Vec::new();
    let body = xml.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n").ok_or("no head")?;
    for piece in body.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').ok_or_else(|| format!("not closed: {piece}"))?;
        let entities =
            ["&amp;", "&lt;", "&gt;", "&quot;"].iter().map(|name| piece.matches(name).count()).sum::<usize>();
        if entities != piece.matches('&').count() || text.contains('>') || tag.matches('"').count() % 2 != 0 {
            return Err(format!("not escaped: {piece}"));
        }
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop().as_deref() != Some(name) {
                return Err(format!("closes what is not open: {name}"));
            }
            continue;
        }
        let name = tag.split(' ').next().unwrap_or("").trim_end_matches('/').to_owned();
        all.push(name.clone());
        if !tag.ends_with('/') {
            open.push(name);
        }
    }
    if open.is_empty() { Ok(all) } else { Err(format!("never closed: {open:?}")) }
}
