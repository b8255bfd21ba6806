//! The page of the lists of words.

use super::MADE;
use super::table::{cell, code, table};
use crate::model::{ListId, Listed, Scalar, Schema, WordList};

const INTRODUCTION: &str = "\
Where the schema names one of these lists, a plan writes one of its words and nothing else. A policy writes the same words
in its conditions, and findings print them as the second column shows. Where several words stand in the first column, they
are one: each is read as the first. A pack of your own adds words with `extend enum`.";

/// The page.
pub(super) fn text(schema: &Schema) -> String {
    let mut lists: Vec<&WordList> = schema.lists.values().collect();
    lists.sort_by(|one, two| one.name.cmp(&two.name));
    let rows = lists.iter().map(|list| [format!("[{0}](#{0})", list.name), cell(&list.doc)]);
    let overview = table(["List", "What it is"], rows);
    let sections: String = lists.iter().map(|list| section(list, schema)).collect();
    format!("# Lists of words\n\n{MADE}\n\n{INTRODUCTION}\n\n{overview}\n{sections}")
}

fn section(list: &WordList, schema: &Schema) -> String {
    let words = list.words.iter();
    let names = |(word, listed): (&String, &Listed)| {
        let all = std::iter::once(word).chain(&listed.also).map(|word| code(word));
        all.collect::<Vec<_>>().join(", ")
    };
    let words = if list.words.values().all(|listed| listed.doc.is_empty()) {
        table(["Word", "Shown as"], words.map(|(word, listed)| [names((word, listed)), cell(&listed.title)]))
    } else {
        let row = |(word, listed): (&String, &Listed)| {
            [names((word, listed)), cell(&listed.title), cell(&listed.doc)]
        };
        table(["Word", "Shown as", "Meaning"], words.map(row))
    };
    let used = used_by(list, schema);
    let used = match used.as_slice() {
        [] => "No attribute of a plan takes these words; policies use them.".to_owned(),
        some => format!("Taken by {}.", some.join(", ")),
    };
    format!("## {}\n\n{}\n\n{used}\n\n{words}\n", list.name, cell(&list.doc))
}

/// The attributes that take words of the list.
fn used_by(list: &WordList, schema: &Schema) -> Vec<String> {
    let number = schema.lists.get_index_of(&list.name).map(|at| ListId(at as u16));
    let takes = |scalar: &Scalar| matches!(scalar, Scalar::Word(of) if Some(*of) == number);
    let all = schema.kinds.values().flat_map(|kind| kind.attributes.values().map(move |own| (kind, own)));
    let mut used: Vec<String> = all
        .filter(|(_, attribute)| takes(&attribute.scalar))
        .map(|(kind, attribute)| format!("[`{0}.{1}`](schema.md#{0})", kind.name, attribute.name))
        .collect();
    used.sort();
    used
}
