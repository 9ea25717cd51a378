//! The closed vocabularies of the record.

use core::{fmt, str::FromStr};

use super::{UnknownWord, declare::vocabulary};
use crate::reference::catalog::Discipline;
use crate::reference::catalog::cpt_97112::Element;

vocabulary! {
    /// Who pays.
    PayerKind, "payer kind" {
        MedicarePartB "medicare-part-b",
        MedicareAdvantage "medicare-advantage",
        Medicaid "medicaid",
        Commercial "commercial",
        WorkersCompensation "workers-compensation",
        Tricare "tricare",
        VeteransAffairs "veterans-affairs",
        AutoLiability "auto-liability",
        SelfPay "self-pay",
    }

    /// A professional designation, or its lack.
    Credential, "credential" {
        /// Physical therapist.
        Pt "pt",
        /// Physical therapist assistant.
        Pta "pta",
        /// Occupational therapist.
        Ot "ot",
        /// Occupational therapy assistant.
        Ota "ota",
        /// Speech-language pathologist.
        Slp "slp",
        /// Doctor of medicine.
        Md "md",
        /// Doctor of osteopathy.
        Do "do",
        /// Doctor of podiatric medicine.
        Dpm "dpm",
        /// Doctor of optometry.
        Od "od",
        /// Nurse practitioner.
        Np "np",
        /// Physician assistant.
        Pa "pa",
        /// Clinical nurse specialist.
        Cns "cns",
        /// Doctor of chiropractic.
        Dc "dc",
        /// Dentist.
        Dds "dds",
        /// Registered nurse.
        Rn "rn",
        /// Athletic trainer.
        Atc "atc",
        StudentPt "student-pt",
        StudentPta "student-pta",
        StudentOt "student-ot",
        StudentOta "student-ota",
        Aide "aide",
    }

    /// What a person did at a visit.
    Role, "role" {
        Treating "treating",
        Supervising "supervising",
        /// A student who takes part; one who only watches is an observer.
        Student "student",
        Aide "aide",
        Observer "observer",
    }

    /// What a payer or a state asks for in writing, beyond the rules that always hold.
    Requirement, "requirement" {
        /// Total treatment minutes of the visit.
        SessionLength "session-length",
        StartAndStopTimes "start-and-stop-times",
        MinutesPerCode "minutes-per-code",
        /// How the patient responded.
        Response "response",
        /// A signed order before the first visit.
        Order "order",
        PlanOfCare "plan-of-care",
        /// Care that aims at recovery, not at maintenance.
        RestorativeIntent "restorative-intent",
        AssistantCosignature "assistant-cosignature",
        SupervisorNamed "supervisor-named",
    }

    /// How a signature was made.
    SignatureMethod, "signature method" {
        Electronic "electronic",
        Handwritten "handwritten",
        Stamp "stamp",
    }

    /// How closely an assistant was supervised.
    SupervisionLevel, "supervision level" {
        /// In the room.
        Personal "personal",
        /// In the suite, at once available.
        Direct "direct",
        /// At once available by video.
        DirectByVideo "direct-by-video",
        /// Overall direction; presence is not required.
        General "general",
        None "none",
    }

    /// A technique or activity of neuromuscular reeducation, as recorded.
    ///
    /// The families that the code's description names are
    /// [`TechniqueFamily`](crate::reference::catalog::cpt_97112::TechniqueFamily).
    Technique, "technique" {
        /// Proprioceptive neuromuscular facilitation.
        Pnf "pnf",
        /// Bobath, neurodevelopmental treatment.
        BobathNdt "bobath-ndt",
        Feldenkrais "feldenkrais",
        UnstableSurface "unstable-surface",
        Perturbation "perturbation",
        WeightShift "weight-shift",
        SteppingStrategy "stepping-strategy",
        RhythmicStabilization "rhythmic-stabilization",
        SensoryReweighting "sensory-reweighting",
        GazeStabilization "gaze-stabilization",
        Habituation "habituation",
        Desensitization "desensitization",
        GradedReach "graded-reach",
        ConstraintInduced "constraint-induced",
        MirrorOrVisualFeedback "mirror-or-visual-feedback",
        BiofeedbackGuided "biofeedback-guided",
        TactileFacilitation "tactile-facilitation",
        Inhibition "inhibition",
        PosturalRetraining "postural-retraining",
        SingleLegStance "single-leg-stance",
        DualTask "dual-task",
        AmplitudeTraining "amplitude-training",
        MotorPlanning "motor-planning",
        /// Passive.
        Taping "taping",
        /// Passive.
        ElectricalStimulation "electrical-stimulation",
        /// Passive.
        Vibration "vibration",
        /// Passive.
        PassiveDevice "passive-device",
        /// Only the name of the code.
        Unspecified "unspecified",
    }

    /// A cue the clinician gave.
    Cue, "cue" {
        Verbal "verbal",
        Tactile "tactile",
        Visual "visual",
        ManualFacilitation "manual-facilitation",
    }

    /// The position of the body.
    Position, "position" {
        Sitting "sitting",
        Standing "standing",
        Walking "walking",
        Kneeling "kneeling",
        Quadruped "quadruped",
        SideLying "side-lying",
        Supine "supine",
        Prone "prone",
    }

    /// How much help the patient needed.
    Assistance, "assistance" {
        Independent "independent",
        ModifiedIndependent "modified-independent",
        Supervision "supervision",
        ContactGuard "contact-guard",
        Minimal "minimal",
        Moderate "moderate",
        Maximal "maximal",
        Total "total",
    }

    /// What an intervention was for.
    Purpose, "purpose" {
        NeuromuscularControl "neuromuscular-control",
        Strength "strength",
        RangeOfMotion "range-of-motion",
        Flexibility "flexibility",
        Endurance "endurance",
        GaitPattern "gait-pattern",
        FunctionalTask "functional-task",
        RepositioningManeuver "repositioning-maneuver",
        PainRelief "pain-relief",
        SelfCareTraining "self-care-training",
        Evaluation "evaluation",
        Other "other",
    }

    /// What a goal is about.
    GoalKind, "goal kind" {
        Function "function",
        Work "work",
        School "school",
        Impairment "impairment",
        Sport "sport",
        Fitness "fitness",
    }

    /// Where a goal stands.
    GoalStatus, "goal status" {
        Met "met",
        Progressing "progressing",
        Unchanged "unchanged",
        Declined "declined",
        Revised "revised",
        Discontinued "discontinued",
    }

    /// What of a plan was changed.
    ChangeKind, "change" {
        LongTermGoal "long-term-goal",
        ShortTermGoal "short-term-goal",
        Intervention "intervention",
        Frequency "frequency",
        Duration "duration",
        Other "other",
    }

    /// What is to follow a progress report.
    NextStep, "next" {
        Continue "continue",
        Revise "revise",
        Discharge "discharge",
    }

    /// What the clinician expects.
    Prognosis, "prognosis" {
        Poor "poor",
        Fair "fair",
        Good "good",
        Excellent "excellent",
    }

    /// To how many patients, and how, an intervention was delivered.
    Delivery, "delivery" {
        /// One-on-one.
        Individual "individual",
        Group "group",
        /// Several patients at a time, each on a program of their own.
        Concurrent "concurrent",
    }

    /// Why a patient was evaluated again.
    ReevaluationReason, "reevaluation reason" {
        NewFinding "new-finding",
        SignificantChange "significant-change",
        NoResponse "no-response",
        Routine "routine",
    }

    /// A side of the body.
    Side, "side" {
        Left "left",
        Right "right",
        Both "both",
    }

    /// What an attestation is about.
    AttestationSubject, "attestation subject" {
        Evaluation "evaluation",
        Plan "plan",
        Note "note",
        ProgressReport "progress-report",
        Certification "certification",
        Order "order",
    }

    /// The medical diagnosis, or the one that therapy treats.
    DiagnosisKind, "diagnosis kind" {
        Medical "medical",
        Treatment "treatment",
    }

    /// The first certification of a plan, or a later one.
    CertificationKind, "certification kind" {
        Initial "initial",
        Recertification "recertification",
    }

    /// How a certification came about.
    CertificationMode, "certification mode" {
        /// A dated signature on any document that approves the plan.
        Signature "signature",
        /// A spoken approval.
        Verbal "verbal",
        /// A signed order stands in for the signature, from 2025.
        OrderException "order-exception",
    }

    /// How a telehealth visit was held.
    Modality, "modality" {
        Video "video",
        Audio "audio",
    }

    /// The latest date of the order that an order exception rests on.
    ExceptionOrder, "exception order" {
        /// Dated before the plan is sent.
        BeforeSending "before-sending",
        /// Dated before the evaluation.
        BeforeEvaluation "before-evaluation",
    }

    /// Whether day 90 and the last day of a week are inside an interval.
    DayCount, "day count" {
        /// The first day is day 0: day 90 is inside.
        Elapsed "elapsed",
        /// The first day is day 1: every interval is one day shorter.
        FirstDayCounts "first-day-counts",
    }
}

