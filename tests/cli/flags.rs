//! Every flag of every command does something that shows, and every command ends with each of its codes.

use std::collections::{BTreeMap, BTreeSet};

use crate::sandbox::{Ran, Sandbox};

const PLAN: &str = "plan p \"P\"\nasset a \"Billing\" { model: saas }\nperson anna \"Anna\" { phone: +49 30 123456 }\n\
                    role lead { primary: anna; backup: anna }\n";
const RULE: &str = r#"pack house "House rules" { version: "1"; schema: 1 }
rule desk-missing "There is a desk" {
  severity: note
  tags: "desk"
  require some supplier s
  message "There is no desk."
  bad { person anna }
  good { supplier desk }
}
"#;

/// What is run, its exit code, and what it writes. The flag in it is what matters.
const CASES: &[(&str, i32, &str)] = &[
    ("check plan.irp", 1, "error[backup-is-primary]"),
    ("check --help", 0, "Usage: irlint check"),
    ("check plan.irp --format compact", 1, "plan.irp:4:36: error[backup-is-primary]"),
    ("check plan.irp --output json=out.json --output compact=locked/out", 2, "cannot write `locked/out`"),
    ("check plan.irp --reveal --format sarif", 2, "`--reveal` does not go with `sarif`"),
    ("check accepted.irp --format sarif --sarif-suppressions", 1, "\"suppressions\""),
    ("check plan.irp --show-files", 0, "plan.irp"),
    ("check plan.irp --select desk-missing --policies house --fail-on note", 1, "note[desk-missing]"),
    ("check plan.irp --exit-zero", 0, "error[backup-is-primary]"),
    ("check plan.irp --as-of 2026-01-01 --select core", 1, "as of 2026-01-01"),
    ("check plan.irp --as-of 2020-01-01 --allow-past", 1, "as of 2020-01-01"),
    ("check plan.irp --baseline known.toml", 1, "backup-is-primary"),
    ("check plan.irp --baseline new.toml --write-baseline", 0, "wrote `new.toml` with"),
    ("check plan.irp --baseline new.toml --prune-baseline", 0, "wrote `new.toml` with"),
    ("check plan.irp --select desk-missing --policies house", 0, "note[desk-missing]"),
    ("check plan.irp --select core --ignore backup-is-primary", 1, "checked 1 plan"),
    ("check plan.irp --config own.toml", 0, "note[desk-missing]"),
    ("check sub/plan.irp --isolated", 1, "backup-is-primary"),
    ("check plan.irp --jobs 2", 1, "backup-is-primary"),
    ("check - --stdin-filename other.irp", 3, "other.irp:1:1"),
    ("check plan.irp --force-exclude", 1, "backup-is-primary"),
    ("check plan.irp --statistics", 1, "statistics: 1 plan in 1 file"),
    ("check plan.irp --no-accepts", 1, "backup-is-primary"),
    ("check plan.irp --show-settings", 0, "settings file: none"),
    ("check typo.irp --fix", 1, "fixed"),
    ("check plan.irp --diff --unsafe-fixes", 1, "todo"),
    ("check - --watch", 2, "`--watch` does not go with `-`"),
    ("probe plan.irp", 0, "probed"),
    ("probe plan.irp --format json", 0, "\"schema_version\""),
    ("probe plan.irp --fail-on-unnoticed", 1, "unnoticed"),
    ("probe plan.irp --format json --as-of 2020-01-01 --allow-past", 0, "2020-01-01"),
    ("probe plan.irp --select nothing", 2, "`nothing`"),
    ("probe plan.irp --ignore nothing", 2, "`nothing`"),
    ("probe plan.irp --policies missing", 2, "`missing`"),
    ("probe plan.irp --config missing", 2, "`missing`"),
    ("probe sub/plan.irp --isolated --jobs 1", 0, "probed"),
    ("probe silent.irp", 3, "no plan says anything"),
    ("duties owes.irp --format json", 0, "\"not_known\""),
    ("duties owes.irp --output duties.svg", 0, "wrote duties.svg"),
    ("duties owes.irp --format ics", 3, "no day to come"),
    ("duties owes.irp --reveal", 0, "GDPR"),
    ("duties owes.irp --fail-on-gap", 1, "nobody sends it"),
    ("duties owes.irp --as-of 2020-01-01 --allow-past", 0, "2020-01-01"),
    ("duties owes.irp --policies missing", 2, "`missing`"),
    ("duties owes.irp --config missing", 2, "`missing`"),
    ("duties owes.irp --isolated", 0, "GDPR"),
    ("duties silent.irp", 3, "there is nothing to draw"),
    ("matrix plan.irp", 0, "Billing"),
    ("matrix plan.irp --view nothing", 2, "there is no view `nothing`"),
    ("matrix --view editions --edition nothing --against other", 2, "nothing"),
    ("matrix plan.irp --with nothing", 2, "--with nothing"),
    ("matrix plan.irp --format json", 0, "\"not_known\""),
    ("matrix plan.irp --output chart.svg", 0, "wrote chart.svg"),
    ("matrix plan.irp --reveal", 0, "A"),
    ("matrix plan.irp --fail-on-gap", 1, "A"),
    ("matrix plan.irp --as-of 2020-01-01 --allow-past", 0, "A"),
    ("matrix plan.irp --policies missing", 2, "`missing`"),
    ("matrix plan.irp --config missing", 2, "`missing`"),
    ("matrix sub/plan.irp --isolated", 0, "A"),
    ("matrix silent.irp", 3, "there is nothing to draw"),
    ("coverage plan.irp --standard nist-csf-2", 0, "RS.MA-01"),
    ("coverage plan.irp --standard nist", 2, "there is no standard `nist`"),
    ("coverage plan.irp --standard nist-csf-2 --format json", 0, "\"clauses\""),
    ("coverage plan.irp --standard nist-csf-2 --reveal", 0, "RS.MA-01"),
    ("coverage plan.irp --standard nist-csf-2 --fail-on-gap", 1, "failed"),
    ("coverage plan.irp --standard nist-csf-2 --as-of 2020-01-01 --allow-past", 0, "2020-01-01"),
    ("coverage plan.irp --standard nist-csf-2 --select nothing", 2, "`nothing`"),
    ("coverage plan.irp --standard nist-csf-2 --select core --ignore core", 3, "no rule looked at anything"),
    ("coverage plan.irp --standard house --policies house", 2, "`house` lists no clauses"),
    ("coverage plan.irp --standard nist-csf-2 --config missing", 2, "`missing`"),
    ("coverage sub/plan.irp --standard nist-csf-2 --isolated --jobs 1", 0, "RS.MA-01"),
    ("whatif plan.irp --set a.model=paas", 1, "would vanish:"),
    ("whatif plan.irp --set a.model=nothing", 2, "nothing"),
    ("whatif plan.irp --set a.model=paas --format json", 1, "\"no_longer_asked\""),
    ("whatif plan.irp --set a.model=paas --reveal", 1, "would vanish:"),
    ("whatif plan.irp --set a.model=iaas --fail-on note", 1, "would appear"),
    ("whatif plan.irp --set a.model=paas --as-of 2020-01-01 --allow-past", 1, "2020-01-01"),
    ("whatif plan.irp --set a.model=paas --policies house --select desk-missing", 0, "1 rule on 2026-11-23"),
    ("whatif plan.irp --set a.model=paas --ignore nothing", 2, "`nothing`"),
    ("whatif plan.irp --set a.model=paas --policies missing", 2, "`missing`"),
    ("whatif plan.irp --set a.model=paas --config missing", 2, "`missing`"),
    ("whatif sub/plan.irp --set a.model=paas --isolated --jobs 1", 1, "would vanish:"),
    ("whatif empty --set a.model=paas", 3, "there is no plan in `empty`"),
    ("test house", 0, "all as expected"),
    ("test house --filter nothing", 3, "`nothing`"),
    ("test house --as-of 2020-01-01", 0, "all as expected"),
    ("test house --coverage", 0, "branches"),
    ("test house --coverage --threshold 100", 0, "branches"),
    ("test house --mutate", 1, "survived"),
    ("test house --mutate --survivors missing", 2, "cannot read `missing`"),
    ("test house --format json", 0, "\"schema_version\""),
    ("test wrong --fail-on warning", 1, "wrong"),
    ("explain backup-is-primary", 0, "backup"),
    ("explain backup-is-primary --format json", 0, "\"rule\""),
    ("explain backup-is-primary --as-of 2020-01-01 --allow-past", 0, "backup"),
    ("explain desk-missing --policies house", 0, "desk"),
    ("explain desk-missing --config own.toml", 0, "desk"),
    ("explain desk-missing --isolated", 2, "`desk-missing`"),
    ("why backup-is-primary lead plan.irp", 0, "r.primary"),
    ("why backup-is-primary lead plan.irp --format json", 0, "\"rule\""),
    ("why backup-is-primary lead plan.irp --reveal", 0, "r.primary"),
    ("why backup-is-primary lead plan.irp --as-of 2020-01-01 --allow-past", 0, "2020-01-01"),
    ("why desk-missing plan.irp --policies house", 0, "desk-missing"),
    ("why desk-missing plan.irp --config own.toml", 0, "desk-missing"),
    ("why desk-missing sub/plan.irp --isolated", 2, "`desk-missing`"),
    ("why backup-is-primary a plan.irp", 3, "does not look at `a`"),
    ("rules --pack core", 0, "backup-is-primary"),
    ("rules --tag nothing", 2, "`nothing`"),
    ("rules --format json", 0, "\"rules\""),
    ("rules --format json --as-of 2020-01-01 --allow-past", 0, "2020-01-01"),
    ("rules --policies house --pack house", 0, "desk-missing"),
    ("rules --config own.toml --pack house", 0, "desk-missing"),
    ("rules --isolated --pack house", 2, "`house`"),
    ("packs --pack core", 0, "core"),
    ("packs --tag nothing", 2, "`nothing`"),
    ("packs --format json", 0, "\"packs\""),
    ("packs --format json --as-of 2020-01-01 --allow-past", 0, "2020-01-01"),
    ("packs --policies house --pack house", 0, "House rules"),
    ("packs --config own.toml --pack house", 0, "House rules"),
    ("packs --isolated --pack house", 2, "`house`"),
    ("init --yes made4", 0, "wrote made4/incident-response.irp"),
    ("init --preset azure-iaas --name Linde --country DE made5", 0, "wrote made5/irlint.toml"),
    ("init --yes --as-of 2020-01-01 made6", 0, "wrote made6/incident-response.irp"),
    ("init --yes --as-of 2020-01-01 --allow-past made7", 0, "wrote made7/incident-response.irp"),
    ("init --yes --preset azur-iaas", 2, "`azure-iaas`"),
    ("new rule contact-lost --policies made", 0, "wrote made/contact-lost.irpolicy"),
    ("new rule contact-lost --pack core --policies made3", 2, "`core`"),
    ("new rule contact-lost --kind nothing", 2, "`nothing`"),
    ("new rule contact-lost --config missing", 2, "`missing`"),
    ("new rule person-missing --isolated --policies made2", 0, "wrote made2/person-missing.irpolicy"),
    ("fmt untidy.irp --check", 1, "would format: `untidy.irp`"),
    ("fmt untidy.irp --diff", 1, "-plan   p"),
    ("fmt - --stdin-filename x.txt", 2, "`x.txt`"),
    ("fmt plan.irp --force-exclude --check", 0, "1 unchanged"),
    ("fmt missing.irp", 2, "`missing.irp`"),
    ("fmt empty", 3, "there is nothing to lay out"),
    ("lock sub", 0, "wrote `sub/irlint.lock`"),
    ("lock --config sub/irlint.toml --check", 0, "up to date"),
    ("lock later --check", 1, "out of date"),
    ("lock empty", 2, "there is no"),
    ("schema output", 0, "\"$schema\""),
    ("schema nothing", 2, "nothing"),
    ("completions bash", 0, "irlint"),
    ("completions nothing", 2, "nothing"),
    ("man check", 0, ".TH"),
    ("man nothing", 2, "there is no command `nothing`"),
    ("help check", 0, "Usage: irlint check"),
    ("help nothing", 2, "nothing"),
    ("check plan.irp --quiet", 1, "backup-is-primary"),
    ("check plan.irp --verbose", 1, "packs that concern no plan"),
    ("check plan.irp --color always", 1, "\u{1b}["),
    ("--version", 0, "irlint 0."),
];

