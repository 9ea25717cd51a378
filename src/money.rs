//! Dollars and factors as exact decimals: their text, what is refused, and the rounding to cents.
//!
//! Amounts are [`Decimal`]s with at most two decimals, factors such as relative values keep all of
//! theirs. Neither is ever negative, and neither ever goes through binary floating point.

use core::{fmt, str::FromStr};

use rust_decimal::Decimal;

/// An amount or a factor that could not be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AmountError {
    /// The text is not digits with at most one point between them.
    #[error("expected decimal text such as 12.50, digits and at most one point")]
    Form,
    /// The amount is below zero.
    #[error("expected an amount of 0 or more, found {amount}")]
    Negative {
        /// The amount.
        amount: Decimal,
    },
    /// The amount has a fraction of a cent.
    #[error("expected whole cents, found {amount}")]
    FinerThanCents {
        /// The amount.
        amount: Decimal,
    },
    /// The number needs more digits than a decimal has.
    #[error("expected at most 28 digits, the number needs more")]
    TooLong,
}

/// Reads a factor: decimal text without sign, exponent or blanks, of any number of decimals.
///
/// # Errors
///
/// `1e3`, `+1`, `.5` and `1_000`: not digits with at most one point between them. `-1`: negative. More
/// than 28 digits.
///
/// # Examples
///
/// ```
/// use therapy_billing::money::parse_factor;
///
/// assert_eq!(parse_factor("0.869")?.to_string(), "0.869");
/// assert!(parse_factor("8.69e-1").is_err());
/// # Ok::<(), therapy_billing::money::AmountError>(())
/// ```
pub fn parse_factor(text: &str) -> Result<Decimal, AmountError> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = match digits.split_once('.') {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (digits, None),
    };
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(whole) || !decimals.is_none_or(is_number) {
        return Err(AmountError::Form);
    }
    let number = Decimal::from_str_exact(text).map_err(|_| AmountError::TooLong)?;
    if digits.len() < text.len() && number.is_zero() {
        return Err(AmountError::Form); // a signed zero
    }
    factor(number)
}

/// Reads an amount in dollars: decimal text in whole cents, without sign, exponent or blanks.
///
/// # Errors
///
/// As [`parse_factor`], and `12.345`: finer than cents.
///
/// # Examples
///
/// ```
/// use therapy_billing::money::{AmountError, Dollars, parse_amount};
///
/// assert_eq!(Dollars(parse_amount("57.6")?).to_string(), "57.60");
/// assert!(matches!(parse_amount("57.605"), Err(AmountError::FinerThanCents { .. })));
/// # Ok::<(), AmountError>(())
/// ```
pub fn parse_amount(text: &str) -> Result<Decimal, AmountError> {
    amount(parse_factor(text)?)
}

/// Takes a factor as it is.
///
/// # Errors
///
/// Below zero.
pub const fn factor(factor: Decimal) -> Result<Decimal, AmountError> {
    if factor.is_sign_negative() && !factor.is_zero() {
        Err(AmountError::Negative { amount: factor })
    } else {
        Ok(factor)
    }
}

/// Takes an amount in dollars, with two decimals from here on.
///
/// # Errors
///
/// Below zero, finer than cents, or so large that no cents fit beside it.
pub fn amount(amount: Decimal) -> Result<Decimal, AmountError> {
    let amount = factor(amount)?.normalize();
    if amount.scale() > 2 {
        return Err(AmountError::FinerThanCents { amount });
    }
    to_cents(amount).ok_or(AmountError::TooLong)
}

/// The nearest amount in whole cents, halves up; `None` if no cents fit beside it.
///
/// # Examples
///
/// ```
/// use therapy_billing::{money::{parse_factor, to_cents}, rust_decimal::Decimal};
///
/// let half = parse_factor("0.465")?;
/// assert_eq!(to_cents(half), Some(Decimal::new(47, 2)));
/// assert_eq!(to_cents(Decimal::MAX), None);
/// # Ok::<(), therapy_billing::money::AmountError>(())
/// ```
#[must_use]
pub fn to_cents(number: Decimal) -> Option<Decimal> {
    cents_of(number.mantissa(), number.scale())
}

