//! The built-in functions of the policy language: one table, read by typing, evaluation and the docs.

mod evaluate;

/// A built-in function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Builtin {
    /// `count(S)`.
    Count,
    /// `sum(S)`.
    Sum,
    /// `min(S)`.
    Min,
    /// `max(S)`.
    Max,
    /// `union(S)`.
    Union,
    /// `overlap(S)`.
    Overlap,
    /// `gaps(h)`.
    Gaps,
    /// `covered(h)`.
    Covered,
    /// `age(d)`.
    Age,
    /// `reach(x, path)`.
    Reach,
    /// `trail(x, y, path)`.
    Trail,
    /// `longest(x, y, next, within)`.
    Longest,
    /// `between(x, y, next, within)`.
    Between,
    /// `critical_path(x, y, next, within)`.
    CriticalPath,
    /// `at_least(d)`.
    AtLeast,
    /// `at_most(d)`.
    AtMost,
    /// `later(d, 10 months)`.
    Later,
    /// `part(d, 80%)`.
    Part,
    /// `names(x)`.
    Names,
    /// `named_by(x)`.
    NamedBy,
    /// `wait(h, h)`.
    Wait,
    /// `wait_from(h, h)`.
    WaitFrom,
    /// `severity_of(rule)`.
    SeverityOf,
}

/// The list of words that the severity of a rule is a word of.
pub const RULE_SEVERITY: &str = "rule_severity";

/// What a built-in takes at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// A set of anything.
    Set,
    /// A set of numbers or of lengths of time.
    Amounts,
    /// A set of hours (or one).
    HoursSet,
    /// Hours.
    Hours,
    /// A day.
    Date,
    /// A length of time.
    Duration,
    /// A share of a hundred.
    Percent,
    /// A thing.
    Thing,
    /// A thing or a set of things.
    Things,
    /// The name of a rule.
    Rule,
    /// A path of attributes from a thing to things: `escalate.to`.
    Steps,
    /// A path of attributes from a thing to a length of time: `within`.
    Cost,
}

/// What a built-in gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gives {
    /// A number.
    Number,
    /// One value of the type of the first argument's members.
    Member,
    /// Hours.
    Hours,
    /// A text.
    Text,
    /// A length of time.
    Duration,
    /// A day.
    Date,
    /// A set of the things that the `Steps` argument leads to.
    Reached,
    /// A set of things of any kind.
    Things,
    /// A set of texts.
    Texts,
    /// A word of the list of severities of rules.
    Severity,
}

/// What is known of a built-in.
#[derive(Debug, Clone, Copy)]
pub struct Signature {
    /// Which one.
    pub builtin: Builtin,
    /// Its name.
    pub name: &'static str,
    /// What it takes, in order.
    pub takes: &'static [Takes],
    /// What it gives.
    pub gives: Gives,
    /// What it means, in one sentence.
    pub doc: &'static str,
    /// A use of it.
    pub example: &'static str,
}

