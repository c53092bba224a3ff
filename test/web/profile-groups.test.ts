// What has an area profile can be kept together: neighbourhoods, and the areas of every higher level.
import { describe, expect, it } from "vitest";
import type { ProfileList } from "../../api/contract/profiles.ts";
import type { AreaGeography } from "../../web/map/topology.ts";
import { profileGroups } from "../../web/run-page/profile-groups.ts";

const areas = ["0101", "0102", "0111", "0201"].map((code) => ({
  code,
  name: code,
  parentCode: null,
})) as unknown as AreaGeography["properties"];
const listed = (own: Partial<ProfileList["profiles"][number]>): ProfileList["profiles"][number] => ({
  key: "area.d.x",
  kind: "area",
  name: "",
  letter: null,
  level: null,
  areaCodes: null,
  ...own,
});

describe("profileGroups", () => {
  const profiles = [
    listed({ key: "team.p.t", kind: "team", name: "Norr", letter: "A" }),
    listed({ key: "neighbourhood.n", kind: "neighbourhood", name: "Bredsand", areaCodes: ["0102", "0111"] }),
    listed({ key: "neighbourhood.m", kind: "neighbourhood", name: "Ensamt", areaCodes: ["0201"] }),
    listed({ key: "area.d.01", name: "01 Haga", level: 2 }),
  ];

  it("are neighbourhoods and every higher level by name, of more than one area; teams are none", () => {
    const { neighbourhoods, parents } = profileGroups("nyko", areas, profiles);
    expect(neighbourhoods).toEqual([{ name: "Bredsand", areaCodes: ["0102", "0111"] }]);
    expect(parents.find(({ name }) => name === "01 Haga")?.areaCodes).toEqual(["0101", "0102", "0111"]);
    expect(parents.find(({ name }) => name === "010")?.areaCodes).toEqual(["0101", "0102"]);
    expect(parents.every(({ areaCodes }) => areaCodes.length > 1)).toBe(true);
  });
});
