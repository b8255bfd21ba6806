//! Texts with holes, and places to point at.

use super::expr::Typer;
use super::show;
use crate::finding::Finding;
use crate::model::Scalar;
use crate::policy::ir::{Expr, ExprKind, Fix, Part, Pointer, Template};
use crate::syntax::policy::tree;

impl Typer<'_> {
    /// A text with holes; a hole takes a value of any type.
    pub(super) fn template(&mut self, tree: &tree::Template<'_>) -> Option<Template> {
        let parts: Vec<Option<Part>> = tree.parts.iter().map(|part| self.part(part)).collect();
        Some(Template { parts: parts.into_iter().collect::<Option<Vec<Part>>>()? })
    }

    fn part(&mut self, tree: &tree::Part<'_>) -> Option<Part> {
        match tree {
            tree::Part::Text(text) => Some(Part::Text(text.to_string())),
            tree::Part::Hole(hole) => self.expr(hole, None).map(Part::Hole),
        }
    }

    /// A place with what to say of it.
    pub(super) fn pointer(&mut self, tree: &tree::Pointer<'_>) -> Option<Pointer> {
        let path = self.expr(&tree.path, None);
        let label = tree.label.as_ref().map(|label| self.template(label));
        let label = match label {
            Some(label) => Some(label?),
            None => None,
        };
        Some(Pointer { path: path?, label })
    }

    /// An edit that is offered: to add to a thing, or to replace an attribute.
    pub(super) fn fix(&mut self, tree: &tree::Fix<'_>) -> Option<Fix> {
        let path = self.expr(&tree.path, None)?;
        let written = show::expr(&tree.path);
        if tree.adds && !is_thing(&path) {
            let message = format!("`{written}` is {}, not a thing to add to", self.with_article(&path.ty));
            return self.fail(Finding::unreadable("type/fix", tree.path.span, message));
        }
        if !tree.adds && !matches!(path.kind, ExprKind::Attribute(..)) {
            let message = format!("`{written}` is no attribute to replace");
            return self.fail(Finding::unreadable("type/fix", tree.path.span, message));
        }
        Some(Fix { adds: tree.adds, path, text: tree.text.text.to_string() })
    }
}

fn is_thing(path: &Expr) -> bool {
    !path.ty.set && matches!(path.ty.scalar, Scalar::Thing(_) | Scalar::Any)
}
