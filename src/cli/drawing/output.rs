//! Where charts go: standard output, or a file.

use std::io::Write;
use std::path::Path;

use super::Drawing;
use crate::cli::check::{WRITABLE, heard, not_over};
use crate::cli::failure::Failure;
use crate::report::chart::{FORMATS, Format, Told, format_named};
use crate::report::{Options, clean_line};
use crate::workspace::{self, reason};

/// The form and the place of the output.
pub struct Output<'a> {
    format: &'static Format,
    file: Option<&'a Path>,
}

impl<'a> Output<'a> {
    /// Reads `--format` and `--output` before anything is done.
    pub fn of(drawing: &'a Drawing) -> Result<Self, Failure> {
        let file = drawing.output.as_deref().filter(|file| *file != Path::new("-"));
        let ending = file.and_then(Path::extension).and_then(|ending| ending.to_str());
        let by_ending = ending.and_then(|ending| FORMATS.iter().find(|format| format.ending == ending));
        let format = match (&drawing.format, by_ending) {
            (Some(name), _) => format_named(name)?,
            (None, Some(format)) => format,
            (None, None) if ending.is_some() => return Err(unknown(ending.unwrap_or_default())),
            (None, None) => format_named(FORMATS.first().map_or("", |format| format.name))?,
        };
        Ok(Self { format, file })
    }

    /// Whether there would be anything in the output.
    pub fn has_anything(&self, told: &Told<'_>) -> bool {
        told.has_anything_for(self.format)
    }

    /// Whether it has no place for what is said below charts.
    pub const fn is_days_only(&self) -> bool {
        self.format.days_only
    }

    /// Refuses to write over what was read.
    pub fn not_over(&self, told: &Told<'_>) -> Result<(), Failure> {
        self.file.map_or(Ok(()), |path| not_over(path, told.sources))
    }

    /// Writes the charts.
    pub fn write(&self, told: Told<'_>, options: &Options) -> Result<(), Failure> {
        let Some(path) = self.file else {
            return heard(std::io::stdout().lock().write_all(told.write(self.format, options).as_bytes()));
        };
        let options =
            Options { color: false, unicode: true, width: Options::default().width, ..options.clone() };
        let shown = path.display().to_string();
        let text = told.write(self.format, &options);
        workspace::put(path, |out| out.write_all(text.as_bytes())).map_err(|error| {
            let message = format!("cannot write `{shown}`: {}", reason(&error));
            Failure::new(message, WRITABLE)
        })?;
        heard(writeln!(std::io::stdout().lock(), "wrote {}", clean_line(&shown)))
    }
}

/// What the end of a file that says no form calls for.
fn unknown(ending: &str) -> Failure {
    let named = FORMATS.iter().filter(|format| !format.ending.is_empty());
    let endings: Vec<String> = named.map(|format| format!("`.{}`", format.ending)).collect();
    let help = format!("let it end in {}, or say the form with `--format`", endings.join(", "));
    Failure::new(format!("no form of the output ends in `.{ending}`"), help)
}
