//! Every target keeps its invariant on its committed corpus, and each crash that was found is a test.

use therapy_billing_fuzz::TARGETS;

#[test]
fn every_target_keeps_its_invariant_on_its_corpus() {
    for (name, check) in TARGETS {
        let folder = format!("{}/corpus/{name}", env!("CARGO_MANIFEST_DIR"));
        let mut seen = 0;
        for entry in std::fs::read_dir(&folder).expect("a target has a corpus") {
            let path = entry.expect("an entry").path();
            println!("{}", path.display());
            check(&std::fs::read(path).expect("a file"));
            seen += 1;
        }
        assert!(seen > 0, "{name} has an empty corpus");
    }
}
