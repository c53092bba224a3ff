// Loads the made-up municipality the first time, through the same import as everybody's files.
import {
  createDemonstration,
  createDemonstrationNeighbourhoods,
  type DemonstrationFile,
  demonstrationMunicipality,
} from "../data/demo/index.ts";
import type { Sentence } from "./contract/primitives.ts";
import type { Database } from "./db/database.ts";
import { addTeamWork } from "./demonstration-team-work.ts";
import type { Person } from "./http/call.ts";
import { importFile } from "./imports/import-file.ts";
import type { ImportService } from "./imports/import-service.ts";
import { addMunicipality, listMunicipalities } from "./municipalities/municipalities.store.ts";
import { insertNeighbourhood, listNeighbourhoods } from "./profiles/neighbourhoods.store.ts";
import { programPerson } from "./program-person.ts";

/** Loads it where there is no municipality yet, or where an earlier loading was cut off. */
export async function loadDemonstrationIfEmpty(
  database: Database,
  imports: ImportService,
  tell: (sentence: Sentence) => void,
): Promise<void> {
  const operator = { kind: "operator", municipalityCode: null } as const;
  const all = await database.transaction(operator, listMunicipalities);
  const { code } = demonstrationMunicipality;
  const begun = all.some((municipality) => municipality.code === code);
  if (all.length > 0 && !(begun && !(await isComplete(database)))) return;
  await loadDemonstration(database, imports, tell);
}

/** The background is loaded last. */
async function isComplete(database: Database): Promise<boolean> {
  const { code } = demonstrationMunicipality;
  const person = await programPerson(database, code);
  const { complete } = await database.transaction(person, (transaction) =>
    transaction.one<{ complete: boolean }>(
      "select exists (select from geography.backgrounds where municipality_code = $1) as complete",
      [code],
    ),
  );
  return complete;
}

/** Loads or renews it; what is there already stays as it is. Throws where one of its own files is refused: a bug. */
export async function loadDemonstration(
  database: Database,
  imports: ImportService,
  tell: (sentence: Sentence) => void,
): Promise<void> {
  const { code, name } = demonstrationMunicipality;
  tell({
    sv: `Läser in den påhittade kommunen ${name} (bara första gången) …`,
    en: `Loading the made-up municipality ${name} (the first time only) …`,
  });
  const files = createDemonstration();
  await database.transaction({ kind: "operator", municipalityCode: null }, (transaction) =>
    addMunicipality(transaction, { code, name, synthetic: true }),
  );
  const person = await programPerson(database, code);
  let divisionId: string | null = null;
  for (const [position, file] of files.entries()) {
    const count = `${position + 1}/${files.length}`;
    tell({ sv: `  ${count} ${file.name} …`, en: `  ${count} ${file.name} …` });
    const ended = await importFile(imports, person, {
      fileName: file.name,
      bytes: Uint8Array.from(file.bytes),
      options: {
        purpose: file.purpose,
        divisionId: file.purpose === "areas" ? null : divisionId,
        settings: settingsOf(file),
        ...(file.options.epsg === undefined ? {} : { epsg: file.options.epsg }),
      },
    });
    if (ended.status !== "loaded" && ended.status !== "unchanged") {
      const errors = ended.issues.filter((issue) => issue.severity === "error").slice(0, 5);
      throw new Error(`${file.name}: ${ended.status}. ${errors.map((issue) => issue.message.en).join(" ")}`);
    }
    divisionId ??= ended.divisionId;
    // The background is loaded last and tells that all is there.
    if (file.purpose === "current-division") await nameNeighbourhoods(database, person, divisionId!);
  }
  await addTeamWork(database, person);
}

/** Those of the demonstration that are not there yet. */
async function nameNeighbourhoods(database: Database, person: Person, divisionId: string): Promise<void> {
  const { municipalityCode, userId } = person;
  await database.transaction(person, async (transaction) => {
    const known = await listNeighbourhoods(transaction, municipalityCode, divisionId);
    for (const { name, areaCodes } of createDemonstrationNeighbourhoods()) {
      if (known.some((one) => one.name === name)) continue;
      await insertNeighbourhood(transaction, municipalityCode, { divisionId, name, areaCodes: [...areaCodes] }, userId);
    }
  });
}

/** Two whole years before the newest flow: months that the monthly check can judge by. */
const presentSince = "2024-01-01";

/** What a planner would answer in the wizard. */
function settingsOf({ purpose, options, name }: DemonstrationFile): Record<string, string> {
  if (purpose === "areas") {
    const [edition] = options.date.split("-");
    return { name: options.divisionName, edition: edition!, source: "Påhittad", validFrom: options.date };
  }
  if (purpose === "current-division") return { status: "adopted", adoptedFrom: presentSince };
  if (purpose === "arenas") return { source: name.replace(/\.csv$/, "") };
  if (purpose === "indicators") return { source: "Påhittad" };
  if (purpose === "background") return { attribution: "Påhittad karta" };
  return {};
}
