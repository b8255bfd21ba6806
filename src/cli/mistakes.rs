//! Mistakes in plans and policies, as commands say them that show no findings: the place, the words, the way out, and
//! nothing that is private.

use super::terminal::say;
use crate::finding::Finding;
use crate::model::Private;
use crate::report::fit_to_say;
use crate::text::Sources;

/// Says the mistakes; whether there was any.
pub fn say_all<'f>(
    mistakes: impl IntoIterator<Item = &'f Finding>,
    sources: &Sources,
    private: &[Private],
) -> bool {
    let mut said = false;
    for finding in mistakes {
        said = true;
        let finding = fit_to_say(finding, sources, private);
        let place = sources.start(finding.at.span);
        let path = &sources.get(finding.at.span.file).path;
        say("error", &format!("{path}:{}:{}: {}", place.line, place.column, finding.message));
        finding.help.iter().for_each(|help| say("help", help));
    }
    said
}
