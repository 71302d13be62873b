//! The transformer: token vectors, layers, and what is kept of them.

use super::arithmetic::{add, exponential, gelu, lanes_dot, normalise};
use super::file::{ATTENTION_HEADS, Content, HIDDEN, INNER, Layer, Norm};
use super::kernel::{Activations, Kernel, Matrix, Work, multiply, run};

/// Width of one attention head.
const WIDTH: usize = HIDDEN / ATTENTION_HEADS;
/// Tokens are scored eight at a time.
const LANES: usize = 8;

/// What the heads read of a text: the mean of all token vectors, then the first one.
pub(super) type Summary = [f32; 2 * HIDDEN];

/// Memory for one text at a time, used again for the next.
#[derive(Debug, Default)]
struct Scratch {
    activations: Activations,
    states: Vec<f32>,
    wide: Vec<f32>,
    narrow: Vec<f32>,
    mixed: Vec<f32>,
    keys: Vec<f32>,
    scores: Vec<f32>,
}

/// Runs the layers over one text's pieces (at most as many as there are positions).
pub(super) fn summarise(content: &Content, kernel: Kernel, pieces: &[u32]) -> Summary {
    let mut scratch = Scratch::default();
    let length = pieces.len();
    let states = &mut scratch.states;
    run(
        kernel,
        Embed {
            content,
            pieces,
            states,
        },
    );
    for layer in &content.layers {
        run_layer(
            layer,
            content.settings.epsilon,
            kernel,
            length,
            &mut scratch,
        );
    }
    let mut summary = [0.0; 2 * HIDDEN];
    let (mean, first) = summary.split_at_mut(HIDDEN);
    for state in scratch.states.chunks_exact(HIDDEN) {
        add(mean, state);
    }
    for value in mean.iter_mut() {
        *value /= length.max(1) as f32;
    }
    for (slot, value) in first.iter_mut().zip(&scratch.states) {
        *slot = *value;
    }
    summary
}

/// Looks every piece up and adds its place.
struct Embed<'a> {
    content: &'a Content,
    pieces: &'a [u32],
    states: &'a mut Vec<f32>,
}

impl Work for Embed<'_> {
    #[inline(always)]
    fn run(self) {
        let content = self.content;
        self.states.resize(self.pieces.len() * HIDDEN, 0.0);
        let states = self.states.chunks_exact_mut(HIDDEN);
        let places = content.positions.chunks_exact(HIDDEN);
        for ((piece, state), place) in self.pieces.iter().zip(states).zip(places) {
            content.word(*piece, state);
            add(state, place);
            normalise(state, &content.embedding_norm, content.settings.epsilon);
        }
    }
}

fn run_layer(layer: &Layer, epsilon: f32, kernel: Kernel, length: usize, scratch: &mut Scratch) {
    let Scratch {
        activations,
        states,
        wide,
        narrow,
        mixed,
        keys,
        scores,
    } = scratch;
    let mut linear = |matrix: &Matrix, input: &[f32], columns: usize, out: &mut Vec<f32>| {
        activations.fill(kernel, input, columns);
        multiply(kernel, matrix, activations, out);
    };
    linear(&layer.query_key_value, states, HIDDEN, wide);
    run(
        kernel,
        Attend {
            wide,
            length,
            mixed,
            keys,
            scores,
        },
    );
    linear(&layer.attention_out, mixed, HIDDEN, narrow);
    let join = |states: &mut [f32], found: &[f32], norm: &Norm| {
        run(
            kernel,
            Join {
                states,
                found,
                norm,
                epsilon,
            },
        );
    };
    join(states, narrow, &layer.attention_norm);
    linear(&layer.inner, states, HIDDEN, wide);
    wide.truncate(length * INNER);
    run(kernel, Activate(wide));
    linear(&layer.outer, wide, INNER, narrow);
    join(states, narrow, &layer.outer_norm);
}

struct Activate<'a>(&'a mut [f32]);

impl Work for Activate<'_> {
    #[inline(always)]
    fn run(self) {
        gelu(self.0);
    }
}

/// Adds what a sublayer found to each token's state, then norms the state.
struct Join<'a> {
    states: &'a mut [f32],
    found: &'a [f32],
    norm: &'a Norm,
    epsilon: f32,
}

impl Work for Join<'_> {
    #[inline(always)]
    fn run(self) {
        let states = self.states.chunks_exact_mut(HIDDEN);
        for (state, found) in states.zip(self.found.chunks_exact(HIDDEN)) {
            add(state, found);
            normalise(state, self.norm, self.epsilon);
        }
    }
}

/// Every token looks at every other: `wide` holds query, key and value of each token.
struct Attend<'a> {
    wide: &'a [f32],
    length: usize,
    mixed: &'a mut Vec<f32>,
    keys: &'a mut Vec<f32>,
    scores: &'a mut Vec<f32>,
}

impl Work for Attend<'_> {
    #[inline(always)]
    fn run(self) {
        let Self {
            wide,
            length,
            mixed,
            keys,
            scores,
        } = self;
        let padded = length.next_multiple_of(LANES);
        mixed.clear();
        mixed.resize(length * HIDDEN, 0.0);
        keys.clear();
        keys.resize(WIDTH * padded, 0.0);
        scores.clear();
        scores.resize(padded, 0.0);
        let scale = 1.0 / (WIDTH as f32).sqrt();
        for head in 0..ATTENTION_HEADS {
            let query = head * WIDTH..(head + 1) * WIDTH;
            let key = HIDDEN + query.start..HIDDEN + query.end;
            let value = 2 * HIDDEN + query.start..2 * HIDDEN + query.end;
            for (at, token) in wide.chunks_exact(3 * HIDDEN).take(length).enumerate() {
                let column = keys.iter_mut().skip(at).step_by(padded);
                for (slot, part) in column.zip(token.get(key.clone()).unwrap_or_default()) {
                    *slot = part * scale;
                }
            }
            let tokens = wide.chunks_exact(3 * HIDDEN).take(length);
            for (token, out) in tokens.zip(mixed.chunks_exact_mut(HIDDEN)) {
                let asked = token.get(query.clone()).unwrap_or_default();
                lanes_dot(asked, keys, padded, scores);
                let factor = 1.0 / soften(scores, length);
                let mut sums = [0.0_f32; WIDTH];
                for (score, other) in scores
                    .iter()
                    .take(length)
                    .zip(wide.chunks_exact(3 * HIDDEN))
                {
                    let given = other.get(value.clone()).unwrap_or_default();
                    for (sum, given) in sums.iter_mut().zip(given) {
                        *sum += score * given;
                    }
                }
                let out = out.get_mut(query.clone()).unwrap_or_default();
                for (out, sum) in out.iter_mut().zip(sums) {
                    *out = sum * factor;
                }
            }
        }
    }
}

/// Exponentials of the scores; the sum of the first `length` of them, which are those of tokens.
#[inline(always)]
fn soften(scores: &mut [f32], length: usize) -> f32 {
    let highest = scores
        .iter()
        .take(length)
        .fold(f32::NEG_INFINITY, |high, score| high.max(*score));
    for score in scores.iter_mut() {
        *score = exponential(*score - highest);
    }
    scores.iter().take(length).sum()
}
