//! Texts made to hurt: deep, long, or never closed. Reading them ends soon, with few findings.

use std::time::{Duration, Instant};

use crate::support::{plan_findings, policy_findings};

/// Far above what any of these takes, and far below what steps that grow with the square would.
const SOON: Duration = Duration::from_secs(20);

#[expect(clippy::disallowed_methods, reason = "the time taken is what is tested")]
fn ends_soon(name: &str, text: &str, at_most: usize) {
    for read in [plan_findings, policy_findings] {
        let start = Instant::now();
        let found = read(text);
        assert!(start.elapsed() < SOON, "{name} took {:?}", start.elapsed());
        assert!(!found.is_empty() && found.len() <= at_most, "{name}: {} {:?}", found.len(), found.first());
    }
}

#[test]
fn deep_nesting_ends_soon() {
    let n = 100_000;
    ends_soon("blocks", &"a b { ".repeat(n), 4);
    ends_soon("closed blocks", &format!("{}{}", "a b {\n".repeat(n), "}\n".repeat(n)), 1001);
    ends_soon("braces", &"{".repeat(n), 4);
    ends_soon("closing braces", &"}".repeat(n), 1001);
    for sign in ["(", "[", "f(", "x[", "[x in ", "(("] {
        ends_soon(sign, &format!("rule a-b \"T\" {{ require {} }}", sign.repeat(n)), 4);
        ends_soon(sign, &format!("a b {{ c: {} }}", sign.repeat(n)), 4);
        ends_soon(sign, &sign.repeat(n), 4);
        ends_soon(sign, &format!("{sign}\n").repeat(n / 10), 1001);
    }
}

#[test]
fn long_chains_end_soon() {
    let n = 20_000;
    for word in ["not ", "if ", "if x then ", "every x in s: ", "some role r where ", "no x in y where not "]
    {
        ends_soon(word, &format!("rule a-b \"T\" {{\n require {}x\n}}", word.repeat(n / 4)), 4);
        ends_soon(
            word,
            &format!("rule a-b \"T\" {{\n severity: {}x\n message \"{{{}}}\"\n}}", word, word.repeat(60_000)),
            6,
        );
    }
    ends_soon("sum", &format!("define f(role r): number = x{}", " + x".repeat(n)), 4);
    ends_soon("else", &format!("define f(role r): number = {}1", "if x then y else ".repeat(n / 2)), 4);
}

#[test]
fn wide_statements_are_read() {
    let n = 5_000;
    let wide = [
        format!("relation f(role r) when x{}", " and (x or not y)".repeat(n)),
        format!("relation f(role r) when x in [y{}]", ", y".repeat(n)),
        format!("relation f(role r) when {}x", "(not x) or ".repeat(n)),
        format!("relation f(role r) when g(y{})", ", h(y)".repeat(n)),
    ];
    for text in wide {
        assert_eq!(policy_findings(&text), Vec::<String>::new());
    }
    assert_eq!(plan_findings(&format!("a b {{ c: d{} }}", ", no".repeat(n))), Vec::<String>::new());
}

#[test]
fn long_lines_end_soon() {
    let n = 1_000_000;
    ends_soon("one word", &"a".repeat(n), 4);
    ends_soon("one line", &"a b ".repeat(n / 4), 4);
    ends_soon("commas", &"a,\n".repeat(n / 3), 4);
    ends_soon("small words", &format!("a b{}", "\nby c".repeat(n / 5)), 4);
    ends_soon("hyphens", &format!("a b {{ c: {} }}", "a-".repeat(n / 20)), 4);
    ends_soon("dots", &format!("a b {{ c: {} }}", "a.".repeat(n / 20)), 4);
    ends_soon("digits", &format!("a b {{ c: {} }}", "1".repeat(n / 5)), 4);
    ends_soon("mail", &format!("a b {{ c: {} }}", "a.+".repeat(n / 15)), 4);
    ends_soon("bars", &format!("table a {{ {} }}", "a|".repeat(n / 10)), 1001);
}

#[test]
fn what_is_never_closed_ends_soon() {
    let n = 1_000_000;
    ends_soon("a text", &format!("a b \"{}", "x ".repeat(n / 2)), 4);
    ends_soon("a long text", &format!("a b \"\"\"{}", "x\n".repeat(n / 2)), 4);
    ends_soon("quotes", &"\"".repeat(n + 1), 4);
    ends_soon("escaped quotes", &format!("a b {{ c: \"{} }}", "\\\"".repeat(100_000)), 4);
    ends_soon("quotes in a row", &format!("table a {{ b\n \"{} }}", "\\\"|".repeat(50_000)), 1001);
    ends_soon(
        "quotes in an expression",
        &format!("rule a-b \"T\" {{\n require \"{}", "\\\" ".repeat(50_000)),
        6,
    );
    ends_soon("three quotes, broken", &"a b { c: \"\"\"\n}\n".repeat(10_001), 1001);
    ends_soon("brackets over lines", &"a b (\n".repeat(n / 60), 1001);
    ends_soon("comments", &format!("{}}}", "a b\n# c\n".repeat(n / 80)), 1001);
    ends_soon("blank lines", &format!("a b{}}}", "\n".repeat(n)), 4);
    ends_soon("spaces", &format!("a b{}}}", " ".repeat(n)), 4);
    ends_soon("misplaced", &format!("a b {{\n c: d\n{}", "a b { c: d }\n".repeat(10_000)), 1001);
}

#[test]
fn many_mistakes_are_counted_not_listed() {
    let found = plan_findings(&"a b { c: 9-17 }\n".repeat(5000));
    assert_eq!(found.len(), 1001);
    assert!(found[1000].ends_with("4000 more mistakes behind this place are not shown"), "{}", found[1000]);
}
