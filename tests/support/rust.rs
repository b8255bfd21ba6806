//! A Rust source as words, signs and texts, without its comments. Knows no grammar beyond that.

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A name, a keyword or a number.
    Word,
    /// `::`, or any other single sign.
    Sign,
    /// What stands between the quotes of a string, escapes left as they are.
    Text,
}

/// One token of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'a> {
    /// What it is.
    pub kind: Kind,
    /// How it is written.
    pub text: &'a str,
    /// Its line, from 1.
    pub line: usize,
}

impl Token<'_> {
    /// Whether it is the word `text`.
    pub fn is_word(&self, text: &str) -> bool {
        self.kind == Kind::Word && self.text == text
    }

    /// Whether it is the sign `text`.
    pub fn is_sign(&self, text: &str) -> bool {
        self.kind == Kind::Sign && self.text == text
    }
}

/// The tokens of `source`.
pub fn tokens(source: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut line = 1;
    while at < source.len() {
        let rest = &source[at..];
        let (kind, length, cut) = next(rest);
        if let Some(kind) = kind {
            found.push(Token { kind, text: &rest[cut..length - cut.min(closing(rest, cut))], line });
        }
        line += rest[..length].matches('\n').count();
        at += length;
    }
    found
}

/// How many bytes close a text that `cut` bytes open: the `r` of a raw string is not closed.
fn closing(rest: &str, cut: usize) -> usize {
    cut - rest.bytes().take(cut).filter(u8::is_ascii_alphabetic).count()
}

/// The kind of what `rest` starts with, none for blanks and comments; its length; how much of it opens a text.
fn next(rest: &str) -> (Option<Kind>, usize, usize) {
    let first = rest.chars().next().unwrap();
    if rest.starts_with("//") {
        return (None, rest.find('\n').unwrap_or(rest.len()), 0);
    }
    if rest.starts_with("/*") {
        return (None, comment(rest), 0);
    }
    if let Some((length, cut)) = text(rest) {
        return (Some(Kind::Text), length, cut);
    }
    if let Some(length) = character(rest) {
        return (None, length, 0);
    }
    if first.is_alphanumeric() || first == '_' {
        let raw = if rest.starts_with("r#") { 2 } else { 0 };
        let word = rest[raw..].find(|sign: char| !sign.is_alphanumeric() && sign != '_');
        return (Some(Kind::Word), word.map_or(rest.len(), |word| word + raw), 0);
    }
    let length = if rest.starts_with("::") { 2 } else { first.len_utf8() };
    ((!first.is_whitespace()).then_some(Kind::Sign), length, 0)
}

/// The length of a comment `/* */`, nested ones included.
fn comment(rest: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < rest.len() {
        let step = rest.get(at..at + 2).unwrap_or("");
        depth += i32::from(step == "/*") - i32::from(step == "*/");
        at += if step == "/*" || step == "*/" { 2 } else { 1 };
        if depth == 0 {
            break;
        }
    }
    at
}

/// The length of a string and of what opens it, if `rest` starts with one.
fn text(rest: &str) -> Option<(usize, usize)> {
    let prefix = rest.find(|sign| !matches!(sign, 'b' | 'c' | 'r'))?;
    if prefix > 2 {
        return None;
    }
    let raw = rest[..prefix].ends_with('r');
    let fence = if raw { rest[prefix..].find(|sign| sign != '#')? } else { 0 };
    let cut = prefix + fence + 1;
    if !rest[prefix + fence..].starts_with('"') {
        return None;
    }
    let body = &rest[cut..];
    let end = if raw {
        let close = format!("\"{}", "#".repeat(fence));
        body.find(&close).map(|end| end + close.len())
    } else {
        ending(body, '"')
    };
    Some((cut + end.unwrap_or(body.len()), cut))
}

