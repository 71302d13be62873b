//! "What if the dissatisfied delete Γ times more often?" (statistics page, 3.2.)
//!
//! The page's script computes the same for other values of Γ; a browser test holds them together.

use super::model::Explorer;
use crate::format::Format;

/// The Γ shown first, and the only one where nothing can be moved.
pub const FIRST_GAMMA: f64 = 2.0;

/// Share positive among all conversations, low and high, when the odds of being dissatisfied are
/// `gamma` times higher, or lower, in the touched conversations than in the intact ones.
///
/// `p`: share positive among intact conversations; `touched`: share of conversations touched.
pub fn bounds(p: f64, touched: f64, gamma: f64) -> [f64; 2] {
    [gamma, 1.0 / gamma].map(|odds| {
        let denominator = p + odds * (1.0 - p);
        let hidden = if denominator > 0.0 {
            p / denominator
        } else {
            0.0
        };
        (1.0 - touched) * p + touched * hidden
    })
}

/// The explorer's sentence with its holes filled for one Γ.
pub fn sentence(explorer: &Explorer, gamma: f64, format: Format) -> String {
    let [low, high] = bounds(explorer.p, explorer.touched, gamma);
    explorer
        .sentence
        .replace("{gamma}", &format.short_decimal(gamma, 2))
        .replace("{low}", &format.share_to(low, 1))
        .replace("{high}", &format.share_to(high, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worked_example_of_the_statistics_page_comes_out() {
        let low = |gamma| {
            let [low, _] = bounds(0.85, 0.15, gamma);
            format!("{:.1}", low * 100.0)
        };
        assert_eq!(
            [1.0, 2.0, 3.0, 5.0, 10.0].map(low),
            ["85.0", "83.3", "82.1", "80.2", "77.7"]
        );
    }

    #[test]
    fn nobody_and_everybody_positive_stay_so() {
        assert_eq!(bounds(0.0, 0.2, 3.0), [0.0, 0.0]);
        assert_eq!(bounds(1.0, 0.2, 3.0), [1.0, 1.0]);
    }
}
