//! A cell that is read gives the same code and modifiers when it is read again as it is printed.
//!
//! - The code and the modifiers parse strictly, and their text is what was printed.
//! - Reading `CODE:MM:MM`, the text of a reading, gives the same reading without a convention.
//! - A cell that parses strictly as a code is that code, and at most its letter case is repaired.
//! - The conventions of one file add readings and change none.
//! - A refusal and a reading both keep the text of the cell.

use therapy_billing::code::{self, CellReader, Repair, Strictness};
use therapy_billing::{Modifier, ProcedureCode};

pub fn check(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let cell = text.as_ref();
    let plain = code::read(cell);
    let strict = cell.parse::<ProcedureCode>();
    for reader in [
        CellReader::new().with_leading_zero(),
        CellReader::new().with_leading_amount(),
        CellReader::new().with_leading_zero().with_leading_amount(),
    ] {
        if let Ok(reading) = &plain {
            assert_eq!(
                &reader.read(cell).expect("reads without a convention"),
                reading
            );
        } else if let Ok(reading) = reader.read(cell) {
            assert_eq!(reading.strictness(), Strictness::OptIn);
        }
    }
    match &plain {
        Ok(reading) => {
            assert_eq!(reading.raw, cell);
            assert_eq!(reading.code.to_string().parse(), Ok(reading.code));
            let mut printed = reading.code.to_string();
            for modifier in reading.modifiers.iter() {
                assert_eq!(
                    modifier.to_string().parse::<Modifier>().as_ref(),
                    Ok(&modifier)
                );
                printed.push(':');
                printed.push_str(&modifier.to_string());
            }
            let again = code::read(&printed).expect("what was printed is read");
            assert_eq!(again.code, reading.code);
            assert_eq!(again.modifiers, reading.modifiers);
            assert!(!again.repairs.iter().any(Repair::is_convention));
            assert_eq!(reading.kind(), reading.code.kind());
        }
        Err(refusal) => assert_eq!(refusal.raw, cell),
    }
    if let Ok(code) = strict {
        let reading = plain.expect("a strict code is read");
        assert_eq!(reading.code, code);
        assert!(reading.modifiers.is_empty());
        assert!(reading.repairs.iter().all(|one| one == Repair::LetterCase));
    }
}
