//! Makes a named test of every sample, test and fixture: adding a case is adding a file.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "these are tests, which read files and stop at a surprise; without the harness clippy cannot tell"
)]

mod answers;
mod contents;
mod coverage;
mod dates;
mod expected;
mod facts;
mod faults;
mod fixes;
mod indexes;
mod matrices;
mod mutants;
mod notes;
mod notices;
mod packs;
mod plans;
mod planted;
mod probe;
mod real;
mod records;
mod requirements;
mod responses;
mod rumours;
mod splits;
mod support;
mod syntax;
mod times;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let mut trials: Vec<Trial> = packs::trials();
    trials.extend(coverage::trials());
    trials.extend(notes::trials());
    trials.extend(syntax::trials());
    trials.extend(plans::trials());
    trials.extend(real::trials());
    trials.extend(planted::trials());
    trials.extend(indexes::trials());
    trials.extend(facts::trials());
    trials.extend(answers::trials());
    trials.extend(contents::trials());
    trials.extend(times::trials());
    trials.extend(dates::trials());
    trials.extend(rumours::trials());
    trials.extend(records::trials());
    trials.extend(requirements::trials());
    trials.extend(responses::trials());
    trials.extend(matrices::trials());
    trials.extend(splits::trials());
    trials.extend(faults::trials());
    trials.extend(fixes::trials());
    trials.extend(notices::trials());
    trials.extend(mutants::trials());
    trials.extend(probe::trials());
    assert!(trials.len() > 100, "only {} cases were found: has a folder moved?", trials.len());
    libtest_mimic::run(&arguments, trials).exit_code()
}
