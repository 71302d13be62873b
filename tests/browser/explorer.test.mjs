// The explorers: what they show equals what the program worked out, and a keyboard is enough.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { languages, launch, open, openEverything } from "./browser.mjs";

const pages = process.env.PAGES;

let browser;
before(async () => {
  browser = await launch();
});
after(async () => browser.close());

/** The explorers of a report, as the program wrote them to JSON. */
function worked(name) {
  const report = JSON.parse(readFileSync(`${pages}/${name}.json`, "utf8"));
  return report.sections.flatMap((section) => section.blocks).filter((block) => block.kind === "explorer");
}

/** A share as the page writes it, halves up as the program rounds. */
function written(share, language) {
  const percent = (Math.round(share * 1000 * (1 + 4 * Number.EPSILON)) / 10).toFixed(1);
  return language === "fr" ? `${percent.replace(".", ",")}\u00a0%` : `${percent}%`;
}

async function setDial(page, dial, kind, at) {
  if (kind === "choice") {
    await dial.locator("input").nth(at).focus();
    await page.keyboard.press("Space");
    return;
  }
  await dial.locator("input").focus();
  await page.keyboard.press("Home");
  for (let step = 0; step < at; step += 1) await page.keyboard.press("ArrowRight");
}

const views = [
  ["calibrated", ["gamma", "lambda", "what-if-explorer"]],
  ["blind", ["lambda"]],
  ["what-if", ["what-if-explorer"]],
];
for (const language of languages) {
  for (const [view, ids] of views) {
    test(`${language}-${view}: explorers show the program's own numbers, by keyboard alone`, async () => {
      const page = await open(browser, `${language}-${view}`);
      await openEverything(page);
      const found = worked(`${language}-${view}`);
      assert.deepEqual(found.map((explorer) => explorer.id), ids);
      for (const explorer of found) {
        const place = page.locator(`#${explorer.id}`);
        const dials = place.locator(".dial");
        assert.equal(await dials.count(), explorer.dials.length);
        assert.ok(!(await place.locator(".result").isVisible()), "chosen before it is seen");
        await place.locator(".show").focus();
        await page.keyboard.press("Enter");
        assert.ok(await place.locator(".result").isVisible());
        const sizes = explorer.dials.map((dial) => dial.stops.length);
        // The corners and a walk through the middle: every dial is moved.
        const places = [0, explorer.outcomes.length - 1, Math.floor(explorer.outcomes.length / 2), 7 % explorer.outcomes.length];
        for (const position of places) {
          let rest = position;
          const stops = sizes.map(() => 0);
          for (let dial = sizes.length - 1; dial >= 0; dial -= 1) {
            stops[dial] = rest % sizes[dial];
            rest = Math.floor(rest / sizes[dial]);
          }
          for (const [dial, at] of stops.entries()) {
            await setDial(page, dials.nth(dial), explorer.dials[dial].kind, at);
          }
          await page.waitForTimeout(50);
          const said = await place.locator(".said").textContent();
          const outcome = explorer.outcomes[position];
          assert.ok(said.includes(written(outcome.low, language)), `${position}: ${outcome.low} in ${said}`);
          assert.ok(said.includes(written(outcome.high, language)), `${position}: ${outcome.high} in ${said}`);
          for (const [dial, at] of stops.entries()) {
            assert.ok(said.includes(explorer.dials[dial].stops[at].text), said);
          }
          assert.equal(await place.locator(".survives").textContent(), explorer.verdicts[outcome.verdict]);
        }
        const slider = place.locator("input[type=range]").first();
        assert.equal(await slider.getAttribute("aria-valuetext"), await place.locator("output").first().textContent());
        assert.equal(await place.locator("[aria-live=polite]").count(), 1);
      }
      assert.deepEqual(page.misdeeds, []);
      await page.context().close();
    });

    test(`${language}-${view}: every outcome in the page is the program's`, async () => {
      const page = await open(browser, `${language}-${view}`, { javaScriptEnabled: false });
      for (const explorer of worked(`${language}-${view}`)) {
        const grid = JSON.parse(await page.locator(`#${explorer.id}`).getAttribute("data-grid"));
        assert.equal(grid.length, explorer.outcomes.length);
        for (const [position, [low, high, verdict, lowSaid, highSaid]] of grid.entries()) {
          const outcome = explorer.outcomes[position];
          assert.ok(Math.abs(low / 100 - outcome.low) < 1e-4 && Math.abs(high / 100 - outcome.high) < 1e-4);
          assert.equal(verdict, outcome.verdict ?? -1);
          assert.equal(lowSaid, written(outcome.low, language));
          assert.equal(highSaid, written(outcome.high, language));
        }
      }
      await page.context().close();
    });

    test(`${language}-${view}: without script, and on paper, result and tables are read`, async () => {
      const page = await open(browser, `${language}-${view}`, { javaScriptEnabled: false });
      for (const more of await page.locator(".more:not([open]) > summary").all()) await more.click();
      for (const id of ids) {
        const place = page.locator(`#${id}`);
        assert.ok(await place.locator(".said").isVisible());
        assert.ok(await place.locator("table").first().isVisible());
        assert.equal(await place.locator("input:visible").count(), 0);
      }
      await page.emulateMedia({ media: "print" });
      assert.ok(await page.locator(".said").first().isVisible());
      await page.context().close();
    });
  }

  for (const state of ["calibrated", "interval", "unknown", "blind", "suppressed", "what-if"]) {
    test(`${language}-${state}: silent, narrow enough, and every definition opens by keyboard`, async () => {
      const page = await open(browser, `${language}-${state}`, { viewport: { width: 390, height: 800 } });
      await openEverything(page);
      for (const width of [360, 390, 768, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        const widest = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(widest <= width, `${widest} px wide at ${width}`);
      }
      const meaning = page.locator(".gauge details.how");
      await meaning.evaluate((element) => (element.open = false));
      await meaning.locator("summary").focus();
      await page.keyboard.press("Enter");
      assert.ok(await meaning.locator("dd").first().isVisible());
      assert.deepEqual(page.misdeeds, []);
      await page.context().close();
    });
  }
}
