// The page in a browser when the service refuses because it was asked too often: it says so, waits, and goes on by itself.

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startService } from "../api/support/service-under-test.ts";
import { openEmbeddedTestDatabase } from "../support/databases.ts";
import { hasBrowser, openBrowser, visit } from "./visitor.ts";

/** Long enough for the page to be told and to tell, and no more than the test has to wait. */
const shortWindow = { rateWindowMilliseconds: 12_000 };

describe.skipIf(!hasBrowser)("a page that asks too often", () => {
  let browser: Browser;
  let address: string;
  beforeAll(async () => {
    const { service } = await startService(openEmbeddedTestDatabase, { READS_PER_MINUTE: "5" }, shortWindow);
    [address, browser] = await Promise.all([service.listen(), openBrowser()]);
  }, 120_000);
  afterAll(() => browser?.close());

  it("tells that it waits, and shows everything when the time is over", { timeout: 180_000 }, async () => {
    const { page, signIn, misdeeds, barriers, leave } = await visit(browser, address, "desktop");
    await signIn("planner", "9998");
    const waiting = page.getByRole("status").getByText("väntar en stund");
    await waiting.waitFor();
    expect(await barriers()).toEqual([]);
    await waiting.waitFor({ state: "hidden", timeout: 90_000 });
    await page.locator('[data-map-state="idle"]').waitFor({ timeout: 90_000 });
    expect(await page.getByRole("alert").count()).toBe(0);
    expect(misdeeds).toEqual([]);
    await leave();
  });
});
