//! Which versions of the program may use a settings file.

use semver::{Version, VersionReq};
use serde::Deserialize;
use toml::Spanned;

use super::Mistake;
use super::mistake::one_line;

/// The one setting that is read before all others.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Read {
    #[serde(default)]
    required_version: Option<Spanned<String>>,
}

/// Says it if the program of version `version` may not use the file, or if that cannot be told. What else is wrong with the
/// text is left to others.
pub fn check(text: &str, version: &str) -> Result<(), Mistake> {
    let Ok(Read { required_version: Some(required) }) = toml::from_str(text) else { return Ok(()) };
    let (wanted, span) = (required.as_ref(), required.span());
    let said =
        |message: String, help: &str| Mistake { message, help: Some(help.to_owned()), span: span.clone() };
    let range = VersionReq::parse(wanted).map_err(|error| {
        let message = format!("cannot read the versions `{wanted}`: {}", one_line(&error.to_string()));
        said(message, "write them as in `>=0.1, <0.3`")
    })?;
    if Version::parse(version).is_ok_and(|version| range.matches(&version)) {
        return Ok(());
    }
    let message = format!("this is irlint {version}, and `{wanted}` is required");
    Err(said(message, "install a version that fits, or change `required-version` if this one is meant"))
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn versions_fit_or_are_said_with_their_place() {
        let said = |range: &str| check(&format!("required-version = '{range}'"), "0.2.1").err();
        for range in [">=0.1, <0.3", "=0.2.1", "0.2", "*"] {
            assert_eq!(said(range), None, "{range}");
        }
        let other = said(">=0.3").unwrap();
        assert_eq!(
            (other.message.as_str(), other.span),
            ("this is irlint 0.2.1, and `>=0.3` is required", 19..26)
        );
        assert!(said("new").unwrap().message.starts_with("cannot read the versions `new`: "));
        assert!(check("required-version = '>=0.3'\nnews = 1", "0.2.1").is_err());
        assert_eq!(check("selct = 1", "0.2.1"), Ok(()));
    }
}
