//! `irlint why`: why a rule came out on a plan as it did, for a thing or for the whole.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::check::heard;
use super::clock::Day;
use super::exit::Exit;
use super::failure::Failure;
use super::one_plan;
use super::policies::{From, Loaded};
use super::rules;
use super::terminal::{Terminal, say};
use crate::analysis;
use crate::explain::why::{self, USUAL};
use crate::finding::{Finding, Level, Outcome, did_you_mean};
use crate::model::{From as Origin, KindId, Place, Plan, Scalar, Schema, ThingId};
use crate::policy::ir::{Over, Policies, Rule};
use crate::report::why::Told;
use crate::report::{Detail, counted};
use crate::workspace;

/// How the command is given a plan.
const USAGE: &str = "irlint why RULE THING PLAN";

/// Shows the evaluation of one rule on one thing, also when it passed.
///
/// Exit codes: 0 explained, 2 no such rule or thing, or the plan does not read, 3 the rule looks at nothing.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The rule.
    #[arg(value_name = "RULE")]
    rule: String,
    /// The name of a thing in the plan; all cases of the rule if it is left out.
    #[arg(value_name = "THING")]
    thing: Option<String>,
    /// The plan; the only one in the current folder if it is left out.
    #[arg(value_name = "PLAN")]
    plan: Option<PathBuf>,
    /// The form of the output.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Show values that are private: addresses of mail and telephone numbers.
    #[arg(long)]
    reveal: bool,
    #[command(flatten)]
    day: Day,
    #[command(flatten)]
    from: From,
}

/// A form of the explanation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Aligned lines, for people.
    Text,
    /// One object with the tree.
    Json,
}

/// Runs the command.
pub fn run(arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    let as_of = arguments.day.date()?;
    let (thing, path) = asked(arguments);
    let mut found = workspace::find(&one_plan::request(&path)?);
    let loaded = arguments.from.load_beside(&path, std::mem::take(&mut found.sources))?;
    let Loaded { sources, policies, mistaken, .. } = &loaded;
    let rule = rules::named(&arguments.rule, policies)?;
    let Some(files) = one_plan::only(&found, sources, &path, USAGE)? else { return Ok(Exit::NothingChecked) };
    let (plan, findings) = analysis::read(sources, files, policies);
    let unread = say_unread(&findings, &found.findings) || *mistaken;
    let thing = thing.map(|name| named(name, &plan, &policies.schema)).transpose()?;
    let bound = thing.filter(|(_, thing)| !is_whole(*thing, &plan, policies, rule));
    let limit = if terminal.detail == Detail::Verbose { usize::MAX } else { USUAL };
    let explanation = why::why((&plan, policies, as_of), rule, bound.map(|(_, thing)| thing), limit);
    if explanation.is_empty() {
        nothing(rule, bound, &plan, policies).print();
        return Ok(Exit::NothingChecked);
    }
    let (root, name) = (&sources.get(files.root).path, bound.map(|(name, _)| name));
    let private = plan.private.iter().chain(&policies.private).cloned().collect();
    let told = Told { rule, plan: root, thing: name, as_of, explanation: &explanation, private };
    let options = terminal.options(Level::Error, arguments.reveal);
    let text = match arguments.format {
        Format::Text => told.text(sources, &options),
        Format::Json => told.json(sources, &options).map_err(|error| unwritten(&error))?,
    };
    heard(std::io::stdout().lock().write_all(text.as_bytes()))?;
    Ok(if unread { Exit::CouldNotCheck } else { Exit::Clean })
}

/// The thing and the plan. A single argument behind the rule that is a path, or looks like one, is the plan.
fn asked(arguments: &Arguments) -> (Option<&str>, PathBuf) {
    let here = || PathBuf::from(".");
    match (&arguments.thing, &arguments.plan) {
        (Some(only), None) if is_path(only) => (None, PathBuf::from(only)),
        (thing, plan) => (thing.as_deref(), plan.clone().unwrap_or_else(here)),
    }
}

