//! Each limit of reading: what is just within it is read, and what is just beyond it gives one finding that names the limit.

use irlint::text::{Language, MAX_BYTES};

use crate::support::{plan_findings, policy_findings, shown, source};

/// Nothing is said of the first text, and of the second nothing but `wanted`.
#[track_caller]
fn holds(read: fn(&str) -> Vec<String>, within: &str, beyond: &str, wanted: &str) {
    assert_eq!(read(within), [""; 0]);
    assert_eq!(read(beyond), [wanted]);
}

#[test]
fn a_file_has_64_mebibytes() {
    let comment = |bytes: usize| format!("# {}", "x".repeat(bytes - 2));
    let wanted = "1:1 the file has 67108865 bytes; at most 67108864 are read";
    holds(plan_findings, &comment(MAX_BYTES), &comment(MAX_BYTES + 1), wanted);
}

#[test]
fn a_file_has_a_million_statements() {
    let roles = |count: usize| "a b\n".repeat(count);
    let wanted = "1000001:1 the file has more than 1000000 statements";
    holds(plan_findings, &roles(1_000_000), &roles(1_000_001), wanted);
}

#[test]
fn the_tables_of_a_file_have_a_million_cells() {
    let row = format!("{}\n", vec!["1"; 1_000].join("|"));
    let columns: Vec<String> = (0..1_000).map(|at| format!("c{at}")).collect();
    let table = |rows: usize| format!("table a {{\n{}\n{}}}\n", columns.join("|"), row.repeat(rows));
    let wanted = "1003:1 the tables of the file have more than 1000000 cells";
    holds(plan_findings, &table(1_000), &table(1_001), wanted);
}

#[test]
fn a_statement_has_256_kibibytes() {
    // `c: "`, the text, and `"`.
    let statement = |bytes: usize| format!("a b {{\n  c: \"{}\"\n}}\n", "x".repeat(bytes - 5));
    let wanted = "2:3 the statement has 262145 bytes; at most 262144 are read";
    holds(plan_findings, &statement(256 * 1024), &statement(256 * 1024 + 1), wanted);
    let names = |bytes: usize| format!("define f(role r): text = \"{}\"\n", "x".repeat(bytes - 27));
    let wanted = "1:1 the statement has 262145 bytes; at most 262144 are read";
    holds(policy_findings, &names(256 * 1024), &names(256 * 1024 + 1), wanted);
}

#[test]
fn blocks_stand_64_deep() {
    let blocks = |depth: usize| format!("{}{}\n", "a b { ".repeat(depth), "} ".repeat(depth));
    holds(plan_findings, &blocks(64), &blocks(65), "1:389 blocks are nested more than 64 deep");
}

#[test]
fn brackets_stand_64_deep() {
    let brackets =
        |depth: usize| format!("relation f(role r) when {}r.a{}\n", "(".repeat(depth), ")".repeat(depth));
    holds(policy_findings, &brackets(64), &brackets(65), "1:89 brackets are nested more than 64 deep");
}

#[test]
fn conditions_stand_64_deep() {
    let conditions = |depth: usize| format!("relation f(role r) when {}r.a\n", "not ".repeat(depth));
    holds(policy_findings, &conditions(64), &conditions(65), "1:281 conditions are nested more than 64 deep");
}

#[test]
fn a_sum_has_64_parts() {
    let sum = |parts: usize| format!("define f(role r): number = {}\n", vec!["r.a"; parts].join(" + "));
    holds(policy_findings, &sum(64), &sum(65), "1:410 a sum has more than 64 parts");
}

#[test]
fn a_number_goes_up_to_a_billion_in_three_decimals() {
    let says = |value: &str| plan_findings(&format!("a b {{ c: {value} }}"));
    for within in ["1000000000", "999999999.999", "1000000000 days", "1000000000%"] {
        assert_eq!(says(within), [""; 0], "{within}");
    }
    for beyond in ["1000000001", "1000000001.5", "1000000001 days", "1000000001%"] {
        let number = beyond.trim_end_matches(" days").trim_end_matches('%');
        assert_eq!(says(beyond), [format!("1:10 the number `{number}` is too large")]);
    }
    assert_eq!(says("1.2345"), ["1:10 the number `1.2345` is too fine"]);
}

#[test]
fn a_file_gives_a_thousand_findings() {
    let mistakes = |count: usize| plan_findings(&"a b { c: 9-17 }\n".repeat(count));
    assert_eq!(mistakes(1_000).len(), 1_000);
    assert!(mistakes(1_000)[999].contains("cannot read"), "{}", mistakes(1_000)[999]);
    assert_eq!(mistakes(1_001)[1_000], "1000:10 1 more mistakes behind this place are not shown");
}

#[test]
fn twenty_hidden_characters_are_said_one_by_one() {
    let said = |count: usize| {
        let source = source(&format!("# {}\n", "\u{200b}".repeat(count)), Language::Plan);
        shown(&source, &irlint::syntax::plan::read(irlint::text::FileId(0), &source).1)
    };
    assert!(said(20)[19].ends_with("has no width"), "{}", said(20)[19]);
    assert_eq!(said(21).len(), 20);
    assert!(said(21)[19].ends_with(", and 1 more hidden characters behind it"), "{}", said(21)[19]);
}
