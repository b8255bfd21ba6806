//! Calls of built-ins, by the table of their signatures.

use super::super::types;
use super::{Typer, access, steps};
use crate::finding::Finding;
use crate::model::{Scalar, Schema};
use crate::policy::builtins::{Gives, RULE_SEVERITY, Signature, Takes};
use crate::policy::ir::{Argument, Expr, ExprKind, Type};
use crate::resolve::a;
use crate::syntax::policy::tree;
use crate::text::Span;

impl Typer<'_> {
    pub(super) fn builtin(
        &mut self,
        signature: &Signature,
        trees: &[tree::Expr<'_>],
        span: Span,
    ) -> Option<Expr> {
        self.check_count(signature.name, signature.takes.len(), trees, span)?;
        let mut values = Vec::new();
        for (takes, tree) in signature.takes.iter().zip(trees) {
            if !is_path(*takes) {
                values.push(self.value_argument(signature, *takes, tree));
            }
        }
        let values = values.into_iter().collect::<Option<Vec<Expr>>>()?;
        let member = values.first().map(|value| value.ty.scalar.clone())?;
        let follow = self.follow(signature, &values, trees)?;
        let Some(ty) = gives(signature.gives, member, follow.as_ref(), &self.known.schema) else {
            let message = format!("there is no list of words `{RULE_SEVERITY}`");
            return self.fail(Finding::unreadable("type/name", span, message));
        };
        let mut values = values.into_iter();
        let args = signature.takes.iter().filter_map(|takes| match takes {
            Takes::Steps => follow.as_ref().map(|follow| Argument::Path(follow.steps.clone())),
            Takes::Cost => follow.as_ref().map(|follow| Argument::Path(follow.cost.clone())),
            _ => values.next().map(Argument::Value),
        });
        Some(Expr { kind: ExprKind::Builtin(signature.builtin, args.collect()), ty, span })
    }

    fn value_argument(&mut self, signature: &Signature, takes: Takes, tree: &tree::Expr<'_>) -> Option<Expr> {
        let value = self.expr(tree, None)?;
        if fits(takes, &value.ty) {
            return Some(value);
        }
        let finding = self.wrong_argument(signature.name, wanted(takes), tree, &value.ty);
        self.fail(finding)
    }

    /// The paths that the arguments name, typed from the things that they start from.
    #[expect(
        clippy::option_option,
        reason = "the outer one is a mistake, the inner one a built-in without paths"
    )]
    fn follow(
        &mut self,
        signature: &Signature,
        values: &[Expr],
        trees: &[tree::Expr<'_>],
    ) -> Option<Option<steps::Follow>> {
        let at = |wanted: Takes| signature.takes.iter().position(|takes| *takes == wanted);
        let Some(steps) = at(Takes::Steps).and_then(|at| trees.get(at)) else { return Some(None) };
        let cost = at(Takes::Cost).and_then(|at| trees.get(at));
        let start = access::kinds_of(&values.first()?.ty.scalar, &self.known.schema)?;
        let follow = match steps::follow(start, steps, cost, &self.known.schema) {
            Ok(follow) => follow,
            Err(finding) => return self.fail(finding),
        };
        if let (Some(Takes::Thing), Some(end)) = (signature.takes.get(1), values.get(1))
            && !types::meet(&end.ty.scalar, &Scalar::Thing(follow.reached.clone()))
        {
            let reached = a(&types::kinds_name(&follow.reached, &self.known.schema));
            let what = self.with_article(&end.ty);
            let message = format!("this path leads to {reached} and never to {what}");
            return self.fail(Finding::unreadable("type/never", end.span, message));
        }
        Some(Some(follow))
    }
}

const fn is_path(takes: Takes) -> bool {
    matches!(takes, Takes::Steps | Takes::Cost)
}

fn fits(takes: Takes, ty: &Type) -> bool {
    let thing = matches!(ty.scalar, Scalar::Thing(_) | Scalar::Any);
    match takes {
        Takes::Set => ty.set,
        Takes::Amounts => ty.set && matches!(ty.scalar, Scalar::Number | Scalar::Percent | Scalar::Duration),
        Takes::HoursSet => ty.scalar == Scalar::Hours,
        Takes::Hours => *ty == types::one(Scalar::Hours),
        Takes::Date => *ty == types::one(Scalar::Date),
        Takes::Duration => *ty == types::one(Scalar::Duration),
        Takes::Percent => *ty == types::one(Scalar::Percent),
        Takes::Thing => thing && !ty.set,
        Takes::Things => thing,
        Takes::Rule => *ty == types::one(Scalar::Rule),
        Takes::Steps | Takes::Cost => false,
    }
}

const fn wanted(takes: Takes) -> &'static str {
    match takes {
        Takes::Set => "a set",
        Takes::Amounts => "a set of numbers or lengths of time",
        Takes::HoursSet => "a set of hours",
        Takes::Hours => "hours of the week",
        Takes::Date => "a date",
        Takes::Duration => "a length of time",
        Takes::Percent => "a share such as `80%`",
        Takes::Thing => "a thing",
        Takes::Things => "a thing or a set of things",
        Takes::Rule => "the name of a rule",
        Takes::Steps | Takes::Cost => "a path of attributes",
    }
}

/// The type of what is given, if the schema has it.
fn gives(gives: Gives, member: Scalar, follow: Option<&steps::Follow>, schema: &Schema) -> Option<Type> {
    Some(match gives {
        Gives::Number => types::one(Scalar::Number),
        Gives::Date => types::one(Scalar::Date),
        Gives::Member => types::one(member),
        Gives::Hours => types::one(Scalar::Hours),
        Gives::Text => types::one(Scalar::Text),
        Gives::Duration => types::one(Scalar::Duration),
        Gives::Things => types::set_of(Scalar::Any),
        Gives::Texts => types::set_of(Scalar::Text),
        Gives::Severity => types::one(Scalar::Word(schema.list_named(RULE_SEVERITY)?)),
        Gives::Reached => {
            types::set_of(Scalar::Thing(follow.map_or_else(Vec::new, |follow| follow.reached.clone())))
        }
    })
}
