// Follow-up surveys: kept as counts, told from five answers on and in steps of five, so that no look beside another tells of one person.
import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import type { Survey, SurveyForm } from "../../api/contract/surveys.ts";
import { forEachDatabase } from "../support/databases.ts";
import { addPerson, addSession } from "./access/people.ts";
import { gridMunicipality, ids } from "./support/seeded-municipality.ts";
import { type Client, type ServiceUnderTest, startService } from "./support/service-under-test.ts";

const base = `/api/${gridMunicipality}/surveys`;
const chance = { id: randomUUID(), kind: "before-now", text: "Chansen?", low: "Liten", high: "Stor" } as const;
const satisfied = { id: randomUUID(), kind: "now", text: "Nöjd?", low: "Inte", high: "Mycket" } as const;
const form = (before: number, now: number, content: number | null = null): SurveyForm => [
  { questionId: chance.id, before, now },
  ...(content === null ? [] : [{ questionId: satisfied.id, before: null, now: content }]),
];

forEachDatabase("surveys", (open) => {
  let under: ServiceUnderTest;
  let team: Client;
  beforeAll(async () => {
    under = await startService(open);
    team = await under.as("team");
  }, 120_000);

  const make = async () => {
    const body = { teamId: ids.teams[0], name: "Mammaträffarna", questions: [chance, satisfied] };
    return (await team.send("post", base).send(body).expect(201)).body as Survey;
  };
  const enter = async ({ id }: Survey, forms: readonly SurveyForm[]) =>
    (await team.send("post", `${base}/${id}/answers`).send({ forms }).expect(200)).body as Survey;
  const told = (survey: Survey) => survey.results.map(({ count }) => count);

  it("tell means, and the difference of the same people with its interval, from five answers on", async () => {
    const survey = await make();
    expect(told(survey)).toEqual([null, null]);
    // The second question is passed over by two of six: it is told of nobody yet.
    const forms = [form(1, 4, 5), form(2, 4, 4), form(3, 3, 5), form(2, 5, 3), form(1, 3), form(2, 4)];
    const after = await enter(survey, forms);
    expect(told(after)).toEqual([6, null]);
    const { before, now, difference, isMoreThanChance } = after.results[0]!;
    expect(before!.mean).toBeCloseTo(11 / 6, 10);
    expect(now!.mean).toBeCloseTo(23 / 6, 10);
    expect(difference!.mean).toBeCloseTo(2, 10);
    // s² = 1.2 of the differences 3 2 0 3 2 2; t(5) = 2.571.
    expect(difference!.low).toBeCloseTo(2 - 2.571 * Math.sqrt(1.2 / 6), 2);
    expect(isMoreThanChance).toBe(true);
    expect(after.results[1]).toEqual({
      questionId: satisfied.id,
      count: null,
      before: null,
      now: null,
      difference: null,
      isMoreThanChance: false,
    });
  });

  it("are saved as the table that is shown, with nothing of a question that fewer than five have answered", async () => {
    const survey = await make();
    const forms = [form(1, 4, 5), form(2, 4, 4), form(3, 3, 5), form(2, 5, 3), form(1, 3), form(2, 4)];
    await enter(survey, forms);
    const { text } = await team.send("get", `${base}/${survey.id}/export`).expect(200);
    const [headings, first, second] = text.replace("\ufeff", "").split("\r\n");
    expect(headings).toMatch(/^Enkät;Omgång;Fråga;Lägsta steget;/);
    expect(first).toMatch(/^Mammaträffarna;;Chansen\?;Liten;Stor;5;6;1,83;.*;3,83;.*;2;0,85;3,15;ja;95 %;;;;$/);
    expect(second).toBe("Mammaträffarna;;Nöjd?;Inte;Mycket;5;under 5;;;;;;;;;;;;;;;");
    const { rows } = await under.testDatabase.asOwner((owner) =>
      owner.query<{ details: object }>(
        "select details from audit.events where object_id = $1 and action = 'data.exported'",
        [survey.id],
      ),
    );
    expect(rows).toEqual([{ details: { format: "csv" } }]);
  });

  it("grow by at least five at a time: what was looked at before tells nothing of those who came since", async () => {
    const survey = await make();
    let looked = told(
      await enter(
        survey,
        Array.from({ length: 5 }, () => form(2, 3)),
      ),
    );
    expect(looked[0]).toBe(5);
    const results = [];
    for (let added = 1; added <= 12; added += 1) {
      const after = await enter(survey, [form(1, 5)]);
      const [count] = told(after);
      const grown = count! - looked[0]!;
      expect(grown === 0 || grown >= 5, `${looked[0]} then ${count}`).toBe(true);
      if (grown === 0) expect(JSON.stringify(after.results)).toBe(results.at(-1) ?? JSON.stringify(after.results));
      results.push(JSON.stringify(after.results));
      looked = told(after);
    }
    expect(looked[0]).toBe(15);
  });

  it("are counted once where they are sent again under the same number, from paper and from a tablet", async () => {
    const survey = await make();
    const [paper, tablet, device] = [randomUUID(), randomUUID(), randomUUID()];
    const forms = Array.from({ length: 5 }, () => form(2, 3));
    const typeIn = (sendingId: string) =>
      team.send("post", `${base}/${survey.id}/answers`).send({ sendingId, forms }).expect(200);
    await typeIn(paper);
    expect(told((await typeIn(paper)).body)).toEqual([5, null]);
    const { code } = (await team.send("post", `${base}/${survey.id}/tablets`).expect(201)).body;
    const answer = (sendingId: string) =>
      under
        .anonymous()
        .send("post", "/api/tablet/answers")
        .send({ code, device, sendingId, form: form(1, 5) })
        .expect(204);
    await under.anonymous().send("post", "/api/tablet/questions").send({ code, device }).expect(200);
    for (let times = 0; times < 6; times += 1) await answer(tablet);
    expect(told((await team.send("get", `${base}/${survey.id}`)).body)).toEqual([5, null]);
    for (let person = 0; person < 4; person += 1) await answer(randomUUID());
    expect(told((await team.send("get", `${base}/${survey.id}`)).body)).toEqual([10, null]);
    // The same number for another survey is another's, and another number is counted anew.
    const other = await make();
    const elsewhere = team.send("post", `${base}/${other.id}/answers`).send({ sendingId: paper, forms });
    expect(told((await elsewhere.expect(200)).body)).toEqual([5, null]);
    expect(told((await typeIn(randomUUID())).body)).toEqual([15, null]);
    const kept = await under.testDatabase.asOwner(async (owner) => ({
      sendings: await owner.query<object>("select * from planning.survey_sendings where survey_id = $1", [survey.id]),
      left: await owner.query<{ left: number }>(
        "select answers_left as left from planning.survey_sessions where survey_id = $1",
        [survey.id],
      ),
      acts: await owner.query("select 1 from audit.events where object_id = $1 and action = 'survey.answers-entered'", [
        survey.id,
      ]),
    }));
    expect(Object.keys(kept.sendings.rows[0]!).sort()).toEqual([
      "forget_after",
      "id",
      "municipality_code",
      "survey_id",
    ]);
    expect(kept.sendings.rows).toHaveLength(7);
    expect(kept.left.rows).toEqual([{ left: 495 }]);
    expect(kept.acts.rows).toHaveLength(2);
  });

  it("never let what staff type in from paper fill up to five what came from a tablet, nor the other way", async () => {
    const survey = await make();
    const { code } = (await team.send("post", `${base}/${survey.id}/tablets`).expect(201)).body;
    const device = randomUUID();
    const answer = () =>
      under
        .anonymous()
        .send("post", "/api/tablet/answers")
        .send({ code, device, form: form(1, 5) })
        .expect(204);
    await answer();
    expect(
      told(
        await enter(
          survey,
          Array.from({ length: 4 }, () => form(3, 3)),
        ),
      ),
    ).toEqual([null, null]);
    expect(told(await enter(survey, [form(3, 3)]))).toEqual([5, null]);
    for (let person = 0; person < 4; person += 1) await answer();
    expect(told((await team.send("get", `${base}/${survey.id}`).expect(200)).body)).toEqual([10, null]);
  });

  it("keep no person, no time and no order, and no role reads the counts", async () => {
    const survey = await make();
    await enter(survey, [form(1, 4, 2), form(5, 5, 1)]);
    const { rows } = await under.testDatabase.asOwner((owner) =>
      owner.query<Record<string, unknown>>("select * from planning.survey_tallies where survey_id = $1", [survey.id]),
    );
    expect(rows).toHaveLength(4);
    expect(Object.keys(rows[0]!).sort()).toEqual(
      ["before_step", "channel", "municipality_code", "now_step", "question_id", "survey_id", "told", "waiting"].sort(),
    );
    const { rows: days } = await under.testDatabase.asOwner((owner) =>
      owner.query<Record<string, unknown>>("select * from planning.survey_days where survey_id = $1", [survey.id]),
    );
    expect(Object.keys(days[0]!).sort()).toEqual(["day", "municipality_code", "survey_id"]);
    const events = await under.testDatabase.asOwner((owner) =>
      owner.query<{ details: object }>("select details from audit.events where object_id = $1", [survey.id]),
    );
    expect(events.rows.map(({ details }) => details)).toEqual([{}, {}]);
  });

  it("refuse an answer that is not on the scale, twice, of the wrong kind or to another's question, and keep nothing", async () => {
    const survey = await make();
    for (const wrong of [
      form(1, 6),
      [...form(1, 2), ...form(1, 2)],
      [{ questionId: chance.id, before: null, now: 3 }],
      [{ questionId: satisfied.id, before: 2, now: 3 }],
      [{ questionId: randomUUID(), before: null, now: 3 }],
    ]) {
      const sent = team.send("post", `${base}/${survey.id}/answers`).send({ forms: [form(1, 4), wrong] });
      expect((await sent.expect(422)).body.code).toBe("survey.answer-does-not-fit");
    }
    expect((await team.send("get", `${base}/${survey.id}`)).body.days).toEqual([]);
    await team
      .send("post", `${base}/${survey.id}/answers`)
      .send({ forms: [[{ ...form(1, 2)[0], text: "fritext" }]] })
      .expect(422);
  });

  describe("on a tablet", () => {
    const ownDevice = randomUUID();
    const tablet = (path: string, body: object, device = ownDevice) =>
      under
        .anonymous()
        .send("post", `/api/tablet/${path}`)
        .send({ ...body, device });

    it("show the questions and take answers with the code, however it is typed, until staff end it", async () => {
      const survey = await make();
      const { code } = (await team.send("post", `${base}/${survey.id}/tablets`).expect(201)).body;
      const typed = code.toLowerCase().replaceAll("-", " ");
      const { body } = await tablet("questions", { code: typed }).expect(200);
      expect(body).toEqual({ name: "Mammaträffarna", introduction: "", steps: 5, questions: [chance, satisfied] });
      await tablet("answers", { code, form: form(2, 4) }).expect(204);
      expect((await team.send("get", `${base}/${survey.id}`)).body.hasOpenTablet).toBe(true);
      await team.send("delete", `${base}/${survey.id}/tablets`).expect(204);
      for (const sent of [tablet("questions", { code }), tablet("answers", { code, form: form(2, 4) })]) {
        expect((await sent.expect(404)).body.code).toBe("survey.code-over");
      }
      expect(under.logged().join("")).not.toContain(code);
    });

    it("belong to the first that opens the code: another with the same code is told so and counts nothing", async () => {
      const survey = await make();
      const openOne = async () => (await team.send("post", `${base}/${survey.id}/tablets`).expect(201)).body.code;
      const code = await openOne();
      const staff = randomUUID();
      await tablet("questions", { code }).expect(200);
      for (const sent of [
        tablet("questions", { code }, staff),
        ...Array.from({ length: 4 }, () => tablet("answers", { code, form: form(3, 3) }, staff)),
      ]) {
        expect((await sent.expect(409)).body.code).toBe("survey.code-in-use");
      }
      // The first goes on, also after it was loaded again.
      await tablet("questions", { code }).expect(200);
      for (let person = 0; person < 4; person += 1) await tablet("answers", { code, form: form(2, 4) }).expect(204);
      expect(told((await team.send("get", `${base}/${survey.id}`)).body)).toEqual([null, null]);
      await tablet("answers", { code, form: form(2, 4) }).expect(204);
      expect(told((await team.send("get", `${base}/${survey.id}`)).body)).toEqual([5, null]);
      // A new code for the other, and two that ask for it at once: one has it.
      const another = await openOne();
      const asked = await Promise.all([1, 2].map(() => tablet("questions", { code: another }, randomUUID())));
      expect(asked.map(({ status }) => status).sort()).toEqual([200, 409]);
    });

    it("take none when the survey is closed, the code has expired or its answers are used up", async () => {
      const survey = await make();
      const open_ = async () => (await team.send("post", `${base}/${survey.id}/tablets`).expect(201)).body.code;
      const asOwner = (text: string) => under.testDatabase.asOwner((owner) => owner.query(text, [survey.id]));
      for (const change of ["expires_at = now() - interval '1 second'", "answers_left = 0"]) {
        const code = await open_();
        await asOwner(`update planning.survey_sessions set ${change} where survey_id = $1`);
        await tablet("answers", { code, form: form(1, 1) }).expect(404);
      }
      const code = await open_();
      await team.send("patch", `${base}/${survey.id}`).set("If-Match", '"1"').send({ closed: true }).expect(200);
      await tablet("answers", { code, form: form(1, 1) }).expect(404);
      await team.send("post", `${base}/${survey.id}/tablets`).expect(409);
    });
  });

  it("keep their questions once somebody has answered, and refuse personal identity numbers", async () => {
    const survey = await make();
    const change = (version: number, body: object) =>
      team.send("patch", `${base}/${survey.id}`).set("If-Match", `"${version}"`).send(body);
    await change(1, { introduction: "Ring 19811218-9876" }).expect(422);
    await change(1, { questions: [satisfied] }).expect(200);
    await enter(survey, [[{ questionId: satisfied.id, before: null, now: 4 }]]);
    expect((await change(2, { questions: [chance] }).expect(409)).body.code).toBe("survey.answered");
    await change(1, { name: "Annat" }).expect(412);
  });

  describe("in rounds", () => {
    const beginRound = async ({ id }: Survey, round: string) =>
      (await team.send("post", `${base}/${id}/rounds`).send({ round }).expect(201)).body as Survey;
    const read = async ({ id }: Pick<Survey, "id">) =>
      (await team.send("get", `${base}/${id}`).expect(200)).body as Survey;
    const many = (count: number, ...answered: Parameters<typeof form>) =>
      Array.from({ length: count }, () => form(...answered));

    it("ask the same questions once more and tell each round's own answers side by side, and what is between them with its interval", async () => {
      const spring = await make();
      await enter(spring, [...many(3, 1, 2), ...many(3, 2, 3)]);
      const autumn = await beginRound(spring, "Hösten 2026");
      expect(autumn).toMatchObject({
        seriesId: spring.id,
        round: "Hösten 2026",
        name: spring.name,
        questions: spring.questions,
        isClosed: false,
        days: [],
      });
      expect((await read(spring)).isClosed).toBe(true);
      await team
        .send("post", `${base}/${spring.id}/answers`)
        .send({ forms: [form(1, 1)] })
        .expect(409);
      const after = await enter(autumn, [...many(4, 2, 4), ...many(4, 2, 5)]);
      expect(after.rounds.map(({ surveyId, results }) => [surveyId, results[0]!.count])).toEqual([
        [spring.id, 6],
        [autumn.id, 8],
      ]);
      expect(after.results[0]!.now!.mean).toBeCloseTo(4.5, 10);
      const [first, second] = after.rounds.map(({ results }) => results[0]!);
      expect([first!.sincePrevious, first!.isMoreThanChanceSince]).toEqual([null, false]);
      // 4.5 less 2.5, s² 2/7 of eight and 0.3 of six; Welch's 11 degrees of freedom.
      expect(second!.sincePrevious!.mean).toBeCloseTo(2, 10);
      expect(second!.sincePrevious!.low).toBeCloseTo(2 - 2.205 * Math.sqrt(2 / 7 / 8 + 0.3 / 6), 2);
      expect(second!.isMoreThanChanceSince).toBe(true);
      // Read from any round, all are there.
      expect((await read(spring)).rounds).toEqual((await read(autumn)).rounds);
      const { text } = await team.send("get", `${base}/${autumn.id}/export`).expect(200);
      const rows = text.replace("\ufeff", "").trim().split("\r\n");
      expect(rows).toHaveLength(1 + 2 * 2);
      expect(rows[3]).toMatch(/^Mammaträffarna;Hösten 2026;Chansen\?;.*;2;1,\d+;2,\d+;ja$/);
    });

    it("never tell of fewer than five in a round, nor by taking one round's from another's, however answers come", async () => {
      const spring = await make();
      await enter(spring, many(7, 1, 2));
      const autumn = await beginRound(spring, "Hösten");
      let looked = JSON.stringify((await read(autumn)).rounds.map(({ results }) => results));
      let [toldBefore] = told(autumn).map((count) => count ?? 0) as [number];
      for (let person = 0; person < 12; person += 1) {
        const now = await enter(autumn, [form(1, 5)]);
        const [springs, autumns] = now.rounds.map(({ results }) => results[0]!);
        // The earlier round stands still, and the later grows by five or not at all, in every cell at once.
        expect(springs!.count).toBe(7);
        const grown = (autumns!.count ?? 0) - toldBefore;
        expect(grown === 0 || grown >= 5).toBe(true);
        const cells = JSON.stringify(now.rounds.map(({ results }) => results));
        if (grown === 0) expect(cells).toBe(looked);
        if (autumns!.count === null) {
          expect([autumns!.now, autumns!.sincePrevious, autumns!.isMoreThanChanceSince]).toEqual([null, null, false]);
        }
        looked = cells;
        toldBefore = autumns!.count ?? 0;
      }
      expect(toldBefore).toBe(10);
      // Nothing of the answer is a sum over rounds: 7 + 10 stands nowhere.
      expect(looked).not.toMatch(/\b17\b/);
    });

    it("end the tablets of the round before, keep its questions, and share name and introduction", async () => {
      const spring = await make();
      const { code } = (await team.send("post", `${base}/${spring.id}/tablets`).expect(201)).body;
      const autumn = await beginRound(spring, "Hösten");
      await under.anonymous().send("post", "/api/tablet/questions").send({ code, device: randomUUID() }).expect(404);
      const change = (survey: Survey, body: object) =>
        team.send("patch", `${base}/${survey.id}`).set("If-Match", `"${survey.version}"`).send(body);
      expect((await change(autumn, { questions: [satisfied] }).expect(409)).body.code).toBe("survey.has-rounds");
      await change(autumn, { name: "Mammagruppen", round: "Hösten 2026" }).expect(200);
      expect(await read(spring)).toMatchObject({ name: "Mammagruppen", round: "" });
      const third = await beginRound(await read(spring), "Våren 2027");
      expect(third.rounds.map(({ round }) => round)).toEqual(["", "Hösten 2026", "Våren 2027"]);
      await team.send("post", `${base}/${spring.id}/rounds`).send({ round: " " }).expect(422);
      await team.send("post", `${base}/${spring.id}/rounds`).send({ round: "19811218-9876" }).expect(422);
    });
  });

  it("are one's own: another team's answers as one that is not there, managers and planners read only what is told", async () => {
    const survey = await make();
    const cookie = await under.testDatabase.asOwner(async (owner) => {
      const person = await addPerson(owner, gridMunicipality, ["team"], [ids.teams[1]!]);
      return (await addSession(owner, gridMunicipality, person, "team")).cookie;
    });
    const other = (method: "get" | "post" | "delete", id: string, rest = "") =>
      under.anonymous().send(method, `${base}/${id}${rest}`).set("Cookie", cookie);
    for (const [method, rest] of [
      ["get", ""],
      ["get", "/export"],
      ["post", "/tablets"],
      ["post", "/rounds"],
      ["delete", "/tablets"],
    ] as const) {
      const ask = (id: string) => other(method, id, rest).send(rest === "/rounds" ? { round: "Höst" } : undefined);
      const [hidden, missing] = [await ask(survey.id), await ask(ids.absent)];
      expect(hidden.status, rest).toBe(404);
      expect({ ...hidden.body, requestId: "" }).toEqual({ ...missing.body, requestId: "" });
    }
    for (const role of ["manager", "planner"] as const) {
      const reader = await under.as(role);
      expect((await reader.send("get", `${base}/${survey.id}`).expect(200)).body.results).toHaveLength(2);
      await reader
        .send("post", `${base}/${survey.id}/answers`)
        .send({ forms: [form(1, 2)] })
        .expect(403);
    }
    await (await under.as("admin")).send("get", base).expect(403);
  });
});
