//! Reads one service line: `SV1` of a professional claim or `SV2` of an institutional one.

use std::fmt;

use therapy_billing::{
    Designation, Modifier, Modifiers, ProcedureCode, ReferenceData, ServiceLine, Units,
    calendar::parse_compact_date, claim::RevenueCode, time::Date,
};

use crate::segment::Segment;

/// The reason why a segment could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The kind of the error, in kebab-case.
    pub kind: &'static str,
    /// What was expected and what was found.
    pub message: String,
    /// The place of the element, counted as in `SV104`, or `None` for the segment as a whole.
    pub element: Option<usize>,
}

impl Fault {
    /// Returns an error of a kind at an element of a segment.
    pub fn new(
        kind: &'static str,
        element: impl Into<Option<usize>>,
        message: impl fmt::Display,
    ) -> Self {
        Self {
            kind,
            message: message.to_string(),
            element: element.into(),
        }
    }
}

/// Contains what a service line states, apart from its date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// The line, or `None` for an `SV2` without a procedure, such as supplies or a room.
    pub line: Result<Option<ServiceLine>, Fault>,
    /// Whether the code or a modifier shows that the line is therapy.
    pub is_therapy: bool,
}

/// The places of the elements of a service line.
#[derive(Clone, Copy, Debug)]
pub struct Places {
    /// The revenue code.
    pub revenue: Option<usize>,
    /// The procedure code with its modifiers.
    pub procedure: usize,
    /// The unit of measurement.
    pub basis: usize,
    /// The quantity.
    pub quantity: usize,
}

impl Places {
    /// Returns the places of a segment by its name.
    #[must_use]
    pub fn of(name: &str) -> Self {
        match name {
            "SV2" => Self {
                revenue: Some(1),
                procedure: 2,
                basis: 4,
                quantity: 5,
            },
            _ => Self {
                revenue: None,
                procedure: 1,
                basis: 3,
                quantity: 4,
            },
        }
    }
}

impl Service {
    /// Reads an `SV1` or `SV2` segment.
    #[must_use]
    pub fn read(segment: &Segment) -> Self {
        let places = Places::of(segment.name());
        if segment.name() == "SV2" && segment.element(places.procedure).is_empty() {
            return Self {
                line: Ok(None),
                is_therapy: false,
            };
        }
        match procedure(segment, places.procedure) {
            Ok((code, modifiers)) => Self {
                line: line(segment, places, code, modifiers).map(Some),
                is_therapy: is_therapy(code, &modifiers),
            },
            Err(fault) => Self {
                line: Err(fault),
                is_therapy: false,
            },
        }
    }
}

/// Reads `HC`, the code and up to four modifiers. What follows them is a description.
fn procedure(segment: &Segment, place: usize) -> Result<(ProcedureCode, Modifiers), Fault> {
    let mut components = segment.components(place);
    let qualifier = components.next().unwrap_or_default();
    if qualifier != "HC" {
        let separator = char::from(segment.separators.component);
        return Err(Fault::new(
            "procedure",
            place,
            format_args!(
                "expected a procedure such as HC{separator}97112, found \"{}\"",
                segment.element(place)
            ),
        ));
    }
    let code = components.next().unwrap_or_default();
    let code = code.parse().map_err(|cause| {
        Fault::new(
            "procedure",
            place,
            format_args!("\"{code}\" is no procedure code: {cause}"),
        )
    })?;
    let modifiers = Modifiers::parse(components.take(4));
    Ok((
        code,
        modifiers.map_err(|cause| Fault::new("modifier", place, cause))?,
    ))
}

/// Reads the quantity and the revenue code.
fn line(
    segment: &Segment,
    places: Places,
    code: ProcedureCode,
    modifiers: Modifiers,
) -> Result<ServiceLine, Fault> {
    let Places {
        basis, quantity, ..
    } = places;
    match (segment.element(basis), segment.element(quantity)) {
        ("", _) => {
            return Err(Fault::new(
                "missing",
                basis,
                "expected the unit of measurement UN, found nothing",
            ));
        }
        ("MJ", _) => {
            return Err(Fault::new(
                "unit-basis",
                basis,
                "expected a quantity in units (UN), found minutes (MJ)",
            ));
        }
        ("UN", "") => {
            return Err(Fault::new(
                "missing",
                quantity,
                "expected a quantity, found nothing",
            ));
        }
        ("UN", _) => {}
        (other, _) => {
            let message = format_args!("expected a quantity in units (UN), found \"{other}\"");
            return Err(Fault::new("unit-basis", basis, message));
        }
    }
    let units: Result<Units, _> = segment.element(quantity).parse();
    let units = units.map_err(|cause| Fault::new("units", quantity, cause))?;
    let line = ServiceLine::new(code, units).with_modifiers(modifiers);
    match places.revenue.map(|place| (place, segment.element(place))) {
        None | Some((_, "")) => Ok(line),
        Some((place, text)) => {
            let revenue: Result<RevenueCode, _> = text.parse();
            let revenue = revenue.map_err(|cause| Fault::new("revenue-code", place, cause))?;
            Ok(line.with_revenue_code(revenue))
        }
    }
}

/// Returns whether a modifier or the catalog shows that a line is therapy.
fn is_therapy(code: ProcedureCode, modifiers: &Modifiers) -> bool {
    let has_discipline = [Modifier::GP, Modifier::GO, Modifier::GN]
        .iter()
        .any(|modifier| modifiers.contains(*modifier));
    let designation = ReferenceData::built_in()
        .entry(code)
        .map(therapy_billing::CodeEntry::designation);
    let is_listed = matches!(
        designation,
        Some(Designation::Always | Designation::Sometimes | Designation::Listed)
    );
    has_discipline || is_listed
}

/// Reads the date of a `DTP` segment: one day, or a range of one day.
pub fn date(segment: &Segment) -> Result<Date, Fault> {
    let text = segment.element(3);
    let day = |text: &str| {
        parse_compact_date(text).map_err(|cause| {
            Fault::new(
                "date",
                None,
                format_args!("{} has no date: {cause}", segment.text),
            )
        })
    };
    match (segment.element(2), text.split_once('-')) {
        ("D8", _) => day(text),
        ("RD8", Some((first, last))) if day(first)? == day(last)? => day(first),
        ("RD8", Some(_)) => Err(Fault::new(
            "date-range",
            None,
            format_args!("expected one day of service, found {text}"),
        )),
        _ => Err(Fault::new(
            "date",
            None,
            format_args!(
                "expected a date of the form D8 or RD8, found {}",
                segment.text
            ),
        )),
    }
}
