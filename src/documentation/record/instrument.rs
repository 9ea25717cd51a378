//! Instruments: which values they give, and which deficits those measure.

use super::{Deficit, declare::vocabulary};

vocabulary! {
    /// A test or scale whose value stands in the record.
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::documentation::{Deficit, Instrument};
    ///
    /// assert!(Instrument::BergBalance.accepts("56"));
    /// assert!(!Instrument::BergBalance.accepts("57"));
    /// assert!(Instrument::ModifiedAshworth.accepts("1+"));
    /// assert!(Instrument::BergBalance.measures().contains(&Deficit::BALANCE));
    /// ```
    Instrument, "instrument" {
        BergBalance "berg-balance",
        FunctionalGaitAssessment "functional-gait-assessment",
        DynamicGaitIndex "dynamic-gait-index",
        MiniBestest "mini-bestest",
        AbcScale "abc-scale",
        TinettiPoma "tinetti-poma",
        PediatricBalanceScale "pediatric-balance-scale",
        DizzinessHandicap "dizziness-handicap",
        /// Seconds.
        TimedUpAndGo "timed-up-and-go",
        /// Seconds.
        FiveTimesSitToStand "five-times-sit-to-stand",
        /// Metres a second.
        TenMeterWalk "ten-meter-walk",
        /// Metres.
        SixMinuteWalk "six-minute-walk",
        /// Seconds.
        TandemStance "tandem-stance",
        /// Centimetres.
        FunctionalReach "functional-reach",
        /// Seconds.
        SingleLegStance "single-leg-stance",
        /// Seconds.
        Romberg "romberg",
        /// Seconds.
        Mctsib "mctsib",
        /// Degrees.
        JointPositionError "joint-position-error",
        /// Seconds.
        NineHolePeg "nine-hole-peg",
        BoxAndBlock "box-and-block",
        FuglMeyerUpper "fugl-meyer-upper",
        FuglMeyerLower "fugl-meyer-lower",
        UpdrsMotor "updrs-motor",
        Sara "sara",
        /// Lines lost.
        DynamicVisualAcuity "dynamic-visual-acuity",
        PosturalAssessmentStroke "postural-assessment-stroke",
        TrunkImpairmentScale "trunk-impairment-scale",
        /// Centimetres.
        ForwardHeadDistance "forward-head-distance",
        GrossMotorFunction "gross-motor-function",
        /// Grades 0, 1, 1+, 2, 3, 4.
        ModifiedAshworth "modified-ashworth",
        /// Degrees.
        RangeOfMotion "range-of-motion",
        ManualMuscleTest "manual-muscle-test",
        PainRating "pain-rating",
        LowerExtremityFunctionalScale "lower-extremity-functional-scale",
        Quickdash "quickdash",
        Oswestry "oswestry",
        /// An instrument named in the measurement; any value.
        Other "other",
    }
}

/// The values an instrument gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Values {
    /// A number of at most two decimals from 0 to the end, both included.
    UpTo(u16),
    /// One of these grades.
    Grades(&'static [&'static str]),
    /// Whatever is written.
    Any,
}

const ASHWORTH: &[&str] = &["0", "1", "1+", "2", "3", "4"];

impl Instrument {
    /// The values it gives. Bounds of times and distances are limits of belief, not of the test.
    ///
    /// # Source
    ///
    /// The published scales; some ranges are unverified, and no rule rests on a cut-off.
    #[must_use]
    pub const fn values(self) -> Values {
        Values::UpTo(match self {
            Self::DynamicGaitIndex => 24,
            Self::FunctionalGaitAssessment => 30,
            Self::MiniBestest | Self::TinettiPoma => 28,
            Self::BergBalance | Self::PediatricBalanceScale => 56,
            Self::AbcScale
            | Self::DizzinessHandicap
            | Self::GrossMotorFunction
            | Self::Quickdash
            | Self::Oswestry => 100,
            Self::TimedUpAndGo | Self::NineHolePeg => 600,
            Self::FiveTimesSitToStand => 300,
            Self::TenMeterWalk => 4,
            Self::SixMinuteWalk => 1200,
            Self::TandemStance | Self::SingleLegStance | Self::Romberg => 180,
            Self::FunctionalReach | Self::LowerExtremityFunctionalScale => 80,
            Self::Mctsib => 120,
            Self::JointPositionError => 90,
            Self::BoxAndBlock => 150,
            Self::FuglMeyerUpper => 66,
            Self::FuglMeyerLower => 34,
            Self::UpdrsMotor => 132,
            Self::Sara => 40,
            Self::DynamicVisualAcuity => 11,
            Self::PosturalAssessmentStroke => 36,
            Self::TrunkImpairmentScale => 23,
            Self::ForwardHeadDistance => 20,
            Self::RangeOfMotion => 360,
            Self::ManualMuscleTest => 5,
            Self::PainRating => 10,
            Self::ModifiedAshworth => return Values::Grades(ASHWORTH),
            Self::Other => return Values::Any,
        })
    }

