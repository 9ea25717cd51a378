//! Explains an allocation: its reasons in order, each with its source.

use alloc::{string::String, vec::Vec};
use core::fmt;

use super::{
    allocation::Allocation,
    apportion::Standing,
    entry::{Clock, Entry, divide, order_of_service},
    rule::{PartialUnit, Pooling, UnitRule},
    step::Step,
    words::{Piece, say},
};
use crate::{
    citation::Citation,
    code::ProcedureCode,
    order,
    quantity::{Minutes, Units},
    reference::catalog::Timing,
};

/// Contains a step and its source.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reason {
    /// The step with its numbers.
    pub step: Step,
    /// The document that contains the rule for it.
    pub citation: Citation,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.step, self.citation)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Reason {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;

        let mut fields = serializer.serialize_struct("Reason", 3)?;
        fields.serialize_field("kind", self.step.kind())?;
        fields.serialize_field("text", &crate::wire::Shown(&self.step))?;
        fields.serialize_field("citation", &self.citation)?;
        fields.end()
    }
}

/// Contains the reasons of an allocation in order.
///
/// `Display` prints one sentence per line and the sources at the end.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "tables")] {
/// use therapy_billing::{Discipline, Session, UnitRule, time::macros::date};
///
/// let session = Session::of(date!(2026 - 03 - 14), Discipline::Pt, [("97112", 24), ("97110", 23)])?;
/// assert_eq!(
///     UnitRule::MEDICARE.allocate(&session).explain().to_string(),
///     "47 timed minutes are in the range 38 through 52, which supports 3 units.\n\
///      97112: 24 minutes contain 1 full unit, with 9 minutes remaining.\n\
///      97110: 23 minutes contain 1 full unit, with 8 minutes remaining.\n\
///      The third unit is assigned to 97112, which has the most remaining minutes (9 minutes).\n\
///      Source: CMS Pub. 100-04, ch. 5, §20.2.C\n"
/// );
/// # }
/// # Ok::<(), therapy_billing::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(transparent))]
pub struct Explanation {
    reasons: Vec<Reason>,
}

impl Explanation {
    /// Returns the reasons in order.
    #[must_use]
    pub fn reasons(&self) -> &[Reason] {
        &self.reasons
    }

    /// Returns the text of `Display`, written straight into one string.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(128 * (self.reasons.len() + 1));
        // writing to a string cannot fail
        let _ = self.put(&mut text);
        text
    }

    /// Returns the sources, each once, in order of first use.
    #[must_use]
    pub fn citations(&self) -> Vec<Citation> {
        self.reasons
            .iter()
            .fold(Vec::new(), |mut citations, reason| {
                if !citations.contains(&reason.citation) {
                    citations.push(reason.citation);
                }
                citations
            })
    }
}

