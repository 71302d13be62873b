//! Measures the accurate model: `accurate_speed WEIGHTS [PIECES] < texts`.
//!
//! Texts are cut or joined to messages of PIECES pieces (30 unless told, `<s>` and `</s>` not
//! counted). Prints messages a second of core time for every kernel the processor has, and whether
//! the kernels agree.

use std::io::{self, BufRead};
use std::time::{Duration, Instant};

use tact_analysis::{AccurateModel, Kernel, LanguageSet, TextModel, ThreadContext};
use tact_privacy::{OperatorText, Permitted};

type Failure = Box<dyn std::error::Error>;

/// Time this thread spent on a core: the machine has other work. Elsewhere than on Linux, the clock.
fn core_time(began: Instant) -> Duration {
    std::fs::read_to_string("/proc/thread-self/schedstat")
        .ok()
        .and_then(|line| line.split(' ').next()?.parse().ok())
        .map_or_else(|| began.elapsed(), Duration::from_nanos)
}

/// Messages of about `wanted` pieces made of whole words.
fn messages(model: &AccurateModel, wanted: usize) -> Result<Vec<String>, Failure> {
    let mut messages = Vec::new();
    let mut current = String::new();
    for line in io::stdin().lock().lines() {
        for word in line?.split_whitespace() {
            current.push_str(word);
            let text: Permitted<&str, OperatorText> = Permitted::own_text(&current);
            if model.pieces(&text) >= wanted + 2 {
                messages.push(std::mem::take(&mut current));
            } else {
                current.push(' ');
            }
        }
    }
    Ok(messages)
}

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("which weights?")?;
    let wanted = arguments.next().map_or(Ok(30), |word| word.parse())?;
    let bytes = std::fs::read(path)?;
    let began = Instant::now();
    let mut model = AccurateModel::read(&bytes)?;
    println!("loaded in {:.0?}", began.elapsed());
    let messages = messages(&model, wanted)?;
    let best = model.kernel();
    let context = ThreadContext::new(LanguageSet::ALL);
    let mut answers = Vec::new();
    let kernels = if best == Kernel::Scalar {
        vec![best]
    } else {
        vec![best, Kernel::Scalar]
    };
    for kernel in kernels {
        model = model.with_kernel(kernel);
        let mut fastest = Duration::MAX;
        let few = if kernel == Kernel::Scalar { 10 } else { 400 };
        let few: Vec<&String> = messages.iter().take(few).collect();
        // The best of three rounds: neighbours share the caches.
        for _ in 0..3 {
            let before = core_time(began);
            for message in &few {
                let text: Permitted<&str, OperatorText> = Permitted::own_text(message);
                std::hint::black_box(model.annotate(&text, &context));
            }
            fastest = fastest.min(core_time(began).saturating_sub(before));
        }
        let mut scores = Vec::new();
        for message in messages.iter().take(10) {
            let text: Permitted<&str, OperatorText> = Permitted::own_text(message);
            scores.push(model.evidence(&text, &context));
        }
        answers.push(scores);
        println!(
            "{kernel:?}: {:.1} messages/s of core time, {} messages of {wanted} pieces",
            few.len() as f64 / fastest.as_secs_f64(),
            few.len(),
        );
    }
    println!(
        "kernels agree: {}",
        answers.windows(2).all(|pair| pair.first() == pair.last())
    );
    Ok(())
}
