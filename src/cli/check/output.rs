//! Where the output of a check goes: standard output, files, and the summary of a step of GitHub Actions.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::Arguments;
use crate::analysis::Analysis;
use crate::cli::failure::Failure;
use crate::cli::terminal::{note, say, variable};
use crate::policy::ir::Policies;
use crate::report::{self, FORMATS, Format, Options, Statistics, Summary};
use crate::text::{Origin, Sources};
use crate::workspace::{self, reason};

/// The variable that names the summary of a step of GitHub Actions.
const STEP_SUMMARY: &str = "GITHUB_STEP_SUMMARY";

/// The format that has a step summary beside it.
const WITH_SUMMARY: &str = "github";

/// The outputs that were asked for.
pub struct Outputs<'a> {
    main: &'static Format,
    /// Whether standard output is for the fixed text, and not for findings.
    is_mute: bool,
    files: Vec<(&'static Format, &'a str)>,
}

impl<'a> Outputs<'a> {
    /// Reads `--format` and `--output` before anything is done.
    pub fn of(arguments: &'a Arguments) -> Result<Self, Failure> {
        let default = FORMATS.first().map_or("", |format| format.name);
        let main = report::format_named(arguments.format.as_deref().unwrap_or(default))?;
        let files = arguments.output.iter().map(|output| match output.split_once('=') {
            Some((format, "-")) => {
                let message = format!("cannot read `--output {output}`: it writes to files");
                Err(Failure::new(message, format!("`--format {format}` writes to standard output")))
            }
            Some((format, path)) if !format.is_empty() && !path.is_empty() => {
                Ok((report::format_named(format)?, path))
            }
            _ => {
                let message = format!("cannot read `--output {output}`");
                Err(Failure::new(message, "write it as FORMAT=PATH: `--output json=findings.json`"))
            }
        });
        let is_mute = arguments.fix && arguments.paths.iter().any(|path| path == Path::new("-"));
        let outputs = Self { main, is_mute, files: files.collect::<Result<_, Failure>>()? };
        outputs.refuse_doubles()?;
        outputs.refuse_to_reveal(arguments.reveal)?;
        Ok(outputs)
    }

    /// Two outputs in one file would be one, and nobody would know which.
    fn refuse_doubles(&self) -> Result<(), Failure> {
        let paths: Vec<String> =
            self.files.iter().map(|(_, path)| workspace::shown(Path::new(path))).collect();
        let twice = |(at, path): &(usize, &String)| paths.iter().take(*at).any(|before| before == *path);
        match paths.iter().enumerate().find(twice) {
            None => Ok(()),
            Some((_, path)) => {
                let message = format!("two outputs go to `{path}`");
                Err(Failure::new(message, "give each a file of its own"))
            }
        }
    }

    /// What goes to other people's servers shows nothing private, whoever asks for it.
    fn refuse_to_reveal(&self, reveal: bool) -> Result<(), Failure> {
        let mut all = std::iter::once(self.main).chain(self.files.iter().map(|(format, _)| *format));
        match all.find(|format| reveal && !format.reveals) {
            None => Ok(()),
            Some(format) => {
                let message = format!(
                    "`--reveal` does not go with `{}`, which is made for other people's servers",
                    format.name
                );
                let open: Vec<&str> =
                    FORMATS.iter().filter(|format| format.reveals).map(|format| format.name).collect();
                let help = format!("leave out `--reveal`, or see private values with {}", open.join(", "));
                Err(Failure::new(message, help))
            }
        }
    }

    /// Writes all of them. What cannot be written keeps no other from being written.
    /// Whether somebody still reads standard output is given back.
    pub fn write(&self, of: (&Analysis, &Policies), options: &Options) -> Result<bool, Failure> {
        self.files.iter().try_for_each(|(_, path)| not_over(Path::new(path), &of.0.sources))?;
        let plain =
            Options { color: false, unicode: true, width: Options::default().width, ..options.clone() };
        let files = self.files.iter().map(|(format, path)| {
            let written = workspace::put(Path::new(path), |out| report::write(format, of, &plain, out));
            written.map_err(|error| unwritten(path, &error))
        });
        let mut failures: Vec<Failure> = files.filter_map(Result::err).collect();
        failures.extend(self.write_step_summary(of, &plain).err());
        let mut is_read = true;
        if !self.is_mute {
            let mut out = BufWriter::new(anstream::AutoStream::new(io::stdout().lock(), choice(options)));
            let written = report::write(self.main, of, options, &mut out).and_then(|()| out.flush());
            match listens(written) {
                Ok(listens) => is_read = listens,
                Err(failure) => failures.push(failure),
            }
        }
        if self.is_mute && of.0.findings.iter().any(|finding| finding.accepted.is_none()) {
            let help =
                "standard output holds the fixed text; what is left is shown with `--output FORMAT=PATH`";
            say("help", help);
        }
        if self.is_mute || !self.main.sums_up {
            say("summary", &Summary::of(of.0, options).sentence(of.0.as_of));
        }
        if options.statistics && !self.main.counts {
            Statistics::of(of.0).table().iter().for_each(|line| note(line));
        }
        let last = failures.pop();
        failures.iter().for_each(Failure::print);
        last.map_or(Ok(is_read), Err)
    }

    /// Adds the tables to the summary of the step, if there is one.
    fn write_step_summary(&self, of: (&Analysis, &Policies), options: &Options) -> Result<(), Failure> {
        let mut all = std::iter::once(self.main).chain(self.files.iter().map(|(format, _)| *format));
        let wanted = all.any(|format| format.name == WITH_SUMMARY);
        let Some(path) = variable(STEP_SUMMARY).filter(|_| wanted) else { return Ok(()) };
        let write = |out: &mut dyn Write| report::write_step_summary(of, options, out);
        workspace::append(Path::new(&path), write).map_err(|error| {
            let message = format!("cannot write the step summary `{path}`: {}", reason(&error));
            Failure::new(message, format!("the variable `{STEP_SUMMARY}` names it; unset it to do without"))
        })
    }
}

/// Nobody wants a plan or a policy written over by what is said of it.
pub fn not_over(path: &Path, read: &Sources) -> Result<(), Failure> {
    let shown = workspace::shown(path);
    if read.iter().any(|(_, source)| source.origin == Origin::User && source.path == shown) {
        let message = format!("`{}` was read in this run and is not written over", path.display());
        return Err(Failure::new(message, "give the output a file of its own"));
    }
    Ok(())
}

/// What a file that cannot be written calls for.
pub const WRITABLE: &str = "name a file in a folder that is there and may be written to";

fn unwritten(path: &str, error: &io::Error) -> Failure {
    Failure::new(format!("cannot write `{path}`: {}", reason(error)), WRITABLE)
}

fn choice(options: &Options) -> anstream::ColorChoice {
    if options.color { anstream::ColorChoice::Always } else { anstream::ColorChoice::Never }
}

/// Nobody who closes the pipe early wants to hear about it.
pub fn heard(written: io::Result<()>) -> Result<(), Failure> {
    listens(written).map(|_| ())
}

/// Whether somebody still reads standard output.
fn listens(written: io::Result<()>) -> Result<bool, Failure> {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            let message = format!("cannot write to standard output: {}", reason(&error));
            Err(Failure { message, help: None })
        }
        Ok(()) => Ok(true),
        Err(_) => Ok(false),
    }
}
