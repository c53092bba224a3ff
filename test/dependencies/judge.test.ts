// The judge of licences and known holes: what it must refuse it refuses, and every exception is explained.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Allowed, advisoriesOf, advisoryTrouble, isAllowed, licenceTrouble, whyUnanswered } from "./judge.ts";

const allowed = JSON.parse(readFileSync(join(import.meta.dirname, "allowed.json"), "utf8")) as Allowed;
const without = { ...allowed, exceptions: [] };
const component = (id?: string) => ({
  name: "paket",
  version: "1.0.0",
  ...(id === undefined ? {} : { licenses: [{ license: { id } }] }),
});

describe("licences", () => {
  it.each(["GPL-2.0-only", "GPL-3.0-or-later", "AGPL-3.0-only", "SSPL-1.0", "BUSL-1.1", "LGPL-3.0-only", "UNLICENSED"])(
    "of the kind %s are refused",
    (id) => {
      expect(licenceTrouble([component(id)], without)).toEqual([`paket 1.0.0: ${id}`]);
    },
  );

  it("that a package does not tell are refused", () => {
    expect(licenceTrouble([component()], without)).toEqual(["paket 1.0.0: unknown"]);
  });

  it("may be chosen where a package lets one choose, and all hold where it says so", () => {
    expect(isAllowed("(MIT OR GPL-3.0-only)", allowed.licences)).toBe(true);
    expect(isAllowed("MIT AND GPL-3.0-only", allowed.licences)).toBe(false);
    expect(isAllowed("(MIT AND ISC)", allowed.licences)).toBe(true);
  });

  it("have exceptions only with a reason, only as explained, and only while something needs them", () => {
    for (const { reason } of [...allowed.exceptions, ...allowed.advisories]) expect(reason.length).toBeGreaterThan(40);
    const one = { ...without, exceptions: [{ package: "paket", licence: "LGPL-2.1-or-later", reason: "…" }] };
    expect(licenceTrouble([component("LGPL-2.1-or-later")], one)).toEqual([]);
    expect(licenceTrouble([component("GPL-3.0-only")], one)).toHaveLength(1);
    expect(licenceTrouble([], one)).toEqual(["paket: an exception for what is not shipped"]);
  });
});

describe("known holes", () => {
  const report = {
    vulnerabilities: {
      paket: {
        via: [
          "annat",
          { url: "https://github.com/advisories/GHSA-aaaa", severity: "high", title: "Hole" },
          { url: "https://github.com/advisories/GHSA-bbbb", severity: "moderate", title: "Dent" },
        ],
      },
    },
  };

  it("of high severity are told until they are explained", () => {
    expect(advisoryTrouble(advisoriesOf(report), without)).toEqual(["paket: high, Hole (GHSA-aaaa)"]);
    const explained = { ...without, advisories: [{ id: "GHSA-aaaa", reason: "…" }] };
    expect(advisoryTrouble(advisoriesOf(report), explained)).toEqual([]);
  });
});

it.each([
  [{ message: "405 Method Not Allowed", error: { summary: "" } }, "405 Method Not Allowed"],
  [
    { error: { code: "ENOLOCK", summary: "This command requires an existing lockfile." } },
    "This command requires an existing lockfile.",
  ],
  [{}, "no reason told"],
  [{ vulnerabilities: {} }, null],
])("an answer of the registry that tells no holes is not taken for a clean one: %#", (report, why) => {
  expect(whyUnanswered(report)).toBe(why);
});
