//! Unit rules: the published presets, and the axes a contract's own rule is made of.

use core::fmt;

use super::rounding::Rounding;
use crate::citation::Citation;
use crate::reference::catalog::BlockMinutes;

/// Which minutes are added before units are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[cfg_attr(feature = "serde", serde(remote = "Self"))]
pub enum Pooling {
    /// Minutes are added over codes; the total fixes the units of the session.
    Session,
    /// Each code alone.
    None,
    /// Each code alone, and the sum may not exceed the session count.
    Capped,
}

#[cfg(feature = "serde")]
crate::wire::word!(Pooling, "session, none or capped");

/// When the last, unfinished block of a code counts as a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum PartialUnit {
    /// Once its midpoint is passed: 8 of 15, 16 of 30, 31 of 60 minutes.
    PastMidpoint,
    /// Never: full blocks only.
    Never,
    /// From so many minutes, for codes of the rule's own block length; past the midpoint for others.
    Minutes(BlockMinutes),
}

/// A published rule, or the common one of contracts that pay full blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Preset {
    /// Medicare Part B outpatient therapy, and payers that follow it.
    Medicare,
    /// The CPT time rule, code by code.
    Cpt,
    /// Colorado workers' compensation.
    ColoradoWorkersCompensation,
    /// Contracts that pay full blocks only.
    WholeBlocks,
}

impl Preset {
    const ALL: [Self; 4] = [
        Self::Medicare,
        Self::Cpt,
        Self::ColoradoWorkersCompensation,
        Self::WholeBlocks,
    ];

    /// The serialized name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Medicare => "medicare",
            Self::Cpt => "cpt",
            Self::ColoradoWorkersCompensation => "colorado-workers-compensation",
            Self::WholeBlocks => "whole-blocks",
        }
    }
}

/// A rule for how treatment minutes become billed units.
///
/// A value, not a trait: rules are published, few, and named in contracts. A preset is chosen by the
/// caller and never guessed from a payer's name.
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct UnitRule {
    preset: Option<Preset>,
    pooling: Pooling,
    partial_unit: PartialUnit,
    block_minutes: BlockMinutes,
}

/// A contract's rule that cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RuleError {
    /// A threshold longer than the block it is part of.
    #[error("partial_unit of {minutes} does not fit a block of {block}, state at most {block}")]
    ThresholdAboveBlock {
        /// Minutes that would make the last block count.
        minutes: BlockMinutes,
        /// Length of the block.
        block: BlockMinutes,
    },
}

impl UnitRule {
    /// Medicare Part B: minutes are added over codes, the last block counts from its eighth minute.
    pub const MEDICARE: Self = Self::preset_of(
        Preset::Medicare,
        Pooling::Session,
        PartialUnit::PastMidpoint,
    );
    /// CPT: each code alone, past its midpoint.
    pub const CPT: Self = Self::preset_of(Preset::Cpt, Pooling::None, PartialUnit::PastMidpoint);
    /// Colorado workers' compensation: each code alone, capped by the session's count.
    pub const COLORADO_WORKERS_COMPENSATION: Self = Self::preset_of(
        Preset::ColoradoWorkersCompensation,
        Pooling::Capped,
        PartialUnit::PastMidpoint,
    );
    /// Contracts that pay full blocks only.
    pub const WHOLE_BLOCKS: Self =
        Self::preset_of(Preset::WholeBlocks, Pooling::None, PartialUnit::Never);

    /// The four presets.
    pub const PRESETS: [Self; 4] = [
        Self::MEDICARE,
        Self::CPT,
        Self::COLORADO_WORKERS_COMPENSATION,
        Self::WHOLE_BLOCKS,
    ];

    const fn preset_of(preset: Preset, pooling: Pooling, partial_unit: PartialUnit) -> Self {
        Self {
            preset: Some(preset),
            pooling,
            partial_unit,
            block_minutes: BlockMinutes::QUARTER_HOUR,
        }
    }

    /// A contract's own rule from the three axes.
    ///
    /// # Errors
    ///
    /// A threshold longer than the block.
    pub const fn contract(
        pooling: Pooling,
        partial_unit: PartialUnit,
        block_minutes: BlockMinutes,
    ) -> Result<Self, RuleError> {
        if let PartialUnit::Minutes(minutes) = partial_unit {
            if minutes.get() > block_minutes.get() {
                return Err(RuleError::ThresholdAboveBlock {
                    minutes,
                    block: block_minutes,
                });
            }
        }
        Ok(Self {
            preset: None,
            pooling,
            partial_unit,
            block_minutes,
        })
    }

