//! The chain of what was done names the entry that is not as it was written.

use tact_store::live::{AuditFault, BrokenEntry, verify_audit};

use crate::place::*;

/// Four acts, then something done to the table behind the store's back.
async fn after(tampering: &'static str) -> Option<BrokenEntry> {
    let place = Place::new();
    let store = place.open().await;
    for _ in 0..4 {
        agree(&store, &["33639980101"]).await;
    }
    store.close().await.unwrap();
    let sql = place.sql().await;
    sqlx::query(tampering).execute(&sql).await.unwrap();
    sql.close().await;
    let report = verify_audit(&place.data(), &place.keys()).await.unwrap();
    report.broken
}

fn broken(seq: i64, fault: AuditFault) -> Option<BrokenEntry> {
    Some(BrokenEntry { seq, fault })
}

#[test]
fn a_chain_nobody_touched_is_whole() {
    run(async {
        assert_eq!(after("select 1").await, None);
    });
}

#[test]
fn an_entry_changed_dropped_or_put_elsewhere_is_named() {
    run(async {
        assert_eq!(
            after("update audit set actor = 'operator:bob' where seq = 2").await,
            broken(2, AuditFault::Changed)
        );
        assert_eq!(
            after("delete from audit where seq = 2").await,
            broken(2, AuditFault::Missing)
        );
        assert_eq!(
            after("update audit set count = (select 5 - seq) where seq > 1").await,
            broken(2, AuditFault::Changed)
        );
    });
}

#[test]
fn a_chain_cut_short_is_told_by_the_head_beside_the_keys() {
    run(async {
        assert_eq!(
            after("delete from audit where seq > 2").await,
            broken(3, AuditFault::CutOff)
        );
        assert_eq!(
            after("delete from audit").await,
            broken(1, AuditFault::CutOff)
        );
    });
}

#[test]
fn a_last_entry_written_anew_with_its_hash_is_told_by_the_head() {
    run(async {
        let forged = "update audit set at = at + 1, hash = zeroblob(32) where seq = 4";
        assert_eq!(after(forged).await, broken(4, AuditFault::Changed));
    });
}
