// Every purpose a file can be brought in for: a new one is a file, a line here and a test.
import { areaNames } from "./area-names.ts";
import { areas } from "./areas.ts";
import { arenas } from "./arenas.ts";
import { background } from "./background.ts";
import { caseRows } from "./case-rows.ts";
import { catchments } from "./catchments.ts";
import { clients } from "./clients.ts";
import { currentDivision } from "./current-division.ts";
import { flow } from "./flow.ts";
import { indicators } from "./indicators.ts";
import { links } from "./links.ts";
import { population } from "./population.ts";
import type { Purpose, PurposeName, Sentence, Setting } from "./purpose.ts";
import { staffing } from "./staffing.ts";

/** All purposes, in the order a municipality brings its files in. */
const purposes = {
  areas,
  "area-names": areaNames,
  links,
  population,
  clients,
  "case-rows": caseRows,
  indicators,
  arenas,
  catchments,
  "current-division": currentDivision,
  staffing,
  flow,
  background,
} as const satisfies { readonly [Name in PurposeName]: { readonly purpose: Name | PurposeName } };

/** What the import wizard is made from. */
export interface PurposeDescription {
  readonly purpose: PurposeName;
  readonly name: Sentence;
  readonly help: Sentence;
  readonly accepts: readonly string[];
  readonly needsDivision: boolean;
  readonly fields: readonly {
    readonly key: string;
    readonly name: Sentence;
    readonly required: boolean;
    readonly repeated: boolean;
  }[];
  readonly settings: readonly (Omit<Setting, "isDeclaration"> & { readonly isDeclaration: boolean })[];
}

/** The purpose of a name. What it checks is what it loads, so its records are nobody else's business. */
export function purposeOf(name: PurposeName): Purpose<unknown> {
  return purposes[name] as unknown as Purpose<unknown>;
}

/** Descriptions of all purposes, in order. */
export function describePurposes(): PurposeDescription[] {
  return Object.values(purposes).map(({ purpose, name, help, accepts, needsDivision, fields, settings }) => ({
    purpose,
    name,
    help,
    accepts,
    needsDivision,
    fields: fields.map((field) => ({
      key: field.key,
      name: field.name,
      required: field.required,
      repeated: field.repeated,
    })),
    settings: settings.map((setting) => ({ ...setting, isDeclaration: setting.isDeclaration ?? false })),
  }));
}
