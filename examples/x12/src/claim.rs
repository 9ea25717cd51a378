//! Walks through the loops of an 837 and gathers its claims, one at a time.

use std::{
    collections::VecDeque,
    io::{self, Read},
};

use serde::Serialize;
use therapy_billing::{Setting, claim, time::Date};

use crate::{
    line::{Fault, Service, date},
    segment::{End, Segment, Segments},
};

/// The segments that a service line (loop 2400 and the loops inside it) may have after `LX`.
const OF_A_LINE: &[&str] = &[
    "SV1", "SV2", "SV3", "SV4", "SV5", "SV6", "SV7", "TOO", "PWK", "CR1", "CR3", "CRC", "DTP",
    "QTY", "MEA", "CN1", "REF", "AMT", "K3", "NTE", "PS1", "HCP", "LIN", "CTP", "NM1", "PRV", "N2",
    "N3", "N4", "PER", "SVD", "CAS", "LQ", "FRM", "TAX", "CUR",
];
/// The other segments of an 837. After the lines of a claim, each of them begins something new.
const BEFORE_LINES: &[&str] = &[
    "TA1", "BHT", "PAT", "DMG", "CL1", "DN1", "DN2", "DSB", "UR", "CR2", "CR4", "CR5", "CR6",
    "CR7", "CR8", "HI", "HSD", "IMM", "OI", "MIA", "MOA",
];

/// Where something was found. Each part is known only inside of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Place {
    /// ST02, the number of the transaction.
    pub st: Option<String>,
    /// CLM01, the number of the claim.
    pub clm: Option<String>,
    /// LX01, the number of the line.
    pub lx: Option<String>,
    /// The place of the segment in the file, counted from 1.
    pub segment: Option<u64>,
}

/// Something that could not be read, in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The place.
    pub place: Place,
    /// The reason.
    pub fault: Fault,
    /// The segment, or `None` for a file without an interchange.
    pub segment: Option<Segment>,
}

/// A claim with the lines that were found in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The transaction and the number of the claim.
    pub place: Place,
    /// The `CLM` segment, or the first segment of lines that have no `CLM` segment.
    pub segment: Segment,
    /// SBR09 of the subscriber, which tells the kind of payer; empty if it is not stated.
    pub payer: String,
    /// The setting, or the reason why it is not known.
    pub setting: Result<Setting, Fault>,
    /// The lines in order of the file.
    pub lines: Vec<Line>,
    /// Whether there were more than [`claim::Claim::MOST_LINES`] lines, which are left out.
    pub is_too_long: bool,
}

/// A line with its `SV1` or `SV2` segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// LX01.
    pub lx: Option<String>,
    /// The `SV1` or `SV2` segment.
    pub segment: Segment,
    /// What the line states, with its date.
    pub service: Service,
}

/// What a file contains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A claim. Its unreadable lines are among its lines.
    Claim(Box<Claim>),
    /// A segment that could not be read and is no service line.
    Problem(Box<Problem>),
}

impl Item {
    fn problem(place: Place, fault: Fault, segment: Option<Segment>) -> Self {
        Self::Problem(Box::new(Problem {
            place,
            fault,
            segment,
        }))
    }
}

/// Returns the claims of a file and the problems in it, in order. One claim is in memory at a time.
pub fn items<R: Read>(input: R) -> Items<R> {
    Items {
        segments: Segments::new(input),
        ready: VecDeque::new(),
        is_at_end: false,
        last: None,
        functional_guide: String::new(),
        transaction: None,
        payer: String::new(),
        claim: None,
        statement: None,
        line: None,
    }
}

/// An iterator over the claims of a file and the problems in it.
#[derive(Debug)]
pub struct Items<R> {
    segments: Segments<R>,
    ready: VecDeque<Item>,
    is_at_end: bool,
    last: Option<Segment>,
    functional_guide: String,
    transaction: Option<Transaction>,
    payer: String,
    claim: Option<Claim>,
    /// The statement date of the claim.
    statement: Option<Result<Date, Fault>>,
    line: Option<OpenLine>,
}

