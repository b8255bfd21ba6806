//! Says in words why a statement cannot be read: where reading stopped, and what could have stood there.

use super::depth;
use super::grammar::{Failure, Rule};
use super::holes;
use super::outline::{Range, first_word, is_attribute};
use crate::finding::{Finding, did_you_mean};
use crate::text::{FileId, Span};

/// How many characters of a statement a message repeats.
const MAX_SHOWN: usize = 60;

/// The units of time, as they are suggested.
const UNITS: [&str; 12] = [
    "minutes", "minute", "hours", "hour", "days", "day", "weeks", "week", "months", "month", "years", "year",
];

/// How telling it is that something was expected: only the most telling are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// Nothing more needed to come.
    End,
    /// One certain word or sign is missing.
    Sign,
    /// A value or a name is missing.
    Part,
    /// More could have come.
    More,
}

/// `text` on one line, cut short if it is long.
pub(super) fn clip(text: &str) -> String {
    let mut shown = String::new();
    for word in text.split_whitespace() {
        if shown.len() > 4 * MAX_SHOWN {
            break;
        }
        if !shown.is_empty() {
            shown.push(' ');
        }
        shown.extend(word.chars().take(MAX_SHOWN + 1));
    }
    if shown.chars().count() > MAX_SHOWN {
        shown = shown.chars().take(MAX_SHOWN - 1).collect();
        shown.push('…');
    }
    shown
}

/// The finding for the statement at `range` of `text`. `end` says in words what stands behind it.
pub(super) fn finding(file: FileId, text: &str, range: Range, failure: &Failure, end: &str) -> Finding {
    let whole = range.of(text);
    if let Some(finding) = unclosed(file, whole, range.start, failure.at) {
        return finding;
    }
    let at = token_start(text, range, failure);
    let rest = Range { start: at, end: range.end }.of(text);
    let span = Span::new(file, at, at + token_length(rest) as u32);
    if let Some(hole) = holes::stopped(file, whole, rest, at, failure.tried.contains(&Rule::EOI)) {
        return hole;
    }
    let shown = clip(whole);
    if failure.tried.is_empty() {
        let message = format!("cannot read `{shown}`, it is too involved");
        return Finding::unreadable("syntax/statement", span, message);
    }
    let tried = if at == failure.at { failure.tried.as_slice() } else { &[Rule::value] };
    let (expected, help) = wanted(tried, whole, rest, end);
    let message = format!("cannot read `{shown}`, expected {expected}");
    Finding::unreadable("syntax/statement", span, message).maybe_help(help)
}

/// Where the word starts in which reading stopped. A number that goes on with another sign is no number at all.
fn token_start(text: &str, range: Range, failure: &Failure) -> u32 {
    let before = Range { start: range.start, end: failure.at }.of(text);
    let rest = Range { start: failure.at, end: range.end }.of(text);
    if !failure.tried.contains(&Rule::unit) || !rest.starts_with(['-', ':', '.', '@', '_', '/']) {
        return failure.at;
    }
    let digits = before.bytes().rev().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
    failure.at - digits as u32
}

/// The finding for a text or a bracket that is never closed, if reading stopped at or behind one.
fn unclosed(file: FileId, whole: &str, start: u32, at: u32) -> Option<Finding> {
    let stopped = (at - start) as usize;
    let rest = whole.get(stopped..).unwrap_or("");
    if rest.starts_with('"') && depth::text_length(rest).is_none() {
        let sign = if rest.starts_with("\"\"\"") { "\"\"\"" } else { "\"" };
        let span = Span::new(file, at, at + token_length(rest) as u32);
        let finding = Finding::unreadable("syntax/text", span, "this text is never closed");
        return Some(finding.help(format!("close it with `{sign}`")));
    }
    let bracket = depth::open_bracket(whole).filter(|bracket| *bracket <= stopped)?;
    let (open, close) = if whole.as_bytes().get(bracket) == Some(&b'(') { ('(', ')') } else { ('[', ']') };
    let at = start + bracket as u32;
    let message = format!("this `{open}` is never closed");
    let finding = Finding::unreadable("syntax/bracket", Span::new(file, at, at + 1), message);
    Some(finding.help(format!("close it with `{close}`")))
}

