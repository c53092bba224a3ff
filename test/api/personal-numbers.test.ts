// Personal identity numbers are refused in every text that is written, told by the field's name, and nothing of them is kept.
import { beforeAll, describe, expect, it } from "vitest";
import { AppError } from "../../api/errors.ts";
import { refusePersonalNumbers } from "../../api/http/refuse-personal-numbers.ts";
import { forEachDatabase } from "../support/databases.ts";
import { gridMunicipality, ids } from "./support/seeded-municipality.ts";
import { type Client, type ServiceUnderTest, startService } from "./support/service-under-test.ts";

const base = `/api/${gridMunicipality}`;
const text = "Gäller 19811218-9876 i Haga";
const empty = { kind: "empty", divisionId: ids.division, teamIds: ids.teams };

forEachDatabase("personal identity numbers", (open) => {
  let under: ServiceUnderTest;
  let planner: Client;
  let plan: string;

  beforeAll(async () => {
    under = await startService(open);
    planner = await under.as("planner");
    const made = await planner.send("post", `${base}/plans`).send({ name: "Utkast", from: empty }).expect(201);
    plan = `${base}/plans/${made.body.id}`;
  }, 120_000);

  it("are refused in names, descriptions, comments, reasons and what tokens are called", async () => {
    const teamIndexes = Array.from({ length: 36 }, () => 0);
    for (const [method, path, body, field] of [
      ["post", `${base}/plans`, { name: text, from: empty }, "name"],
      ["post", `${base}/plans`, { name: "Utkast", description: text, from: empty }, "description"],
      ["patch", plan, { description: text }, "description"],
      ["put", `${plan}/assignment`, { teamIndexes, comment: text }, "comment"],
      ["post", `${plan}/comments`, { text }, "text"],
      [
        "post",
        `${base}/rule-sets`,
        {
          divisionId: ids.division,
          name: "Villkor",
          teams: ids.teams.map((teamId) => ({ teamId, investigationPositions: 6, firstLinePositions: 2 })),
          rules: {
            balancedMeasures: [{ measureKey: "children-0-19", toleranceFraction: 0.1 }],
            locks: [{ areaCode: "0101", teamId: ids.teams[0], reason: text }],
          },
        },
        "rules",
      ],
      ["post", `${base}/tokens`, { name: text, days: 1 }, "name"],
      [
        "post",
        `${base}/divisions/${ids.division}/adjacency/edits`,
        { areaIndexA: 0, areaIndexB: 14, action: "add", reason: text },
        "reason",
      ],
    ] as const) {
      const answer = await planner.send(method, path).set("If-Match", '"1"').send(body);
      expect(answer.body, path).toMatchObject({ status: 422, code: "text.personal-number", violations: [{ field }] });
      expect(answer.text).not.toContain("19811218");
    }
    expect(under.logged().join("")).not.toContain("19811218");
    expect((await planner.send("get", plan)).body).toMatchObject({ description: "", version: 1 });
  });

  it("are refused in what an import is told", async () => {
    const answer = await planner
      .send("post", `${base}/imports/preview`)
      .field("options", JSON.stringify({ purpose: "areas", settings: { name: text } }))
      .attach("file", Buffer.from("{}"), "omraden.geojson");
    expect(answer.body).toMatchObject({
      status: 422,
      code: "text.personal-number",
      violations: [{ field: "settings" }],
    });
  });
});

describe("what is no personal identity number", () => {
  it("is let through: identifiers whose digits would make one, numbers, and short codes", () => {
    expect(() =>
      refusePersonalNumbers({
        id: "ab811218-9876-4abc-8abc-811218987600",
        list: [198112189876, "0101", { code: "2281C1010" }],
        nothing: null,
      }),
    ).not.toThrow();
    expect(() => refusePersonalNumbers({ list: [{ deep: text }] })).toThrow(AppError);
    expect(() => refusePersonalNumbers({ record: { [text]: 1 } })).toThrow(AppError);
  });
});
