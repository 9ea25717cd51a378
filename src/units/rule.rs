//! Defines unit rules: the published presets, payers by name, and the axes of a contract's own rule.

use core::fmt;

use super::rounding::Rounding;
use crate::citation::Citation;
use crate::reference::catalog::BlockMinutes;

crate::name::words! {
    /// States which minutes are added before units are counted.
    Pooling, 3, "session, none or capped" {
        /// Minutes are added over codes, and the total fixes the units of the session.
        Session "session",
        /// Each code is counted separately.
        None "none",
        /// Each code is counted separately, and the sum may not exceed the count of the session.
        Capped "capped",
    }
}

/// States when the last, unfinished block of a code counts as a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartialUnit {
    /// An unfinished block counts once its midpoint has passed: from 8 of 15, 16 of 30 and 31 of 60 minutes.
    PastMidpoint,
    /// An unfinished block never counts: only full blocks do.
    Never,
    /// An unfinished block counts from the given minutes in blocks of the rule's own length, and past its midpoint in
    /// others.
    Minutes(BlockMinutes),
}

/// Declares names of rules, with their serialized form.
macro_rules! names {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$doc])* $variant,)*
        }

        impl $name {
            /// Contains every name.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Returns the serialized name.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)*
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

names! {
    /// Names a published rule, or the common one of contracts that pay full blocks.
    Preset {
        /// The rule of Medicare Part B outpatient therapy, and of payers that follow it.
        Medicare = "medicare",
        /// The CPT midpoint rule, code by code.
        Cpt = "cpt",
        /// The rule of Colorado workers' compensation.
        ColoradoWorkersCompensation = "colorado-workers-compensation",
        /// The rule of contracts that pay full blocks only.
        WholeBlocks = "whole-blocks",
    }
}

names! {
    /// Names a payer that has documented which preset it counts by.
    ///
    /// A name states how units are counted and nothing else. Free text is never interpreted, and a payer without a
    /// name here has no default.
    Payer {
        /// The workers' compensation of Texas, which follows Medicare's billing policies.
        TexasWorkersCompensation = "texas-workers-compensation",
        /// The commercial plans of `UnitedHealthcare`.
        UhcCommercial = "uhc-commercial",
        /// The plans of Highmark Blue Cross Blue Shield.
        Highmark = "highmark",
        /// The plans of Blue Cross Blue Shield of Nebraska.
        BcbsNebraska = "bcbs-nebraska",
        /// The workers' compensation of Montana, which follows the explanations of CPT.
        MontanaWorkersCompensation = "montana-workers-compensation",
    }
}

names! {
    /// Ranks how certain it is that a payer counts by its preset.
    PayerCertainty {
        /// The payer's own rule was read.
        High = "high",
        /// Documents agree, but no primary copy was read.
        MediumHigh = "medium-high",
        /// Only an older text is known.
        MediumLow = "medium-low",
    }
}

impl Payer {
    /// Returns the preset by which the payer counts.
    #[must_use]
    pub const fn counts_as(self) -> Preset {
        match self {
            Self::TexasWorkersCompensation
            | Self::UhcCommercial
            | Self::Highmark
            | Self::BcbsNebraska => Preset::Medicare,
            Self::MontanaWorkersCompensation => Preset::Cpt,
        }
    }

    /// Returns the document that states how the payer counts.
    #[must_use]
    pub const fn citation(self) -> Citation {
        match self {
            Self::TexasWorkersCompensation => Citation::TX_134,
            Self::UhcCommercial => Citation::UHC,
            Self::Highmark => Citation::HM,
            Self::BcbsNebraska => Citation::NE_003,
            Self::MontanaWorkersCompensation => Citation::MT,
        }
    }

    /// Returns how certain it is that the payer counts so.
    #[must_use]
    pub const fn certainty(self) -> PayerCertainty {
        match self {
            Self::TexasWorkersCompensation => PayerCertainty::High,
            Self::UhcCommercial | Self::Highmark | Self::BcbsNebraska => PayerCertainty::MediumHigh,
            Self::MontanaWorkersCompensation => PayerCertainty::MediumLow,
        }
    }

    /// Returns the rule, which counts as the preset and keeps the payer's name.
    #[must_use]
    pub const fn rule(self) -> UnitRule {
        let rule = self.counts_as().rule();
        UnitRule {
            name: Name::Payer(self),
            pooling: rule.pooling,
            partial_unit: rule.partial_unit,
            rounding: rule.rounding,
        }
    }
}

impl Preset {
    /// Returns the rule.
    #[must_use]
    pub const fn rule(self) -> UnitRule {
        match self {
            Self::Medicare => UnitRule::MEDICARE,
            Self::Cpt => UnitRule::CPT,
            Self::ColoradoWorkersCompensation => UnitRule::COLORADO_WORKERS_COMPENSATION,
            Self::WholeBlocks => UnitRule::WHOLE_BLOCKS,
        }
    }
}

/// Selects the method by which a payer turns treatment minutes into billed units.
///
/// The caller chooses a preset, a payer of the documented ones, or the three axes of a contract. A rule is never
/// guessed from free text. The rule of a contract with another block length counts every code that the catalog
/// counts in blocks of 15 minutes in its own blocks.
///
/// # Source
///
/// [`MEDICARE`](Self::MEDICARE): CMS Pub. 100-04, ch. 5, §20.2.C. [`CPT`](Self::CPT): AMA, CPT,
/// Introduction, Time. [`COLORADO_WORKERS_COMPENSATION`](Self::COLORADO_WORKERS_COMPENSATION):
/// 7 CCR 1101-3, Rule 18 (unverified; which code loses a unit is this library's choice).
/// [`WHOLE_BLOCKS`](Self::WHOLE_BLOCKS): by contract.
///
/// # Examples
///
/// ```
/// use therapy_billing::UnitRule;
/// use therapy_billing::reference::catalog::BlockMinutes;
/// use therapy_billing::units::{PartialUnit, Pooling};
///
/// assert_eq!(UnitRule::named("medicare"), Some(UnitRule::MEDICARE));
///
/// // A contract that pools and counts the last block from its tenth minute.
/// let ten = PartialUnit::Minutes(BlockMinutes::of(10));
/// let contract = UnitRule::contract(Pooling::Session, ten, BlockMinutes::QUARTER_HOUR)?;
/// assert_eq!(contract.rounding().units(24), 1);
/// # Ok::<(), therapy_billing::units::RuleError>(())
/// ```
#[doc(alias = "8-minute rule")]
#[doc(alias = "midpoint rule")]
#[doc(alias = "timed code rule")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct UnitRule {
    name: Name,
    pooling: Pooling,
    partial_unit: PartialUnit,
    /// The rounding of minutes of the rule's own block length.
    rounding: Rounding,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Name {
    Preset(Preset),
    Payer(Payer),
    Contract,
}

/// The rule of a contract was invalid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RuleError {
    /// The threshold was longer than the block that it is part of.
    #[error(
        "expected a partial_unit of at most {} minutes, found {}; lower it", block.get(), minutes.get()
    )]
    ThresholdAboveBlock {
        /// The minutes that would make the last block count.
        minutes: BlockMinutes,
        /// The length of the block.
        block: BlockMinutes,
    },
}

