//! Says what of a text was left as it is, and why.

use crate::cli::terminal;
use crate::format::{Left, Why};
use crate::text::{Language, Source};

/// The reasons, in the order in which they are said.
const REASONS: [Why; 6] = [Why::Unread, Why::Braces, Why::Hidden, Why::Fences, Why::TooLarge, Why::Unsafe];

/// Says on standard error what of `source` was left as it is. Says whether anything was.
pub fn say(source: &Source, left: &[Left], is_stdin: bool) -> bool {
    for why in REASONS {
        let mut places = left.iter().filter(|left| left.why == why).map(|left| left.at);
        let Some(first) = places.next() else { continue };
        let place = source.position(first);
        let more = match places.count() {
            0 => String::new(),
            1 => ", as does one more".to_owned(),
            more => format!(", as do {more} more"),
        };
        let (line, column) = (place.line, place.column);
        terminal::say("error", &format!("{}:{line}:{column}: {}{more}", source.path, reason(why)));
    }
    let readable = left.iter().any(|left| left.why != Why::Unsafe);
    if readable && !is_stdin {
        let command = if source.language == Language::Policy { "test" } else { "check" };
        terminal::say("help", &format!("see what is wrong with `irlint {command} {}`", source.path));
    }
    !left.is_empty()
}

fn reason(why: Why) -> &'static str {
    match why {
        Why::Unread => "this statement does not read and stays as it is",
        Why::Braces => "the braces from here on do not balance, and the lines stay as they are",
        Why::Hidden => "characters that nobody can see stand in what starts here, and it stays as it is",
        Why::Fences => "a block goes on from fence to fence, and what starts here stays as it is",
        Why::TooLarge => "what starts here is too large or too deep and stays as it is",
        Why::Unsafe => "in another layout this text would be read in another way, and it stays as it is",
    }
}
