use std::{
    fs,
    path::{Path, PathBuf},
};

use super::*;

struct Place {
    _root: tempfile::TempDir,
    keys: PathBuf,
    store: PathBuf,
}

impl Place {
    fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        Self {
            keys: root.path().join("keys"),
            store: root.path().join("data"),
            _root: root,
        }
    }

    fn open(&self) -> Keys {
        Keys::open(&self.keys, &self.store, now()).unwrap()
    }

    /// Bytes of every file of the folder.
    fn bytes(&self) -> Vec<u8> {
        fs::read_dir(&self.keys)
            .unwrap()
            .flat_map(|entry| fs::read(entry.unwrap().path()).unwrap())
            .collect()
    }
}

fn now() -> Timestamp {
    "2026-11-16T09:00:00Z".parse().unwrap()
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

fn open_key(keys: &mut Keys, place: SlotRef) -> Option<[u8; 32]> {
    keys.data_key(place).unwrap().map(|key| *key.expose())
}

#[test]
fn a_key_is_found_again_after_a_restart_and_lies_nowhere_in_clear() {
    let place = Place::new();
    let mut keys = place.open();
    let (slot, key) = keys.allocate().unwrap();
    keys.sync().unwrap();
    drop(keys);
    assert!(!holds(&place.bytes(), key.expose()));
    assert_eq!(open_key(&mut place.open(), slot), Some(*key.expose()));
}

#[test]
fn a_destroyed_key_is_gone_from_every_file_and_its_slot_waits_for_the_next_epoch() {
    let place = Place::new();
    let mut keys = place.open();
    let (slot, _) = keys.allocate().unwrap();
    keys.sync().unwrap();
    let wrapped = fs::read(place.keys.join("slots.1")).unwrap()[WRAPPED..2 * WRAPPED].to_vec();
    keys.doom(slot);
    keys.sync().unwrap();
    assert!(!holds(&place.bytes(), &wrapped));
    drop(keys);
    let mut keys = place.open();
    assert!(open_key(&mut keys, slot).is_none());
    assert_ne!(keys.allocate().unwrap().0.slot, slot.slot);
    keys.sync().unwrap();
    keys.rotate(now()).unwrap();
    let (reused, _) = keys.allocate().unwrap();
    assert_eq!((reused.slot, reused.epoch), (slot.slot, 2));
}

#[test]
fn an_epoch_change_keeps_every_living_key_and_destroys_the_wrapping_key() {
    let place = Place::new();
    let mut keys = place.open();
    let made: Vec<_> = (0..20).map(|_| keys.allocate().unwrap()).collect();
    keys.sync().unwrap();
    keys.doom(made[3].0);
    keys.sync().unwrap();
    let old_kek = fs::read(place.keys.join("kek.1")).unwrap();
    assert!(!keys.epoch_is_over(now()));
    assert!(keys.epoch_is_over(now() + SignedDuration::from_hours(7 * 24)));
    keys.rotate(now()).unwrap();
    drop(keys);
    assert!(!holds(&place.bytes(), &old_kek));
    let mut keys = place.open();
    for (index, (slot, key)) in made.iter().enumerate() {
        let expected = (index != 3).then_some(*key.expose());
        assert_eq!(open_key(&mut keys, *slot), expected);
    }
}

#[test]
fn an_epoch_change_interrupted_before_its_rename_leaves_the_old_epoch() {
    let place = Place::new();
    let mut keys = place.open();
    let (slot, key) = keys.allocate().unwrap();
    keys.sync().unwrap();
    drop(keys);
    for name in ["kek.2", "slots.2.part"] {
        fs::copy(place.keys.join("kek.1"), place.keys.join(name)).unwrap();
    }
    let mut keys = place.open();
    assert_eq!(keys.epoch(), 1);
    assert_eq!(open_key(&mut keys, slot), Some(*key.expose()));
    assert!(!place.keys.join("kek.2").exists() && !place.keys.join("slots.2.part").exists());
}

#[test]
fn an_epoch_change_interrupted_after_its_rename_is_finished() {
    let place = Place::new();
    let mut keys = place.open();
    let (slot, key) = keys.allocate().unwrap();
    keys.sync().unwrap();
    let (kek, slots) = (place.keys.join("kek.1"), place.keys.join("slots.1"));
    let (old_kek, old_slots) = (fs::read(&kek).unwrap(), fs::read(&slots).unwrap());
    keys.rotate(now()).unwrap();
    drop(keys);
    for (path, bytes) in [(&kek, &old_kek), (&slots, &old_slots)] {
        folder::private_options().open(path).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let mut keys = place.open();
    assert_eq!(keys.epoch(), 2);
    assert_eq!(open_key(&mut keys, slot), Some(*key.expose()));
    assert!(!kek.exists() && !slots.exists());
}

#[test]
fn a_damaged_slot_costs_its_own_key_only() {
    let place = Place::new();
    let mut keys = place.open();
    let (first, _) = keys.allocate().unwrap();
    let (second, key) = keys.allocate().unwrap();
    keys.sync().unwrap();
    drop(keys);
    let path = place.keys.join("slots.1");
    let mut bytes = fs::read(&path).unwrap();
    bytes[WRAPPED + 30] ^= 1;
    fs::write(&path, bytes).unwrap();
    let mut keys = place.open();
    assert!(open_key(&mut keys, first).is_none());
    assert_eq!(open_key(&mut keys, second), Some(*key.expose()));
}

#[test]
fn a_slot_copied_to_another_place_does_not_open_there() {
    let place = Place::new();
    let mut keys = place.open();
    let (first, _) = keys.allocate().unwrap();
    let (second, _) = keys.allocate().unwrap();
    keys.sync().unwrap();
    let path = place.keys.join("slots.1");
    let mut bytes = fs::read(&path).unwrap();
    bytes.copy_within(WRAPPED..2 * WRAPPED, 2 * WRAPPED);
    fs::write(&path, bytes).unwrap();
    assert!(open_key(&mut keys, first).is_some());
    assert!(open_key(&mut keys, second).is_none());
}

#[test]
fn an_abandoned_batch_leaves_no_key_and_destroys_none() {
    let place = Place::new();
    let mut keys = place.open();
    let (kept, key) = keys.allocate().unwrap();
    keys.sync().unwrap();
    let (dropped, _) = keys.allocate().unwrap();
    keys.doom(kept);
    keys.abandon();
    keys.sync().unwrap();
    assert_eq!(open_key(&mut keys, kept), Some(*key.expose()));
    assert!(open_key(&mut keys, dropped).is_none());
    assert_eq!(keys.live_slots().unwrap(), [kept.slot]);
}

#[test]
fn keys_inside_the_data_are_refused_also_through_a_link_or_dots() {
    let root = tempfile::tempdir().unwrap();
    let store = root.path().join("data");
    fs::create_dir(&store).unwrap();
    let refused = |keys: &Path, store: &Path| {
        matches!(Keys::open(keys, store, now()), Err(KeyError::Nested { .. }))
    };
    assert!(refused(&store.join("keys"), &store));
    assert!(refused(&store, &store));
    assert!(refused(root.path(), &store));
    assert!(refused(&root.path().join("x/../data/keys"), &store));
    #[cfg(unix)]
    {
        let link = root.path().join("link");
        std::os::unix::fs::symlink(&store, &link).unwrap();
        assert!(refused(&link.join("keys"), &store));
    }
}

#[cfg(unix)]
#[test]
fn keys_that_others_can_read_are_refused_with_the_remedy() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    drop(place.open());
    let modes = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode));
    let refused = || Keys::open(&place.keys, &place.store, now()).unwrap_err();
    assert_eq!(
        fs::metadata(&place.keys).unwrap().permissions().mode() & 0o777,
        0o700
    );
    modes(&place.keys, 0o750).unwrap();
    assert!(refused().to_string().contains("chmod 0700"));
    modes(&place.keys, 0o700).unwrap();
    for name in ["kek.1", "slots.1", "digests", "tenant"] {
        let path = place.keys.join(name);
        assert_eq!(
            fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o600
        );
        modes(&path, 0o640).unwrap();
        assert!(refused().to_string().contains("chmod 0600"), "{name}");
        modes(&path, 0o600).unwrap();
    }
    drop(place.open());
}

#[test]
fn only_one_process_holds_the_keys() {
    let place = Place::new();
    let _held = place.open();
    assert!(matches!(
        Keys::open(&place.keys, &place.store, now()),
        Err(KeyError::InUse { .. })
    ));
}

#[test]
fn a_missing_digest_master_is_not_replaced_by_another() {
    let place = Place::new();
    drop(place.open());
    fs::remove_file(place.keys.join("digests")).unwrap();
    assert!(matches!(
        Keys::open(&place.keys, &place.store, now()),
        Err(KeyError::Damaged { .. })
    ));
}
