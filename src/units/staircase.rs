//! Draws units against minutes for one block length.

use core::fmt;

use super::rounding::Rounding;

/// Draws the units of 0 to `minutes` minutes of one code as an SVG picture; its `Display` is the SVG.
///
/// The picture has a title, follows the colour of its surroundings, contains no blank line, and can be
/// put into a page as it is. This is the one of Medicare and CPT, [`Rounding::past_midpoint`] of 15:
///
#[doc = include_str!("staircase.svg")]
///
/// # Examples
///
/// ```
/// use therapy_billing::{UnitRule, units::Staircase};
///
/// let picture = Staircase::new(UnitRule::MEDICARE.rounding(), 60).to_string();
/// assert!(picture.starts_with("<svg") && picture.contains("8 minutes: 1 unit"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Staircase {
    rounding: Rounding,
    minutes: u16,
}

/// The pixels to the left of and below the steps, for the scales.
const MARGIN: u32 = 28;
/// The pixels per minute.
const WIDE: u32 = 6;
/// The pixels per unit.
const HIGH: u32 = 24;

impl Staircase {
    /// Creates the staircase of a rounding from 0 to `minutes` minutes.
    #[must_use]
    pub const fn new(rounding: Rounding, minutes: u16) -> Self {
        Self { rounding, minutes }
    }

    /// Returns the minutes at which another unit is attained, with the units attained.
    fn steps(self) -> impl Iterator<Item = (u32, u32)> {
        let last = self.rounding.units(self.minutes.into());
        (1..=last).filter_map(move |units| {
            let minutes = self.rounding.least_minutes(units);
            u32::try_from(minutes).ok().map(|minutes| (minutes, units))
        })
    }
}

impl fmt::Display for Staircase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let minutes = u32::from(self.minutes);
        let top = self.rounding.units(minutes) + 1;
        let (right, floor) = (MARGIN + minutes * WIDE, top * HIGH);
        let (width, height) = (right + MARGIN, floor + MARGIN);
        let across = |minutes: u32| MARGIN + minutes * WIDE;
        let up = |units: u32| floor - units * HIGH;
        writeln!(
            f,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
             width=\"{width}\" font-family=\"sans-serif\" font-size=\"11\" fill=\"currentColor\" \
             stroke=\"none\" role=\"img\">"
        )?;
        writeln!(
            f,
            "<title>Units of one code in blocks of {}, the last counted from minute {}</title>",
            self.rounding.block(),
            self.rounding.threshold()
        )?;
        write!(
            f,
            "<path fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" d=\"M{MARGIN} {floor}"
        )?;
        for (minutes, units) in self.steps() {
            write!(f, "H{}V{}", across(minutes), up(units))?;
        }
        writeln!(f, "H{right}\"/>")?;
        for (minutes, units) in self.steps() {
            let s = if units == 1 { "" } else { "s" };
            writeln!(
                f,
                "<g><title>{minutes} minutes: {units} unit{s}</title>\
                 <circle cx=\"{x}\" cy=\"{y}\" r=\"3\"/>\
                 <text x=\"{x}\" y=\"{foot}\" text-anchor=\"middle\">{minutes}</text>\
                 <text x=\"{MARGIN}\" dx=\"-6\" y=\"{y}\" dy=\"4\" text-anchor=\"end\">{units}</text></g>",
                x = across(minutes),
                y = up(units),
                foot = floor + 14
            )?;
        }
        writeln!(
            f,
            "<text x=\"{right}\" y=\"{}\" text-anchor=\"end\">minutes</text>\
             <text x=\"2\" y=\"11\">units</text>",
            floor + 26
        )?;
        f.write_str("</svg>")
    }
}
