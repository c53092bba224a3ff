// The decision record from its facts: a registry of sections; a new one is a file, a line here and a test.
import type { DecisionRecord } from "../contract/record.ts";
import { sha256Of } from "./bundle.ts";
import type { RecordFacts } from "./read-facts.ts";
import { comments } from "./sections/comments.ts";
import { data } from "./sections/data.ts";
import { decision } from "./sections/decision.ts";
import { origin } from "./sections/origin.ts";
import { people } from "./sections/people.ts";
import { question, standingText, summary } from "./sections/question.ts";
import { bound, rules } from "./sections/rules.ts";
import type { SectionWriter } from "./sections/section.ts";
import { areasOfTeams, comparison, map, moves, teamNumbers } from "./sections/teams.ts";
import { lowerFirst } from "./swedish-text.ts";

const sections: readonly SectionWriter[] = [
  question,
  summary,
  map,
  teamNumbers,
  comparison,
  moves,
  bound,
  rules,
  origin,
  data,
  comments,
  people,
  decision,
  areasOfTeams,
];

const notices = {
  exact:
    "Innehåller exakta antal. Små tal kan röra enskilda: underlaget får bara användas av dem som bereder och fattar beslutet. " +
    "För publicering finns en version med skyddade tal.",
  protected:
    "Skyddade antal. Små tal är avrundade så att ingen enskild kan kännas igen; ± anger hur långt från det exakta ett tal kan vara.",
};

/** The same facts give the same record. `foot` is for one that is kept, and stands on each of its pages. */
export function makeRecord(facts: RecordFacts, foot: readonly string[] = []): DecisionRecord {
  const isExact = facts.planner !== null;
  return {
    title: "Beslutsunderlag: indelning i team",
    subtitle: `${facts.plan.name} – ${lowerFirst(standingText(facts.plan))}`,
    municipality: facts.municipalityName,
    isExact,
    notice: isExact ? notices.exact : notices.protected,
    madeOn: facts.madeOn,
    bundleSha256: facts.planner && sha256Of(facts.planner.bundle),
    foot: [...foot],
    sections: sections.flatMap((write) => write(facts) ?? []),
  };
}
