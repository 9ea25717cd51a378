//! Defines the ids that tie one part of a record to another.

use super::declare::ids;

ids! {
    /// The caller's key of a patient; compared, and never shown.
    PatientKey;
    /// The id of a person within one note.
    PersonId;
    /// The id of a goal within one plan.
    GoalId;
    /// The id of a limitation within one evaluation.
    LimitationId;
    /// Who wrote or attests a document, as the caller names them; compared, and never shown.
    Signatory;
}
