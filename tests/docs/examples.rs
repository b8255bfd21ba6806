//! The examples of the two languages in the reference and the guides. What stands in `irp` and `irpolicy` fences reads;
//! the `irp` fences of a document are one plan, its `irpolicy` fences one pack unless they open packs of their own. What
//! stands in `irp,broken` and `irpolicy,broken` fences does not, and the `text` fence behind each says what is said of
//! it: `UPDATE=1` writes those anew.

use irlint::analysis::{PlanFiles, Settings, analyse};
use irlint::finding::{Finding, Level, Outcome};
use irlint::policy;
use irlint::policy::ir::Policies;
use irlint::text::{FileId, Language, Origin, Source, Sources};
use irlint::{syntax, trial};
use jiff::civil::{Date, date};

use crate::support::files::{self, File};
use crate::support::markdown::{Block, blocks};

const AS_OF: Date = date(2026, 11, 23);

/// What makes the policies of a document a pack that sees all others.
const HEADER: &str =
    "pack example \"Example\" { version: \"1\"; schema: 1; source: \"House\"; uses: core, cloud, duties }\n";

/// What stands below a broken example that the program takes for a good one.
const NOTHING: &str = "nothing is said of this";

#[test]
fn what_is_right_in_the_documents_holds() {
    super::none(&documents().iter().flat_map(wrong).collect::<Vec<_>>());
}

#[test]
fn what_is_broken_in_the_documents_is_said_as_shown() {
    let mut faults = Vec::new();
    for document in documents() {
        let updated = updated(&document);
        let Some(line) = first_difference(&document.text, &updated) else { continue };
        if super::update() {
            std::fs::write(files::root().join(&document.path), updated).unwrap();
        } else {
            faults.push(format!("{}:{line}: the program says something else", document.path));
        }
    }
    super::none(&faults);
}

fn documents() -> Vec<File> {
    let mut documents = files::below("docs/reference", &["-language.md"]);
    documents.extend(files::below("docs/guide", &[".md"]));
    assert!(documents.len() > 1, "documents are missing");
    documents
}

fn first_difference(one: &str, other: &str) -> Option<usize> {
    let same = one.lines().zip(other.lines()).take_while(|(one, other)| one == other).count();
    (one != other).then_some(same + 1)
}

/// The document with what is said of its broken examples.
fn updated(document: &File) -> String {
    let all = blocks(&document.text);
    let mut lines: Vec<String> = document.text.lines().map(str::to_owned).collect();
    for pair in all.windows(2).rev() {
        if let [broken, shown] = pair
            && broken.language.ends_with(",broken")
            && shown.language == "text"
        {
            let said = said(document, broken);
            let first = shown.line - 1;
            lines.splice(first..first + shown.text.lines().count(), said);
        }
    }
    lines.join("\n") + "\n"
}

/// What is said of a broken example.
fn said(document: &File, block: &Block) -> Vec<String> {
    let mut run = Run::new(document);
    let findings = match block.language.as_str() {
        "irp,broken" => run.of_plan(Some(block)),
        _ => run.of_policies(Some(block)).1,
    };
    let lines = findings.iter().flat_map(|finding| {
        let said = format!("{}: {}", finding.level.word(), finding.message);
        std::iter::once(said).chain(finding.help.iter().map(|help| format!("help: {help}")))
    });
    let lines: Vec<String> = lines.collect();
    if lines.is_empty() { vec![NOTHING.to_owned()] } else { lines }
}

/// What is wrong with the examples of a document that should be right, and with those that should be wrong.
fn wrong(document: &File) -> Vec<String> {
    let mut run = Run::new(document);
    let mut faults: Vec<String> =
        run.of_plan(None).iter().map(|finding| run.place(document, finding)).collect();
    let (policies, findings) = run.of_policies(None);
    faults.extend(findings.iter().map(|finding| run.place(document, finding)));
    let trees: Vec<_> = run
        .own
        .iter()
        .map(|(file, _)| (*file, syntax::policy::read(*file, run.sources.get(*file)).0))
        .collect();
    let trees: Vec<_> = trees.iter().map(|(file, tree)| (*file, tree)).collect();
    let tested = trial::test(&trees, &policies, AS_OF);
    faults.extend(tested.faults.iter().map(|finding| run.place(document, finding)));
    let all = blocks(&document.text);
    for (at, block) in all.iter().enumerate().filter(|(_, block)| block.language.ends_with(",broken")) {
        let shown = all.get(at + 1).filter(|next| next.language == "text").map(|next| next.text.trim());
        if shown.is_none_or(|shown| shown.is_empty() || shown == NOTHING) {
            faults.push(format!("{}:{}: what is said of this is not shown", document.path, block.line));
        }
    }
    faults
}

/// The shipped policies and the examples of one document.
struct Run<'d> {
    document: &'d File,
    sources: Sources,
    shipped: Vec<(FileId, String)>,
    /// The policies of the document, with the line in it that each starts at.
    own: Vec<(FileId, usize)>,
}

