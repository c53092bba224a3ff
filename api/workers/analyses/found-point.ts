// A point of the engine's least-change search as the service tells it.
import type { FrontierPoint } from "../../../engine/least-change/change-explorer.ts";
import type { FoundSolution } from "../analysis-protocol.ts";

export function foundPoint({ assignment, movedWeightBound, proof }: FrontierPoint): FoundSolution {
  return { assignment, movedAtLeast: movedWeightBound, proven: proof === "proven" };
}
