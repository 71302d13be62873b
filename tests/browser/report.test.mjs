import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { languages, launch, open, openEverything } from "./browser.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const states = ["", "-without-consent", "-hostile"];

let browser;
before(async () => {
  browser = await launch();
});
after(async () => browser.close());

// Both languages share their templates, so each view is looked at once: axe is slow.
const views = [
  ["fr", "light", 1280],
  ["en", "dark", 390],
  ["en-without-consent", "light", 390],
  ["fr-without-consent", "dark", 1280],
  ["fr-hostile", "light", 390],
  ["fr-calibrated", "light", 390],
  ["en-calibrated", "dark", 1280],
  ["en-what-if", "light", 390],
];
for (const [name, colorScheme, width] of views) {
  test(`${name} is accessible in the ${colorScheme} theme at ${width} px`, async () => {
    const page = await open(browser, name, { colorScheme, viewport: { width, height: 800 } });
    await openEverything(page);
    await page.evaluate(axe);
    const found = await page.evaluate(() => globalThis.axe.run());
    const said = found.violations.map(
      ({ impact, id, nodes }) => `${impact} ${id}: ${nodes.map((node) => node.html).slice(0, 3).join(" ")}`,
    );
    assert.deepEqual(said, []);
    await page.context().close();
  });
}

for (const language of languages) {
  for (const state of states) {
    const name = language + state;

    test(`${name} opens in silence: no request, no console line, no policy violation`, async () => {
      const page = await open(browser, name);
      await openEverything(page);
      await page.locator("#theme").click();
      assert.deepEqual(page.misdeeds, []);
      await page.context().close();
    });

    test(`${name} does not scroll sideways from 360 to 1440 px`, async () => {
      const page = await open(browser, name);
      await openEverything(page);
      for (const width of [360, 390, 640, 768, 1120, 1440]) {
        await page.setViewportSize({ width, height: 800 });
        const widest = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(widest <= width, `${widest} px wide at ${width}`);
      }
      await page.context().close();
    });
  }

  test(`${language}: hostile names and messages stay inert text`, async () => {
    const page = await open(browser, `${language}-hostile`);
    await openEverything(page);
    const found = await page.evaluate(() => ({
      scripts: document.querySelectorAll("script").length,
      styles: document.querySelectorAll("style").length,
      images: document.querySelectorAll("img").length,
      handlers: [...document.querySelectorAll("*")].filter((element) =>
        [...element.attributes].some((a) => a.name.startsWith("on") || a.name === "style"),
      ).length,
      addresses: [...document.querySelectorAll("[href], [src], [action]")].filter(
        (element) => !element.getAttribute("href")?.startsWith("#"),
      ).length,
      hidden: document.body.textContent.match(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2066\ufeff]/g),
      shown: document.body.textContent.includes("<img src=x onerror=alert(1)>"),
    }));
    assert.deepEqual(found, {
      scripts: 1,
      styles: 2,
      images: 0,
      handlers: 0,
      addresses: 0,
      hidden: null,
      shown: true,
    });
    assert.deepEqual(page.misdeeds, []);
    await page.context().close();
  });

  test(`${language}: everything is said without script`, async () => {
    const page = await open(browser, language, { javaScriptEnabled: false });
    assert.equal(await page.locator("[data-needs-script]:visible").count(), 0);
    await page.locator("#blind-spot .more > summary").click();
    assert.match(await page.locator(".said").textContent(), /83[.,]3/);
    assert.ok(await page.locator(".explorer table").first().isVisible());
    await page.context().close();
  });

  test(`${language}: paper shows what is folded on screen, in light colours`, async () => {
    const page = await open(browser, language, { javaScriptEnabled: false, colorScheme: "dark" });
    await page.emulateMedia({ media: "print" });
    const folded = page.locator("#questions .topics h3").first();
    assert.ok((await folded.boundingBox()).height > 0);
    assert.ok(await page.locator(".numbers table").first().isVisible());
    const pdf = await page.pdf({ preferCSSPageSize: true });
    assert.ok(pdf.length > 20_000);
    await page.context().close();
  });

  test(`${language}: a keyboard reaches content, parts and details, and focus shows`, async () => {
    const page = await open(browser, language);
    await page.keyboard.press("Tab");
    const skip = await page.evaluate(() => ({
      target: document.activeElement.getAttribute("href"),
      top: document.activeElement.getBoundingClientRect().top,
      outline: getComputedStyle(document.activeElement).outlineStyle,
    }));
    assert.equal(skip.target, "#content");
    assert.ok(skip.top >= 0, "the skip link shows when focused");
    assert.equal(skip.outline, "solid");
    await page.locator(".contents a[href='#when']").focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector("#when > .more").open);
    await page.locator("#questions .more > summary").focus();
    await page.keyboard.press("Enter");
    assert.ok(await page.locator("#questions .more").evaluate((fold) => fold.open));
    await page.context().close();
  });

  test(`${language}: the theme can be chosen against the system's`, async () => {
    const page = await open(browser, language, { colorScheme: "light" });
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await paper();
    await page.locator("#theme").click();
    const dark = await paper();
    assert.notEqual(light, dark);
    await page.locator("#theme").click();
    assert.equal(await paper(), light);
    await page.context().close();
  });

  test(`${language}: no label of a chart leaves its drawing`, async () => {
    for (const width of [360, 1280]) {
      const page = await open(browser, language, { viewport: { width, height: 800 } });
      await openEverything(page);
      const outside = await page.evaluate(() =>
        [...document.querySelectorAll("svg.plot")]
          .filter((svg) => svg.getBoundingClientRect().width > 0)
          .flatMap((svg) => {
            const frame = svg.getBoundingClientRect();
            return [...svg.querySelectorAll("text")]
              .filter((text) => {
                const box = text.getBoundingClientRect();
                return box.left < frame.left - 4 || box.right > frame.right + 4 || box.bottom > frame.bottom + 4;
              })
              .map((text) => text.textContent);
          }),
      );
      assert.deepEqual(outside, []);
      await page.context().close();
    }
  });
}
