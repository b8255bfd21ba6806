//! Limits of checking and of what is written: at each nothing is left out, and beyond it that is said. And what is said of a bug.

use std::fmt::Write as _;
use std::process::Command;

use irlint::analysis::Analysis;
use irlint::finding::{Finding, Level};
use irlint::policy::eval::{LONGEST_SHOWN, MOST_NAMED, STEP_LIMIT};
use irlint::report::{Options, format_named, write, write_step_summary};
use irlint::text::{Language, Origin, Source, Sources, Span};
use jiff::civil::date;

use crate::sandbox::{Ran, Sandbox};

/// An analysis with so many findings, each with a message of so many letters.
fn analysis(count: usize, letters: usize) -> Analysis {
    let mut sources = Sources::new();
    let file = sources.add(Source::new("plan.irp", "plan p \"P\"\n", Language::Plan, Origin::User));
    let finding = |number: usize| {
        let message = format!("mistake {number} {}", "x".repeat(letters));
        Finding::unreadable("a-rule", Span::head_of(file), message).level(Level::Error)
    };
    let findings = (0..count).map(finding).collect();
    Analysis { findings, ..Analysis::empty(sources, date(2026, 11, 23)) }
}

fn written(format: &str, analysis: &Analysis) -> String {
    let mut bytes = Vec::new();
    let format = format_named(format).unwrap();
    write(format, (analysis, &irlint::policy::ir::Policies::default()), &Options::default(), &mut bytes)
        .unwrap();
    String::from_utf8(bytes).unwrap()
}

/// With as many as were asked for, it would not end within minutes.
#[test]
fn no_more_than_256_threads_are_started_whatever_is_asked_for() {
    let sandbox = Sandbox::new("threads-asked").file("plan.irp", "plan p \"P\" { owner: none }\n");
    let few = sandbox.run("check plan.irp --format json -j 256");
    for jobs in [257, 60_000] {
        let many = sandbox.run(&format!("check plan.irp --format json -j {jobs}"));
        assert_eq!((many.code, &many.out, &many.err), (few.code, &few.out, &few.err));
    }
    few.says(1, &["asset-missing"]);
}

#[test]
fn sarif_has_25000_results_and_counts_the_rest() {
    let results = |count: usize| written("sarif", &analysis(count, 0));
    let (within, beyond) = (results(25_000), results(25_002));
    assert_eq!(within.matches("\"ruleIndex\"").count(), 25_000);
    assert_eq!(beyond.matches("\"ruleIndex\"").count(), 25_000);
    assert!(!within.contains("are left out"));
    assert!(beyond.contains("2 more results (2 errors) are left out: code scanning takes 25000."));
}

#[test]
fn github_has_nine_annotations_and_a_tenth_counts_the_rest() {
    let annotations = |count: usize| written("github", &analysis(count, 0));
    assert_eq!(annotations(9).matches("::error ").count(), 9);
    assert_eq!(annotations(11).matches("::error ").count(), 10);
    assert!(annotations(11).contains("and 2 more (2 errors)"));
}

#[test]
fn tables_fit_into_a_comment_and_into_the_summary_of_a_step() {
    let many = analysis(4_000, 1_000);
    let comment = written("markdown", &many);
    let mut summary = Vec::new();
    let options = Options::default();
    write_step_summary((&many, &irlint::policy::ir::Policies::default()), &options, &mut summary).unwrap();
    let summary = String::from_utf8(summary).unwrap();
    for (text, most) in [(comment, 60_000), (summary, 1_000_000)] {
        assert!(text.len() <= most && text.len() > most - 2_000, "{} of {most}", text.len());
        assert!(text.contains("for which there is no room here"), "{}", &text[text.len() - 300..]);
    }
    let few = written("markdown", &analysis(50, 1_000));
    assert!(few.len() < 60_000 && !few.contains("no room"), "{}", few.len());
}

