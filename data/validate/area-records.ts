// From the rows of a layer to the areas of a division: codes, levels, parts of one area, parents, rest codes and a content hash.
import { createHash } from "node:crypto";
import type { MultiPolygon } from "geojson";
import { bareCode, type DivisionKind, desoPattern, isRestCode, kindOfCode, regsoPattern } from "../codes.ts";
import { type Issue, issue } from "../issues.ts";
import { columnOf } from "../mapping/mapping.ts";
import type { CheckInput } from "../purposes/purpose.ts";
import { chooseLevel } from "./area-levels.ts";
import { judgePolygons } from "./polygon-repair.ts";
import { roughAreaM2, takePolygons } from "./polygons.ts";
import { cellText } from "./source-table.ts";

/** One area to be: with polygons it is placed, without it is a rest code. */
export interface AreaRecord {
  readonly code: string;
  readonly name: string;
  readonly parentCode: string | null;
  readonly geometry: MultiPolygon | null;
  /** Square metres gained (+) or lost (−) when the border was repaired; null when it needed none. */
  readonly repairChangeM2: number | null;
}

interface ParentRecord {
  readonly code: string;
  readonly level: number;
  readonly name: string;
}

export interface DivisionRecord {
  readonly kind: DivisionKind;
  readonly level: number | null;
  /** Coordinate system of the file. */
  readonly sourceEpsg: number;
  /** In code order, so that the position of a placed area is its area_index; rest codes last. */
  readonly areas: readonly AreaRecord[];
  readonly parents: readonly ParentRecord[];
  /** SHA-256 of codes, names, parents and geometry to the centimetre. */
  readonly contentHash: string;
}

interface Draft {
  readonly row: number;
  readonly code: string;
  readonly name: string;
  readonly parentCode: string;
  readonly parentName: string;
  geometry: MultiPolygon | null;
}

const tinyAreaM2 = 100;
const largestLossFraction = 0.01;

function readDrafts(input: CheckInput, issues: Issue[]): Draft[] {
  const { table, mapping, context } = input;
  const columns = Object.fromEntries(
    ["code", "name", "parentCode", "parentName"].map((key) => [key, columnOf(table, mapping, key)]),
  );
  const codeColumn = columns.code ?? -1;
  const drafts: Draft[] = [];
  const elsewhere = new Set<string>();
  for (const { row, cells, geometry } of table.rows) {
    const text = (key: string) => cellText(cells[columns[key] ?? -1]);
    const code = bareCode(cells[codeColumn] ?? null).text;
    if (code === "") {
      issues.push(issue("area.code-missing", { row, column: table.columns[codeColumn]?.name ?? "" }));
      continue;
    }
    const isStatistical = desoPattern.test(code) || regsoPattern.test(code);
    if (isStatistical && !code.startsWith(context.municipalityCode)) {
      elsewhere.add(code);
      continue;
    }
    const polygons = geometry === null ? null : takePolygons(geometry, row, code);
    if (polygons !== null && "severity" in polygons) {
      issues.push(polygons);
      continue;
    }
    if (polygons === null && !isRestCode(code)) {
      issues.push(issue("area.empty-geometry", { row, area: code }));
      continue;
    }
    drafts.push({
      row,
      code,
      name: text("name"),
      parentCode: text("parentCode"),
      parentName: text("parentName"),
      geometry: polygons,
    });
  }
  if (elsewhere.size > 0) {
    const shown = [...elsewhere].slice(0, 5).join(", ");
    issues.push(
      issue("code.elsewhere", {
        count: elsewhere.size,
        column: table.columns[codeColumn]?.name ?? "",
        examples: shown,
      }),
    );
  }
  return drafts;
}

