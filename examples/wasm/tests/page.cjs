// Drives the page in headless Chromium and compares what it shows with the answers of the program `bill`.
// node page.cjs PAGE VISITS ANSWERS PICTURES: the page, documents of `bill`, what `bill` answered to them,
// and a folder for pictures of the page. It needs Chromium and the npm package playwright-core.
"use strict";

const assert = require("node:assert/strict");
const { readFileSync } = require("node:fs");
const { pathToFileURL } = require("node:url");
const { chromium } = require("playwright-core");

const [pagePath, visitsPath, answersPath, pictures] = process.argv.slice(2);
const documents = (path) => readFileSync(path, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
const PICTURES = [
  ["desktop-light", 1280, "light"], ["desktop-dark", 1280, "dark"], ["phone-light", 375, "light"], ["phone-dark", 375, "dark"],
];

/** What the page shows of the chosen rule. */
const shown = (page) => page.evaluate(() => {
  const texts = (selector) => [...document.querySelectorAll(selector)].map((element) => element.textContent);
  return {
    units: texts(".rule:has(:checked) b")[0],
    next: texts(".rule:has(:checked) em")[0],
    lines: [...document.querySelectorAll("#lines li[data-code]")].map((line) => ({
      code: line.dataset.code,
      units: Number(line.dataset.units),
      modifiers: [...line.querySelectorAll(".modifier")].map((modifier) => modifier.textContent),
      next: line.querySelector(".next").textContent,
    })),
    steps: texts("#steps li"),
    sources: texts("#steps .source"),
  };
});

/** The same, from the answer of `bill`. */
const expected = (bill) => ({
  units: String(bill.timed_units),
  next: bill.next_session_unit === null ? "No further unit"
    : `Next unit in ${bill.next_session_unit} minute${bill.next_session_unit === 1 ? "" : "s"}`,
  lines: bill.lines.map(({ code, units, modifiers, next_unit }) => (
    { code, units, modifiers, next: next_unit === null ? "" : `${next_unit} more for the next` })),
  steps: bill.steps.map((step) => step.text + step.citation),
  sources: bill.steps.map((step) => step.citation),
});

async function enter(page, visit) {
  while (await page.locator("#rows li").count() > visit.services.length) await page.locator(".remove").last().click();
  while (await page.locator("#rows li").count() < visit.services.length) await page.click("#add");
  await page.fill("#date", visit.date_of_service);
  await page.selectOption("#discipline", visit.discipline);
  await page.locator(`.rule input[value="${visit.rule}"]`).check();
  for (const [index, service] of visit.services.entries()) {
    const row = page.locator("#rows li").nth(index);
    await row.locator(".code").fill(service.code);
    await row.locator(".minutes").fill(String(service.minutes));
  }
}

async function main() {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"],
  });
  const problems = [];
  const open = async (width, colorScheme) => {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
    const page = await context.newPage();
    page.on("pageerror", (error) => problems.push(String(error)));
    page.on("console", (message) => problems.push(message.text()));
    page.on("request", (request) => {
      if (!/^(file|data|blob):/.test(request.url())) problems.push(`the page asked for ${request.url()}`);
    });
    await page.goto(pathToFileURL(pagePath).href);
    await page.waitForSelector("html[data-ready]");
    return page;
  };

  const page = await open(1280, "light");
  const [visits, answers] = [documents(visitsPath), documents(answersPath)];
  for (const [index, visit] of visits.entries()) {
    await enter(page, visit);
    assert.deepEqual(await shown(page), expected(answers[index]), visit.id);
  }

  // By keyboard alone: the next row, the digits one by one, another rule, a row less.
  await page.selectOption("#example", { label: "Two services" });
  await page.locator('.rule input[value="medicare"]').check();
  await page.focus("#rows li:last-child .minutes");
  await page.keyboard.press("Enter");
  await page.keyboard.type("97140");
  await page.keyboard.press("Tab");
  const seen = [];
  for (const digit of "15") {
    await page.keyboard.type(digit);
    seen.push((await shown(page)).units);
  }
  assert.deepEqual(seen, ["3", "4"], "48 and 62 minutes");
  await page.focus(".rule input:checked");
  await page.keyboard.press("ArrowRight");
  assert.equal((await shown(page)).units, "5");
  await page.focus("#rows li:last-child .remove");
  await page.keyboard.press("Enter");
  assert.equal((await shown(page)).units, "4");
  assert.equal(await page.evaluate(() => document.activeElement.className), "code");

  // A service that cannot be read says why and hides no other one.
  await page.fill("#rows li:last-child .minutes", "2.5");
  assert.equal(await page.textContent("#rows li:last-child .about"), "expected whole minutes, found 2.5");
  assert.deepEqual((await shown(page)).lines.map((line) => line.code), ["97112"]);
  await page.fill("#rows li:last-child .code", "<b>");
  assert.equal(await page.locator("#rows b, .about b, #error b").count(), 0);
  await page.selectOption("#example", { label: "Evaluation day" });
  assert.deepEqual((await shown(page)).lines.map((line) => line.code), ["97161", "97112", "97010"]);
  await page.selectOption("#example", { label: "With an assistant" });
  await page.locator('.rule input[value="medicare"]').check();
  assert.deepEqual((await shown(page)).lines.map((line) => line.modifiers.join(" ")), ["GP", "GP CQ", "GP"]);

  for (const [name, width, scheme] of PICTURES) {
    const page = await open(width, scheme);
    for (const narrower of [width, 320]) {
      await page.setViewportSize({ width: narrower, height: 900 });
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${narrower} pixels are wide enough`);
    }
    await page.setViewportSize({ width, height: 900 });
    await page.waitForTimeout(400);
    await page.screenshot({ path: `${pictures}/page-${name}.png`, fullPage: true });
  }
  await browser.close();
  assert.deepEqual(problems, []);
  console.log(`${visits.length} visits: the page shows what bill answers`);
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
