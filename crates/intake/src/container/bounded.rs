//! Counts the bytes that are really read and stops at a limit.

use std::io::{self, Read};

use super::Limits;

/// Which limit was reached; travels inside an [`io::Error`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Reached {
    #[error("more than {limit} bytes of text")]
    Size { limit: u64 },
    #[error("inflates more than {ratio} times")]
    Ratio { ratio: u64 },
}

/// A reader that stops.
#[derive(Debug)]
pub(super) struct Bounded<R> {
    inner: R,
    read: u64,
    size: u64,
    ratio: u64,
    most_by_ratio: u64,
}

impl<R: Read> Bounded<R> {
    /// Bytes that are not compressed.
    pub(super) fn plain(inner: R, limits: &Limits) -> Self {
        Self {
            inner,
            read: 0,
            size: limits.chat_text,
            ratio: limits.ratio,
            most_by_ratio: u64::MAX,
        }
    }

    /// Bytes inflated from `stored` bytes.
    pub(super) fn inflated(inner: R, stored: u64, limits: &Limits) -> Self {
        Self {
            inner,
            read: 0,
            size: limits.chat_text,
            ratio: limits.ratio,
            most_by_ratio: limits.ratio_floor.max(stored.saturating_mul(limits.ratio)),
        }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let len = self.inner.read(buffer)?;
        self.read += len as u64;
        if self.read > self.size {
            return Err(io::Error::other(Reached::Size { limit: self.size }));
        }
        if self.read > self.most_by_ratio {
            return Err(io::Error::other(Reached::Ratio { ratio: self.ratio }));
        }
        Ok(len)
    }
}
