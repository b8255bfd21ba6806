//! Calls: of built-ins, of named values and of named conditions.

use super::super::names::{Found, What};
use super::super::{show, types};
use super::Typer;
use crate::finding::{Finding, did_you_mean};
use crate::policy::builtins::{self, SIGNATURES};
use crate::policy::ir::{Expr, ExprKind, Function, Type};
use crate::syntax::Name;
use crate::syntax::policy::tree;
use crate::text::Span;

impl Typer<'_> {
    pub(super) fn call(&mut self, name: Name<'_>, args: &[tree::Expr<'_>], span: Span) -> Option<Expr> {
        if let Some(signature) = builtins::signature(name.text) {
            return self.builtin(signature, args, span);
        }
        match self.look_up(name.text) {
            Found::Seen(declared) if declared.what.is_function() => match declared.number.get() {
                Some(number) => self.call_function(number, name, args, span),
                None => self.arguments_only(args),
            },
            Found::Hidden(declared) => {
                self.hidden(name, declared);
                self.arguments_only(args)
            }
            Found::Seen(declared) => {
                let message = format!("`{}` is a {} and takes no arguments", name.text, declared.what.word());
                let help =
                    (declared.what == What::Matrix).then(|| format!("write `{}[row, column]`", name.text));
                self.fail(Finding::unreadable("type/name", name.span, message).maybe_help(help))
            }
            Found::Nothing => {
                let finding = self.unknown_function(name);
                self.findings.push(finding);
                self.arguments_only(args)
            }
        }
    }

    /// Says how many arguments are wanted, if there are not as many.
    pub(super) fn check_count(
        &mut self,
        name: &str,
        wanted: usize,
        args: &[tree::Expr<'_>],
        span: Span,
    ) -> Option<()> {
        if args.len() == wanted {
            return Some(());
        }
        let plural = if wanted == 1 { "" } else { "s" };
        let message = format!("`{name}` wants {wanted} argument{plural}, {} given", args.len());
        self.fail(Finding::unreadable("type/argument", span, message))
    }

    /// Says that an argument is of the wrong type.
    pub(super) fn wrong_argument(
        &self,
        name: &str,
        wanted: &str,
        tree: &tree::Expr<'_>,
        found: &Type,
    ) -> Finding {
        let found = self.with_article(found);
        let message = format!("`{name}` wants {wanted}, `{}` is {found}", show::expr(tree));
        Finding::unreadable("type/argument", tree.span, message)
    }

    fn call_function(
        &mut self,
        number: u16,
        name: Name<'_>,
        args: &[tree::Expr<'_>],
        span: Span,
    ) -> Option<Expr> {
        let function: &Function = self.known.functions.get(usize::from(number))?;
        if self.check_count(name.text, function.params.len(), args, span).is_none() {
            return self.arguments_only(args);
        }
        let args: Vec<Option<Expr>> = args
            .iter()
            .zip(&function.params)
            .map(|(arg, wanted)| self.argument(name.text, arg, wanted))
            .collect();
        let args = args.into_iter().collect::<Option<Vec<Expr>>>()?;
        Some(Expr { kind: ExprKind::Call(number, args), ty: function.result.clone(), span })
    }

    fn argument(&mut self, name: &str, tree: &tree::Expr<'_>, wanted: &Type) -> Option<Expr> {
        let arg = self.expr(tree, Some(&wanted.scalar))?;
        if arg.ty.set == wanted.set && types::meet(&arg.ty.scalar, &wanted.scalar) {
            return Some(arg);
        }
        let wanted = self.with_article(wanted);
        self.fail(self.wrong_argument(name, &wanted, tree, &arg.ty))
    }

    /// Looks at the arguments of a call that has a mistake; words by themselves mean nothing then.
    fn arguments_only(&mut self, args: &[tree::Expr<'_>]) -> Option<Expr> {
        for arg in args {
            if !self.is_bare(arg) {
                self.expr(arg, None);
            }
        }
        None
    }

    fn unknown_function(&self, name: Name<'_>) -> Finding {
        let seen = self.known.names.seen(self.pack, &self.known.packs);
        let functions = seen.filter(|(_, one)| one.what.is_function()).map(|(name, _)| name);
        let known = functions.chain(SIGNATURES.iter().map(|signature| signature.name));
        let message = format!("there is no relation, define or built-in `{}`", name.text);
        Finding::unreadable("type/name", name.span, message).maybe_help(did_you_mean(name.text, known))
    }
}
