// The review of the log. Everything that the reviewer reads is itself written to the log.
import { randomBytes } from "node:crypto";
import type { Config } from "../config.ts";
import type { AuditEvent, AuditFilter, AuditOverview, AuditSample, AuditVerification } from "../contract/audit.ts";
import { NewAuditSample } from "../contract/audit.ts";
import type { Database, Transaction } from "../db/database.ts";
import { AppError } from "../errors.ts";
import type { Call, Handlers } from "../http/call.ts";
import { personOf } from "../http/define-routes.ts";
import { actionName, auditActions } from "./actions.ts";
import { logCsv } from "./log-csv.ts";
import { verifyLog } from "./log-keeper.ts";
import { verificationDetails } from "./log-watch.ts";
import { recordAct } from "./record-act.ts";
import {
  countEvents,
  drawEvents,
  findEvent,
  listByAction,
  listEvents,
  listPeople,
  type Review,
  readExtent,
  readPersonDays,
} from "./review.store.ts";
import { isUnusual, usualOf } from "./unusual-volume.ts";
import { type ChainFault, faultSentences } from "./verify-chain.ts";

type AuditOperations =
  | "readAuditOverview"
  | "listAuditEvents"
  | "exportAuditEvents"
  | "readAuditVolumes"
  | "drawAuditSample"
  | "addAuditNote"
  | "verifyAudit";

const mostExportedRows = 50_000;
const mostPurgesShown = 20;
const mostVolumeDays = 366;
const usualVolumeDays = 31;
const dayMs = 86_400_000;
const seedBytes = 16;

export function auditHandlers(config: Config, database: Database): Pick<Handlers, AuditOperations> {
  const reviewOf = (municipality: string): Review => ({
    municipality,
    officeHours: config.officeHours,
    retentionYears: config.auditRetentionYears,
  });
  return {
    readAuditOverview: async (transaction, { params }) => {
      const body = await readOverview(transaction, reviewOf(params.municipality), config);
      await recordAct(transaction, "log.opened", "log", params.municipality);
      return { status: 200, body };
    },
    listAuditEvents: async (transaction, { params, query }) => {
      const { before, limit, ...filter } = query;
      const review = reviewOf(params.municipality);
      const events = await listEvents(transaction, review, filter, { before, limit });
      const total = await countEvents(transaction, review, filter);
      const isMore = events.length === limit && events.at(-1)!.sequence > 1;
      const page = before === undefined ? {} : { before };
      await recordAct(transaction, "log.read", "log", params.municipality, { ...filter, ...page });
      return { status: 200, body: { events, total, nextBefore: isMore ? events.at(-1)!.sequence : null } };
    },
    exportAuditEvents: async (transaction, { params, query }) => {
      const { language, ...filter } = query;
      const events = await listEvents(transaction, reviewOf(params.municipality), filter, {
        limit: mostExportedRows + 1,
      });
      if (events.length > mostExportedRows) {
        throw new AppError("audit.too-many-rows", { parameters: { most: mostExportedRows } });
      }
      await recordAct(transaction, "log.exported", "log", params.municipality, { ...filter, rows: events.length });
      return { status: 200, csv: logCsv(events, language) };
    },
    readAuditVolumes: async (transaction, { params, query }) => {
      const to = query.to ?? dayText(Date.now());
      const from = query.from ?? dayText(Date.parse(to) - usualVolumeDays * dayMs);
      if (daysBetween(from, to) > mostVolumeDays || from > to) throw new AppError("audit.span");
      const days = await readPersonDays(transaction, reviewOf(params.municipality), from, to);
      await recordAct(transaction, "log.volumes-read", "log", params.municipality, { from, to });
      const told = days.map(({ personId, personName, day, count, ownDays, ...rest }) => {
        const personDay = { personId, personName, day, count, ownDays, ...rest };
        return {
          personId,
          personName,
          day,
          count,
          usual: usualOf(personDay),
          usualDays: ownDays,
          unusual: isUnusual(personDay),
        };
      });
      return { status: 200, body: { from, to, days: told } };
    },
    drawAuditSample: async (transaction, { params, body }) => ({
      status: 201,
      body: await drawSample(transaction, reviewOf(params.municipality), body),
    }),
    addAuditNote: async (transaction, { params, body }) => {
      const review = reviewOf(params.municipality);
      if (body.about !== undefined && !(await findEvent(transaction, review, body.about)))
        throw new AppError("not-found");
      await recordAct(transaction, "log.noted", "log", params.municipality, body);
      const [noted] = await listByAction(transaction, review, "log.noted", 1);
      return { status: 201, body: noted!, durable: true };
    },
    verifyAudit: {
      outside: async ({ params, caller }) => {
        const report = await verifyLog(database, config.auditHeadFile, personOf(caller), [params.municipality]);
        const event = await database.transaction(personOf(caller), async (transaction) => {
          const details = verificationDetails(report.chains[0]!, report);
          await recordAct(transaction, "log.verified", "log", params.municipality, details);
          return (await listByAction(transaction, reviewOf(params.municipality), "log.verified", 1))[0]!;
        });
        return { status: 200, body: verificationOf(event) };
      },
    },
  };
}

