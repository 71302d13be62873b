# What the server and the commands beside it say.

serve-listening = Tact listens on { $address }
serve-address-in-use = Another program has the address { $address }. Stop it, or change server.listen.
serve-address-refused = The address { $address } cannot be listened on ({ $why }).
serve-system = The system refused: { $why }
store-none = { $file }: no data here. `tact serve` makes the folder; check store.path.
store-damaged-records = Record { $record } of { $file } is damaged, and others follow it. Put the file back from the mirror of the keys (keys.mirror). Without one, keep a copy and cut the file before that record: what was erased stays erased, but a backup older than that would not be told of it.
store-damaged = The database in { $file } is damaged. Stop the server and restore the last backup: what was erased since stays erased.
store-database = The database cannot be used (SQLite code { $code }). Check free space and rights.
store-foreign = The data in { $file } and the keys do not belong together. Set store.path and keys.path of one installation.
store-io = { $file } cannot be used ({ $why }).
keys-nested = keys.path ({ $keys }) and store.path ({ $store }) must not lie one inside the other: a copy of the data would carry its keys.
keys-mode = { $file } has mode { $found }; only its owner may use it: chmod { $wanted } { $file }
keys-in-use = { $file } is in use by another command of Tact. Try again when it is done.
keys-damaged = { $file } is damaged or belongs to other keys. Bring back the copy kept apart.
live-file-unreadable = { $file } cannot be read ({ $why }).
consent-imported = Consents: { $recorded ->
    [one] { $recorded } line
   *[other] { $recorded } lines
} recorded, { $known } known already.
consent-unmatched = { $count ->
    [one] { $count } line names an unknown contact by display name: it is not recorded. Write the number.
   *[other] { $count } lines name unknown contacts by display name: they are not recorded. Write their numbers.
}
consent-not-csv = Line { $line }: this is not a UTF-8 CSV file with commas; save it again as “CSV UTF-8”. Nothing was imported.
consent-header = Line 1: the header must be contact,purpose,state,at,notice,channel,proof. Nothing was imported.
consent-value = Line { $line }, column { $column }: { $expected }. Nothing was imported.
consent-expected-contact = expected a number in international form (+33…), a business-scoped id or a display name, and seven columns separated by commas
consent-expected-purpose = expected analysis, quotation, survey, personalisation or panel
consent-expected-state = expected granted or ended
consent-expected-at = expected a date and time with its offset, like 2026-01-15T09:30:00+01:00
consent-expected-proof = a granted consent needs it: without it nobody can show the consent
consent-ambiguous = Line { $line }: { $count } contacts bear this name; write the number instead. Nothing was imported.
stats-contacts = Contacts
stats-conversations = Conversations
stats-messages = Messages
stats-tombstones = Deleted messages
stats-no-consent = Without content: never agreed
stats-consent-ended = Without content: consent ended
stats-erased = Without content: erased
stats-opted-out = Events left out: objection
stats-unrecognized = Unrecognized
alias-number = number
alias-user-id = id
alias-parent-user-id = id of the group of companies
alias-export-name = name of an export
contact-unknown = Nobody is known by this number or id. Write a number in international form (+33…) the business-scoped id, or the display name of an imported export.
contact-pseudonym = Contact no.
contact-known-by = Known by
contact-granted = Consents in force
contact-nothing = nothing
contact-inbound = Messages received
contact-outbound = Messages sent
contact-with-content = Of these with content, sealed
contact-annotated = Of these with analysis, sealed
contact-reactions = Reactions
contact-address-book = Address book
contact-yes = yes, sealed
contact-no = no
contact-first = First message
contact-last = Last message
contact-opted-out = Objection
contact-erased-at = Everything erased up to
erase-receipt =
    Erasure no. { $receipt } of contact no. { $contact }, { $at }.
    Erased: content of { $messages } messages and { $reactions } reactions, { $addresses } entries of the address book, { $names } names; { $keys } keys destroyed.
    Kept: { $facts } facts without content, { $tombstones } traces of deleted messages, { $consents } lines of the consent ledger, { $aliases } digests of numbers, so that nothing erased comes back. Figures already published of closed periods do not change.
