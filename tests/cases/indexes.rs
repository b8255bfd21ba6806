//! Indexes only save work: with every key taken out of the policies, every plan gives the same findings.

use std::path::{Path, PathBuf};

use irlint::policy::ir::{
    Argument, Binder, By, Expr, ExprKind, Key, Over, Part, Pointer, Policies, Template,
};
use libtest_mimic::{Failed, Trial};

use crate::support::{Shipped, check_file, files_below, say, shipped};

pub fn trials() -> Vec<Trial> {
    let plans = files_below(Path::new("fixtures"), &["irp", "md"]);
    let trial = |path: PathBuf| {
        let name = format!("without indexes {}", path.display());
        Trial::test(name, move || same_without_indexes(&path))
    };
    let mut trials: Vec<Trial> = plans.into_iter().map(trial).collect();
    trials.push(Trial::test("without indexes: the shipped rules use some", some_keys));
    trials
}

fn same_without_indexes(path: &Path) -> Result<(), Failed> {
    let shipped = shipped();
    let (policies, _) = stripped(&shipped.policies);
    let (sources, files) = (shipped.sources.clone(), shipped.files.clone());
    let scanning = Shipped { sources, files, policies };
    let said = |policies: &Shipped| {
        let analysis = check_file(path, policies);
        analysis.findings.iter().map(|finding| say(&analysis.sources, finding)).collect::<Vec<_>>()
    };
    let (with, without) = (said(shipped), said(&scanning));
    if with == without { Ok(()) } else { Err(format!("{with:#?}\n{without:#?}").into()) }
}

fn some_keys() -> Result<(), Failed> {
    let (_, keys) = stripped(&shipped().policies);
    let any = |which: fn(&Key) -> bool| keys.iter().flatten().any(which);
    let used = [
        (any(|key| matches!(key.by, By::Itself)), "goes straight to the things that a value names"),
        (any(|key| matches!(key.by, By::Attribute(_))), "finds things by what they say"),
        (any(|key| matches!(key.by, By::Path(_))), "finds things by what is said of those they name"),
        (keys.iter().any(|keys| keys.len() > 1), "finds things by the one or the other"),
    ];
    match used.into_iter().find(|(is_used, _)| !is_used) {
        Some((_, what)) => Err(format!("no rule {what}").into()),
        None => Ok(()),
    }
}

/// The keys of each bound name that has some.
type Keys = Vec<Vec<Key>>;

/// The policies without keys, and the keys.
fn stripped(policies: &Policies) -> (Policies, Keys) {
    let mut policies = policies.clone();
    let mut keys = Keys::new();
    for rule in &mut policies.rules {
        rule.each.iter_mut().for_each(|each| binder(each, &mut keys));
        let exprs = rule.when.iter_mut().chain(&mut rule.once_per).chain(&mut rule.source);
        exprs.chain(rule.lets.iter_mut().map(|(_, expr)| expr)).for_each(|part| expr(part, &mut keys));
        expr(&mut rule.require, &mut keys);
        let texts = rule.because.iter_mut().chain(&mut rule.help).chain([&mut rule.message]);
        texts.for_each(|text| template(text, &mut keys));
        rule.at.iter_mut().chain(&mut rule.also).for_each(|place| pointer(place, &mut keys));
    }
    policies.functions.iter_mut().for_each(|function| expr(&mut function.body, &mut keys));
    policies.packs.iter_mut().filter_map(|pack| pack.applies.as_mut()).for_each(|part| expr(part, &mut keys));
    (policies, keys)
}

fn template(template: &mut Template, keys: &mut Keys) {
    for part in &mut template.parts {
        if let Part::Hole(hole) = part {
            expr(hole, keys);
        }
    }
}

fn pointer(pointer: &mut Pointer, keys: &mut Keys) {
    expr(&mut pointer.path, keys);
    pointer.label.iter_mut().for_each(|label| template(label, keys));
}

fn binder(binder: &mut Binder, keys: &mut Keys) {
    for bind in &mut binder.binds {
        keys.push(std::mem::take(&mut bind.keys));
        if let Over::Set(set) = &mut bind.over {
            expr(set, keys);
        }
        bind.filters.iter_mut().for_each(|filter| expr(filter, keys));
    }
}

fn expr(whole: &mut Expr, keys: &mut Keys) {
    match &mut whole.kind {
        ExprKind::Literal(_)
        | ExprKind::Local(_)
        | ExprKind::Param(_)
        | ExprKind::AsOf
        | ExprKind::Single(_) => {}
        ExprKind::Attribute(of, _) | ExprKind::Not(of) | ExprKind::Is(of, ..) => expr(of, keys),
        ExprKind::Entry(one, two)
        | ExprKind::Cell(_, one, two)
        | ExprKind::Default(one, two)
        | ExprKind::Add(one, _, two)
        | ExprKind::Compare(one, _, two) => [one, two].into_iter().for_each(|part| expr(part, keys)),
        ExprKind::If(one, two, three) => [one, two, three].into_iter().for_each(|part| expr(part, keys)),
        ExprKind::Call(_, parts) | ExprKind::Set(parts) | ExprKind::Or(parts) | ExprKind::And(parts) => {
            for part in parts {
                expr(part, keys);
            }
        }
        ExprKind::Builtin(_, arguments) => {
            for argument in arguments {
                if let Argument::Value(value) = argument {
                    expr(value, keys);
                }
            }
        }
        ExprKind::Comprehension(names) | ExprKind::Exists(_, names) => binder(names, keys),
        ExprKind::Every(names, condition) => {
            binder(names, keys);
            expr(condition, keys);
        }
    }
}
