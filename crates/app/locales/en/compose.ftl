# Sentences of the report. Every figure arrives already written in its language.

## Heading
title-business = WhatsApp at { $business }
title-plain = Your WhatsApp conversations
period-line = { $period } · { $exports } · time zone { $zone }
exports-count = { $count ->
    [one] { $count } WhatsApp export
   *[other] { $count } WhatsApp exports
}
period-empty = No conversation in these files

## To remember
remember-rising = “{ $topic }” is growing: { $recent } of requests in the second half of the period, { $before } in the first.
remember-rising-weeks = “{ $topic }” is growing: { $recent } of requests in the last two complete weeks, { $before } before.
remember-fell-weeks = “{ $topic }” is fading: { $recent } of requests in the last two complete weeks, { $before } before.
remember-new = Something new has appeared: “{ $topic }”, { $contacts } customers already.
remember-fell = “{ $topic }” is fading: { $recent } of requests in the second half of the period, { $before } in the first.
remember-unanswered = { $share } of requests never had an answer from a person ({ $range }).
remember-slow = One customer in ten waits longer than { $p90 } for a first answer; half wait less than { $median }.
remember-top = What comes back most: “{ $topic }”, { $share } of requests.
remember-content-free = Half of the customers have a first answer within { $median }. What they think was not read: nobody agreed to analysis.
remember-small = Too few conversations for a reliable figure; nothing is shown under the privacy threshold.

## On Monday
monday-guide = Write the answer to “{ $topic }” once and for all, and send it at the first question: { $conversations } conversations could be shorter.
monday-problem = Look for the cause of “{ $topic }”: { $contacts } customers reported it, { $trend }.
monday-unanswered = Pick up the { $count } conversations that never had an answer, oldest first.
monday-hours = Have more people on hand on { $weekday } around { $hour }: that is when most customers write.
monday-friction = Call back customers who fell silent after a tense exchange, without mentioning what they deleted.
monday-consent = Ask for consent to analysis: without it Tact can tell neither tone nor topics.
monday-nothing = Nothing urgent stands out; stay the course and measure again in a month.

## The bar
bar-tone = Conversations of positive tone
bar-sentence = { $point } of intact conversations have a positive tone. If dissatisfied customers delete { $gamma } times as often, the whole lies { $inner }; with no assumption, { $outer }. This is not satisfaction: only a survey measures that.
bar-sentence-intact = { $point } of conversations have a positive tone ({ $outer }, { $n }). No deletion is visible in them. This is not satisfaction: only a survey measures that.
bar-no-consent = Tone was not read: nobody agreed to analysis in the files given. Add --consent FILE, or --consent-declared "who, when, how".
bar-small = Fewer than { $k } customers: tone is not shown, it would point at people.

## Coverage
cover-conversations = Conversations
cover-conversations-note = A conversation runs from the first message to its resolution; an export does not say when it is resolved, so a silence of { $idle } stands in.
cover-contacts = Customers
cover-consented = Agreed to analysis
cover-consented-value = { $count } of { $total } customers
cover-consented-note = Tone, topics and quotes are about them only.
cover-declared-note = Declared for everyone: “{ $text }”
cover-readable = Readable conversations
cover-readable-note = No deletion, no refusal, more than media alone, long enough, in a known language.
cover-touched = Conversations with a deletion
cover-deletions = Deletions
cover-deletions-value = visible, without their time
cover-deletions-note = The export shows that a message was deleted, not when. “Delete for me” is visible nowhere.
cover-merged = Exports merged
cover-merged-value = { $count ->
    [one] { $count } chat seen in several exports
   *[other] { $count } chats seen in several exports
}
cover-merged-note = { $won ->
    [0] No message was deleted in one and readable in another.
    [one] { $won } message deleted in one export was still readable in another: its text was dropped before anything read it.
   *[other] { $won } messages deleted in one export were still readable in another: their text was dropped before anything read it.
}
cover-left-out = Not customer service
cover-left-out-value = { $groups ->
    [one] { $groups } group chat
   *[other] { $groups } group chats
}, { $internal } internal
cover-left-out-note = Counted, never read.

