//! A plan that is read bit by bit is the plan that is read as a whole: the same headers, the same attributes, the same findings. And so
//! are its statements, each read for itself.

use irlint::finding::Finding;
use irlint::syntax::plan::tree::{Block, Entry, Item, Left, Tree};
use irlint::syntax::plan::{Bodies, Pieces, Top, Unread};
use irlint::text::{FileId, Source};

/// A block without the blocks in it, and how deep it stands.
type Alone<'a> = (usize, Block<'a>);

/// Holds what was read of `source` as a whole against what comes of it bit by bit.
pub fn same(source: &Source, (tree, findings): &(Tree<'_>, Vec<Finding>)) {
    let (mut wanted_tables, mut wanted, mut wanted_order) = (Vec::new(), Vec::new(), Vec::new());
    for item in &tree.items {
        match item {
            Item::Use(_) => continue,
            Item::Table(table) => wanted_tables.push(table),
            Item::Block(block) => collect(0, block, &mut wanted),
        }
        wanted_order.push(matches!(item, Item::Table(_)));
    }
    let mut unread = Unread::new(FileId(0), source);
    let (tables, bodies) = unread.parts();
    let (mut next, mut read, mut order) = (tables.iter(), Vec::new(), Vec::new());
    bodies.headers(|top| match top {
        Top::Table => order.extend(next.next().and_then(Option::as_ref).map(|_| true)),
        Top::Block(block) => {
            collect(0, block, &mut read);
            order.push(false);
        }
    });
    for (_, block) in &mut read {
        fill(bodies, block);
    }
    let text: &str = &source.text;
    assert_eq!((order, read), (wanted_order, wanted), "{text}");
    assert_eq!(tables.iter().flatten().collect::<Vec<_>>(), wanted_tables, "{text}");
    assert_eq!(&unread.finish(), findings, "{text}");
    let mut pieces = Pieces::new(FileId(0), source);
    for item in &tree.items {
        assert_eq!(pieces.around(item.start()).items, std::slice::from_ref(item), "{text}");
    }
}

/// Adds a block and those in it, each by itself.
fn collect<'a>(depth: usize, block: &Block<'a>, all: &mut Vec<Alone<'a>>) {
    all.push((depth, block.alone()));
    for entry in &block.entries {
        if let Entry::Block(inner) = entry {
            collect(depth + 1, inner, all);
        }
    }
}

/// Reads what was left of a block, and puts all in the order of the text.
fn fill<'a>(bodies: &mut Bodies<'a>, block: &mut Block<'a>) {
    let mut turns = Vec::new();
    let entries = &mut block.entries;
    bodies.read(block.left, |turn, entry| {
        turns.push(turn);
        entries.push(entry.clone());
    });
    assert!(turns.is_sorted());
    block.left = Left::default();
    block.entries.sort_by_key(|entry| entry.span().start);
}