/** NYKO codes may carry the municipality's code first; taken away only when every code does and is too long for NYKO without it. */
function withoutMunicipalityPrefix(drafts: Draft[], municipalityCode: string, issues: Issue[]): Draft[] {
  const isPrefixed = ({ code }: Draft) => /^\d{7,10}$/.test(code) && code.startsWith(municipalityCode);
  const coded = drafts.filter(({ code }) => !isRestCode(code));
  if (coded.length === 0 || !coded.every(isPrefixed)) return drafts;
  const strip = (code: string) => (isPrefixed({ code } as Draft) ? code.slice(municipalityCode.length) : code);
  const [first] = coded;
  issues.push(
    issue("code.repaired-municipality-prefix", {
      count: coded.length,
      column: "",
      from: first?.code ?? "",
      to: strip(first?.code ?? ""),
    }),
  );
  return drafts.map((draft) => ({ ...draft, code: strip(draft.code) }));
}

function mergeParts(drafts: Draft[], mayMerge: boolean, issues: Issue[]): Draft[] {
  const byCode = new Map<string, Draft>();
  let mergedCount = 0;
  for (const draft of drafts) {
    const first = byCode.get(draft.code);
    if (!first) {
      byCode.set(draft.code, draft);
      continue;
    }
    if (!mayMerge) {
      issues.push(issue("area.duplicate-code", { row: draft.row, firstRow: first.row, area: draft.code }));
      continue;
    }
    const coordinates = [...(first.geometry?.coordinates ?? []), ...(draft.geometry?.coordinates ?? [])];
    first.geometry = coordinates.length === 0 ? null : { type: "MultiPolygon", coordinates };
    mergedCount += 1;
  }
  if (mergedCount > 0) issues.push(issue("area.parts-merged", { count: mergedCount }));
  return [...byCode.values()];
}

interface Chosen {
  readonly kind: DivisionKind;
  readonly level: number | null;
  readonly smallest: readonly Draft[];
  readonly higher: readonly Draft[];
}

function chooseKind(drafts: readonly Draft[], settings: CheckInput["settings"]): DivisionKind {
  const asked = settings.kind;
  if (asked === "nyko" || asked === "deso" || asked === "regso" || asked === "other") return asked;
  const kinds = new Set(drafts.filter(({ code }) => !isRestCode(code)).map(({ code }) => kindOfCode(code) ?? "other"));
  const [only = "other"] = kinds;
  if (kinds.has("deso") && kinds.size === 2 && kinds.has("regso")) return "deso";
  return kinds.size === 1 ? only : "other";
}

function chooseSmallest(drafts: readonly Draft[], settings: CheckInput["settings"], issues: Issue[]): Chosen {
  const kind = chooseKind(drafts, settings);
  if (kind === "deso") {
    const isHigher = ({ code }: Draft) => regsoPattern.test(code);
    return { kind, level: null, smallest: drafts.filter((draft) => !isHigher(draft)), higher: drafts.filter(isHigher) };
  }
  if (kind !== "nyko") return { kind, level: null, smallest: drafts, higher: [] };
  const sized = drafts.map(({ code, geometry }) => ({ code, areaM2: geometry ? roughAreaM2(geometry) : 0 }));
  const choice = chooseLevel(sized);
  const asked = settings.level ? Number(settings.level) : null;
  if (asked !== null && choice && !choice.found.includes(asked)) {
    issues.push(issue("area.level-not-in-file", { level: asked, found: choice.found.join(", ") }));
  }
  const level = asked ?? choice?.level ?? null;
  if (choice && choice.found.length > 1 && level !== null) {
    issues.push(issue("area.levels-mixed", { found: choice.found.join(", "), level }));
  }
  const isSmallest = ({ code, geometry }: Draft) => code.length === level || (isRestCode(code) && geometry === null);
  const deeper = drafts.filter(({ code }) => level !== null && code.length > level && !isRestCode(code));
  if (deeper.length > 0) issues.push(issue("area.finer-left-out", { count: deeper.length, level: level ?? 0 }));
  return {
    kind,
    level,
    smallest: drafts.filter(isSmallest),
    higher: drafts.filter((draft) => draft.code.length < (level ?? 0)),
  };
}