## Figures
of-conversations = from { $count ->
    [one] { $count } conversation
   *[other] { $count } conversations
}
of-messages = from { $count ->
    [one] { $count } message
   *[other] { $count } messages
}
range-of = { $range }, { $of }
value-withheld = hidden
value-withheld-note = Fewer than { $need } customers.
value-not-observable = not observable
value-empty = —
value-empty-note = Nothing to count.
people = { $count ->
    [one] { $count } customer
   *[other] { $count } customers
}
card-median-p90 = nine in ten within { $p90 }; { $range }
card-assumption = { $assumption } Does not see: { $unseen }
card-change-up = { $change } since the period before
card-change-open = no change established
card-no-change = no comparable period
card-mean = mean { $mean }
target-less = less than { $value }
target-more = more than { $value }
conversations-card = { $inbound } opened by customers
still-waiting = { $count ->
    [0] none is waiting
    [one] { $count } is still waiting
   *[other] { $count } are still waiting
}

## Sections
section-course = Week by week
section-why = What weighs on tone
section-questions = What comes back
section-when = When customers write
section-speed = Waiting
section-blind-spot = The blind spot
section-loyalty = Who comes back, who goes silent
section-products = Products and brands
section-teams = Teams
section-actions = What to do
section-method = Method and privacy

## Week by week
course-lead = Each point is one complete week; the band is its margin. A week of fewer than { $k } customers is not shown (5 for volume alone).
course-volume-title = { $count } conversations in { $weeks } weeks, { $peak } in the busiest
course-volume-sub = Conversations opened each week
course-tone-title-steady = Tone is steady
course-tone-title-rose = Tone has improved
course-tone-title-fell = Tone has worsened
course-tone-sub = Share of conversations of positive tone, consenting customers, 95% margin
course-tone-warning = Careful: when deletions rise, the tone of what remains looks better.
week-of = week of { $date }
col-week = Week
col-conversations = Conversations
col-contacts = Customers
col-tone = Positive tone
col-range = 95% margin
col-n = Sample
col-share = Share
col-what = What
col-value = Value
col-before = Before
col-after = After
col-hour = Hour
col-median = Median
col-p90 = Nine in ten
col-age = Age of the message
col-low = At least
col-high = At most
col-gamma = Γ
col-file = File
col-day = Day

## What weighs on tone
why-lead = Points of positive tone lost to each topic: the topic’s share times its gap to the other conversations. An association, not a cause.
why-title = “{ $topic }” costs most: { $points } points of positive tone
why-title-none = No topic stands out
why-sub = Points lost, 95% margin, topics of at least { $k } customers
why-empty = No topic is frequent enough to be compared.
why-quotes = In their words
why-no-quotes = No quotes: they need an agreement of their own (purpose quotation).
quote-source = { $topic }, { $month }
flow-title = { $top }: the largest part of conversations
flow-sub = What the conversations read are for
flow-question = Technical or product question
flow-assistance = Request for help
flow-feedback = Feedback on an experience
flow-suggestion = Suggestion or idea
flow-other = Other

## What comes back
questions-lead = Questions and problems found with at least { $k } customers, most frequent first.
questions-empty = No question comes back with enough customers to be shown.
questions-withheld = { $count ->
    [one] { $count } smaller group is not shown.
   *[other] { $count } smaller groups are not shown.
}
kind-question = Questions
kind-problem = Problems
topic-share = { $share } of requests ({ $range })
topic-trend = { $trend }; { $halves }
topic-rising = last two weeks: rising, { $before } → { $recent }
topic-falling = last two weeks: falling, { $before } → { $recent }
topic-steady = steady
topic-unknown = too few weeks to compare
topic-new = new
topic-halves = first half of the period: { $before } of requests; second half: { $after }
topic-tone = positive tone { $share } ({ $range })
topic-tone-withheld = tone hidden
topic-answer = A ready answer, sent at the first question, would save most of these exchanges.
topic-cause = Look for the common cause before answering one by one.
suggestions-heading = Ideas from customers
suggestions-text = { $count ->
    [one] { $count } conversation suggests an improvement ({ $range }).
   *[other] { $count } conversations suggest an improvement ({ $range }).
}
phrases-heading = Words that come back

## When
when-lead = Local time ({ $zone }). A cell of fewer than { $k } customers is hidden.
when-heat-title = Customers write most on { $weekday } around { $hour }
when-heat-title-flat = Conversations begin at any hour
when-heat-sub = Times a customer waited for an answer, by day and hour of the message
when-heat-description = Table of arrivals by weekday and hour.
when-wait-title = Whoever writes around { $hour } waits longest: { $median }
when-wait-sub = Median wait for an answer, by the hour of writing
when-outside = { $share } of conversations begin outside your opening hours.
hour-of = { $hour }
when-no-hours = Give your opening hours (--hours) to tell working time from total waiting.

