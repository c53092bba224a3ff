// The lists of profiles, searched: every word in name, letter or code, and the chosen one always there.
import { expect, it } from "vitest";
import type { ProfileList } from "../../api/contract/profiles.ts";
import { namedAs } from "../../web/profile-page/named-as.ts";

const listed = (key: string, name: string, letter: string | null = null): ProfileList["profiles"][number] => ({
  key,
  kind: letter === null ? "area" : "team",
  name,
  letter,
  level: null,
  areaCodes: null,
});
const profiles = [listed("t", "Söder", "B"), listed("a", "13510"), listed("b", "13511 Södra Åsen")];
const keys = (wanted: string, chosen: string | null = null) => namedAs(profiles, wanted, chosen).map(({ key }) => key);

it("has all without a search, and what holds each word of it in any order and case", () => {
  expect(keys(" ")).toEqual(["t", "a", "b"]);
  expect(keys("söd")).toEqual(["t", "b"]);
  expect(keys("ÅSEN 1351")).toEqual(["b"]);
  expect(keys("b söder")).toEqual(["t"]);
  expect(keys("norr")).toEqual([]);
});

it("keeps the chosen one in its place, so that the list tells what is shown", () => {
  expect(keys("åsen", "a")).toEqual(["a", "b"]);
});
