//! The facts of a plan, as the generator makes them and every language writes them. Written as JSON they are what the peers
//! read: things by kind, references by name, lengths of time in minutes, nothing where a plan says `none`.

use serde::Serialize;

/// A plan.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Facts {
    pub name: String,
    pub title: String,
    pub owner: String,
    pub persons: Vec<Person>,
    pub roles: Vec<Role>,
    pub providers: Vec<Provider>,
    pub assets: Vec<Asset>,
    pub detections: Vec<Detection>,
    pub logs: Vec<Log>,
    pub evidence: Vec<Evidence>,
    pub stages: Vec<Stage>,
    pub notifications: Vec<Notification>,
    pub scenarios: Vec<Scenario>,
    pub playbooks: Vec<Playbook>,
}

/// Somebody who can be called.
#[derive(Debug, Clone, Serialize)]
pub struct Person {
    pub name: String,
    pub title: String,
    pub email: String,
    pub phone: String,
    pub hours: &'static str,
    pub reach: &'static str,
}

/// A job in the response.
#[derive(Debug, Clone, Serialize)]
pub struct Role {
    pub name: String,
    pub title: &'static str,
    pub functions: Vec<&'static str>,
    pub primary: Option<String>,
    pub backup: Option<String>,
    pub escalate: Vec<Rung>,
}

/// Whom to call next.
#[derive(Debug, Clone, Serialize)]
pub struct Rung {
    pub to: String,
    pub after: u32,
}

/// A company that systems run on.
#[derive(Debug, Clone, Serialize)]
pub struct Provider {
    pub name: String,
    pub title: &'static str,
    pub notice_to: Option<String>,
}

/// A system.
#[derive(Debug, Clone, Serialize)]
pub struct Asset {
    pub name: String,
    pub title: &'static str,
    pub provider: Option<String>,
    pub model: &'static str,
    pub critical: &'static str,
    pub data: Vec<&'static str>,
    pub owner: String,
    pub agreed: Vec<Agreement>,
}

/// Who holds an area of a system.
#[derive(Debug, Clone, Serialize)]
pub struct Agreement {
    pub area: &'static str,
    pub to: &'static str,
}

/// A source of alarms.
#[derive(Debug, Clone, Serialize)]
pub struct Detection {
    pub name: String,
    pub title: &'static str,
    pub run_by: String,
    pub watches: Vec<String>,
    pub areas: Vec<&'static str>,
    pub alerts: String,
    pub within: u32,
}

/// A record that is kept.
#[derive(Debug, Clone, Serialize)]
pub struct Log {
    pub name: String,
    pub covers: Vec<String>,
    pub areas: Vec<&'static str>,
    pub retention_days: u32,
}

/// Proof that is taken.
#[derive(Debug, Clone, Serialize)]
pub struct Evidence {
    pub name: String,
    pub of: Vec<String>,
    pub collected_by: String,
    pub retention_days: u32,
}

/// A step of the lifecycle.
#[derive(Debug, Clone, Serialize)]
pub struct Stage {
    pub name: String,
    pub phase: &'static str,
    pub owner: Option<String>,
    pub within: u32,
    pub next: Vec<String>,
}

/// Who tells whom.
#[derive(Debug, Clone, Serialize)]
pub struct Notification {
    pub name: String,
    pub from: String,
    pub to: Option<String>,
    pub on: &'static str,
    pub within: u32,
    pub during: Option<String>,
}

/// A bad day.
#[derive(Debug, Clone, Serialize)]
pub struct Scenario {
    pub name: String,
    pub title: &'static str,
    pub compromises: Vec<String>,
    pub found_by: String,
}

/// What to do.
#[derive(Debug, Clone, Serialize)]
pub struct Playbook {
    pub name: String,
    pub scenario: String,
    pub covers: Vec<String>,
    pub steps: Vec<Step>,
}

/// A step of a playbook.
#[derive(Debug, Clone, Serialize)]
pub struct Step {
    pub name: String,
    pub title: &'static str,
    pub owner: Option<String>,
    pub stage: String,
    pub within: u32,
}
