//! Defines the closed vocabularies of the record, such as credentials, techniques and kinds of payer.

use core::{fmt, str::FromStr};

use super::{UnknownWord, declare::vocabulary};
use crate::reference::catalog::Discipline;
use crate::reference::catalog::cpt_97112::Element;

vocabulary! {
    /// The kind of a payer.
    PayerKind, "payer kind" {
        /// Medicare Part B.
        MedicarePartB "medicare-part-b",
        /// A Medicare Advantage plan.
        MedicareAdvantage "medicare-advantage",
        /// A Medicaid program.
        Medicaid "medicaid",
        /// A commercial insurer.
        Commercial "commercial",
        /// A workers' compensation insurer.
        WorkersCompensation "workers-compensation",
        /// TRICARE, the insurance of the armed forces.
        Tricare "tricare",
        /// The Department of Veterans Affairs.
        VeteransAffairs "veterans-affairs",
        /// An automobile or liability insurer.
        AutoLiability "auto-liability",
        /// The patient, who pays without insurance.
        SelfPay "self-pay",
    }

    /// The professional designation of a person, or the lack of one.
    Credential, "credential" {
        /// A physical therapist.
        Pt "pt",
        /// A physical therapist assistant.
        Pta "pta",
        /// An occupational therapist.
        Ot "ot",
        /// An occupational therapy assistant.
        Ota "ota",
        /// A speech-language pathologist.
        Slp "slp",
        /// A doctor of medicine.
        Md "md",
        /// A doctor of osteopathy.
        Do "do",
        /// A doctor of podiatric medicine.
        Dpm "dpm",
        /// A doctor of optometry.
        Od "od",
        /// A nurse practitioner.
        Np "np",
        /// A physician assistant.
        Pa "pa",
        /// A clinical nurse specialist.
        Cns "cns",
        /// A doctor of chiropractic.
        Dc "dc",
        /// A dentist.
        Dds "dds",
        /// A registered nurse.
        Rn "rn",
        /// An athletic trainer.
        Atc "atc",
        /// A student of physical therapy.
        StudentPt "student-pt",
        /// A student who is to become a physical therapist assistant.
        StudentPta "student-pta",
        /// A student of occupational therapy.
        StudentOt "student-ot",
        /// A student who is to become an occupational therapy assistant.
        StudentOta "student-ota",
        /// An aide, who has no professional designation.
        Aide "aide",
    }

    /// The part that a person had in a visit.
    Role, "role" {
        /// A person who treated the patient.
        Treating "treating",
        /// A person who supervised the treatment.
        Supervising "supervising",
        /// A student who took part. A student who only watched is an observer.
        Student "student",
        /// An aide.
        Aide "aide",
        /// A person who only watched.
        Observer "observer",
    }

    /// A requirement that a payer or a state has put in writing, in addition to the rules that always apply.
    Requirement, "requirement" {
        /// The total treatment time of the visit.
        SessionLength "session-length",
        /// The times at which the session began and ended.
        StartAndStopTimes "start-and-stop-times",
        /// The minutes of each timed code.
        MinutesPerCode "minutes-per-code",
        /// The patient's response to treatment.
        Response "response",
        /// A signed order before the first visit.
        Order "order",
        /// A plan of care.
        PlanOfCare "plan-of-care",
        /// Treatment that aims at recovery and not at maintenance.
        RestorativeIntent "restorative-intent",
        /// The cosignature of a clinician on an assistant's note.
        AssistantCosignature "assistant-cosignature",
        /// The name of the clinician who supervised an assistant.
        SupervisorNamed "supervisor-named",
    }

    /// The way in which a signature was made.
    SignatureMethod, "signature method" {
        /// An electronic signature.
        Electronic "electronic",
        /// A signature by hand.
        Handwritten "handwritten",
        /// A stamp, which Medicare accepts only with a reason on file.
        Stamp "stamp",
    }

    /// The level at which an assistant was supervised.
    SupervisionLevel, "supervision level" {
        /// The supervisor was in the room.
        Personal "personal",
        /// The supervisor was in the office suite and immediately available.
        Direct "direct",
        /// The supervisor was immediately available by video.
        DirectByVideo "direct-by-video",
        /// The supervisor directed the treatment. The supervisor's presence is not required.
        General "general",
        /// Nobody supervised.
        None "none",
    }

    /// A technique or activity of neuromuscular reeducation (CPT 97112), as a note records it.
    ///
    /// The families of techniques are
    /// [`TechniqueFamily`](crate::reference::catalog::cpt_97112::TechniqueFamily).
    Technique, "technique" {
        /// Proprioceptive neuromuscular facilitation.
        Pnf "pnf",
        /// The Bobath concept, or neurodevelopmental treatment.
        BobathNdt "bobath-ndt",
        /// The Feldenkrais method.
        Feldenkrais "feldenkrais",
        /// Work on an unstable surface, such as foam.
        UnstableSurface "unstable-surface",
        /// Recovery of balance after a push or a pull.
        Perturbation "perturbation",
        /// Shifting weight from one side or direction to another.
        WeightShift "weight-shift",
        /// Training of steps that regain balance.
        SteppingStrategy "stepping-strategy",
        /// Alternating resistance against which the patient keeps still.
        RhythmicStabilization "rhythmic-stabilization",
        /// Training to rely on another sense, for example with the eyes closed.
        SensoryReweighting "sensory-reweighting",
        /// Keeping the gaze on a target while the head moves.
        GazeStabilization "gaze-stabilization",
        /// Repeated exposure to a movement that provokes symptoms.
        Habituation "habituation",
        /// Graded exposure to touch or pressure.
        Desensitization "desensitization",
        /// Reaching for targets of increasing difficulty.
        GradedReach "graded-reach",
        /// Constraint-induced movement, in which the better limb is restrained.
        ConstraintInduced "constraint-induced",
        /// Feedback from a mirror or another picture of the movement.
        MirrorOrVisualFeedback "mirror-or-visual-feedback",
        /// Movement that is guided by biofeedback.
        BiofeedbackGuided "biofeedback-guided",
        /// Facilitation of a movement by touch.
        TactileFacilitation "tactile-facilitation",
        /// Reduction of unwanted muscle activity.
        Inhibition "inhibition",
        /// Retraining of posture.
        PosturalRetraining "postural-retraining",
        /// Standing on one leg.
        SingleLegStance "single-leg-stance",
        /// A second task at the same time.
        DualTask "dual-task",
        /// Training of large movements.
        AmplitudeTraining "amplitude-training",
        /// Training to plan and order movements.
        MotorPlanning "motor-planning",
        /// Tape. It is passive.
        Taping "taping",
        /// Electrical stimulation. It is passive.
        ElectricalStimulation "electrical-stimulation",
        /// Vibration. It is passive.
        Vibration "vibration",
        /// A device that moves the patient. It is passive.
        PassiveDevice "passive-device",
        /// Only the name of the code, without a technique.
        Unspecified "unspecified",
    }

    /// A cue that the clinician gave.
    Cue, "cue" {
        /// A spoken cue.
        Verbal "verbal",
        /// A cue by touch.
        Tactile "tactile",
        /// A cue that the patient sees.
        Visual "visual",
        /// Guidance of the movement by hand.
        ManualFacilitation "manual-facilitation",
    }

    /// A position of the body.
    Position, "position" {
        /// Sitting.
        Sitting "sitting",
        /// Standing.
        Standing "standing",
        /// Walking.
        Walking "walking",
        /// Kneeling.
        Kneeling "kneeling",
        /// On hands and knees.
        Quadruped "quadruped",
        /// Lying on one side.
        SideLying "side-lying",
        /// Lying on the back.
        Supine "supine",
        /// Lying face down.
        Prone "prone",
    }

    /// The help that the patient needed.
    Assistance, "assistance" {
        /// The patient needed no help.
        Independent "independent",
        /// The patient needed a device or more time, but no person.
        ModifiedIndependent "modified-independent",
        /// The patient needed a person who watched.
        Supervision "supervision",
        /// The patient needed a hand on the body for safety.
        ContactGuard "contact-guard",
        /// The patient needed minimal assistance.
        Minimal "minimal",
        /// The patient needed moderate assistance.
        Moderate "moderate",
        /// The patient needed maximal assistance.
        Maximal "maximal",
        /// The patient was moved entirely by others.
        Total "total",
    }

    /// The purpose of an intervention.
    Purpose, "purpose" {
        /// Control of movement, balance or posture, which is the purpose of 97112.
        NeuromuscularControl "neuromuscular-control",
        /// Strength.
        Strength "strength",
        /// Range of motion.
        RangeOfMotion "range-of-motion",
        /// Flexibility.
        Flexibility "flexibility",
        /// Endurance.
        Endurance "endurance",
        /// The gait pattern.
        GaitPattern "gait-pattern",
        /// A task of daily life.
        FunctionalTask "functional-task",
        /// A repositioning maneuver for vertigo.
        RepositioningManeuver "repositioning-maneuver",
        /// Relief of pain.
        PainRelief "pain-relief",
        /// Training of self-care.
        SelfCareTraining "self-care-training",
        /// An evaluation.
        Evaluation "evaluation",
        /// Another purpose.
        Other "other",
    }

    /// The part of life that a goal is about.
    GoalKind, "goal kind" {
        /// Function in daily life.
        Function "function",
        /// Work.
        Work "work",
        /// School.
        School "school",
        /// An impairment, such as strength or range of motion.
        Impairment "impairment",
        /// Sport, which is not covered.
        Sport "sport",
        /// General fitness, which is not covered.
        Fitness "fitness",
    }

    /// The status of a goal in a progress report.
    GoalStatus, "goal status" {
        /// The goal has been reached.
        Met "met",
        /// The patient has come closer to the goal.
        Progressing "progressing",
        /// The patient has not come closer to the goal.
        Unchanged "unchanged",
        /// The patient is further from the goal than before.
        Declined "declined",
        /// The goal has been revised.
        Revised "revised",
        /// The goal has been given up.
        Discontinued "discontinued",
    }

    /// The part of a plan of care that was changed.
    ChangeKind, "change" {
        /// A long-term goal.
        LongTermGoal "long-term-goal",
        /// A short-term goal.
        ShortTermGoal "short-term-goal",
        /// A procedure.
        Intervention "intervention",
        /// The frequency.
        Frequency "frequency",
        /// The duration.
        Duration "duration",
        /// Another part of the plan.
        Other "other",
    }

    /// The step that follows a progress report.
    NextStep, "next" {
        /// Continue the plan.
        Continue "continue",
        /// Revise the plan.
        Revise "revise",
        /// End treatment.
        Discharge "discharge",
    }

    /// The prognosis of an evaluation.
    Prognosis, "prognosis" {
        /// A poor prognosis.
        Poor "poor",
        /// A fair prognosis.
        Fair "fair",
        /// A good prognosis.
        Good "good",
        /// An excellent prognosis.
        Excellent "excellent",
    }

    /// The way in which an intervention was delivered: one-on-one or to several patients.
    Delivery, "delivery" {
        /// One-on-one contact with one patient.
        Individual "individual",
        /// A group that does the same under one clinician.
        Group "group",
        /// Several patients at the same time, each with a program of their own.
        Concurrent "concurrent",
    }

    /// The reason for a re-evaluation.
    ReevaluationReason, "reevaluation reason" {
        /// A new clinical finding.
        NewFinding "new-finding",
        /// A significant change of the patient's condition.
        SignificantChange "significant-change",
        /// A lack of response to treatment.
        NoResponse "no-response",
        /// Routine reassessment, which is part of treatment.
        Routine "routine",
    }

    /// A side of the body.
    Side, "side" {
        /// The left side.
        Left "left",
        /// The right side.
        Right "right",
        /// Both sides.
        Both "both",
    }

    /// The document that an attestation is about.
    AttestationSubject, "attestation subject" {
        /// The evaluation.
        Evaluation "evaluation",
        /// The plan of care.
        Plan "plan",
        /// The treatment note.
        Note "note",
        /// A progress report.
        ProgressReport "progress-report",
        /// A certification.
        Certification "certification",
        /// An order. Medicare accepts no attestation of an unsigned order.
        Order "order",
    }

    /// The kind of a diagnosis: the medical one, or the one that therapy treats.
    DiagnosisKind, "diagnosis kind" {
        /// The medical diagnosis.
        Medical "medical",
        /// The diagnosis that therapy treats.
        Treatment "treatment",
    }

    /// The kind of a certification: the first one of a plan, or a later one.
    CertificationKind, "certification kind" {
        /// The initial certification, the first one of a plan.
        Initial "initial",
        /// A recertification, which continues a plan.
        Recertification "recertification",
    }

    /// The mode of a certification: how the approval was given.
    CertificationMode, "certification mode" {
        /// A dated signature on any document that approves the plan.
        Signature "signature",
        /// A verbal approval.
        Verbal "verbal",
        /// The signed-order exception: since 2025, a signed order may replace the signature.
        OrderException "order-exception",
    }

    /// The technology of a telehealth visit.
    Modality, "modality" {
        /// Sound and picture.
        Video "video",
        /// Sound only.
        Audio "audio",
    }

    /// The latest date of the order that replaces the signature on the initial plan.
    ExceptionOrder, "exception order" {
        /// The order is dated on or before the day on which the plan is sent.
        BeforeSending "before-sending",
        /// The order is dated on or before the day of the evaluation.
        BeforeEvaluation "before-evaluation",
    }

    /// The way in which the days of a certification period are counted.
    DayCount, "day count" {
        /// The first day is day 0, so that day 90 is inside.
        Elapsed "elapsed",
        /// The first day is day 1, so that every period is one day shorter.
        FirstDayCounts "first-day-counts",
    }
}

