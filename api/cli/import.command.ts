// `import`: one file into a municipality, or a preview of it.
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { Import, ImportIssue, ImportOptions, ImportPreview } from "../contract/imports.ts";
import { ImportPurpose, importPurposes } from "../contract/imports.ts";
import type { Sentence } from "../contract/primitives.ts";
import type { Database } from "../db/database.ts";
import { findDivisionByKey } from "../divisions/divisions.store.ts";
import type { Person } from "../http/call.ts";
import { type GivenFile, importFile, uploadOf } from "../imports/import-file.ts";
import { addMunicipality, findMunicipality } from "../municipalities/municipalities.store.ts";
import { programPerson } from "../program-person.ts";
import { type Command, type CommandContext, CommandRefused, parseWords, required, UsageError } from "./command.ts";
import { requiredCode } from "./municipalities.command.ts";
import { withService } from "./with-service.ts";

const shownIssues = 20;

export const importCommand: Command = {
  usage:
    "import <syfte> <fil> --municipality 2281 [--municipality-name Sundsvall] [--division nyckel] " +
    "[--set nyckel=värde]… [--map fält=rubrik]… [--layer lager] [--epsg 3006] [--preview]",
  help: {
    sv: `Läser in en fil; allt eller inget. Syften: ${importPurposes.join(", ")}.`,
    en: `Imports a file; all or nothing. Purposes: ${importPurposes.join(", ")}.`,
  },
  async run(words, context) {
    const { positionals, values } = parseWords(words, {
      municipality: { type: "string" },
      "municipality-name": { type: "string" },
      division: { type: "string" },
      set: { type: "string", multiple: true },
      map: { type: "string", multiple: true },
      layer: { type: "string" },
      epsg: { type: "string" },
      preview: { type: "boolean" },
    });
    const purpose = ImportPurpose.safeParse(positionals[0]);
    if (!purpose.success) throw new UsageError({ sv: "Okänt syfte.", en: "Unknown purpose." });
    const path = required(positionals[1], "fil");
    const bytes = new Uint8Array(await readFile(path));
    const code = requiredCode(values.municipality);
    await withService(context, async (service, database) => {
      await ensureMunicipality(database, code, values["municipality-name"]);
      const person = await programPerson(database, code);
      const file: GivenFile = {
        fileName: basename(path),
        bytes,
        options: {
          purpose: purpose.data,
          divisionId: values.division === undefined ? null : await divisionId(database, person, values.division),
          settings: pairs(values.set ?? [], "--set"),
          ...(values.map ? { mapping: mappingOf(values.map) } : {}),
          ...(values.layer === undefined ? {} : { layer: values.layer }),
          ...(values.epsg === undefined ? {} : { epsg: Number(values.epsg) }),
        },
      };
      if (values.preview) {
        printPreview(context, await service.imports.preview(person, uploadOf(file)));
      } else printReport(context, await importFile(service.imports, person, file));
    });
  },
};

async function ensureMunicipality(database: Database, code: string, name: string | undefined): Promise<void> {
  await database.transaction({ kind: "operator", municipalityCode: null }, async (transaction) => {
    if (await findMunicipality(transaction, code)) return;
    if (name === undefined) {
      throw new CommandRefused([
        {
          sv: `Kommunen ${code} finns inte. Ange --municipality-name för att lägga till den.`,
          en: `There is no municipality ${code}. Give --municipality-name to add it.`,
        },
      ]);
    }
    await addMunicipality(transaction, { code, name, synthetic: false });
  });
}

async function divisionId(database: Database, person: Person, key: string): Promise<string> {
  const found = await database.transaction(person, (transaction) =>
    findDivisionByKey(transaction, person.municipalityCode, key),
  );
  if (!found) {
    throw new CommandRefused([{ sv: `Områdesindelningen ${key} finns inte.`, en: `There is no division ${key}.` }]);
  }
  return found.id;
}

function pairs(texts: readonly string[], name: string): Record<string, string> {
  return Object.fromEntries(
    texts.map((text) => {
      const split = text.indexOf("=");
      if (split < 1) throw new UsageError({ sv: `${name} skrivs nyckel=värde.`, en: `Write ${name} key=value.` });
      return [text.slice(0, split), text.slice(split + 1)];
    }),
  );
}

function mappingOf(texts: readonly string[]): NonNullable<ImportOptions["mapping"]> {
  const mapping: Record<string, string[]> = {};
  for (const text of texts) {
    for (const [field, heading] of Object.entries(pairs([text], "--map")))
      mapping[field] = [...(mapping[field] ?? []), heading];
  }
  return mapping;
}

function printIssues({ print, language }: CommandContext, issues: readonly ImportIssue[]): void {
  for (const issue of issues.slice(0, shownIssues)) {
    const severity = { error: "FEL", warning: "OBS", info: "info" }[issue.severity];
    print(`  ${severity} ${issue.code}: ${issue.message[language]}`);
  }
  if (issues.length > shownIssues) print(`  … (${issues.length - shownIssues})`);
}

function printPreview(context: CommandContext, preview: ImportPreview): void {
  const { print } = context;
  print(`${preview.fileName}: ${preview.format}, ${preview.layer}, ${preview.rowCount} rader`);
  if (preview.coordinateSystem) {
    print(`EPSG:${preview.coordinateSystem.epsg ?? "?"} (${preview.coordinateSystem.source})`);
  }
  for (const [field, headings] of Object.entries(preview.mapping)) print(`  ${field} = ${headings.join(", ")}`);
  for (const [key, value] of Object.entries(preview.settings)) print(`  --set ${key}=${value}`);
  printIssues(context, preview.issues);
  if (!preview.loadable) throw new CommandRefused([notLoadable]);
}

const notLoadable: Sentence = { sv: "Filen kan inte läsas in så här.", en: "The file cannot be imported like this." };

const statusSentences: Record<Import["status"], Sentence> = {
  running: { sv: "Pågår.", en: "Under way." },
  loaded: { sv: "Inläst.", en: "Imported." },
  unchanged: {
    sv: "Samma fil var redan inläst; ingenting ändrades.",
    en: "The same file was already imported; nothing changed.",
  },
  refused: { sv: "Nekad; ingenting har lästs in.", en: "Refused; nothing was imported." },
  cancelled: { sv: "Avbruten; ingenting har lästs in.", en: "Cancelled; nothing was imported." },
  failed: { sv: "Fel i tjänsten; ingenting har lästs in.", en: "Fault in the service; nothing was imported." },
};

function printReport(context: CommandContext, ended: Import): void {
  printIssues(context, ended.issues);
  if (ended.status !== "loaded" && ended.status !== "unchanged")
    throw new CommandRefused([statusSentences[ended.status]]);
  context.tell(statusSentences[ended.status]);
  context.print(`${ended.fileName}: ${ended.status}, ${ended.loadedCount ?? 0}/${ended.rowCount ?? 0}`);
}
