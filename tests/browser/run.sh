#!/bin/sh
# Renders the sample reports and opens them in a real browser.
# Needs cargo, node (20 or later), npm and Chromium (CHROMIUM, by default /usr/bin/chromium).
set -eu
cd "$(dirname "$0")"
pages=$(mktemp -d)
trap 'rm -rf "$pages"' EXIT
cargo run --quiet --package tact-app --example sample_report -- "$pages" > /dev/null
npm ci --silent
PAGES="$pages" node --test --test-reporter=spec