/// With what each command can end.
const CODES: &[(&str, &[i32])] = &[
    ("check", &[0, 1, 2, 3]),
    ("probe", &[0, 1, 2, 3]),
    ("duties", &[0, 1, 2, 3]),
    ("matrix", &[0, 1, 2, 3]),
    ("coverage", &[0, 1, 2, 3]),
    ("whatif", &[0, 1, 2, 3]),
    ("test", &[0, 1, 2, 3]),
    ("explain", &[0, 2]),
    ("why", &[0, 2, 3]),
    ("rules", &[0, 2]),
    ("packs", &[0, 2]),
    ("init", &[0, 2]),
    ("new", &[0, 2]),
    ("fmt", &[0, 1, 2, 3]),
    ("lock", &[0, 1, 2]),
    ("schema", &[0, 2]),
    ("completions", &[0, 2]),
    ("man", &[0, 2]),
    ("help", &[0, 2]),
];

fn sandbox() -> Sandbox {
    let accepted = format!(
        "{PLAN}accept backup-is-primary on lead by lead until 2027-01-31 because \"Anna's stand-in starts in January.\"\n"
    );
    let wrong = RULE.replace("house", "wrong").replace("bad { person anna }", "bad { supplier desk }");
    let texts = [
        ("plan.irp", PLAN),
        ("accepted.irp", &accepted),
        ("sub/plan.irp", PLAN),
        ("sub/irlint.toml", "policies = [\"house\"]\n"),
        ("sub/house/house.irpolicy", RULE),
        ("later/irlint.toml", "policies = [\"house\"]\n"),
        ("later/house/house.irpolicy", RULE),
        ("own.toml", "policies = [\"house\"]\nselect = [\"desk-missing\"]\n"),
        ("house/house.irpolicy", RULE),
        ("wrong/wrong.irpolicy", &wrong),
        ("known.toml", "version = 1\n"),
        ("silent.irp", ""),
        ("owes.irp", "organisation o \"A\" { regimes: gdpr; acts_as: controller }\n"),
        ("untidy.irp", "plan   p\n"),
        ("typo.irp", "plan p \"P\"\nasset a \"A\" { modle: saas }\n"),
    ];
    let sandbox =
        texts.into_iter().fold(Sandbox::new("flags"), |sandbox, (path, text)| sandbox.file(path, text));
    sandbox.run("lock later").says(0, &["wrote"]);
    let sandbox = sandbox.file("later/house/house.irpolicy", RULE.replace("note", "error"));
    std::fs::create_dir(sandbox.folder.join("empty")).unwrap();
    sandbox
}

