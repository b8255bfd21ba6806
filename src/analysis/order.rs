//! The order in which findings are told. They are large, and there may be very many: each is moved once, where it is.

use super::path;
use crate::finding::Finding;
use crate::text::Sources;

/// Sorts by path, place and rule, and drops what is said twice: plans may share a file.
pub fn sort(findings: &mut Vec<Finding>, sources: &Sources) {
    let mut sorted: Vec<(usize, &Finding)> = findings.iter().enumerate().collect();
    sorted.sort_by(|(_, one), (_, two)| {
        let key = |finding: &Finding| (finding.at.span.start, finding.at.span.end);
        let paths = path(sources, one.at.span.file).cmp(path(sources, two.at.span.file));
        let rest = (&one.rule, &one.message).cmp(&(&two.rule, &two.message));
        paths.then(key(one).cmp(&key(two))).then(rest)
    });
    let order = sorted.into_iter().map(|(at, _)| at).collect();
    put_in_order(findings, order);
    findings.dedup();
}

/// Moves all to their places; `order` says for each place what stands there in the end, by where it stands at first.
#[expect(clippy::indexing_slicing, reason = "each place stands in the order once")]
fn put_in_order<T>(all: &mut [T], mut order: Vec<usize>) {
    for at in 0..all.len() {
        // What stood before this place was swapped to where it was swapped from.
        while order[at] < at {
            order[at] = order[order[at]];
        }
        all.swap(at, order[at]);
    }
}

#[cfg(test)]
mod tests {
    use super::put_in_order;

    #[test]
    fn all_come_to_their_places() {
        for order in [
            vec![],
            vec![0],
            vec![1, 0],
            vec![2, 0, 1],
            vec![1, 2, 0],
            vec![4, 3, 0, 1, 2],
            vec![1, 0, 3, 4, 2],
        ] {
            let mut all: Vec<usize> = (0..order.len()).collect();
            put_in_order(&mut all, order.clone());
            assert_eq!(all, order);
        }
    }
}