erase-confirm = All content of this contact will be erased for good. To confirm, type { $word }:
erase-word = erase
erase-unconfirmed = Nothing was erased.
erase-needs-yes = Nothing was erased: without a terminal to confirm on, add --yes.
consent-none = No consent was ever given or ended.
consent-granted = { $at }: { $purpose } granted (notice { $notice }, channel { $channel }, proof { $proof })
consent-ended = { $at }: { $purpose } ended or refused (channel { $channel })
request-none = No requests.
request-stop = STOP (consents end)
request-erase = ERASE (erasure)
request-my-data = MY DATA (request for access)
request-answered = { $at }, contact no. { $contact }, { $request }: done { $answered }
request-open = { $at }, contact no. { $contact }, { $request }: to be answered before { $due }
request-overdue = { $at }, contact no. { $contact }, { $request }: OVERDUE since { $due }
export-title = What we keep of you
export-intro = Copy made on
export-summary = In short
export-group = Messages in a group
export-thread = Chat
export-when = Date
export-who = From
export-what = Message
export-colon = :
export-inbound = you
export-outbound = the company
export-edited = edited
export-forwarded = forwarded
export-not-kept = not kept
export-reaction-removed = reaction taken back
export-deleted-by-contact = deleted by you
export-deleted-by-business = deleted by the company
export-deletions-note = Nothing but these dates is left of them, rounded to the hour.
export-consents = Your consents
export-accesses = Who looked at these data
export-written = Copy written to { $folder }: { $html } to read, { $json } to hand on. It is in clear; delete it once it is handed over.
export-exists = { $folder } exists and is not empty; choose another folder with --out.
kind-text = text
kind-answer = chosen answer
kind-picture = picture
kind-video = video
kind-sound = sound
kind-document = document
kind-contact-card = contact card
kind-location = place
kind-order = order
kind-other = other
kind-unreadable = unreadable to us
field-text = Text
field-caption = Caption
field-file-name = File name
field-media = Attachment
field-choice = Choice
field-form = Form
field-emoji = Reaction
field-referral = Advertisement
field-product = Product
live-file-unwritable = { $file } cannot be written ({ $why }).
verify-sound = Data, keys and audit chain are whole.
verify-damaged = Something is damaged. Stop the server and restore the last backup; what was erased since stays erased.
verify-dangling = Rows that name a contact or thread that is not there: { $count }
verify-audit = Audit chain: { $count } entries, each in its place.
verify-audit-broken = Audit chain: broken at entry { $entry }.
verify-audit-unread = Audit chain: unreadable.
verify-opening = Contents whose key opens: { $count }
verify-without-key = Contents without a key, shown as deleted: { $count }
verify-unreadable = Contents whose key or bytes are damaged, shown as unreadable (a mirror of the keys has them, if you keep one): { $count }
verify-unfinished = Interrupted erasures, which the next start finishes: { $count }
store-newer = A newer version of Tact wrote these data; use that version.
store-stopped = The store has stopped; start the server again.
backup-made = Copy: { $file } ({ $bytes } bytes). It opens only with keys.path, which is no part of it.
backup-inside = { $folder } lies inside store.path or keys.path. Choose a folder elsewhere.
restore-none = No copy (tact-….db) in { $folder }.
restore-server-runs = The server or another command uses these data. Stop the server, then try again.
restore-done =
    { $file } is the database again: { $messages ->
        [one] { $messages } message
       *[other] { $messages } messages
    }.
    Deletions, ended consents and erasures made since that copy and made again: { $again }
keys-rotated = Epoch { $epoch } of the keys. An older copy of the folder of keys opens nothing any more.
keys-no-mirror = Name a folder, or keys.mirror in the configuration.
keys-mirrored = { $folder } is up to date: same keys, same erasures.
keys-mirror-behind = The second folder of keys ({ $folder }) could not be brought up to date: what was just erased may still have its key there. See the log, then “tact keys mirror”.
retention-done =
    Erased, their period being over: texts of { $contents } messages, analyses of { $features } messages, { $reactions } reactions.
    Removed: { $consents } lines of the consent ledger, { $audit } entries of the audit chain. Traces of deletions folded into counts: { $tombstones }
    Legal holds that came to their end: { $holds }