/// A rule that looks at every four of the things of a plan.
const EVERY_FOUR: &str = "pack own \"Own\" { version: \"1\"; schema: 1; source: \"Made up\" }\n\
rule every-four \"T\" {\n  severity: error\n  for each role a, role b, role c, role d\n  require not (a = b) or not (c = d) or a.function has legal\n\
message \"{a}\"\n  bad { role x { function: recovery } }\n  good { role x { function: legal } }\n}\n";

/// Checks a plan of so many roles by the rule that `pack` has.
fn check_roles(name: &str, count: usize, (pack, rule): (&str, &str)) -> Ran {
    let plan = (0..count).fold("plan p \"P\"\n".to_owned(), |mut plan, number| {
        let _ = writeln!(plan, "role r{number} {{ function: legal }}");
        plan
    });
    let sandbox = Sandbox::new(name).file("plan.irp", plan).file("own/own.irpolicy", pack);
    sandbox.run(&format!("check plan.irp --policies own --select {rule} --format compact"))
}

#[test]
fn a_rule_takes_ten_million_steps_and_no_more() {
    assert_eq!(STEP_LIMIT, 10_000_000);
    let rule = (EVERY_FOUR, "every-four");
    check_roles("few-steps", 20, rule).says(0, &["1 passed"]).hides(&["was stopped"]);
    check_roles("many-steps", 80, rule).says(
        2,
        &["error[check/too-many-steps] the rule `every-four` was stopped after 10000000 steps on this plan"],
    );
}

#[test]
fn a_rule_of_the_program_that_is_stopped_can_be_left_out() {
    let pair = |number: usize| {
        format!("scenario s{number} {{ compromises: office }}\nnotify n{number} from desk via mail\n")
    };
    let plan: String = (0..1500).map(pair).collect();
    let sandbox = Sandbox::new("stopped").file(
        "plan.irp",
        format!("plan p\nasset office\nrole desk\nchannel mail {{ runs_on: office }}\n{plan}"),
    );
    sandbox.run("check plan.irp --select report-channel-lost").says(
        2,
        &[
            "the rule `report-channel-lost` was stopped",
            "leave the rule out with `--ignore report-channel-lost`",
        ],
    );
}

/// A pack that looks at every four of the things of a plan before it says whether it concerns it.
const EVERY_FOUR_FIRST: &str = "pack own \"Own\" { version: \"1\"; schema: 1; source: \"Made up\"\n\
  applies when no role a, role b, role c, role d where not (a = b) and not (c = d) and (a.function has recovery or d.function has recovery) }\n\
rule some-role \"T\" {\n  severity: error\n  for each role r\n  require r.function has recovery\n\
message \"{r}\"\n  bad { role x { function: legal } }\n  good { role x { function: legal } }\n}\n";

#[test]
fn the_condition_of_a_pack_takes_ten_million_steps_and_no_more() {
    let rule = (EVERY_FOUR_FIRST, "some-role");
    check_roles("few-steps-of-a-pack", 20, rule).says(1, &["error[some-role]"]).hides(&["was stopped"]);
    check_roles("many-steps-of-a-pack", 80, rule)
        .says(
            2,
            &["error[check/too-many-steps] the condition of the pack `own` was stopped after 10000000 steps"],
        )
        .hides(&["error[some-role]"]);
}

/// Whose names a message lists.
const LISTED: &str = "pack own \"Own\" { version: \"1\"; schema: 1; source: \"Made up\" }\n\
rule no-role \"T\" {\n  severity: error\n  let all = [role r where r.function has legal]\n  require count(all) = 0\n\
message \"Too many: {all}.\"\n  bad { role x { function: legal } }\n  good { role x { function: recovery } }\n}\n";

#[test]
fn a_message_names_a_hundred_members_of_a_set_and_counts_the_rest() {
    assert_eq!(MOST_NAMED, 100);
    let rule = (LISTED, "no-role");
    check_roles("few-names", 100, rule).says(1, &["r97, r98 and r99."]).hides(&["more"]);
    check_roles("many-names", 103, rule).says(1, &["r98, r99 and 3 more."]).hides(&["r100"]);
}

