//! Says what of a text was left as it is, and why.

use crate::cli::terminal;
use crate::format::{Left, Why};
use crate::text::{Language, Source};

/// The faults, in the order in which they are said.
const FAULTS: [Why; 6] = [Why::Unread, Why::Braces, Why::Hidden, Why::Fences, Why::TooLarge, Why::Unsafe];

/// What was left of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rest {
    /// Nothing.
    Nothing,
    /// All of it, for the notes in it point at columns.
    Noted,
    /// What is at fault.
    Faulty,
}

/// What of a text was left as it is.
pub fn rest(left: &[Left]) -> Rest {
    match left.first() {
        None => Rest::Nothing,
        Some(Left { why: Why::Notes, .. }) => Rest::Noted,
        Some(_) => Rest::Faulty,
    }
}

/// Says on standard error which faults kept parts of `source` as they are. The places are those of the text at hand,
/// which is `after` if that was written.
pub fn say(source: &Source, left: &[Left], after: Option<&Source>) {
    for fault in FAULTS {
        let mut faults = left.iter().filter(|left| left.why == fault);
        let Some(first) = faults.next() else { continue };
        let place = after.map_or(source.position(first.before), |after| after.position(first.after));
        let more = match faults.count() {
            0 => String::new(),
            1 => ", as does one more".to_owned(),
            more => format!(", as do {more} more"),
        };
        let (line, column) = (place.line, place.column);
        terminal::say("error", &format!("{}:{line}:{column}: {}{more}", source.path, reason(fault)));
    }
}

/// Says how to find out what is wrong with a file, if anything in the file itself is.
pub fn say_more(source: &Source, left: &[Left]) {
    if left.iter().all(|left| left.why == Why::Unsafe) {
        return;
    }
    let command = if source.language == Language::Policy { "test" } else { "check" };
    terminal::say("help", &format!("see what is wrong with `irlint {command} {}`", source.path));
}

fn reason(why: Why) -> &'static str {
    match why {
        Why::Unread => "this statement does not read and stays as it is",
        Why::Braces => "the braces from here on do not balance, and the lines stay as they are",
        Why::Hidden => "characters that nobody can see stand in what starts here, and it stays as it is",
        Why::Fences => "a block goes on from fence to fence, and what starts here stays as it is",
        Why::TooLarge => "what starts here is too large or too deep and stays as it is",
        Why::Notes => "notes stand in it that point at columns, and it stays as it is",
        Why::Unsafe => "in another layout this text would be read in another way, and it stays as it is",
    }
}