impl UnitRule {
    /// Applies Medicare's 8-minute rule: adds the minutes of all 15-minute codes and counts a partial unit from 8
    /// minutes.
    #[doc(alias = "8-minute rule")]
    #[doc(alias = "eight-minute rule")]
    #[doc(alias = "CMS rule")]
    pub const MEDICARE: Self = Self::preset_of(
        Preset::Medicare,
        Pooling::Session,
        PartialUnit::PastMidpoint,
    );
    /// Applies the CPT midpoint rule: counts each code separately and a partial unit once its midpoint has passed.
    #[doc(alias = "midpoint rule")]
    #[doc(alias = "substantial portion")]
    #[doc(alias = "rule of eights")]
    #[doc(alias = "AMA rule")]
    pub const CPT: Self = Self::preset_of(Preset::Cpt, Pooling::None, PartialUnit::PastMidpoint);
    /// Applies the rule of Colorado workers' compensation: counts each code separately, and at most as many units as
    /// the session has.
    pub const COLORADO_WORKERS_COMPENSATION: Self = Self::preset_of(
        Preset::ColoradoWorkersCompensation,
        Pooling::Capped,
        PartialUnit::PastMidpoint,
    );
    /// Applies the rule of contracts that pay full blocks only.
    #[doc(alias = "full units only")]
    pub const WHOLE_BLOCKS: Self =
        Self::preset_of(Preset::WholeBlocks, Pooling::None, PartialUnit::Never);

    /// Contains the rules of the four presets.
    pub const PRESETS: [Self; 4] = [
        Self::MEDICARE,
        Self::CPT,
        Self::COLORADO_WORKERS_COMPENSATION,
        Self::WHOLE_BLOCKS,
    ];