impl Piece for Explanation {
    fn put<W: fmt::Write>(&self, to: &mut W) -> fmt::Result {
        for reason in &self.reasons {
            say!(to, reason.step, "\n")?;
        }
        let citations = self.citations();
        for (place, citation) in citations.iter().enumerate() {
            let before = match place {
                0 if citations.len() == 1 => "Source: ",
                0 => "Sources: ",
                _ => "; ",
            };
            say!(to, before, *citation)?;
        }
        say!(to, if citations.is_empty() { "" } else { "\n" })
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl Allocation {
    /// Explains every unit, and every minute for which no unit is due.
    #[must_use]
    pub fn explain(&self) -> Explanation {
        let mut reasons = Reasons {
            rule: self.rule(),
            list: Vec::with_capacity(2 * self.entries().len() + 2),
        };
        if self.pooled().next().is_some() {
            self.explain_contract(&mut reasons);
            self.explain_pool(&mut reasons);
        }
        for entry in self.entries() {
            self.explain_alone(entry, &mut reasons);
        }
        for line in self.lines().filter(|line| line.units.is_zero()) {
            if let Some(minutes) = line.minutes {
                reasons.push(
                    Step::NoUnit {
                        code: line.code,
                        minutes,
                    },
                    Citation::BPM_220_3_E,
                );
            }
        }
        Explanation {
            reasons: reasons.list,
        }
    }

    /// Names the codes that the catalog counts in blocks of another length than the contract.
    fn explain_contract(&self, reasons: &mut Reasons) {
        let block = self.rule().block_minutes();
        let delivered = self.session().delivered();
        let converted = self.pooled().filter(|entry| {
            let timing = delivered
                .get(usize::from(entry.since))
                .map(|code| code.timing);
            timing.and_then(Timing::block) != Some(block)
        });
        let mut codes: Vec<ProcedureCode> = converted
            .flat_map(|entry| {
                [
                    Some(entry.code),
                    entry.clock.family().map(|family| family.add_on),
                ]
            })
            .flatten()
            .collect();
        if !codes.is_empty() {
            order::by_key(&mut codes, |code| code.rank());
            reasons.push(
                Step::ContractBlocks { codes, block },
                self.rule().citation(),
            );
        }
    }

    fn explain_pool(&self, reasons: &mut Reasons) {
        let rounding = self.rule().rounding();
        let minutes = self.pool_minutes();
        let held = rounding.units(minutes);
        let own = self.rule().citation();
        if self.rule().pooling() == Pooling::Session {
            let from = rounding.least_minutes(held);
            let to = rounding.least_minutes(held + 1) - 1;
            reasons.push(
                Step::Total {
                    minutes,
                    units: held,
                    from,
                    to,
                },
                own,
            );
        }
        for entry in self.pooled() {
            reasons.push(
                Step::FullUnits {
                    code: entry.code,
                    with: entry.clock.family().map(|family| family.add_on),
                    minutes: Minutes::new(entry.counted),
                    units: Units::new(entry.full),
                    left: Minutes::new(entry.left(rounding.block())),
                },
                own,
            );
        }
        if self.rule().pooling() == Pooling::Capped {
            let alone: u32 = self
                .pooled()
                .map(|entry| rounding.units(entry.counted.into()))
                .sum();
            if alone > held {
                reasons.push(
                    Step::Cap {
                        alone,
                        minutes,
                        units: held,
                    },
                    own,
                );
            }
        }
        self.explain_extras(reasons);
        for entry in self.pooled() {
            explain_division(entry, reasons);
        }
    }

    /// Explains the extra units in the order in which they are assigned, then the tie.
    fn explain_extras(&self, reasons: &mut Reasons) {
        let rounding = self.rule().rounding();
        let own = self.rule().citation();
        let mut sure: Vec<&Entry> = self
            .entries()
            .iter()
            .filter(|entry| self.standing(entry) == Standing::With)
            .collect();
        let full = self.pool().total - self.pool().extra;
        if self.rule().pooling() == Pooling::Session {
            order::by_key(&mut sure, |entry| {
                order_of_service(rounding, entry.counted.into(), entry.since)
            });
        }
        for (nth, entry) in (full + 1..).zip(sure) {
            let code = entry.movable_code();
            let left = Minutes::new(entry.left(rounding.block()));
            let step = match self.rule().pooling() {
                Pooling::Session => Step::Extra { nth, code, left },
                Pooling::None | Pooling::Capped => {
                    let threshold = Minutes::new(rounding.threshold());
                    Step::EarnedAlone {
                        code,
                        left,
                        threshold,
                    }
                }
            };
            reasons.push(step, own);
        }
        if let Some(tie) = self.tie() {
            let mut chosen: Vec<_> = self
                .tied()
                .filter(|entry| entry.attained > entry.full)
                .map(Entry::movable_code)
                .collect();
            order::by_key(&mut chosen, |code| code.rank());
            let left = Minutes::new(self.pool().cut);
            reasons.push(
                Step::Tie {
                    codes: tie.codes,
                    left,
                    units: tie.units,
                    chosen,
                    by_caller: self.is_chosen(),
                },
                own,
            );
        }
    }

    fn explain_alone(&self, entry: &Entry, reasons: &mut Reasons) {
        let code = entry.code;
        let minutes = Minutes::new(entry.counted);
        let units = Units::new(entry.attained);
        match entry.clock {
            Clock::Pool | Clock::PoolFamily(_) | Clock::AddOn(_) => {}
            Clock::Untimed => reasons.push(
                Step::Untimed {
                    code,
                    minutes: entry.minutes,
                },
                Citation::CPM_20_2_B,
            ),
            Clock::Counted => reasons.push(Step::Counted { code }, Citation::CPT_TIME),
            Clock::Own(block) => {
                let threshold = Minutes::new(self.rule().rounding_of(block).threshold());
                let step = Step::OwnClock {
                    code,
                    minutes,
                    block,
                    threshold,
                    units,
                };
                reasons.push(step, reasons.own_clock());
            }
            Clock::OwnFamily(family) => {
                let step = Step::OwnFamily {
                    family,
                    minutes,
                    units,
                };
                reasons.push(step, reasons.own_clock());
                explain_division(entry, reasons);
            }
        }
    }
}

fn explain_division(entry: &Entry, reasons: &mut Reasons) {
    if let Some(family) = entry.clock.family().filter(|_| entry.attained > 0) {
        let (first, further) = divide(entry.attained);
        let [first, further] = [first, further].map(Units::new);
        let step = Step::FamilyDivided {
            family,
            first,
            further,
        };
        reasons.push(step, Citation::CPT_TIME);
    }
}

struct Reasons {
    rule: UnitRule,
    list: Vec<Reason>,
}

impl Reasons {
    fn push(&mut self, step: Step, citation: Citation) {
        self.list.push(Reason { step, citation });
    }

    /// Returns the source for a code of another block length.
    fn own_clock(&self) -> Citation {
        match self.rule.partial_unit() {
            PartialUnit::Never => self.rule.citation(),
            PartialUnit::PastMidpoint | PartialUnit::Minutes(_) => Citation::ASHA,
        }
    }
}
