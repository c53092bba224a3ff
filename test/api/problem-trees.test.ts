// Problem trees: a team's own, saved edit by edit, merged where two change at once, told in a history and brought back.
import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import type { ProblemTree } from "../../api/contract/problem-trees.ts";
import type { TreeEdit } from "../../engine/problem-tree/edits.ts";
import { removalOf } from "../../engine/problem-tree/edits.ts";
import type { NodeKind, TreeNode } from "../../engine/problem-tree/tree.ts";
import { add, addLink, node } from "../engine/problem-tree/trees.ts";
import { forEachDatabase } from "../support/databases.ts";
import { addPerson, addSession } from "./access/people.ts";
import { adoptAgain, inheritTree } from "./support/inherited-tree.ts";
import { childrenOf, codeOf, gridMunicipality, ids } from "./support/seeded-municipality.ts";
import { type Client, type ServiceUnderTest, startService } from "./support/service-under-test.ts";

const base = `/api/${gridMunicipality}/problem-trees`;
const newNode = (kind: NodeKind, fields: Partial<TreeNode> = {}) => node(randomUUID(), kind, fields);
const link = (from: string, to: string) => addLink(randomUUID(), from, to);
const setText = (id: string, text: string): TreeEdit => ({ kind: "node.set", id, fields: { text } });

