// The name of the measure that a run counts changes of team and compactness in.
import type { Rules } from "../../api/contract/rules.ts";
import type { Measure } from "../../api/contract/statistics.ts";
import { measureName } from "../map-page/colouring.ts";

/** The first balanced measure; its key where the division has no such measure any more. */
export function mainMeasureName(
  { balancedMeasures }: { readonly balancedMeasures: readonly Pick<Rules["balancedMeasures"][number], "measureKey">[] },
  measures: readonly Measure[],
): string {
  const key = balancedMeasures[0]!.measureKey;
  const measure = measures.find((own) => own.key === key);
  return measure ? measureName(measure) : key;
}
