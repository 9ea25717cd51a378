//! Reads and rounds dollars and factors, which are exact decimal numbers.
//!
//! An amount is a [`Decimal`] with at most two decimals, or [`Dollars`]; a factor, such as a relative
//! value, keeps all its decimals. Neither is ever negative, and no binary floating point is used.
//!
//! # Examples
//!
//! ```
//! use therapy_billing::money::{Dollars, parse_amount};
//!
//! let amount = parse_amount("57.61")?;
//! assert_eq!(Dollars::try_from(amount)?.to_string(), "57.61");
//! assert!(parse_amount("57.615").is_err());
//! # Ok::<(), therapy_billing::Error>(())
//! ```

use core::{fmt, iter::Sum, str::FromStr};

use rust_decimal::Decimal;

/// An amount or a factor was invalid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AmountError {
    /// The text was not digits with at most one point between them.
    #[error(
        "expected decimal text such as 12.50, found other text; write digits and at most one point"
    )]
    Form,
    /// The number was below 0.
    #[error("expected an amount of 0 or more, found {amount}")]
    Negative {
        /// The amount.
        amount: Decimal,
    },
    /// The amount had a fraction of a cent.
    #[error("expected whole cents, found {amount}; round it to cents")]
    FinerThanCents {
        /// The amount.
        amount: Decimal,
    },
    /// A factor was 0 where it must be above 0.
    #[error("expected a number above 0, found 0")]
    Zero,
    /// The number had more digits than a decimal has.
    #[error("expected a number of at most 28 digits, found more")]
    TooLong,
}

/// Reads a factor: decimal text without sign, exponent or blanks, of any number of decimals.
///
/// # Errors
///
/// The text is not digits with at most one point between them, such as `1e3`, `+1`, `.5` or `1_000`;
/// the number is negative; or it has more than 28 digits.
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
/// The text is refused by [`parse_factor`], or the number is finer than cents, such as `12.345`.
///
/// # Examples
///
/// ```
/// use therapy_billing::money::{AmountError, parse_amount};
///
/// assert_eq!(parse_amount("57.6")?.to_string(), "57.60");
/// assert!(matches!(parse_amount("57.605"), Err(AmountError::FinerThanCents { .. })));
/// # Ok::<(), AmountError>(())
/// ```
pub fn parse_amount(text: &str) -> Result<Decimal, AmountError> {
    amount(parse_factor(text)?)
}

/// Returns a factor as it is.
///
/// # Errors
///
/// The factor is negative.
pub const fn factor(factor: Decimal) -> Result<Decimal, AmountError> {
    if factor.is_sign_negative() && !factor.is_zero() {
        Err(AmountError::Negative { amount: factor })
    } else {
        Ok(factor)
    }
}

/// Returns an amount in dollars with two decimals.
///
/// # Errors
///
/// The amount is negative, finer than cents, or so large that a decimal has no room for its cents.
pub fn amount(amount: Decimal) -> Result<Decimal, AmountError> {
    let amount = factor(amount)?.normalize();
    if amount.scale() > 2 {
        return Err(AmountError::FinerThanCents { amount });
    }
    to_cents(amount).ok_or(AmountError::TooLong)
}

/// Returns the nearest amount in whole cents, with half a cent rounded up, or `None` if a decimal has no room for
/// the cents.
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

/// An amount in dollars of 0 or more, in whole cents.
///
/// It prints with two decimals, and converting it into a [`Decimal`] gives the same number.
///
/// # Examples
///
/// ```
/// use therapy_billing::{money::{AmountError, Dollars}, rust_decimal::Decimal};
///
/// let (a, b): (Dollars, Dollars) = ("57.6".parse()?, "0.40".parse()?);
/// assert_eq!(a.to_string(), "57.60");
/// assert_eq!([a, b].into_iter().sum::<Option<Dollars>>(), Some("58.00".parse()?));
/// assert!(Dollars::try_from(Decimal::new(1_005, 3)).is_err()); // 1.005 is finer than cents
/// # Ok::<(), AmountError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dollars(Decimal);

impl Dollars {
    /// No dollars and no cents.
    pub const ZERO: Self = Self(Decimal::from_parts(0, 0, 0, false, 2));

    /// Takes an amount that [`amount`] or [`to_cents`] gave.
    pub(crate) const fn of_cents(amount: Decimal) -> Self {
        Self(amount)
    }

    /// Returns the sum, or `None` if a decimal cannot contain it.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        sum(self.0, other.0).map(Self)
    }
}

impl TryFrom<Decimal> for Dollars {
    type Error = AmountError;

    fn try_from(number: Decimal) -> Result<Self, AmountError> {
        amount(number).map(Self)
    }
}

impl From<Dollars> for Decimal {
    fn from(Dollars(amount): Dollars) -> Self {
        amount
    }
}

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

/// Adds them up; `None` if a decimal cannot contain the sum.
impl Sum<Dollars> for Option<Dollars> {
    fn sum<I: Iterator<Item = Dollars>>(mut amounts: I) -> Self {
        amounts.try_fold(Dollars::ZERO, Dollars::checked_add)
    }
}

/// Adds them up; `None` if a decimal cannot contain the sum.
impl<'a> Sum<&'a Dollars> for Option<Dollars> {
    fn sum<I: Iterator<Item = &'a Dollars>>(amounts: I) -> Self {
        amounts.copied().sum()
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