forEachDatabase("problem trees", (open) => {
  let under: ServiceUnderTest;
  let team: Client;
  let colleague: Client;
  let other: Client;

  beforeAll(async () => {
    under = await startService(open);
    team = await under.as("team");
    colleague = await signedIn(under, ids.teams[0]!);
    other = await signedIn(under, ids.teams[1]!);
  }, 120_000);

  const problem = newNode("problem", { text: "Rädsla för socialtjänsten" });
  const cause = newNode("cause", { text: "Brist på information" });
  const begin = async (edits: readonly TreeEdit[] = [add(problem), add(cause), link(cause.id, problem.id)]) => {
    const body = { teamId: ids.teams[0], name: "Rädsla", edits };
    return (await team.send("post", base).send(body).expect(201)).body as ProblemTree;
  };
  const send = (client: Client, tree: ProblemTree, edits: readonly TreeEdit[], setAside: readonly TreeEdit[] = []) =>
    client.send("post", `${base}/${tree.id}/edits`).set("If-Match", `"${tree.version}"`).send({ edits, setAside });
  const read = async (client: Client, { id }: { id: string }) =>
    (await client.send("get", `${base}/${id}`).expect(200)).body as ProblemTree;
  const textOf = (tree: ProblemTree, id: string) => tree.nodes.find((own) => own.id === id)?.text;

  it("keep every field of a node, the strength of a link and measurements by date", async () => {
    const activity = newNode("activity", {
      text: "Mammagrupper",
      qualityKind: "result",
      preventionLevel: "selective",
      carriedBy: "others",
      othersDo: "Familjecentralen bjuder in",
      measureName: "Deltagare",
      unit: "familjer",
      baseline: 4,
      baselineDate: "2026-01-15",
      target: 20,
      targetDate: "2027-01-15",
      responsibleRole: "Fältsekreterare",
      indicatorKey: "low-income",
    });
    const tree = await begin([add(problem), add(activity), link(activity.id, problem.id)]);
    const saved = await send(team, tree, [
      { kind: "link.set", id: tree.links[0]!.id, fields: { evidence: "one-study", source: "SBU 2021" } },
      { kind: "measurement.add", item: { id: randomUUID(), nodeId: activity.id, date: "2026-06-01", value: 9 } },
    ]);
    expect(saved.body).toMatchObject({
      version: 2,
      nodes: expect.arrayContaining([activity]),
      links: [{ evidence: "one-study", source: "SBU 2021" }],
      measurements: [{ nodeId: activity.id, date: "2026-06-01", value: 9 }],
    });
    expect(await read(team, tree)).toEqual(saved.body);
  });

  it("tells how a node is followed up by a survey's question, and reads nodes saved before that was asked", async () => {
    const question = { id: randomUUID(), kind: "now", text: "Nöjd?", low: "Inte", high: "Mycket" };
    const makeSurvey = async (client: Client, teamId: string) => {
      const body = { teamId, name: "Mammaträffarna", questions: [question] };
      return (await client.send("post", `/api/${gridMunicipality}/surveys`).send(body).expect(201)).body.id as string;
    };
    const surveyId = await makeSurvey(team, ids.teams[0]!);
    const foreign = await makeSurvey(other, ids.teams[1]!);
    const follow = newNode("follow-up", {
      text: "chansen att vända sig",
      surveyId,
      surveyQuestionId: question.id,
    });
    const tree = await begin([add(follow)]);
    expect((await read(team, tree)).nodes).toEqual([follow]);
    // Another team's survey answers as one that is not there.
    const refused = await Promise.all(
      [foreign, randomUUID()].map((id) =>
        send(team, tree, [setText(follow.id, "x"), { kind: "node.set", id: follow.id, fields: { surveyId: id } }]),
      ),
    );
    for (const { status, body } of refused) {
      expect([status, body.code]).toEqual([422, "reference.unknown"]);
      expect(body.violations.map(({ field }: { field: string }) => field)).toEqual(["edits.1.surveyId"]);
    }
    const begun = { teamId: ids.teams[0], name: "Rädsla", edits: [add({ ...follow, surveyId: foreign })] };
    expect((await team.send("post", base).send(begun)).body.code).toBe("reference.unknown");
    expect(await read(team, tree)).toEqual(tree);
    await under.testDatabase.asOwner((owner) =>
      owner.query(
        `update planning.problem_trees
         set content = jsonb_set(content, '{nodes,0}', (content #> '{nodes,0}') - 'surveyId' - 'surveyQuestionId')
         where id = $1`,
        [tree.id],
      ),
    );
    expect((await read(team, tree)).nodes).toEqual([{ ...follow, surveyId: null, surveyQuestionId: null }]);
  });

  describe("changed by two at once", () => {
    it("take both in where both can stand", async () => {
      const tree = await begin();
      await send(colleague, tree, [setText(cause.id, "Okunskap om stödet")]).expect(200);
      const own = newNode("consequence", { text: "Söker inte stöd" });
      const { body } = await send(team, tree, [
        add(own),
        link(problem.id, own.id),
        { kind: "node.set", id: cause.id, fields: { note: "Sagt på föräldramötet" } },
      ]).expect(200);
      expect(body.version).toBe(3);
      expect(textOf(body, cause.id)).toBe("Okunskap om stödet");
      expect(body.nodes.find(({ id }: TreeNode) => id === cause.id).note).toBe("Sagt på föräldramötet");
      expect(textOf(body, own.id)).toBe("Söker inte stöd");
    });

    it("name each clash, save nothing of it, and keep in the history what was given up", async () => {
      const tree = await begin();
      await send(colleague, tree, [setText(cause.id, "Deras")]).expect(200);
      const refused = await send(team, tree, [setText(cause.id, "Min"), setText(problem.id, "Rädsla")]).expect(412);
      expect(refused.body).toMatchObject({
        code: "version.changed",
        currentVersion: 2,
        treeConflict: {
          clashes: [{ reason: "both-changed", id: cause.id, field: "text", own: "Min", theirs: "Deras" }],
          tree: { version: 2, updatedBy: "Ruta Rutsson" },
        },
      });
      const now = refused.body.treeConflict.tree as ProblemTree;
      expect(textOf(await read(team, tree), problem.id)).toBe(problem.text);
      await send(team, now, [setText(problem.id, "Rädsla")], [setText(cause.id, "Min")]).expect(200);
      const history = await team.send("get", `${base}/${tree.id}/revisions`).expect(200);
      expect(history.body.revisions[0]).toMatchObject({
        revision: 3,
        author: "team (demo)",
        setAside: [{ fields: { text: "Min" } }],
        subjects: expect.arrayContaining([{ id: cause.id, kind: "cause", text: "Deras" }]),
      });
    });

    it("do not let one remove what the other has just linked to", async () => {
      const tree = await begin();
      const own = newNode("cause", { text: "Osynlig socialtjänst" });
      await send(colleague, tree, [add(own), link(own.id, cause.id)]).expect(200);
      const refused = await send(team, tree, removalOf(tree, cause.id)).expect(412);
      expect(refused.body.treeConflict.clashes).toMatchObject([{ reason: "still-linked", id: cause.id }]);
    });
  });

  it("refuse what cannot be, by the number of the edit", async () => {
    const tree = await begin();
    for (const [edits, field] of [
      [[setText(problem.id, "Rädsla"), link(problem.id, cause.id)], "edits.1"],
      [[setText(randomUUID(), "Borta")], "edits.0"],
    ] as const) {
      const { body } = await send(team, tree, edits).expect(422);
      expect(body).toMatchObject({ code: "tree.impossible-edit", violations: [{ field }] });
    }
    await team.send("post", `${base}/${tree.id}/edits`).send({ edits: [] }).expect(428);
    await send(team, { ...tree, version: 7 }, []).expect(412);
    expect((await read(team, tree)).version).toBe(1);
  });

  it("can be had back as they were at any save, which is a save itself", async () => {
    const tree = await begin();
    const second = (await send(team, tree, removalOf(tree, cause.id)).expect(200)).body as ProblemTree;
    const third = (await send(team, second, [setText(problem.id, "Oro")]).expect(200)).body as ProblemTree;
    const restore = (version: number, revision: number) =>
      team.send("post", `${base}/${tree.id}/revisions/${revision}/restore`).set("If-Match", `"${version}"`);
    const restored = (await restore(third.version, 1).expect(200)).body as ProblemTree;
    expect(restored.version).toBe(4);
    expect(new Set(restored.nodes)).toEqual(new Set(tree.nodes));
    expect(restored.links).toEqual(tree.links);
    expect((await restore(4, 2).expect(200)).body.nodes).toEqual(second.nodes);
    await restore(4, 1).expect(412);
    await restore(5, 9).expect(404);
    const { body } = await team.send("get", `${base}/${tree.id}/revisions`).expect(200);
    expect(body.revisions.map(({ revision, restoredFrom }: never) => [revision, restoredFrom])).toEqual([
      [5, 2],
      [4, 1],
      [3, null],
      [2, null],
      [1, null],
    ]);
    expect((await team.send("get", `${base}/${tree.id}/revisions?before=3`)).body.revisions).toHaveLength(2);
  });

  it("are put away and taken back with all that is in them", async () => {
    const tree = await begin();
    const change = (version: number, body: object) =>
      team.send("patch", `${base}/${tree.id}`).set("If-Match", `"${version}"`).send(body);
    await change(1, { retired: true }).expect(200);
    expect((await send(team, { ...tree, version: 2 }, []).expect(409)).body.code).toBe("tree.retired");
    const listed = async (query: string) =>
      (await team.send("get", `${base}?${query}`)).body.trees.map(({ id }: { id: string }) => id);
    expect(await listed("")).not.toContain(tree.id);
    expect(await listed("retired=true")).toContain(tree.id);
    await change(2, { retired: false, name: "Rädsla, igen" }).expect(200);
    expect(await listed(`teamId=${ids.teams[0]}`)).toContain(tree.id);
    // A new name is no edit: what was read before it can still be saved.
    await send(team, tree, [setText(problem.id, "Oro")]).expect(200);
  });

  it("refuse personal identity numbers in every text, and keep nothing of them", async () => {
    const tree = await begin();
    const number = "Gäller 19811218-9876";
    const measured = { ...newNode("goal"), measureName: number };
    for (const body of [
      { edits: [setText(cause.id, number)] },
      { edits: [{ kind: "node.set", id: cause.id, fields: { othersDo: number } }] },
      { edits: [add(measured)] },
      { edits: [{ kind: "link.set", id: tree.links[0]!.id, fields: { source: number } }] },
      { edits: [], setAside: [setText(cause.id, number)] },
    ]) {
      const sent = team.send("post", `${base}/${tree.id}/edits`).set("If-Match", '"1"').send(body);
      expect((await sent.expect(422)).body.code).toBe("text.personal-number");
    }
    await team.send("post", base).send({ teamId: ids.teams[0], name: number }).expect(422);
    expect((await read(team, tree)).version).toBe(1);
    expect(under.logged().join("")).not.toContain("19811218");
  });

  it("are one's own: another team's answers as one that is not there, managers and planners read, others get nothing", async () => {
    const tree = await begin();
    const [hidden, missing] = [
      await other.send("get", `${base}/${tree.id}`),
      await other.send("get", `${base}/${ids.absent}`),
    ];
    expect(hidden.status).toBe(404);
    expect({ ...hidden.body, requestId: "" }).toEqual({ ...missing.body, requestId: "" });
    await send(other, tree, []).expect(404);
    expect((await other.send("get", base)).body).toEqual({ trees: [] });
    const teamIds = [ids.teams[0], ids.absent];
    const answers = [];
    for (const teamId of teamIds)
      answers.push(await other.send("post", base).send({ teamId, name: "Träd" }).expect(422));
    expect({ ...answers[0]!.body, requestId: "" }).toEqual({ ...answers[1]!.body, requestId: "" });
    for (const role of ["manager", "planner"] as const) {
      const reader = await under.as(role);
      expect(textOf(await read(reader, tree), cause.id)).toBe(cause.text);
      await send(reader, tree, []).expect(403);
    }
    for (const role of ["admin", "reviewer"] as const) {
      await (await under.as(role)).send("get", `${base}/${tree.id}`).expect(403);
    }
  });

  it("are inherited when a boundary has moved: as they were then, marked with where they come from and whom they speak for", async () => {
    const treeId = await under.testDatabase.asOwner((owner) => inheritTree(owner));
    const inherited = `/api/${gridMunicipality}/teams/${ids.teams[0]}/inherited-trees`;
    const { body } = await team.send("get", inherited).expect(200);
    // To be read as it was, before anything is taken over.
    const outline = [{ depth: 0, kind: "problem", text: "otrygghet" }];
    const tree = { treeId, name: "Otrygghet", nodeCount: 1, outline };
    expect(body.teams).toMatchObject([{ teamId: ids.teams[1], letter: "B", until: "2026-01-01", trees: [tree] }]);
    const [{ childrenFraction }] = body.teams;
    expect(childrenFraction).toBeGreaterThan(0);
    expect(childrenFraction).toBeLessThan(1);
    const { body: taken } = await team.send("post", inherited).send({ treeId }).expect(201);
    expect(taken).toMatchObject({ teamId: ids.teams[0], name: "Otrygghet", version: 1 });
    // What team B wrote after the areas went over is team B's own.
    expect(taken.nodes).toMatchObject([
      { text: "otrygghet", origin: { treeId, teamLetter: "B", childrenFraction, date: "2026-01-01" } },
    ]);
    const into = await begin();
    const { body: joined } = await team.send("post", inherited).send({ treeId, intoTreeId: into.id }).expect(201);
    expect(joined.nodes).toHaveLength(3);
    // The tree itself is still another team's, and nothing is inherited the other way.
    await team.send("get", `${base}/${treeId}`).expect(404);
    await team.send("get", `/api/${gridMunicipality}/teams/${ids.teams[1]}/inherited-trees`).expect(404);
    const others = `/api/${gridMunicipality}/teams/${ids.teams[1]}/inherited-trees`;
    expect((await other.send("get", others).expect(200)).body).toEqual({ teams: [] });
    await other.send("post", others).send({ treeId: into.id }).expect(422);
  });

  describe("about a place", () => {
    const inherited = `/api/${gridMunicipality}/teams/${ids.teams[0]}/inherited-trees`;
    const row = (number: number) => `area.${ids.division}.0${number}`;
    /** A neighbourhood of squares, numbered row by row from 0, as a planner makes it. */
    const neighbourhood = async (name: string, ...squares: readonly number[]) => {
      const input = { divisionId: ids.division, name, areaCodes: squares.map(codeOf) };
      const planner = await under.as("planner");
      const { body } = await planner.send("post", `/api/${gridMunicipality}/neighbourhoods`).send(input).expect(201);
      return body.key as string;
    };
    const beginAbout = (placeKey: string, client = team, teamId = ids.teams[0]) =>
      client.send("post", base).send({ teamId, name: "Om platsen", placeKey, edits: [add(problem)] });
    const change = (tree: ProblemTree, body: object) =>
      team.send("patch", `${base}/${tree.id}`).set("If-Match", `"${tree.version}"`).send(body);
    const resize = async (key: string, ...squares: readonly number[]) =>
      under.testDatabase.asOwner((owner) =>
        owner.query("update planning.neighbourhoods set area_codes = $2::text[] where 'neighbourhood.' || id = $1", [
          key,
          squares.map(codeOf),
        ]),
      );
    // Rows 1–5 are team A's, the last is team B's.
    beforeAll(async () => {
      await under.testDatabase.asOwner((owner) => inheritTree(owner));
    }, 60_000);

    it("stand for a neighbourhood or an area of any level that lies wholly in the team's own area, and for no other", async () => {
      const own = await neighbourhood("Bredsand", 0, 1, 7);
      const shared = await neighbourhood("Mellan", 29, 30);
      const theirs = await neighbourhood("Nacksta", 30, 31);
      const { body: tree } = await beginAbout(own).expect(201);
      expect(tree.place).toEqual({ key: own, name: "Bredsand", isOwn: true });
      expect((await team.send("get", base)).body.trees).toContainEqual(
        expect.objectContaining({ id: tree.id, place: tree.place }),
      );
      for (const [key, name] of [
        [row(2), "Rad 2"],
        [`${row(2)}03`, "Ruta 9"],
      ] as const) {
        const { body } = await change(await read(team, tree), { placeKey: key }).expect(200);
        expect(body.place).toEqual({ key, name, isOwn: true });
      }
      // One that two teams share, another's and one that is not there answer alike.
      const absent = `neighbourhood.${ids.absent}`;
      const answers = await Promise.all(
        [shared, theirs, row(6), absent].flatMap((key) => [beginAbout(key), change(tree, { placeKey: key })]),
      );
      for (const { status, body } of answers.filter((_answer, place) => place % 2 === 0)) {
        expect([status, body.code, body.violations[0].field]).toEqual([422, "reference.unknown", "placeKey"]);
      }
      expect((await change(await read(team, tree), { placeKey: shared })).status).toBe(422);
      await beginAbout(theirs, other, ids.teams[1]).expect(201);
      await beginAbout(shared, other, ids.teams[1]).expect(422);
      await beginAbout(`team.${ids.absent}.${ids.teams[0]}`).expect(422);
      // Nobody's rights follow the place: the other team reads its own trees alone, managers and planners all.
      await other.send("get", `${base}/${tree.id}`).expect(404);
      for (const role of ["manager", "planner"] as const) {
        expect((await read(await under.as(role), tree)).place).toMatchObject({ name: "Ruta 9", isOwn: true });
      }
    });

    it("are read and not changed when the place lies wholly in the team's area no more, until it is said what they are about", async () => {
      const key = await neighbourhood("Skönsberg", 12, 13);
      const { body: begun } = await beginAbout(key).expect(201);
      await resize(key, 13, 33);
      const tree = await read(team, begun);
      expect(tree.place).toEqual({ key, name: "Skönsberg", isOwn: false });
      const restore = team.send("post", `${base}/${tree.id}/revisions/1/restore`).set("If-Match", '"1"');
      for (const refused of [send(team, tree, [setText(problem.id, "Ändrat")]), restore, change(tree, { name: "x" })]) {
        expect((await refused.expect(409)).body.code).toBe("tree.place-not-own");
      }
      const { rows } = await under.testDatabase.asOwner((owner) =>
        owner.query<{ user: string }>(`select created_by as "user" from planning.problem_trees where id = $1`, [
          tree.id,
        ]),
      );
      // The database refuses it also where the service would not.
      const written = under.testDatabase.database.transaction(
        {
          kind: "person",
          municipalityCode: gridMunicipality,
          userId: rows[0]!.user,
          role: "team",
          teamIds: [ids.teams[0]!],
        },
        (transaction) =>
          transaction.affected("update planning.problem_trees set name = 'x' where id = $1", [tree.id], 1),
      );
      await expect(written).rejects.toMatchObject({ code: "42501" });
      expect((await change(tree, { placeKey: key }).expect(422)).body.code).toBe("reference.unknown");
      const { body: away } = await change(tree, { retired: true }).expect(200);
      expect((await change(away, { retired: false }).expect(409)).body.code).toBe("tree.place-not-own");
      const { body: moved } = await change(away, { retired: false, placeKey: null }).expect(200);
      expect(moved.place).toBeNull();
      await send(team, moved, [setText(problem.id, "Ändrat")]).expect(200);
    });

    it("are inherited with the place alone: what share of the children lives in it, and no tree of a place that did not go over", async () => {
      const gone = await neighbourhood("Ljustadalen", 18, 19);
      const half = await neighbourhood("Sundsbruk", 29, 30);
      const kept = await neighbourhood("Kvar", 31);
      const [whole, partly, notOver] = await under.testDatabase.asOwner(async (owner) => [
        await inheritTree(owner, { placeKey: gone }),
        await inheritTree(owner, { placeKey: half }),
        await inheritTree(owner, { placeKey: kept }),
      ]);
      const { body } = await team.send("get", inherited).expect(200);
      const offered = new Map(
        body.teams[0].trees.map((tree: { treeId: string }) => [tree.treeId, tree] as const),
      ) as Map<string | undefined, { placeName: string; childrenFraction: number }>;
      const all = Array.from({ length: 30 }, (_, area) => childrenOf(area)).reduce((sum, count) => sum + count, 0);
      expect(offered.get(whole)).toMatchObject({ placeName: "Ljustadalen" });
      expect(offered.get(whole)!.childrenFraction).toBeCloseTo((childrenOf(18) + childrenOf(19)) / all, 3);
      expect(offered.get(partly)!.childrenFraction).toBeCloseTo(childrenOf(29) / all, 3);
      expect(offered.has(notOver)).toBe(false);
      await team.send("post", inherited).send({ treeId: notOver }).expect(422);
      const { body: taken } = await team.send("post", inherited).send({ treeId: whole }).expect(201);
      expect(taken.place).toEqual({ key: gone, name: "Ljustadalen", isOwn: true });
      expect(taken.nodes[0].origin).toMatchObject({
        placeName: "Ljustadalen",
        teamLetter: "B",
        childrenFraction: offered.get(whole)!.childrenFraction,
      });
      // Half a place is nobody's to write about: what was said of it goes on as the team's own.
      const { body: rest } = await team.send("post", inherited).send({ treeId: partly }).expect(201);
      expect(rest.place).toBeNull();
      expect(rest.nodes[0].origin.placeName).toBe("Sundsbruk");
      const { body: copy } = await team.send("post", inherited).send({ treeId: taken.id }).expect(201);
      expect(copy.place).toEqual(taken.place);
    });
  });

  it("keep their follow-up by a survey when they are taken over: what is told can be read, and nothing of it changed", async () => {
    const surveys = `/api/${gridMunicipality}/surveys`;
    const question = { id: randomUUID(), kind: "before-now", text: "Chansen?", low: "Liten", high: "Stor" };
    const make = async (name: string) => {
      const body = { teamId: ids.teams[1], name, questions: [question] };
      return (await other.send("post", surveys).send(body).expect(201)).body as { id: string };
    };
    const [followed, unrelated] = [await make("Mammaträffarna"), await make("Annat")];
    const forms = Array.from({ length: 6 }, () => [{ questionId: question.id, before: 2, now: 4 }]);
    await other.send("post", `${surveys}/${followed.id}/answers`).send({ forms }).expect(200);
    const later = (await other.send("post", `${surveys}/${followed.id}/rounds`).send({ round: "Sedan" }).expect(201))
      .body;
    const made = (id: string, day: string) =>
      under.testDatabase.asOwner((owner) =>
        owner.query("update planning.surveys set created_at = $2::timestamptz where id = $1", [id, day]),
      );
    await made(followed.id, "2025-03-01");
    await made(unrelated.id, "2025-03-01");
    const treeId = await under.testDatabase.asOwner((owner) =>
      inheritTree(owner, { followed: { survey: followed.id, question: question.id } }),
    );
    const inherited = `/api/${gridMunicipality}/teams/${ids.teams[0]}/inherited-trees`;
    const sees = async (client: Client, id: string) => (await client.send("get", `${surveys}/${id}`)).status;
    expect(await sees(team, followed.id)).toBe(404);
    const { body: taken } = await team.send("post", inherited).send({ treeId }).expect(201);
    expect(taken.nodes).toMatchObject([{ surveyId: followed.id, surveyQuestionId: question.id }]);
    const { body: read_ } = await team.send("get", `${surveys}/${followed.id}`).expect(200);
    expect(read_.results[0]).toMatchObject({ count: 6, now: { mean: 4 }, isMoreThanChance: true });
    // Only what the node was followed up by, and only rounds that had begun when the areas went over.
    expect(read_.rounds.map(({ surveyId }: { surveyId: string }) => surveyId)).toEqual([followed.id]);
    expect(await sees(team, unrelated.id)).toBe(404);
    expect(await sees(team, later.id)).toBe(404);
    const listed = (await team.send("get", surveys)).body.surveys.map(({ id }: { id: string }) => id);
    expect(listed).toContain(followed.id);
    expect(listed).not.toContain(later.id);
    // To be read and no more.
    for (const [path, body] of [
      ["answers", { forms }],
      ["tablets", {}],
      ["rounds", { round: "Vår" }],
    ] as const) {
      await team.send("post", `${surveys}/${followed.id}/${path}`).send(body).expect(404);
    }
    await team.send("patch", `${surveys}/${followed.id}`).set("If-Match", '"1"').send({ name: "Vår" }).expect(404);
    // The follow-up can be chosen anew in one's own tree, one that was not inherited not.
    const set = (surveyId: string) =>
      send(team, taken, [{ kind: "node.set", id: taken.nodes[0].id, fields: { surveyId } }]);
    await set(unrelated.id).expect(422);
    await set(followed.id).expect(200);
    // It goes no further by itself, and does not come back when a tree of one's own is copied.
    expect(await sees(await signedIn(under, ids.teams[2]!), followed.id)).toBe(404);
    expect(
      (await under.testDatabase.asOwner((owner) => owner.query("select from planning.inherited_surveys"))).rows,
    ).toHaveLength(1);
  });

  it("are inherited with name and share also when another plan has been adopted since, and not when put away before", async () => {
    const treeId = await under.testDatabase.asOwner((owner) => inheritTree(owner));
    const inherited = `/api/${gridMunicipality}/teams/${ids.teams[0]}/inherited-trees`;
    const before = (await team.send("get", inherited).expect(200)).body.teams;
    const putAway = (day: string | null) =>
      under.testDatabase.asOwner((owner) =>
        owner.query("update planning.problem_trees set retired_at = $2::timestamptz where id = $1", [treeId, day]),
      );
    const offered = async () =>
      (await team.send("get", inherited).expect(200)).body.teams.flatMap((one: { trees: { treeId: string }[] }) =>
        one.trees.map((tree) => tree.treeId),
      );
    expect(await offered()).toContain(treeId);
    await putAway("2025-11-01");
    expect(await offered()).not.toContain(treeId);
    // What team B did with its tree afterwards is its own affair.
    await putAway("2026-03-01");
    expect(await offered()).toContain(treeId);
    await under.testDatabase.asOwner(adoptAgain);
    expect((await team.send("get", inherited).expect(200)).body.teams).toEqual(before);
    const { body: taken } = await team.send("post", inherited).send({ treeId }).expect(201);
    expect(taken.nodes[0].origin).toMatchObject({ teamLetter: "B", childrenFraction: before[0].childrenFraction });
  });

  it("are commented on by those who read them, answered, resolved and taken back by who wrote it", async () => {
    const tree = await begin();
    const comments = `${base}/${tree.id}/comments`;
    const manager = await under.as("manager");
    const about = { kind: "node", nodeId: cause.id };
    const { body: said } = await manager.send("post", comments).send({ text: "Hur vet vi det?", about }).expect(201);
    expect(said).toMatchObject({ nodeId: cause.id, author: "manager (demo)", isOwn: true });
    const answer = { text: "Föräldrarna sa det", about: { kind: "comment", commentId: said.id } };
    await team.send("post", comments).send(answer).expect(201);
    await team.send("patch", `${comments}/${said.id}`).send({ resolved: true }).expect(200);
    await team.send("delete", `${comments}/${said.id}`).expect(409);
    await manager.send("delete", `${comments}/${said.id}`).expect(204);
    const { body } = await team.send("get", comments).expect(200);
    expect(body.comments).toMatchObject([
      { text: "", removed: true, resolvedBy: "team (demo)", answers: [{ text: "Föräldrarna sa det", isOwn: true }] },
    ]);
    await team.send("post", comments).send({ text: "Ring 19811218-9876" }).expect(422);
    await team
      .send("post", comments)
      .send({ text: "Var?", about: { kind: "node", nodeId: ids.absent } })
      .expect(422);
    for (const method of ["get", "post"] as const) await other.send(method, comments).send({ text: "Hej" }).expect(404);
  });

  it("cannot say themselves where a node came from", async () => {
    const origin = {
      treeId: ids.absent,
      teamLetter: "Z",
      teamName: "Ingen",
      childrenFraction: 1,
      date: "2026-01-01",
      placeName: null,
    };
    const tree = await begin([add({ ...problem, origin })]);
    expect(tree.nodes[0]!.origin).toBeNull();
  });
});

async function signedIn(under: ServiceUnderTest, teamId: string): Promise<Client> {
  const { cookie } = await under.testDatabase.asOwner(async (owner) =>
    addSession(owner, gridMunicipality, await addPerson(owner, gridMunicipality, ["team"], [teamId]), "team"),
  );
  const anonymous = under.anonymous();
  return { cookie, send: (method, path) => anonymous.send(method, path).set("Cookie", cookie) };
}