## Waiting
speed-lead = Half of the customers have a first answer within { $median }; nine in ten within { $p90 }.
speed-lead-open = Half of the customers have a first answer within { $median }; { $open }.
speed-lead-empty = No answer to measure.
speed-table = Waiting times
speed-frt = First response
speed-art = Response time (ART)
speed-wait = Total waiting of a customer
speed-frt-bh = First response, business hours
speed-art-bh = Response time (ART), business hours
speed-wait-bh = Total waiting, business hours
speed-note = Requests still without an answer count as waits not over yet: leaving them out would flatter the figure.
speed-mean-note = The mean counts each wait up to { $horizon }, because some are not over.
col-mean = Mean
speed-answered-in = Answered within { $time }
speed-open = more than half are still waiting
speed-p90-open = more than one in ten is still waiting
fcr-text = First contact resolution (FCR), estimated: { $value } ({ $range }), return window of { $window }. An export carries no status: the customer’s silence after the answer is what counts.
reopen-text = Reopened, estimated: { $value } ({ $range }).
repeat-text = Came back about the same thing: { $value } ({ $range }).
lapsed-text = 24-hour window lapsed before the answer: { $value } ({ $range }).
closing-unknown = Without agreement to analysis, Tact cannot know whether a last message is a mere “thanks”: such conversations count as waiting, so the figure is an upper bound.

## Blind spot
blind-lead = { $rate } of customers’ messages were deleted; { $conv } of conversations bear the trace.
blind-lead-none = No deletion is visible in these exports.
blind-lead-withheld = Too few customers to show a deletion rate.
blind-intervals-title = What the deleted messages can change
blind-intervals-sub = Share of conversations of positive tone, { $n } of consenting customers
blind-intact = Intact conversations
blind-intact-assume = As if nothing had been deleted.
blind-gamma = Γ from 1 to { $gamma }
blind-gamma-assume = The dissatisfied delete at most { $gamma } times as often (odds ratio).
blind-manski = No assumption
blind-manski-assume = Nothing is supposed of what was deleted.
blind-manski-sentence = With no assumption: { $range }. Nothing in the data rules out either end.
blind-everyone = All customers, no assumption
blind-everyone-assume = Those who did not agree may all be happy, or all unhappy.
blind-age-title = { $share } of messages end up deleted
blind-age-sub = Share already deleted, by the age of the message at the time of export
mark-old-limit = 1 h 08 (limit of 2018)
mark-window = 60 h (limit today)
blind-older = Among messages older than { $hours } h, for which nothing more can come: { $rate } ({ $range }). Younger ones are provisional.
blind-stage-title = Where in the conversation
blind-stage-sub = Share of customers’ messages deleted
stage-before = Before the first answer
stage-between = Between two answers
stage-after = After the last answer
blind-hours-title = At what time of day
block-night = 00–06 h
block-morning = 06–12 h
block-afternoon = 12–18 h
block-evening = 18–24 h
blind-topic-title = Around what
blind-topic-sub = Share of conversations touched, by the topic of what remains
blind-business = The business deleted { $rate } of its own messages ({ $range }). That is a series of its own.
blind-friction = { $count ->
    [one] { $count } deletion ({ $range }) follows a negative exchange and then silence
   *[other] { $count } deletions ({ $range }) follow a negative exchange and then silence
}: a possible sign of frustration, not proof.
blind-friction-unknown = An export does not give the time of a deletion: the sequence “negative exchange, deletion, silence” can only be recognised by what surrounds it.
blind-silence-title = After a negative exchange
blind-cannot = What an export does not show: when a message was deleted, what was “deleted for me”, what vanished before the export without a trace, disappearing messages.
blind-parts = Why a conversation cannot be read
reason-withdrawn = A deletion that nothing replaced
reason-no-consent = No agreement to analysis
reason-too-short = Media only, or too few words
reason-language = Unknown language
blind-motives = Customers delete for a thousand reasons: a slip, something private, a sentence that came out wrong. Tact ascribes no motive to anybody.
consent-compare-title = With and without agreement: the same waits?
consent-compare-note = Tone is about consenting customers only. Where their waits or deletions differ from those of the others, their tone may differ too.
consented = Agreed
not-consented = Did not agree

