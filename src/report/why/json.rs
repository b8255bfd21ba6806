//! An explanation as one JSON object, with the whole tree.

use serde::Serialize;

use super::{Page, Told};
use crate::explain::why::{Case, Cause, Outcome, Step, causes};
use crate::policy::eval::Truth;
use crate::report::json::{PlaceJson, SCHEMA_VERSION, Tool, verdict_word};
use crate::text::Span;

#[derive(Serialize)]
struct Object {
    schema_version: u32,
    tool: Tool,
    as_of: String,
    rule: String,
    plan: String,
    thing: Option<String>,
    verdict: &'static str,
    effective: Option<String>,
    expires: Option<String>,
    off: Option<StepJson>,
    applies: Option<StepJson>,
    packs: Vec<StepJson>,
    when: Option<StepJson>,
    cases: Vec<CaseJson>,
    more_cases: usize,
    not_looked_at: Vec<StepJson>,
    more_not_looked_at: usize,
    open: Vec<StepJson>,
    cut: bool,
}

#[derive(Serialize)]
struct CaseJson {
    outcome: &'static str,
    message: Option<String>,
    subjects: Vec<SubjectJson>,
    conditions: Vec<StepJson>,
    require: Option<StepJson>,
    causes: Vec<CauseJson>,
    missing: Vec<String>,
}

#[derive(Serialize)]
struct SubjectJson {
    name: String,
    says: String,
    place: Option<PlaceJson>,
}

#[derive(Serialize)]
struct StepJson {
    what: &'static str,
    words: Option<String>,
    policy: Option<PlaceJson>,
    holds: Option<&'static str>,
    says: Option<String>,
    places: Vec<PlaceJson>,
    parts: Vec<Self>,
}

#[derive(Serialize)]
struct CauseJson {
    words: String,
    wanted: bool,
    of: Option<String>,
    policy: PlaceJson,
}

/// Writes the object, indented, with a line end.
pub(super) fn write(told: &Told<'_>, page: &Page<'_>) -> serde_json::Result<String> {
    let explanation = told.explanation;
    let (effective, expires) = explanation.force.unwrap_or_default();
    let object = Object {
        schema_version: SCHEMA_VERSION,
        tool: Tool::THIS,
        as_of: told.as_of.to_string(),
        rule: page.words(&told.rule.id),
        plan: page.words(told.plan),
        thing: told.thing.map(|thing| page.words(thing)),
        verdict: verdict_word(explanation.verdict),
        effective: effective.map(|day| day.to_string()),
        expires: expires.map(|day| day.to_string()),
        off: explanation.off.as_ref().map(|step| page.step(step)),
        applies: explanation.applies.as_ref().map(|step| page.step(step)),
        packs: page.steps(&explanation.packs),
        when: explanation.when.as_ref().map(|step| page.step(step)),
        cases: explanation.cases.iter().map(|case| page.case(case)).collect(),
        more_cases: explanation.more_cases,
        not_looked_at: page.steps(&explanation.out),
        more_not_looked_at: explanation.more_out,
        open: page.steps(&explanation.open),
        cut: explanation.cut,
    };
    Ok(serde_json::to_string_pretty(&object)? + "\n")
}

impl Page<'_> {
    fn at(&self, span: Span) -> PlaceJson {
        PlaceJson::new(&self.shown, span)
    }

    fn steps(&self, steps: &[Step]) -> Vec<StepJson> {
        steps.iter().map(|step| self.step(step)).collect()
    }

    fn step(&self, step: &Step) -> StepJson {
        StepJson {
            what: step.what.word(),
            words: step.words.map(|span| self.slice(span)),
            policy: step.words.map(|span| self.at(span)),
            holds: step.truth.as_ref().map(|truth| match truth {
                Truth::Yes => "yes",
                Truth::No => "no",
                Truth::Unknown(_) => "unknown",
            }),
            says: (!step.says.is_empty()).then(|| self.words(&step.says)),
            places: step.places.iter().map(|span| self.at(*span)).collect(),
            parts: self.steps(&step.parts),
        }
    }

    fn case(&self, case: &Case) -> CaseJson {
        let failed = case.require.as_ref().filter(|_| case.outcome == Outcome::Failed);
        let causes = failed.map_or_else(Vec::new, |step| causes(step, true));
        CaseJson {
            outcome: case.outcome.word(),
            message: case.message.as_deref().map(|message| self.words(message)),
            subjects: case
                .subjects
                .iter()
                .map(|subject| SubjectJson {
                    name: self.words(&subject.name),
                    says: self.words(&subject.says),
                    place: subject.place.map(|place| self.at(place)),
                })
                .collect(),
            conditions: self.steps(&case.filters),
            require: case.require.as_ref().map(|step| self.step(step)),
            causes: causes.iter().map(|cause| self.cause(cause)).collect(),
            missing: case.missing().into_iter().map(|fact| self.words(fact)).collect(),
        }
    }

    fn cause(&self, cause: &Cause) -> CauseJson {
        CauseJson {
            words: self.slice(cause.words),
            wanted: cause.wanted,
            of: (!cause.of.is_empty()).then(|| self.words(&cause.of)),
            policy: self.at(cause.words),
        }
    }
}
