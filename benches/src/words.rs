//! What generated plans are called and made of.

pub const FIRST: &[&str] = &["Anna", "Ben", "Cleo", "Dora", "Emil", "Fritz", "Greta", "Hugo", "Ida", "Jon"];
pub const LAST: &[&str] =
    &["Ek", "Ito", "Abt", "Lind", "Moreau", "Novak", "Osei", "Petrov", "Quist", "Rossi"];

/// Hours and whether somebody answers outside of them.
pub const HOURS: &[(&str, &str)] = &[
    ("24x7", "on_call"),
    ("Mon-Fri 08:00-18:00", "on_call"),
    ("Mon-Sun 19:00-07:00", "on_call"),
    ("Mon-Fri 09:00-17:00", "best_effort"),
];

/// What the first role of the first unit is for, and the first of the others.
pub const TOP: &str = "executive_command";
pub const BELOW_TOP: &str = "crisis_management";

/// Roles with what they are for; the first is at the top of a unit.
pub const ROLES: &[(&str, &[&str])] = &[
    ("Chief executive", &["executive_command"]),
    ("Incident manager", &["incident_command", "provider_liaison"]),
    ("Service desk", &["first_response"]),
    ("Forensics lead", &["forensics"]),
    ("Recovery lead", &["recovery"]),
    ("Press officer", &["communications"]),
    ("Counsel", &["legal"]),
    ("Data protection officer", &["privacy"]),
];

/// The role that runs detections.
pub const FIRST_RESPONSE: usize = 2;

pub const PROVIDERS: &[&str] = &["Microsoft Azure", "Amazon Web Services"];

pub const ASSETS: &[&str] =
    &["Billing servers", "Customer portal", "Mail", "Data warehouse", "Identity provider", "Archive", "Shop"];

pub const DATA: &[&[&str]] = &[
    &["personal", "financial"],
    &["operational"],
    &["credentials", "personal"],
    &["telemetry"],
    &["public_data"],
];

pub const DETECTIONS: [&str; 2] = ["Rules of ours", "Endpoint detection"];

/// The phases of a unit's stages.
pub const PHASES: &[&str] = &["assess", "assess", "diagnose", "stabilize", "stabilize", "close"];

pub const SCENARIOS: &[&str] =
    &["A stolen key opens the servers", "Files are encrypted overnight", "A supplier is broken into"];

pub const STEPS: &[&str] = &[
    "Gather the facts",
    "Call the provider",
    "Cut the system off",
    "Restore from the copy",
    "Tell the customers",
];
