//! Findings for people: each with the lines it is about in a frame, why it matters, what to do, and the
//! source behind it. The only room that draws with miette.

use std::fmt;
use std::io::{self, Write};

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, Severity, SourceCode, ThemeCharacters,
    ThemeStyles,
};

use super::excerpt::Excerpt;
use super::{Detail, Options, Shown, words};
use crate::finding::{Finding, Label, Level};
use crate::text::FileId;

/// Writes the findings, the accepted ones, and the closing lines.
pub fn write(shown: &Shown<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let handler = handler(options);
    for finding in shown.open() {
        let mut drawn = String::new();
        draw(shown, finding, &handler, &mut drawn).map_err(io::Error::other)?;
        facts(finding, options, &mut drawn);
        writeln!(out, "{drawn}")?;
    }
    if options.detail >= Detail::Normal {
        accepted(shown, out)?;
    }
    words::closing(shown, options).iter().try_for_each(|line| writeln!(out, "{line}"))
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
    shown: &Shown<'_>,
    finding: &Finding,
    handler: &GraphicalReportHandler,
    into: &mut String,
) -> fmt::Result {
    let home = finding.at.span.file;
    let labels: Vec<&Label> = std::iter::once(&finding.at).chain(&finding.also).collect();
    let head = Some(words::heading(finding));
    let mut drawing = Drawing::new(shown, home, &labels, head, &finding.message);
    drawing.severity = match finding.level {
        Level::Error => Severity::Error,
        Level::Warning => Severity::Warning,
        Level::Note => Severity::Advice,
    };
    if drawing.labels.is_empty() {
        drawing.message = format!("{} ({})", finding.message, words::place(shown, finding));
    }
    handler.render_report(into, &drawing)?;
    let mut done = vec![home];
    for label in labels {
        let file = label.span.file;
        if !done.contains(&file) {
            done.push(file);
            let also: Vec<&Label> = finding.also.iter().collect();
            let message = format!("see also {}", shown.path(file));
            handler.render_report(into, &Drawing::new(shown, file, &also, None, &message))?;
        }
    }
    Ok(())
}

/// What stands below the frames, wrapped and aligned.
fn facts(finding: &Finding, options: &Options, into: &mut String) {
    let facts = [
        ("waiting", words::waiting(finding)),
        ("why", finding.because.clone()),
        ("help", finding.help.clone()),
        ("source", words::source(finding)),
    ];
    let some: Vec<(&str, String)> =
        facts.into_iter().filter_map(|(name, fact)| Some((name, fact?))).collect();
    let room = some.iter().map(|(name, _)| name.len()).max().unwrap_or(0) + 1;
    for (name, fact) in some {
        let name = format!("{name}:");
        let painted = if options.color { format!("\u{1b}[36m{name}\u{1b}[0m") } else { name.clone() };
        let gap = " ".repeat(room - name.len());
        let margin = " ".repeat(room + 3);
        let wrapped = wrap(&fact, options.width.saturating_sub(room + 3).max(30));
        into.push_str(&format!("  {painted}{gap} {}\n", wrapped.join(&format!("\n{margin}"))));
    }
}

/// Breaks a text at its spaces into lines of at most `width` characters where words allow.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split_whitespace() {
        let long = word.chars().count();
        match lines.last_mut() {
            Some(line) if used == 0 || used + 1 + long <= width => {
                if used > 0 {
                    line.push(' ');
                }
                line.push_str(word);
                used += long + usize::from(used > 0);
            }
            _ => {
                lines.push(word.to_owned());
                used = long;
            }
        }
    }
    lines
}

fn accepted(shown: &Shown<'_>, out: &mut dyn Write) -> io::Result<()> {
    if shown.accepted().next().is_none() {
        return Ok(());
    }
    writeln!(out, "accepted:")?;
    for (finding, acceptance) in shown.accepted() {
        let place = words::place(shown, finding);
        writeln!(out, "  {place}: {}: {}", finding.rule, finding.message)?;
        writeln!(out, "    {}", words::terms(acceptance))?;
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
        shown: &'s Shown<'_>,
        file: FileId,
        labels: &[&Label],
        head: Option<String>,
        message: &str,
    ) -> Self {
        let excerpt = Excerpt(shown.excerpt(file));
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