impl Credential {
    /// PT, OT or SLP.
    #[must_use]
    pub const fn is_therapist(self) -> bool {
        matches!(self, Self::Pt | Self::Ot | Self::Slp)
    }

    /// Those who may evaluate and plan: therapists, physicians and practitioners.
    #[must_use]
    pub const fn is_clinician(self) -> bool {
        self.is_therapist() || self.is_certifier() || matches!(self, Self::Od)
    }

    /// Those who may certify a plan; optometrists, for low-vision services only, not among them.
    #[must_use]
    pub const fn is_certifier(self) -> bool {
        matches!(
            self,
            Self::Md | Self::Do | Self::Dpm | Self::Np | Self::Pa | Self::Cns
        )
    }

    /// Returns whether the person is a physician: MD, DO, DPM or OD.
    #[must_use]
    pub const fn is_physician(self) -> bool {
        matches!(self, Self::Md | Self::Do | Self::Dpm | Self::Od)
    }

    /// PTA or OTA.
    #[must_use]
    pub const fn is_assistant(self) -> bool {
        matches!(self, Self::Pta | Self::Ota)
    }

    /// One of the four student credentials.
    #[must_use]
    pub const fn is_student(self) -> bool {
        matches!(
            self,
            Self::StudentPt | Self::StudentPta | Self::StudentOt | Self::StudentOta
        )
    }

