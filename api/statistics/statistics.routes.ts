// Operations on measures and indicators.
import { recordAct } from "../audit/record-act.ts";
import type { Transaction } from "../db/database.ts";
import { findDivisionHead } from "../divisions/divisions.store.ts";
import { AppError } from "../errors.ts";
import type { Handlers } from "../http/call.ts";
import { listIndicators, readIndicatorValues } from "./indicators.store.ts";
import { listMeasures, readMeasures } from "./measures.ts";

type StatisticsOperations = "listMeasures" | "readMeasure" | "listIndicators" | "readIndicator";

export function statisticsHandlers(): Pick<Handlers, StatisticsOperations> {
  return {
    listMeasures: async (transaction, { params, caller }) => {
      await requireDivision(transaction, params.municipality, params.division);
      const measures = await listMeasures(transaction, caller.role, params.municipality, params.division);
      return { status: 200, body: { measures } };
    },
    readMeasure: async (transaction, { params, query, caller }) => {
      const { municipality, division, key } = params;
      await requireDivision(transaction, municipality, division);
      const measures = await listMeasures(transaction, caller.role, municipality, division);
      const period = presentPeriod(measures.find((each) => each.key === key)?.periods, query.period);
      const [found] = await readMeasures(transaction, caller.role, municipality, division, [key], period);
      if (!found) throw new AppError("not-found");
      const { nameSv: _nameSv, nameEn: _nameEn, meanAreaCount: _meanAreaCount, ...values } = found;
      if (caller.role === "planner") {
        await recordAct(transaction, "counts.read", "measure", key, { period }, { divisionId: division });
      }
      return { status: 200, body: values };
    },
    listIndicators: async (transaction, { params }) => {
      await requireDivision(transaction, params.municipality, params.division);
      const indicators = await listIndicators(transaction, params.municipality, params.division);
      return { status: 200, body: { indicators } };
    },
    readIndicator: async (transaction, { params, query, caller }) => {
      const { municipality, division, key } = params;
      await requireDivision(transaction, municipality, division);
      const all = await listIndicators(transaction, municipality, division);
      const period = presentPeriod(all.find((indicator) => indicator.key === key)?.periods, query.period);
      return {
        status: 200,
        body: await readIndicatorValues(transaction, caller.role, municipality, division, key, Number(period)),
      };
    },
  };
}

async function requireDivision(transaction: Transaction, municipality: string, divisionId: string): Promise<void> {
  if (!(await findDivisionHead(transaction, municipality, divisionId))) throw new AppError("not-found");
}

/** The asked-for period, or the newest; throws 404 where there is none such. */
function presentPeriod(periods: readonly string[] | undefined, asked: string | undefined): string {
  const period = asked === undefined ? periods?.[0] : periods?.find((each) => each === asked);
  if (period === undefined) throw new AppError("not-found");
  return period;
}
