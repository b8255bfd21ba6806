//! The lock file, typed: what it may say, what is wrong with one that says something else, and how it is
//! written. Never looks for the file and never reads a policy.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{Mistake, mistake};

/// The version of the form.
const VERSION: u32 = 1;

/// How many signs a digest has.
const DIGEST: usize = 64;

/// The way out of every mistake.
const HELP: &str = "write it anew with `irlint lock`";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Read {
    version: Spanned<u32>,
    sha256: BTreeMap<String, Spanned<String>>,
}

#[derive(Serialize)]
struct Written<'f> {
    version: u32,
    sha256: &'f BTreeMap<String, String>,
}

/// Reads the text of a lock file: the digest of each policy file, by path.
pub fn read(text: &str) -> Result<BTreeMap<String, String>, Mistake> {
    let read: Read = toml::from_str(text).map_err(|error| {
        let mistake = mistake(&error, text, "key");
        Mistake { help: Some(HELP.to_owned()), ..mistake }
    })?;
    let wrong = |message: String, span| Mistake { message, help: Some(HELP.to_owned()), span };
    let version = *read.version.as_ref();
    if version != VERSION {
        let message =
            format!("this program knows lock files of version {VERSION}, and this is version {version}");
        return Err(wrong(message, read.version.span()));
    }
    let strange = |digest: &str| {
        digest.len() != DIGEST || !digest.bytes().all(|sign| matches!(sign, b'0'..=b'9' | b'a'..=b'f'))
    };
    if let Some((path, digest)) = read.sha256.iter().find(|(_, digest)| strange(digest.as_ref())) {
        return Err(wrong(format!("what stands behind `{path}` is no SHA-256 digest"), digest.span()));
    }
    Ok(read.sha256.into_iter().map(|(path, digest)| (path, digest.into_inner())).collect())
}

/// The text of a lock file with these digests: one line for each file, sorted by path.
pub fn written(files: &BTreeMap<String, String>) -> String {
    let form = Written { version: VERSION, sha256: files };
    // Numbers and texts always have a form in TOML.
    let text = toml::to_string(&form).unwrap_or_default();
    format!("# Written by `irlint lock`: the policy files that a check may use, with their digests.\n{text}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let digest = "0123456789abcdef".repeat(4);
        let files: BTreeMap<_, _> =
            ["house/a.irpolicy", "b \"c\".irpolicy"].map(|path| (path.to_owned(), digest.clone())).into();
        let text = written(&files);
        assert!(text.contains(&format!("\n[sha256]\n'b \"c\".irpolicy' = \"{digest}\"\n")), "{text}");
        assert_eq!(read(&text).unwrap(), files);
        assert_eq!(read(&written(&BTreeMap::new())).unwrap(), BTreeMap::new());
    }

    #[test]
    fn mistakes_have_their_place_and_a_way_out() {
        let said = |text: &str| {
            let mistake = read(text).unwrap_err();
            assert_eq!(mistake.help.as_deref(), Some(HELP));
            (mistake.message, mistake.span)
        };
        let (message, span) = said("version = 2\n[sha256]\n");
        assert_eq!(message, "this program knows lock files of version 1, and this is version 2");
        assert_eq!(span, 10..11);
        let (message, span) = said("version = 1\n[sha256]\n\"a\" = \"00\"\n");
        assert_eq!((message.as_str(), span), ("what stands behind `a` is no SHA-256 digest", 27..31));
        assert_eq!(said("version = 1\nfiles = 2\n[sha256]\n").0, "there is no key `files`");
        assert!(said("version = 1\n").0.contains("sha256"));
        assert!(said("version = 1\n[sha256]\n\"a\" = 1\n\"a\" = 2\n").0.contains("duplicate"));
    }
}
