// Neighbours added or cut by hand, as a list: two areas, what to do, and why.
import { readCode } from "../codes.ts";
import { type Issue, issue } from "../issues.ts";
import { type LinkRecord, loadLinks } from "../load/links.ts";
import { plainText } from "../mapping/headings.ts";
import { columnOf } from "../mapping/mapping.ts";
import { cellText } from "../validate/source-table.ts";
import { type CheckInput, type DivisionFacts, type Purpose, tableFileEndings } from "./purpose.ts";

const addWords = /^(lagg till|tillagg|add|lank|koppla|bro|farja|\+)$/;
const cutWords = /^(bryt|klipp|ta bort|cut|remove|skar|alv|motorvag|-)$/;

function areaIndexOf(
  text: string,
  row: number,
  column: string,
  division: DivisionFacts,
  issues: Issue[],
): number | null {
  const reading = readCode(text, division);
  if (reading.kind === "area") return reading.areaIndex;
  issues.push(
    reading.kind === "missing"
      ? issue("code.missing", { row, column })
      : issue("count.unknown-area-code", { row, column, value: text }),
  );
  return null;
}

async function check({ table, mapping, context }: CheckInput) {
  const { division } = context;
  if (!division) throw new Error("Expected a division for links, found none");
  const issues: Issue[] = [];
  const column = Object.fromEntries(
    ["areaA", "areaB", "action", "reason"].map((key) => [key, columnOf(table, mapping, key)]),
  );
  const heading = (key: string) => table.columns[column[key] ?? -1]?.name ?? "";
  const records = new Map<string, LinkRecord & { row: number }>();
  for (const { row, cells } of table.rows) {
    const text = (key: string) => cellText(cells[column[key] ?? -1]);
    const a = areaIndexOf(text("areaA"), row, heading("areaA"), division, issues);
    const b = areaIndexOf(text("areaB"), row, heading("areaB"), division, issues);
    if (a === null || b === null) continue;
    if (a === b) {
      issues.push(issue("link.to-itself", { row, area: text("areaA") }));
      continue;
    }
    const word = plainText(text("action"));
    const action = word === "" || addWords.test(word) ? "add" : cutWords.test(word) ? "cut" : null;
    if (action === null) {
      issues.push(issue("link.unknown-action", { row, column: heading("action"), value: text("action") }));
      continue;
    }
    const reason = text("reason");
    if (reason.length < 2 || reason.length > 500) {
      issues.push(issue("link.reason-missing", { row, column: heading("reason") }));
      continue;
    }
    const key = `${Math.min(a, b)}|${Math.max(a, b)}`;
    const before = records.get(key);
    if (before) issues.push(issue("link.duplicate", { row, firstRow: before.row }));
    records.set(key, { areaIndexA: Math.min(a, b), areaIndexB: Math.max(a, b), action, reason, row });
  }
  return { records: [...records.values()], issues, onlyInFile: [], onlyInDivision: [] };
}

export const links: Purpose<readonly LinkRecord[]> = {
  purpose: "links",
  name: { sv: "Grannskap för hand", en: "Neighbours by hand" },
  help: {
    sv: "Områden som hör ihop utan gemensam gräns (bro, färja) eller inte gör det trots gräns (älv, motorväg). Varje rad behöver ett skäl.",
    en: "Areas that belong together without a common border (bridge, ferry) or do not despite one (river, motorway). Each row needs a reason.",
  },
  accepts: tableFileEndings,
  needsDivision: true,
  isSensitive: false,
  fields: [
    {
      key: "areaA",
      name: { sv: "Från område", en: "From area" },
      required: true,
      repeated: false,
      headings: [/^(fran|from|omrade(1|a)|area(1|a)|franomrade)$/],
    },
    {
      key: "areaB",
      name: { sv: "Till område", en: "To area" },
      required: true,
      repeated: false,
      headings: [/^(till|to|omrade(2|b)|area(2|b)|tillomrade)$/],
    },
    {
      key: "action",
      name: { sv: "Åtgärd (lägg till eller bryt)", en: "Action (add or cut)" },
      required: false,
      repeated: false,
      headings: [/^(atgard|action|typ)$/],
    },
    {
      key: "reason",
      name: { sv: "Skäl", en: "Reason" },
      required: true,
      repeated: false,
      headings: [/^(skal|reason|orsak|motivering|anledning|kommentar)$/],
    },
  ],
  settings: [],
  guessSettings: () => ({}),
  check,
  load: loadLinks,
};
