//! The allocator of the program: while a server runs, memory is overwritten before it is given back.
//!
//! Words pass through buffers of libraries that know nothing of deletion: sockets, the JSON reader,
//! growing vectors. Each of them frees its buffers as it is; here they are emptied on the way out.
//! SQLite and other C code have an allocator of their own, and only ever see ciphertext.
//!
//! The only module of this crate that may be `unsafe`: an allocator cannot be written otherwise.
#![allow(unsafe_code)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::arch::asm;
use std::ptr;
use std::sync::atomic::{AtomicBool, Ordering};

/// Set once, before the first webhook is taken; commands that end with their process do without.
static WIPES: AtomicBool = AtomicBool::new(false);

/// From now on, what is freed is overwritten first.
pub fn wipe_freed_memory() {
    WIPES.store(true, Ordering::Relaxed);
}

/// The system's allocator, which forgets.
#[derive(Clone, Copy, Debug)]
pub struct Wiping;

/// Overwrites memory in a way the compiler must keep, though nobody reads it again.
///
/// # Safety
/// `start` points to `size` bytes that may be written.
unsafe fn wipe(start: *mut u8, size: usize) {
    // SAFETY: the caller's promise.
    unsafe { ptr::write_bytes(start, 0, size) };
    // SAFETY: no instruction; says that memory behind the pointer may be read here, so that the
    // writes above are not dropped as dead before the memory is freed.
    unsafe { asm!("/* {} */", in(reg) start, options(nostack, preserves_flags)) };
}

// SAFETY: every call goes to the system's allocator with the layout it came with; a block that is
// moved is copied up to the smaller of both sizes.
unsafe impl GlobalAlloc for Wiping {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's promise.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's promise.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        if WIPES.load(Ordering::Relaxed) {
            // SAFETY: the block is the caller's to give back, and of this size.
            unsafe { wipe(block, layout.size()) };
        }
        // SAFETY: the caller's promise.
        unsafe { System.dealloc(block, layout) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        if !WIPES.load(Ordering::Relaxed) {
            // SAFETY: the caller's promise.
            return unsafe { System.realloc(block, layout, size) };
        }
        // SAFETY: the caller promises that `size` fits this alignment.
        let wanted = unsafe { Layout::from_size_align_unchecked(size, layout.align()) };
        // SAFETY: `wanted` is not empty, as the caller promises.
        let moved = unsafe { System.alloc(wanted) };
        if !moved.is_null() {
            // SAFETY: both blocks hold this many bytes and are apart; the old one is given back
            // once, with its own layout.
            unsafe {
                ptr::copy_nonoverlapping(block, moved, layout.size().min(size));
                self.dealloc(block, layout);
            }
        }
        moved
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_that_grows_and_shrinks_keeps_its_bytes_and_is_empty_when_it_is_given_back() {
        let mut kept = vec![7_u8; 64];
        // SAFETY: 64 bytes of our own.
        unsafe { wipe(kept.as_mut_ptr(), kept.len()) };
        assert_eq!(kept, [0; 64]);
        wipe_freed_memory();
        let layout = Layout::array::<u8>(16).unwrap();
        // SAFETY: layouts fit their blocks, and each block is given back once.
        unsafe {
            let block = Wiping.alloc(layout);
            block.write_bytes(9, 16);
            let grown = Wiping.realloc(block, layout, 4096);
            let bytes = std::slice::from_raw_parts(grown, 16);
            assert_eq!(bytes, [9; 16]);
            let large = Layout::array::<u8>(4096).unwrap();
            let shrunk = Wiping.realloc(grown, large, 8);
            let bytes = std::slice::from_raw_parts(shrunk, 8);
            assert_eq!(bytes, [9; 8]);
            Wiping.dealloc(shrunk, Layout::array::<u8>(8).unwrap());
        }
    }
}