    /// The preset of a name: `medicare`, `cpt`, `colorado-workers-compensation`, `whole-blocks`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::PRESETS
            .into_iter()
            .zip(Preset::ALL)
            .find_map(|(rule, preset)| (preset.as_str() == name).then_some(rule))
    }

    /// The preset this is; `None` for a contract's own rule, even one of the same axes.
    #[must_use]
    pub const fn preset(self) -> Option<Preset> {
        self.preset
    }

    /// Whether this is Medicare's rule by name.
    #[must_use]
    pub const fn is_medicare(self) -> bool {
        matches!(self.preset, Some(Preset::Medicare))
    }

    /// Which minutes are added before units are counted.
    #[must_use]
    pub const fn pooling(self) -> Pooling {
        self.pooling
    }

    /// When the last, unfinished block counts.
    #[must_use]
    pub const fn partial_unit(self) -> PartialUnit {
        self.partial_unit
    }

    /// Length of the codes that are pooled or capped together.
    #[must_use]
    pub const fn block_minutes(self) -> BlockMinutes {
        self.block_minutes
    }

    /// How minutes of the rule's own block length round.
    #[must_use]
    pub const fn rounding(self) -> Rounding {
        self.rounding_of(self.block_minutes)
    }

    /// How minutes of a code of any block length round under this rule.
    #[must_use]
    pub const fn rounding_of(self, block: BlockMinutes) -> Rounding {
        match self.partial_unit {
            PartialUnit::Never => Rounding::whole_blocks(block),
            PartialUnit::Minutes(minutes) if block.get() == self.block_minutes.get() => {
                match Rounding::from_minutes(block, minutes.get()) {
                    Some(rounding) => rounding,
                    None => Rounding::past_midpoint(block), // excluded by `contract`
                }
            }
            PartialUnit::PastMidpoint | PartialUnit::Minutes(_) => Rounding::past_midpoint(block),
        }
    }

    /// The document the rule is written in.
    #[must_use]
    pub const fn citation(self) -> Citation {
        match self.preset {
            Some(Preset::Medicare) => Citation::CPM_20_2_C,
            Some(Preset::Cpt) => Citation::CPT_TIME,
            Some(Preset::ColoradoWorkersCompensation) => Citation::CO_18,
            Some(Preset::WholeBlocks) | None => Citation::CONTRACT,
        }
    }
}

impl Default for UnitRule {
    /// Medicare's.
    fn default() -> Self {
        Self::MEDICARE
    }
}

impl fmt::Display for UnitRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.preset {
            Some(preset) => f.pad(preset.as_str()),
            None => f.pad("contract"),
        }
    }
}

#[cfg(feature = "serde")]
mod wire {
    use core::fmt;

    use serde::{
        Deserialize, Deserializer, Serialize, Serializer,
        de::{self, MapAccess, Visitor, value::MapAccessDeserializer},
    };

    use super::{BlockMinutes, PartialUnit, Pooling, UnitRule};

    #[derive(Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Axes {
        pooling: Pooling,
        partial_unit: PartialUnit,
        block_minutes: BlockMinutes,
    }

    impl Serialize for UnitRule {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            match self.preset {
                Some(preset) => serializer.serialize_str(preset.as_str()),
                None => Axes {
                    pooling: self.pooling,
                    partial_unit: self.partial_unit,
                    block_minutes: self.block_minutes,
                }
                .serialize(serializer),
            }
        }
    }

    struct NameOrAxes;

    impl<'de> Visitor<'de> for NameOrAxes {
        type Value = UnitRule;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(
                "medicare, cpt, colorado-workers-compensation, whole-blocks, \
                 or an object of pooling, partial_unit and block_minutes",
            )
        }

        fn visit_str<E: de::Error>(self, name: &str) -> Result<UnitRule, E> {
            UnitRule::named(name).ok_or_else(|| E::invalid_value(de::Unexpected::Str(name), &self))
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<UnitRule, A::Error> {
            let axes = Axes::deserialize(MapAccessDeserializer::new(map))?;
            UnitRule::contract(axes.pooling, axes.partial_unit, axes.block_minutes)
                .map_err(de::Error::custom)
        }
    }

    impl<'de> Deserialize<'de> for UnitRule {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_any(NameOrAxes)
        }
    }
}
