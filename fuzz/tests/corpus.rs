//! Every input that was worth keeping, without a fuzzer: what was found once stays mended.

use std::fs;
use std::path::Path;

use orgbook_fuzz::TARGETS;

#[test]
fn no_kept_input_breaks_a_promise() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    for (name, run) in TARGETS {
        let folder = corpus.join(name);
        let entries = fs::read_dir(&folder).expect("the folder of a target");
        let mut count = 0;
        for entry in entries {
            let path = entry.expect("a readable folder").path();
            let input = fs::read(&path).expect("a readable input");
            // The last of these lines names the input that fails.
            println!("{}", path.display());
            run(&input);
            count += 1;
        }
        assert!(count > 0, "{} is empty", folder.display());
    }
}
