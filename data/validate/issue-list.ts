// Gathers issues: counts all, keeps the first of each kind, so that a file with 10,000 faults gives a report a person can read.
import { type Issue, issue } from "../issues.ts";

const keptOfEachCode = 50;

export interface IssueCounts {
  readonly error: number;
  readonly warning: number;
  readonly info: number;
}

export interface IssueList {
  add(one: Issue): void;
  addAll(many: Iterable<Issue>): void;
  /** True as soon as one error was added. */
  readonly hasErrors: boolean;
  readonly counts: IssueCounts;
  /** The kept ones in order, errors first, and for each shortened kind a line that tells how many more there are. */
  report(): Issue[];
}

/** An empty list. */
export function issueList(): IssueList {
  const kept: Issue[] = [];
  const seen = new Map<Issue["code"], number>();
  const counts = { error: 0, warning: 0, info: 0 };
  const list: IssueList = {
    add(one) {
      counts[one.severity] += 1;
      const before = seen.get(one.code) ?? 0;
      seen.set(one.code, before + 1);
      if (before < keptOfEachCode) kept.push(one);
    },
    addAll(many) {
      for (const one of many) list.add(one);
    },
    get hasErrors() {
      return counts.error > 0;
    },
    get counts() {
      return { ...counts };
    },
    report() {
      const order = { error: 0, warning: 1, info: 2 };
      const sorted = [...kept].sort((a, b) => order[a.severity] - order[b.severity]);
      const shortened = [...seen].filter(([, count]) => count > keptOfEachCode);
      return [
        ...sorted,
        ...shortened.map(([code, count]) =>
          issue("import.more-of-same", { kind: code, count: count - keptOfEachCode }),
        ),
      ];
    },
  };
  return list;
}
