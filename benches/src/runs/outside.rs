//! The program from outside: how it starts, how much memory it takes, what a second thread is worth, and how many
//! instructions it takes. It is the one that `cargo build --release` makes, or the one that the variable `IRLINT` names.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};

use super::row;
use crate::folder;
use crate::measure::{median, ratio, shown};
use crate::shapes;

/// What can go wrong outside.
pub type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// The twenty rules alone, without settings.
const TWENTY: [&str; 9] = [
    "check",
    "--isolated",
    "--allow-past",
    "--as-of",
    "2026-11-28",
    "--select",
    "comparison",
    "--policies",
    POLICIES,
];
const POLICIES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/policies");

/// All packs inside the program.
const ALL: [&str; 5] = ["check", "--isolated", "--allow-past", "--as-of", "2026-11-28"];

/// The program.
pub fn program() -> Result<PathBuf> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/release/irlint");
    let program = std::env::var_os("IRLINT").map_or(own, PathBuf::from);
    if program.is_file() {
        Ok(program)
    } else {
        Err(format!("there is no `{}`: run `cargo build --release`", program.display()).into())
    }
}

/// Where plans are put.
fn place() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/plans")
}

/// A folder of `count` plans in the plan language, made if it is not there.
pub fn plans(count: usize) -> Result<PathBuf> {
    let folder = place().join(count.to_string());
    if !folder.join("complete").exists() {
        folder::write(&folder, count)?;
        folder::put(&folder.join("complete"), b"")?;
    }
    Ok(folder.join("irp"))
}

/// A file with an honest plan of so many bytes.
fn plan(bytes: usize) -> Result<PathBuf> {
    std::fs::create_dir_all(place())?;
    let path = place().join(format!("honest-{bytes}.irp"));
    folder::put(&path, shapes::honest(bytes).as_bytes())?;
    Ok(path)
}

/// Runs `command` to its end with its output thrown away. Findings are no failure, all else is.
fn finish(command: &mut Command) -> Result {
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    match status.code() {
        Some(0 | 1) => Ok(()),
        _ => Err(format!("{command:?} ended with {status}").into()),
    }
}

fn call(program: &Path, words: &[&str], path: Option<&Path>) -> Command {
    let mut command = Command::new(program);
    command.args(words).args(path).env_clear();
    command
}

/// The medians of `rounds` runs of some commands, in turn.
fn in_turn(rounds: usize, commands: &mut [Command]) -> Result<Vec<Duration>> {
    let mut times = vec![Vec::new(); commands.len()];
    for round in 0..=rounds {
        for (command, times) in commands.iter_mut().zip(&mut times) {
            let started = Instant::now();
            finish(command)?;
            let time = started.elapsed();
            // The first round warms up.
            if round > 0 {
                times.push(time);
            }
        }
    }
    Ok(times.into_iter().map(median).collect())
}

/// How long the program takes from its start to its end.
pub fn start() -> Result {
    let (program, one) = (program()?, plan(10_000)?);
    let mut commands = [
        Command::new("true"),
        call(&program, &["--version"], None),
        call(&program, &TWENTY, Some(&one)),
        call(&program, &ALL, Some(&one)),
    ];
    let times = in_turn(21, &mut commands)?;
    row("run", &["median", "of `true`"].map(str::to_owned));
    for (name, time) in ["true", "--version", "10 KB, 20 rules", "10 KB, all packs"].iter().zip(&times) {
        row(name, &[shown(*time), format!("{:.1}", ratio(*time, times[0]))]);
    }
    Ok(())
}

/// The most memory that the program takes.
pub fn memory() -> Result {
    let program = program()?;
    row("check by 20 rules", &["peak MiB".to_owned()]);
    for count in [1, 1_000, 10_000] {
        row(&format!("{count} plans of 10 KB"), &[peak(&program, &plans(count)?)?]);
    }
    for (name, bytes) in [("1 plan of 1 MB", 1_000_000), ("1 plan of 10 MB", 10_000_000)] {
        row(name, &[peak(&program, &plan(bytes)?)?]);
    }
    Ok(())
}

/// The peak of one run. What the system knows of children is the peak of all of them, so each run has a parent of its own:
/// this program, as `peak`.
fn peak(program: &Path, path: &Path) -> Result<String> {
    let output =
        Command::new(std::env::current_exe()?).arg("peak").arg(program).args(TWENTY).arg(path).output()?;
    let said = String::from_utf8(output.stdout)?;
    let failed = || String::from_utf8_lossy(&output.stderr).into_owned();
    let kibibytes: f64 = said.trim().parse().map_err(|_| failed())?;
    Ok(format!("{:.1}", kibibytes / 1024.0))
}

/// Runs a program that must check all, and prints the most memory that it took, in KiB.
pub fn print_peak(program: &str, words: &[&str]) -> Result {
    let status =
        call(Path::new(program), words, None).stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    if !matches!(status.code(), Some(0 | 1)) {
        return Err(format!("ended with {status}, and has not checked all").into());
    }
    println!("{}", getrusage(UsageWho::RUSAGE_CHILDREN)?.max_rss());
    Ok(())
}

/// What a second thread is worth.
pub fn threads() -> Result {
    let program = program()?;
    row("check by 20 rules", &["1 thread", "2 threads", "1 over 2"].map(str::to_owned));
    for (count, rounds) in [(1_000, 7), (10_000, 3)] {
        let folder = plans(count)?;
        let with = |threads: &'static str| {
            let mut command = call(&program, &TWENTY, Some(&folder));
            command.args(["--jobs", threads]);
            command
        };
        let times = in_turn(rounds, &mut [with("1"), with("2")])?;
        let gain = format!("{:.2}", ratio(times[0], times[1]));
        row(&format!("{count} plans of 10 KB"), &[shown(times[0]), shown(times[1]), gain]);
    }
    Ok(())
}

/// How many instructions the program takes, as valgrind counts them: the same number however busy the machine is.
pub fn instructions() -> Result {
    let (program, one, eleven) = (program()?, plan(10_000)?, plans(11)?);
    row("run", &["million".to_owned()]);
    let count = |name: &str, words: &[&str], path: Option<&Path>| -> Result<f64> {
        let mut command = Command::new("valgrind");
        command
            .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
            .arg(&program)
            .args(words)
            .args(path);
        let output = command.stdout(Stdio::null()).output()?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let counted =
            said.lines().find_map(|line| line.split_once("Collected :")).ok_or_else(|| said.clone())?;
        let counted: f64 = counted.1.trim().parse()?;
        row(name, &[format!("{:.1}", counted / 1e6)]);
        Ok(counted / 1e6)
    };
    count("--version", &["--version"], None)?;
    count("10 KB, all packs", &ALL, Some(&one))?;
    let few = count("1 plan, 20 rules", &TWENTY, Some(&one))?;
    let many = count("11 plans, 20 rules", &TWENTY, Some(&eleven))?;
    row("each further plan", &[format!("{:.1}", (many - few) / 10.0)]);
    Ok(())
}
