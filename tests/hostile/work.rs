//! Whatever a rule goes through counts as steps: the things of a plan, the ways between them, and the reasons why something
//! is not known. What did not count could be made endless by a plan.

use std::fmt::Write;

use irlint::analysis::Analysis;
use irlint::policy::eval::STEP_LIMIT;

use crate::graphs::judged_by;

const PACK: &str = "pack own \"Own\" { version: \"1\"; schema: 1; source: \"Made up\" }
define nobody(plan p): yesno = no role x where x.function has legal
rule none-lost \"T\" { severity: error
  when some stage b where b.phase = detect
  let firsts = [stage b where b.phase = detect]
  let lost = [stage s where not (s in firsts) and not (s in reach(firsts, next))]
  require count(lost) = 0
  message \"{lost}\"
  bad { stage a { phase: detect; next: none } stage b { phase: assess; next: none } }
  good { stage a { phase: detect; next: b } stage b { phase: assess; next: none } } }
rule each-walks \"T\" { severity: error
  for each stage s where s.phase = assess
  require some t in reach(s, next) where t.phase = close
  message \"{s}\"
  bad { stage a { phase: assess; next: none } }
  good { stage a { phase: assess; next: b } stage b { phase: close; next: none } } }
rule longest-way \"T\" { severity: error
  for each stage s, stage t where s.phase = assess and t.phase = detect
  require longest(s, t, next, within) <= 1 hour
  message \"{s}\"
  bad { stage a { phase: assess; within: 2 hours; next: b } stage b { phase: detect; within: 1 hour; next: none } }
  good { stage a { phase: assess; within: 5 minutes; next: b } stage b { phase: detect; within: 5 minutes; next: none } } }
rule each-waits \"T\" { severity: error
  for each role r
  require not (some plan p where nobody(p))
  message \"{r}\"
  bad { plan p { owner: r } role r { function: recovery } }
  good { plan p { owner: r } role r { function: legal } } }
rule all-named \"T\" { severity: error
  for each role r, person q where q in r.primary
  require count(named_by(q)) >= 1000
  message \"{r}\"
  bad { person a { reach: on_call } role r { primary: a } }
  good { person b { reach: on_call } role r { backup: b } } }
rule none-left \"T\" { severity: error
  let legal_ones = [role r where r.function has legal]
  require count([role r where r.function has recovery] - legal_ones) = 0
  message \"{legal_ones}\"
  bad { role x { function: recovery } }
  good { role x { function: legal } } }
rule asked-first \"T\" { severity: error
  for each role r, stage a, stage b where a.phase = detect and b.phase = assess
  require count(reach(a, next)) + count(reach(b, next)) >= 5
  message \"{r}\"
  bad { role r { function: legal } stage a { phase: detect; next: none } stage b { phase: assess; next: none } }
  good { role r { function: legal } stage b { phase: assess; next: none } } }
rule asked-later \"T\" { severity: error
  for each stage b where b.phase = assess
  require count(reach(b, next)) >= 1000
  message \"{b}\"
  bad { stage b { phase: assess; next: none } }
  good { stage b { phase: close; next: none } } }
rule last-of-all \"T\" { severity: error
  require count([role d where some role a, role b, role c where a.function has recovery and not (a = c) or d.function has privacy]) >= count([role x])
  message \"none\"
  bad { role x { function: legal } }
  good { role x { function: privacy } } }
";

/// Stages one after the other, of which the first detects.
fn chain(count: usize) -> String {
    let mut plan = "stage s0 { phase: detect; within: 1 minute; next: s1 }\n".to_owned();
    for number in 1..count {
        let _ =
            writeln!(plan, "stage s{number} {{ phase: assess; within: 1 minute; next: s{} }}", number + 1);
    }
    let _ = writeln!(plan, "stage s{count} {{ phase: close; within: 1 minute; next: none }}");
    plan
}

/// Roles of which nobody has said what they are for.
fn roles(count: usize) -> String {
    (0..count).fold("plan p { owner: r0 }\n".to_owned(), |mut plan, number| {
        let _ = writeln!(plan, "role r{number}");
        plan
    })
}

fn steps(analysis: &Analysis, rule: &str) -> u64 {
    analysis.costs.get(rule).map_or(0, |cost| cost.steps)
}

