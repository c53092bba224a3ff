// The weights that apply until somebody has saved some: assumed hours, to be replaced by the municipality's own.
import type { WorkloadWeights } from "../contract/workload.ts";

/**
 * Hours a year. They are assumptions and not measured: chosen so that a team of eight with some 6,000 children and the
 * case types of the demonstration has about one working year (1,600 hours) per position.
 */
export const defaultWeights: WorkloadWeights = {
  version: 0,
  unit: "hours",
  perCase: [
    { caseType: "clients-orosanmalan", weight: 5 },
    { caseType: "clients-ansokan", weight: 8 },
    { caseType: "clients-utredning", weight: 25 },
    { caseType: "clients-oppenvardsinsats", weight: 15 },
    { caseType: "clients-placering", weight: 30 },
  ],
  otherCase: 15,
  perChild: 0.5,
  note: "",
  author: null,
  createdAt: null,
};
