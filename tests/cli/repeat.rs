//! The same bytes in give the same bytes out: for any number of threads, on every run; and the seed plan
//! gives its gaps and nothing else.

use std::collections::BTreeMap;
use std::fs;

use irlint::report::FORMATS;

use crate::sandbox::Sandbox;

fn fixture(path: &str) -> String {
    fs::read_to_string(format!("{}/fixtures/plans/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// Sixty plans, clean, faulty and real, so that threads have something to race for.
fn many(name: &str) -> Sandbox {
    let plans = [
        fixture("clean/havelstrom.irp"),
        fixture("faulty/everything-wrong.irp"),
        fixture("real/small-company.irp"),
        fixture("real/azure-security-response.irp"),
    ];
    (0..60).fold(Sandbox::new(name), |sandbox, number| {
        sandbox.file(&format!("plans/{number}.irp"), &plans[number % plans.len()])
    })
}

#[test]
fn one_and_many_threads_say_the_same_bytes_on_every_run() {
    let sandbox = many("threads");
    for format in FORMATS {
        let name = format.name;
        let once = sandbox.run(&format!("check plans --format {name} -j 1"));
        assert!(once.code == 1 && once.out.len() > 1000, "{name}: {} {}", once.code, once.err);
        // Every form is written from the same report: two of them are tried harder.
        let jobs: &[&str] = if ["text", "json"].contains(&name) { &["1", "2", "8", "8"] } else { &["8"] };
        for jobs in jobs {
            let again = sandbox.run(&format!("check plans --format {name} -j {jobs}"));
            assert!(again.out == once.out, "{name} differs with {jobs} threads");
            assert_eq!((again.code, &again.err), (once.code, &once.err));
        }
    }
}

/// Plans of one small file are checked while a folder is gone through. Of those given by hand, those that use others and large
/// ones, more texts are set aside than are held, and read again when it is their turn.
#[test]
fn plans_come_out_alike_however_they_are_met() {
    let large = format!("plan large {{ owner: none }}\n{}", "# nothing\n".repeat(7_000));
    let document = "# Plan\n```irp\nplan written { owner: none }\n```\n";
    let sandbox = many("met")
        .file("plans/5large.irp", large)
        .file("plans/6whole.irp", "use \"parts/6part.irp\"\nplan whole { owner: nobody }\n")
        .file("plans/parts/6part.irp", "person anna { backup: nobody }\n")
        .file("plans/7.md", document)
        .file(
            "irlint.toml",
            "[[overrides]]\npaths = ['plans/1*.irp']\nignore = ['backup-is-primary', 'cloud']\n",
        );
    let numbers = (0..60).map(|number| format!("{number}.irp"));
    let others = ["5large.irp", "6whole.irp", "7.md"].map(str::to_owned);
    let by_hand: String =
        numbers.chain(others).fold(String::new(), |so_far, name| format!(" plans/{name}{so_far}"));
    for format in ["text", "json"] {
        let met = sandbox.run(&format!("check plans --format {format}"));
        assert!(
            met.code > 0
                && ["5large.irp", "parts/6part.irp", "7.md"].iter().all(|name| met.out.contains(name))
        );
        for paths in [by_hand.clone(), format!("{by_hand} plans"), format!(" plans{by_hand}")] {
            let given = sandbox.run(&format!("check{paths} --format {format}"));
            assert!(
                given.out == met.out,
                "{:#?}",
                given.out.lines().zip(met.out.lines()).find(|(one, two)| one != two)
            );
            assert_eq!((given.code, &given.err), (met.code, &met.err));
        }
    }
}

#[test]
fn the_seed_plan_has_the_gaps_of_its_article_and_no_others() {
    let sandbox = Sandbox::new("seed").file("plan.irp", fixture("real/azure-security-response.irp"));
    let ran = sandbox.run("check plan.irp --format json");
    assert_eq!(ran.code, 1, "{}", ran.err);
    let said: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let mut rules: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for finding in said["findings"].as_array().unwrap() {
        let thing = finding["thing"].as_str().unwrap_or("-");
        rules.entry(finding["rule"].as_str().unwrap()).or_default().push(thing);
    }
    let unwatched = rules.remove("customer-side-unwatched").unwrap();
    let areas = |asset: &str| unwatched.iter().filter(|thing| **thing == asset).count();
    // Customer or shared in Microsoft's table of 2026: seven areas of IaaS, six of PaaS, five of SaaS.
    let by_asset = ["orders", "shop", "log_store", "office"].map(areas);
    assert_eq!((by_asset, unwatched.len()), ([7, 6, 6, 5], 24));
    let once = [
        ("blind-spot-unwatched", "microsoft"),
        ("crisis-team-missing", "-"),
        ("duty-without-path", "gdpr_sa"),
        ("evidence-not-independent", "microsoft"),
        ("fallout-stage-missing", "-"),
        ("incident-narrower-than-law", "azure_copy"),
        ("provider-notice-lost", "microsoft"),
    ];
    assert_eq!(rules, once.map(|(rule, thing)| (rule, vec![thing])).into());
}

#[test]
fn a_plan_without_a_system_never_ends_with_0() {
    let sandbox = Sandbox::new("no-system").file("plan.irp", fixture("faulty/no-systems.irp"));
    sandbox.run("check").says(1, &["error[asset-missing]", "The plan names no system"]);
    sandbox.run("check --select cloud").says(1, &["error[asset-missing]"]);
    let unasked = sandbox.run("check --select customer-side-unwatched");
    unasked.says(3, &["not applicable: customer-side-unwatched"]);
}
