# What `tact import` says.

import-nothing-read = No export was read: nothing to import.
import-only-groups = { $count ->
    [one] The only chat is a group or an internal chat
   *[other] All { $count } chats are groups or internal chats
}: counted, never read. An import takes chats between the business and one customer.
import-number-needed = The configuration has several business numbers: say with --number which one the chats belong to ({ $known }).
import-number-unknown = --number is none of the configuration’s: { $known }.
import-namesakes = { $count ->
   *[other] { $count } chats bear a display name another chat bears too, and show no number: they may be of different people and were left out. Save these contacts under different names on the phone and export again, or import them one by one if they are one person.
}
import-rehearsed = This was a rehearsal: nothing was kept.
import-progress = Taking in
import-done = { $chats ->
    [one] Imported: { $chats } chat
   *[other] Imported: { $chats } chats
}, { $messages ->
    [one] { $messages } message
   *[other] { $messages } messages
}. Times read in the zone { $zone }.
import-rehearsal = { $chats ->
    [one] Would be imported: { $chats } chat
   *[other] Would be imported: { $chats } chats
}, { $messages ->
    [one] { $messages } message
   *[other] { $messages } messages
}. Times read in the zone { $zone }. Nothing was kept.
import-new = { $count } new
import-known = { $count } known already
import-completed = { $count } of these completed with their words
import-edited = { $count } of these replaced by their edited version
import-deletions = { $count } deletions nothing was known of
import-deleted = { $count } deleted here as well: the export shows that they were
import-no-consent = { $count } without their words: no consent, or one that does not cover them
import-consent-ended = { $count } without their words: consent ended
import-erased = { $count } without their words: erased at the contact’s request
import-expired = { $count } without their words: older than words are kept
import-in-doubt = { $count } without their words: one of them may be a deleted message
import-opted-out = { $count } left out: the contact objected
import-groups = { $count } group chats left out
import-internal = { $count } internal chats left out
import-undecided = { $count } chats left out: who is the business cannot be told (--business)
import-calls = { $count } missed calls left out
import-consent-hint = Words are kept of customers whose recorded consent covers them (notice: covers_history). Record it with `tact contact consent import`, then import the same files again.
import-sources-left = The export files still hold the customers’ text; --delete-sources removes them once their messages are kept.
