//! The one plan that a command is about: found, read, and free of mistakes.

use std::path::Path;

use super::check::{cannot_be_read, requested};
use super::failure::Failure;
use super::mistakes;
use crate::analysis::PlanFiles;
use crate::finding::Finding;
use crate::model::Private;
use crate::report::counted;
use crate::text::Sources;
use crate::workspace::{Found, Request};

/// What is looked for at `path`; standard input is read if it is `-`.
pub fn request(path: &Path) -> Result<Request, Failure> {
    requested(&[path.to_owned()], None, false)
}

/// The only plan in `found`, which was looked for at `path`; none if there is none, which was said.
/// `usage` is how the command is given another one.
pub fn only<'f>(
    found: &'f Found,
    sources: &Sources,
    path: &Path,
    usage: &str,
) -> Result<Option<&'f PlanFiles>, Failure> {
    if let Some(failure) = found.failures.first() {
        return Err(failure.into());
    }
    let shown = path.display();
    match found.plans.as_slice() {
        [one] => Ok(Some(one)),
        [] => {
            Failure::new(format!("there is no plan in `{shown}`"), format!("name the plan: `{usage}`"))
                .print();
            Ok(None)
        }
        several => {
            let names = several.iter().map(|plan| format!("`{}`", sources.get(plan.root).path));
            let message = format!("there are {} in `{shown}`", counted(several.len(), "plan"));
            Err(Failure::new(message, format!("name one: {}", names.collect::<Vec<_>>().join(", "))))
        }
    }
}

/// Says what keeps a plan or a policy from being read, and what therefore cannot be done; whether there was anything.
pub fn say_mistakes<'f>(
    findings: impl IntoIterator<Item = &'f Finding>,
    sources: &Sources,
    private: &[Private],
    cannot: &str,
) -> bool {
    let mistakes = findings.into_iter().filter(|finding| cannot_be_read(finding));
    let said = mistakes::say_all(mistakes, sources, private);
    if said {
        Failure::new(cannot, "mend what `irlint check` says first").print();
    }
    said
}
