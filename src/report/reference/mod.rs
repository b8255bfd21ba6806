//! The pages of the reference that are made from the policies and the tables of the program: what a plan may say, the
//! lists of words, the built-ins, the packs, the laws and the rules. Gives texts; who keeps them on disk is not its concern.

mod builtins;
mod law;
mod packs;
mod rows;
mod rules;
mod schema;
pub(in crate::report) mod table;
mod words;

use jiff::civil::Date;

use crate::policy::ir::Policies;
use crate::text::Sources;

/// What stands below the title of every page that is made.
const MADE: &str = "<!-- Made from the sources. Change those, then let `UPDATE=1 cargo test --test main` write this page. -->";

/// A page of the documentation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its path below the folder of documents, with `/`.
    pub path: String,
    /// Its text, in Markdown.
    pub text: String,
}

/// All pages that are made from `policies`, which were read from `sources`. What differs from day to day is said as of
/// `as_of`.
pub fn pages(policies: &Policies, sources: &Sources, as_of: Date) -> Vec<Page> {
    let mut pages = vec![
        page("reference/schema.md", &schema::text(&policies.schema)),
        page("reference/words.md", &words::text(&policies.schema)),
        page("reference/builtins.md", &builtins::text()),
        page("reference/packs.md", &packs::text(policies, sources, as_of)),
        page("reference/law.md", &law::text(policies, sources, as_of)),
    ];
    pages.extend(rules::pages(policies, sources, as_of));
    pages
}

fn page(path: &str, text: &str) -> Page {
    Page { path: path.to_owned(), text: format!("{}\n", text.trim_end()) }
}