impl Credential {
    /// Returns whether the person is a therapist: PT, OT or SLP.
    #[must_use]
    pub const fn is_therapist(self) -> bool {
        matches!(self, Self::Pt | Self::Ot | Self::Slp)
    }

    /// Returns whether the person is a clinician, who may evaluate and plan: a therapist, physician or
    /// nonphysician practitioner. An assistant is not one.
    #[must_use]
    pub const fn is_clinician(self) -> bool {
        self.is_therapist() || self.is_certifier() || matches!(self, Self::Od)
    }

    /// Returns whether the person may certify a plan of care: MD, DO, DPM, NP, PA or CNS. Optometrists, who may
    /// certify low-vision services only, are not included.
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

    /// Returns whether the person is an assistant: PTA or OTA.
    #[must_use]
    pub const fn is_assistant(self) -> bool {
        matches!(self, Self::Pta | Self::Ota)
    }

    /// Returns whether the person is a student of therapy.
    #[must_use]
    pub const fn is_student(self) -> bool {
        matches!(
            self,
            Self::StudentPt | Self::StudentPta | Self::StudentOt | Self::StudentOta
        )
    }

    /// Returns whether the person is a clinician or an assistant.
    #[must_use]
    pub const fn is_qualified(self) -> bool {
        self.is_clinician() || self.is_assistant()
    }

