// What a benchmark must show: which measured figures miss their aim, told apart by whether that is known and why.
import type { Figure } from "./measurement.ts";

export interface Aim {
  /** What the figure's name begins with. */
  readonly figure: string;
  /** What it ends with, where several begin alike. */
  readonly ending?: string;
  readonly atMost?: number;
  readonly atLeast?: number;
  /** What the name must also hold, for figures that tell how they came about. */
  readonly says?: string;
  /** Why it is missed, where that is known: such a miss is listed and does not fail the run. */
  readonly knownMiss?: string;
}

export interface Miss {
  readonly aim: Aim;
  readonly text: string;
}

/** The aims that were measured and are missed, by the median of their runs. */
export function missesOf(aims: readonly Aim[], figures: readonly Figure[]): Miss[] {
  return aims.flatMap((aim) =>
    figures
      .filter((one) => isAbout(aim, one) && !isMet(aim, one))
      .map(({ name, median }) => ({ aim, text: `${name}: ${median}, aim ${wordsOf(aim)}` })),
  );
}

function isAbout({ figure, ending = "" }: Aim, { name }: Figure): boolean {
  return name.startsWith(figure) && name.endsWith(ending);
}

function isMet({ atMost, atLeast, says }: Aim, { name, median }: Figure): boolean {
  return median <= (atMost ?? median) && median >= (atLeast ?? median) && name.includes(says ?? "");
}

function wordsOf({ atMost, atLeast, says }: Aim): string {
  const words = [
    atMost === undefined ? [] : `at most ${atMost}`,
    atLeast === undefined ? [] : `at least ${atLeast}`,
    says === undefined ? [] : `"${says}"`,
  ];
  return words.flat().join(", ");
}

/** Prints the misses; true where one of them is not known. */
export function tellMisses(misses: readonly Miss[]): boolean {
  for (const { aim, text } of misses)
    console.log(
      `  ${aim.knownMiss === undefined ? "MISSED" : "missed, known"}: ${text}${aim.knownMiss === undefined ? "" : ` (${aim.knownMiss})`}`,
    );
  return misses.some(({ aim }) => aim.knownMiss === undefined);
}