/// The length of a character such as `'a'` or `b'\n'`; none for a lifetime.
fn character(rest: &str) -> Option<usize> {
    let cut = if rest.starts_with("b'") { 2 } else { 1 };
    let body = rest.strip_prefix("b'").or_else(|| rest.strip_prefix('\''))?;
    let first = body.chars().next()?;
    let lifetime = first != '\\' && !body[first.len_utf8()..].starts_with('\'');
    if lifetime { None } else { ending(body, '\'').map(|end| end + cut) }
}

/// Where the text that `quote` closes ends, the quote included.
fn ending(body: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (at, sign) in body.char_indices() {
        if !escaped && sign == quote {
            return Some(at + 1);
        }
        escaped = !escaped && sign == '\\';
    }
    None
}

/// The place of the bracket that closes the one at `open`, or the end.
pub fn closes(tokens: &[Token<'_>], open: usize) -> usize {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        let opens = ["(", "[", "{"].iter().any(|sign| token.is_sign(sign));
        let shuts = [")", "]", "}"].iter().any(|sign| token.is_sign(sign));
        depth += i32::from(opens) - i32::from(shuts);
        if depth == 0 {
            return at;
        }
    }
    tokens.len()
}

/// Where the bodies of modules for tests alone (`#[cfg(test)] mod … { … }`) stand among the tokens.
pub fn test_modules(tokens: &[Token<'_>]) -> Vec<std::ops::Range<usize>> {
    let head = ["#", "[", "cfg", "(", "test", ")", "]", "mod"];
    (0..tokens.len())
        .filter(|at| {
            head.iter().enumerate().all(|(i, text)| tokens.get(at + i).is_some_and(|t| t.text == *text))
        })
        .filter_map(|at| {
            let open = at + head.len() + 1;
            tokens.get(open).filter(|token| token.is_sign("{")).map(|_| open..closes(tokens, open) + 1)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Kind, test_modules, tokens};

    fn written(source: &str) -> Vec<(Kind, &str, usize)> {
        tokens(source).iter().map(|token| (token.kind, token.text, token.line)).collect()
    }

    #[test]
    fn comments_are_left_out_and_lines_still_counted() {
        let source = "// one\n/* two /* three */\n*/ use a::b;";
        let expected = vec![
            (Kind::Word, "use", 3),
            (Kind::Word, "a", 3),
            (Kind::Sign, "::", 3),
            (Kind::Word, "b", 3),
            (Kind::Sign, ";", 3),
        ];
        assert_eq!(written(source), expected);
    }

    #[test]
    fn a_string_is_a_text_and_not_a_comment() {
        assert_eq!(written(r#""a // b""#), vec![(Kind::Text, "a // b", 1)]);
        assert_eq!(written(r#""a \" b""#), vec![(Kind::Text, r#"a \" b"#, 1)]);
        assert_eq!(written("r#\"a \"b\" c\"#"), vec![(Kind::Text, "a \"b\" c", 1)]);
        assert_eq!(written("br\"a\" b\"c\""), vec![(Kind::Text, "a", 1), (Kind::Text, "c", 1)]);
        assert_eq!(written("\"\""), vec![(Kind::Text, "", 1)]);
    }

    #[test]
    fn a_lifetime_is_no_character() {
        let words = |source| tokens(source).iter().filter(|t| t.kind == Kind::Word).count();
        assert_eq!(words("'a' '\\'' b'x' '\"'"), 0);
        assert_eq!(words("&'a str"), 2);
        assert_eq!(written("r#type"), vec![(Kind::Word, "r#type", 1)]);
    }

    #[test]
    fn modules_for_tests_are_found() {
        let source = "fn a() {} #[cfg(test)] mod tests { fn b() {} } fn c() {}";
        let found = tokens(source);
        let inside: Vec<_> = test_modules(&found).into_iter().flatten().map(|at| found[at].text).collect();
        assert_eq!(inside, ["{", "fn", "b", "(", ")", "{", "}", "}"]);
    }
}
