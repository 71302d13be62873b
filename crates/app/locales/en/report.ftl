# Words of the report's interface. Sentences that carry figures are composed elsewhere.

## Page
skip-to-content = Skip to content
theme-toggle = Light or dark
open-all = Open all
close-all = Close all
contents = In this report
generated = Report made on { $date }
remember = To remember
monday = To do on Monday
coverage = What we can see
figures = In figures
how-we-know = How do we know?
definition = Definition
assumption = Assumption
sample-size = Sample
interval = Margin
self-contained = This page is a single file: it calls no site and sends nothing.
nothing-to-do = Nothing urgent for Monday.

## Targets
target-at = target { $target }
verdict-met = met
verdict-missed = missed
verdict-open = cannot be decided

## Sections
see-detail = See the detail
inside = { $charts ->
    [0] { $tables ->
        [0] text
        [one] { $tables } table
       *[other] { $tables } tables
    }
    [one] { $tables ->
        [0] { $charts } chart
        [one] { $charts } chart, { $tables } table
       *[other] { $charts } chart, { $tables } tables
    }
   *[other] { $tables ->
        [0] { $charts } charts
        [one] { $charts } charts, { $tables } table
       *[other] { $charts } charts, { $tables } tables
    }
}
numbers-behind = See the numbers
empty-section = Nothing to show for this period.

## Charts
chart-nothing = No value to show
withheld = withheld
opening-hours = opening hours
part-of = { $part }: { $share }
labelled = { $label }: { $text }

## Topics
conversations = { $count ->
    [one] { $count } conversation
   *[other] { $count } conversations
}
contacts = { $count ->
    [one] { $count } customer
   *[other] { $count } customers
}
tone = Tone
words = Words used
example = Example, personal data removed
suggestion = Suggested answer
quotes = What customers say

## Explorer
explorer-show = See what it changes
explorer-values = All values
rests-on = What it rests on
reference = Reference

## Actions
because = Why
measured-by = How it will be measured

## Things to check
notices = { $count ->
    [one] { $count } thing to check
   *[other] { $count } things to check
}
notice-info = Good to know
notice-confirm = To confirm
notice-warning = Not read
nothing-there = Nothing for this period.

## Terminal
terminal-more = … and { $count } more in the full report
