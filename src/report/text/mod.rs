//! Findings for people: each with the lines it is about in a frame, why it matters, what to do, and the
//! source behind it. The only room that draws with miette.

mod excerpt;
mod facts;
mod files;

use std::fmt;
use std::io::{self, Write};

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, Severity, SourceCode, ThemeCharacters,
    ThemeStyles,
};

use excerpt::Excerpt;
use files::Files;

pub(super) use facts::wrap;

use super::{Detail, Options, Shown, Statistics, adjusted, words};
use crate::finding::{Finding, Label, Level};
use crate::text::{FileId, Source};

/// Writes the findings, the accepted ones, the adjustments, and the closing lines.
pub fn write(shown: &Shown<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    findings(shown, options, out)?;
    if options.detail >= Detail::Normal {
        accepted(shown, out)?;
    }
    adjusted::list(shown, out)?;
    if options.statistics {
        Statistics::new(shown).table().iter().try_for_each(|line| writeln!(out, "{line}"))?;
        writeln!(out)?;
    }
    words::closing(shown, options).iter().try_for_each(|line| writeln!(out, "{line}"))
}

/// Writes the findings and nothing else.
pub fn findings(shown: &Shown<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let handler = handler(options);
    let mut said = facts::Said::default();
    let mut files = Files::default();
    for entry in shown.open() {
        let finding = &entry.show();
        let mut drawn = String::new();
        files.fetch(finding, shown);
        draw((shown, &files), finding, &handler, &mut drawn).map_err(io::Error::other)?;
        facts::steps(shown, finding, options, &mut drawn).map_err(io::Error::other)?;
        facts::write(finding, options, &mut said, &mut drawn).map_err(io::Error::other)?;
        writeln!(out, "{drawn}")?;
    }
    Ok(())
}

fn handler(options: &Options) -> GraphicalReportHandler {
    let characters = if options.unicode { ThemeCharacters::unicode() } else { ThemeCharacters::ascii() };
    let styles = if options.color { ThemeStyles::ansi() } else { ThemeStyles::none() };
    GraphicalReportHandler::new_themed(GraphicalTheme { characters, styles })
        .with_width(options.width.max(40))
        .with_links(false)
        .without_syntax_highlighting()
}

/// One frame for the places in the finding's own file, one for each other file.
fn draw(
    (shown, files): (&Shown<'_>, &Files),
    finding: &Finding,
    handler: &GraphicalReportHandler,
    into: &mut String,
) -> fmt::Result {
    let home = finding.at.span.file;
    let labels: Vec<&Label> = std::iter::once(&finding.at).chain(&finding.also).collect();
    let mut done: Vec<FileId> = Vec::new();
    for file in labels.iter().map(|label| label.span.file) {
        let Some(source) = files.get(file).filter(|_| !done.contains(&file)) else { continue };
        done.push(file);
        let drawing = if file == home {
            home_drawing(shown, finding, (file, source), &labels)
        } else {
            let message = format!("see also {}", shown.path(file));
            Drawing::new((file, source), &labels, None, &message)
        };
        handler.render_report(into, &drawing)?;
    }
    Ok(())
}

/// The frame with the heading.
fn home_drawing<'s>(
    shown: &Shown<'_>,
    finding: &Finding,
    home: (FileId, &'s Source),
    labels: &[&Label],
) -> Drawing<'s> {
    let mut drawing = Drawing::new(home, labels, Some(words::heading(finding)), &finding.message);
    drawing.severity = match finding.level {
        Level::Error => Severity::Error,
        Level::Warning => Severity::Warning,
        Level::Note => Severity::Advice,
    };
    if drawing.labels.is_empty() {
        drawing.message = format!("{} ({})", finding.message, words::place(shown, finding));
    }
    drawing
}

fn accepted(shown: &Shown<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut accepted = shown.accepted().peekable();
    if accepted.peek().is_none() {
        return Ok(());
    }
    writeln!(out, "accepted:")?;
    for (finding, acceptance) in accepted {
        let place = words::place(shown, &finding);
        writeln!(out, "  {place}: {}: {}", finding.rule, finding.message)?;
        writeln!(out, "    {}", words::terms(&acceptance))?;
    }
    writeln!(out)
}

/// One frame with its heading, as miette wants it.
#[derive(Debug)]
struct Drawing<'s> {
    excerpt: Excerpt<'s>,
    labels: Vec<LabeledSpan>,
    head: Option<String>,
    message: String,
    severity: Severity,
}

impl<'s> Drawing<'s> {
    /// With those of `labels` that lie in `file`; the first is what the frame is about.
    fn new(
        (file, source): (FileId, &'s Source),
        labels: &[&Label],
        head: Option<String>,
        message: &str,
    ) -> Self {
        let excerpt = Excerpt(source);
        let inside = labels.iter().filter(|label| label.span.file == file).enumerate();
        let spans = inside.map(|(at, label)| {
            let text = (!label.text.is_empty()).then(|| label.text.clone());
            let marked = excerpt.marked(label.span);
            if at == 0 {
                LabeledSpan::new_primary_with_span(text, marked)
            } else {
                LabeledSpan::new_with_span(text, marked)
            }
        });
        let labels = spans.filter(|span| !span.is_empty()).collect();
        Self { excerpt, labels, head, message: message.to_owned(), severity: Severity::Advice }
    }
}

impl fmt::Display for Drawing<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for Drawing<'_> {}

impl Diagnostic for Drawing<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.head.as_ref().map(|head| Box::new(head) as Box<dyn fmt::Display>)
    }

    fn severity(&self) -> Option<Severity> {
        Some(self.severity)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.excerpt)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        (!self.labels.is_empty()).then(|| Box::new(self.labels.iter().cloned()) as _)
    }
}
