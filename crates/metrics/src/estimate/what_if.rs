//! "What if a share of the conversations were missing?": the Γ bounds as a function of shares alone,
//! for a reader who sets them.

use super::tilt::whole;

/// In which direction deleting may go with dissatisfaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sides {
    /// The dissatisfied delete more often, or less.
    Both,
    /// The dissatisfied delete at least as often: θ(Γ) ≤ θ ≤ θ(1).
    One,
}

/// Smallest and largest share satisfied among all conversations, when a share `p` is satisfied among
/// the kept, a share `missing` of all conversations is not known, and the odds of being dissatisfied
/// are at most `gamma` times higher (or lower) among the missing.
///
/// `gamma` = 1: what is missing tells nothing. Infinite: nothing is believed of it, as in
/// [`super::manski()`]; one-sided, then, at best it resembles what was kept. Shares outside 0..1 are
/// cut, a Γ under 1 counts as 1/Γ. Sampling is not in it: carry the limits of `p` through to add it.
///
/// Source: Rosenbaum 2002; Manski 1989; statistics §3.1, §3.2.
pub fn missing_share_bounds(p: f64, missing: f64, gamma: f64, sides: Sides) -> [f64; 2] {
    let (p, missing) = (p.clamp(0.0, 1.0), missing.clamp(0.0, 1.0));
    let widest = gamma.max(1.0 / gamma);
    if widest.is_infinite() {
        let kept = (1.0 - missing) * p;
        return match sides {
            Sides::Both => [kept, kept + missing],
            Sides::One => [kept, p],
        };
    }
    let high = match sides {
        Sides::Both => whole(p, 1.0 / widest, missing),
        Sides::One => whole(p, 1.0, missing),
    };
    [whole(p, widest, missing), high]
}

/// Share of conversations with at least one missing message, when a share `messages` of all messages
/// is missing, spread evenly over conversations of `per_conversation` messages: 1 − (1 − m)^k.
///
/// Assumption: messages go missing independently of each other. Deletions that come in bursts touch
/// fewer conversations, so this is the most that a share of messages touches on average.
pub fn conversations_touched(messages: f64, per_conversation: f64) -> f64 {
    1.0 - (1.0 - messages.clamp(0.0, 1.0)).powf(per_conversation.max(0.0))
}

#[cfg(test)]
mod tests {
    use super::super::gamma_bounds;
    use super::*;

    fn percents(bounds: [f64; 2]) -> [String; 2] {
        bounds.map(|share| format!("{:.1}", share * 100.0))
    }

    #[test]
    fn the_worked_example_of_the_statistics_page_comes_out() {
        let low = |gamma| percents(missing_share_bounds(0.85, 0.15, gamma, Sides::One))[0].clone();
        assert_eq!(
            [1.0, 2.0, 3.0, 5.0, 10.0].map(low),
            ["85.0", "83.3", "82.1", "80.2", "77.7"]
        );
        let worst = missing_share_bounds(0.85, 0.15, f64::INFINITY, Sides::Both);
        assert_eq!(percents(worst), ["72.2", "87.2"].map(str::to_owned));
        assert!((worst[0] - 0.7225).abs() < 1e-12 && (worst[1] - 0.8725).abs() < 1e-12);
    }

    #[test]
    fn shares_and_counts_give_the_same_bounds() {
        for gamma in [1.0, 1.5, 3.0, 8.0] {
            let counted = gamma_bounds(850, 1_000, 1_250, gamma).bounds;
            let [low, high] = missing_share_bounds(0.85, 0.2, gamma, Sides::Both);
            assert!((counted.lower - low).abs() < 1e-12 && (counted.upper - high).abs() < 1e-12);
        }
    }

    #[test]
    fn even_when_everybody_kept_is_satisfied_the_missing_may_not_be() {
        let worst = missing_share_bounds(1.0, 0.2, f64::INFINITY, Sides::Both);
        assert!((worst[0] - 0.8).abs() < 1e-12 && (worst[1] - 1.0).abs() < 1e-12);
        assert_eq!(missing_share_bounds(1.0, 0.2, 5.0, Sides::Both), [1.0, 1.0]);
    }

    #[test]
    fn fifteen_percent_of_messages_touch_half_of_conversations_of_five() {
        let touched = conversations_touched(0.15, 5.0);
        assert!((touched - 0.556_294_687_5).abs() < 1e-9, "{touched}");
        assert_eq!(conversations_touched(0.15, 0.0), 0.0);
    }
}
