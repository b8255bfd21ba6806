//! Views over who does which part of a response, and who stands in.

use serde_json::Value;

use crate::sandbox::Sandbox;

fn drawn(sandbox: &Sandbox, words: &str) -> Value {
    serde_json::from_str(&sandbox.run(&format!("{words} --format json")).out).unwrap()
}

/// What stands in a cell.
fn cell<'v>(view: &'v Value, row: &str, column: &str) -> &'v Value {
    let rows = view["rows"].as_array().unwrap();
    let row = rows.iter().find(|found| found["of"][0]["name"] == row).unwrap();
    let cells = row["cells"].as_array().unwrap();
    let cell = cells.iter().find(|found| found["column"] == column).unwrap();
    &cell["value"]
}

const PLAN: &str = "plan p \"P\" { owner: boss }\n\
person eva\nperson tom\nperson ida\n\
role boss { primary: eva; backup: none }\n\
role desk { primary: tom; backup: ida }\n\
role dev { primary: eva; backup: ida }\n\
role mender { primary: ida; backup: tom }\n\
team crisis { lead: desk; members: desk }\n\
asset web { model: none; owner: dev }\n\
asset fax { model: none; owner: none }\n\
detection siem { run_by: desk; watches: web }\n\
stage assess { phase: assess; owner: desk }\n\
stage stabilize { phase: stabilize; owner: dev }\n\
stage aftermath { phase: manage_fallout; owner: crisis }\n\
playbook mend { covers: fax; step swap { owner: mender; stage: stabilize } }\n\
evidence images { of: fax; collected_by: mender }\n\
audience clients\n\
notify tell for information from boss to clients\n\
responsibility ours { of: web; activities: preserve; held_by: desk }\n";

#[test]
fn who_does_which_part_of_the_response_is_gathered_from_the_plan() {
    let sandbox = Sandbox::new("activities").file("plan.irp", PLAN);
    let output = drawn(&sandbox, "matrix plan.irp --view response");
    let who = |asset, activity| cell(&output["views"][0], asset, activity).as_str().unwrap();
    assert_eq!((who("web", "prepare"), who("web", "detect"), who("fax", "detect")), ("boss", "desk", "none"));
    assert_eq!(
        (who("web", "assess"), who("web", "contain"), who("fax", "contain")),
        ("desk", "dev", "mender")
    );
    assert_eq!((who("web", "recover"), who("fax", "recover")), ("dev", "mender"));
    assert_eq!((who("web", "preserve"), who("fax", "preserve")), ("desk and dev", "mender"));
    assert_eq!((who("web", "notify"), who("fax", "manage_fallout")), ("boss", "crisis"));
    assert_eq!(output["views"][0]["summary"]["gaps"], 1);
    sandbox
        .run("matrix plan.irp --view response")
        .says(0, &["fax: nobody is named for it (detection), plan.irp:"]);
}

#[test]
fn who_stands_in_is_drawn_and_who_stands_alone_is_marked() {
    let sandbox = Sandbox::new("deputies").file("plan.irp", PLAN);
    let output = drawn(&sandbox, "matrix plan.irp --view deputies");
    let who = |asset, activity| cell(&output["views"][0], asset, activity).as_str().unwrap();
    assert_eq!((who("web", "prepare"), who("web", "detect"), who("web", "recover")), ("none", "ida", "ida"));
    assert_eq!((who("fax", "contain"), who("fax", "manage_fallout")), ("tom", "ida"));
    sandbox.run("matrix plan.irp --view deputies").says(0, &["one person alone can act as boss"]);
}
