// Known open indicators are taken, others on somebody's word, and what names the municipality's own contacts never.
import { describe, expect, it } from "vitest";
import { describeIndicator, knownIndicator } from "../../../data/mapping/indicator-catalogue.ts";
import { indicatorGuard, namesOwnContacts } from "../../../data/validate/open-indicators.ts";

const ofOwnContacts = [
  "Andel barn aktuella hos socialtjänsten",
  "Anmälningar till socialtjänsten per 1 000 barn",
  "Anmälningar om oro för barn",
  "LVU per 1 000 barn",
  "Barn i samhällsvård",
  "Orosanmälningar per 1000 barn",
  "Oros-anmälningar",
  "antal_LVU_2024",
  "Beslut enligt SoL 4:1",
  "Barn i HVB",
  "Omhändertagna barn",
  "Andel barn med öppenvårdsinsats",
  "Klienter per 1 000 invånare",
  "Placerade barn, andel",
  "Ärenden per tjänst",
  "Utredningar 0-17 år",
  "Referrals to child protection",
  "Andel befolkning 0-19 år med insats",
];

const published = [
  "Andel av befolkningen med ekonomiskt bistånd 20+ år",
  "Andel befolkning 0-19 år",
  "Andel befolkning 65 år +",
  "Andel födda utanför EU28",
  "Andel förvärvsarbetande 20-64 år",
  "Andel med eftergymnasial utbildning 20-64 år",
  "Andel öppet arbetslösa 16-64 år",
  "Inkomst (median) tusentals kronor 20+ år",
  "Ohälsotal (antal dagar) 16-64 år",
  "low_econ_standard_pct_2024",
  "dwellings_tenant_owned_2025",
  "Medianinkomst, 20+ år",
  "Socioekonomiskt index",
];

const otherStatistics = [
  "Anmälda brott per 1 000 invånare",
  "Självupplevd god hälsa, andel",
  "Soltimmar",
  "Valdeltagande i kommunvalet",
  "Andel befolkning 0-19 år med pågående kontakt",
  "Områdestyp enligt kommunen",
];

const judge = (name: string, isDeclared: boolean, earlier: readonly string[] = []) =>
  indicatorGuard("fil.csv", isDeclared, new Set(earlier)).judge(name, describeIndicator(name))?.code ?? null;

describe.each(ofOwnContacts)("%s", (name) => {
  it("is refused, also on somebody's word and in other spellings", () => {
    for (const spelling of [name, name.normalize("NFD").toUpperCase(), name.replaceAll(" ", "_")]) {
      expect(namesOwnContacts(spelling)).toBe(true);
      for (const isDeclared of [false, true]) {
        expect(judge(spelling, isDeclared, [describeIndicator(name).key])).toBe("indicator.about-clients");
      }
    }
  });
});

it("sees a word that begins with a capital inside another", () => {
  expect(namesOwnContacts("antalLVU_2024")).toBe(true);
});

it.each(published)("%s is known and taken", (name) => {
  expect(knownIndicator(name)).not.toBeNull();
  expect(judge(name, false)).toBeNull();
});

it.each(otherStatistics)("%s is taken on somebody's word alone, now or earlier", (name) => {
  expect(knownIndicator(name)).toBeNull();
  expect(judge(name, false)).toBe("indicator.not-known");
  expect(judge(name, true)).toBe("indicator.declared-published");
  expect(judge(name, false, [describeIndicator(name).key])).toBe("indicator.declared-published");
});

it("says one thing of each name, however many rows have it, and which keys somebody must vouch for", () => {
  const guard = indicatorGuard("fil.csv", true, new Set());
  const codes = ["Valdeltagande", "Andel hyresrätter", "Valdeltagande"].map((name) =>
    guard.judge(name, describeIndicator(name)),
  );
  expect(codes.map((found) => found?.code ?? null)).toEqual(["indicator.declared-published", null, null]);
  expect(guard.unknownKeys()).toEqual(["valdeltagande"]);
});
