// The registry of analyses: a new one is a file, a line here, a name in `analysisKinds` and a test.
import type { AnalysisKind } from "../analysis-protocol.ts";
import { alternatives } from "./alternatives.ts";
import type { Analysis } from "./analysis.ts";
import { frontier } from "./frontier.ts";
import { mend } from "./mend.ts";
import { prices } from "./prices.ts";
import { proof } from "./proof.ts";

export const analyses: Record<AnalysisKind, Analysis> = { frontier, mend, proof, prices, alternatives };
