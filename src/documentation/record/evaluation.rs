//! The evaluation, and what stands in several parts of a chart: authors, signatures, measurements.

use time::Date;

use super::declare::{ids, record};
use super::{
    Credential, Deficit, Instrument, LimitationId, PersonId, Prognosis, Side, SignatureMethod, Text,
};

record! {
    /// Who wrote or signed something.
    Author {
        required {
            /// The professional designation.
            credential: Credential = Credential,
        }
        texts {
            /// The name; it appears in no finding.
            name with_name,
        }
    }
}

record! {
    /// A signature.
    #[derive(Default)]
    Signature {
        optional {
            /// The professional designation signed with.
            credential with_credential: Credential,
            /// How it was made.
            method with_method: SignatureMethod,
            /// The day it was made.
            signed_on with_signed_on: Date,
        }
        keys {
            /// The signer, a person of the note.
            person with_person: PersonId,
        }
        texts {
            /// The signer's name; it appears in no finding.
            name with_name,
        }
        flags {
            /// Whether an exception for stamps is on file.
            stamp_exception_on_file with_stamp_exception_on_file,
        }
    }
}

record! {
    /// A measured value.
    Measurement {
        required {
            /// The test or scale.
            instrument: Instrument = Instrument,
            /// The value as written; the instrument reads it.
            value: Value = Value,
        }
        optional {
            /// The side of the body.
            side with_side: Side,
            /// The day of the measurement.
            date with_date: Date,
        }
        texts {
            /// The instrument's name, where it is another, or the joint or muscle.
            name with_name,
        }
    }
}

ids! {
    /// A measured value as written, such as `38`, `13.8` or `1+`. The instrument states how it is read.
    Value;
}

impl Value {
    /// Returns whether two values are equal. Numbers are compared as numbers, so that 38 equals 38.0.
    #[must_use]
    pub fn same_as(&self, other: &Self) -> bool {
        match (number(&self.0), number(&other.0)) {
            (Some(one), Some(another)) => one == another,
            _ => self.0.trim() == other.0.trim(),
        }
    }
}

/// The digits of a decimal before and after its point, without the zeros that change nothing.
fn number(text: &str) -> Option<(&str, &str)> {
    let (whole, parts) = text.trim().split_once('.').unwrap_or((text.trim(), "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (digits(whole) && digits(parts))
        .then(|| (whole.trim_start_matches('0'), parts.trim_end_matches('0')))
}

record! {
    /// The evaluation that opens an episode.
    Evaluation {
        required {
            /// The day of the evaluation.
            date: Date = Date,
            /// Who evaluated.
            author: Author = Author,
        }
        optional {
            /// The evaluator's signature.
            signature with_signature: Signature,
            /// What is known of falls.
            falls with_falls: Falls,
            /// What the evaluation concludes.
            conclusion with_conclusion: Conclusion,
        }
        texts {
            /// The problem the patient came with.
            problem with_problem,
            /// What the patient could do before.
            prior_level with_prior_level,
        }
        lists {
            /// Measured values.
            measures with_measure: Measurement,
            /// Deficits found.
            deficits with_deficit: EvaluatedDeficit,
            /// What the patient cannot do.
            limitations with_limitation: Limitation,
        }
        text_lists {
            /// Parts of the body that were evaluated.
            body_parts with_body_part,
        }
    }
}

record! {
    /// A deficit that the evaluation found.
    EvaluatedDeficit {
        required {
            /// The deficit.
            deficit: Deficit = Deficit,
        }
        texts {
            /// What was seen.
            finding with_finding,
        }
    }
}

record! {
    /// Something the patient cannot do.
    Limitation {
        required {
            /// Its id, which goals point to.
            id: LimitationId = LimitationId,
        }
        texts {
            /// What it is.
            text with_text,
        }
    }
}

record! {
    /// What is known of the patient's falls.
    Falls {
        required {
            /// Whether falls were reported.
            reported: bool = bool,
        }
        texts {
            /// How they came about.
            circumstances with_circumstances,
            /// How the patient moved before.
            prior_mobility with_prior_mobility,
            /// Whether the patient can follow.
            cognition with_cognition,
            /// Therapy before.
            prior_therapy with_prior_therapy,
        }
        lists {
            /// When they happened.
            dates with_date: Date,
        }
    }
}

record! {
    /// What an evaluation concludes.
    Conclusion {
        required {
            /// Whether treatment is needed.
            treatment_needed: bool = bool,
        }
        optional {
            /// What the clinician expects.
            prognosis with_prognosis: Prognosis,
            /// The time frame in weeks; 0 is none.
            weeks with_weeks: u16,
        }
    }
}

impl Falls {
    /// Whether the four texts are all there.
    pub(crate) fn is_described(&self) -> bool {
        let texts: [&Option<Text>; 4] = [
            &self.circumstances,
            &self.prior_mobility,
            &self.cognition,
            &self.prior_therapy,
        ];
        texts.iter().all(|text| text.is_some())
    }
}