    /// The deficits a value of it supports.
    #[must_use]
    pub const fn measures(self) -> &'static [Deficit] {
        const BALANCE: &[Deficit] = &[Deficit::BALANCE];
        const HANDS: &[Deficit] = &[Deficit::COORDINATION, Deficit::MOVEMENT];
        const LIMBS: &[Deficit] = &[Deficit::MOVEMENT, Deficit::COORDINATION];
        const STANCE: &[Deficit] = &[Deficit::BALANCE, Deficit::PROPRIOCEPTION];
        match self {
            Self::BergBalance
            | Self::FunctionalGaitAssessment
            | Self::DynamicGaitIndex
            | Self::AbcScale
            | Self::TinettiPoma
            | Self::PediatricBalanceScale
            | Self::DizzinessHandicap
            | Self::TimedUpAndGo
            | Self::FiveTimesSitToStand
            | Self::TenMeterWalk
            | Self::TandemStance => BALANCE,
            Self::MiniBestest => &[Deficit::BALANCE, Deficit::MOVEMENT],
            Self::FunctionalReach => &[Deficit::BALANCE, Deficit::POSTURE],
            Self::SingleLegStance | Self::Romberg | Self::Mctsib => STANCE,
            Self::JointPositionError => &[Deficit::PROPRIOCEPTION, Deficit::KINESTHETIC_SENSE],
            Self::NineHolePeg | Self::BoxAndBlock => HANDS,
            Self::FuglMeyerUpper | Self::FuglMeyerLower | Self::UpdrsMotor => LIMBS,
            Self::Sara => &[Deficit::COORDINATION, Deficit::BALANCE],
            Self::DynamicVisualAcuity => &[Deficit::COORDINATION],
            Self::PosturalAssessmentStroke => &[Deficit::POSTURE, Deficit::BALANCE],
            Self::TrunkImpairmentScale | Self::ForwardHeadDistance => &[Deficit::POSTURE],
            Self::GrossMotorFunction => &[Deficit::MOVEMENT, Deficit::POSTURE],
            Self::ModifiedAshworth => &[Deficit::MuscleTone],
            Self::SixMinuteWalk
            | Self::RangeOfMotion
            | Self::ManualMuscleTest
            | Self::PainRating
            | Self::LowerExtremityFunctionalScale
            | Self::Quickdash
            | Self::Oswestry
            | Self::Other => &[],
        }
    }

    /// Whether a value is one of the instrument's.
    #[must_use]
    pub fn accepts(self, value: &str) -> bool {
        match self.values() {
            Values::UpTo(end) => {
                hundredths(value).is_some_and(|value| value <= u32::from(end) * 100)
            }
            Values::Grades(grades) => grades.contains(&value),
            Values::Any => true,
        }
    }
}

/// One to four digits, and up to two more after a point, in hundredths: no floating point.
pub(crate) fn hundredths(value: &str) -> Option<u32> {
    let (whole, parts) = value
        .split_once('.')
        .map_or((value, None), |(whole, parts)| (whole, Some(parts)));
    let digits = |text: &str, most: usize| {
        let fits = (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        fits.then(|| text.parse::<u32>().ok()).flatten()
    };
    let whole = digits(whole, 4)?;
    let parts = match parts {
        None => 0,
        Some(parts) => digits(parts, 2)? * if parts.len() == 1 { 10 } else { 1 },
    };
    Some(whole * 100 + parts)
}