## Loyalty
loyalty-lead = { $back } of customers came back within { $days } days ({ $n }).
loyalty-lead-empty = Not enough hindsight to say who comes back.
loyalty-row = Back within { $days } days
loyalty-silence = After an exchange of negative tone, { $negative } of customers did not write again for { $days } days; after the other exchanges, { $others }.

## Products
products-lead = Tone of conversations that name a product, from at least { $k } customers.
products-empty = No product of your list is named by enough customers.
col-product = Product
col-brand = Brand
col-topic = Main topic
col-negative = Negative tone
col-words = Key words

## Teams
teams-lead = Waits by team, without ranking. “Not distinguishable” means that the margin overlaps the whole.
teams-none = In an export the business is a single author. { $messages } messages carry a signature ({ $distinct } different ones): --teams FILE maps them to teams.
teams-unsigned = In an export the business is a single author, and no message is signed: there is no figure by team.
teams-note = Nothing is computed on the tone of agents, and nobody is ranked.
col-team = Team
col-compare = Against the whole
team-same = not distinguishable
team-differs = differs

## Actions
actions-lead = Proposals, each with the figure behind it and the one that will tell whether it helped.
action-guide = Answer “{ $topic }” in advance
action-guide-because = { $share } of requests, { $contacts } customers.
action-guide-measure = The share of this topic four weeks before and four weeks after, with its margin.
action-problem = Find the cause of “{ $topic }”
action-problem-because = { $contacts } customers reported it; { $trend }.
action-problem-measure = How many customers report it, week by week.
action-hours = Be there when they write: { $weekday } around { $hour }
action-hours-because = It is the busiest hour, and the median wait then is { $median }.
action-hours-measure = The median wait of that hour, before and after.
action-waiting = Answer those who got nothing
action-waiting-because = { $count } conversations never had an answer from a person.
action-waiting-measure = The share without an answer in the next report.
action-survey = Ask your customers
action-survey-because = Tone is not satisfaction: without a survey nobody knows it.
action-survey-measure = One question from 1 to 5 after each conversation, sent to all or at random, never chosen by the agent.
action-erase = Let customers know that they can erase
action-erase-because = { $share } of conversations bear a deletion; WhatsApp gives no way to ask why beforehand.
action-erase-measure = The word ERASE in the greeting, and what those who use it say.

## Method
method-lead = Every figure with its definition, its assumption and what it cannot see.
method-definitions = Definitions
col-name = Name
col-definition = Computation
col-assumption = Assumption
col-cannot-see = Cannot see
method-model = Language model: { $model }. It reads messages of consenting customers, on this machine, and never those of agents.
method-consent-file = Consent: file read, { $lines } lines, { $unmatched } of them about customers who are not in these exports.
method-consent-declared = Consent as declared by the business: “{ $text }”
method-consent-none = Consent: none. Nothing of the customers’ text was read.
method-end = End of observation: { $source }.
end-given = given by --exported-at
end-zip = time written in the archive
end-file = date of the file
end-last = last message (the export may be later)
end-mixed = depending on the file: time in the archive, date of the file or last message
method-business = Business: { $how }.
business-named = named by --business
business-common = the author common to { $chats } of { $of } chats
business-own-deletion = recognised by its own deletions
business-title = recognised by the name of the file
business-other = recognised by a hint; check it, or name it with --business
method-promise = What Tact never does: recover a deleted message, read a WhatsApp backup or database, score an agent, send anything off this machine.
method-files = The export files still hold the customers’ text. Tact keeps none of it; remove them when you no longer need them (--delete-sources).
method-k = No group of fewer than { $k } customers is shown (5 for content-free service figures).

