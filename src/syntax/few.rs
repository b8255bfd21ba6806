//! Lists that most often hold one item: one value of an attribute takes no memory beside the attribute.

use std::hash::{Hash, Hasher};
use std::ops::{Deref, DerefMut};

/// A list. A list of one item holds it in place.
#[derive(Debug, Clone)]
pub struct Few<T>(Held<T>);

#[derive(Debug, Clone)]
enum Held<T> {
    One(T),
    /// Any number but one.
    Many(Vec<T>),
}

impl<T> Few<T> {
    /// No item.
    pub const fn new() -> Self {
        Self(Held::Many(Vec::new()))
    }

    /// One item.
    pub const fn one(item: T) -> Self {
        Self(Held::One(item))
    }

    /// Adds an item at the end.
    pub fn push(&mut self, item: T) {
        self.0 = match std::mem::take(self).0 {
            Held::One(first) => {
                let mut items = Vec::with_capacity(4);
                items.extend([first, item]);
                Held::Many(items)
            }
            Held::Many(items) if items.is_empty() => Held::One(item),
            Held::Many(mut items) => {
                items.push(item);
                Held::Many(items)
            }
        };
    }

    /// All items.
    pub fn as_slice(&self) -> &[T] {
        self
    }
}

impl<T> Default for Few<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Deref for Few<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match &self.0 {
            Held::One(item) => std::slice::from_ref(item),
            Held::Many(items) => items,
        }
    }
}

impl<T> DerefMut for Few<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        match &mut self.0 {
            Held::One(item) => std::slice::from_mut(item),
            Held::Many(items) => items,
        }
    }
}

/// Equal are lists with the same items.
impl<T: PartialEq> PartialEq for Few<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Eq> Eq for Few<T> {}

impl<T: Hash> Hash for Few<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

impl<T> Extend<T> for Few<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        items.into_iter().for_each(|item| self.push(item));
    }
}

impl<T> FromIterator<T> for Few<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut few = Self::new();
        few.extend(items);
        few
    }
}

impl<T> IntoIterator for Few<T> {
    type Item = T;
    type IntoIter = std::iter::Chain<std::option::IntoIter<T>, std::vec::IntoIter<T>>;

    fn into_iter(self) -> Self::IntoIter {
        let (one, many) = match self.0 {
            Held::One(item) => (Some(item), Vec::new()),
            Held::Many(items) => (None, items),
        };
        one.into_iter().chain(many)
    }
}

impl<'f, T> IntoIterator for &'f Few<T> {
    type Item = &'f T;
    type IntoIter = std::slice::Iter<'f, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'f, T> IntoIterator for &'f mut Few<T> {
    type Item = &'f mut T;
    type IntoIter = std::slice::IterMut<'f, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_a_list_of_any_length() {
        let mut few = Few::new();
        for count in 0..6 {
            let all: Vec<usize> = (0..count).collect();
            assert_eq!((few.as_slice(), few.len()), (all.as_slice(), count));
            assert_eq!(few, all.iter().copied().collect());
            assert_eq!(few.clone().into_iter().collect::<Vec<_>>(), all);
            few.push(count);
        }
        let mut one = Few::one(1);
        one.iter_mut().for_each(|item| *item += 1);
        assert_eq!((one.as_slice(), one == Few::new()), ([2].as_slice(), false));
        one.extend([3]);
        assert_eq!(one.as_slice(), [2, 3]);
    }
}
