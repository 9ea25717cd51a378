//! Defines the ids that tie one part of a record to another.

use super::declare::ids;

ids! {
    /// The caller's key of a patient. It is compared and never shown.
    PatientKey;
    /// The id of a person within one treatment note.
    PersonId;
    /// The id of a goal within one plan of care.
    GoalId;
    /// The id of a limitation within one evaluation.
    LimitationId;
    /// The caller's name for a person who wrote a document or attests to it. It is compared and never shown.
    Signatory;
}