    const fn preset_of(preset: Preset, pooling: Pooling, partial_unit: PartialUnit) -> Self {
        let block = BlockMinutes::QUARTER_HOUR;
        Self {
            name: Name::Preset(preset),
            pooling,
            partial_unit,
            rounding: match partial_unit {
                PartialUnit::Never => Rounding::whole_blocks(block),
                PartialUnit::PastMidpoint | PartialUnit::Minutes(_) => {
                    Rounding::past_midpoint(block)
                }
            },
        }
    }

    /// Creates the rule of a contract from the three axes.
    ///
    /// # Errors
    ///
    /// A threshold longer than the block is an error.
    pub const fn contract(
        pooling: Pooling,
        partial_unit: PartialUnit,
        block_minutes: BlockMinutes,
    ) -> Result<Self, RuleError> {
        let rounding = match partial_unit {
            PartialUnit::PastMidpoint => Rounding::past_midpoint(block_minutes),
            PartialUnit::Never => Rounding::whole_blocks(block_minutes),
            PartialUnit::Minutes(minutes) => {
                match Rounding::from_minutes(block_minutes, minutes.get()) {
                    Some(rounding) => rounding,
                    None => {
                        return Err(RuleError::ThresholdAboveBlock {
                            minutes,
                            block: block_minutes,
                        });
                    }
                }
            }
        };
        Ok(Self {
            name: Name::Contract,
            pooling,
            partial_unit,
            rounding,
        })
    }

    /// Looks up the rule of a preset or payer by its exact name, such as `medicare` or `uhc-commercial`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let presets = Preset::ALL
            .iter()
            .map(|preset| (preset.as_str(), preset.rule()));
        let payers = Payer::ALL
            .iter()
            .map(|payer| (payer.as_str(), payer.rule()));
        presets
            .chain(payers)
            .find_map(|(known, rule)| (known == name).then_some(rule))
    }

    /// Returns the preset by whose name the rule was chosen. It is `None` for a payer and for a contract, even one
    /// of the same axes.
    #[must_use]
    pub const fn preset(self) -> Option<Preset> {
        match self.name {
            Name::Preset(preset) => Some(preset),
            Name::Payer(_) | Name::Contract => None,
        }
    }

    /// Returns the payer by whose name the rule was chosen.
    #[must_use]
    pub const fn payer(self) -> Option<Payer> {
        match self.name {
            Name::Payer(payer) => Some(payer),
            Name::Preset(_) | Name::Contract => None,
        }
    }

    /// Returns the preset by which the rule counts: its own, or that of its payer. It is `None` for a contract.
    #[must_use]
    pub const fn counts_as(self) -> Option<Preset> {
        match self.name {
            Name::Preset(preset) => Some(preset),
            Name::Payer(payer) => Some(payer.counts_as()),
            Name::Contract => None,
        }
    }

    /// Returns whether this is Medicare's rule by name. A payer that counts as Medicare does is another rule.
    #[must_use]
    pub const fn is_medicare(self) -> bool {
        matches!(self.name, Name::Preset(Preset::Medicare))
    }

    /// Returns which minutes are added before units are counted.
    #[must_use]
    pub const fn pooling(self) -> Pooling {
        self.pooling
    }

    /// Returns when the last, unfinished block counts.
    #[must_use]
    pub const fn partial_unit(self) -> PartialUnit {
        self.partial_unit
    }

    /// Returns the length of a unit of the codes that are pooled or capped together.
    #[must_use]
    pub const fn block_minutes(self) -> BlockMinutes {
        self.rounding.block()
    }

    /// Returns how minutes of the rule's own block length round.
    #[must_use]
    pub const fn rounding(self) -> Rounding {
        self.rounding
    }

    /// Returns how minutes of a code of any block length round under this rule.
    #[must_use]
    pub const fn rounding_of(self, block: BlockMinutes) -> Rounding {
        match self.partial_unit {
            _ if block.get() == self.rounding.block().get() => self.rounding,
            PartialUnit::Never => Rounding::whole_blocks(block),
            PartialUnit::PastMidpoint | PartialUnit::Minutes(_) => Rounding::past_midpoint(block),
        }
    }

    /// Returns the document that contains the rule.
    #[must_use]
    pub const fn citation(self) -> Citation {
        match self.name {
            Name::Payer(payer) => payer.citation(),
            Name::Preset(Preset::Medicare) => Citation::CPM_20_2_C,
            Name::Preset(Preset::Cpt) => Citation::CPT_TIME,
            Name::Preset(Preset::ColoradoWorkersCompensation) => Citation::CO_18,
            Name::Preset(Preset::WholeBlocks) | Name::Contract => Citation::CONTRACT,
        }
    }

    const fn as_str(self) -> &'static str {
        match self.name {
            Name::Preset(preset) => preset.as_str(),
            Name::Payer(payer) => payer.as_str(),
            Name::Contract => "contract",
        }
    }
}

