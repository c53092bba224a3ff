// METIS on the same instances, where `gpmetis` is installed: the same weights, tolerance and number of teams, connected parts asked for.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type PlanScore, scorePlan } from "../support/score-plan.ts";
import type { BenchedInstance } from "./district-runs.ts";

/** Lengths become whole numbers of this part of the instance's unit. */
const lengthUnit = 0.001;

export function hasMetis(): boolean {
  return spawnSync("gpmetis", ["-help"]).error === undefined;
}

/** METIS at its best, for which it still needs only tenths of a second: ten tries, a hundred refinements each. */
const effort = ["-contig", "-ncuts=10", "-niter=100"];

/** One run by direct k-way partitioning; its plan may break the tolerance or lie in pieces, as the score then says. */
export function runMetis(
  instance: BenchedInstance,
  objective: "cut-edges" | "border-length",
  seed: number,
): { readonly score: PlanScore; readonly seconds: number } {
  const folder = mkdtempSync(join(tmpdir(), "metis-"));
  try {
    const path = join(folder, "graph");
    writeFileSync(path, graphFile(instance, objective));
    const loadFactor = Math.max(1, Math.round(instance.tolerance * 1000));
    const started = performance.now();
    const ended = spawnSync("gpmetis", [
      ...effort,
      `-ufactor=${loadFactor}`,
      `-seed=${seed}`,
      path,
      String(instance.k),
    ]);
    const seconds = (performance.now() - started) / 1000;
    if (ended.status !== 0) throw new Error(`gpmetis ended with exit code ${ended.status}: ${ended.stdout}`);
    const assignment = readFileSync(`${path}.part.${instance.k}`, "utf8").trim().split("\n").map(Number);
    return { score: scorePlan(instance, assignment), seconds };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** METIS's own format: nodes from 1, each with its weight, then its neighbours with their edge's weight. */
function graphFile({ nodes, edges, bridges = [] }: BenchedInstance, objective: "cut-edges" | "border-length"): string {
  const rows: Map<number, number>[] = nodes.map(() => new Map());
  for (const [a, b, length] of [...edges, ...bridges.map(([a, b]) => [a, b, 0] as const)]) {
    const price = objective === "cut-edges" ? 1 : Math.max(1, Math.round(length / lengthUnit));
    if (rows[a]!.has(b)) continue;
    rows[a]!.set(b, price);
    rows[b]!.set(a, price);
  }
  const edgeCount = rows.reduce((sum, row) => sum + row.size, 0) / 2;
  const lines = rows.map((row, node) => {
    const neighbours = [...row].map(([other, price]) => `${other + 1} ${price}`);
    return [nodes[node]!.weight, ...neighbours].join(" ");
  });
  return `${nodes.length} ${edgeCount} 011\n${lines.join("\n")}\n`;
}
