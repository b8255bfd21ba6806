//! Where the output of a check goes: standard output, and files.

use std::fs::File;
use std::io::{self, BufWriter, Write};

use super::Arguments;
use crate::analysis::Analysis;
use crate::cli::failure::Failure;
use crate::report::{self, FORMATS, Format, Options};
use crate::workspace::reason;

/// The outputs that were asked for.
pub struct Outputs<'a> {
    main: &'static Format,
    files: Vec<(&'static Format, &'a str)>,
}

impl<'a> Outputs<'a> {
    /// Reads `--format` and `--output` before anything is done.
    pub fn of(arguments: &'a Arguments) -> Result<Self, Failure> {
        let default = FORMATS.first().map_or("", |format| format.name);
        let main = report::format_named(arguments.format.as_deref().unwrap_or(default))?;
        let files = arguments.output.iter().map(|output| match output.split_once('=') {
            Some((format, path)) if !path.is_empty() => Ok((report::format_named(format)?, path)),
            _ => {
                let message = format!("cannot read `--output {output}`");
                Err(Failure::new(message, "write it as FORMAT=PATH: `--output json=findings.json`"))
            }
        });
        Ok(Self { main, files: files.collect::<Result<_, Failure>>()? })
    }

    /// Writes all of them.
    pub fn write(&self, analysis: &Analysis, options: &Options) -> Result<(), Failure> {
        for (format, path) in &self.files {
            let for_file =
                Options { color: false, unicode: true, width: Options::default().width, ..*options };
            let written = File::create(path).and_then(|file| {
                let mut out = BufWriter::new(file);
                report::write(format, analysis, &for_file, &mut out)?;
                out.flush()
            });
            written.map_err(|error| {
                let message = format!("cannot write `{path}`: {}", reason(&error));
                Failure::new(message, "name a file in a folder that is there and may be written to")
            })?;
        }
        let mut out = BufWriter::new(anstream::AutoStream::new(io::stdout().lock(), choice(options)));
        let written = report::write(self.main, analysis, options, &mut out).and_then(|()| out.flush());
        heard(written)
    }
}

fn choice(options: &Options) -> anstream::ColorChoice {
    if options.color { anstream::ColorChoice::Always } else { anstream::ColorChoice::Never }
}

/// Nobody who closes the pipe early wants to hear about it.
pub fn heard(written: io::Result<()>) -> Result<(), Failure> {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            let message = format!("cannot write to standard output: {}", reason(&error));
            Err(Failure { message, help: None })
        }
        Ok(()) | Err(_) => Ok(()),
    }
}
