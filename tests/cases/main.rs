//! Makes a named test of every sample, test and fixture: adding a case is adding a file.

mod expected;
mod facts;
mod indexes;
mod mutants;
mod packs;
mod plans;
mod probe;
mod support;
mod syntax;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let mut trials: Vec<Trial> = packs::trials();
    trials.extend(syntax::trials());
    trials.extend(plans::trials());
    trials.extend(indexes::trials());
    trials.extend(mutants::trials());
    trials.extend(probe::trials());
    trials.extend(facts::trials());
    assert!(trials.len() > 100, "only {} cases were found: has a folder moved?", trials.len());
    libtest_mimic::run(&arguments, trials).exit_code()
}
