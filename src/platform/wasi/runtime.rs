//! What a component needs of the language's runtime where there is no `std`: an allocator, the
//! function by which the host allocates in the component, and an end for panics.

#![allow(unsafe_code)]

use alloc::alloc::{Layout, alloc, handle_alloc_error, realloc};
use core::panic::PanicInfo;
use core::ptr::without_provenance_mut;

// The target's C library has the functions for memory that compiled code calls, such as `memcmp`.
#[link(name = "c")]
unsafe extern "C" {}

#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// Allocates for a value that the host passes in, as the canonical ABI says.
///
/// # Safety
///
/// `old`, `old_length` and `alignment` must be those of an allocation of this function, or
/// `old_length` must be zero.
#[unsafe(export_name = "cabi_realloc")]
unsafe extern "C" fn cabi_realloc(
    old: *mut u8,
    old_length: usize,
    alignment: usize,
    length: usize,
) -> *mut u8 {
    if length == 0 {
        return without_provenance_mut(alignment);
    }
    // SAFETY: the host keeps to the canonical ABI: alignments are powers of two, lengths fit the
    // memory, and `old` came from here.
    unsafe {
        let layout = Layout::from_size_align_unchecked(length, alignment);
        let memory = match old_length {
            0 => alloc(layout),
            _ => realloc(
                old,
                Layout::from_size_align_unchecked(old_length, alignment),
                length,
            ),
        };
        if memory.is_null() {
            handle_alloc_error(layout);
        }
        memory
    }
}

// Nothing on outside data panics; if anything does all the same, the trap tells where.
#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
