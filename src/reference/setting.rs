//! Defines `Setting`, the place where outpatient therapy is furnished.

use core::fmt;

use crate::finding::{Fact, ToFact};

/// Names the provider setting, which decides which rules and tables apply.
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
    /// All settings, in the order in which they are listed.
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

    /// Returns the serialized name.
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

    /// Returns whether the practice expense of the setting was reduced at the rate of an office, before
    /// 2013-04-01.
    pub(in crate::reference) const fn is_office(self) -> bool {
        matches!(self, Self::PrivatePractice | Self::PhysicianIncidentTo)
    }

    /// Returns the setting of an institutional claim by its type of bill, such as `0131` or `13X`.
    ///
    /// The first digits name the facility and the sort of bill; the last character is the frequency,
    /// which the setting does not depend on.
    ///
    /// | type of bill | setting |
    /// |---|---|
    /// | 13X | outpatient hospital |
    /// | 22X, 23X | skilled nursing facility, Part B |
    /// | 34X | home health agency, Part B |
    /// | 74X | rehabilitation agency |
    /// | 75X | comprehensive outpatient rehabilitation facility |
    /// | 85X | critical access hospital |
    ///
    /// # Errors
    ///
    /// Returns an error for a text that is no type of bill, and for every type of bill that is not in
    /// the table: it may be therapy, but its setting is not known here.
    ///
    /// # Source
    ///
    /// CMS Pub. 100-04, ch. 5, §10 and §20; National Uniform Billing Committee, type of bill
    /// (unverified).
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::Setting;
    ///
    /// assert_eq!(Setting::of_type_of_bill("0131"), Ok(Setting::OutpatientHospital));
    /// assert_eq!(Setting::of_type_of_bill("85X"), Ok(Setting::CriticalAccessHospital));
    /// assert!(Setting::of_type_of_bill("0111").is_err()); // an inpatient stay
    /// ```
    pub fn of_type_of_bill(text: &str) -> Result<Self, TypeOfBillError> {
        let &([facility, sort, frequency] | [b'0', facility, sort, frequency]) = text.as_bytes()
        else {
            return Err(TypeOfBillError::Form);
        };
        if !facility.is_ascii_digit()
            || !sort.is_ascii_digit()
            || !frequency.is_ascii_alphanumeric()
        {
            return Err(TypeOfBillError::Form);
        }
        match [facility, sort] {
            [b'1', b'3'] => Ok(Self::OutpatientHospital),
            [b'2', b'2' | b'3'] => Ok(Self::SnfPartB),
            [b'3', b'4'] => Ok(Self::HomeHealthPartB),
            [b'7', b'4'] => Ok(Self::RehabilitationAgency),
            [b'7', b'5'] => Ok(Self::Corf),
            [b'8', b'5'] => Ok(Self::CriticalAccessHospital),
            _ => Err(TypeOfBillError::Unknown {
                facility: char::from(facility),
                sort: char::from(sort),
            }),
        }
    }
}

/// A type of bill did not give a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum TypeOfBillError {
    /// The text was not a type of bill.
    #[error("expected a type of bill such as 0131 or 13X, found other text; correct it")]
    Form,
    /// No setting is known for the type of bill.
    #[error(
        "expected a type of bill of outpatient therapy, such as 13X, 22X or 85X, found \
         {facility}{sort}X; state the setting"
    )]
    Unknown {
        /// The digit of the facility.
        facility: char,
        /// The digit of the sort of bill.
        sort: char,
    },
}

crate::name::from_name!(Setting, "a setting, such as private-practice");

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
