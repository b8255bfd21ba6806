//! The program from outside: what it says and how it ends, and every format over one fixed analysis.
#![expect(clippy::disallowed_methods, reason = "tests write plans to disk")]

#[cfg(test)]
mod accepted;
#[cfg(test)]
mod activities;
#[cfg(test)]
#[cfg(target_os = "linux")]
mod bad_inputs;
#[cfg(test)]
mod baseline;
#[cfg(test)]
mod check;
#[cfg(test)]
mod coverage;
#[cfg(test)]
mod days;
#[cfg(test)]
mod editions;
#[cfg(test)]
mod explain;
#[cfg(test)]
mod files;
#[cfg(test)]
mod fingerprints;
#[cfg(test)]
mod fixing;
#[cfg(test)]
mod flags;
#[cfg(test)]
mod fmt;
#[cfg(test)]
mod formats;
#[cfg(test)]
mod frames;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod house;
#[cfg(test)]
#[cfg(target_os = "linux")]
mod init;
#[cfg(test)]
mod limits;
#[cfg(test)]
mod list;
#[cfg(test)]
mod listed;
#[cfg(test)]
mod lock;
#[cfg(test)]
mod machines;
#[cfg(test)]
mod matrix;
#[cfg(test)]
mod mutate;
#[cfg(test)]
mod new;
#[cfg(test)]
mod order;
#[cfg(test)]
mod outputs;
#[cfg(test)]
mod overrides;
#[cfg(test)]
mod private;
#[cfg(test)]
mod probe;
#[cfg(test)]
#[cfg(target_os = "linux")]
mod progress;
#[cfg(test)]
mod promised;
#[cfg(test)]
mod repeat;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod sandbox;
#[cfg(test)]
mod schema;
#[cfg(test)]
mod schemas;
#[cfg(test)]
mod settings;
#[cfg(test)]
mod shell;
#[cfg(test)]
mod show_settings;
#[cfg(test)]
mod silent;
#[cfg(test)]
mod since;
#[cfg(test)]
mod starters;
#[cfg(test)]
mod statistics;
#[cfg(test)]
mod test;
#[cfg(test)]
mod test_coverage;
#[cfg(test)]
mod test_notes;
#[cfg(test)]
#[cfg(target_os = "linux")]
mod watch;
#[cfg(test)]
mod whatif;
#[cfg(test)]
mod why;
#[cfg(test)]
mod wrong_use;