## To check
notice-file = { $file }: { $what }
notice-refused = { $count ->
    [one] { $count } file refused
   *[other] { $count } files refused
}: database, backup or notification log.
notice-failed = { $count ->
    [one] { $count } file could not be read
   *[other] { $count } files could not be read
}.
notice-not-exports = { $count ->
    [one] { $count } file is not an export
   *[other] { $count } files are not exports
}.
notice-guessed = { $count ->
    [one] In { $count } file
   *[other] In { $count } files
}, nothing tells the day from the month: the day was read first.
notice-mid = { $count ->
    [one] { $count } file begins
   *[other] { $count } files begin
} in the middle of a message: { $lines } lines were not understood.
notice-broken = Unreadable bytes were replaced in { $count } places.
notice-joined = { $count ->
    [one] { $count } file joins
   *[other] { $count } files join
} two exports of different shape.
notice-cut = { $count ->
    [one] { $count } message was too long and was cut
   *[other] { $count } messages were too long and were cut
}.
notice-limit = { $count ->
    [one] { $count } export reaches
   *[other] { $count } exports reach
} the limit of 40,000 or 10,000 messages: the beginning is missing.
notice-automatic = { $count ->
    [one] { $count } text looks automatic and was counted as such
   *[other] { $count } texts look automatic and were counted as such
}. Please check.
notice-candidates = { $count ->
    [one] { $count } text comes back often
   *[other] { $count } texts come back often
} and counts as a human answer. If it is automatic, add --automatic "…".
notice-pattern = “{ $pattern }”: { $contacts } customers, { $messages } messages
notice-business-weak = The business was recognised by a weak hint: check it, or name it with --business.
notice-undecided = { $count ->
    [one] { $count } chat left out
   *[other] { $count } chats left out
}: nobody can tell which side is the business. Name it with --business.
notice-given-early = The time given by --exported-at is before the last message of { $count } chats: the last message stands.
notice-business-unseen = { $count ->
    [one] A name given to --business appears
   *[other] { $count } names given to --business appear
} in no chat.
notice-clocks = { $count ->
    [one] { $count } export was moved
   *[other] { $count } exports were moved
} to the clock of another phone.
notice-sources = The export files still hold the customers’ text, except what was deleted: remove them when you no longer need them (--delete-sources).
notice-clocks-unclear = { $count ->
    [one] { $count } export was left out
   *[other] { $count } exports were left out
}: its clock agrees with no other export of the same chat.
notice-same-name = { $count ->
    [one] Two exports bear the same name without sharing a message
   *[other] { $count } pairs of exports bear the same name without sharing a message
}: they count as different customers.

## Additions
tone-definition = Share of intact, mature conversations of consenting customers whose remaining text has a clearly positive tone.
tone-assumption = Read by a model from the messages kept. Sees neither what was deleted nor those who did not agree. It is not satisfaction.
why-col-points = Points lost
sla-label = Promise kept:
speed-curve-title = Half of the requests have a first answer within { $median }
speed-curve-sub = Share of requests with a first answer, by time elapsed
col-within = Within
unanswered-label = Unanswered
everyone = Everyone
loyalty-caption = Customers who came back, by month of their first conversation
loyalty-since = Since

## Topics recognised in every language
concept-parcel = Parcels
concept-delivery = Delivery
concept-order = Orders
concept-tracking = Tracking
concept-lost = Lost items
concept-late = Delays
concept-refund = Refunds
concept-return = Returns
concept-exchange = Exchanges
concept-size = Sizes
concept-defect = Faulty items
concept-breakdown = Breakdowns
concept-invoice = Invoices
concept-quote = Quotes
concept-payment = Payments
concept-doublecharge = Charges on the account
concept-card = Card
concept-account = Account
concept-transfer = Transfers
concept-password = Passwords
concept-login = Signing in
concept-blocked = Blocked access
concept-cancel = Cancellations
concept-terminate = Ending a contract
concept-subscription = Subscriptions
concept-appointment = Appointments
concept-booking = Bookings
concept-postpone = Changes of date
concept-network = Network
concept-internet = Internet
concept-heating = Heating
concept-water = Water
concept-leak = Leaks
concept-ticket = Tickets
concept-deposit = Deposits
concept-inspection = Inspections
concept-rent = Rent
concept-repair = Repairs
concept-warranty = Warranty
concept-insurance = Insurance
concept-coverage = Coverage
concept-hours = Opening hours
concept-stock = Availability
concept-price = Prices
concept-promo = Offers
concept-fees = Fees
concept-document = Documents
concept-form = Forms
concept-address = Address
concept-reply = Awaited answers
concept-application = App
concept-update = Updates
concept-lesson = Lessons
concept-exam = Exams
concept-prescription = Prescriptions
concept-medicine = Medicines
concept-menu = Menus
concept-cake = Cakes
concept-allergy = Allergies
concept-ring = Jewellery
concept-engraving = Engraving
concept-color = Colours
concept-quality = Quality
concept-staff = Staff
concept-waiting = Waiting
concept-sim = SIM card
concept-phone = Phone
concept-car = Car
concept-tyre = Tyres
concept-brakes = Brakes
concept-visit = Visits
concept-gift = Gifts
concept-fraud = Fraud
