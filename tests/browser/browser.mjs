// Opens a page and keeps everything it should not have done.
import { chromium } from "playwright-core";

const pages = process.env.PAGES;
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";

export const languages = ["fr", "en"];

export async function launch() {
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
}

/** Opens a sample; `page.misdeeds` lists requests, errors, dialogs and policy violations. */
export async function open(browser, name, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  page.misdeeds = [];
  const note = (misdeed) => page.misdeeds.push(misdeed);
  page.on("console", (message) => note(`console: ${message.text()}`));
  page.on("pageerror", (error) => note(`error: ${error.message}`));
  page.on("dialog", async (dialog) => {
    note(`dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  const address = `file://${pages}/${name}.html`;
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== address) note(`request: ${request.url()}`);
  });
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  await page.goto(address);
  return page;
}

export async function openEverything(page) {
  await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
}
