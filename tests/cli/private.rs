//! Private values: what the schema marks is hidden in every output, wherever it would be repeated.

use irlint::report::FORMATS;

use crate::sandbox::{Ran, Sandbox};

/// An address, a number, and texts, a word and a number that only a house's schema makes private.
const CANARIES: [&str; 7] = [
    "canary@havel.example",
    "+49 30 23125 777",
    "Elm Street 5",
    "47115",
    "canary thursday",
    "The red door",
    "secondcanary",
];

const PLAN: &str = "\
plan p \"P\"
organisation acme { regimes: none; acts_as: none; entity: out_of_scope }
person anna \"Anna\" {
  email: canary@havel.example   # Elm Street 5 has the key
  phone: +49 30 23125 777
  home: \"Elm Street 5\"
  home: \"secondcanary\"
  code: 47115
  leaves: canary_thursday
  doors: \"The red door\", \"Elm Street 5\"
}
";

const PACK: &str = "\
pack house \"House\" { version: \"1\"; schema: 1; source: \"House rules\" }
extend kind person {
  ## Where they live.
  home: text? private
  ## What opens it.
  code: number? private
  ## When nobody is there.
  leaves: weekly? private
  ## Its doors.
  doors: text* private
}
## Days.
enum weekly {
  ## A day.
  canary_thursday \"canary thursday\"
}
";

const RULE: &str = "\
rule lives-far \"Everybody lives near\" {
  severity: error
  for each person p where p.doors is given
  require p.hours is none
  message \"{p} lives at {p.doors}, {p.email}, {p.phone} (code {p.code}, {p.leaves}).\"
  at      p.doors \"home of {p}: {p.doors}, {p.code}\"
  also    p.email \"write to {p.email}\"
  also    p \"call {p.phone} or {p.doors}\"
  because \"Nobody at {p.doors} answers {p.phone}.\"
  help    \"Write to {p.email} or visit {p.doors} before {p.leaves}.\"
  bad  { person a { hours: Mon-Fri 09:00-17:00; doors: \"x\" } }
  good { person a { hours: none; doors: \"x\" } }
}
";

fn house(name: &str) -> Sandbox {
    let plan = PLAN.replace("  code: 47115", "  hours: Mon-Fri 09:00-17:00\n  code: 47115");
    Sandbox::new(name)
        .file("plan.irp", plan)
        .file("irlint.toml", "policies = ['policies']\n")
        .file("policies/house/pack.irpolicy", PACK)
        .file("policies/house/lives-far.irpolicy", RULE)
}

#[test]
fn no_format_repeats_what_the_schema_makes_private() {
    let sandbox = house("private-formats");
    for format in FORMATS {
        let words = format!("check --select house --sarif-suppressions -v --format {}", format.name);
        let ran = sandbox.run(&words);
        ran.says(2, &["lives-far", "home"]).hides(&CANARIES);
    }
    sandbox.run("why lives-far anna plan.irp").says(2, &["failed"]).hides(&CANARIES);
    sandbox.run("why lives-far anna plan.irp --format json").says(2, &["failed"]).hides(&CANARIES);
    sandbox.run("probe plan.irp").says(2, &["given twice"]).hides(&CANARIES);
    sandbox.run("matrix plan.irp").says(2, &["given twice"]).hides(&CANARIES);
    sandbox.run("whatif plan.irp --set anna.reach=on_call").says(2, &["given twice"]).hides(&CANARIES);
}

#[test]
fn revealed_values_are_shown_where_they_may_be() {
    let sandbox = house("private-revealed");
    for format in FORMATS {
        let ran = sandbox.run(&format!("check --select house --reveal --format {}", format.name));
        if format.reveals {
            // Markdown takes the sense from signs that would call somebody.
            let ran = Ran { out: ran.out.replace("\\@\u{2060}", "@"), ..ran };
            ran.says(
                2,
                &["canary@havel.example", "+49 30 23125 777", "Elm Street 5", "47115", "canary thursday"],
            );
        } else {
            let said = format!(
                "error: `--reveal` does not go with `{}`, which is made for other people's servers\n\
                 help: leave out `--reveal`, or see private values with text, compact, plain, json, jsonl, markdown\n",
                format.name
            );
            assert_eq!((ran.code, ran.err.as_str(), ran.out.as_str()), (2, said.as_str(), ""));
        }
    }
    sandbox.run("check --reveal --output sarif=a.sarif").says(2, &["`--reveal` does not go with `sarif`"]);
    assert!(!sandbox.folder.join("a.sarif").exists());
    sandbox.run("why lives-far anna plan.irp --reveal").says(2, &["Elm Street 5"]);
}

#[test]
fn what_cannot_be_read_stays_private_too() {
    let plan = "plan p \"P\"\nperson anna {\n  home: Elm_Street_5\n  code: canary 47115\n  hom: \"The red door\"\n  leaves: secondcanary\n  phone: \"Elm Street 5\"\n}\n";
    let sandbox = house("private-unread").file("plan.irp", plan);
    for format in FORMATS {
        let ran = sandbox.run(&format!("check --select house --format {}", format.name));
        ran.says(2, &["plan.irp"]).hides(&CANARIES).hides(&["Elm_Street_5"]);
    }
}

#[test]
fn rows_of_packs_are_private_too() {
    let table = "\ntable person {\n  | id | name | home |\n  | bob | Bob | \"The red door\" |\n}\n";
    let rule =
        RULE.replace("p.doors", "p.home").replace("require p.hours is none", "require p.hours is given");
    let sandbox = house("private-rows")
        .file("plan.irp", "plan p \"P\"\nperson anna { hours: none; home: \"here\" }\n")
        .file("policies/house/pack.irpolicy", format!("{PACK}{table}"))
        .file("policies/house/lives-far.irpolicy", rule);
    for format in FORMATS {
        let ran = sandbox.run(&format!("check --select house --format {}", format.name));
        assert!(ran.out.contains("lives-far"), "{ran:#?}");
        ran.hides(&["The red door"]);
    }
}

#[test]
fn what_cannot_be_read_in_a_pack_is_private_in_every_command() {
    let table = "\ntable person {\n  | id | name | home | code |\n  | bob | Bob | canary_thursday | \"Elm Street 5\" |\n}\n";
    let sandbox = house("private-pack").file("policies/house/pack.irpolicy", format!("{PACK}{table}"));
    for command in ["rules", "explain lives-far", "why lives-far anna plan.irp", "probe plan.irp", "check"] {
        let ran = sandbox.run(command);
        assert_eq!(ran.code, 2, "{ran:#?}");
        ran.hides(&["canary_thursday", "Elm Street 5"]);
    }
}

#[test]
fn private_words_are_hidden_within_no_other_word() {
    let plan = "plan p \"P\"\nperson anna \"Annapolis\" { hours: Mon-Fri 09:00-17:00; doors: \"Anna\", \"lives\" }\n";
    let ran = house("private-words").file("plan.irp", plan).run("check --select house --format compact");
    ran.says(1, &["error[lives-far] Annapolis ***** at **** and *****, (not"]);
}
