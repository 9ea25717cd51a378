//! The register as a table.
