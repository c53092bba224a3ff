// Headings of area layers: code, name, and the higher level an area belongs to.

import { bareCode, desoPattern, isRestCode, regsoPattern } from "../codes.ts";
import type { Cell } from "../formats/types.ts";
import type { Field } from "../purposes/purpose.ts";
import { shareOf } from "./fields.ts";
import { compactText } from "./headings.ts";

const codeNames = [
  /^(nyko|nyckelkod)(6|5|4|3|2|1)?(kod)?$/,
  /^deso(kod|code)?(2018|2025)?$/,
  /^regso(kod|code)?(2020|2025)?$/,
  /^(omradeskod|omrkod|areacode|kod|code|nyckelkodsomrade|omrade(s)?(id|nr)|statomrkod)$/,
];
const nameNames = [
  /^(namn|name|omradesnamn|omrnamn|areaname|benamning|nykonamn|nyko\dnamn|desonamn|regsonamn|regsoname|klartext|text)$/,
];
const parentCodeNames = [/^(regso(kod|code)?(2018|2020|2025)?|parent(code)?|overordnad(kod)?|huvudomrade(kod)?)$/];
const parentNameNames = [/^(regsonamn|regsoname|parentname|overordnatnamn|huvudomradesnamn|stadsdel)$/];

function isNamed(heading: string, patterns: readonly RegExp[]): number {
  const place = patterns.findIndex((pattern) => pattern.test(compactText(heading)));
  return place === -1 ? 0 : 1 - place * 0.05;
}

function distinctShare(cells: readonly Cell[]): number {
  const filled = cells.filter((cell) => cell !== null && cell !== "");
  return filled.length === 0 ? 0 : new Set(filled.map(String)).size / filled.length;
}

/** How much a column looks like the codes of the areas themselves: nearly all different, and shaped like codes. */
function codeFit(heading: string, cells: readonly Cell[]): number {
  const named = isNamed(heading, codeNames);
  const isShaped = shareOf(cells, (_text, cell) => {
    const { text } = bareCode(cell);
    return desoPattern.test(text) || regsoPattern.test(text) || /^\d{1,10}$/.test(text) || isRestCode(text);
  });
  const distinct = distinctShare(cells);
  if (named > 0) return 0.4 + named * 0.3 + distinct * 0.3;
  const isStatistical = shareOf(cells, (text) => desoPattern.test(text) || regsoPattern.test(text)) > 0.9;
  return isStatistical && isShaped > 0.9 && distinct > 0.9 ? 0.6 : 0;
}

/** The fields of a layer of areas. */
export const areaFields: readonly Field[] = [
  {
    key: "code",
    name: { sv: "Områdeskod", en: "Area code" },
    required: true,
    repeated: false,
    headings: codeNames,
    fits: ({ name }, cells) => codeFit(name, cells),
  },
  {
    key: "name",
    name: { sv: "Namn", en: "Name" },
    required: false,
    repeated: false,
    headings: nameNames,
    fits: ({ name }, cells) => {
      const isOfLevelAbove = isNamed(name, parentNameNames) > 0 && distinctShare(cells) < 0.95;
      return isOfLevelAbove ? 0 : isNamed(name, nameNames);
    },
  },
  {
    key: "parentCode",
    name: { sv: "Kod för överordnat område (till exempel RegSO)", en: "Code of the area above (for example RegSO)" },
    required: false,
    repeated: false,
    headings: parentCodeNames,
    // A column of the areas' own codes has as many codes as rows; that of the level above repeats them.
    fits: ({ name }, cells) => (isNamed(name, parentCodeNames) > 0 && distinctShare(cells) < 0.95 ? 0.95 : 0),
  },
  {
    key: "parentName",
    name: { sv: "Namn på överordnat område", en: "Name of the area above" },
    required: false,
    repeated: false,
    headings: parentNameNames,
    fits: ({ name }, cells) => (isNamed(name, parentNameNames) > 0 && distinctShare(cells) < 0.95 ? 0.95 : 0),
  },
];