#[derive(Debug)]
struct Transaction {
    number: String,
    first_segment: u64,
    guide: Option<Guide>,
    is_claims: bool,
}

/// The implementation guide of a transaction.
#[derive(Clone, Copy, Debug)]
enum Guide {
    Professional,
    Institutional,
}

/// A line of which more segments may follow.
#[derive(Debug)]
struct OpenLine {
    lx: Option<String>,
    first: Segment,
    service: Option<(Segment, Service)>,
    date: Option<Result<Date, Fault>>,
    /// Whether the reason why there is no service has been reported.
    is_reported: bool,
}

impl<R: Read> Iterator for Items<R> {
    type Item = io::Result<Item>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.ready.is_empty() && !self.is_at_end {
            match self.segments.next_segment() {
                Ok(Some(segment)) => {
                    self.take(&segment);
                    self.last = Some(segment);
                }
                Ok(None) => self.finish(),
                Err(cause) => {
                    self.is_at_end = true;
                    return Some(Err(cause));
                }
            }
        }
        self.ready.pop_front().map(Ok)
    }
}

impl<R: Read> Items<R> {
    fn take(&mut self, segment: &Segment) {
        match segment.end {
            End::Terminator => self.take_whole(segment),
            End::TooLong => {
                let message = "expected a segment of at most 8,192 bytes, found a longer one";
                self.report(segment, Fault::new("segment-too-long", None, message));
            }
            End::File => {
                match segment.name() {
                    "LX" => self.close_line(),
                    "CLM" | "HL" | "SE" => self.close_claim(),
                    _ => {}
                }
                let fault = Fault::new(
                    "truncated",
                    None,
                    "the file ends in the middle of this segment",
                );
                self.cut_off(segment, fault);
            }
        }
    }

    fn take_whole(&mut self, segment: &Segment) {
        match segment.name() {
            "ISA" | "GS" | "ST" | "GE" | "IEA" => self.take_envelope(segment),
            "SE" => self.close_transaction(segment),
            "HL" => {
                self.close_claim();
                if segment.element(3) != "23" {
                    self.payer.clear(); // a patient (23) has the payer of the subscriber
                }
            }
            // inside of a claim and before its lines, this is another payer
            "SBR" if self.claim.is_some() && !self.is_in_lines() => {}
            "SBR" => {
                self.close_claim();
                segment.element(9).clone_into(&mut self.payer);
            }
            "CLM" => {
                self.close_claim();
                let clm = Some(segment.element(1).to_owned()).filter(|number| !number.is_empty());
                self.open_claim(segment, clm, self.setting(segment));
            }
            "LX" => {
                self.close_line();
                self.open_line(segment, Some(segment.element(1).to_owned()));
            }
            "SV1" | "SV2" => {
                if self.line.as_ref().is_none_or(|line| line.service.is_some()) {
                    self.close_line();
                    self.open_line(segment, None);
                }
                if let Some(line) = &mut self.line {
                    line.service = Some((segment.clone(), Service::read(segment)));
                }
            }
            "DTP" => self.take_date(segment),
            name if OF_A_LINE.contains(&name) => {
                // a dental or another line, of a guide that is reported at its ST
                let is_other = matches!(name, "SV3" | "SV4" | "SV6" | "SV7");
                if let Some(line) = self.line.as_mut().filter(|_| is_other) {
                    line.is_reported = true;
                }
            }
            name if BEFORE_LINES.contains(&name) && self.is_in_lines() => self.close_claim(),
            name if BEFORE_LINES.contains(&name) => {}
            name if self
                .transaction
                .as_ref()
                .is_none_or(|transaction| transaction.is_claims) =>
            {
                let message = format_args!("expected a segment of an 837, found \"{name}\"");
                self.report(segment, Fault::new("segment", 0, message));
            }
            _ => {}
        }
    }

