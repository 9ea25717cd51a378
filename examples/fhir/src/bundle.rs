//! The entries of a Bundle, found by type and by reference.

use std::collections::HashMap;

use crate::{
    outcome::{Cause, Issue, Refusal},
    read,
    resource::{Bundle, Encounter, Identity, Reference},
};

/// The resources of a bundle whose type is known.
pub struct Resources<'b> {
    bundle: &'b Bundle,
    identities: Vec<Option<Identity>>,
    /// The positions of the entries by `Type/id` and by full address.
    positions: HashMap<String, usize>,
}

impl<'b> Resources<'b> {
    pub fn of(bundle: &'b Bundle, issues: &mut Vec<Issue>) -> Self {
        let mut identities = Vec::with_capacity(bundle.entry.len());
        let mut positions = HashMap::new();
        for (index, entry) in bundle.entry.iter().enumerate() {
            let identity = entry.resource.as_deref().map(read::part::<Identity>);
            let identity = identity.transpose().unwrap_or_else(|why| {
                issues.push(Issue::unread(place(index), why));
                None
            });
            let name = identity.as_ref().and_then(Identity::name);
            for name in name.into_iter().chain(entry.full_url.clone()) {
                positions.entry(name).or_insert(index);
            }
            identities.push(identity);
        }
        Self {
            bundle,
            identities,
            positions,
        }
    }

    /// Returns the positions of the resources of a type.
    pub fn of_type(&self, kind: &str) -> impl Iterator<Item = usize> {
        let identities = self.identities.iter().enumerate();
        identities.filter_map(move |(index, identity)| {
            identity
                .as_ref()
                .is_some_and(|identity| identity.resource_type == kind)
                .then_some(index)
        })
    }

    /// Reads the resource at a position.
    pub fn read<T: serde::Deserialize<'b>>(&self, index: usize) -> Result<T, Refusal> {
        let entry = self.bundle.entry.get(index);
        let resource = entry.and_then(|entry| entry.resource.as_deref());
        read::part(resource.ok_or_else(|| {
            (
                Cause::Required,
                "expected a resource, found none".to_owned(),
            )
        })?)
    }

    /// Reads the encounter, of which there must be one.
    pub fn encounter(&self) -> Result<(Encounter, usize), Issue> {
        let mut encounters = self.of_type("Encounter");
        let one = |found: &str| {
            let what = format!(
                "expected one Encounter in the bundle, found {found}; send one bundle per encounter"
            );
            Issue::fatal(Cause::Required, what)
        };
        let index = encounters.next().ok_or_else(|| one("none"))?;
        if encounters.next().is_some() {
            return Err(one("several"));
        }
        let encounter = self
            .read(index)
            .map_err(|why| Issue::unread(place(index), why))?;
        Ok((encounter, index))
    }

    /// Returns a reference to the resource at a position.
    pub fn name(&self, index: usize) -> Option<Reference> {
        let entry = self.bundle.entry.get(index)?;
        let identity = self.identities.get(index)?.as_ref()?;
        let name = identity.name().or_else(|| entry.full_url.clone());
        name.map(|reference| Reference {
            reference: Some(reference),
            display: None,
        })
    }

    /// Returns whether a reference may mean the resource of another one. Unknown ones may mean any.
    pub fn may_be_same<'r>(
        &self,
        one: Option<&'r Reference>,
        other: Option<&'r Reference>,
    ) -> bool {
        let text = |reference: Option<&'r Reference>| reference?.reference.as_deref();
        let key = |text: &'r str| self.key(text);
        match (text(one).map(key), text(other).map(key)) {
            (Some(one), Some(other)) => one == other,
            _ => true,
        }
    }

    /// Names the resource of a reference: by its position in the bundle, or else by its type and id.
    fn key<'r>(&self, reference: &'r str) -> Result<usize, &'r str> {
        let mut slashes = reference.rmatch_indices('/').map(|(at, _)| at);
        let short = slashes
            .nth(1)
            .and_then(|at| reference.get(at + 1..))
            .unwrap_or(reference);
        let known = self
            .positions
            .get(reference)
            .or_else(|| self.positions.get(short));
        known.copied().ok_or(short)
    }
}

/// The place of an entry of the bundle.
pub fn place(entry: usize) -> String {
    format!("Bundle.entry[{entry}].resource")
}
