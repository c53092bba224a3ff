// Why a number of a profile has no interval: told for each reason, and nothing where there is one or no value.
import type { TFunction } from "i18next";
import { expect, it } from "vitest";
import type { ProfileIndicator } from "../../api/contract/profiles.ts";
import { lackOfBase } from "../../web/profile-page/profile-words.ts";

const keyOf = ((key: string) => key) as TFunction;
const value = { value: 12, low: null, high: null, basis: null, people: null, weighed: false, unknownCount: 0 };
const lack = (unit: string, base: ProfileIndicator["base"], own: ProfileIndicator["years"][number]["values"][number]) =>
  lackOfBase(keyOf, { unit, base, years: [{ period: "2024", values: [own] }] } as unknown as ProfileIndicator);

it("is that the base, or both it and the spread, are not given, or the people not told", () => {
  expect(lack("%", null, value)).toBe("profile.lack.base");
  expect(lack("kr", null, value)).toBe("profile.lack.spread");
  expect(lack("%", "everybody", value)).toBe("profile.lack.people");
  expect(lack("%", "imported", value)).toBe("profile.lack.partly");
  expect(lack("kr", "imported", { ...value, people: 80 })).toBe("profile.lack.spread");
});

it("is nothing where there is an interval, or no value at all", () => {
  expect(lack("%", "everybody", { ...value, low: 10, high: 14, people: 1000, basis: "people" })).toBeNull();
  expect(lack("kr", null, { ...value, low: 10, high: 14, basis: "given" })).toBeNull();
  expect(lack("%", null, { ...value, value: null })).toBeNull();
});
