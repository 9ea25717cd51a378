//! Checks the lines of a Claim or an ExplanationOfBenefit.

use therapy_billing::{ServiceLine, Setting, UnitRule, claim::Claim};

use crate::{
    outcome::{Cause, Issue, Outcome, Refusal},
    read,
    resource::{self, Concept, Item, Period, SupportingInfo},
    time,
};

/// The resources that have lines to check.
const CLAIMS: [&str; 2] = ["Claim", "ExplanationOfBenefit"];

/// Answers a resource with what was found.
pub fn check(text: &str, rule: UnitRule, setting: Option<Setting>) -> Outcome {
    try_check(text, rule, setting).unwrap_or_else(Outcome::from)
}

fn try_check(text: &str, rule: UnitRule, stated: Option<Setting>) -> Result<Outcome, Issue> {
    let kind = read::kind(text, &CLAIMS)?;
    let resource: resource::Claim = read::resource(text)?;
    let mut issues = Vec::new();
    read::no_modifier_extension(&resource.modifier_extension)
        .map_err(|why| Issue::unread(kind, why))?;
    if let Some(issue) = status(kind, resource.status.as_deref())? {
        issues.push(issue);
    }

    let (mut lines, mut items) = (Vec::new(), Vec::new());
    for (index, item) in resource.item.iter().enumerate() {
        let place = format!("{kind}.item[{index}]");
        let item: Result<Item, Refusal> = read::part(item);
        match item.and_then(|item| {
            line(
                &item,
                resource.billable_period.as_ref(),
                &place,
                &mut issues,
            )
        }) {
            Ok(Some(line)) => {
                lines.push(line);
                items.push(place);
            }
            Ok(None) => {}
            Err(why) => issues.push(Issue::unread(place, why)),
        }
    }
    let setting = match setting_of(&resource.supporting_info, stated) {
        Ok(setting) => setting,
        Err(why) => {
            issues.push(Issue::unread(kind, why));
            return Ok(Outcome::new(issues));
        }
    };
    let too_many = |error: therapy_billing::claim::ClaimError| {
        Issue::unread(kind, (Cause::NotSupported, error.to_string()))
    };
    let findings = Claim::new(lines, rule, setting).map_err(too_many)?.check();
    for finding in &findings {
        let [line, ..] = finding.at().positions();
        let line = usize::try_from(line)
            .ok()
            .filter(|_| finding.at().path() == "lines[]");
        let place = line.and_then(|line| items.get(line));
        issues.push(Issue::finding(
            finding,
            place.map_or(kind, String::as_str).to_owned(),
        ));
    }
    Ok(Outcome::new(issues))
}

/// Judges the status: an active claim or a draft is checked, any other is not.
fn status(kind: &str, status: Option<&str>) -> Result<Option<Issue>, Issue> {
    let place = format!("{kind}.status");
    match status {
        Some("active" | "draft") => Ok(None),
        None => {
            let what =
                "expected a status, found none; the lines were checked as those of an active claim";
            Ok(Some(Issue::warning(
                place,
                (Cause::Required, what.to_owned()),
            )))
        }
        Some(other) => {
            let what = format!(
                "expected the status active or draft, found {other}; the lines were not checked"
            );
            Err(Issue::unread(place, (Cause::NotSupported, what)))
        }
    }
}

/// Returns the setting of the type of bill, or else the stated one.
fn setting_of(infos: &[SupportingInfo], stated: Option<Setting>) -> Result<Setting, Refusal> {
    let is_type_of_bill = |info: &&SupportingInfo| {
        let codings = info.category.iter().flat_map(|category| &category.coding);
        codings
            .filter_map(|coding| coding.code.as_deref())
            .any(|code| code == "typeofbill")
    };
    let Some(info) = infos.iter().find(is_type_of_bill) else {
        return Ok(stated.unwrap_or(Setting::PrivatePractice));
    };
    let known = Setting::of_type_of_bill(first_code(info.code.as_ref()).unwrap_or_default());
    known.or_else(|error| stated.ok_or_else(|| (Cause::NotSupported, error.to_string())))
}

/// Returns the first code of a concept.
fn first_code(concept: Option<&Concept>) -> Option<&str> {
    concept?.coding.first()?.code.as_deref()
}

/// Reads a line, or `None` from an item that states a revenue code and no procedure.
fn line(
    item: &Item,
    billable_period: Option<&Period>,
    place: &str,
    issues: &mut Vec<Issue>,
) -> Result<Option<ServiceLine>, Refusal> {
    read::no_modifier_extension(&item.modifier_extension)?;
    if !item.detail.is_empty() {
        let what = "expected an item without details, found some; only the item itself was checked";
        issues.push(Issue::warning(
            format!("{place}.detail"),
            (Cause::NotSupported, what.to_owned()),
        ));
    }
    let Some(code) = read::procedure_code(item.product_or_service.as_ref())? else {
        return item
            .revenue
            .as_ref()
            .map(|_| None)
            .ok_or_else(read::no_code);
    };
    let date = match (
        &item.serviced_date,
        item.serviced_period.as_ref().or(billable_period),
    ) {
        (Some(date), _) => time::day(date),
        (None, Some(period)) => time::one_day(period),
        (None, None) => Err((
            Cause::Required,
            "expected a date of service, found none".to_owned(),
        )),
    };
    let line = ServiceLine::new(code, read::units(item.quantity.as_ref())?)
        .with_modifiers(read::modifiers(&item.modifier)?)
        .with_date(date?);
    let Some(revenue) = &item.revenue else {
        return Ok(Some(line));
    };
    match first_code(Some(revenue)).unwrap_or_default().parse() {
        Ok(revenue_code) => Ok(Some(line.with_revenue_code(revenue_code))),
        Err(error) => {
            let error: therapy_billing::claim::LineError = error;
            issues.push(Issue::warning(
                format!("{place}.revenue"),
                (Cause::CodeInvalid, error.to_string()),
            ));
            Ok(Some(line))
        }
    }
}
