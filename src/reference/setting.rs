//! Where outpatient therapy is furnished.

use core::fmt;

use crate::finding::{Fact, ToFact};

/// The provider setting, which decides whose rules and tables apply.
///
/// # Source
///
/// 42 CFR 410.59, 410.60; Social Security Act, §1834(k).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Setting {
    /// A therapist's own practice.
    #[default]
    PrivatePractice,
    /// Outpatient department of a hospital.
    OutpatientHospital,
    /// Skilled nursing facility, Part B.
    SnfPartB,
    /// Home health agency, Part B.
    HomeHealthPartB,
    /// Rehabilitation agency.
    RehabilitationAgency,
    /// Comprehensive outpatient rehabilitation facility.
    Corf,
    /// Incident to the services of a physician.
    PhysicianIncidentTo,
    /// Critical access hospital.
    CriticalAccessHospital,
}

#[cfg(feature = "serde")]
crate::wire::named!(Setting, "a setting, such as private-practice");

impl Setting {
    /// All settings, in the order they are listed.
    pub const ALL: [Self; 8] = [
        Self::PrivatePractice,
        Self::OutpatientHospital,
        Self::SnfPartB,
        Self::HomeHealthPartB,
        Self::RehabilitationAgency,
        Self::Corf,
        Self::PhysicianIncidentTo,
        Self::CriticalAccessHospital,
    ];

    /// The serialized name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PrivatePractice => "private-practice",
            Self::OutpatientHospital => "outpatient-hospital",
            Self::SnfPartB => "snf-part-b",
            Self::HomeHealthPartB => "home-health-part-b",
            Self::RehabilitationAgency => "rehabilitation-agency",
            Self::Corf => "corf",
            Self::PhysicianIncidentTo => "physician-incident-to",
            Self::CriticalAccessHospital => "critical-access-hospital",
        }
    }
}

impl fmt::Display for Setting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl ToFact for Setting {
    fn to_fact(&self) -> Fact {
        Fact::Word(self.as_str())
    }
}
