//! The evidence map of a standard, for people, for documents and for programs. Private values are masked and control characters
//! taken out as in every other output.

mod json;
mod markdown;
mod text;

use indexmap::IndexMap;
use jiff::civil::Date;

use super::lone::alone;
use super::summary::counted;
use super::{Detail, Options, Shown, words};
use crate::analysis::Analysis;
use crate::evidence::{Asked, Concern, Entry, Map, State};
use crate::finding::Acceptance;
use crate::model::Private;
use crate::text::{Sources, Span};

/// What a map says, and what it does not.
const MEANING: &str = "The list need not be the whole standard. A clause is satisfied when the rules that ask for it are. Each rule \
                       asks for a part of what its clauses say, so this is evidence, and no statement of compliance.";

/// How many stretches of lines are told of a clause, unless all are asked for.
const USUAL: usize = 8;

/// What is told, and about what.
#[derive(Debug, Clone)]
pub struct Told<'t> {
    /// The map.
    pub map: &'t Map<'t>,
    /// How the plan's root file is called.
    pub plan: &'t str,
    /// The date of the check.
    pub as_of: Date,
    /// What is private in the plan and in the packs.
    pub private: Vec<Private>,
}

impl Told<'_> {
    /// For people: a paragraph a clause.
    pub fn text(&self, sources: &Sources, options: &Options) -> String {
        text::write(self, &Page::new(&self.alone(sources), self, options), options)
    }

    /// For a document: a table.
    pub fn markdown(&self, sources: &Sources, options: &Options) -> String {
        markdown::write(self, &Page::new(&self.alone(sources), self, options))
    }

    /// For programs: one object.
    pub fn json(&self, sources: &Sources, options: &Options) -> serde_json::Result<String> {
        json::write(self, &Page::new(&self.alone(sources), self, options))
    }

    /// Nothing but files and what is private in them.
    fn alone(&self, sources: &Sources) -> Analysis {
        Analysis { private: self.private.clone(), ..alone(sources, Vec::new()) }
    }

    /// `44 clauses: 20 satisfied, 3 failed`.
    fn summary(&self) -> String {
        let number = |state: State| self.map.entries.iter().filter(|entry| entry.state == state).count();
        let states = State::ALL.into_iter().map(|state| (number(state), summed(state)));
        let states =
            states.filter(|(number, _)| *number > 0).map(|(number, words)| format!("{number} {words}"));
        let states: Vec<String> = states.collect();
        let all = counted(self.map.entries.len(), "clause");
        format!("{all} of {} on {}: {}", self.map.pack.name, self.as_of, states.join(", "))
    }
}

/// How a state is called where clauses are counted.
const fn summed(state: State) -> &'static str {
    match state {
        State::NoRule => "that no rule asks for",
        State::Failed
        | State::Undecided
        | State::Accepted
        | State::Satisfied
        | State::NotApplicable
        | State::NotRun
        | State::Beyond => state.words(),
    }
}

/// Texts and places, fit to be shown.
struct Page<'a> {
    shown: Shown<'a>,
    /// Whether everything is told.
    whole: bool,
    /// How well all clauses were checked; none if that differs.
    confidence: Option<&'a str>,
    /// The path of the plan's root.
    plan: String,
}

impl<'a> Page<'a> {
    fn new(analysis: &'a Analysis, told: &Told<'a>, options: &Options) -> Self {
        let mut all = told.map.entries.iter().map(|entry| entry.clause.confidence.as_deref());
        let first = all.next().flatten();
        let confidence = first.filter(|first| all.all(|other| other == Some(first)));
        let shown = Shown::new(analysis, options);
        let plan = shown.words(told.plan);
        Self { shown, whole: options.detail == Detail::Verbose, confidence, plan }
    }

    /// How well it was checked that the clauses say what their rules ask for, if that is the same for all.
    fn confidence_of_all(&self) -> Option<String> {
        self.confidence.map(|word| format!("Confidence of the clauses: {}", self.words(word)))
    }

    /// The same of a clause, where it differs.
    fn confidence_of(&self, entry: &Entry<'_>) -> String {
        let own = entry.clause.confidence.as_deref().filter(|_| self.confidence.is_none());
        own.map_or_else(String::new, |word| format!(" ({})", self.words(word)))
    }

    /// A text on one line.
    fn words(&self, text: &str) -> String {
        self.shown.words(text)
    }

    /// That the standard does not concern the plan, or that it cannot be said whether it does, and why.
    fn concern(&self, concern: &Concern) -> Option<String> {
        match concern {
            Concern::Yes => None,
            Concern::No(which) => {
                Some(format!("this standard does not concern the plan: {}", self.words(which)))
            }
            Concern::Open(which, missing) => {
                let missing = missing.iter().map(|finding| {
                    format!("; {} ({})", self.words(&finding.message), words::place(&self.shown, finding))
                });
                Some(format!(
                    "it cannot be said whether this standard concerns the plan: {}{}",
                    self.words(which),
                    missing.collect::<String>()
                ))
            }
        }
    }

