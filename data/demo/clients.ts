// Six years of invented client history: small, over-dispersed counts by area, year and case type.
import { type Municipality, restCodes } from "./municipality.ts";
import { countChildren, extractYears, oldestAge } from "./people.ts";
import { createRandom, type SeededRandom } from "./random.ts";

/** Case types and how many of 1,000 children and young people they concern in a year, in the municipality as a whole. */
const casesPerThousand = [
  { type: "orosanmälan", rate: 52 },
  { type: "ansökan", rate: 12 },
  { type: "utredning", rate: 30 },
  { type: "öppenvårdsinsats", rate: 18 },
  { type: "placering", rate: 8 },
] as const;

/** The case types in the order of the file. */
const caseTypes = casesPerThousand.map(({ type }) => type);

/** One count of the client file. */
interface ClientCount {
  code: string;
  year: number;
  caseType: string;
  count: number;
}

const levelOfYear = [1, 0.97, 1.01, 1.05, 1.08, 1.06];

/** How much likelier cases are in an area than on average, before the municipality's mean is set to one. */
function drawRisk(strain: number, random: SeededRandom): number {
  return (0.5 + strain) * random.gammaMeanOne(24);
}

/**
 * Draws the counts: gamma-Poisson with a risk that stays with the area, one that varies by case type and one that varies by year.
 * Every area, year and type has a row, also where the count is nought; rest codes come last.
 */
export function drawClients(municipality: Municipality): ClientCount[] {
  const { seed, areas } = municipality;
  const random = createRandom(seed, "clients");
  const risks = areas.map((area) => drawRisk(area.people.strain, random));
  const childYears = areas.map((area) => countChildren(area.people, 0, 0, oldestAge));
  const expected = risks.reduce((sum, risk, i) => sum + risk * childYears[i]!, 0);
  const meanRisk = expected / childYears.reduce((sum, count) => sum + count, 0);

  const counts: ClientCount[] = [];
  for (const [i, area] of areas.entries()) {
    const ofType = casesPerThousand.map(({ rate }) => (rate / 1000) * random.gammaMeanOne(20));
    for (const [y, year] of extractYears.entries()) {
      const ofYear = levelOfYear[y]! * random.gammaMeanOne(40) * countChildren(area.people, y, 0, oldestAge);
      for (const [t, caseType] of caseTypes.entries()) {
        const mean = (ofYear * ofType[t]! * risks[i]!) / meanRisk;
        counts.push({ code: area.code, year, caseType, count: random.poisson(mean) });
      }
    }
  }
  for (const [code, scale] of [
    [restCodes.register, 1],
    [restCodes.short, 0.25],
    [restCodes.unmatched, 1.6],
  ] as const) {
    for (const year of extractYears) {
      for (const { type, rate } of casesPerThousand) {
        counts.push({ code, year, caseType: type, count: random.poisson((scale * rate) / 8) });
      }
    }
  }
  return counts;
}