    fn take_envelope(&mut self, segment: &Segment) {
        self.close_claim();
        self.payer.clear();
        if self.transaction.take().is_some() {
            let message = format_args!(
                "expected SE at the end of the transaction, found {}",
                segment.name()
            );
            self.report(segment, Fault::new("segment-count", 0, message));
        }
        match segment.name() {
            "GS" => segment.element(8).clone_into(&mut self.functional_guide),
            "ST" => {
                let stated = [segment.element(3), self.functional_guide.as_str()];
                let guide = stated
                    .into_iter()
                    .find(|guide| !guide.is_empty())
                    .unwrap_or_default();
                let transaction = Transaction {
                    number: segment.element(2).to_owned(),
                    first_segment: segment.number,
                    guide: match guide {
                        guide if guide.starts_with("005010X222") => Some(Guide::Professional),
                        guide if guide.starts_with("005010X223") => Some(Guide::Institutional),
                        _ => None,
                    },
                    is_claims: segment.element(1) == "837",
                };
                let is_read = transaction.is_claims && transaction.guide.is_some();
                let message = format_args!(
                    "expected an 837 of 005010X222A1 or 005010X223A2, found {} of \"{guide}\"",
                    segment.element(1)
                );
                let fault = (!is_read).then(|| Fault::new("guide", None, message));
                self.transaction = Some(transaction);
                if let Some(fault) = fault {
                    self.report(segment, fault);
                }
            }
            _ => {}
        }
    }

    fn close_transaction(&mut self, segment: &Segment) {
        self.close_claim();
        let counted = self
            .transaction
            .as_ref()
            .map(|transaction| segment.number - transaction.first_segment + 1);
        let stated = segment.element(1);
        if counted.is_none() || stated.parse().ok() != counted {
            let message = match counted {
                Some(counted) => {
                    format!("expected the count of segments, {counted}, found \"{stated}\"")
                }
                None => "expected ST before SE".to_owned(),
            };
            self.report(segment, Fault::new("segment-count", 1, message));
        }
        self.transaction = None;
        self.payer.clear();
    }

    /// Takes the date of the line, or the statement dates of the claim.
    fn take_date(&mut self, segment: &Segment) {
        match (segment.element(1), &mut self.line) {
            ("472", Some(line)) => line.date = Some(date(segment)),
            ("434", None) if self.claim.is_some() => self.statement = Some(date(segment)),
            _ => {}
        }
    }

    fn finish(&mut self) {
        self.is_at_end = true;
        let last = self.last.take();
        if let (Some(_), Some(last)) = (&self.transaction, &last) {
            self.cut_off(
                last,
                Fault::new(
                    "truncated",
                    None,
                    "the file ends before SE, after this segment",
                ),
            );
        }
        self.close_claim();
        if last.is_none() {
            let fault = Fault::new("interchange", None, "expected an ISA segment, found none");
            self.ready
                .push_back(Item::problem(Place::default(), fault, None));
        }
    }

    /// Whether the claim has a line. Segments that no line has then end the claim, because its
    /// successor may have lost its `HL` or `CLM` segment.
    fn is_in_lines(&self) -> bool {
        self.line.is_some()
            || self
                .claim
                .as_ref()
                .is_some_and(|claim| !claim.lines.is_empty())
    }

    fn open_claim(
        &mut self,
        segment: &Segment,
        clm: Option<String>,
        setting: Result<Setting, Fault>,
    ) {
        self.statement = None;
        self.claim = Some(Claim {
            place: Place {
                clm,
                ..self.place(None)
            },
            segment: segment.clone(),
            payer: self.payer.clone(),
            setting,
            lines: Vec::new(),
            is_too_long: false,
        });
    }

    fn open_line(&mut self, segment: &Segment, lx: Option<String>) {
        if self.claim.is_none() {
            let message =
                "expected CLM before the lines of a claim, so that its setting is not known";
            self.open_claim(segment, None, Err(Fault::new("claim", None, message)));
        }
        self.line = Some(OpenLine {
            lx,
            first: segment.clone(),
            service: None,
            date: None,
            is_reported: false,
        });
    }

    /// Ends what the end of the file cuts off. The own date of the last line may have followed.
    fn cut_off(&mut self, segment: &Segment, fault: Fault) {
        let problem = self.problem(segment, fault);
        if let Some(line) = &mut self.line {
            let missing = || Fault::new("date", None, "the file ends before the date of the line");
            line.date.get_or_insert_with(|| Err(missing()));
            line.is_reported = true;
        }
        self.close_claim();
        self.transaction = None;
        self.ready.push_back(problem);
    }