fn is_stopped(analysis: &Analysis, rule: &str) -> bool {
    let about = format!("`{rule}`");
    let mut stopped = analysis.findings.iter().filter(|finding| finding.rule == "check/too-many-steps");
    stopped.any(|finding| finding.message.contains(&about))
}

#[test]
fn what_several_things_reach_is_looked_up_once() {
    let (small, large) = (judged_by(PACK, &chain(500)), judged_by(PACK, &chain(1000)));
    assert!(!is_stopped(&large, "none-lost"));
    let (small, large) = (steps(&small, "none-lost"), steps(&large, "none-lost"));
    assert!(large < small * 21 / 10, "{small}, then {large}");
}

#[test]
fn every_way_counts() {
    let (small, large) = (judged_by(PACK, &chain(1000)), judged_by(PACK, &chain(6000)));
    for rule in ["each-walks", "longest-way"] {
        assert!(steps(&small, rule) > 1000 * 1000 / 2, "{rule}: {}", steps(&small, rule));
        assert!(!is_stopped(&small, rule), "{rule}");
        assert!(is_stopped(&large, rule), "{rule}");
        assert!(steps(&large, rule) < STEP_LIMIT + 100, "{rule}: {}", steps(&large, rule));
    }
}

#[test]
fn every_reason_counts() {
    let (small, large) = (judged_by(PACK, &roles(1000)), judged_by(PACK, &roles(4000)));
    assert!(steps(&small, "each-waits") > 1000 * 1000, "{}", steps(&small, "each-waits"));
    assert!(!is_stopped(&small, "each-waits"));
    assert!(is_stopped(&large, "each-waits"));
    assert!(steps(&large, "each-waits") < STEP_LIMIT + 10_000, "{}", steps(&large, "each-waits"));
}

#[test]
fn everything_that_names_a_thing_counts() {
    let plan = |count: usize| {
        (0..count).fold("person p\n".to_owned(), |mut plan, number| {
            let _ = writeln!(plan, "role r{number} {{ primary: p }}");
            plan
        })
    };
    let (small, large) = (judged_by(PACK, &plan(1000)), judged_by(PACK, &plan(6000)));
    assert!(steps(&small, "all-named") > 1000 * 1000, "{}", steps(&small, "all-named"));
    assert!(!is_stopped(&small, "all-named"));
    assert!(is_stopped(&large, "all-named"));
    assert!(steps(&large, "all-named") < STEP_LIMIT + 20_000, "{}", steps(&large, "all-named"));
}

#[test]
fn what_is_broken_off_is_not_taken_for_the_whole() {
    let plan = |count: usize| {
        (0..count).fold(String::new(), |mut plan, number| {
            let function = if number + 1 == count { "recovery" } else { "legal" };
            let _ = writeln!(plan, "role r{number} {{ function: {function} }}");
            plan
        })
    };
    for (count, stopped) in [(20, false), (80, true)] {
        let analysis = judged_by(PACK, &plan(count));
        assert_eq!(is_stopped(&analysis, "last-of-all"), stopped, "{count} roles");
        let found: Vec<_> =
            analysis.findings.iter().filter(|finding| finding.rule == "last-of-all").collect();
        assert!(found.is_empty(), "the last role is for recovery: {found:?}");
    }
}

#[test]
fn what_may_be_in_a_set_is_looked_up() {
    let (small, large) = (judged_by(PACK, &roles(500)), judged_by(PACK, &roles(1000)));
    assert!(!is_stopped(&large, "none-left"));
    let (small, large) = (steps(&small, "none-left"), steps(&large, "none-left"));
    assert!(large < small * 21 / 10, "{small}, then {large}");
}

#[test]
fn a_walk_that_is_broken_off_is_not_remembered() {
    let mut plan = "stage a { phase: detect; next: none }\nstage s0 { phase: assess; next: s1 }\n".to_owned();
    for number in 1..1000 {
        let _ = writeln!(plan, "stage s{number} {{ phase: close; next: s{} }}", number + 1);
    }
    plan += "stage s1000 { phase: close; next: none }\n";
    let analysis = judged_by(PACK, &(plan + &roles(10_000)));
    assert!(is_stopped(&analysis, "asked-first"), "{}", steps(&analysis, "asked-first"));
    assert!(!is_stopped(&analysis, "asked-later"));
    let wrong: Vec<_> = analysis.findings.iter().filter(|finding| finding.rule == "asked-later").collect();
    assert!(wrong.is_empty(), "a thousand stages are reached: {wrong:?}");
}

