//! A program without std that counts the units of a session.
#![no_std]
#![no_main]

use core::alloc::{GlobalAlloc, Layout};
use core::panic::PanicInfo;

use therapy_billing::{ProcedureCode, UnitRule};

struct NoMemory;

// SAFETY: it never hands out memory.
unsafe impl GlobalAlloc for NoMemory {
    unsafe fn alloc(&self, _: Layout) -> *mut u8 {
        core::ptr::null_mut()
    }

    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}
}

#[global_allocator]
static MEMORY: NoMemory = NoMemory;

#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    loop {}
}

/// Called by nobody: it only has to compile.
#[unsafe(no_mangle)]
pub extern "C" fn units(minutes: u32) -> u32 {
    let well_formed = ProcedureCode::parse("97112").is_ok();
    match UnitRule::MEDICARE.units_of_total(minutes) {
        Ok(units) if well_formed => units,
        _ => 0,
    }
}
