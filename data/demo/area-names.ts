// Made-up place names for the smaller areas, put together from words that are common in Swedish place names.
import type { Place } from "./places.ts";
import type { SeededRandom } from "./random.ts";

const firstParts =
  "Björk Tall Gran Lind Ask Rönn Ek Hassel Al Sälg Kvarn Stor Lill Norr Söder Väster Öster Kyrk Prost Kungs Berg Sten Sand Ler Mo Fager Sol Hög Lax Gädd Orr Räv Älg Hjort Svan Trast Lärk Häst Får Lamm Smed Kol Tjär Såg Bruks Hammar Linné Klock Torp Äppel Hum Korn Råg Havre Lin Ljung Mjölnar Skogs Ängs Silver Koppar Järn Grind Stig".split(
    " ",
  );
const townEndings =
  "backen ängen hagen lunden höjden dalen torget gärdet vreten slätten parken åsen brinken kullen".split(" ");
const villageEndings = "backen ängen hagen lunden byn gärdet bo vallen åkern tået brinken".split(" ");
const countrysideEndings = "boda näs åsen berget bäcken mo forsen sel byn sjön myran vallen böle hult sätter".split(
  " ",
);
const coastEndings = "viken udden näset sundet skär hamnen stranden holmen".split(" ");

/** Hands out names that are used only once. */
export function createNameSource(random: SeededRandom): (kind: Place["kind"], isOnShore: boolean) => string {
  const used = new Set<string>();
  const endingsOf = { town: townEndings, village: villageEndings, countryside: countrysideEndings };
  return (kind, isOnShore) => {
    const endings = isOnShore && random.uniform() < 0.6 ? coastEndings : endingsOf[kind];
    for (let attempt = 0; attempt < 1000; attempt++) {
      const first = random.pick(firstParts);
      const ending = random.pick(endings);
      const name = first.at(-1) === ending[0] && first.at(-2) === ending[0] ? first + ending.slice(1) : first + ending;
      if (used.has(name)) continue;
      used.add(name);
      return name;
    }
    throw new Error(`no unused place name left after ${used.size}`);
  };
}

/** The form a place name has before "skola" or "förskola": Björkängen → Björkängens, Matfors → Matfors, Tallboda → Tallboda. */
export function beforeSchool(name: string): string {
  return /(n|et)$/.test(name) ? `${name}s` : name;
}

/** The name as the register keeps it: cut at 15 characters. */
export const registerName = (name: string): string => name.slice(0, 15).trimEnd();
