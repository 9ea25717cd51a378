//! The picture in the documentation is the one the crate draws.

use therapy_billing::{UnitRule, units::Staircase};

#[test]
fn the_picture_is_drawn_anew_and_is_the_same() {
    let drawn = Staircase::new(UnitRule::MEDICARE.rounding(), 75).to_string();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/units/staircase.svg");
        std::fs::write(path, &drawn).expect("the picture can be written");
        return;
    }
    assert_eq!(drawn, include_str!("../src/units/staircase.svg"));
    assert!(
        !drawn.contains("\n\n"),
        "a blank line would end the picture in a page"
    );
}

#[test]
fn each_step_stands_where_the_chart_has_it() {
    let drawn = Staircase::new(UnitRule::MEDICARE.rounding(), 60).to_string();
    for step in [
        "8 minutes: 1 unit",
        "23 minutes: 2 units",
        "38 minutes: 3 units",
        "53 minutes: 4 units",
    ] {
        assert!(drawn.contains(&format!("<title>{step}</title>")), "{step}");
    }
    assert!(!drawn.contains("5 units"));
}
