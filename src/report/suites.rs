//! The XML that build servers call `JUnit`: suites of cases. The one place that writes and escapes it. Without times and
//! hosts, so that the same run gives the same bytes.

use std::borrow::Borrow;
use std::io::{self, Write};

/// A suite: its name, facts about it, and its cases.
#[derive(Debug, Default)]
pub struct Suite {
    /// Its name.
    pub name: String,
    /// Facts, by name.
    pub facts: Vec<(&'static str, String)>,
    /// Its cases.
    pub cases: Vec<Case>,
}

/// A case: its name, where it stands, and how it came out.
#[derive(Debug, Default)]
pub struct Case {
    /// Its name.
    pub name: String,
    /// The file that it is about; may be empty.
    pub file: String,
    /// The line in that file.
    pub line: u64,
    /// What is not as it should be.
    pub failures: Vec<Failure>,
    /// Why it was not judged; not looked at if it failed.
    pub skipped: Option<String>,
    /// What else there is to say.
    pub said: Vec<String>,
}

/// What is not as it should be.
#[derive(Debug, Clone)]
pub struct Failure {
    /// A heading: the rule, or what failed.
    pub kind: String,
    /// The words, the first line the most important one.
    pub said: String,
}

/// Writes `suites`; words that were not cleaned before must not come here. They are asked for twice, to count and to write, so that
/// no two of them need to be held at a time.
pub fn write<S: Borrow<Suite>, I: Iterator<Item = S>>(
    name: &str,
    suites: impl Fn() -> I,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (mut all, mut failed) = (0, 0);
    for suite in suites() {
        all += suite.borrow().cases.len();
        failed += suite.borrow().failed();
    }
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    let name = escaped(name);
    writeln!(out, r#"<testsuites name="{name}" tests="{all}" failures="{failed}" errors="0">"#)?;
    suites().try_for_each(|suite| suite.borrow().write(out))?;
    writeln!(out, "</testsuites>")
}

impl Suite {
    fn failed(&self) -> usize {
        self.cases.iter().filter(|case| !case.failures.is_empty()).count()
    }

    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let skipped = self.cases.iter().filter(|case| case.is_skipped()).count();
        let (name, all, failed) = (escaped(&self.name), self.cases.len(), self.failed());
        let counts = format!(r#"tests="{all}" failures="{failed}" errors="0" skipped="{skipped}""#);
        writeln!(out, r#"  <testsuite name="{name}" {counts}>"#)?;
        if !self.facts.is_empty() {
            writeln!(out, "    <properties>")?;
            for (name, value) in &self.facts {
                writeln!(out, r#"      <property name="{name}" value="{}"/>"#, escaped(value))?;
            }
            writeln!(out, "    </properties>")?;
        }
        let class = name.replace('/', ".");
        self.cases.iter().try_for_each(|case| case.write(&class, out))?;
        writeln!(out, "  </testsuite>")
    }
}

impl Case {
    fn is_skipped(&self) -> bool {
        self.failures.is_empty() && self.skipped.is_some()
    }

    fn write(&self, class: &str, out: &mut dyn Write) -> io::Result<()> {
        let (name, file) = (escaped(&self.name), escaped(&self.file));
        write!(out, r#"    <testcase classname="{class}" name="{name}""#)?;
        if !file.is_empty() {
            write!(out, r#" file="{file}" line="{}""#, self.line)?;
        }
        if self.failures.is_empty() && self.skipped.is_none() && self.said.is_empty() {
            return writeln!(out, "/>");
        }
        writeln!(out, ">")?;
        self.write_failures(out)?;
        if let Some(why) = self.skipped.as_ref().filter(|_| self.is_skipped()) {
            writeln!(out, r#"      <skipped message="{}"/>"#, escaped(why))?;
        }
        if !self.said.is_empty() {
            writeln!(out, "      <system-out>{}</system-out>", escaped(&self.said.join("\n")))?;
        }
        writeln!(out, "    </testcase>")
    }

    /// All failures as one: many readers take only one.
    fn write_failures(&self, out: &mut dyn Write) -> io::Result<()> {
        let Some(first) = self.failures.first() else { return Ok(()) };
        let more = match self.failures.len() - 1 {
            0 => String::new(),
            more => format!(" (and {more} more)"),
        };
        let message = format!("{}{more}", first.said.lines().next().unwrap_or(""));
        let said: Vec<&str> = self.failures.iter().map(|failure| failure.said.as_str()).collect();
        let (kind, message, said) = (escaped(&first.kind), escaped(&message), escaped(&said.join("\n\n")));
        writeln!(out, r#"      <failure type="{kind}" message="{message}">{said}</failure>"#)
    }
}

/// For attributes in double quotes and for text. Controls were taken out before; what else XML cannot hold becomes the
/// sign for what cannot be shown.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            _ => escaped.push(sign),
        }
    }
    escaped
}
