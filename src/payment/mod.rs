//! The estimate: what Medicare Part B and the patient may pay for one day of outpatient therapy.
//!
//! Each figure is an exact decimal with its date and its source. **It is an estimate**: the payer
//! decides.

mod day;
mod estimate;
pub mod fee_schedule;
mod figure;
mod finding;
mod policy;
pub mod rates;
mod reductions;
mod statement;
pub mod threshold;

pub use day::{ChargeLine, NoUnits, TherapyDay, ValuesTwice};
pub use estimate::{Estimate, EstimateError};
pub use fee_schedule::{
    ConversionFactor, FeeSchedule, GeographicFactors, GeographicFile, Locality, LocalityError,
    Participant, PaymentAmountFile, PaymentAmounts, Period, PeriodError, Place, Price, PriceBasis,
    PriceLookup, Pricing, PricingError, Provider, RelativeValueRelease, RelativeValues, TableError,
};
pub use figure::{Figure, FigureName, FigureValue};
pub use finding::PaymentFinding;
pub use policy::{AssistantBase, KxPolicy, KxScope, MpprTie, Policy, ThresholdAccrual};
pub use reductions::{LineEstimate, LineStatus, Step, Totals};
pub use statement::{Statement, StatementLine, StatementTotal};
pub use threshold::{Accrued, KxNeed, RunningTotals};