/// A rule that names a way, and one that names a thing by its title.
const WAYS: &str = "pack own \"Own\" { version: \"1\"; schema: 1; source: \"Made up\" }\n\
rule no-way \"T\" {\n  severity: error\n  for each stage a, stage b where a.phase = detect and b.phase = close\n  \
require not (b in reach(a, next))\n  message \"The way is {trail(a, b, next)}.\"\n  \
bad { stage a { phase: detect; next: b } stage b { phase: close; next: none } }\n  \
good { stage a { phase: detect; next: none } stage b { phase: close; next: a } }\n}\n\
rule no-role \"T\" {\n  severity: error\n  for each role r\n  require r.function has recovery\n  \
message \"It is called {r}.\"\n  bad { role x { function: legal } }\n  good { role x { function: recovery } }\n}\n";

#[test]
fn a_message_names_a_hundred_things_on_a_way_and_counts_those_between() {
    let chain = |name: &str, count: usize| {
        let stage = |number: usize| {
            let phase = if number == 1 { "detect" } else { "assess" };
            format!("stage s{number} {{ phase: {phase}; next: s{} }}\n", number + 1)
        };
        let plan: String = (1..count).map(stage).collect();
        let plan = format!("plan p \"P\"\n{plan}stage s{count} {{ phase: close; next: none }}\n");
        let sandbox = Sandbox::new(name).file("plan.irp", plan).file("own/own.irpolicy", WAYS);
        sandbox.run("check plan.irp --policies own --select no-way --format compact")
    };
    chain("short-way", 100).says(1, &["s1 -> s2 -> ", "-> s98 -> s99 -> s100."]).hides(&["more"]);
    chain("long-way", 103).says(1, &["-> s98 -> s99 -> 3 more -> s103."]).hides(&["s100"]);
}

#[test]
fn a_message_repeats_a_thousand_characters_of_a_title() {
    let named = |name: &str, title: &str| {
        let plan = format!("plan p \"P\"\nrole r \"{title}\" {{ function: legal }}\n");
        let sandbox = Sandbox::new(name).file("plan.irp", plan).file("own/own.irpolicy", WAYS);
        sandbox.run("check plan.irp --policies own --select no-role --format compact")
    };
    assert_eq!(LONGEST_SHOWN, 1_000);
    let words = "word ".repeat(200);
    let whole = format!("{}s", words.trim_end());
    assert_eq!(whole.len(), 1_000);
    named("title-shown", &whole).says(1, &[&format!("It is called {whole}.")]);
    let longer = named("title-cut", &format!("{whole}s"));
    longer.says(1, &[&format!("It is called {} ....", "word ".repeat(199).trim_end())]);
    // What is cut may not leave half of a number.
    let number = format!("{} +49 30 901820 111", "x".repeat(990));
    named("number-cut", &number).says(1, &["xxx ...."]).hides(&["+49", "30 9"]);
}

/// Runs only when it is asked for: by the test below.
#[test]
#[ignore = "it breaks on purpose"]
fn breaks() {
    irlint::cli::run(["irlint".into(), "--version".into()]);
    panic!("something\u{1b}[31m that cannot happen");
}

#[test]
fn a_bug_says_what_to_report_and_ends_with_101() {
    let mut command = Command::new(std::env::current_exe().unwrap());
    let output = command.args(["--exact", "limits::breaks", "--ignored"]).output().unwrap();
    assert_eq!(output.status.code(), Some(101));
    let said = String::from_utf8(output.stderr).unwrap();
    let version = env!("CARGO_PKG_VERSION");
    assert!(
        said.contains(&format!("error: this is a bug in irlint {version} at tests/cli/limits.rs:")),
        "{said}"
    );
    assert!(said.contains(": something?[31m that cannot happen\nhelp: please report this message"), "{said}");
}
