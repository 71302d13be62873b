# What Tact sends: media it fetches, recipients it tells, tasks that remain.

config-host-name = a host’s name is expected, such as lookaside.fbsbx.com, or `*.` and one, such as *.fbcdn.net.
config-recipient-name = a name of 1 to 64 letters, digits, spaces, `.`, `_`, `-` is expected.
config-recipient-twice = this recipient is named above already.
config-half-a-hook = a hook needs both hook_url and hook_secret_file.
config-hook-scheme = an https:// address is expected; http:// only inside the house, with allow_private = true.
config-hook-literal = a host’s name is expected, not a number; a number only inside the house, with allow_private = true.
config-hook-credentials = no name or password may stand in the address; the secret goes into hook_secret_file.
config-hook-malformed = this is not a web address.
tasks-none = Nothing is to be done by hand.
tasks-done = Marked as done: { $tasks ->
    [one] { $tasks } task
   *[other] { $tasks } tasks
}, which counted { $count ->
    [one] { $count } event
   *[other] { $count } events
}. The audit chain keeps who said so.
tasks-left = { $count ->
    [one] { $count } event came
   *[other] { $count } events came
} after the list was made and { $count ->
    [one] stays
   *[other] stay
} on it.
tasks-unknown = There is no task { $id } on the list you saw. Nothing was marked; `tact tasks` makes the list.
task-line = { $id }  { $recipient } ({ $kind }): { $event } × { $count }, { $reason }; since { $since }, by { $due }
task-overdue = { $id }  { $recipient } ({ $kind }): { $event } × { $count }, { $reason }; since { $since }, OVERDUE since { $due }
task-helpdesk = helpdesk
task-phone = phone
task-other = other
task-message-deleted = message deleted
task-message-edited = message edited, former version to be erased
task-contact-erased = contact to be erased
task-consent-ended = consent ended
task-by-hand = no hook, to be done there by hand
task-not-delivered = the hook could not be told
task-unnamed = nothing is known here by which the recipient would know the contact
checkup-nothing = Nothing waits for a person.
checkup-overdue = { $count ->
    [one] { $count } task is
   *[other] { $count } tasks are
} past its month: `tact tasks` lists them.
checkup-open = { $count ->
    [one] { $count } task is
   *[other] { $count } tasks are
} to be done by hand: `tact tasks` lists them.
checkup-notices = { $count ->
    [one] { $count } erasure has
   *[other] { $count } erasures have
} not been heard of by a recipient yet; they are told again.
checkup-unauthorized = { $count ->
    [one] { $count } attachment is
   *[other] { $count } attachments are
} not fetched because the platform refuses the access token: renew whatsapp.access_token_file.
checkup-no-token = { $count ->
    [one] { $count } attachment is
   *[other] { $count } attachments are
} not fetched: no whatsapp.access_token_file is configured.
media-gone = The attachment is not held any more.
export-media-gone = { $count ->
    [one] { $count } attachment was
   *[other] { $count } attachments were
} erased while the copy was made, and left out.
stats-media-held = Attachments held, sealed
stats-media-waiting = Attachments to be fetched
stats-media-lost = Attachments that cannot be had