    /// A clinician or an assistant.
    #[must_use]
    pub const fn is_qualified(self) -> bool {
        self.is_clinician() || self.is_assistant()
    }

    /// The discipline of a therapist, assistant or student; `None` of everybody else.
    #[must_use]
    pub const fn discipline(self) -> Option<Discipline> {
        match self {
            Self::Pt | Self::Pta | Self::StudentPt | Self::StudentPta => Some(Discipline::Pt),
            Self::Ot | Self::Ota | Self::StudentOt | Self::StudentOta => Some(Discipline::Ot),
            Self::Slp => Some(Discipline::Slp),
            _ => None,
        }
    }
}

impl PayerKind {
    /// Medicare Part B or Medicare Advantage.
    #[must_use]
    pub const fn is_medicare(self) -> bool {
        matches!(self, Self::MedicarePartB | Self::MedicareAdvantage)
    }
}

impl Technique {
    /// Whether it is done to the patient, who has nothing to do.
    #[must_use]
    pub const fn is_passive(self) -> bool {
        matches!(
            self,
            Self::Taping | Self::ElectricalStimulation | Self::Vibration | Self::PassiveDevice
        )
    }
}

impl Assistance {
    /// Whether the patient did it without another person.
    #[must_use]
    pub const fn is_independent(self) -> bool {
        matches!(self, Self::Independent | Self::ModifiedIndependent)
    }
}

/// What a patient lacks and 97112 may treat: an element of its descriptor, or muscle tone.
///
/// # Examples
///
/// ```
/// use therapy_billing::reference::catalog::cpt_97112::Element;
/// use therapy_billing::documentation::Deficit;
///
/// assert_eq!("kinesthetic-sense".parse(), Ok(Deficit::Element(Element::KinestheticSense)));
/// assert_eq!(Deficit::MuscleTone.as_str(), "muscle-tone");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Deficit {
    /// An element that the descriptor of 97112 names.
    Element(Element),
    /// Muscle tone: spasticity, rigidity, flaccidity.
    MuscleTone,
}

impl Deficit {
    /// Control of movement.
    pub const MOVEMENT: Self = Self::Element(Element::Movement);
    /// Balance.
    pub const BALANCE: Self = Self::Element(Element::Balance);
    /// Coordination.
    pub const COORDINATION: Self = Self::Element(Element::Coordination);
    /// Kinesthetic sense.
    pub const KINESTHETIC_SENSE: Self = Self::Element(Element::KinestheticSense);
    /// Posture.
    pub const POSTURE: Self = Self::Element(Element::Posture);
    /// Proprioception.
    pub const PROPRIOCEPTION: Self = Self::Element(Element::Proprioception);

    /// All of them, in the order of the vocabulary.
    pub const ALL: &'static [Self] = &[
        Self::MOVEMENT,
        Self::BALANCE,
        Self::COORDINATION,
        Self::KINESTHETIC_SENSE,
        Self::POSTURE,
        Self::PROPRIOCEPTION,
        Self::MuscleTone,
    ];

    /// Their serialized names.
    pub const WORDS: &'static [&'static str] = &[
        "movement",
        "balance",
        "coordination",
        "kinesthetic-sense",
        "posture",
        "proprioception",
        "muscle-tone",
    ];

    /// The serialized name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Element(element) => element.as_str(),
            Self::MuscleTone => "muscle-tone",
        }
    }
}

impl FromStr for Deficit {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        Self::ALL
            .iter()
            .copied()
            .find(|deficit| deficit.as_str() == word)
            .ok_or(UnknownWord {
                vocabulary: "deficit",
                words: Self::WORDS,
            })
    }
}

impl fmt::Display for Deficit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(feature = "serde")]
super::wire::word!(Deficit);

impl Purpose {
    /// Whether an intervention of this purpose is billed with another code than 97112.
    #[must_use]
    pub const fn is_of_another_code(self) -> bool {
        !matches!(
            self,
            Self::NeuromuscularControl | Self::Evaluation | Self::Other
        )
    }
}
