//! The schemas of what is written and read: every output over the fixtures keeps to them, and so do the settings files.

use std::fs;
use std::path::PathBuf;

use serde_json::{Map, Value, json};

use crate::sandbox::{AS_OF, Sandbox};
use crate::schema::faults;

fn root(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn named(name: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(root(&format!("schemas/{name}.json"))).unwrap()).unwrap()
}

/// What the program writes about a folder of the fixtures, whatever it finds there.
fn checked(path: &str, format: &str) -> String {
    let words = format!("check {} --isolated --format {format}", root(path).display());
    let ran = Sandbox::new(&format!("schemas-{format}")).run(&words);
    assert!(ran.out.len() > 500, "{path}: {ran:?}");
    ran.out
}

const FIXTURES: [&str; 4] = ["fixtures/plans", "fixtures/syntax", "fixtures/house", "fixtures/rules"];

#[test]
fn every_json_output_of_the_fixtures_keeps_to_the_schema() {
    let schema = named("output");
    for path in FIXTURES {
        let output: Value = serde_json::from_str(&checked(path, "json")).unwrap();
        assert_eq!(faults(&schema, &output), Vec::<String>::new(), "{path}");
    }
}

#[test]
fn every_line_of_jsonl_keeps_to_its_schema() {
    let schema = named("line");
    for path in FIXTURES {
        for line in checked(path, "jsonl").lines() {
            let line: Value = serde_json::from_str(line).unwrap();
            assert_eq!(faults(&schema, &line), Vec::<String>::new(), "{path}");
        }
    }
    assert_eq!(faults(&schema, &json!({ "type": "finding" })).len(), 1);
}

#[test]
fn the_schema_of_lines_is_made_from_that_of_the_output() {
    let made = line(&named("output"));
    let path = root("schemas/line.json");
    if std::env::var_os("UPDATE").is_some_and(|update| update == "1") {
        fs::write(&path, &made).unwrap();
    }
    assert!(fs::read_to_string(path).unwrap() == made, "write schemas/line.json anew with UPDATE=1");
}

/// Each of the lists and the summary as lines, told apart by `type`.
fn line(output: &Value) -> String {
    let mut parts = output["$defs"].as_object().unwrap().clone();
    let head = ["schema_version", "tool", "as_of"].map(|name| (name, output["properties"][name].clone()));
    let mut last = parts["summary"].clone();
    for (name, part) in head {
        last["properties"][name] = part;
        last["required"].as_array_mut().unwrap().push(name.into());
    }
    parts.insert("summary".to_owned(), last);
    for name in ["finding", "adjustment", "summary"] {
        let part = parts.get_mut(name).unwrap();
        part["properties"]["type"] = json!({ "const": name });
        part["required"].as_array_mut().unwrap().insert(0, "type".into());
    }
    for unused in ["plan", "pack", "statistics"] {
        parts.remove(unused);
    }
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), output["$schema"].clone());
    schema.insert("title".to_owned(), "A line of `irlint check --format jsonl`".into());
    let choices =
        ["finding", "adjustment", "summary"].map(|name| json!({ "$ref": format!("#/$defs/{name}") }));
    schema.insert("oneOf".to_owned(), choices.to_vec().into());
    schema.insert("$defs".to_owned(), parts.into());
    serde_json::to_string_pretty(&schema).unwrap() + "\n"
}

#[test]
fn schemas_are_printed_as_they_stand_in_the_repository() {
    let sandbox = Sandbox::new("schemas-printed");
    for name in ["output", "line", "test", "settings"] {
        let ran = sandbox.run(&format!("schema {name}"));
        assert_eq!(ran.out, fs::read_to_string(root(&format!("schemas/{name}.json"))).unwrap());
        ran.says(0, &["\"$schema\": \"https://json-schema.org/draft/2020-12/schema\""]);
    }
    sandbox.run("schema nothing").says(2, &["output, line, test, settings"]);
}

#[test]
fn settings_keep_to_their_schema_just_when_they_read() {
    let schema = named("settings");
    let fits = |text: &str| faults(&schema, &json_of(&text.parse().unwrap())).is_empty();
    let reads = |name: &str, text: &str| {
        let sandbox = Sandbox::new(name).file("irlint.toml", text).file("plan.irp", "plan p \"P\"\n");
        sandbox.run("check --as-of 2026-11-23").code != 2
    };
    let good = [
        "fail-on = 'note'\nselect = ['core']\nignore = []\n",
        "[packs.core]\nexercise_gap = '6 months'\n",
        "required-version = '>=0.1'\nedition = '2026'\n",
        "[[overrides]]\npaths = ['drafts/**']\nselect = ['core']\nignore = []\nfail-on = 'note'\n",
        "",
    ];
    let bad = [
        "fail-on = 'eror'\n",
        "selct = []\n",
        "select = 'core'\n",
        "[packs]\ncore = 1\n",
        "edition = 2026\n",
        "[[overrides]]\nignore = ['core']\n",
        "[[overrides]]\npaths = []\nignore = ['core']\n",
        "[[overrides]]\npaths = ['a']\nbaseline = 'b'\n",
    ];
    for text in good {
        assert!(fits(text) && reads("settings-good", text), "{text}");
    }
    for text in bad {
        assert!(!fits(text) && !reads("settings-bad", text), "{text}");
    }
    assert!(fits(&fs::read_to_string(root("fixtures/house/irlint.toml")).unwrap()));
    let full = fs::read_to_string(root("fixtures/settings/irlint.toml")).unwrap();
    let missing = |key: &&String| !full.contains(key.as_str()) && *key != "baseline";
    let keys = schema["properties"].as_object().unwrap().keys();
    assert_eq!(keys.filter(missing).collect::<Vec<_>>(), Vec::<&String>::new());
    assert!(fits(&full) && reads("settings-full", &full));
    assert_eq!(AS_OF.len(), 10);
}

fn json_of(table: &toml::Table) -> Value {
    serde_json::to_value(table).unwrap()
}
