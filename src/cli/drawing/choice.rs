//! Which views are drawn, and what they are given.

use indexmap::IndexMap;

use super::Asked;
use crate::cli::failure::Failure;
use crate::finding::did_you_mean;
use crate::model::{Datum, KindId, ListId, Plan, Scalar, Word};
use crate::policy::ir::{Policies, View};

/// What views are given, by name.
pub type Given = IndexMap<String, String>;

/// Adds what `--with` gives.
pub fn add(given: &mut Given, with: &[String]) -> Result<(), Failure> {
    for with in with {
        let Some((name, value)) =
            with.split_once('=').filter(|(name, value)| !name.is_empty() && !value.is_empty())
        else {
            let message = format!("cannot read `--with {with}`");
            return Err(Failure::new(message, "write it as NAME=VALUE: `--with edition=newest`"));
        };
        if given.insert(name.to_owned(), value.to_owned()).is_some() {
            return Err(Failure::new(format!("`{name}` is given twice"), "give it once"));
        }
    }
    Ok(())
}

/// The views to draw: the one that was named, or all of this command that take just what is given.
pub fn views<'p>(asked: &Asked<'_>, policies: &'p Policies) -> Result<Vec<&'p View>, Failure> {
    let (all, given) = (&policies.views, &asked.given);
    if let Some(name) = asked.view {
        let view = all.iter().find(|view| view.name == name);
        let view = view.ok_or_else(|| unknown(name, policies))?;
        return if takes(view, given) { Ok(vec![view]) } else { Err(wants(view, given)) };
    }
    let own = || all.iter().filter(|view| view.command.as_deref() == Some(asked.command));
    let fitting: Vec<&View> = own().filter(|view| takes(view, given)).collect();
    if !fitting.is_empty() {
        return Ok(fitting);
    }
    let names: Vec<String> = given.keys().map(|name| format!("`{name}`")).collect();
    let message = if names.is_empty() {
        "there is no view to draw".to_owned()
    } else {
        format!("no view takes just {}", names.join(" and "))
    };
    Err(Failure::new(message, list(own())))
}

fn takes(view: &View, given: &Given) -> bool {
    view.params.len() == given.len() && view.params.iter().all(|(name, _)| given.contains_key(name))
}

fn unknown(name: &str, policies: &Policies) -> Failure {
    let names = policies.views.iter().map(|view| view.name.as_str());
    let help = did_you_mean(name, names).unwrap_or_else(|| list(policies.views.iter()));
    Failure::new(format!("there is no view `{name}`"), help)
}

/// What a view is given and what not.
fn wants(view: &View, given: &Given) -> Failure {
    let missing = view.params.iter().find(|(name, _)| !given.contains_key(name));
    let surplus = given.keys().find(|name| view.params.iter().all(|(param, _)| param != *name));
    let name = &view.name;
    match (missing, surplus) {
        (Some((param, _)), _) => {
            let help = format!("add `--with {param}=NAME`");
            Failure::new(format!("the view `{name}` wants `{param}`, which is not given"), help)
        }
        (None, Some(surplus)) => {
            let help = format!("give it {}", shown_params(view));
            Failure::new(format!("the view `{name}` takes no `{surplus}`"), help)
        }
        (None, None) => {
            Failure::new(format!("the view `{name}` cannot be drawn with this"), shown_params(view))
        }
    }
}

/// `views are responsibility, editions (edition, against)`.
fn list<'v>(views: impl Iterator<Item = &'v View>) -> String {
    let shown = views.map(|view| {
        if view.params.is_empty() {
            view.name.clone()
        } else {
            format!("{} (given {})", view.name, shown_params(view))
        }
    });
    let shown: Vec<String> = shown.collect();
    if shown.is_empty() { "there are none".to_owned() } else { format!("views are {}", shown.join(", ")) }
}

fn shown_params(view: &View) -> String {
    let names: Vec<&str> = view.params.iter().map(|(name, _)| name.as_str()).collect();
    if names.is_empty() { "nothing".to_owned() } else { names.join(" and ") }
}

/// A value for each parameter of `view`, in its order.
pub fn values(
    view: &View,
    given: &Given,
    (plan, policies): (&Plan, &Policies),
) -> Result<Vec<Datum>, Failure> {
    let value = |(name, ty): &(String, crate::policy::ir::Type)| {
        let written = given.get(name).map_or("", String::as_str);
        match &ty.scalar {
            Scalar::Thing(kinds) => thing(written, kinds, (plan, policies)),
            Scalar::Word(list) => word(written, *list, policies),
            // No other type is taken when the view is read.
            _ => Err(Failure::new(format!("`{name}` cannot be given here"), "choose another view")),
        }
    };
    view.params.iter().map(value).collect()
}

fn thing(written: &str, kinds: &[KindId], (plan, policies): (&Plan, &Policies)) -> Result<Datum, Failure> {
    let fits = |thing: &crate::model::ThingId| kinds.contains(&plan.thing(*thing).kind);
    if let Some(thing) = plan.find(written).filter(|thing| fits(thing)) {
        return Ok(Datum::Thing(thing));
    }
    let kind =
        kinds.iter().map(|kind| policies.schema.kind(*kind).name.as_str()).collect::<Vec<_>>().join(" or ");
    let names: Vec<&str> =
        plan.all_names().filter(|(_, thing)| fits(thing)).map(|(name, _)| name.as_ref()).collect();
    Err(none_such(&kind, written, &names))
}

fn word(written: &str, list: ListId, policies: &Policies) -> Result<Datum, Failure> {
    let words = policies.schema.list(list);
    let names = || words.words.keys().map(String::as_str).collect::<Vec<_>>();
    let at = words.at(written).ok_or_else(|| none_such(&words.name, written, &names()))?;
    Ok(Datum::Word(Word { list, at: at as u16 }))
}

fn none_such(kind: &str, written: &str, names: &[&str]) -> Failure {
    let list = if names.is_empty() {
        "there are none".to_owned()
    } else {
        format!("there are {}", names.join(", "))
    };
    let help = did_you_mean(written, names.iter().copied())
        .map_or_else(|| list.clone(), |guess| format!("{guess} {list}"));
    Failure::new(format!("there is no {kind} `{written}`"), help)
}