fn is_path(text: &str) -> bool {
    workspace::language(Path::new(text)).is_some()
        || text.contains(['/', '\\'])
        || [".", "..", "-"].contains(&text)
}

/// Says how much of the plan could not be read; whether there was any.
fn say_unread(plan: &[Finding], files: &[Finding]) -> bool {
    let wrong = plan.iter().chain(files);
    let wrong = wrong
        .filter(|finding| finding.outcome == Outcome::Unreadable && finding.level == Level::Error)
        .count();
    if wrong > 0 {
        let mistakes = counted(wrong, "mistake");
        say("warning", &format!("the plan is not read whole, because of {mistakes} in it"));
        say("help", "see them with `irlint check`");
    }
    wrong > 0
}

/// The thing called `name`.
fn named<'n>(name: &'n str, plan: &Plan, schema: &Schema) -> Result<(&'n str, ThingId), Failure> {
    if let Some(thing) = plan.meant(name, schema) {
        return Ok((name, thing));
    }
    let own = |thing: &ThingId| plan.thing(*thing).from == Origin::Plan;
    let names = plan.names.keys().map(AsRef::as_ref);
    let titled = plan.all_names().find(|(_, thing)| plan.thing(**thing).title.as_deref() == Some(name));
    let guess = match titled {
        Some((other, _)) => Some(format!("it is called `{other}` in the plan")),
        None => did_you_mean(name, names),
    };
    let help = guess.unwrap_or_else(|| {
        let kinds = schema
            .kinds
            .keys()
            .enumerate()
            .filter(|(at, _)| plan.by_kind.get(*at).is_some_and(|all| all.iter().any(own)));
        let kinds: Vec<&str> = kinds.map(|(_, kind)| kind.as_str()).collect();
        if kinds.is_empty() {
            return "the plan names nothing; see with `irlint check` what it lacks".to_owned();
        }
        format!("the plan has things of the kinds {}", kinds.join(", "))
    });
    Err(Failure::new(format!("nothing in the plan is called `{name}`"), help))
}

/// Whether a thing stands for the plan as a whole: there is only one of its kind, or the rule takes no things one
/// by one.
fn is_whole(thing: ThingId, plan: &Plan, policies: &Policies, rule: &Rule) -> bool {
    let single = policies.schema.kind(plan.thing(thing).kind).place == Place::Single;
    rule.each.is_none() || single && !looks_at(rule).contains(&plan.thing(thing).kind)
}

/// The kinds of the things that a rule takes one by one.
fn looks_at(rule: &Rule) -> Vec<KindId> {
    let binds = rule.each.iter().flat_map(|binder| &binder.binds);
    let kinds = binds.flat_map(|bind| match &bind.over {
        Over::Kind(kind) => vec![*kind],
        Over::List(_) => Vec::new(),
        Over::Set(set) => match &set.ty.scalar {
            Scalar::Thing(kinds) => kinds.clone(),
            _ => Vec::new(),
        },
    });
    kinds.collect()
}

/// Why there is nothing to explain.
fn nothing(rule: &Rule, thing: Option<(&str, ThingId)>, plan: &Plan, policies: &Policies) -> Failure {
    let id = &rule.id;
    let kind = |kind: KindId| policies.schema.kind(kind).name.as_str();
    let kinds: Vec<&str> = looks_at(rule).into_iter().map(kind).collect();
    let message = match thing {
        Some((name, thing)) => {
            format!("`{id}` does not look at `{name}`, of the kind {}", kind(plan.thing(thing).kind))
        }
        None => format!("`{id}` looks at nothing in this plan"),
    };
    Failure::new(message, format!("it looks at things of the kinds {}", kinds.join(", ")))
}

fn unwritten(error: &serde_json::Error) -> Failure {
    Failure { message: format!("cannot write the explanation: {error}"), help: None }
}