const TWO_ON: &str = "pack own \"Own\" { version: \"1\"; schema: 1; source: \"Made up\" }
rule two-on \"T\" { severity: error
  for each stage a where a.phase = detect
  require no stage b where b.next.next has a
  message \"{a}\"
  bad { stage a { phase: detect; next: none } stage b { phase: assess; next: c } stage c { phase: assess; next: a } }
  good { stage a { phase: detect; next: b } stage b { phase: assess; next: none } } }
";

#[test]
fn what_things_name_that_name_things_counts_while_it_is_indexed() {
    // Each stage leads to all of them, so that each is two on from each in as many ways as there are stages.
    let plan = |count: usize| {
        let all: Vec<String> = (0..count).map(|number| format!("s{number}")).collect();
        let stage = |name: &String| {
            let phase = if name == "s0" { "detect" } else { "assess" };
            format!("stage {name} {{ phase: {phase}; next: {} }}\n", all.join(", "))
        };
        all.iter().map(stage).collect::<String>()
    };
    let (small, large) = (judged_by(TWO_ON, &plan(50)), judged_by(TWO_ON, &plan(250)));
    assert!(!is_stopped(&small, "two-on"));
    assert!(small.findings.iter().any(|finding| finding.rule == "two-on"), "{:?}", small.findings);
    assert!(steps(&small, "two-on") > 50 * 50 * 50, "{}", steps(&small, "two-on"));
    assert!(is_stopped(&large, "two-on"));
    assert!(steps(&large, "two-on") < STEP_LIMIT + 1000, "{}", steps(&large, "two-on"));
}

const WAITS: &str = "pack own \"Own\" { version: \"1\"; schema: 1; source: \"Made up\" }
rule wait-pairs \"T\" { severity: error
  for each person p, person q
  require wait(p.hours, q.hours) <= 1000 hours
  message \"{p}\"
  bad { person p { hours: none } }
  good { person p { hours: 24x7 } } }
rule cover-pairs \"T\" { severity: error
  for each person p, person q
  require not (p.hours covers q.hours) or p.hours covers q.hours
  message \"{p}\"
  bad { person p { hours: none } }
  good { person p { hours: 24x7 } } }
";

/// People who are there at hours of their own, in zones of their own, with so many holidays.
fn people(count: usize, zones: &[&str], holidays: usize) -> String {
    let first = jiff::civil::date(2026, 1, 1);
    let days: Vec<String> =
        first.series(jiff::Span::new().days(1)).take(holidays).map(|day| day.to_string()).collect();
    let mut plan = format!(
        "plan p {{ calendar: c }}\ncalendar c {{ weekend: Sat, Sun; holidays: {} }}\n",
        days.join(", ")
    );
    for number in 0..count {
        let windows: Vec<String> = zones
            .iter()
            .enumerate()
            .map(|(at, zone)| {
                format!("Mon-Fri 0{}:{:02}-1{}:00 {zone}", at % 9, number % 60, number / 60 % 9)
            })
            .collect();
        let _ = writeln!(plan, "person p{number} {{ hours: {} }}", windows.join(", "));
    }
    plan
}

#[test]
fn hours_count_with_their_zones_and_holidays() {
    let many =
        ["Europe/Berlin", "America/New_York", "Asia/Tokyo", "Australia/Lord_Howe", "Africa/Casablanca"];
    let few = judged_by(WAITS, &people(10, &many[..2], 10));
    for rule in ["wait-pairs", "cover-pairs"] {
        assert!(!is_stopped(&few, rule), "{rule}: {}", steps(&few, rule));
    }
    let more_holidays = judged_by(WAITS, &people(10, &many[..2], 100));
    assert!(steps(&more_holidays, "wait-pairs") > 5 * steps(&few, "wait-pairs"));
    let more_zones = judged_by(WAITS, &people(10, &many, 10));
    assert!(steps(&more_zones, "cover-pairs") > 3 * steps(&few, "cover-pairs"));
    let far_more = judged_by(WAITS, &people(120, &many, 400));
    assert!(is_stopped(&far_more, "wait-pairs"));
    assert!(steps(&far_more, "wait-pairs") < STEP_LIMIT + 1_000_000, "{}", steps(&far_more, "wait-pairs"));
}
