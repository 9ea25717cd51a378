//! Reads what the page asks: a visit, as lines of words.

use std::str::FromStr;

use therapy_billing::{
    Discipline, Minutes, PersonMinutes, ProcedureCode, ReferenceData, Session, Setting,
    TreatmentTime, UnitRule, calendar::parse_date, claim::Visit, session::ServiceRecord,
};

/// Reads a visit. Its first line is the date, the discipline and the unit rule; every further line is a service:
/// the code, the minutes if it has some, and who furnished them if that is recorded. Tabs part the words.
///
/// ```text
/// 2026-03-14  pt  medicare
/// 97112  24  therapist
/// 97110  15  assistant
/// 97010
/// ```
pub(crate) fn visit(text: &str, reference: &ReferenceData) -> Result<Visit, String> {
    let mut lines = text.lines();
    let mut words = lines.next().unwrap_or_default().split('\t');
    let mut word = || words.next().unwrap_or_default();
    let date = parse_date(word()).map_err(|error| error.to_string())?;
    let discipline = Discipline::from_str(word()).map_err(|error| error.to_string())?;
    let rule =
        UnitRule::named(word()).ok_or("expected the name of a unit rule, found other text")?;
    let services = lines
        .enumerate()
        .map(|(place, line)| service(line).map_err(|error| format!("services[{place}]: {error}")));
    let services: Vec<_> = services.collect::<Result<_, _>>()?;
    let session = Session::from_records(date, discipline, services, reference)
        .map_err(|error| error.to_string())?;
    Ok(Visit::asking(
        reference.clone(),
        session,
        rule,
        Setting::PrivatePractice,
    ))
}

fn service(line: &str) -> Result<ServiceRecord, String> {
    let mut words = line.split('\t');
    let code = words.next().unwrap_or_default();
    let code = ProcedureCode::from_str(code).map_err(|error| error.to_string())?;
    let time = words.next().map(|minutes| time(minutes, words.next()));
    if words.next().is_some() {
        return Err("expected a code, minutes and who furnished them, found more".to_owned());
    }
    Ok(ServiceRecord::new(code, time.transpose()?))
}

fn time(minutes: &str, by: Option<&str>) -> Result<TreatmentTime, String> {
    let number = minutes
        .parse()
        .map_err(|_| format!("expected whole minutes, found {minutes}"))?;
    let mut people = PersonMinutes::default();
    *match by {
        None => return Ok(TreatmentTime::Minutes(Minutes::new(number))),
        Some("therapist") => &mut people.therapist,
        Some("assistant") => &mut people.assistant,
        Some("together") => &mut people.together,
        Some(other) => {
            return Err(format!(
                "expected therapist, assistant or together, found {other}"
            ));
        }
    } = Minutes::new(number);
    Ok(TreatmentTime::ByPerson(people))
}
