//! What a text is put through, and what must hold afterwards.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use irlint::analysis::{PlanFiles, Settings, analyse};
use irlint::finding::Finding;
use irlint::policy;
use irlint::policy::ir::Policies;
use irlint::syntax;
use irlint::text::{FileId, Language, Origin, Source, Sources};
use jiff::civil::date;

/// A plan of a few lines for policies that were broken.
const PLAN: &str = include_str!("../../fixtures/plans/clean/havelstrom.irp");

/// How far a text goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// It is read.
    Read,
    /// It is read, checked and judged with all the rest.
    Judge,
}

/// A text with its language, and how far it goes.
#[derive(Debug, Clone)]
pub struct Trial {
    /// The text.
    pub text: String,
    /// What it is written in.
    pub language: Language,
    /// How far it goes.
    pub depth: Depth,
    /// A policy's path below the folder of policies.
    pub path: String,
}

/// The policies of the program, with the texts they came from.
pub fn shipped() -> (Sources, &'static Policies) {
    static SHIPPED: OnceLock<(Sources, Policies)> = OnceLock::new();
    let (sources, policies) = SHIPPED.get_or_init(|| {
        let (sources, files) = policy_files("", "");
        let (policies, _) = policy::load(&sources, &files, &[]);
        (sources, policies)
    });
    (sources.clone(), policies)
}

/// The policies of the program, the one at `path` replaced by `text`.
fn policy_files(path: &str, text: &str) -> (Sources, Vec<(FileId, String)>) {
    let mut sources = Sources::new();
    let file = |(below, sound): &(&str, &str)| {
        let text = if *below == path { text } else { sound };
        let source = Source::new(format!("policies/{below}"), text, Language::Policy, Origin::Embedded);
        (sources.add(source), (*below).to_owned())
    };
    let files = policy::embedded().iter().map(file).collect();
    (sources, files)
}

impl Trial {
    /// Runs the trial and says how many findings there were, or what did not hold.
    pub fn run(&self) -> Result<usize, String> {
        let found = catch_unwind(AssertUnwindSafe(|| match self.language {
            Language::Plan | Language::Markdown => self.plan(),
            Language::Policy => self.policy(),
            Language::Settings => Ok(0),
        }));
        found.unwrap_or_else(|cause| {
            let text = cause.downcast_ref::<String>().cloned();
            Err(text.or_else(|| cause.downcast_ref::<&str>().map(ToString::to_string)).unwrap_or_default())
        })
    }

    fn plan(&self) -> Result<usize, String> {
        let mut sources = if self.depth == Depth::Judge { shipped().0 } else { Sources::new() };
        let name = if self.language == Language::Plan { "hostile.irp" } else { "hostile.md" };
        let id = sources.add(Source::new(name, self.text.as_str(), self.language, Origin::User));
        if self.depth == Depth::Read {
            return places(&syntax::plan::read(id, sources.get(id)).1, &sources);
        }
        judge(&sources, id, shipped().1)
    }

    fn policy(&self) -> Result<usize, String> {
        if self.depth == Depth::Read {
            let mut sources = Sources::new();
            let source = Source::new("hostile.irpolicy", self.text.as_str(), self.language, Origin::User);
            let id = sources.add(source);
            return places(&syntax::policy::read(id, sources.get(id)).1, &sources);
        }
        let (mut sources, files) = policy_files(&self.path, &self.text);
        let (policies, findings) = policy::load(&sources, &files, &[]);
        let found = places(&findings, &sources)?;
        let id = sources.add(Source::new("plan.irp", PLAN, Language::Plan, Origin::User));
        Ok(found + judge(&sources, id, &policies)?)
    }
}

fn judge(sources: &Sources, root: FileId, policies: &Policies) -> Result<usize, String> {
    let settings = Settings::new(date(2026, 11, 23));
    let plan = PlanFiles { root, files: vec![root] };
    places(&analyse(sources, &[plan], policies, &settings).findings, sources)
}

/// How many findings there are, if all their places, and those of their fixes, lie inside their files.
fn places(findings: &[Finding], sources: &Sources) -> Result<usize, String> {
    for finding in findings {
        let labels = std::iter::once(&finding.at).chain(&finding.also).map(|label| &label.span);
        let edits = finding.fixes.iter().flat_map(|fix| &fix.edits).map(|edit| &edit.span);
        for span in labels.chain(edits) {
            let inside = span.start <= span.end && sources.get(span.file).text.get(span.range()).is_some();
            if !inside {
                return Err(format!("{span:?} of `{}` lies outside of its file", finding.message));
            }
        }
    }
    Ok(findings.len())
}

/// Runs `trials` beside the test, one after the other, and hands over each result; a trial that does not come to an
/// end in the time its size allows is the last one, as an error.
pub fn run(trials: impl Iterator<Item = (u64, Trial)> + Send + 'static) -> impl Iterator<Item = Outcome> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        shipped();
        for (number, trial) in trials {
            let started = Started { number, trial: trial.clone() };
            let alive = sender.send(Message::Started(started)).is_ok();
            let ended = alive && sender.send(Message::Ended(trial.run())).is_ok();
            if !ended {
                return;
            }
        }
    });
    std::iter::from_fn(move || outcome(&receiver))
}

/// How one trial came out.
pub struct Outcome {
    /// Its number.
    pub number: u64,
    /// Its text.
    pub trial: Trial,
    /// How many findings there were, or what did not hold.
    pub result: Result<usize, String>,
}

struct Started {
    number: u64,
    trial: Trial,
}

enum Message {
    Started(Started),
    Ended(Result<usize, String>),
}

fn outcome(receiver: &Receiver<Message>) -> Option<Outcome> {
    let Ok(Message::Started(Started { number, trial })) = receiver.recv() else { return None };
    let allowed = allowed(trial.text.len());
    let result = match receiver.recv_timeout(allowed) {
        Ok(Message::Ended(result)) => result,
        Err(RecvTimeoutError::Timeout) => Err(format!("no end after {allowed:?}")),
        Ok(Message::Started(_)) | Err(RecvTimeoutError::Disconnected) => {
            Err("it ended the thread".to_owned())
        }
    };
    Some(Outcome { number, trial, result })
}

/// How long a text may take: not how fast the program is, but the sign of a hang.
fn allowed(bytes: usize) -> Duration {
    Duration::from_secs(30) + Duration::from_micros(100) * u32::try_from(bytes).unwrap()
}
