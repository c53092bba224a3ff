// `divide`: lets the solver divide a division into teams, keeps the result as a plan and prints the teams.
import { recordAct } from "../audit/record-act.ts";
import type { PlanBalance } from "../contract/plans.ts";
import type { NewRun, Run } from "../contract/runs.ts";
import type { Transaction } from "../db/database.ts";
import { findDivisionByKey } from "../divisions/divisions.store.ts";
import { readPlanBalance } from "../plans/plan-balance.ts";
import { beginningAsRun } from "../plans/plan-rules.ts";
import { findPlan, insertPlan } from "../plans/plans.store.ts";
import { programPerson } from "../program-person.ts";
import { insertTeam, listTeams } from "../teams/teams.store.ts";
import { type Command, type CommandContext, CommandRefused, numberIn, parseWords, required } from "./command.ts";
import { requiredCode } from "./municipalities.command.ts";
import { withService } from "./with-service.ts";

const mostTeams = 26;

export const divideCommand: Command = {
  usage:
    "divide --municipality 2281 --division nyckel --teams 4 --measure children-0-19 [--tolerance 0.01] " +
    "[--positions 8,8,8,8] [--seconds 5 | --steps N] [--seed 1] [--name Förslag]",
  help: {
    sv: "Delar in områdena i team, sparar resultatet som ett förslag och skriver ut teamen.",
    en: "Divides the areas into teams, keeps the result as a plan and prints the teams.",
  },
  async run(words, context) {
    const { values } = parseWords(words, {
      municipality: { type: "string" },
      division: { type: "string" },
      teams: { type: "string", default: "4" },
      measure: { type: "string", default: "children-0-19" },
      tolerance: { type: "string", default: "0.01" },
      positions: { type: "string" },
      seconds: { type: "string", default: "5" },
      steps: { type: "string" },
      seed: { type: "string", default: "1" },
      name: { type: "string" },
    });
    const municipality = requiredCode(values.municipality);
    const divisionKey = required(values.division, "--division");
    const teamCount = numberIn(values.teams, "--teams", 1, mostTeams);
    const positions = values.positions?.split(",").map((text) => numberIn(text, "--positions", 0, 1000));
    if (positions && positions.length !== teamCount) {
      throw new CommandRefused([
        { sv: "--positions ska ha ett tal per team.", en: "--positions must have one number per team." },
      ]);
    }
    await withService(context, async (service, database) => {
      const person = await programPerson(database, municipality);
      const order = await database.transaction(person, async (transaction): Promise<NewRun> => {
        const division = await findDivisionByKey(transaction, municipality, divisionKey);
        if (!division) {
          throw new CommandRefused([
            { sv: `Områdesindelningen ${divisionKey} finns inte.`, en: `There is no division ${divisionKey}.` },
          ]);
        }
        return {
          divisionId: division.id,
          teams: await teamsFor(transaction, municipality, teamCount, positions),
          rules: {
            balancedMeasures: [
              { measureKey: values.measure, toleranceFraction: numberIn(values.tolerance, "--tolerance", 0, 1) },
            ],
          },
          seed: numberIn(values.seed, "--seed", 0, 4_294_967_295),
          secondsLimit: numberIn(values.seconds, "--seconds", 0.1, 600),
          ...(values.steps === undefined ? {} : { stepLimit: numberIn(values.steps, "--steps", 1, 1e12) }),
        };
      });
      const started = await service.runs.start(person, municipality, order);
      const run = (await service.runs.ended(started.id))!;
      if (!run.teamIndexes) throw new CommandRefused(run.failure?.reasons ?? []);
      const balance = await database.transaction(person, async (transaction) => {
        const name = values.name ?? `${divisionKey}, ${teamCount} team`;
        const draft = {
          ...run,
          teamIndexes: run.teamIndexes!,
          name,
          description: "",
          ...beginningAsRun(run, null),
        };
        const id = await insertPlan(transaction, municipality, draft, person.userId);
        const plan = (await findPlan(transaction, municipality, id, { drafts: true }))!;
        await recordAct(transaction, "plan.created", "plan", id, { from: "run" }, plan);
        await recordAct(transaction, "counts.read", "plan", id, { version: plan.version }, plan);
        return readPlanBalance(transaction, person, plan);
      });
      printTeams(context, run, balance, values.measure);
      if (!run.scores!.feasible) throw new CommandRefused(run.scores!.violations);
    });
  },
};

/** The first teams by letter; missing ones are made, called A, B, C … */
async function teamsFor(
  transaction: Transaction,
  municipality: string,
  teamCount: number,
  positions: readonly number[] | undefined,
): Promise<NewRun["teams"]> {
  const present = [...(await listTeams(transaction, municipality))];
  const letters = new Set(present.map((team) => team.letter));
  for (let number = 0; present.length < teamCount; number++) {
    const letter = String.fromCharCode(65 + number);
    if (letters.has(letter)) continue;
    present.push(
      await insertTeam(transaction, municipality, {
        letter,
        name: `Team ${letter}`,
        colourIndex: present.length % 8,
        investigationPositions: 6,
        firstLinePositions: 2,
        homeArenaId: null,
      }),
    );
  }
  return present.slice(0, teamCount).map((team, teamIndex) => ({
    teamId: team.id,
    investigationPositions: positions ? positions[teamIndex]! : team.investigationPositions,
    firstLinePositions: positions ? 0 : team.firstLinePositions,
  }));
}

function printTeams({ print, language }: CommandContext, run: Run, balance: PlanBalance, measureKey: string): void {
  const numbers = new Intl.NumberFormat(language === "sv" ? "sv-SE" : "en-GB", { maximumFractionDigits: 1 });
  const percents = new Intl.NumberFormat(language === "sv" ? "sv-SE" : "en-GB", {
    style: "percent",
    minimumFractionDigits: 2,
    signDisplay: "exceptZero",
  });
  const heads = {
    sv: ["Team", "Områden", "Antal", "Mål", "Avvikelse", "Sammanhängande"],
    en: ["Team", "Areas", "Count", "Target", "Deviation", "Connected"],
  }[language];
  const measure = balance.measures.find((each) => each.measureKey === measureKey)!;
  const rows = run.teams.map((team, teamIndex) => {
    const { value, target, deviationFraction } = measure.teams[teamIndex]!;
    const { areaCount, connectedParts } = balance.teams[teamIndex]!;
    const yes = { sv: "ja", en: "yes" }[language];
    const no = { sv: `nej (${connectedParts} delar)`, en: `no (${connectedParts} parts)` }[language];
    const cells = [
      String(areaCount),
      numbers.format(value),
      numbers.format(target),
      percents.format(deviationFraction),
    ];
    return [`${team.letter} ${team.name}`, ...cells, connectedParts === 1 ? yes : no];
  });
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]!.length)));
  for (const row of [heads, ...rows]) {
    print(
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
        .join("  "),
    );
  }
  print(
    `${heads[2]}: ${numbers.format(measure.total ?? 0)} (${numbers.format(measure.unplacedTotal ?? 0)} ${{ sv: "utan område", en: "without an area" }[language]})`,
  );
  for (const remark of run.remarks) print(remark[language]);
  print(
    `run ${run.id} seed ${run.seed} steps ${run.steps} problem ${run.problemHash.slice(0, 16)} plan ${balance.planId}`,
  );
}
