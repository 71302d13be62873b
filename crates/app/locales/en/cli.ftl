# What the command line says.

no-thread = No chat between the business and a customer could be recognised: name the business with --business "Display name".
only-groups = { $count ->
    [one] The only chat is a group or internal
   *[other] All { $count } chats are groups or internal
}: counted, never read. A report needs chats between the business and one customer.
refused-file = Refused: { $file }
not-an-export = Not a WhatsApp export: { $file }. Export the chat from the phone (More > Export chat, without media).
nothing-read = No export was read: nothing to analyse.
out-is-a-source = --out names an export: { $file }. The report would take its place; choose another file.
written-to = Full report: { $file }
default-file = tact-report.html
sources-left = The export files still hold the customers’ text; --delete-sources removes them once the report is written.
sources-removed = { $count ->
    [one] { $count } export file removed.
   *[other] { $count } export files removed.
}
declared-empty = --consent-declared needs a text: who obtained consent, when and how.
surveys-none-counted =
    { $answers ->
        [one] The only survey answer does not count
       *[other] None of the { $answers } survey answers counts
    }: { $unknown } from contacts who are not in the exports, { $survey } without consent to `survey`, { $analysis } without consent to `analysis`, { $other } without a mature conversation within 72 h. Consent is given in --consent, or with --declared-purposes analysis,survey.
file-missing = { $path }: there is no such file; check its name and folder.
file-is-folder = { $path }: this is a folder; give the file itself.
progress-read = Reading
progress-assemble = Who is who
progress-admit = Consent
progress-understand = Understanding
progress-count = Computing
inspect-chats = { $count ->
    [one] { $count } chat
   *[other] { $count } chats
}
inspect-messages = Messages
inspect-notices = Notices of the app
inspect-deleted = Deleted
inspect-edited = Edited
inspect-media = Media
inspect-authors = Authors
inspect-period = Period
inspect-format = Shape
inspect-unreadable = Lines not understood
warn-not-an-export = Not a WhatsApp export.
warn-guessed = Nothing tells the day from the month: the day was read first.
warn-mid = The file begins in the middle of a message ({ $count } lines).
warn-broken = Unreadable bytes were replaced in { $count } places.
warn-joined = Two exports of different shape joined in one file.
warn-cut = A message was too long and was cut at line { $count }.
warn-limit = { $count } messages: WhatsApp’s limit is reached, the beginning is missing.
topics-is-out = --topics and --out name the same file: the report would be lost. Give two files.