#[test]
fn every_case_ends_and_says_as_it_should() {
    let sandbox = sandbox();
    let mut faults = Vec::new();
    for (words, code, said) in CASES {
        let Ran { out, err, code: ended } = sandbox.run(words);
        if ended != *code || !out.contains(said) && !err.contains(said) {
            let out = out.get(..2000).unwrap_or(&out);
            faults.push(format!("`irlint {words}`: {code} and {said:?}, but {ended}:\n{out}{err}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The flags in a text.
fn flags(text: &str) -> BTreeSet<String> {
    let words = text.split(|sign: char| !(sign == '-' || sign.is_ascii_lowercase()));
    words.filter(|word| word.len() > 3 && word.starts_with("--")).map(str::to_owned).collect()
}

/// The flags that a command lists in its help.
fn listed(words: &str) -> BTreeSet<String> {
    let help = Sandbox::new("flags-listed").run(&format!("{words} --help"));
    assert_eq!(help.code, 0, "{help:?}");
    let heads =
        help.out.lines().map(str::trim_start).filter(|line| line.starts_with('-') && !line.starts_with("- "));
    heads.filter_map(|line| flags(line.split("  ").next()?).pop_first()).collect()
}

#[test]
fn every_flag_of_every_command_has_a_case() {
    let global = listed("");
    assert!(global.contains("--quiet") && global.contains("--version"), "{global:?}");
    let all: BTreeSet<String> = CASES.iter().flat_map(|(words, ..)| flags(words)).collect();
    let missing: Vec<_> = global.difference(&all).collect();
    assert!(missing.is_empty(), "{missing:?}");
    for (command, _) in CODES {
        let words = if *command == "new" { "new rule" } else { command };
        let own =
            CASES.iter().filter(|(case, ..)| case.starts_with(words)).flat_map(|(case, ..)| flags(case));
        let listed = if *command == "help" { BTreeSet::new() } else { listed(words) };
        let missing: BTreeSet<String> = listed.difference(&global).cloned().collect();
        let missing: Vec<_> = missing.difference(&own.collect()).cloned().collect();
        assert!(missing.is_empty(), "{command}: {missing:?}");
    }
}

#[test]
fn every_command_ends_with_each_of_its_codes_and_no_other() {
    let mut ends: BTreeMap<&str, BTreeSet<i32>> = BTreeMap::new();
    for (words, code, _) in CASES {
        let command = words.split(' ').next().unwrap();
        ends.entry(command).or_default().insert(*code);
    }
    ends.remove("--version");
    let wanted: BTreeMap<&str, BTreeSet<i32>> =
        CODES.iter().map(|(command, codes)| (*command, codes.iter().copied().collect())).collect();
    assert_eq!(ends, wanted);
    let help = Sandbox::new("flags-commands").run("--help").out;
    let list = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let listed: BTreeSet<&str> = list.lines().map(|line| line.split_whitespace().next().unwrap()).collect();
    assert_eq!(wanted.into_keys().collect::<BTreeSet<_>>(), listed);
}
