// Area profiles on both databases: what each role is told, what chance explains, arenas, neighbourhoods and the priority index.
import { beforeAll, expect, it } from "vitest";
import type { Plan } from "../../../api/contract/plans.ts";
import { AreaProfile, type Neighbourhood, type ProfileList } from "../../../api/contract/profiles.ts";
import { storeIndicatorMeans } from "../../../api/protection/store-indicator-means.ts";
import { forEachDatabase } from "../../support/databases.ts";
import { areaCount, childrenOf, codeOf, gridMunicipality, ids } from "../support/seeded-municipality.ts";
import { type Client, type Method, type ServiceUnderTest, startService } from "../support/service-under-test.ts";

const base = `/api/${gridMunicipality}`;
const [teamA, teamB] = ids.teams;
/** Three rows each. */
const halves = Array.from({ length: areaCount }, (_, areaIndex) => (areaIndex < 18 ? 0 : 1));
const area = (code: string) => `area.${ids.division}.${code}`;
/** People in all: every area has as many adults as children and 1000 more. */
const everybodyIn = (areaIndex: number) => 2 * childrenOf(areaIndex) + 1000;
/** Two years before: fewer everywhere, and more so in every third area. */
const earlierIn = (areaIndex: number) => everybodyIn(areaIndex) / (areaIndex % 3 === 0 ? 4 : 2);
/** Who has answered a survey. */
const answersIn = (areaIndex: number) => 60 + 3 * areaIndex;
const shareOf = (areaIndex: number) => 10 + (areaIndex % 6);
const sumOf = (areaIndexes: readonly number[], of: (areaIndex: number) => number) =>
  areaIndexes.reduce((sum, areaIndex) => sum + of(areaIndex), 0);