    /// What there is to say of a clause, a sentence each: gaps first, then what is waited for, then the evidence.
    fn said(&self, entry: &Entry<'_>) -> Vec<String> {
        let mut said: Vec<String> = entry.clause.beyond.iter().map(|beyond| self.words(beyond)).collect();
        said.extend(self.gaps(entry));
        said.extend(self.waits(entry));
        said.extend(entry.rules.iter().filter_map(|asked| self.silence(entry, asked)));
        let satisfied = entry.rules.iter().filter(|asked| asked.state == State::Satisfied);
        let satisfied: Vec<&Asked<'_>> = satisfied.collect();
        if self.whole {
            said.extend(satisfied.iter().map(|asked| self.rests_on(&[*asked])));
        } else if !satisfied.is_empty() {
            said.push(self.rests_on(&satisfied));
        }
        if entry.clause.lacks_rules {
            said.push("a rule that asks for it is in none of the packs that were loaded".to_owned());
        }
        said
    }

    /// What rules found, accepted or not.
    fn gaps(&self, entry: &Entry<'_>) -> Vec<String> {
        let findings = entry.rules.iter().flat_map(|asked| asked.failed.iter());
        let gaps = findings.map(|finding| {
            let (heading, message) = (words::heading(finding), self.words(&finding.message));
            let gap = format!("{heading} {message} ({})", words::place(&self.shown, finding));
            match &finding.accepted {
                Some(accepted) => format!("{}: {gap}", self.accepted(accepted)),
                None => gap,
            }
        });
        gaps.collect()
    }

    /// The facts that rules wait for, each once with all that wait.
    fn waits(&self, entry: &Entry<'_>) -> Vec<String> {
        let mut facts: IndexMap<String, Vec<String>> = IndexMap::new();
        for asked in &entry.rules {
            for finding in &asked.waits_for {
                let accepted =
                    finding.accepted.as_ref().map(|accepted| format!(" ({})", self.accepted(accepted)));
                let (message, place) = (self.words(&finding.message), words::place(&self.shown, finding));
                let fact = format!("{message} ({place}){}", accepted.unwrap_or_default());
                facts.entry(fact).or_default().push(self.words(asked.rule));
            }
        }
        facts.into_iter().map(|(fact, rules)| format!("undecided: {fact}: {}", rules.join(", "))).collect()
    }

    fn accepted(&self, accepted: &Acceptance) -> String {
        let until = accepted.until.as_deref().map_or_else(String::new, |until| format!(" until {until}"));
        let by = accepted.by.as_deref().map_or_else(String::new, |by| format!(" by {}", self.words(by)));
        let why =
            accepted.because.as_deref().map_or_else(String::new, |why| format!(" (\"{}\")", self.words(why)));
        format!("accepted{until}{by}{why}")
    }

    /// Why a rule says nothing. Of rules that have nothing to look at there is nothing to learn where others have.
    fn silence(&self, entry: &Entry<'_>, asked: &Asked<'_>) -> Option<String> {
        let told = self.whole || asked.state != State::NotApplicable || entry.state == State::NotApplicable;
        let because = asked.because.as_deref().filter(|_| told)?;
        Some(format!("{}: {}", self.words(asked.rule), self.words(because)))
    }

    /// `lines 12-18 and 40: this-rule, that-rule`, with the path before lines of other files than the plan's root.
    fn rests_on(&self, asked: &[&Asked<'_>]) -> String {
        let rules: Vec<String> = asked.iter().map(|asked| self.words(asked.rule)).collect();
        let places = asked.iter().flat_map(|asked| asked.places.iter().copied());
        let mut stretches = self.stretches(places.collect());
        let more = if self.whole { 0 } else { stretches.len().saturating_sub(USUAL) };
        stretches.truncate(stretches.len() - more);
        let mut lines: Vec<String> = Vec::new();
        let mut before = self.plan.clone();
        for Stretch { path, first, last } in stretches {
            let numbers = if first == last { first.to_string() } else { format!("{first}-{last}") };
            lines.push(if path == before { numbers } else { format!("{path}:{numbers}") });
            before = path;
        }
        if more > 0 {
            lines.push(format!("{more} more"));
        }
        let lines = match lines.as_slice() {
            [] => "no line".to_owned(),
            [one] if !one.contains('-') => format!("line {one}"),
            several => format!("lines {}", several.join(", ")),
        };
        format!("{lines}: {}", rules.join(", "))
    }

    /// The lines that places stand on, those together that follow each other.
    fn stretches(&self, mut places: Vec<Span>) -> Vec<Stretch> {
        places.sort_unstable();
        let mut stretches: Vec<Stretch> = Vec::new();
        for span in places {
            let place = self.shown.place(span);
            match stretches.last_mut() {
                Some(last) if last.path == place.path && place.start.line <= last.last + 1 => {
                    last.last = last.last.max(place.end.line);
                }
                Some(_) | None => stretches.push(Stretch {
                    path: place.path.into_owned(),
                    first: place.start.line,
                    last: place.end.line,
                }),
            }
        }
        stretches
    }
}

/// Lines that follow each other.
struct Stretch {
    path: String,
    first: u32,
    last: u32,
}
