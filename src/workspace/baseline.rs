//! The file of known gaps: found, read and written whole or not at all.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::settings::{mistaken, text_of};
use super::{Error, Settings, naming, put};
use crate::analysis::Baseline;
use crate::config::baseline::{self, Gap};
use crate::text::{Language, Origin, Source, Sources};

/// What to do about a file that is something else.
const A_BASELINE: &str = "a baseline is a file that `irlint check --write-baseline` wrote";

/// The baseline of a run: `given` by hand, else the one that the settings name.
pub fn baseline_path(given: Option<&Path>, settings: Option<&Settings>) -> Option<PathBuf> {
    let named = || {
        let settings = settings?;
        settings.config.baseline.as_ref().map(|name| settings.folder.join(name.as_ref()))
    };
    given.map(Path::to_owned).or_else(named)
}

/// Reads a baseline, which goes into `sources` so that its entries have a place.
pub fn baseline(path: &Path, sources: &mut Sources) -> Result<Baseline, Error> {
    let shown = naming::shown(path);
    if matches!(std::fs::exists(path), Ok(false)) {
        let help = Some("write it with `--write-baseline`".to_owned());
        return Err(Error::Missing { path: shown, help });
    }
    let text = text_of(path)?;
    let gaps = baseline::read(&text).map_err(|mistake| {
        let help = mistake.help.or_else(|| Some(A_BASELINE.to_owned()));
        mistaken(&shown, &text, mistake.span.start, mistake.message, help)
    })?;
    let file = sources.add(Source::new(shown, text, Language::Settings, Origin::User));
    Ok(Baseline { file, gaps })
}

/// Writes a baseline.
pub fn write_baseline(path: &Path, gaps: &BTreeMap<Gap, usize>) -> Result<(), Error> {
    let text = baseline::written(gaps);
    put(path, |out| out.write_all(text.as_bytes()))
        .map_err(|cause| Error::Unwritable { path: naming::shown(path), cause })
}