/// The nearest amount in whole cents to a number of so many decimals.
fn cents_of(mantissa: i128, scale: u32) -> Option<Decimal> {
    let cents = match scale.checked_sub(2) {
        None | Some(0) => mantissa.checked_mul(10_i128.checked_pow(2 - scale)?)?,
        Some(beyond) => rounded(mantissa, beyond)?,
    };
    Decimal::try_from_i128_with_scale(cents, 2).ok()
}

/// A number without its last `decimals` digits, halves away from zero.
fn rounded(mantissa: i128, decimals: u32) -> Option<i128> {
    // The short road: most prices fit 64 bits, whose division is quicker.
    if let (Ok(short), Some(unit)) = (i64::try_from(mantissa), 10_i64.checked_pow(decimals)) {
        return Some(i128::from(short / unit) + carry((short % unit).into(), unit.into()));
    }
    let unit = 10_i128.checked_pow(decimals)?;
    Some(mantissa / unit + carry(mantissa % unit, unit))
}

/// What a rest adds to the whole: one, away from zero, from half a unit up.
const fn carry(rest: i128, unit: i128) -> i128 {
    if rest.unsigned_abs() * 2 >= unit.unsigned_abs() {
        rest.signum()
    } else {
        0
    }
}

/// An amount that prints with two decimals, `57.60`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dollars(pub Decimal);

impl fmt::Display for Dollars {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2}", self.0)
    }
}

impl FromStr for Dollars {
    type Err = AmountError;

    fn from_str(text: &str) -> Result<Self, AmountError> {
        parse_amount(text).map(Self)
    }
}

/// The product, rounded once to the nearest whole cents, halves up; `None` if it is too long.
#[inline]
pub(crate) fn product_in_cents(a: Decimal, b: Decimal) -> Option<Decimal> {
    let mantissa = a.mantissa().checked_mul(b.mantissa())?;
    cents_of(mantissa, a.scale() + b.scale())
}

/// The exact difference; `None` if a decimal cannot hold it.
#[inline]
pub(crate) fn difference(a: Decimal, b: Decimal) -> Option<Decimal> {
    sum(a, -b)
}

/// The exact product; `None` if a decimal cannot hold it.
pub(crate) fn product(a: Decimal, b: Decimal) -> Option<Decimal> {
    if a.is_zero() || b.is_zero() {
        return Some(Decimal::ZERO);
    }
    let is_exact = |product: &Decimal| product.scale() == a.scale() + b.scale();
    a.checked_mul(b).filter(is_exact).or_else(|| {
        let (a, b) = (a.normalize(), b.normalize());
        let is_exact = |product: &Decimal| product.scale() == a.scale() + b.scale();
        a.checked_mul(b).filter(is_exact)
    })
}

/// The exact sum; `None` if a decimal cannot hold it.
#[inline]
pub(crate) fn sum(a: Decimal, b: Decimal) -> Option<Decimal> {
    if a.scale() == b.scale() {
        // Dollars and dollars, mostly: two 96-bit numbers and one addition.
        return Decimal::try_from_i128_with_scale(a.mantissa() + b.mantissa(), a.scale()).ok();
    }
    sum_of_scales(a, b)
}

/// The exact sum of numbers of different scales.
fn sum_of_scales(a: Decimal, b: Decimal) -> Option<Decimal> {
    if a.is_zero() {
        return Some(b);
    }
    if b.is_zero() {
        return Some(a);
    }
    let is_exact = |sum: &Decimal| sum.scale() == a.scale().max(b.scale());
    a.checked_add(b).filter(is_exact).or_else(|| {
        let (a, b) = (a.normalize(), b.normalize());
        let is_exact = |sum: &Decimal| sum.scale() == a.scale().max(b.scale());
        a.checked_add(b).filter(is_exact)
    })
}