impl<'d> Run<'d> {
    fn new(document: &'d File) -> Self {
        let mut sources = Sources::new();
        let shipped = policy::embedded().iter().map(|(path, text)| {
            (sources.add(Source::new(*path, *text, Language::Policy, Origin::Embedded)), (*path).to_owned())
        });
        let shipped = shipped.collect();
        Self { document, sources, shipped, own: Vec::new() }
    }

    fn add(&mut self, path: &str, text: &str, language: Language) -> FileId {
        self.sources.add(Source::new(path, text, language, Origin::User))
    }

    /// What cannot be read in the plan of the document, or in a broken example beside it.
    fn of_plan(&mut self, broken: Option<&Block>) -> Vec<Finding> {
        if !blocks(&self.document.text).iter().any(|block| block.language.starts_with("irp")) {
            return Vec::new();
        }
        let (policies, _) = policy::load(&self.sources, &self.shipped, &[]);
        let document = self.document;
        let root = self.add(&document.path, &document.text, Language::Markdown);
        let mut files = vec![root];
        files.extend(broken.map(|block| self.add("broken.irp", &block.text, Language::Plan)));
        let wanted = *files.last().unwrap();
        let settings = Settings::new(AS_OF);
        let analysis = analyse(&self.sources, &[PlanFiles { root, files }], &policies, &settings);
        let mut findings = analysis.findings;
        // That fences of broken examples are not read is as it should be.
        let meant = |finding: &Finding| ["syntax/empty", "syntax/fence"].contains(&finding.rule.as_str());
        let about = |finding: &Finding| finding.outcome == Outcome::Unreadable && !meant(finding);
        findings.retain(|finding| finding.at.span.file == wanted && about(finding));
        findings
    }

    /// The policies of the document beside the shipped ones, and what is wrong with them or with a broken example.
    fn of_policies(&mut self, broken: Option<&Block>) -> (Policies, Vec<Finding>) {
        let mut files = self.shipped.clone();
        let header = self.add("example/pack.irpolicy", HEADER, Language::Policy);
        files.push((header, "example/pack.irpolicy".to_owned()));
        let all = blocks(&self.document.text);
        let right = all.iter().filter(|block| block.language == "irpolicy");
        for (at, block) in right.chain(broken).enumerate() {
            let headed = |head: &str| block.text.lines().find_map(|line| line.strip_prefix(head));
            let rule = headed("rule ").and_then(|rest| rest.split(' ').next()).map(str::to_owned);
            let path = match (headed("pack "), rule) {
                (Some(_), _) => format!("example-{at}.irpolicy"),
                (None, Some(rule)) => format!("example/{rule}.irpolicy"),
                (None, None) => format!("example/{at}.irpolicy"),
            };
            let file = self.add(&path, &block.text, Language::Policy);
            self.own.push((file, block.line));
            files.push((file, path));
        }
        let (policies, mut findings) = policy::load(&self.sources, &files, &[]);
        let last = self.own.last().map(|(file, _)| *file);
        let own = |finding: &Finding| self.own.iter().any(|(file, _)| *file == finding.at.span.file);
        findings.retain(|finding| !is_of_fragments(finding) && finding.rule != "syntax/fence");
        findings.retain(|finding| match broken {
            Some(_) => Some(finding.at.span.file) == last,
            None => own(finding),
        });
        (policies, findings)
    }

    /// A finding with its line in the document.
    fn place(&self, document: &File, finding: &Finding) -> String {
        let line = self.sources.start(finding.at.span).line as usize;
        let first =
            self.own.iter().find(|(file, _)| *file == finding.at.span.file).map_or(1, |(_, first)| *first);
        format!("{}:{}: {}", document.path, line + first - 1, finding.message)
    }
}

/// Whether a finding only says that an example is no whole pack, or that an adjustment is in force.
fn is_of_fragments(finding: &Finding) -> bool {
    finding.level < Level::Error
        && (finding.message.ends_with("is used by nothing") || finding.message.contains(" counts as "))
}

#[cfg(test)]
mod tests {
    use super::{updated, wrong};
    use crate::support::files::File;

    fn document(text: &str) -> File {
        File { path: "docs/a.md".to_owned(), text: text.to_owned() }
    }

    #[test]
    fn an_example_that_does_not_hold_is_said_with_its_line() {
        let said = wrong(&document("Words.\n\n```irp\nperson anna { fone: none }\n```\n"));
        assert!(said[0].starts_with("docs/a.md:4: a person has no `fone`"), "{said:?}");
        let said = wrong(&document("```irpolicy\n\nrelation r(role x) when x.bakcup is given\n```\n"));
        assert!(said[0].starts_with("docs/a.md:3: "), "{said:?}");
        assert_eq!(wrong(&document("```irp,broken\nperson anna\n```\n")).len(), 1);
    }

    #[test]
    fn what_is_said_of_a_broken_example_is_written() {
        let text = "```irp,broken\nperson anna { fone: none }\n```\n\n```text\nold\n```\n";
        let new = text.replace("old", "error: a person has no `fone`\nhelp: did you mean `phone`?");
        assert_eq!(updated(&document(text)), new);
        assert_eq!(updated(&document(&new)), new);
    }
}