audit-none = No entries.
audit-line = { $seq }  { $at }  { $actor }  { $action }  contact { $contact }  count { $count }
audit-whole =
    Audit chain whole, entries: { $count }
    Hash of the newest, to be noted elsewhere: { $head }
audit-changed = Audit chain broken: entry { $entry } was changed.
audit-missing = Audit chain broken: entry { $entry } is missing.
audit-cut-off = Audit chain broken: it ends before entry { $entry }.
forensic-words-missing = No word to look for: name some, or “-” to read them from standard input.
forensic-short = Word no. { $place } has fewer than 8 letters: it would be found by chance. Choose a longer or rarer one.
forensic-too-many = Too many words at once. Look for fewer.
forensic-on-command-line = A word on the command line shows in the list of processes and the history; “--forensic -” reads it from standard input.
forensic-none = None of the words ({ $words }) was found.
forensic-found = Found: word no. { $word }, form { $form }, in { $file }, byte { $offset }{ $compressed ->
    [yes] {" "}(in a compressed stream)
   *[no] {""}
}
forensic-looked = Files read: { $files }, or { $bytes } bytes.
forensic-cut = Compressed streams of which only the beginning was read: { $count }
forensic-process = Process of the server (no. { $process }): environment, command line and open files read too, also those without a name.
forensic-process-closed = Process of the server (no. { $process }): not read in full, the system shows it to root only.
forensic-no-process = No server runs.
forensic-control = Control: of { $planted } random words written for it, one in each form, { $found } were found.
forensic-control-failed = The control failed: this scan proves nothing.
object-receipt =
    Objection no. { $receipt } of contact no. { $contact }, { $at }. Their consents have ended; nothing of theirs is counted any more.
    Removed: { $facts } facts and { $reactions } reactions; { $tombstones } traces of deletions brought down to their digest; { $keys } keys destroyed. Figures already published of closed periods do not change.
object-ended = The objection has ended: what is written from now on is counted. Nothing that was removed comes back, and consents have to be asked for anew.
object-none = This contact objects to nothing; nothing was changed.
contact-opted-out-until = End of the objection
contact-held = Legal hold
contact-held-until = { $messages } messages set apart, until { $until }
erase-held = A legal hold defers the destruction of the texts of { $messages } messages until { $until }; until then nothing else can read them. Tell the person.
hold-asked = Hold { $id } asked for by { $actor }, until { $until }. It does nothing until somebody else approves it: tact hold approve { $id }. Otherwise it is forgotten in 7 days.
hold-approved = Hold { $id } in force for contact no. { $contact }, until { $until }. What its author deletes or edits is not held.
hold-none = No hold asked for or in force.
hold-line-asked = { $id }  contact { $contact }  asked for by { $asked } on { $at }, to be approved  until { $until }  reason: { $reason }
hold-line-in-force = { $id }  contact { $contact }  in force, { $asked } and { $approved }  until { $until }  messages set apart: { $held }  reason: { $reason }
hold-ended = Hold { $id } has ended: texts of { $erased } messages destroyed.
hold-unknown = No hold has this id; “tact hold list” shows them.
hold-reason = A hold needs a reason of at most 2,000 bytes.
hold-past = The end has to be a day to come.
hold-too-long = A hold lasts two years at most.
hold-until = The end is written like 2027-06-30.
hold-same-person = Somebody else has to approve: whoever asked may not. The system says who asks (its login, else its account), not a name in the environment; a login and a bare account may be one person.
hold-already = It was approved already.
hold-not-approved = Nobody has approved it yet: it does nothing.
hold-no-caller = The system does not say who asks; nothing was done.
hold-copy-noted = Copy asked for by { $actor }, and noted. It opens when somebody else gives the same command within 24 hours.
hold-title = What a hold sets apart
hold-page-note = These texts are erased for everything else. Messages their author deleted or edited are not among them.
hold-inbound = the customer
hold-erased-at = Erased
audit-empty = The audit chain is empty: nothing was done yet, so there is no hash to note.
