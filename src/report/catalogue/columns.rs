//! Columns of text that fit a width: side by side where they do, else one below the other. Nothing is cut off.

/// An entry: a cell for each column, and lines that stand below it.
pub struct Row {
    /// The cells.
    pub cells: Vec<String>,
    /// What stands below, wrapped.
    pub below: Vec<String>,
}

/// The space between two columns.
const GAP: usize = 2;

/// How far lines below an entry are moved to the right.
const MARGIN: usize = 4;

/// The lines of a list: the heads of its columns, then its rows.
pub fn lines(heads: &[&str], rows: &[Row], width: usize) -> Vec<String> {
    let room = |at: usize| {
        let cells = rows.iter().filter_map(|row| row.cells.get(at)).map(|cell| cell.chars().count());
        cells.chain(heads.get(at).map(|head| head.len())).max().unwrap_or(0)
    };
    let rooms: Vec<usize> = (0..heads.len()).map(room).collect();
    let needed = rooms.iter().sum::<usize>() + GAP * rooms.len().saturating_sub(1);
    if needed <= width { beside(heads, rows, &rooms, width) } else { stacked(heads, rows, width) }
}

fn beside(heads: &[&str], rows: &[Row], rooms: &[usize], width: usize) -> Vec<String> {
    let mut lines = vec![one(heads.iter().copied(), rooms)];
    for row in rows {
        lines.push(one(row.cells.iter().map(String::as_str), rooms));
        lines.extend(below(row, width));
    }
    lines
}

fn one<'c>(cells: impl Iterator<Item = &'c str>, rooms: &[usize]) -> String {
    let padded = cells.zip(rooms).map(|(cell, room)| {
        let blanks = room.saturating_sub(cell.chars().count()) + GAP;
        format!("{cell}{}", " ".repeat(blanks))
    });
    padded.collect::<String>().trim_end().to_owned()
}

fn stacked(heads: &[&str], rows: &[Row], width: usize) -> Vec<String> {
    let room = heads.iter().map(|head| head.len()).max().unwrap_or(0) + GAP;
    let mut lines = Vec::new();
    for row in rows {
        for (head, cell) in heads.iter().zip(&row.cells) {
            lines.push(format!("{head:room$}{cell}").trim_end().to_owned());
        }
        lines.extend(below(row, width));
    }
    lines
}

fn below(row: &Row, width: usize) -> impl Iterator<Item = String> {
    let wrapped = row.below.iter().flat_map(move |text| wrap(text, width.saturating_sub(MARGIN)));
    wrapped.map(|line| format!("{}{line}", " ".repeat(MARGIN)))
}

/// Breaks a text at its blanks into lines of at most `width` characters, where its words allow.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{Row, lines};

    fn rows() -> [Row; 2] {
        let row = |name: &str, below: &[&str]| Row {
            cells: vec![name.to_owned(), "yes".to_owned()],
            below: below.iter().map(|text| (*text).to_owned()).collect(),
        };
        [row("first", &["a text that is too long"]), row("second-one", &[])]
    }

    #[test]
    fn columns_stand_side_by_side_where_they_fit() {
        let shown = lines(&["name", "accept"], &rows(), 18);
        let expected = ["name        accept", "first       yes", "    a text that is", "    too long"];
        assert_eq!(shown[..4], expected);
        assert_eq!(shown[4], "second-one  yes");
    }

    #[test]
    fn columns_stand_below_each_other_where_they_do_not() {
        let shown = lines(&["name", "accept"], &rows()[1..], 12);
        assert_eq!(shown, ["name    second-one", "accept  yes"]);
    }
}