impl Default for UnitRule {
    /// Returns Medicare's rule.
    fn default() -> Self {
        Self::MEDICARE
    }
}

impl fmt::Display for UnitRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A text was not the name of a unit rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "expected the name of a unit rule, such as medicare or cpt; state one of the documented names"
)]
pub struct UnknownUnitRule;

impl core::str::FromStr for UnitRule {
    type Err = UnknownUnitRule;

    fn from_str(name: &str) -> Result<Self, UnknownUnitRule> {
        Self::named(name).ok_or(UnknownUnitRule)
    }
}

#[cfg(feature = "serde")]
mod wire {
    use alloc::borrow::Cow;
    use core::fmt;

    use serde::{
        Deserialize, Deserializer, Serialize, Serializer,
        de::{self, MapAccess, Visitor, value::MapAccessDeserializer},
    };

    use super::{BlockMinutes, Name, PartialUnit, Pooling, UnitRule};

    #[derive(Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Axes {
        pooling: Pooling,
        partial_unit: PartialUnit,
        block_minutes: BlockMinutes,
    }

    /// The form in formats that are not self-describing.
    #[derive(Serialize, Deserialize)]
    enum Packed<'a> {
        Name(Cow<'a, str>),
        Contract(Axes),
    }

    /// The form of a partial unit; serde's own reading of it would also take `{"never": null}`.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    #[serde(remote = "PartialUnit")]
    enum PartialUnitForm {
        PastMidpoint,
        Never,
        Minutes(BlockMinutes),
    }

    impl Serialize for PartialUnit {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            PartialUnitForm::serialize(self, serializer)
        }
    }

    struct WordOrMinutes;

    impl<'de> Visitor<'de> for WordOrMinutes {
        type Value = PartialUnit;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("past-midpoint, never or an object of minutes")
        }

        fn visit_str<E: de::Error>(self, word: &str) -> Result<PartialUnit, E> {
            match word {
                "past-midpoint" => Ok(PartialUnit::PastMidpoint),
                "never" => Ok(PartialUnit::Never),
                _ => Err(E::invalid_value(de::Unexpected::Str(word), &self)),
            }
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<PartialUnit, A::Error> {
            #[derive(Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Minutes {
                minutes: BlockMinutes,
            }

            let Minutes { minutes } = Minutes::deserialize(MapAccessDeserializer::new(map))?;
            Ok(PartialUnit::Minutes(minutes))
        }
    }

    impl<'de> Deserialize<'de> for PartialUnit {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            if deserializer.is_human_readable() {
                deserializer.deserialize_any(WordOrMinutes)
            } else {
                PartialUnitForm::deserialize(deserializer)
            }
        }
    }

    impl Serialize for UnitRule {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let axes = Axes {
                pooling: self.pooling,
                partial_unit: self.partial_unit,
                block_minutes: self.block_minutes(),
            };
            let is_readable = serializer.is_human_readable();
            match self.name {
                Name::Preset(_) | Name::Payer(_) if is_readable => {
                    serializer.serialize_str(self.as_str())
                }
                Name::Contract if is_readable => axes.serialize(serializer),
                Name::Preset(_) | Name::Payer(_) => {
                    Packed::Name(Cow::Borrowed(self.as_str())).serialize(serializer)
                }
                Name::Contract => Packed::Contract(axes).serialize(serializer),
            }
        }
    }

    struct NameOrAxes;

    impl<'de> Visitor<'de> for NameOrAxes {
        type Value = UnitRule;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(
                "medicare, cpt, colorado-workers-compensation, whole-blocks, the name of a documented payer, \
                 or an object of pooling, partial_unit and block_minutes",
            )
        }

        fn visit_str<E: de::Error>(self, name: &str) -> Result<UnitRule, E> {
            UnitRule::named(name).ok_or_else(|| E::invalid_value(de::Unexpected::Str(name), &self))
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<UnitRule, A::Error> {
            contract(&Axes::deserialize(MapAccessDeserializer::new(map))?)
        }
    }

    fn contract<E: de::Error>(axes: &Axes) -> Result<UnitRule, E> {
        UnitRule::contract(axes.pooling, axes.partial_unit, axes.block_minutes).map_err(E::custom)
    }

    impl<'de> Deserialize<'de> for UnitRule {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            if deserializer.is_human_readable() {
                return deserializer.deserialize_any(NameOrAxes);
            }
            match Packed::deserialize(deserializer)? {
                Packed::Name(name) => NameOrAxes.visit_str(&name),
                Packed::Contract(axes) => contract(&axes),
            }
        }
    }
}
