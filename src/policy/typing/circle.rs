//! Circles in what uses what: packs that use each other, functions that call each other.

use std::collections::BTreeSet;
use std::collections::btree_map::{BTreeMap, Entry};

/// The circles among `nodes` along `next`: for each node that is in none of those found before, the shortest
/// way back to itself, that node first.
pub(super) fn all(nodes: impl Iterator<Item = usize>, next: &dyn Fn(usize) -> Vec<usize>) -> Vec<Vec<usize>> {
    let mut told: BTreeSet<usize> = BTreeSet::new();
    let mut circles = Vec::new();
    for from in nodes {
        if told.contains(&from) {
            continue;
        }
        let Some(circle) = way_back(from, next) else { continue };
        told.extend(&circle);
        circles.push(circle);
    }
    circles
}

fn way_back(from: usize, next: &dyn Fn(usize) -> Vec<usize>) -> Option<Vec<usize>> {
    let mut before: BTreeMap<usize, usize> = BTreeMap::new();
    let mut open = vec![from];
    let mut at = 0;
    while let Some(node) = open.get(at).copied() {
        at += 1;
        for to in next(node) {
            if to == from {
                return Some(way(from, node, &before));
            }
            if let Entry::Vacant(place) = before.entry(to) {
                place.insert(node);
                open.push(to);
            }
        }
    }
    None
}

/// The nodes from `from` to `to` in the order they were found.
fn way(from: usize, to: usize, before: &BTreeMap<usize, usize>) -> Vec<usize> {
    let mut way = vec![to];
    while let Some(node) = way.last().filter(|node| **node != from).and_then(|node| before.get(node)) {
        way.push(*node);
    }
    way.reverse();
    way
}
