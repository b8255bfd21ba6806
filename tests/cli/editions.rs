//! Views over what providers publish: one edition, and what moved between two.

use serde_json::{Value, json};

use crate::sandbox::Sandbox;

fn drawn(sandbox: &Sandbox, words: &str) -> Value {
    serde_json::from_str(&sandbox.run(&format!("{words} --format json")).out).unwrap()
}

/// What stands in a cell, and what stood there.
fn cell<'v>(view: &'v Value, row: &str, column: &str) -> (&'v Value, &'v Value) {
    let rows = view["rows"].as_array().unwrap();
    let row = rows.iter().find(|found| found["of"][0]["name"] == row).unwrap();
    let cells = row["cells"].as_array().unwrap();
    let cell = cells.iter().find(|found| found["column"] == column).unwrap();
    (&cell["value"], &cell["was"])
}

#[test]
fn what_moved_between_two_editions_needs_no_plan() {
    let sandbox = Sandbox::new("editions");
    let ran = sandbox.run("matrix --edition ms_2016 --against ms_2026");
    assert_eq!(ran.err, "");
    ran.says(
        0,
        &[
            "What moved between two editions\non 2026-11-23, edition: Microsoft's white paper of 2016, against: ",
            "\nwhat moved:\n  configurations and settings, on premises: none -> customer\n",
            "\n  network controls, infrastructure as a service: shared -> customer\n",
            "secondary, checked on",
            "verified, checked on",
            "\n10 rows, 10 changes\n",
        ],
    );
    let view = &drawn(&sandbox, "matrix --edition ms_2016 --against ms_2026")["views"][0];
    assert_eq!(cell(view, "os", "iaas"), (&json!("customer"), &json!("shared")));
    assert_eq!(cell(view, "data", "saas"), (&json!("customer"), &Value::Null));
    assert_eq!(view["given"]["edition"]["name"], "ms_2016");
    assert_eq!(view["rows"][7]["facts"]["Row then"], "Physical security");
    assert_eq!(view["summary"]["changes"], 10);
    sandbox.run("matrix --edition ms_2026 --against ms_2026").says(0, &["10 rows, 0 changes"]);
    let plain = sandbox.run("matrix --edition ms_2016 --against ms_2026 --format plain");
    plain.says(0, &["\nInfrastructure as a service: customer, before: shared.\n"]);
}

#[test]
fn one_edition_is_drawn_row_by_row() {
    let sandbox = Sandbox::new("edition");
    sandbox
        .run("matrix --edition ms_2019")
        .says(0, &["The rows of an edition", "Devices (mobile and PCs)", "10 rows"]);
    let ran = sandbox.run("matrix --edition ms_ai_2025");
    ran.says(0, &["not drawn: `edition_rows`, which has no rows here", "Model accountability", "by_model"]);
    sandbox
        .run("matrix --edition ms_2020")
        .says(2, &["there is no edition `ms_2020`", "did you mean `ms_2026`?", "ibm_2026"]);
}
