//! Hostile names in every format: nothing of a plan, a policy or a path steers a terminal, closes a tag, opens a link
//! or becomes a command.

use irlint::report::{FORMATS, steers};

use crate::sandbox::{Ran, Sandbox};

const PATH: &str = "plans/::error::\u{1b}[31m\u{202e}<a b='1'>&|`]](x) %,.irp";

const TITLE: &str = "##[add-mask]x ::stop-commands::y %0A%25 ]]> </testcase> & <script>alert(1)</script> \
                     [x](http://evil.example) | @somebody www.evil.example `tick \u{202e}rtl\u{200f}";

fn sandbox(name: &str) -> Sandbox {
    let plan = format!(
        "plan p \"P\"\nperson anna \"{TITLE}\"\nrole desk \"{TITLE}\" {{ primary: anna; backup: anna }}\n\
         role ceo \"{TITLE}\"\naccept scenario-not-practised by ceo until 2027-01-31 because \"{TITLE}\"\n"
    );
    Sandbox::new(name).file(PATH, plan)
}

fn ran(name: &str, words: &str) -> Ran {
    let ran = sandbox(name).run(&format!("check --select core {words}"));
    // Marks of direction are mistakes in reading.
    assert_eq!(ran.code, 2, "{ran:#?}");
    ran
}

#[test]
fn no_character_that_steers_gets_out() {
    for format in FORMATS {
        let ran = ran("hostile-steer", &format!("--format {} -v", format.name));
        let steering: Vec<char> =
            ran.out.chars().chain(ran.err.chars()).filter(|sign| *sign != '\n' && steers(*sign)).collect();
        assert!(steering.is_empty(), "{} writes {steering:?}", format.name);
    }
}

#[test]
fn json_forms_are_json_and_hold_the_words_as_they_are() {
    for format in ["json", "sarif", "gitlab"] {
        let ran = ran("hostile-json", &format!("--format {format}"));
        let said: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        assert!(said.to_string().contains("</testcase> & <script>alert(1)</script>"), "{format}");
    }
    for line in ran("hostile-json", "--format jsonl").out.lines() {
        serde_json::from_str::<serde_json::Value>(line).unwrap();
    }
    let sarif = ran("hostile-json", "--format sarif").out;
    assert!(!sarif.contains("](http") && sarif.contains("[x] (http://evil.example)"), "{sarif}");
    let uri = "\"uri\": \"plans/%3A%3Aerror%3A%3A%3F%5B31m%EF%BF%BD%3Ca%20b%3D%271%27%3E%26%7C%60%5D%5D%28x%29%20%25%2C.irp\"";
    assert!(sarif.contains(uri), "{sarif}");
}

#[test]
fn junit_is_well_formed() {
    let xml = ran("hostile-xml", "--format junit").out;
    assert_eq!(crate::machines::tags(&xml).unwrap().first().map(String::as_str), Some("testsuites"));
    assert!(xml.contains("]]&gt; &lt;/testcase&gt; &amp; &lt;script&gt;"), "{xml}");
}

#[test]
fn no_line_of_github_is_a_command_but_those_that_are_meant() {
    let log = ran("hostile-github", "--format github").out;
    for line in log.lines().filter(|line| !line.starts_with("::")) {
        assert!(!line.contains("##["), "{line}");
    }
    for line in log.lines().filter(|line| line.trim_start().starts_with("::")) {
        let (head, message) = line[2..].split_once("::").unwrap();
        assert!(["error ", "warning ", "notice "].iter().any(|command| head.starts_with(command)), "{line}");
        if head == "error title=irlint" {
            continue;
        }
        let file = "file=plans/%3A%3Aerror%3A%3A?[31m\u{fffd}<a b='1'>&|`]](x) %25%2C.irp,line=";
        assert!(head.contains(file), "{line}");
        assert!(!message.contains("%0A%25 ") || message.contains("%250A%2525"), "{line}");
    }
}

#[test]
fn markdown_has_no_markup_of_others() {
    let text = ran("hostile-markdown", "--format markdown").out;
    let outside = without_code(&text);
    for bad in ["<script", "</testcase", "[x](http", " @somebody", " www.evil", "http://evil", "##["] {
        assert!(!outside.contains(bad), "{bad} in:\n{outside}");
    }
    for row in text.lines().filter(|line| line.starts_with("| ")) {
        let bars = row.replace("\\|", "").matches('|').count();
        assert_eq!(bars, 4, "{row}");
    }
}

/// A text without its code and without signs that stand for themselves. Code is what stands between runs of as many back-ticks, of which a backslash takes away the sense.
fn without_code(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(sign) = rest.chars().next() {
        let ticks = &rest[..rest.len() - rest.trim_start_matches('`').len()];
        let escaped = sign == '\\';
        let taken =
            if escaped { 1 + rest[1..].chars().next().map_or(0, char::len_utf8) } else { sign.len_utf8() };
        match rest[ticks.len()..].find(ticks) {
            Some(end) if !ticks.is_empty() => rest = &rest[2 * ticks.len() + end..],
            _ => {
                out.push_str(if escaped { "" } else { &rest[..taken] });
                rest = &rest[taken..];
            }
        }
    }
    out
}
