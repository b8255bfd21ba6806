//! An evidence map for people: a paragraph a clause.

use super::{MEANING, Page, Told};
use crate::evidence::{Entry, State};
use crate::report::text::wrap;
use crate::report::{Detail, Options};

/// Writes the map; it ends with one line end.
pub(super) fn write(told: &Told<'_>, page: &Page<'_>, options: &Options) -> String {
    let mut out = Out { options, text: String::new() };
    let (title, name) = (page.words(&told.map.pack.title), page.words(&told.map.pack.name));
    out.line(&format!("{title} ({name})"));
    out.line(&format!("{} on {}", page.words(told.plan), told.as_of));
    page.confidence_of_all().iter().for_each(|said| out.line(said));
    page.concern(&told.map.concern).iter().for_each(|said| out.wrapped("", said));
    out.line("");
    let numbers = told.map.entries.iter().map(|entry| entry.clause.number.chars().count());
    let room = numbers.max().unwrap_or(0);
    for entry in &told.map.entries {
        out.entry(page, entry, room);
    }
    out.line("");
    out.wrapped("", &told.summary());
    if options.detail > Detail::Quiet {
        out.line("");
        out.wrapped("", &page.words(&told.map.pack.doc));
        out.wrapped("", MEANING);
    }
    out.text
}

/// The map while it is written.
struct Out<'o> {
    options: &'o Options,
    text: String,
}

impl Out<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    fn wrapped(&mut self, margin: &str, words: &str) {
        for line in wrap(words, self.options.width.saturating_sub(margin.len()).max(30)) {
            self.line(&format!("{margin}{line}"));
        }
    }

    fn entry(&mut self, page: &Page<'_>, entry: &Entry<'_>, room: usize) {
        let number = page.words(&entry.clause.number);
        let gap = " ".repeat(room.saturating_sub(number.chars().count()));
        self.line(&format!("{number}{gap}  {}{}", self.painted(entry.state), page.confidence_of(entry)));
        let margin = " ".repeat(room + 4);
        page.said(entry).iter().for_each(|said| self.wrapped(&margin, said));
    }

    fn painted(&self, state: State) -> String {
        let words = state.words();
        let color = match state {
            State::Satisfied => "32",
            State::Failed => "31",
            State::Undecided | State::Accepted => "33",
            State::NotApplicable | State::NotRun | State::NoRule | State::Beyond => return words.to_owned(),
        };
        if self.options.color { format!("\u{1b}[{color}m{words}\u{1b}[0m") } else { words.to_owned() }
    }
}
