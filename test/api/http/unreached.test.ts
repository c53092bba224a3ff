// Who tries ids without end is seen in the log and does not fill it.
import { expect, it } from "vitest";
import type { OperationName } from "../../../api/contract/operations.ts";
import { AppError } from "../../../api/errors.ts";
import type { Caller } from "../../../api/http/call.ts";
import { createUnreached } from "../../../api/http/unreached.ts";

const team = { municipalityCode: "2281", userId: "00000000-0000-4000-8000-000000000001", role: "team" } as Caller;
const manager: Caller = { ...team, userId: "00000000-0000-4000-8000-000000000002", role: "manager" };

function logOf() {
  let clock = 0;
  const rows: { readonly person: string; readonly operation: OperationName; readonly times: number }[] = [];
  const unreached = createUnreached(
    async ({ role }, operation, times) => void rows.push({ person: role, operation, times }),
    () => clock,
  );
  const pass = (milliseconds: number) => {
    clock += milliseconds;
  };
  return { rows, unreached, pass };
}

it("writes thirty rows of an hour, then the hundredth and the thousandth, each person for themselves", async () => {
  const { rows, unreached, pass } = logOf();
  for (let times = 0; times < 1_200; times++) {
    await unreached.noteOf(new AppError("not-found"), team, "readPlan", false);
  }
  await unreached.noteOf(new AppError("not-found"), manager, "readPlan", false);
  expect(rows.filter(({ person }) => person === "team").map(({ times }) => times)).toEqual([
    ...Array.from({ length: 30 }, (_, before) => before + 1),
    100,
    1_000,
  ]);
  expect(rows.at(-1)).toEqual({ person: "manager", operation: "readPlan", times: 1 });
  pass(3_600_000);
  await unreached.noteOf(new AppError("not-found"), team, "readPlan", false);
  expect(rows.at(-1)).toEqual({ person: "team", operation: "readPlan", times: 1 });
});

it.each<[string, unknown, OperationName, boolean, number]>([
  ["a thing of the address", new AppError("not-found"), "readPlan", false, 1],
  ["a thing of the query", new AppError("not-found"), "listPlans", true, 1],
  ["a thing of the body", new AppError("reference.unknown"), "createPlan", false, 1],
  [
    "a thing of the body that the database missed",
    Object.assign(new Error("x"), { code: "23503" }),
    "createPlan",
    false,
    1,
  ],
  ["a page that has no content yet", new AppError("not-found"), "listPlans", false, 0],
  ["content of the wrong form", new AppError("request.invalid-body"), "createPlan", false, 0],
  ["somebody else's version", new AppError("version.changed"), "readPlan", false, 0],
  ["a fault", new Error("x"), "readPlan", false, 0],
])("%s: %#", async (_what, thrown, operation, hasQuery, expected) => {
  const { rows, unreached } = logOf();
  await unreached.noteOf(thrown, team, operation, hasQuery);
  expect(rows).toHaveLength(expected);
});