async function readOverview(transaction: Transaction, review: Review, config: Config): Promise<AuditOverview> {
  const extent = await readExtent(transaction, review);
  const [verified] = await listByAction(transaction, review, "log.verified", 1);
  const purges = await listByAction(transaction, review, "log.purged", mostPurgesShown);
  return {
    ...extent,
    lastVerification: verified ? verificationOf(verified) : null,
    purges: purges.map(({ occurredAt, details }) => ({
      at: occurredAt,
      removedFrom: Number(details.removedFrom),
      removedTo: Number(details.removedTo),
      decision: String(details.decision),
    })),
    retentionYears: config.auditRetentionYears,
    officeHours: { ...config.officeHours },
    actions: Object.keys(auditActions).map((action) => ({ action, name: actionName(action) })),
    people: await listPeople(transaction, review),
  };
}

/** What a row about a verification says. */
function verificationOf({ occurredAt, details }: AuditEvent): AuditVerification {
  const fault = details.fault === undefined ? null : String(details.fault);
  return {
    at: occurredAt,
    whole: details.whole === true,
    through: Number(details.through ?? 0),
    rows: Number(details.rows ?? 0),
    brokenAt: details.brokenAt === undefined ? null : Number(details.brokenAt),
    explanation: fault === null ? null : fault === "head-file" ? headFileSentence : faultSentences[fault as ChainFault],
  };
}

const headFileSentence = {
  sv: "filen med sluthashar utanför databasen saknas eller är inte som den skrevs",
  en: "the file with head hashes outside the database is missing or not as it was written",
};

/** A new sample, or an earlier one once more: then its own filter, seed, size and last row hold. */
async function drawSample(
  transaction: Transaction,
  review: Review,
  { size: askedSize, again, ...askedFilter }: Call<"drawAuditSample">["body"],
): Promise<AuditSample> {
  const earlier = again === undefined ? null : await findSample(transaction, review, again);
  const filter: AuditFilter = earlier?.filter ?? askedFilter;
  const size = earlier?.size ?? askedSize;
  const seed = earlier?.seed ?? randomBytes(seedBytes).toString("hex");
  const through = earlier?.through ?? (await readExtent(transaction, review)).lastSequence ?? 0;
  const population = await countEvents(transaction, review, filter, through);
  const events = await drawEvents(transaction, review, filter, { seed, through, size });
  const repeated = again === undefined ? {} : { again };
  await recordAct(transaction, "log.sampled", "log", review.municipality, {
    ...filter,
    ...repeated,
    seed,
    size,
    through,
    population,
  });
  const [own] = await listByAction(transaction, review, "log.sampled", 1);
  return { sequence: own!.sequence, seed, through, population, events };
}

async function findSample(transaction: Transaction, review: Review, sequence: number) {
  const event = await findEvent(transaction, review, sequence);
  if (event?.action !== "log.sampled") throw new AppError("not-found");
  const { seed, size, through, population: _population, again: _again, ...filter } = event.details;
  return {
    seed: String(seed),
    size: Number(size),
    through: Number(through),
    filter: NewAuditSample.omit({ size: true, again: true }).parse(filter),
  };
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / dayMs;
}

/** The day in Sweden, as "2026-01-31". */
function dayText(instant: number): string {
  return new Date(instant).toLocaleDateString("sv-SE", { timeZone: "Europe/Stockholm" });
}
