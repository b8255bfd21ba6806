//! The edition that the settings pin.

use super::{Error, Settings};
use crate::policy::ir::{Edition, Policies};

/// The edition of the settings, if they pin one; one that `policies` do not know is refused.
pub fn edition(settings: &Settings, policies: &Policies) -> Result<Option<Edition>, Error> {
    let Some(wanted) = &settings.config.edition else { return Ok(None) };
    let editions = policies.editions();
    let found = wanted.as_ref().parse().ok().filter(|edition| editions.contains(edition));
    if found.is_some() {
        return Ok(found);
    }
    let known: Vec<String> = editions.iter().map(Edition::to_string).collect();
    let message = format!("there is no edition `{}`", wanted.as_ref());
    let help = format!("editions are {}; without `edition` the newest counts", known.join(", "));
    Err(settings.wrong(&wanted.span(), message, Some(help)))
}
