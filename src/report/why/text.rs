//! An explanation for people: aligned lines without frames.

use super::rows::{self, Row};
use super::{Page, Told, verdict_words};
use crate::explain::why::{Case, Cause, Outcome, Step, causes};
use crate::policy::eval::Truth;
use crate::report::{Options, counted};

/// The widest that a column gets before its rows are left ragged.
const WIDEST: usize = 72;

/// How deep cases are told that are told in short.
const BRIEF: usize = 2;

/// Writes the explanation; it ends with one line end.
pub(super) fn write(told: &Told<'_>, page: &Page<'_>, options: &Options) -> String {
    let mut out =
        Out { page, color: options.color, several: told.explanation.cases.len() > 1, text: String::new() };
    let explanation = told.explanation;
    out.head(told);
    if let Some((first, last)) = explanation.force {
        let days = [first.map(|day| format!("from {day}")), last.map(|day| format!("until {day}"))];
        let days: Vec<String> = days.into_iter().flatten().collect();
        out.line(&format!("  in force {}", days.join(" ")));
    }
    out.section("it does not run", explanation.off.as_slice());
    out.section("its pack applies when", explanation.applies.as_slice());
    out.section("packs whose rows it reads, and which bring none", &explanation.packs);
    out.section("the rule looks only when", explanation.when.as_slice());
    for case in &explanation.cases {
        out.case(case);
    }
    out.more(explanation.more_cases, "case");
    out.section("not looked at", &explanation.out);
    out.more(explanation.more_out, "combination");
    out.section("there may be more cases", &explanation.open);
    if explanation.cut {
        out.line("\nnot everything was looked at: there are too many combinations");
    }
    out.text
}

/// The explanation while it is written.
struct Out<'p, 'a> {
    page: &'p Page<'a>,
    color: bool,
    several: bool,
    text: String,
}

impl Out<'_, '_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// The rule, what was asked, and how it came out.
    fn head(&mut self, told: &Told<'_>) {
        let title = self.page.words(&told.rule.title);
        let rule = self.page.words(&told.rule.id);
        self.line(&format!("{rule}: {title}"));
        let about =
            told.thing.map_or_else(String::new, |thing| format!(", for `{}`", self.page.words(thing)));
        let cases = &told.explanation.cases;
        let tally = |outcome: Outcome| {
            let number = cases.iter().filter(|case| case.outcome == outcome).count();
            (number > 0).then(|| format!("{number} {}", outcome.word()))
        };
        let tally = [Outcome::Failed, Outcome::Undecided, Outcome::Passed].into_iter().filter_map(tally);
        let tally = tally.collect::<Vec<_>>().join(", ");
        let tally = if cases.len() > 1 { format!(" ({tally})") } else { String::new() };
        let verdict = verdict_words(told.explanation.verdict);
        let (plan, as_of) = (self.page.words(told.plan), told.as_of);
        self.line(&format!("{plan} on {as_of}{about}: {verdict}{tally}"));
    }

    fn more(&mut self, number: usize, word: &str) {
        if number > 0 {
            self.line(&format!("\nand {} more (all of them with `-v`)", counted(number, word)));
        }
    }

    fn section(&mut self, title: &str, steps: &[Step]) {
        if !steps.is_empty() {
            self.line(&format!("\n{title}:"));
            self.rows(&rows::all(self.page, steps, 1));
        }
    }

    fn case(&mut self, case: &Case) {
        let message =
            case.message.as_deref().map_or_else(String::new, |text| format!(": {}", self.page.words(text)));
        let outcome = self.painted(case.outcome.word(), &truth(case.outcome));
        self.line(&format!("\n{outcome}{message}"));
        let subjects: Vec<Row> = case
            .subjects
            .iter()
            .map(|subject| Row {
                depth: 1,
                left: self.page.words(&subject.name),
                middle: format!("= {}", self.page.words(&subject.says)),
                right: subject.place.map_or_else(String::new, |place| self.page.place(place, None)),
                truth: None,
            })
            .collect();
        let filters = rows::all(self.page, &case.filters, 1);
        let require: Vec<Row> = rows::all(self.page, case.require.as_slice(), 1);
        let mut all: Vec<Row> = subjects.into_iter().chain(filters).chain(require).collect();
        // Of several cases, those that passed are told in short.
        if self.several && case.outcome == Outcome::Passed {
            all.retain(|row| row.depth <= BRIEF);
        }
        self.rows(&all);
        if case.outcome == Outcome::Failed {
            let causes = case.require.as_ref().map_or_else(Vec::new, |step| causes(step, true));
            self.causes(&causes);
        }
        let missing = case.missing();
        if case.outcome == Outcome::Undecided && !missing.is_empty() {
            self.line(&format!("  undecided because {}", self.page.words(&missing.join(", and "))));
        }
    }

    /// "It would hold if `a` and `b` held for SIEM, and `c` did not hold".
    fn causes(&mut self, causes: &[Cause]) {
        let same = |one: &Cause, two: &Cause| one.wanted == two.wanted && one.of == two.of;
        let groups = causes.chunk_by(same).filter_map(|group| {
            let first = group.first()?;
            let words: Vec<String> =
                group.iter().map(|cause| format!("`{}`", self.page.slice(cause.words))).collect();
            let held = if first.wanted { "held" } else { "did not hold" };
            let of = if first.of.is_empty() {
                String::new()
            } else {
                format!(" for {}", self.page.words(&first.of))
            };
            Some(format!("{} {held}{of}", listed(&words)))
        });
        let said: Vec<String> = groups.collect();
        if !said.is_empty() {
            self.line(&format!("  it would hold if {}", said.join(", and ")));
        }
    }

    /// Rows in columns.
    fn rows(&mut self, rows: &[Row]) {
        let width = |text: &str| Some(text.chars().count()).filter(|width| *width <= WIDEST);
        let left = rows.iter().filter_map(|row| Some(2 * row.depth + width(&row.left)?)).max().unwrap_or(0);
        let middle = rows.iter().filter_map(|row| width(&row.middle)).max().unwrap_or(0);
        for row in rows {
            let margin = " ".repeat(2 * row.depth);
            let room = left.saturating_sub(margin.len() + row.left.chars().count());
            let gap = " ".repeat(middle.saturating_sub(row.middle.chars().count()));
            let said = row
                .truth
                .as_ref()
                .map_or_else(|| row.middle.clone(), |truth| self.painted(&row.middle, truth));
            self.line(&format!("{margin}{}{}  {said}{gap}  {}", row.left, " ".repeat(room), row.right));
        }
    }

    fn painted(&self, text: &str, truth: &Truth) -> String {
        let color = match truth {
            Truth::Yes => "32",
            Truth::No => "31",
            Truth::Unknown(_) => "33",
        };
        if self.color && !text.is_empty() {
            format!("\u{1b}[{color}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }
}

/// "a, b and c".
fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

fn truth(outcome: Outcome) -> Truth {
    match outcome {
        Outcome::Failed => Truth::No,
        Outcome::Undecided => Truth::Unknown(crate::policy::eval::Why::reported()),
        Outcome::Passed => Truth::Yes,
    }
}
