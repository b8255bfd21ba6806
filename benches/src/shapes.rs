//! Plans that are as bad for a checker as plans can be, each of about as many bytes as asked for.

use std::fmt::Write;

use crate::{generate, irp};

/// A shape: its name, and how a plan of about so many bytes is made.
pub struct Shape {
    pub name: &'static str,
    pub make: fn(usize) -> String,
}

/// The honest plan first.
pub const SHAPES: &[Shape] = &[
    Shape { name: "honest", make: honest },
    Shape { name: "one kind", make: one_kind },
    Shape { name: "long escalation", make: long_escalation },
    Shape { name: "diamonds", make: diamonds },
    Shape { name: "huge statement", make: huge_statement },
    Shape { name: "finding a line", make: finding_a_line },
    Shape { name: "nothing said", make: nothing_said },
    Shape { name: "long lists", make: long_lists },
];

/// A statement may have 256 KiB; this stays below.
const MOST_OF_A_STATEMENT: usize = 240_000;

/// As the generator makes them.
pub fn honest(bytes: usize) -> String {
    irp::write(&generate::plan(7, (bytes / unit()).max(1)))
}

/// How long a unit is in the plan language, without the head of the plan.
fn unit() -> usize {
    (irp::write(&generate::plan(7, 9)).len() - irp::write(&generate::plan(7, 1)).len()) / 8
}

/// What every plan of a worst shape begins with.
const HEAD: &str = r#"plan worst "Worst plan" { version: "1" }
person anna { email: anna@northlight.example }
person ben { email: ben@northlight.example }
role desk { function: executive_command; primary: anna; backup: ben; escalate: none }
"#;

/// `head`, and then what `one` writes for 0, 1, 2 and on, until there are enough bytes.
fn filled(bytes: usize, head: &str, mut one: impl FnMut(usize, &mut String)) -> String {
    let mut text = format!("{HEAD}{head}");
    let mut number = 0;
    while text.len() < bytes {
        one(number, &mut text);
        number += 1;
    }
    text
}

/// All things are persons.
fn one_kind(bytes: usize) -> String {
    filled(bytes, "", |number, out| {
        let _ = writeln!(
            out,
            "person p_{number} \"Anna Ek\" {{ email: p{number}@northlight.example; hours: 24x7 }}"
        );
    })
}

/// Each role escalates to the next, down to the last.
fn long_escalation(bytes: usize) -> String {
    let head =
        "role r_0 \"Chief\" { function: executive_command; primary: anna; backup: ben; escalate: none }\n";
    filled(bytes, head, |number, out| {
        let up = format!("escalate: r_{number} after 15 minutes");
        let _ = writeln!(out, "role r_{} \"Desk\" {{ primary: anna; backup: ben; {up} }}", number + 1);
    })
}

/// Stages in pairs, both of which lead to both of the next pair: the ways double with every pair.
fn diamonds(bytes: usize) -> String {
    let head = "stage a_0 { phase: detect; owner: desk; within: 1 hour; next: a_1, b_1 }\n\
        stage b_0 { phase: detect; owner: desk; within: 1 hour; next: a_1, b_1 }\n";
    let mut last = 0;
    let mut text = filled(bytes, head, |number, out| {
        let (here, next) = (number + 1, number + 2);
        for side in ["a", "b"] {
            let next = format!("next: a_{next}, b_{next}");
            let _ =
                writeln!(out, "stage {side}_{here} {{ phase: assess; owner: desk; within: 1 hour; {next} }}");
        }
        last = next;
    });
    for side in ["a", "b"] {
        let _ =
            writeln!(text, "stage {side}_{last} {{ phase: close; owner: desk; within: 1 hour; next: none }}");
    }
    text
}

/// Playbooks as long as a statement may be, one after the other.
fn huge_statement(bytes: usize) -> String {
    let mut text =
        format!("{HEAD}stage assess {{ owner: desk; phase: detect; within: 1 hour; next: ending }}\n");
    text.push_str("stage ending { owner: desk; phase: close; next: none }\nscenario bad_day \"Bad day\"\n");
    let mut number = 0;
    while text.len() < bytes {
        let _ = writeln!(text, "playbook book_{number} {{\n  scenario: bad_day");
        let end = bytes.min(text.len() + MOST_OF_A_STATEMENT);
        let mut step = 0;
        while text.len() < end {
            let _ = writeln!(
                text,
                "  step s_{number}_{step} \"Step\" {{ owner: desk; stage: assess; within: 1 hour }}"
            );
            step += 1;
        }
        text.push_str("}\n");
        number += 1;
    }
    text
}

/// A report a line that goes to nobody: a finding each.
pub fn finding_a_line(bytes: usize) -> String {
    let head = "stage assess { phase: detect; owner: desk; next: ending }\n\
        stage ending { phase: close; owner: desk; next: none }\n";
    filled(bytes, head, |number, out| {
        let _ = writeln!(
            out,
            "notify n_{number} from desk to none on personal_data_breach within 1 hour during assess"
        );
    })
}

/// Roles, stages and systems of which nothing is stated: whatever is asked of them, nobody knows.
fn nothing_said(bytes: usize) -> String {
    filled(bytes, "", |number, out| {
        let _ = writeln!(
            out,
            "role r_{number} \"Role\"\nstage s_{number} \"Stage\"\nasset a_{number} \"System\""
        );
    })
}

/// Scenarios that each take down three hundred systems.
fn long_lists(bytes: usize) -> String {
    filled(bytes, "channel letter \"Letter\" { runs_on: none }\n", |number, out| {
        let names: Vec<String> = (0..300).map(|system| format!("a_{number}_{system}")).collect();
        for name in &names {
            let _ = writeln!(
                out,
                "asset {name} \"System\" {{ model: on_prem; provider: none; depends_on: none }}"
            );
        }
        let names = names.join(", ");
        let _ = writeln!(out, "scenario s_{number} \"Bad day\" {{ compromises: {names}; takes_down: none }}");
    })
}