    /// Returns the discipline of a therapist, an assistant or a student, or `None` for everybody else.
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
    /// Returns whether the payer is Medicare Part B or a Medicare Advantage plan.
    #[must_use]
    pub const fn is_medicare(self) -> bool {
        matches!(self, Self::MedicarePartB | Self::MedicareAdvantage)
    }
}

impl Technique {
    /// Returns whether the technique is passive: it is done to the patient, who does nothing.
    #[must_use]
    pub const fn is_passive(self) -> bool {
        matches!(
            self,
            Self::Taping | Self::ElectricalStimulation | Self::Vibration | Self::PassiveDevice
        )
    }
}

impl Assistance {
    /// Returns whether the patient needed no other person.
    #[must_use]
    pub const fn is_independent(self) -> bool {
        matches!(self, Self::Independent | Self::ModifiedIndependent)
    }
}

/// A deficit that 97112 may treat: an element of its descriptor, or muscle tone.
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
    /// A deficit of muscle tone: spasticity, rigidity or flaccidity.
    MuscleTone,
}

impl Deficit {
    /// A deficit of movement.
    pub const MOVEMENT: Self = Self::Element(Element::Movement);
    /// A deficit of balance.
    pub const BALANCE: Self = Self::Element(Element::Balance);
    /// A deficit of coordination.
    pub const COORDINATION: Self = Self::Element(Element::Coordination);
    /// A deficit of kinesthetic sense.
    pub const KINESTHETIC_SENSE: Self = Self::Element(Element::KinestheticSense);
    /// A deficit of posture.
    pub const POSTURE: Self = Self::Element(Element::Posture);
    /// A deficit of proprioception.
    pub const PROPRIOCEPTION: Self = Self::Element(Element::Proprioception);

    /// Lists all deficits, in the order of the vocabulary.
    pub const ALL: &'static [Self] = &[
        Self::MOVEMENT,
        Self::BALANCE,
        Self::COORDINATION,
        Self::KINESTHETIC_SENSE,
        Self::POSTURE,
        Self::PROPRIOCEPTION,
        Self::MuscleTone,
    ];

    /// Lists the serialized names of all deficits, in the same order.
    pub const WORDS: &'static [&'static str] = &[
        "movement",
        "balance",
        "coordination",
        "kinesthetic-sense",
        "posture",
        "proprioception",
        "muscle-tone",
    ];

    /// Returns the serialized name.
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
    /// Returns whether an intervention with this purpose is billed with another code than 97112.
    #[must_use]
    pub const fn is_of_another_code(self) -> bool {
        !matches!(
            self,
            Self::NeuromuscularControl | Self::Evaluation | Self::Other
        )
    }
}
