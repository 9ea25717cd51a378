//! Defines `Instrument`, a test or scale, with its possible values and the deficits that it measures.

use super::{Deficit, declare::vocabulary};

vocabulary! {
    /// A test or scale whose value is recorded.
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
        /// The Berg balance scale, 0 to 56 points.
        BergBalance "berg-balance",
        /// The functional gait assessment, 0 to 30 points.
        FunctionalGaitAssessment "functional-gait-assessment",
        /// The dynamic gait index, 0 to 24 points.
        DynamicGaitIndex "dynamic-gait-index",
        /// The Mini-BESTest of balance, 0 to 28 points.
        MiniBestest "mini-bestest",
        /// The activities-specific balance confidence scale, 0 to 100 percent.
        AbcScale "abc-scale",
        /// The Tinetti performance-oriented mobility assessment, 0 to 28 points.
        TinettiPoma "tinetti-poma",
        /// The pediatric balance scale, 0 to 56 points.
        PediatricBalanceScale "pediatric-balance-scale",
        /// The dizziness handicap inventory, 0 to 100 points.
        DizzinessHandicap "dizziness-handicap",
        /// The timed up and go test, 0 to 600 seconds.
        TimedUpAndGo "timed-up-and-go",
        /// The five times sit to stand test, 0 to 300 seconds.
        FiveTimesSitToStand "five-times-sit-to-stand",
        /// The ten meter walk test, 0 to 4 meters per second.
        TenMeterWalk "ten-meter-walk",
        /// The six minute walk test, 0 to 1,200 meters.
        SixMinuteWalk "six-minute-walk",
        /// Tandem stance, 0 to 180 seconds.
        TandemStance "tandem-stance",
        /// The functional reach test, 0 to 80 centimeters.
        FunctionalReach "functional-reach",
        /// Single leg stance, 0 to 180 seconds.
        SingleLegStance "single-leg-stance",
        /// The Romberg test, 0 to 180 seconds.
        Romberg "romberg",
        /// The modified clinical test of sensory interaction in balance, 0 to 120 seconds.
        Mctsib "mctsib",
        /// The joint position error, 0 to 90 degrees.
        JointPositionError "joint-position-error",
        /// The nine hole peg test, 0 to 600 seconds.
        NineHolePeg "nine-hole-peg",
        /// The box and block test, 0 to 150 blocks.
        BoxAndBlock "box-and-block",
        /// The Fugl-Meyer assessment of the arm, 0 to 66 points.
        FuglMeyerUpper "fugl-meyer-upper",
        /// The Fugl-Meyer assessment of the leg, 0 to 34 points.
        FuglMeyerLower "fugl-meyer-lower",
        /// The motor part of the Unified Parkinson's Disease Rating Scale, 0 to 132 points.
        UpdrsMotor "updrs-motor",
        /// The scale for the assessment and rating of ataxia, 0 to 40 points.
        Sara "sara",
        /// Dynamic visual acuity, 0 to 11 lines lost.
        DynamicVisualAcuity "dynamic-visual-acuity",
        /// The postural assessment scale for stroke, 0 to 36 points.
        PosturalAssessmentStroke "postural-assessment-stroke",
        /// The trunk impairment scale, 0 to 23 points.
        TrunkImpairmentScale "trunk-impairment-scale",
        /// The distance by which the head is forward, 0 to 20 centimeters.
        ForwardHeadDistance "forward-head-distance",
        /// The gross motor function measure, 0 to 100 percent.
        GrossMotorFunction "gross-motor-function",
        /// The modified Ashworth scale of muscle tone: grade 0, 1, 1+, 2, 3 or 4.
        ModifiedAshworth "modified-ashworth",
        /// A range of motion, 0 to 360 degrees.
        RangeOfMotion "range-of-motion",
        /// A manual muscle test, grade 0 to 5.
        ManualMuscleTest "manual-muscle-test",
        /// A rating of pain, 0 to 10.
        PainRating "pain-rating",
        /// The lower extremity functional scale, 0 to 80 points.
        LowerExtremityFunctionalScale "lower-extremity-functional-scale",
        /// The `QuickDASH` score of arm disability, 0 to 100 points.
        Quickdash "quickdash",
        /// The Oswestry disability index, 0 to 100 percent.
        Oswestry "oswestry",
        /// Another instrument, which the measurement names. Every value is accepted.
        Other "other",
    }
}

/// The values that are possible for an instrument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Values {
    /// A number with at most two decimals, from 0 through this number.
    UpTo(u16),
    /// One of these grades.
    Grades(&'static [&'static str]),
    /// Every text.
    Any,
}

const ASHWORTH: &[&str] = &["0", "1", "1+", "2", "3", "4"];

impl Instrument {
    /// Returns the possible values. The bounds of times and distances are this library's and only exclude what
    /// cannot be believed; they are not bounds of the test.
    ///
    /// # Source
    ///
    /// The published scales. Some ranges are unverified, and no rule depends on a cut-off.
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

    /// Returns the deficits that a value of the instrument supports.
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

    /// Returns whether a value is possible for the instrument.
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

/// Returns a decimal of one to four digits, and up to two more after a point, in hundredths.
pub(crate) fn hundredths(value: &str) -> Option<u32> {
    let digits = |text: &[u8], most: usize| {
        let mut digits = text.iter().map(|byte| byte.wrapping_sub(b'0'));
        let number = digits.try_fold(0, |sum, digit| {
            (digit < 10).then(|| sum * 10 + u32::from(digit))
        });
        number.filter(|_| (1..=most).contains(&text.len()))
    };
    let mut pieces = value.as_bytes().splitn(2, |&byte| byte == b'.');
    let whole = digits(pieces.next()?, 4)?;
    let parts = match pieces.next() {
        None => 0,
        Some(parts) => digits(parts, 2)? * if parts.len() == 1 { 10 } else { 1 },
    };
    Some(whole * 100 + parts)
}
