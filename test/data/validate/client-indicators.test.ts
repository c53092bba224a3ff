// Indicators made of clients are told from published statistics by their names.
import { expect, it } from "vitest";
import { describeIndicator } from "../../../data/mapping/indicator-catalogue.ts";
import { seemsMadeOfClients } from "../../../data/validate/client-indicators.ts";

it.each([
  "Orosanmälningar per 1000 barn",
  "Andel barn med öppenvårdsinsats",
  "Klienter per 1 000 invånare",
  "Placerade barn, andel",
  "Ärenden per tjänst",
  "Utredningar 0-17 år",
])("%s seems made of clients", (name) => {
  expect(seemsMadeOfClients(name)).toBe(true);
  expect(seemsMadeOfClients(name.normalize("NFD").toUpperCase())).toBe(true);
});

it.each([
  "Andel av befolkningen med ekonomiskt bistånd 20+ år",
  "Andel befolkning 0-19 år",
  "Andel födda utanför EU28",
  "Andel förvärvsarbetande 20-64 år",
  "Andel med eftergymnasial utbildning 20-64 år",
  "Inkomst (median) tusentals kronor 20+ år",
  "Ohälsotal (antal dagar) 16-64 år",
  "Anmälda brott per 1 000 invånare",
  "Socioekonomiskt index",
])("%s is published statistics", (name) => {
  expect(seemsMadeOfClients(describeIndicator(name)?.name ?? name)).toBe(false);
});