/// All built-ins.
pub const SIGNATURES: &[Signature] = &[
    Signature {
        builtin: Builtin::Count,
        name: "count",
        takes: &[Takes::Set],
        gives: Gives::Number,
        doc: "How many members a set has; a range where members are not stated.",
        example: "count(t.members) >= 3",
    },
    Signature {
        builtin: Builtin::Sum,
        name: "sum",
        takes: &[Takes::Amounts],
        gives: Gives::Member,
        doc: "The members of a set added up; of a path, what each thing on it states, also where two state the same.",
        example: "sum(p.step.within) <= 4 hours",
    },
    Signature {
        builtin: Builtin::Min,
        name: "min",
        takes: &[Takes::Amounts],
        gives: Gives::Member,
        doc: "The smallest member of a set.",
        example: "min(p.step.within) >= 5 minutes",
    },
    Signature {
        builtin: Builtin::Max,
        name: "max",
        takes: &[Takes::Amounts],
        gives: Gives::Member,
        doc: "The largest member of a set.",
        example: "max(p.step.within) <= 1 day",
    },
    Signature {
        builtin: Builtin::Union,
        name: "union",
        takes: &[Takes::HoursSet],
        gives: Gives::Hours,
        doc: "The hours that lie in at least one of several.",
        example: "union(r.rotation.shift.when) covers 24x7",
    },
    Signature {
        builtin: Builtin::Overlap,
        name: "overlap",
        takes: &[Takes::HoursSet],
        gives: Gives::Hours,
        doc: "The hours that lie in all of several.",
        example: "overlap(t.members.hours) covers Mon 09:00-10:00",
    },
    Signature {
        builtin: Builtin::Gaps,
        name: "gaps",
        takes: &[Takes::Hours],
        gives: Gives::Text,
        doc: "The hours of the week that are not covered, as text.",
        example: "gaps(p.hours)",
    },
    Signature {
        builtin: Builtin::Covered,
        name: "covered",
        takes: &[Takes::Hours],
        gives: Gives::Text,
        doc: "How much of the week is covered, as text.",
        example: "covered(p.hours)",
    },
    Signature {
        builtin: Builtin::Age,
        name: "age",
        takes: &[Takes::Date],
        gives: Gives::Duration,
        doc: "The time from a day to the date of the check.",
        example: "age(e.date) <= 12 months",
    },
    Signature {
        builtin: Builtin::Reach,
        name: "reach",
        takes: &[Takes::Things, Takes::Steps],
        gives: Gives::Reached,
        doc: "Everything reached by following a path once or more.",
        example: "not (r in reach(r, escalate.to))",
    },
    Signature {
        builtin: Builtin::Trail,
        name: "trail",
        takes: &[Takes::Thing, Takes::Thing, Takes::Steps],
        gives: Gives::Text,
        doc: "The shortest way from one thing to another along a path, as text.",
        example: "trail(r, r, escalate.to)",
    },
    Signature {
        builtin: Builtin::Longest,
        name: "longest",
        takes: &[Takes::Thing, Takes::Thing, Takes::Steps, Takes::Cost],
        gives: Gives::Duration,
        doc: "The longest sum of costs along a way from one thing to another, both included; without end if a circle lies between.",
        example: "longest(first, last, next, within) <= 60 days",
    },
    Signature {
        builtin: Builtin::Between,
        name: "between",
        takes: &[Takes::Thing, Takes::Thing, Takes::Steps, Takes::Cost],
        gives: Gives::Duration,
        doc: "The longest sum of costs along a way from one thing to another, both left out.",
        example: "between(s, n.during, next, within) <= n.within",
    },
    Signature {
        builtin: Builtin::CriticalPath,
        name: "critical_path",
        takes: &[Takes::Thing, Takes::Thing, Takes::Steps, Takes::Cost],
        gives: Gives::Reached,
        doc: "The things on the way with the longest sum of costs from one thing to another, in order, both left out.",
        example: "critical_path(s, n.during, next, within)",
    },
    Signature {
        builtin: Builtin::AtLeast,
        name: "at_least",
        takes: &[Takes::Duration],
        gives: Gives::Duration,
        doc: "The shortest that a length of time can be.",
        example: "at_least(n.within)",
    },
    Signature {
        builtin: Builtin::AtMost,
        name: "at_most",
        takes: &[Takes::Duration],
        gives: Gives::Duration,
        doc: "The longest that a length of time can be.",
        example: "at_most(n.within)",
    },
    Signature {
        builtin: Builtin::Later,
        name: "later",
        takes: &[Takes::Date, Takes::Duration],
        gives: Gives::Date,
        doc: "The day that lies so long after a day: months by the calendar, to the last day of a month that has no such day.",
        example: "later(e.date, 10 months) <= as_of",
    },
    Signature {
        builtin: Builtin::Part,
        name: "part",
        takes: &[Takes::Duration, Takes::Percent],
        gives: Gives::Duration,
        doc: "A share of a length of time, in whole minutes.",
        example: "n.within <= part(72 hours, 80%)",
    },
    Signature {
        builtin: Builtin::Names,
        name: "names",
        takes: &[Takes::Thing],
        gives: Gives::Texts,
        doc: "What a thing is called, by its name and by its title: small letters and digits, with one space between words.",
        example: "\"lessons learned\" in names(s)",
    },
    Signature {
        builtin: Builtin::NamedBy,
        name: "named_by",
        takes: &[Takes::Thing],
        gives: Gives::Things,
        doc: "The things of the plan that name a thing, wherever they do; a `todo` where it could be named is waited for. A thing does not name its parts.",
        example: "count(named_by(p)) >= 1",
    },
    Signature {
        builtin: Builtin::Wait,
        name: "wait",
        takes: &[Takes::Hours, Takes::Hours],
        gives: Gives::Duration,
        doc: "The longest that something waits which may come at any moment and needs somebody of the first hours, and then somebody of the second. Those who work on working days only are away on the holidays of the plan's calendar.",
        example: "wait(p.hours, 24x7) <= 3 days",
    },
    Signature {
        builtin: Builtin::WaitFrom,
        name: "wait_from",
        takes: &[Takes::Hours, Takes::Hours],
        gives: Gives::Text,
        doc: "When that longest wait begins: `Fri 17:00`, with the date if a holiday makes it so long; empty if nobody waits.",
        example: "wait_from(p.hours, 24x7)",
    },
    Signature {
        builtin: Builtin::SeverityOf,
        name: "severity_of",
        takes: &[Takes::Rule],
        gives: Gives::Severity,
        doc: "How much a rule minds a gap, adjustments considered; none of a rule that cannot be read.",
        example: "severity_of(x.rule) = error",
    },
];

/// The built-in called `name`.
pub fn signature(name: &str) -> Option<&'static Signature> {
    SIGNATURES.iter().find(|signature| signature.name == name)
}
