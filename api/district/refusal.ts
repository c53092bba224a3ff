// How `district` says no: the file is wrong, or no plan keeps the rules; each with its exit code.
import type { EngineIssue } from "../../engine/issue.ts";
import { CommandRefused } from "../cli/command.ts";
import type { Sentence } from "../contract/primitives.ts";

/** `noPlan`: nothing keeps the rules, or nothing was found that does. `wrongFile`: the file cannot be used as it is. */
const districtExitCodes = { noPlan: 1, wrongFile: 2 } as const;

/** The file cannot be used: one sentence per fault. */
export function wrongFile(faults: readonly Sentence[]): CommandRefused {
  return new CommandRefused(faults, districtExitCodes.wrongFile);
}

/** No plan keeps the rules or none was found, which the heading tells apart; then the reasons by name and amount. */
export function noPlan(heading: Sentence, reasons: readonly EngineIssue[]): CommandRefused {
  return new CommandRefused([heading, ...reasons.map(({ message }) => message)], districtExitCodes.noPlan);
}