    fn close_line(&mut self) {
        let Some(line) = self.line.take() else { return };
        let Some((segment, mut service)) = line.service else {
            if !line.is_reported {
                let place = Place {
                    lx: line.lx,
                    ..self.place(Some(&line.first))
                };
                let fault = Fault::new("missing", None, "expected SV1 or SV2 after LX, found none");
                self.ready
                    .push_back(Item::problem(place, fault, Some(line.first)));
            }
            return;
        };
        let nothing = || {
            Err(Fault::new(
                "date",
                None,
                "expected a date of service (DTP*472), found none",
            ))
        };
        if let Ok(Some(entry)) = service.line {
            let date = line
                .date
                .or_else(|| self.statement.clone())
                .unwrap_or_else(nothing);
            service.line = date.map(|date| Some(entry.with_date(date)));
        }
        let Some(claim) = &mut self.claim else { return };
        if claim.lines.len() < claim::Claim::MOST_LINES {
            claim.lines.push(Line {
                lx: line.lx,
                segment,
                service,
            });
        } else {
            claim.is_too_long = true;
            if let Err(fault) = service.line {
                let place = Place {
                    lx: line.lx,
                    segment: Some(segment.number),
                    ..claim.place.clone()
                };
                self.ready
                    .push_back(Item::problem(place, fault, Some(segment)));
            }
        }
    }

    fn close_claim(&mut self) {
        self.close_line();
        self.statement = None;
        if let Some(claim) = self.claim.take() {
            self.ready.push_back(Item::Claim(Box::new(claim)));
        }
    }

    /// The place of a segment in what is open.
    fn place(&self, segment: Option<&Segment>) -> Place {
        Place {
            st: self
                .transaction
                .as_ref()
                .map(|transaction| transaction.number.clone()),
            clm: self
                .claim
                .as_ref()
                .and_then(|claim| claim.place.clm.clone()),
            lx: self.line.as_ref().and_then(|line| line.lx.clone()),
            segment: segment.map(|segment| segment.number),
        }
    }

    fn problem(&self, segment: &Segment, fault: Fault) -> Item {
        Item::problem(self.place(Some(segment)), fault, Some(segment.clone()))
    }

    fn report(&mut self, segment: &Segment, fault: Fault) {
        let problem = self.problem(segment, fault);
        if let Some(line) = &mut self.line {
            line.is_reported = true;
        }
        self.ready.push_back(problem);
    }

    /// The setting of a claim: a professional claim is that of a private practice; the type of bill
    /// of an institutional claim names its setting.
    fn setting(&self, claim: &Segment) -> Result<Setting, Fault> {
        let mut components = claim.components(5);
        let facility = components.next().unwrap_or_default();
        let qualifier = components.next().unwrap_or_default();
        let guide = self
            .transaction
            .as_ref()
            .and_then(|transaction| transaction.guide);
        match (guide, qualifier) {
            (Some(Guide::Professional), "B" | "") | (None, "B") => Ok(Setting::PrivatePractice),
            (Some(Guide::Institutional), "A" | "") | (None, "A") => match facility {
                "12" | "13" => Ok(Setting::OutpatientHospital),
                "22" | "23" => Ok(Setting::SnfPartB),
                "34" => Ok(Setting::HomeHealthPartB),
                "74" => Ok(Setting::RehabilitationAgency),
                "75" => Ok(Setting::Corf),
                "85" => Ok(Setting::CriticalAccessHospital),
                other => {
                    let message = format_args!(
                        "no setting of outpatient therapy has the type of bill \"{other}x\""
                    );
                    Err(Fault::new("setting", 5, message))
                }
            },
            _ => {
                let found = claim.element(5);
                let message = format_args!(
                    "expected a place of service or a type of bill, found \"{found}\""
                );
                Err(Fault::new("setting", 5, message))
            }
        }
    }
}
