//! Views: their clauses, and what is said of those that make no sense.

use crate::support::{of, sound};

fn view(clauses: &str) -> String {
    format!("view holders \"Who holds what\" {{\n{clauses}\n}}\n")
}

#[test]
fn a_view_keeps_what_it_says() {
    let policies = sound(
        "## About it.\nview moved(area which) \"What moved\" {\n  command: matrix\n  source: \"Board\"\n  row asset a where a.areas has which\n  \
         column model m\n  show a.model\n  was iaas\n  fact \"Owner\" a.owner\n  \
         gap \"nobody owns {a}\" when a.owner is none\n  gap \"odd\" when a.model = m\n  note \"About {which}\"\n}\n",
    );
    let [view] = policies.views.as_slice() else { panic!("one view is wanted") };
    assert_eq!(
        (view.name.as_str(), view.title.as_str(), view.doc.as_str()),
        ("moved", "What moved", "About it.")
    );
    assert_eq!((view.command.as_deref(), view.source.as_deref()), (Some("matrix"), Some("Board")));
    assert_eq!(view.params.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["which"]);
    assert!(view.columns.is_some() && view.show.is_some() && view.was.is_some());
    assert_eq!(view.facts.iter().map(|(title, _)| title.as_str()).collect::<Vec<_>>(), ["Owner"]);
    assert_eq!(view.gaps.iter().map(|gap| gap.of_cell).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn what_makes_no_sense_in_a_view_is_said() {
    let cases = [
        ("row asset a\ncolumn area x\nshow a.modl", "a.modl | an asset has no `modl`; did you mean `model`?"),
        ("row asset a\nfact \"Owner\" a.onwer", "a.onwer | an asset has no `onwer`; did you mean `owner`?"),
        (
            "row asset a\ncolumn area x\nshow a.model\nfact \"Area\" x",
            "x | a fact is about a whole row, and this looks at a column; only `show`, `was` and `gap` can look at a column",
        ),
        (
            "row asset a\ncolumn area x\nshow a.model\nwas a.owner",
            "a.owner | a cell shows a model, and this is a role",
        ),
        (
            "row asset a\ncolumn area x, model m\nshow a.model",
            "m | a column is about one thing, and this names several",
        ),
        (
            "row asset a\nfact \"Owner\" a.owner\ngap \"g\" when a.owner",
            "a.owner | `a.owner` is a role, not a condition",
        ),
        (
            "row asset a\nfact \"Owner\" a.owner\ngap \" \" when a.owner is none",
            "a.owner is none | the text of this gap is empty; say what is wrong there, such as `gap \"nobody owns it\" when ...`",
        ),
        ("row asset a\nfact \"Owner\" a.owner\nnote \"About {a}\"", "a | nothing is called `a` here"),
        (
            "command: matrx\nrow asset a\nfact \"Owner\" a.owner",
            "matrx | `command` is one of matrix, duties; did you mean `matrix`?",
        ),
        (
            "comand: matrix\nrow asset a\nfact \"Owner\" a.owner",
            "comand | a view has no setting `comand`; did you mean `command`?",
        ),
    ];
    for (clauses, wanted) in cases {
        assert_eq!(of(&view(clauses)), [wanted], "{clauses}");
    }
}

#[test]
fn a_view_has_the_clauses_it_needs() {
    let head = "view holders \"Who holds what\"";
    let cases = [
        ("fact \"A\" as_of", "the view has no `row`; say what each row is about, such as `row asset a`"),
        (
            "row asset a\ncolumn area x",
            "the view has no `show`; say what stands in a cell, such as `show holder_of(x, a)`",
        ),
        (
            "row asset a\nshow a.model",
            "the view has no `column`; say what each column is about, such as `column area x`",
        ),
        (
            "row asset a",
            "the view has no `fact`; say what is told of each row, such as `fact \"Owner\" a.owner`",
        ),
    ];
    for (clauses, wanted) in cases {
        assert_eq!(of(&view(clauses)), [format!("{head} | {wanted}")], "{clauses}");
    }
    let twice =
        format!("{}{}", view("row asset a\nfact \"A\" a.model"), view("row role r\nfact \"A\" r.backup"));
    assert_eq!(of(&twice), ["holders | there are two views `holders`"]);
    assert_eq!(
        of("view v(duration d) \"V\" { row asset a; fact \"A\" a.model }\n"),
        ["duration | a view is given things or words, and no duration"]
    );
}
