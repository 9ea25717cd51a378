//! Defines `Evaluation`, and what several parts of a chart have in common: authors, signatures and measurements.

use time::Date;

use super::declare::{ids, record};
use super::{
    Credential, Deficit, Instrument, LimitationId, PersonId, Prognosis, Side, SignatureMethod, Text,
};

record! {
    /// The person who wrote or signed a document, by the professional designation.
    Author {
        required {
            /// the professional designation
            credential: Credential = Credential,
        }
        texts {
            /// the name. It appears in no finding
            name with_name,
        }
    }
}

record! {
    /// A signature, with the signer's professional designation.
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::time::macros::date;
    /// use therapy_billing::documentation::{Credential, Signature, SignatureMethod};
    ///
    /// let signature = Signature::new()
    ///     .with_person("t1".parse()?)
    ///     .with_credential(Credential::Pt)
    ///     .with_method(SignatureMethod::Electronic)
    ///     .with_signed_on(date!(2026 - 03 - 13));
    /// assert!(!signature.stamp_exception_on_file);
    /// # Ok::<(), therapy_billing::documentation::RecordError>(())
    /// ```
    #[derive(Default)]
    Signature {
        optional {
            /// the professional designation that is part of the signature
            credential with_credential: Credential,
            /// how the signature was made
            method with_method: SignatureMethod,
            /// the day on which the signature was made
            signed_on with_signed_on: Date,
        }
        keys {
            /// the signer, a person of the treatment note
            person with_person: PersonId,
        }
        texts {
            /// the signer's name. It appears in no finding
            name with_name,
        }
        flags {
            /// whether a reason is on file why the signer must use a stamp
            stamp_exception_on_file with_stamp_exception_on_file,
        }
    }
}

record! {
    /// A measured value of a test or scale.
    #[doc(alias = "outcome measure")]
    Measurement {
        required {
            /// the test or scale
            instrument: Instrument = Instrument,
            /// the value as written. The instrument states which values are possible
            value: Value = Value,
        }
        optional {
            /// the side of the body
            side with_side: Side,
            /// the day of the measurement
            date with_date: Date,
        }
        texts {
            /// the name of another instrument, or the joint or muscle
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

/// Returns the digits of a decimal before and after its point, without leading and trailing zeros.
fn number(text: &str) -> Option<(&str, &str)> {
    let (whole, parts) = text.trim().split_once('.').unwrap_or((text.trim(), "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (digits(whole) && digits(parts))
        .then(|| (whole.trim_start_matches('0'), parts.trim_end_matches('0')))
}

record! {
    /// The evaluation that begins an episode: the problem, the measured values, the deficits and the conclusion.
    ///
    /// # Source
    ///
    /// CMS Pub. 100-02, ch. 15, §220.3.C.
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::time::macros::date;
    /// use therapy_billing::documentation::{
    ///     Author, Conclusion, Credential, Deficit, EvaluatedDeficit, Evaluation, Instrument, Limitation,
    ///     Measurement, Prognosis, Signature,
    /// };
    ///
    /// let day = date!(2026 - 03 - 02);
    /// let evaluation = Evaluation::new(day, Author::new(Credential::Pt))
    ///     .with_signature(Signature::new().with_credential(Credential::Pt).with_signed_on(day))
    ///     .with_problem("unsteady stance and gait after a stroke")?
    ///     .with_body_part("right leg")?
    ///     .with_prior_level("walked outdoors without a device")?
    ///     .with_measure(Measurement::new(Instrument::BergBalance, "38".parse()?))?
    ///     .with_deficit(EvaluatedDeficit::new(Deficit::BALANCE))?
    ///     .with_limitation(
    ///         Limitation::new("F1".parse()?).with_text("cannot cross a parking lot alone")?,
    ///     )?
    ///     .with_conclusion(Conclusion::new(true).with_prognosis(Prognosis::Good).with_weeks(6));
    /// assert_eq!(evaluation.measures[0].value.as_str(), "38");
    /// # Ok::<(), therapy_billing::documentation::RecordError>(())
    /// ```
    #[doc(alias = "initial evaluation")]
    Evaluation {
        required {
            /// the day of the evaluation
            date: Date = Date,
            /// the person who evaluated
            author: Author = Author,
        }
        optional {
            /// the evaluator's signature
            signature with_signature: Signature,
            /// the patient's falls
            falls with_falls: Falls,
            /// the conclusion: whether treatment is needed, the prognosis and the number of weeks
            conclusion with_conclusion: Conclusion,
        }
        texts {
            /// the problem for which the patient seeks treatment
            problem with_problem,
            /// the prior level of function: what the patient could do before this problem began
            prior_level with_prior_level,
        }
        lists {
            /// the measured values
            measures with_measure: Measurement = "a measured value",
            /// the deficits that were found
            deficits with_deficit: EvaluatedDeficit = "a deficit that was found",
            /// the limitations: what the patient cannot do
            limitations with_limitation: Limitation = "a limitation: something that the patient cannot do",
        }
        text_lists {
            /// the parts of the body that were evaluated
            body_parts with_body_part = "a part of the body that was evaluated",
        }
    }
}

record! {
    /// A deficit that the evaluation found.
    EvaluatedDeficit {
        required {
            /// the deficit
            deficit: Deficit = Deficit,
        }
        texts {
            /// what the clinician observed
            finding with_finding,
        }
    }
}

record! {
    /// A limitation that the evaluation found: something that the patient cannot do.
    #[doc(alias = "functional limitation")]
    Limitation {
        required {
            /// the id to which the goals of the plan refer
            id: LimitationId = LimitationId,
        }
        texts {
            /// what the patient cannot do
            text with_text,
        }
    }
}

record! {
    /// The patient's falls, as the evaluation describes them.
    Falls {
        required {
            /// whether falls were reported
            reported: bool = bool,
        }
        texts {
            /// the circumstances of the falls
            circumstances with_circumstances,
            /// the patient's mobility before the falls
            prior_mobility with_prior_mobility,
            /// the patient's cognition, such as the ability to follow instructions
            cognition with_cognition,
            /// the therapy before this episode
            prior_therapy with_prior_therapy,
        }
        lists {
            /// the days of the falls
            dates with_date: Date = "the day of a fall",
        }
    }
}

record! {
    /// The conclusion of an evaluation: whether treatment is needed, the prognosis and the number of weeks.
    Conclusion {
        required {
            /// whether treatment is needed
            treatment_needed: bool = bool,
        }
        optional {
            /// the prognosis
            prognosis with_prognosis: Prognosis,
            /// the number of weeks of treatment that are expected. A number of 0 is the same as none
            weeks with_weeks: u16,
        }
    }
}

impl Falls {
    /// Returns whether all four texts are present.
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
