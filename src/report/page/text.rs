//! The page of a rule for a terminal.

use super::{Page, Sample};
use crate::report::catalogue::Parameter;
use crate::report::{Options, clean, text};

/// Writes the page; it ends with one line end.
pub fn write(page: &Page<'_>, options: &Options) -> String {
    let mut out = Out { options, text: String::new() };
    let rule = page.rule;
    out.heading(&format!("{}: {}", rule.id, rule.title));
    out.blank();
    out.wrapped(&rule.doc, "");
    out.blank();
    facts(page, &mut out);
    demand(page, &mut out);
    out.section("What a finding says");
    out.wrapped(&page.message, "  ");
    page.because.iter().for_each(|because| out.wrapped(because, "  "));
    if let Some(help) = &page.help {
        out.section("How to mend it");
        out.wrapped(help, "  ");
    }
    for good in [false, true] {
        samples(page, good, &mut out);
    }
    out.section(&format!("The rule itself, from `{}`", page.path));
    out.kept(&page.text, "  ");
    out.text
}

/// The page while it is written. Policies of users pass here too: no character of theirs steers the terminal.
struct Out<'o> {
    options: &'o Options,
    text: String,
}

impl Out<'_> {
    fn blank(&mut self) {
        self.text.push('\n');
    }

    fn heading(&mut self, words: &str) {
        let words = clean::line(words);
        if self.options.color {
            self.line(&format!("\u{1b}[1m{words}\u{1b}[0m"));
        } else {
            self.line(&words);
        }
    }

    fn section(&mut self, words: &str) {
        self.blank();
        self.heading(words);
    }

    /// A paragraph, broken at the width of the terminal.
    fn wrapped(&mut self, words: &str, margin: &str) {
        for line in text::wrap(&clean::line(words), self.options.width.saturating_sub(margin.len()).max(30)) {
            self.line(&format!("{margin}{line}"));
        }
    }

    /// Lines as they are.
    fn kept(&mut self, lines: &str, margin: &str) {
        for line in clean::file(lines).lines() {
            self.line(format!("{margin}{line}").trim_end());
        }
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// `name  value`, the value aligned and broken below itself.
    fn fact(&mut self, name: &str, value: &str) {
        let room = 16;
        let lines = text::wrap(&clean::line(value), self.options.width.saturating_sub(room).max(30));
        for (at, line) in lines.iter().enumerate() {
            self.line(&format!("{:room$}{line}", if at == 0 { name } else { "" }));
        }
    }
}

fn facts(page: &Page<'_>, out: &mut Out<'_>) {
    page.facts().iter().for_each(|(name, value)| out.fact(name, value));
}

fn demand(page: &Page<'_>, out: &mut Out<'_>) {
    out.section("In plain words");
    out.wrapped(&page.plain.sentence, "  ");
    page.notes().iter().for_each(|note| out.wrapped(note, "  "));
    if !page.parameters.is_empty() {
        out.section("Settings");
    }
    for Parameter { name, title, value, at_most, at_least } in &page.parameters {
        let bound = |word: &str, bound: &Option<String>| {
            bound.as_ref().map_or_else(String::new, |bound| format!(", at {word} {bound}"))
        };
        let bounds = format!("{}{}", bound("least", at_least), bound("most", at_most));
        out.wrapped(&format!("`{name}`: {value}{bounds}. {title}"), "  ");
    }
}

fn samples(page: &Page<'_>, good: bool, out: &mut Out<'_>) {
    let some: Vec<&Sample> = page.samples.iter().filter(|sample| sample.good == good).collect();
    for (at, sample) in some.iter().enumerate() {
        let words = if good { "What keeps it" } else { "What breaks it" };
        let count = if some.len() > 1 { format!(" ({} of {})", at + 1, some.len()) } else { String::new() };
        let title = sample.title.as_ref().map_or_else(String::new, |title| format!(": {title}"));
        out.section(&format!("{words}{count}{title}"));
        out.kept(&sample.plan, "  ");
        if !sample.said.is_empty() {
            out.wrapped("`irlint` says:", "  ");
            out.kept(&sample.said, "  ");
        }
    }
}