/// What was expected in `whole` before `rest`, in words, and what to do about it.
fn wanted(tried: &[Rule], whole: &str, rest: &str, end: &str) -> (String, Option<String>) {
    let word = first_word(rest);
    if tried.contains(&Rule::unit) && !word.is_empty() {
        return (words(Rule::unit).1.to_owned(), did_you_mean(word, UNITS));
    }
    let help = shape_help(rest);
    if tried.contains(&Rule::EOI) {
        return (end.to_owned(), help.or_else(|| surplus_help(whole, rest)));
    }
    let best = tried.iter().map(|rule| words(*rule).0).min().unwrap_or(Rank::More);
    let mut named: Vec<&str> = Vec::new();
    for rule in tried {
        let (rank, word) = words(*rule);
        if rank == best && !named.contains(&word) {
            named.push(word);
        }
    }
    (one_of(&named), help)
}

/// `a`, `a or b`, `a, b or c`.
fn one_of(named: &[&str]) -> String {
    match named {
        [] => "something else".to_owned(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

/// What to do where a statement should have ended.
fn surplus_help(whole: &str, rest: &str) -> Option<String> {
    let help = if is_attribute(rest) {
        "put `;` or a line break between two attributes"
    } else if rest.starts_with('#') {
        "put a space before `#` to start a comment"
    } else if rest.starts_with('=') && whole.trim_end_matches(rest).trim_end() == first_word(whole) {
        return Some(format!("an attribute is written `{}: ...`", first_word(whole)));
    } else if rest.starts_with(|first: char| first.is_ascii_digit()) {
        "put `,` between two values; a telephone number starts with `+` and the country"
    } else if is_attribute(whole)
        && rest.starts_with(|first: char| first == '"' || first.is_ascii_lowercase())
    {
        "put `,` between two values"
    } else {
        return None;
    };
    Some(help.to_owned())
}

/// What to do about something that looks like a value but is written differently.
fn shape_help(rest: &str) -> Option<String> {
    let token = rest.get(..token_length(rest)).unwrap_or("");
    let first = token.chars().next()?;
    let help = if first == '\'' || first == '\u{201c}' || first == '\u{201e}' || first == '\u{2018}' {
        "a text stands in straight double quotes"
    } else if first.is_ascii_digit() && token.matches(['-', '.', '/']).count() == 2 {
        "a date is written year, month, day, such as 2026-11-23"
    } else if first.is_ascii_digit() && token.contains(':') {
        "a time of day has two digits on both sides, such as 09:00"
    } else if first.is_uppercase() {
        "names are written in small letters, texts stand in quotes"
    } else {
        return None;
    };
    Some(help.to_owned())
}

/// How long the word or sign is that `rest` starts with.
fn token_length(rest: &str) -> usize {
    let stop = |c: char| c.is_whitespace() || matches!(c, ',' | '|' | '(' | ')' | '[' | ']');
    let line = rest.lines().next().unwrap_or("");
    if line.starts_with('"') {
        return line.len();
    }
    match line.find(stop) {
        Some(0) => line.chars().next().map_or(0, char::len_utf8),
        Some(end) => end,
        None => line.len(),
    }
}

/// A rule in human words, and how much it says.
#[expect(clippy::too_many_lines, reason = "one line for each rule of the grammar")]
fn words(rule: Rule) -> (Rank, &'static str) {
    match rule {
        Rule::EOI => (Rank::End, "the end of the line"),

        Rule::close_round => (Rank::Sign, "`)`"),
        Rule::close_square => (Rank::Sign, "`]`"),
        Rule::open_round => (Rank::Sign, "`(`"),
        Rule::open_square => (Rank::Sign, "`[`"),
        Rule::colon => (Rank::Sign, "`:`"),
        Rule::comma => (Rank::Sign, "`,`"),
        Rule::equals => (Rank::Sign, "`=`"),
        Rule::many => (Rank::Sign, "`?`, `*` or `!`"),
        Rule::kw_at => (Rank::Sign, "`at`"),
        Rule::kw_by => (Rank::Sign, "`by`"),
        Rule::kw_each => (Rank::Sign, "`each`"),
        Rule::kw_else => (Rank::Sign, "`else`"),
        Rule::kw_enum => (Rank::Sign, "`enum`"),
        Rule::kw_extend => (Rank::Sign, "`extend`"),
        Rule::kw_for => (Rank::Sign, "`for`"),
        Rule::kw_kind => (Rank::Sign, "`kind`"),
        Rule::kw_lacks => (Rank::Sign, "`lacks`"),
        Rule::kw_nested => (Rank::Sign, "`nested`"),
        Rule::kw_per => (Rank::More, "`per`"),
        Rule::kw_replace => (Rank::Sign, "`replace`"),
        Rule::add_to => (Rank::Sign, "`add to`"),
        Rule::kw_single => (Rank::Sign, "`single`"),
        Rule::kw_then => (Rank::Sign, "`then`"),
        Rule::kw_when => (Rank::Sign, "`when`"),

        Rule::text | Rule::run => (Rank::Part, "a text in quotes"),
        Rule::date => (Rank::Part, "a date such as 2026-11-23"),
        Rule::always => (Rank::Part, "`24x7`"),
        Rule::measure => (Rank::Part, "a number or a length of time"),
        Rule::number => (Rank::Part, "a number"),
        Rule::percent_sign => (Rank::Part, "`%`"),
        Rule::unit => (Rank::Part, "a unit of time such as minutes"),
        Rule::hours => (Rank::Part, "hours such as Mon-Fri 09:00-17:00"),
        Rule::weekday => (Rank::Part, "a weekday such as Mon"),
        Rule::clock => (Rank::Part, "a time such as 09:00"),
        Rule::zone => (Rank::Part, "a time zone such as Europe/Berlin"),
        Rule::code => (Rank::Part, "a short code such as DE"),
        Rule::url => (Rank::Part, "a link"),
        Rule::email => (Rank::Part, "a mail address"),
        Rule::phone => (Rank::Part, "a telephone number such as +49 30 23125 101"),
        Rule::name | Rule::any_name | Rule::word | Rule::ident | Rule::thing | Rule::id => {
            (Rank::Part, "a name")
        }
        Rule::kebab => (Rank::Part, "a rule's name such as vendor-without-contact"),
        Rule::value | Rule::values | Rule::cell | Rule::setting_value => (Rank::Part, "a value"),
        Rule::constant | Rule::literal => (Rank::Part, "a value such as 12 months"),
        Rule::todo | Rule::kw_todo => (Rank::Part, "`todo`"),
        Rule::yes_no => (Rank::Part, "`yes` or `no`"),
        Rule::type_ref | Rule::set_of => (Rank::Part, "a type"),
        Rule::params => (Rank::Part, "`(` and what it is given"),
        Rule::param => (Rank::Part, "a kind and a name such as `role r`"),
        Rule::attribute_decl => (Rank::Part, "an attribute such as `owner: role?`"),
        Rule::binder | Rule::bind | Rule::kind_bind => {
            (Rank::Part, "a kind and a name such as `role r`, or a name and a set such as `p in r.primary`")
        }
        Rule::not_applicable => (Rank::Part, "`not applicable`"),
        Rule::expect_nothing => (Rank::Part, "`none`"),
        Rule::expect_undecided | Rule::kw_undecided => (Rank::Part, "`undecided`"),
        Rule::expect_finding => (Rank::Part, "a rule's name"),
        Rule::expr | Rule::and_expr | Rule::not_expr | Rule::compare => {
            (Rank::Part, "a condition or a value")
        }
        Rule::sum
        | Rule::fallback
        | Rule::factor
        | Rule::group
        | Rule::named
        | Rule::path
        | Rule::set
        | Rule::set_item => (Rank::Part, "a value"),
        Rule::every_expr | Rule::kw_every => (Rank::Part, "`every`"),
        Rule::exists_expr | Rule::quantifier => (Rank::Part, "`some`, `no` or `one`"),
        Rule::if_expr | Rule::kw_if => (Rank::Part, "`if`"),
        Rule::kw_not => (Rank::Part, "`not`"),

        Rule::tail | Rule::prep => (Rank::More, "a small word such as `after`"),
        Rule::per | Rule::flag => (Rank::More, "`head`, `private` or `else none`"),
        Rule::bound | Rule::at_most | Rule::at_least => (Rank::More, "`at most` or `at least`"),
        Rule::arguments => (Rank::More, "what the call is given"),
        Rule::keys => (Rank::More, "a key in square brackets"),
        Rule::is_test | Rule::kw_is => (Rank::More, "`is`"),
        Rule::cmp_op => (Rank::More, "a comparison such as `=` or `has`"),
        Rule::add_op => (Rank::More, "`+` or `-`"),
        Rule::kw_and => (Rank::More, "`and`"),
        Rule::kw_or => (Rank::More, "`or`"),
        Rule::kw_default => (Rank::More, "`default`"),
        Rule::kw_in => (Rank::Part, "`in`"),
        Rule::kw_where => (Rank::More, "`where`"),
        Rule::kw => (Rank::More, "a keyword"),

        Rule::attribute => (Rank::Part, "an attribute such as `owner: ceo`"),
        Rule::use_head => (Rank::Part, "`use` and a file"),
        Rule::table_head => (Rank::Part, "`table` and a kind"),
        Rule::block_head => (Rank::Part, "a block such as `role desk`"),
        Rule::pack_head => (Rank::Part, "`pack`, a name and a title"),
        Rule::schema_head => (Rank::Part, "`schema`, a name and a version"),
        Rule::param_head => (Rank::Part, "a parameter such as `param limit: duration = 12 months`"),
        Rule::kind_head => (Rank::Part, "`kind` and a name"),
        Rule::enum_head => (Rank::Part, "`enum` and a name"),
        Rule::union_head => (Rank::Part, "a union such as `union responder = person | role`"),
        Rule::matrix_head => (Rank::Part, "a matrix such as `matrix duty(area, service_model): holder`"),
        Rule::define_head => (Rank::Part, "a definition such as `define on_duty(role r): hours = ...`"),
        Rule::relation_head => {
            (Rank::Part, "a relation such as `relation answers(notify n, obligation o) when ...`")
        }
        Rule::rule_head => (Rank::Part, "`rule`, a name and a title"),
        Rule::test_head => (Rank::Part, "a test such as `test \"...\" for vendor-without-contact`"),
        Rule::adjust_head => (Rank::Part, "`adjust` and a rule's name"),
        Rule::attribute_decls => (Rank::Part, "attributes such as `owner: role?`"),
        Rule::enum_value => (Rank::Part, "a word of the list"),
        Rule::setting => (Rank::Part, "a setting such as `severity: error`"),
        Rule::applies_clause => (Rank::Part, "`applies when` and a condition"),
        Rule::when_clause => (Rank::Part, "`when` and a condition"),
        Rule::each_clause => (Rank::Part, "`for each`, a kind and a name"),
        Rule::once_clause => (Rank::Part, "`once per` and a value"),
        Rule::let_clause => (Rank::Part, "`let`, a name and a value"),
        Rule::require_clause => (Rank::Part, "`require` and a condition"),
        Rule::text_clause => (Rank::Part, "a text in quotes"),
        Rule::pointer_clause => (Rank::Part, "a place and a text in quotes"),
        Rule::fix_clause => (Rank::Part, "`fix add to` or `fix replace`"),
        Rule::sample_clause => (Rank::Part, "`bad` or `good`"),
        Rule::plan_clause => (Rank::Part, "`plan`"),
        Rule::expect_clause => (Rank::Part, "`expect` and an outcome"),
        Rule::hole => (Rank::Part, "a value"),

        Rule::WHITESPACE | Rule::blank | Rule::word_char | Rule::more | Rule::mail_char => {
            (Rank::More, "space")
        }
    }
}
