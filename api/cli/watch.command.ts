// `watch`: the monthly check of today's teams, now or as of a day.
import { type CheckedDivision, checkMonth } from "../forecast/monthly-check.ts";
import { type Command, parseWords, UsageError } from "./command.ts";
import { requiredCode } from "./municipalities.command.ts";
import { withService } from "./with-service.ts";

export const watchCommand: Command = {
  usage: "watch check [--municipality 2281] [--day 2026-11-22]",
  help: {
    sv: "Gör månadens kontroll av dagens team, om ingen har gjort den, och skriver vad den fann.",
    en: "Makes the month's check of today's teams, where nobody has, and prints what it found.",
  },
  async run(words, context) {
    const { positionals, values } = parseWords(words, {
      municipality: { type: "string" },
      day: { type: "string" },
    });
    if (positionals[0] !== "check") throw new UsageError({ sv: "Skriv watch check.", en: "Write watch check." });
    const only = values.municipality === undefined ? null : requiredCode(values.municipality);
    const now = dayOf(values.day);
    const checked = await withService(context, (service, database) =>
      checkMonth(database, service.watch, now, { only }),
    );
    const { length } = checked;
    context.tell({ sv: `Kontrollerade indelningar: ${length}.`, en: `Divisions checked: ${length}.` });
    for (const division of checked) context.print(JSON.stringify(summaryOf(division)));
  },
};

/** Without deviations: whom the finding is about, what could not be judged, and what is missing where there is none. */
function summaryOf({ municipality, divisionId, month, finding, lack }: CheckedDivision) {
  const signals = (finding?.kinds ?? []).flatMap(({ kind, teams }) =>
    teams.flatMap(({ letter, signal }) => (signal ? [{ kind, team: letter, ...signal }] : [])),
  );
  const notJudged = (finding?.kinds ?? []).flatMap(({ kind, teams }) =>
    teams.some(({ untoldAreas = 0 }) => untoldAreas > 0) ? [kind] : [],
  );
  return { municipality, divisionId, month, lack, signals, notJudged };
}

/** Noon of the day, so that the month is the same in every time zone. */
function dayOf(day: string | undefined): Date {
  if (day === undefined) return new Date();
  const now = new Date(`${day}T12:00:00Z`);
  if (/^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(now.getTime())) return now;
  throw new UsageError({ sv: "--day skrivs 2026-11-22.", en: "Write --day as 2026-11-22." });
}
