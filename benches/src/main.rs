//! Runs a benchmark by its name, or writes the plans that are measured.

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use irlint_benches::runs::{edit, finding, ladder, lists, outside, profile, rule, stages};
use irlint_benches::shapes::SHAPES;
use irlint_benches::{folder, generate, irp};

const USAGE: &str = "\
usage: irlint-benches BENCHMARK            measures; BENCHMARK is one of
         stages        what each stage of a check takes
         ladder        how the time for a byte grows with the size, for honest and for worst plans
         lists         how it grows with each list that the schema knows, and which take longest
         rule          what one further rule costs
         finding       what a finding costs to write
         edit          how long a check takes after a letter has changed
         start         how long the program takes for a small plan
         memory        how much memory the program takes
         threads       what a second thread is worth
         instructions  how many instructions the program takes; needs valgrind
       irlint-benches profile COUNT UNITS  checks COUNT plans of UNITS times 10 KB once, for a profiler
       irlint-benches plans FOLDER COUNT   writes COUNT plans as FOLDER/irp/*.irp and FOLDER/json/*.json
       irlint-benches plan SEED UNITS      prints a plan of UNITS times 10 KB
       irlint-benches facts SEED UNITS     prints the same as JSON
       irlint-benches shape NAME BYTES     prints a plan of the shape that `ladder` calls so";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match run(&words) {
        Some(Ok(())) => ExitCode::SUCCESS,
        Some(Err(error)) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
        None => {
            eprintln!("{USAGE}");
            ExitCode::from(2)
        }
    }
}

/// Nothing if the words are no command.
fn run(words: &[&str]) -> Option<Result<(), Box<dyn Error>>> {
    match words {
        ["stages"] => stages::run(),
        ["ladder"] => ladder::run(),
        ["lists"] => lists::run(),
        ["rule"] => rule::run(),
        ["finding"] => finding::run(),
        ["edit"] => edit::run(),
        ["start"] => return Some(outside::start()),
        ["memory"] => return Some(outside::memory()),
        ["threads"] => return Some(outside::threads()),
        ["instructions"] => return Some(outside::instructions()),
        ["peak", program, words @ ..] => return Some(outside::print_peak(program, words)),
        ["profile", count, units] => profile::run(count.parse().ok()?, units.parse().ok()?),
        ["plans", folder, count] => {
            return Some(folder::write(Path::new(folder), count.parse().ok()?).map_err(Into::into));
        }
        ["plan", seed, units] => {
            print!("{}", irp::write(&generate::plan(seed.parse().ok()?, units.parse().ok()?)))
        }
        ["facts", seed, units] => {
            let facts = generate::plan(seed.parse().ok()?, units.parse().ok()?);
            println!("{}", serde_json::to_string(&facts).expect("facts are plain data"));
        }
        ["shape", name, bytes] => {
            let bytes = bytes.parse().ok()?;
            print!("{}", (SHAPES.iter().find(|shape| shape.name == *name)?.make)(bytes));
        }
        _ => return None,
    }
    Some(Ok(()))
}
