//! As much of the form of SARIF 2.1.0 as is written here.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

#[derive(Serialize)]
pub struct Log<'s, R: Serialize> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'s, R>; 1],
}

impl<'s, R: Serialize> Log<'s, R> {
    /// With one run.
    pub fn of(run: Run<'s, R>) -> Self {
        Self { schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Run<'s, R: Serialize> {
    pub tool: Tool<'s>,
    pub automation_details: Automation,
    pub invocations: [Invocation; 1],
    pub column_kind: &'static str,
    pub results: R,
    pub properties: RunFacts,
}

#[derive(Serialize)]
pub struct RunFacts {
    pub as_of: String,
    pub summary: String,
    pub adjustments: Vec<String>,
}

#[derive(Serialize)]
pub struct Automation {
    pub id: &'static str,
}

#[derive(Serialize)]
pub struct Tool<'s> {
    pub driver: Driver<'s>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Driver<'s> {
    pub name: &'static str,
    pub full_name: &'static str,
    pub version: &'static str,
    pub semantic_version: &'static str,
    pub information_uri: &'static str,
    pub rules: Vec<Descriptor<'s>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Descriptor<'s> {
    pub id: &'s str,
    pub name: String,
    pub short_description: Message,
    pub full_description: Message,
    pub help: Help,
    pub help_uri: String,
    pub default_configuration: Configuration,
    pub properties: RuleFacts,
}

#[derive(Serialize)]
pub struct Help {
    pub text: String,
    pub markdown: String,
}

#[derive(Serialize)]
pub struct Configuration {
    pub level: &'static str,
}

#[derive(Serialize)]
pub struct RuleFacts {
    pub tags: Vec<String>,
    pub precision: &'static str,
    #[serde(rename = "problem.severity")]
    pub problem_severity: &'static str,
    #[serde(rename = "security-severity")]
    pub security_severity: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Invocation {
    pub execution_successful: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
pub struct Notification {
    pub level: &'static str,
    pub message: Message,
}

#[derive(Serialize)]
pub struct Message {
    pub text: String,
}

/// A result; `Result` is a name of the language.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ResultForm {
    pub rule_id: String,
    pub rule_index: usize,
    pub level: &'static str,
    pub message: Message,
    pub locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related_locations: Vec<Further>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code_flows: Option<[CodeFlow; 1]>,
    pub partial_fingerprints: BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suppressions: Option<[Suppression; 1]>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fixes: Vec<FixForm>,
    pub properties: Facts,
}

#[derive(Serialize)]
pub struct Facts {
    pub outcome: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thing: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Arc<str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Arc<str>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub waiting: Vec<String>,
}

/// A way to mend a result.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FixForm {
    pub description: Message,
    pub artifact_changes: Vec<ArtifactChange>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ArtifactChange {
    pub artifact_location: Artifact,
    pub replacements: Vec<Replacement>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Replacement {
    pub deleted_region: Region,
    pub inserted_content: Content,
}

#[derive(Serialize)]
pub struct Content {
    pub text: String,
}

#[derive(Serialize)]
pub struct Suppression {
    pub kind: &'static str,
    pub status: &'static str,
    pub justification: String,
    pub location: Location,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Location {
    pub physical_location: Physical,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Further {
    /// Of related places alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<usize>,
    pub message: Message,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub physical_location: Option<Physical>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logical_locations: Option<[Logical; 1]>,
}

/// What happens one after the other.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CodeFlow {
    pub thread_flows: [ThreadFlow; 1],
}

#[derive(Serialize)]
pub struct ThreadFlow {
    pub locations: Vec<FlowStep>,
}

#[derive(Serialize)]
pub struct FlowStep {
    pub location: Further,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Logical {
    pub fully_qualified_name: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Physical {
    pub artifact_location: Artifact,
    pub region: Region,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Artifact {
    pub uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uri_base_id: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Region {
    pub start_line: u32,
    pub start_column: u32,
    pub end_line: u32,
    pub end_column: u32,
}
