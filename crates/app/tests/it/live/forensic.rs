//! The forensic test: words that appear nowhere else are sent, deleted, and looked for in every byte
//! the server left. `cargo test -p tact-app --test it live::forensic -- --nocapture` prints the table.

mod canary;
mod scene;

use scene::Scene;

#[test]
fn nothing_of_a_deleted_message_is_left_anywhere() {
    let mut scene = Scene::new();
    scene.send();
    scene.nothing_lies_in_clear("3 before any deletion");
    let shown = scene.shown_by_the_program();
    let expected = scene.kept_before_deletion();
    scene.say(
        "10 negative control",
        &format!("{} of {expected} in the program's own copy", shown.len()),
    );
    assert!(shown.len() * 10 >= expected * 9, "{shown:?}");
    scene.control_of_the_scanner();
    scene.back_up();
    let slots = scene.slots();

    scene.delete();
    scene.memory();
    scene.delete_with_kills();
    scene.nothing_lies_in_clear("5 after deletion");
    scene.no_window_lies_in_a_page();
    let living = scene.living_canaries();
    assert_eq!(scene.shown_by_the_program(), living, "8 derived");
    scene.say(
        "8 copies handed out",
        "no deleted word; the rest still there",
    );
    scene.destroyed_keys_are_nowhere(&slots);
    scene.every_key_left_opens_only_what_lives();

    scene.restore();
    scene.nothing_lies_in_clear("9 after the old copy came back");
    assert_eq!(scene.shown_by_the_program(), living, "9 restored");
    scene.say("9 restored copy", "no deleted word is shown");
    scene.print();
}
