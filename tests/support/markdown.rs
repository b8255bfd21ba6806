//! The fenced blocks and the links of a Markdown document. Knows nothing else of Markdown.

/// A fenced block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The word behind the opening fence.
    pub language: String,
    /// The line of its first line, from 1.
    pub line: usize,
    /// What stands between the fences.
    pub text: String,
}

/// The fenced blocks of a document; one that is never closed goes to its end.
pub fn blocks(document: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    for (at, line) in document.lines().enumerate() {
        let fence = line.strip_prefix("```");
        if let (false, Some(language)) = (open, fence) {
            blocks.push(Block { language: language.trim().to_owned(), line: at + 2, text: String::new() });
        } else if let (true, None, Some(block)) = (open, fence, blocks.last_mut()) {
            block.text += line;
            block.text.push('\n');
        }
        open ^= fence.is_some();
    }
    blocks
}

/// The targets of the links of a document outside of its fenced blocks, with their lines.
pub fn links(document: &str) -> Vec<(usize, String)> {
    let mut open = false;
    let mut links = Vec::new();
    for (at, line) in document.lines().enumerate() {
        open ^= line.starts_with("```");
        let targets = line.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        links.extend(targets.filter(|_| !open).map(|target| (at + 1, target.to_owned())));
    }
    links
}

#[cfg(test)]
mod tests {
    use super::{blocks, links};

    const DOCUMENT: &str =
        "See [one](a.md#b).\n```console\n$ irlint\n[x](no)\n```\n\n```\nplain\n```\n[two](c) [three](d)\n";

    #[test]
    fn blocks_are_found_with_their_lines() {
        let found: Vec<_> = blocks(DOCUMENT).into_iter().map(|b| (b.language, b.line, b.text)).collect();
        let expected = [("console", 3, "$ irlint\n[x](no)\n"), ("", 8, "plain\n")];
        assert_eq!(
            found,
            expected.map(|(language, line, text)| (language.to_owned(), line, text.to_owned()))
        );
    }

    #[test]
    fn links_outside_of_blocks_are_found() {
        let found: Vec<_> = links(DOCUMENT);
        assert_eq!(found, [(1, "a.md#b"), (10, "c"), (10, "d")].map(|(line, to)| (line, to.to_owned())));
    }
}
