# What the server and the commands beside it say.

serve-listening = Tact listens on { $address }
serve-address-in-use = Another program has the address { $address }. Stop it, or change server.listen.
serve-address-refused = The address { $address } cannot be listened on ({ $why }).
serve-system = The system refused: { $why }
store-none = { $file }: no data here. `tact serve` makes the folder; check store.path.
store-damaged = The database in { $file } is damaged. Stop the server and restore the last backup: what was erased since stays erased.
store-database = The database cannot be used (SQLite code { $code }). Check free space and rights.
store-foreign = The data in { $file } and the keys do not belong together. Set store.path and keys.path of one installation.
store-io = { $file } cannot be used ({ $why }).
keys-nested = keys.path ({ $keys }) and store.path ({ $store }) must not lie one inside the other: a copy of the data would carry its keys.
keys-mode = { $file } has mode { $found }; only its owner may use it: chmod { $wanted } { $file }
keys-in-use = { $file } is in use by another command of Tact. Try again when it is done.
keys-damaged = { $file } is damaged or belongs to other keys. Bring back the copy kept apart.
live-file-unreadable = { $file } cannot be read ({ $why }).
consent-imported = Consents: { $recorded } lines recorded, { $known } known already.
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
