//! Defines `KxAttestation`: the amounts with which a caller attests KX on the lines of a bill.

use alloc::vec::Vec;

use rust_decimal::Decimal;

/// Contains the amounts with which the caller attests that services above the therapy threshold are
/// necessary. It is what [`Bill::with_kx_attested`](super::Bill::with_kx_attested) takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KxAttestation {
    /// What the bucket of the visit has accrued this year before the bill, in dollars.
    pub accrued: Decimal,
    /// The allowed amount of each line of the bill, in dollars.
    pub allowed: Vec<Decimal>,
}

#[cfg(feature = "serde")]
mod wire {
    use alloc::vec::Vec;

    use rust_decimal::Decimal;
    use serde::{Deserialize, Deserializer, Serializer};

    use super::KxAttestation;
    use crate::money::Dollars;

    crate::wire::form!("an attestation of accrued and allowed", "KxAttestation" KxAttestation {
        #[serde(with = "crate::wire::money")]
        accrued: Decimal,
        #[serde(with = "self::amounts")]
        allowed: Vec<Decimal>,
    });

    mod amounts {
        use super::{Decimal, Deserialize, Deserializer, Dollars, Serializer, Vec};

        #[derive(Deserialize)]
        #[serde(transparent)]
        struct Amount(#[serde(with = "crate::wire::money")] Decimal);

        pub(super) fn serialize<S: Serializer>(
            amounts: &[Decimal],
            serializer: S,
        ) -> Result<S::Ok, S::Error> {
            serializer.collect_seq(amounts.iter().copied().map(Dollars::of_cents))
        }

        pub(super) fn deserialize<'de, D: Deserializer<'de>>(
            deserializer: D,
        ) -> Result<Vec<Decimal>, D::Error> {
            let amounts: Vec<Amount> = crate::wire::list(deserializer)?;
            Ok(amounts.into_iter().map(|Amount(amount)| amount).collect())
        }
    }
}
