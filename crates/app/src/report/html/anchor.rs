//! Anchors that are unique in a page and valid in an address, whatever they are made from.

use std::cell::RefCell;
use std::collections::HashSet;

/// The anchors already given out in one page.
#[derive(Default)]
pub(super) struct Anchors {
    taken: RefCell<HashSet<String>>,
}

impl Anchors {
    /// An anchor close to `wanted` that no other element has.
    pub(super) fn take(&self, wanted: &str) -> String {
        let wanted: String = wanted
            .chars()
            .map(|c| match c {
                'a'..='z' | '0'..='9' | '-' => c,
                'A'..='Z' => c.to_ascii_lowercase(),
                _ => '-',
            })
            .take(60)
            .collect();
        let base = match wanted.trim_matches('-') {
            "" => "part",
            base => base,
        };
        let mut taken = self.taken.borrow_mut();
        let mut anchor = base.to_owned();
        let mut next = 2_u32;
        while !taken.insert(anchor.clone()) {
            anchor = format!("{base}-{next}");
            next += 1;
        }
        anchor
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_unique_and_plain() {
        let anchors = Anchors::default();
        assert_eq!(anchors.take("blind-spot"), "blind-spot");
        assert_eq!(anchors.take("blind-spot"), "blind-spot-2");
        assert_eq!(anchors.take("\"><script>"), "script");
        assert_eq!(anchors.take("שלום"), "part");
        assert_eq!(anchors.take("part"), "part-2");
    }
}