function parentsOf({ kind, level, smallest, higher }: Chosen): ParentRecord[] {
  const parents = new Map<string, ParentRecord>();
  const names = new Map(higher.map(({ code, name }) => [code, name]));
  for (const { code, parentCode, parentName } of smallest) {
    if (kind === "nyko" && level !== null && !isRestCode(code)) {
      for (let digits = 1; digits < level; digits += 1) {
        const prefix = code.slice(0, digits);
        parents.set(prefix, { code: prefix, level: digits, name: names.get(prefix) || prefix });
      }
    } else if (parentCode !== "") {
      parents.set(parentCode, { code: parentCode, level: 1, name: parentName || names.get(parentCode) || parentCode });
    }
  }
  return [...parents.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

function parentCodeOf({ code, parentCode }: Draft, { kind, level }: Chosen): string | null {
  if (kind === "nyko") return level !== null && level > 1 && !isRestCode(code) ? code.slice(0, level - 1) : null;
  return parentCode === "" ? null : parentCode;
}

async function repairs(
  drafts: readonly Draft[],
  input: CheckInput,
  issues: Issue[],
): Promise<ReadonlyMap<string, number>> {
  const changes = new Map<string, number>();
  const placed = drafts.filter((draft) => draft.geometry !== null);
  const judged = await judgePolygons(
    input.context.queryable,
    placed.flatMap(({ geometry }) => geometry ?? []),
  );
  placed.forEach(({ code, row }, index) => {
    const { isValid, areaM2, repairedAreaM2 } = judged[index] ?? { isValid: true, areaM2: 0, repairedAreaM2: 0 };
    const lossM2 = areaM2 - repairedAreaM2;
    if (repairedAreaM2 <= 0) issues.push(issue("area.empty-geometry", { row, area: code }));
    else if (!isValid && lossM2 > areaM2 * largestLossFraction)
      issues.push(issue("area.repair-loses-surface", { row, area: code, lossM2 }));
    else if (!isValid) {
      changes.set(code, -lossM2);
      issues.push(issue("area.self-intersection-repaired", { row, area: code, changeM2: Math.abs(lossM2) }));
    }
    if (repairedAreaM2 > 0 && repairedAreaM2 < tinyAreaM2)
      issues.push(issue("area.tiny", { row, area: code, areaM2: repairedAreaM2 }));
  });
  return changes;
}

function hashOf(areas: readonly AreaRecord[], parents: readonly ParentRecord[]): string {
  const hash = createHash("sha256");
  for (const { code, name, parentCode, geometry } of areas) {
    hash.update(JSON.stringify([code, name, parentCode]));
    for (const polygon of geometry?.coordinates ?? []) {
      for (const ring of polygon)
        hash.update(ring.map(([x = 0, y = 0]) => `${x.toFixed(2)} ${y.toFixed(2)}`).join(","));
    }
  }
  for (const { code, level, name } of parents) hash.update(JSON.stringify([code, level, name]));
  return hash.digest("hex");
}

/** The division a layer describes. Records are complete only when no issue is an error. */
export async function divisionRecord(input: CheckInput): Promise<{ record: DivisionRecord; issues: Issue[] }> {
  const { table, settings, context } = input;
  const issues: Issue[] = [];
  const read = withoutMunicipalityPrefix(readDrafts(input, issues), context.municipalityCode, issues);
  const merged = mergeParts(read, settings.duplicates === "merge", issues);
  const chosen = chooseSmallest(merged, settings, issues);
  const repairChanges = await repairs(chosen.smallest, input, issues);
  const parents = parentsOf(chosen);
  const areas = chosen.smallest
    .map(
      (draft): AreaRecord => ({
        code: draft.code,
        name: draft.name || (draft.geometry === null ? `Restpost ${draft.code}` : draft.code),
        parentCode: parentCodeOf(draft, chosen),
        geometry: draft.geometry,
        repairChangeM2: repairChanges.get(draft.code) ?? null,
      }),
    )
    .sort((a, b) => Number(a.geometry === null) - Number(b.geometry === null) || (a.code < b.code ? -1 : 1));
  if (!areas.some(({ geometry }) => geometry !== null)) issues.push(issue("area.none", { file: table.fileName }));
  const record: DivisionRecord = {
    kind: chosen.kind,
    level: chosen.level,
    sourceEpsg: table.coordinateSystem?.epsg ?? 3006,
    areas,
    parents,
    contentHash: hashOf(areas, parents),
  };
  return { record, issues };
}