forEachDatabase("area profiles", (open) => {
  let under: ServiceUnderTest;
  let planner: Client;
  let manager: Client;
  let team: Client;
  let plan: Plan;

  const read = async (client: Client, key: string, query = ""): Promise<AreaProfile> => {
    const answer = await client.send("get", `${base}/profiles/${key}${query}`);
    expect(answer.status, answer.text).toBe(200);
    return AreaProfile.parse(answer.body);
  };
  const send = async (
    client: Client,
    method: Method,
    path: string,
    status: number,
    body?: object,
    version?: number,
  ) => {
    const sent = client.send(method, `${base}/${path}`);
    if (version !== undefined) sent.set("If-Match", `"${version}"`);
    const answer = await sent.send(body);
    expect(answer.status, answer.text).toBe(status);
    return answer.body;
  };

  /** As the import would have: what these tests tell is written past it. */
  const storeMeans = () => {
    const person = { kind: "person", municipalityCode: gridMunicipality, userId: ids.absent, role: "planner" } as const;
    return under.testDatabase.database.transaction({ ...person, teamIds: [] }, (transaction) =>
      storeIndicatorMeans(transaction, gridMunicipality, ids.division),
    );
  };

  beforeAll(async () => {
    under = await startService(open);
    await under.testDatabase.asOwner(async (owner) => {
      const areas = Array.from({ length: areaCount }, (_, areaIndex) => areaIndex);
      await owner.query(
        `insert into protected.measures values ($1, $2, 'population-total', 'population', 'Alla', 'All', 90)`,
        [gridMunicipality, ids.division],
      );
      await owner.query(
        `insert into protected.area_values (municipality_code, division_id, measure_key, period, area_code, value, estimated, rounded)
         select $1, $2, 'population-total', dated.period, code, dated.people, false, code = '0101'
         from unnest($3::text[], $4::float8[], $5::float8[]) as told (code, newest, earlier)
         cross join lateral (values ('2025-12-31', newest), ('2023-12-31', earlier)) as dated (period, people)`,
        [gridMunicipality, ids.division, areas.map(codeOf), areas.map(everybodyIn), areas.map(earlierIn)],
      );
      await owner.query(
        `insert into protected.means (municipality_code, division_id, measure_key, period, mean, area_count)
         select $1, $2, 'population-total', period, avg(value), count(*) from protected.area_values
         where municipality_code = $1 and measure_key = 'population-total' group by period`,
        [gridMunicipality, ids.division],
      );
      await owner.query(
        `insert into statistics.indicators (municipality_code, key, name, unit, source) values
           ($1, 'born-outside-eu28', 'Andel födda utanför EU28', '%', 'SCB'),
           ($1, 'share-65-plus', 'Andel 65 år och äldre', '%', 'SCB'),
           ($1, 'post-secondary-20-64', 'Andel med eftergymnasial utbildning', '%', 'SCB')`,
        [gridMunicipality],
      );
      // The first half has values of its own but for one area, the other those of the level above but for one.
      const educated = [
        ...areas.slice(0, 18).map((areaIndex) => [codeOf(areaIndex), areaIndex === 0 ? null : 6] as const),
        ...["04", "05", "06"].map((code, place) => [code, 7 + place] as const),
        [codeOf(areaCount - 1), null] as const,
      ];
      const old = areas.map((areaIndex) => [codeOf(areaIndex), areaIndex < 18 ? 15 + (areaIndex % 5) : 25] as const);
      const told = [
        ...educated.map((one) => ["post-secondary-20-64", ...one]),
        ...old.map((one) => ["share-65-plus", ...one]),
      ];
      await owner.query(
        `insert into statistics.indicator_values (municipality_code, indicator_key, division_id, area_code, period, value, missing_reason)
         select $1, key, $2, code, 2024, value, case when value is null then 'suppressed' end
         from unnest($3::text[], $4::text[], $5::float8[]) as told (key, code, value)`,
        [gridMunicipality, ids.division, ...[0, 1, 2].map((column) => told.map((row) => row[column]))],
      );
      await owner.query(
        `insert into statistics.indicator_values (municipality_code, indicator_key, division_id, area_code, period, value)
         select $1, 'born-outside-eu28', $2, code, year, share + year - 2024
         from unnest($3::text[], $4::float8[]) as told (code, share) cross join generate_series(2023, 2024) as year`,
        [gridMunicipality, ids.division, areas.map(codeOf), areas.map(shareOf)],
      );
      await owner.query(
        `insert into protected.indicator_values
           (municipality_code, division_id, indicator_key, area_code, period, value, missing_reason, joined)
         select municipality_code, division_id, indicator_key, area_code, period, value, missing_reason, false
         from statistics.indicator_values where municipality_code = $1 on conflict do nothing`,
        [gridMunicipality],
      );
      // By what came with the file: a share of people, a number with an interval, and both mixed.
      await owner.query(
        `insert into statistics.indicators (municipality_code, key, name, unit, source) values
           ($1, 'trygga', 'Andel trygga', '%', 'Enkät'), ($1, 'trivsel', 'Trivsel', 'index', 'Enkät'),
           ($1, 'nojda', 'Andel nöjda', '%', 'Enkät')`,
        [gridMunicipality],
      );
      const certain = areas.flatMap((areaIndex) => {
        const given = [50 + areaIndex, 46 + areaIndex, 55 + areaIndex] as const;
        return [
          ["trygga", codeOf(areaIndex), 40 + areaIndex, answersIn(areaIndex), null, null],
          ["trivsel", codeOf(areaIndex), given[0], null, given[1], given[2]],
          areaIndex % 4 === 0
            ? ["nojda", codeOf(areaIndex), given[0], null, given[1], given[2]]
            : ["nojda", codeOf(areaIndex), 30 + areaIndex, answersIn(areaIndex), null, null],
        ];
      });
      await owner.query(
        `insert into protected.indicator_values
           (municipality_code, division_id, indicator_key, area_code, period, value, joined, people, low, high)
         select $1, $2, key, code, 2024, value, false, people, low, high
         from unnest($3::text[], $4::text[], $5::float8[], $6::float8[], $7::float8[], $8::float8[])
           as told (key, code, value, people, low, high)`,
        [gridMunicipality, ids.division, ...[0, 1, 2, 3, 4, 5].map((column) => certain.map((row) => row[column]))],
      );
    });
    await storeMeans();
    [planner, manager, team] = await Promise.all([under.as("planner"), under.as("manager"), under.as("team")]);
    const from = { kind: "empty", divisionId: ids.division, teamIds: [teamA, teamB] };
    const draft: Plan = await send(planner, "post", "plans", 201, { name: "Idag", from });
    const drawn = await send(
      planner,
      "put",
      `plans/${draft.id}/assignment`,
      200,
      { teamIndexes: halves },
      draft.version,
    );
    const proposed = await send(
      planner,
      "patch",
      `plans/${draft.id}`,
      200,
      { status: "proposed", acceptsFaults: true },
      drawn.version,
    );
    const adoption = { status: "adopted", adoptedFrom: "2025-01-01" };
    plan = await send(planner, "patch", `plans/${draft.id}`, 200, adoption, proposed.version);
  }, 120_000);

  const list = async (client: Client): Promise<ProfileList> => send(client, "get", "profiles", 200);
  const born = (profile: AreaProfile) => profile.indicators.find(({ key }) => key === "born-outside-eu28")!;

  it("lists teams, levels and areas, and to a team its own", async () => {
    const all = await list(manager);
    expect(all.profiles.filter(({ kind }) => kind === "team").map(({ letter }) => letter)).toEqual(["A", "B"]);
    expect(all.profiles.filter(({ kind }) => kind === "area")).toHaveLength(6 + areaCount);
    const own = await list(team);
    expect(own.profiles.map(({ key }) => key)).toEqual([
      `team.${plan.id}.${teamA}`,
      ...["01", "02", "03"].map(area),
      ...Array.from({ length: 18 }, (_, areaIndex) => area(codeOf(areaIndex))),
    ]);
  });

  it("weighs a team's areas by their people, with the interval of a share", async () => {
    const profile = await read(manager, `team.${plan.id}.${teamA}`);
    const areas = Array.from({ length: 18 }, (_, areaIndex) => areaIndex);
    const people = areas.reduce((sum, areaIndex) => sum + everybodyIn(areaIndex), 0);
    const weighed = areas.reduce((sum, areaIndex) => sum + everybodyIn(areaIndex) * shareOf(areaIndex), 0) / people;
    const [own, municipality] = born(profile).years.at(-1)!.values;
    expect(own).toMatchObject({ people, weighed: true, unknownCount: 0 });
    expect(own!.value).toBeCloseTo(weighed, 9);
    expect(own!.low!).toBeLessThan(weighed);
    expect(own!.high! - own!.low!).toBeCloseTo((2 * 196 * Math.sqrt(0.125 * 0.875)) / Math.sqrt(people), 2);
    const all = Array.from({ length: areaCount }, (_, areaIndex) => areaIndex);
    const allPeople = all.reduce((sum, areaIndex) => sum + everybodyIn(areaIndex), 0);
    const mean = all.reduce((sum, areaIndex) => sum + everybodyIn(areaIndex) * shareOf(areaIndex), 0) / allPeople;
    expect(municipality!.value).toBeCloseTo(mean, 9);
    // All rows are alike, so the halves differ by nothing but the weights.
    expect(born(profile).verdicts).toEqual(["within-chance"]);
    expect(born(profile).years.map(({ period }) => period)).toEqual(["2023", "2024"]);
    // Two halves alike: nobody is first, and two years' rise of one point in so many people is no chance.
    expect(born(profile).rank).toMatchObject({ of: 2, among: "teams", chance: { first: 1, last: 2 } });
    expect(born(profile).trend).toMatchObject({ from: "2023", to: "2024", verdict: "higher" });
    const earlier = sumOf(areas, (i) => earlierIn(i) * (shareOf(i) - 1)) / sumOf(areas, earlierIn);
    expect(born(profile).trend!.difference).toBeCloseTo(weighed - earlier, 9);
    expect(profile.roundedAreaCount).toBe(1);
  });

  it("rests an earlier year on that year's people, and says of which day they are", async () => {
    const [earlier, newest] = born(await read(manager, `team.${plan.id}.${teamA}`)).years;
    expect([earlier!.peopleCountedAt, newest!.peopleCountedAt]).toEqual(["2023-12-31", "2025-12-31"]);
    const everywhere = Array.from({ length: areaCount }, (_, areaIndex) => areaIndex);
    for (const [place, areas] of [everywhere.slice(0, 18), everywhere].entries()) {
      const [then, now] = [earlier!.values[place]!, newest!.values[place]!];
      expect(then.people).toBeCloseTo(sumOf(areas, earlierIn), 6);
      expect(now.people).toBeCloseTo(sumOf(areas, everybodyIn), 6);
      expect((then.high! - then.low!) / (now.high! - now.low!)).toBeGreaterThan(1.3);
      const value = sumOf(areas, (i) => earlierIn(i) * (shareOf(i) - 1)) / sumOf(areas, earlierIn);
      expect(then.value).toBeCloseTo(value, 9);
    }
  });

  it("weighs the municipality by the same people as its teams, with the interval of their mean where one was given", async () => {
    const [first, second] = await Promise.all([teamA, teamB].map((one) => read(manager, `team.${plan.id}.${one}`)));
    const everywhere = Array.from({ length: areaCount }, (_, areaIndex) => areaIndex);
    const inhabitants = [everywhere.slice(0, 18), everywhere.slice(18)].map((areas) => sumOf(areas, everybodyIn));
    const compared: string[] = [];
    for (const [place, { key, years }] of first!.indicators.entries()) {
      for (const [at, { period, values }] of years.entries()) {
        const teams = [values[0]!, second!.indicators[place]!.years[at]!.values[0]!].map((team, number) => ({
          ...team,
          weight: team.people ?? inhabitants[number]!,
        }));
        const total = teams[0]!.weight + teams[1]!.weight;
        const together = teams.reduce((sum, { weight, value }) => sum + weight * value!, 0) / total;
        const { value, low, high, basis } = values[1]!;
        expect(value, `${key} ${period}`).toBeCloseTo(together, 9);
        compared.push(`${key} ${period} ${basis}`);
        if (basis !== "given") continue;
        const below = Math.hypot(...teams.map((team) => team.weight * (team.value! - team.low!))) / total;
        const above = Math.hypot(...teams.map((team) => team.weight * (team.high! - team.value!))) / total;
        expect([low, high]).toEqual([expect.closeTo(together - below, 9), expect.closeTo(together + above, 9)]);
      }
    }
    expect(compared.sort()).toEqual([
      "born-outside-eu28 2023 people",
      "born-outside-eu28 2024 people",
      "low-income 2024 null",
      "nojda 2024 given",
      "post-secondary-20-64 2024 people",
      "share-65-plus 2024 people",
      "trivsel 2024 given",
      "trygga 2024 people",
    ]);
  });

  it("calls a difference one only beyond chance, and says where chance can not be judged", async () => {
    const profile = await read(manager, area("0106"), `?first=${area("0101")}&second=similar`);
    expect(profile.compared.map(({ key }) => key)).toEqual(["municipality", area("0101"), "similar"]);
    expect(profile.compared[2]!.areaNames).toHaveLength(5);
    expect(born(profile).verdicts.slice(0, 2)).toEqual(["higher", "higher"]);
    // Six areas have 15 %; the six with 14 % of some 9,000 people are within 1.03 of it.
    expect(born(profile).rank).toEqual({ place: 1, of: 36, among: "areas", chance: { first: 1, last: 12 } });
    const low = profile.indicators.find(({ key }) => key === "low-income")!;
    expect(low).toMatchObject({ base: null, verdicts: ["not-judged", "not-judged", "not-judged"] });
    expect(low.years[0]!.values[0]).toMatchObject({ value: 1.5, low: null, people: null });
  });

  it("judges an imported indicator by the people or the interval that came with it", async () => {
    const profile = await read(manager, `team.${plan.id}.${teamA}`, `?first=team.${plan.id}.${teamB}`);
    const of = (key: string) => profile.indicators.find((indicator) => indicator.key === key)!;
    const areas = Array.from({ length: 18 }, (_, areaIndex) => areaIndex);
    const answers = areas.reduce((sum, areaIndex) => sum + answersIn(areaIndex), 0);
    const trygga = of("trygga");
    expect(trygga.base).toBe("imported");
    // The file's own people are of no day that the program knows.
    expect(trygga.years[0]!.peopleCountedAt).toBeNull();
    const [own, municipality, other] = trygga.years[0]!.values;
    expect(own).toMatchObject({ people: answers, basis: "people", weighed: true });
    expect(own!.value).toBeCloseTo(
      areas.reduce((sum, areaIndex) => sum + answersIn(areaIndex) * (40 + areaIndex), 0) / answers,
      9,
    );
    const share = own!.value! / 100;
    expect(own!.high! - own!.low!).toBeCloseTo((2 * 196 * Math.sqrt(share * (1 - share))) / Math.sqrt(answers), 1);
    expect(municipality!.people).toBe(answers + other!.people!);
    expect(trygga.verdicts).toEqual(["lower", "lower"]);

    // Weighed by inhabitants: the interval of a mean of independent numbers.
    const trivsel = of("trivsel");
    expect(trivsel.base).toBeNull();
    const inhabitants = areas.reduce((sum, areaIndex) => sum + everybodyIn(areaIndex), 0);
    const squares = areas.reduce((sum, areaIndex) => sum + everybodyIn(areaIndex) ** 2, 0);
    const [mean] = trivsel.years[0]!.values;
    expect(mean).toMatchObject({ people: null, basis: "given" });
    expect(mean!.value! - mean!.low!).toBeCloseTo((4 * Math.sqrt(squares)) / inhabitants, 9);
    expect(mean!.high! - mean!.value!).toBeCloseTo((5 * Math.sqrt(squares)) / inhabitants, 9);
    expect(trivsel.verdicts).toEqual(["lower", "lower"]);
    // Numbers of answers are not mixed with numbers of inhabitants.
    const [mixed] = of("nojda").years[0]!.values;
    expect(mixed).toMatchObject({ people: null, basis: "given" });
    expect(of("nojda").verdicts).not.toContain("not-judged");

    // Of one area, as it came.
    const single = await read(team, area("0101"), `?first=${area("0102")}`);
    const one = single.indicators.find(({ key }) => key === "trivsel")!;
    expect(one.years[0]!.values[0]).toMatchObject({ value: 50, low: 46, high: 55, basis: "given" });
    expect(one.verdicts[1]).toBe("within-chance");
    const file = await manager
      .send("get", `${base}/profiles/team.${plan.id}.${teamA}/export?table=indicators`)
      .expect(200);
    expect(file.text).toMatch(/Andel trygga;%;2024;[^;]+;[^;]+;[^;]+;[^;]+;\d+;;antal personer;/);
    expect(file.text).toMatch(/Trivsel;index;2024;[^;]+;[^;]+;[^;]+;[^;]+;;;inläst medelfel eller intervall;/);
  });

  it("shows a published value of a higher level as it is, and children with what is not told", async () => {
    const row = await read(planner, area("06"));
    const low = row.indicators.find(({ key }) => key === "low-income")!;
    expect(low.years[0]!.values[0]).toMatchObject({ value: 9, weighed: false });
    const [children] = row.children;
    expect(children!.dates[0]!.own).toEqual({
      value: [30, 31, 32, 33, 34].reduce((sum, areaIndex) => sum + childrenOf(areaIndex), 0),
      unknownCount: 1,
      roundedCount: 0,
      uncertainty: 0,
    });
    expect(children!.change).toBeNull();
    expect(row.neighbours.map(({ code }) => code)).toEqual(["0501", "0502", "0503", "0504", "0505", "0506"]);
  });

  it("opens nobody else's profile for a team, compares it with nobody else's, and ranks it among its own", async () => {
    for (const key of [
      area("0401"),
      area("04"),
      `team.${plan.id}.${teamB}`,
      area("9"),
      `team.${ids.absent}.${teamA}`,
    ]) {
      const answer = await team.send("get", `${base}/profiles/${key}`);
      expect([answer.status, answer.body.code]).toEqual([404, "not-found"]);
    }
    for (const first of [area("0401"), "similar"]) {
      const answer = await team.send("get", `${base}/profiles/${area("0101")}?first=${first}`);
      expect([answer.status, answer.body.code]).toEqual([422, "reference.unknown"]);
    }
    // Beside a part of its own, no other team either.
    const part = await team.send("get", `${base}/profiles/${area("0101")}?first=team.${plan.id}.${teamB}`);
    expect([part.status, part.body.code]).toEqual([422, "reference.unknown"]);
    const own = await read(team, area("0101"), `?first=${area("0102")}`);
    expect(born(own).rank).toEqual({ place: 16, of: 18, among: "own-areas", chance: { first: 16, last: 18 } });
  });

  it("tells a team another team's newest statistics beside its own, with words on chance, and no count or interval", async () => {
    const other = `team.${plan.id}.${teamB}`;
    const list = (await team.send("get", `${base}/profiles`).expect(200)).body as ProfileList;
    expect(list.comparable.map(({ key }) => key)).toEqual([other]);
    expect(list.profiles.map(({ key }) => key)).not.toContain(other);
    const byTeam = await read(team, `team.${plan.id}.${teamA}`, `?first=${other}`);
    const byManager = await read(manager, `team.${plan.id}.${teamA}`, `?first=${other}`);
    const years = ({ compared }: AreaProfile) => compared.map(({ newestYearsTold }) => newestYearsTold);
    expect([years(byTeam), years(byManager)]).toEqual([
      [null, 1],
      [null, null],
    ]);
    const asTold = ({ compared }: AreaProfile) => compared.map(({ key, name, areaNames }) => [key, name, areaNames]);
    expect(asTold(byTeam)).toEqual(asTold(byManager));
    for (const [place, indicator] of byTeam.indicators.entries()) {
      const whole = byManager.indicators[place]!;
      expect(indicator.verdicts, indicator.key).toEqual(whole.verdicts);
      for (const [at, { values }] of indicator.years.entries()) {
        const told = whole.years[at]!.values[2]!;
        const isNewest = at === indicator.years.length - 1;
        const value = isNewest && told.value !== null ? Number(told.value.toFixed(indicator.decimals)) : null;
        expect(values[2]!.value ?? null, indicator.key).toEqual(value === null ? null : expect.closeTo(value, 9));
        expect(values[2]).toMatchObject({ low: null, high: null, people: null });
      }
    }
    expect(byTeam.indicators.some(({ years }) => years.at(-1)!.values[2]!.value !== null)).toBe(true);
  });

  it("answers the same numbers in every role, also the team's place among the teams", async () => {
    const [byTeam, byManager, byPlanner] = await Promise.all(
      [team, manager, planner].map((client) => read(client, `team.${plan.id}.${teamA}`)),
    );
    const numbers = (profile: AreaProfile) => ({
      ...profile,
      mayKeep: null,
    });
    expect(born(byTeam!).rank).toMatchObject({ of: 2, among: "teams", chance: { first: 1, last: 2 } });
    const rankOf = (key: string) => byTeam!.indicators.find((indicator) => indicator.key === key)!.rank;
    for (const key of ["post-secondary-20-64", "share-65-plus"]) {
      expect(rankOf(key), key).toEqual({ place: 2, of: 2, among: "teams", chance: { first: 2, last: 2 } });
    }
    expect(rankOf("low-income")).toMatchObject({ of: 2, chance: null });
    expect(numbers(byTeam!)).toEqual(numbers(byManager!));
    expect(numbers(byPlanner!)).toEqual(numbers(byManager!));
    expect([byTeam, byManager, byPlanner].map((profile) => profile!.mayKeep)).toEqual([true, false, true]);
  });

  it("tells a team as many of another team's years as leave fewer values than half of its areas", async () => {
    // Of seven indicators one year; of four both, and the earlier by that year's people of the age.
    await under.testDatabase.asOwner(async (owner) => {
      await owner.query("delete from statistics.indicators where key in ('trygga', 'trivsel', 'nojda')");
      await owner.query("update statistics.indicators set decimals = 6 where municipality_code = $1", [
        gridMunicipality,
      ]);
      const areas = Array.from({ length: areaCount }, (_, areaIndex) => areaIndex);
      await owner.query(
        `insert into protected.area_values (municipality_code, division_id, measure_key, period, area_code, value, estimated, rounded)
         select $1, $2, 'children-0-19', '2023-12-31', code, 1000 + 20 * area, false, false
         from unnest($3::text[], $4::float8[]) as told (code, area)`,
        [gridMunicipality, ids.division, areas.map(codeOf), areas],
      );
      await owner.query(
        `insert into protected.means (municipality_code, division_id, measure_key, period, mean, area_count)
         select $1, $2, 'children-0-19', period, avg(value), count(*) from protected.area_values
         where municipality_code = $1 and measure_key = 'children-0-19' and period = '2023-12-31' group by period`,
        [gridMunicipality, ids.division],
      );
      await owner.query(
        `insert into protected.indicator_values
           (municipality_code, division_id, indicator_key, area_code, period, value, joined)
         select $1, $2, indicator.key, code, 2023, indicator.value, false
         from unnest($3::text[], $4::float8[]) as told (code, area)
         cross join lateral (values ('post-secondary-20-64', 20 + area), ('share-65-plus', 40 - area)) as indicator (key, value)`,
        [gridMunicipality, ids.division, areas.map(codeOf), areas],
      );
    });
    await storeMeans();
    const asked = [`team.${plan.id}.${teamA}`, `?first=team.${plan.id}.${teamB}`] as const;
    const [byTeam, byManager] = await Promise.all([team, manager].map((client) => read(client, ...asked)));
    expect(byTeam!.compared.map(({ newestYearsTold }) => newestYearsTold)).toEqual([null, 2]);
    for (const key of ["born-outside-eu28", "post-secondary-20-64", "share-65-plus"]) {
      const [ofTeam, ofManager] = [byTeam!, byManager!].map((profile) => {
        const { years, verdicts } = profile.indicators.find((indicator) => indicator.key === key)!;
        return { years: years.map(({ period, values }) => [period, values[2]!.value]), verdicts, told: years };
      });
      expect(ofTeam!.years.map(([period]) => period)).toEqual(["2023", "2024"]);
      expect(ofTeam!.years, key).toEqual(
        ofManager!.years.map(([period, value]) => [period, expect.closeTo(value as number, 5)]),
      );
      for (const { values } of ofTeam!.told) expect(values[2]).toMatchObject({ low: null, high: null, people: null });
      expect(ofTeam!.verdicts).toEqual(ofManager!.verdicts);
      // The municipality is its two teams, in the earlier year too.
      const [own, municipality, other] = ofManager!.told[0]!.values;
      const people = own!.people! + other!.people!;
      const together = (own!.value! * own!.people! + other!.value! * other!.people!) / people;
      expect(municipality!.value, key).toBeCloseTo(together, 9);
    }
  });

  it("tells an area's team alone of a proposed plan what is its own today", async () => {
    const from = { kind: "plan", planId: plan.id, teamIndexes: halves.map(() => 0) };
    const draft: Plan = await send(planner, "post", "plans", 201, { name: "Alla till A", from });
    const key = `team.${draft.id}.${teamA}`;
    expect((await team.send("get", `${base}/profiles/${key}`)).status).toBe(404);
    await send(planner, "patch", `plans/${draft.id}`, 200, { status: "proposed", acceptsFaults: true }, draft.version);
    const profile = await read(team, key);
    expect([profile.areaCodes.length, profile.outsideCount]).toEqual([18, 18]);
    // Places are told for today's plan alone, not for each plan that somebody thinks of.
    expect(born(profile).rank).toBeNull();
    expect((await read(manager, key)).outsideCount).toBe(0);
  });

  it("answers from memory until something changes, also what another has changed", async () => {
    const key = area("0101");
    const first = await team.send("get", `${base}/profiles/${key}`);
    const etag = first.headers.etag!;
    await team.send("get", `${base}/profiles/${key}`).set("If-None-Match", etag).expect(304);
    const school = AreaProfile.parse(first.body).arenas.find(({ id }) => id === ids.school)!;
    const path = `arenas/${ids.school}/contact`;
    const saved = await send(team, "put", path, 200, { contactRole: "Skolkurator" }, school.careVersion);
    expect(saved).toMatchObject({ contactRole: "Skolkurator", careVersion: school.careVersion + 1 });
    const again = await team.send("get", `${base}/profiles/${key}`).set("If-None-Match", etag).expect(200);
    expect(AreaProfile.parse(again.body).arenas[0]!.contactRole).toBe("Skolkurator");
    expect((await read(manager, key)).arenas[0]!.contactRole).toBe("Skolkurator");
  });

  it("lets the area's team and planners name a contact, a function and no person's number, and nobody overwrite another", async () => {
    const path = `arenas/${ids.school}/contact`;
    const { careVersion } = (await read(planner, area("0101"))).arenas[0]!;
    expect((await send(planner, "put", path, 412, { contactRole: "Rektor" }, careVersion - 1)).code).toBe(
      "version.changed",
    );
    expect((await send(planner, "put", path, 428, { contactRole: "Rektor" })).code).toBe("version.missing");
    const number = await send(team, "put", path, 422, { contactRole: "19811218-9876" }, careVersion);
    expect(number.code).toBe("text.personal-number");
    await send(manager, "put", path, 403, { contactRole: "Rektor" }, careVersion);
    await under.testDatabase.asOwner((owner) =>
      owner.query(
        `insert into geography.arenas (municipality_code, id, source, external_id, name, kind, point)
         values ($1, $2, 'test', '2', 'Andras', 'youth-centre', st_setsrid(st_makepoint(600500, 6895500), 3006))`,
        [gridMunicipality, ids.absent],
      ),
    );
    await send(team, "put", `arenas/${ids.absent}/contact`, 404, { contactRole: "Rektor" }, 1);
    await send(team, "put", `arenas/${teamA}/contact`, 404, { contactRole: "Rektor" }, 1);
    await send(planner, "put", `arenas/${ids.absent}/contact`, 200, { contactRole: "Föreståndare" }, 1);
  });

  it("shows the decided priority beside the index's proposal, and keeps the decision", async () => {
    await under.testDatabase.asOwner((owner) =>
      owner.query(
        `insert into geography.arenas (municipality_code, id, source, external_id, name, kind, point)
         select municipality_code, gen_random_uuid(), 'test', '3', 'Alla barns BVC', 'bvc', point
         from geography.arenas where id = $1`,
        [ids.school],
      ),
    );
    const { arenas } = await read(manager, area("0101"));
    // One that has neither a point nor a catchment is in nobody's list: each profile says so instead.
    await under.testDatabase.asOwner((owner) =>
      owner.query(
        `insert into geography.arenas (municipality_code, source, external_id, name, kind)
         values ($1, 'test', '4', 'Utan plats', 'open-preschool')`,
        [gridMunicipality],
      ),
    );
    for (const reader of [team, manager, planner]) {
      const profile = await read(reader, area("0102"));
      expect(profile.unplacedArenas).toMatchObject([{ name: "Utan plats", kind: "open-preschool" }]);
      expect(profile.arenas.map(({ name }) => name)).not.toContain("Utan plats");
    }
    expect(arenas.map(({ kind, priority }) => [kind, priority])).toEqual([
      ["school", true],
      ["bvc", false],
    ]);
    const before = arenas[0]!;
    expect(before).toMatchObject({ priority: true, priorityReason: "Högt behov", prioritySince: null });
    expect(before).toMatchObject({
      catchmentAreaCount: 2,
      catchmentHereCount: 1,
      catchmentChildren: childrenOf(0),
      catchmentAges: { from: 0, to: 19 },
      catchmentUncertainty: 0,
      sharedWith: [],
      lies: true,
    });
    const decision = { priority: true, reason: "Skolans önskemål", since: "2025-08-01" };
    await send(team, "put", `arenas/${ids.school}/priority`, 403, decision, before.careVersion);
    // Priority is given with a reason and a day; taking it away needs neither.
    for (const lack of [{ reason: null }, { reason: " " }, { since: null }])
      await send(planner, "put", `arenas/${ids.school}/priority`, 422, { ...decision, ...lack }, before.careVersion);
    await send(planner, "put", `arenas/${ids.school}/priority`, 200, decision, before.careVersion);
    const after = (await read(team, area("0102"))).arenas[0]!;
    expect(after).toMatchObject({ priorityReason: "Skolans önskemål", prioritySince: "2025-08-01" });
  });

  it("keeps every version of the priority index and scores by the newest", async () => {
    expect((await read(team, area("0101"))).arenas[0]!.index).toBeNull();
    const weights = [{ indicatorKey: "born-outside-eu28", weight: -2 }];
    await send(manager, "put", "priority-index", 403, { weights }, 0);
    await send(planner, "put", "priority-index", 200, { weights }, 0);
    await send(planner, "put", "priority-index", 412, { weights }, 0);
    expect(await send(team, "get", "priority-index", 200)).toMatchObject({ version: 1, weights });
    // The catchment's mean is 10.5 where the areas have 10 … 15: two of their 1.708 below 12.5, and low is a reason.
    const { index, proposed } = (await read(team, area("0101"))).arenas[0]!;
    expect(index).toBeCloseTo(2 / Math.sqrt(35 / 12), 9);
    expect(proposed).toBe(false);
  });

  it("lets a team name its own neighbourhoods and no others, and shows them to those who may see", async () => {
    const input = { divisionId: ids.division, name: "Viken", areaCodes: ["0101", "0102"] };
    const made: Neighbourhood = await send(team, "post", "neighbourhoods", 201, input);
    const violations = (await send(team, "post", "neighbourhoods", 422, { ...input, areaCodes: ["0101", "0401"] }))
      .violations;
    expect(violations.map(({ field }: { field: string }) => field)).toEqual(["areaCodes.1"]);
    expect((await send(planner, "post", "neighbourhoods", 409, input)).code).toBe("conflict");
    await send(manager, "post", "neighbourhoods", 403, input);
    const named: Neighbourhood = await send(planner, "post", "neighbourhoods", 201, {
      ...input,
      name: "Gränsen",
      areaCodes: ["0301", "0401"],
    });
    const keysOf = async (client: Client) =>
      (await list(client)).profiles.filter(({ kind }) => kind === "neighbourhood").map(({ name }) => name);
    expect(await keysOf(manager)).toEqual(["Gränsen", "Viken"]);
    expect(await keysOf(team)).toEqual(["Viken"]);
    expect((await team.send("get", `${base}/profiles/${named.key}`)).status).toBe(404);
    expect(born(await read(manager, made.key)).rank).toMatchObject({ of: 2, among: "neighbourhoods" });
    const renamed = await send(team, "put", `neighbourhoods/${made.id}`, 200, { ...input, name: "Inre viken" }, 1);
    expect(renamed).toMatchObject({ name: "Inre viken", version: 2 });
    await send(team, "put", `neighbourhoods/${made.id}`, 412, input, 1);
    await send(team, "delete", `neighbourhoods/${named.id}`, 404, undefined, 1);
    await send(team, "delete", `neighbourhoods/${made.id}`, 204, undefined, 2);
    expect(await keysOf(planner)).toEqual(["Gränsen"]);
    expect((await read(manager, made.key)).neighbourhood).toMatchObject({ retired: true, version: 3 });
    await send(team, "put", `neighbourhoods/${made.id}`, 200, input, 3);
    expect((await read(manager, made.key)).neighbourhood).toMatchObject({ retired: false });
  });

  it("writes each table as CSV that no spreadsheet calculates, and logs it", async () => {
    await send(
      planner,
      "put",
      `arenas/${ids.school}/contact`,
      200,
      { contactRole: "=1+1" },
      (await read(planner, area("0101"))).arenas[0]!.careVersion,
    );
    const file = async (table: string) =>
      (await team.send("get", `${base}/profiles/${area("0101")}/export?table=${table}`).expect(200)).text;
    const arenas = await file("arenas");
    expect(arenas).toContain("'=1+1");
    expect(arenas).toMatch(new RegExp(`;skola;ja;.*;${childrenOf(0)};0;0–19;1;2;`));
    const children = await file("children");
    expect(children).toContain("Antal;± avrundning (19 gånger av 20);");
    expect(children).toContain("Barn 0–19 år;2025-12-31;4001;0;0;0;");
    const indicators = await file("indicators");
    expect(indicators).toContain("Andel födda utanför EU28;%;2024;Ruta 1;10;");
    expect(indicators).toContain("slumpen kan inte bedömas");
    // No interval without a base, and why.
    expect(indicators).toMatch(/Låg inkomst;%;2024;Ruta 1;1,5;;;;;saknas: basen är inte angiven;/);
    expect(indicators).toMatch(/Andel födda utanför EU28;%;2024;Ruta 1;10;[^;]+;[^;]+;\d+;2025-12-31;antal personer;/);
    // What has no value is not called published; the newest own row tells trend and rank.
    const rows = indicators
      .trim()
      .split("\r\n")
      .map((row) => row.split(";"));
    const [headings, ...cells] = rows;
    const at = (name: string) => headings!.indexOf(name);
    for (const row of cells) expect(row[at("Hur")] === "uppgift saknas").toBe(row[at("Värde")] === "");
    expect(cells.some((row) => / av \d+ egna områden/.test(row[at("Rang")]!))).toBe(true);
    for (const row of cells) expect(row[at("Skydd")]).toMatch(/^"?Publicerad statistik/);
    // Of another team the newest year alone is told where indicators are many, which is not called missing.
    await under.testDatabase.asOwner((owner) =>
      owner.query(
        `insert into statistics.indicators (municipality_code, key, name, unit, source)
         select $1, key, key, '%', 'Enkät' from unnest(array['en', 'en-till', 'den-tredje']) as key`,
        [gridMunicipality],
      ),
    );
    const beside = `${base}/profiles/team.${plan.id}.${teamA}/export?table=indicators&first=team.${plan.id}.${teamB}`;
    const ofOther = (await team.send("get", beside).expect(200)).text
      .split("\r\n")
      .filter((row) => row.startsWith("Andel födda utanför EU28;%;2023;"))
      .map((row) => row.split(";")[at("Hur")]);
    expect(ofOther).toEqual(["vägt medel av områden", "vägt medel av områden", "visas bara för de senaste åren"]);
    const acts = await under.testDatabase.asOwner((owner) =>
      owner.query<{ action: string }>(
        "select action from audit.events where action = 'data.exported' and role = 'team'",
      ),
    );
    expect(acts.rows).toHaveLength(4);
  });

  it("offers an earlier division's neighbourhoods to be made anew, of the areas whose middle lies there", async () => {
    const name = (each: string) => ({ divisionId: ids.division, name: each });
    await send(planner, "post", "neighbourhoods", 201, { ...name("Bredsand"), areaCodes: ["0101", "0102"] });
    await send(planner, "post", "neighbourhoods", 201, { ...name("Nacksta"), areaCodes: ["0301", "0401"] });
    // The newer division has two of the areas as one, one as two halves, and the others as they were.
    const newer = "d0000000-0000-4000-8000-0000000000ff";
    await under.testDatabase.asOwner(async (owner) => {
      await owner.query(
        `insert into geography.divisions (municipality_code, id, key, name, kind, edition, source, source_epsg, content_hash, created_at)
         select municipality_code, $2, 'nyare', 'Nyare', 'other', '2027', source, source_epsg, 'y', created_at + interval '1 year'
         from geography.divisions where municipality_code = $1 and id = $3`,
        [gridMunicipality, newer, ids.division],
      );
      await owner.query(
        `with earlier as (
           select code, geometry, st_xmin(geometry) as west, st_xmax(geometry) as east, st_ymin(geometry) as south,
             st_ymax(geometry) as north
           from geography.areas where municipality_code = $1 and division_id = $3 and kind = 'placed'
         ), drawn as (
           select 'N' || code as code, geometry from earlier where code not in ('0101', '0102', '0401')
           union all select 'N0101', st_union(geometry) from earlier where code in ('0101', '0102')
           union all select 'N0401V', st_makeenvelope(west, south, (west + east) / 2, north, 3006) from earlier where code = '0401'
           union all select 'N0401E', st_makeenvelope((west + east) / 2, south, east, north, 3006) from earlier where code = '0401'
         )
         insert into geography.areas (municipality_code, division_id, code, area_index, kind, name, geometry, label_point)
         select $1, $2, code, row_number() over (order by code) - 1, 'placed', code, st_multi(geometry), st_pointonsurface(geometry)
         from drawn`,
        [gridMunicipality, newer, ids.division],
      );
    });
    const offered = async (client: Client) =>
      ((await send(client, "get", `profiles?divisionId=${newer}`, 200)) as ProfileList).earlierNeighbourhoods
        .filter((each) => ["Bredsand", "Nacksta"].includes(each.name))
        .map(({ name, areaCodes }) => [name, areaCodes]);
    expect(await offered(planner)).toEqual([
      ["Bredsand", ["N0101"]],
      ["Nacksta", ["N0301", "N0401E", "N0401V"]],
    ]);
    expect(await offered(manager)).toEqual([]);
    // A team has nothing of its own in a division without a plan.
    expect(await offered(team)).toEqual([]);
    expect((await list(planner)).earlierNeighbourhoods).toEqual([]);
    const again = { divisionId: newer, name: "Bredsand", areaCodes: ["N0101"] };
    const made: Neighbourhood = await send(planner, "post", "neighbourhoods", 201, again);
    expect((await offered(planner)).map(([each]) => each)).toEqual(["Nacksta"]);
    // One that was put away there too is not offered again.
    await send(planner, "delete", `neighbourhoods/${made.id}`, 204, undefined, 1);
    expect((await offered(planner)).map(([each]) => each)).toEqual(["Nacksta"]);
  });

  it("offers a team those of its own areas that are its own in the newer division too", async () => {
    const newer = "d0000000-0000-4000-8000-0000000000ff";
    const later = "c0000000-0000-4000-8000-0000000000ff";
    const own = { divisionId: ids.division, name: "Solvik", areaCodes: ["0201", "0202"] };
    const earlier: Neighbourhood = await send(team, "post", "neighbourhoods", 201, own);
    await under.testDatabase.asOwner(async (owner) => {
      await owner.query(
        `insert into planning.plans (municipality_code, id, division_id, name, status, adopted_from)
         values ($1, $2, $3, 'I den nya indelningen', 'adopted', '2026-01-01')`,
        [gridMunicipality, later, newer],
      );
      await owner.query(
        `insert into planning.plan_teams (municipality_code, plan_id, team_index, team_id, investigation_positions, first_line_positions)
         select $1, $2, position - 1, id, 6, 2 from unnest($3::uuid[]) with ordinality as team (id, position)`,
        [gridMunicipality, later, [teamA, teamB]],
      );
      await owner.query(
        `insert into planning.plan_revisions (municipality_code, plan_id, revision, team_indexes)
         select $1, $2, 1, array_agg(case when code in ('N0101', 'N0201') then 0 else 1 end order by area_index)
         from geography.areas where municipality_code = $1 and division_id = $3 and kind = 'placed'`,
        [gridMunicipality, later, newer],
      );
    });
    // The newer division is listed without being named: it has today's plan.
    const { divisionId, earlierNeighbourhoods } = await list(team);
    expect(divisionId).toBe(newer);
    const solvik = earlierNeighbourhoods.find(({ name }) => name === "Solvik");
    expect(solvik).toMatchObject({ id: earlier.id, divisionName: expect.any(String), areaCodes: ["N0201"] });
    // Nacksta was in part another team's.
    expect(earlierNeighbourhoods.map(({ name }) => name)).not.toContain("Nacksta");
    expect((await read(team, `neighbourhood.${earlier.id}`)).areaCodes).toEqual(["0201", "0202"]);
    await send(team, "post", "neighbourhoods", 201, { ...own, divisionId: newer, areaCodes: solvik!.areaCodes });
    expect((await list(team)).earlierNeighbourhoods.map(({ name }) => name)).not.toContain("Solvik");
  });
});
