//! What was delivered: services, their time, and the session they make.

mod setting;

pub use setting::Setting;
