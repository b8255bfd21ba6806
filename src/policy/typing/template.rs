//! Texts with holes, and places to point at.

use super::expr::Typer;
use crate::policy::ir::{Part, Pointer, Step, Template};
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

    /// A step, or one for each of the names that it binds.
    pub(super) fn step(&mut self, tree: &tree::Step<'_>) -> Option<Step> {
        let mark = self.locals.len();
        let each = tree.each.as_ref().map(|each| self.binder(each));
        let pointer = self.pointer(&tree.pointer);
        self.locals.truncate(mark);
        let each = match each {
            Some(each) => Some(each?),
            None => None,
        };
        Some(Step { each, pointer: pointer? })
    }
}
