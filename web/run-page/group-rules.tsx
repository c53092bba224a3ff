// Areas kept together (catchments, neighbourhoods, saved groups, what is chosen on the map) and pairs kept apart.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ProfileList } from "../../api/contract/profiles.ts";
import type { Arena } from "../../api/contract/teams.ts";
import { ask } from "../api-client.ts";
import { TextField } from "../components/field.tsx";
import type { SearchablePlace } from "../components/find-places.ts";
import { SearchField } from "../components/place-search.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { compareText } from "../numbers.ts";
import { useProfileList } from "../state/profiles.ts";
import { useAreaGroups } from "../state/proposals.ts";
import { useSignedIn } from "../state/session.tsx";
import { addTogether, replaceTogether } from "./kept-together.ts";
import type { ProfileGroups } from "./profile-groups.ts";
import { ReasonField } from "./reason-field.tsx";
import type { AreasTogether, RulesDraft } from "./rules-draft.ts";
import { SavedGroups } from "./saved-groups.tsx";

/** What areas can be chosen from: the map's selection, and what groups them. */
export interface AreaChoice {
  readonly selectedCodes: readonly string[];
  readonly nameOf: (code: string) => string;
  /** Those of the areas that the division has. */
  readonly indexesOf: (codes: readonly string[]) => readonly number[];
  /** What the area profiles name, of this division. */
  readonly groupsOf: (profiles: ProfileList["profiles"]) => ProfileGroups;
  readonly arenas: readonly Arena[];
  /** Shows areas on the map. */
  readonly onShow: (codes: readonly string[]) => void;
}

export function GroupRules({
  draft,
  areas,
  onChange,
}: {
  draft: RulesDraft;
  areas: AreaChoice;
  onChange: (part: Pick<RulesDraft, "keepTogether"> | Pick<RulesDraft, "keepApart">) => void;
}) {
  const { t } = useTranslation();
  const { keepTogether, keepApart } = draft;
  const [asked, setAsked] = useState<AskedGroup | null>(null);
  const add = (group: AreasTogether) => {
    const adding = addTogether(keepTogether, group);
    setAsked(adding.kind === "added" ? null : { group, freeName: adding.kind === "there" ? null : adding.freeName });
    if (adding.kind === "added") onChange({ keepTogether: adding.keepTogether });
  };
  const pair = areas.selectedCodes.length === 2 ? ([areas.selectedCodes[0]!, areas.selectedCodes[1]!] as const) : null;
  return (
    <>
      <section className="stack-tight" aria-labelledby="together-heading">
        <h3 id="together-heading">{t("proposals.together")}</h3>
        {keepTogether.length === 0 && <p className="small soft">{t("proposals.noneTogether")}</p>}
        <ul className="rule-rows">
          {keepTogether.map((group) => (
            <li key={group.name}>
              <button type="button" className="link-button" onClick={() => areas.onShow(group.areaCodes)}>
                {group.name}
              </button>
              <span className="small soft">{t("balance.areaCount", { count: group.areaCodes.length })}</span>
              <button
                type="button"
                className="link-button small"
                aria-label={t("proposals.removeGroup", { name: group.name })}
                onClick={() => onChange({ keepTogether: keepTogether.filter((each) => each !== group) })}
              >
                {t("proposals.remove")}
              </button>
              <ReasonField
                rule={t("proposals.groupRule", { name: group.name })}
                value={group.reason}
                onChange={(reason) =>
                  onChange({ keepTogether: keepTogether.map((each) => (each === group ? { ...group, reason } : each)) })
                }
              />
            </li>
          ))}
        </ul>
        <GroupSources divisionId={draft.divisionId} areas={areas} onAdd={add} />
        <TakenName
          asked={asked}
          onAdd={add}
          onReplace={(group) => {
            onChange({ keepTogether: replaceTogether(keepTogether, group) });
            setAsked(null);
          }}
          onClose={() => setAsked(null)}
        />
        <NewGroup divisionId={draft.divisionId} areas={areas} onAdd={add} />
        <SavedGroups divisionId={draft.divisionId} onShow={areas.onShow} />
      </section>
      <section className="stack-tight" aria-labelledby="apart-heading">
        <h3 id="apart-heading">{t("proposals.apart")}</h3>
        <ul className="rule-rows">
          {keepApart.map((rule) => {
            const [one, other] = [areas.nameOf(rule.pair[0]), areas.nameOf(rule.pair[1])];
            return (
              <li key={rule.pair.join(" ")}>
                <button type="button" className="link-button" onClick={() => areas.onShow(rule.pair)}>
                  {one} – {other}
                </button>
                <button
                  type="button"
                  className="link-button small"
                  aria-label={t("proposals.removePair", { one, other })}
                  onClick={() => onChange({ keepApart: keepApart.filter((each) => each !== rule) })}
                >
                  {t("proposals.remove")}
                </button>
                <ReasonField
                  rule={t("proposals.pairRule", { one, other })}
                  value={rule.reason}
                  onChange={(reason) =>
                    onChange({ keepApart: keepApart.map((each) => (each === rule ? { ...rule, reason } : each)) })
                  }
                />
              </li>
            );
          })}
        </ul>
        <div>
          <button
            type="button"
            className="button"
            disabled={pair === null}
            onClick={() => pair && onChange({ keepApart: [...keepApart, { pair, reason: "" }] })}
          >
            {t("proposals.addApart")}
          </button>
        </div>
      </section>
    </>
  );
}

/** A group by a name that another one has; `freeName` is null where it is the very same group. */
interface AskedGroup {
  readonly group: AreasTogether;
  readonly freeName: string | null;
}

/** Always in the page, so that a screen reader hears it come. */
function TakenName({
  asked,
  onAdd,
  onReplace,
  onClose,
}: {
  asked: AskedGroup | null;
  onAdd: (group: AreasTogether) => void;
  onReplace: (group: AreasTogether) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { group, freeName } = asked ?? {};
  return (
    <div role="status">
      {group && (
        <div className="notice">
          <p>{t(freeName ? "proposals.groupNameTaken" : "proposals.groupThere", { name: group.name })}</p>
          <div className="row">
            {freeName && (
              <>
                <button type="button" className="button" onClick={() => onAdd({ ...group, name: freeName })}>
                  {t("proposals.addGroupAs", { name: freeName })}
                </button>
                <button type="button" className="button" onClick={() => onReplace(group)}>
                  {t("proposals.replaceGroup")}
                </button>
              </>
            )}
            <button type="button" className="button button-quiet" onClick={onClose}>
              {t(freeName ? "common.cancel" : "planLife.close")}
            </button>
          </div>
        </div>
      )}
    </div>
  );
}

/** Groups that were saved, schools with a catchment, and what has an area profile: named neighbourhoods and higher levels. */
function GroupSources({
  divisionId,
  areas,
  onAdd,
}: {
  divisionId: string;
  areas: AreaChoice;
  onAdd: (group: AreasTogether) => void;
}) {
  const { t } = useTranslation();
  const saved = useAreaGroups(divisionId).data;
  const profiles = useProfileList(divisionId).data?.profiles;
  const { arenas, groupsOf, indexesOf } = areas;
  const { neighbourhoods, parents } = groupsOf(profiles ?? []);
  const schools = arenas.flatMap(({ name, catchments }) => {
    const areaCodes = catchments[divisionId] ?? [];
    return areaCodes.length > 1 ? [{ name, areaCodes }] : [];
  });
  const groups = new Map<SearchablePlace, AreasTogether>();
  const put = (kind: SearchablePlace["kind"], some: readonly AreasTogether[]) => {
    for (const { name, areaCodes } of some) {
      const areaIndexes = indexesOf(areaCodes);
      if (areaIndexes.length > 0) groups.set({ kind, code: "", name, areaIndexes }, { name, areaCodes });
    }
  };
  put(
    "group",
    (saved ?? []).filter(({ areaCodes }) => areaCodes.length > 1),
  );
  put(
    "school",
    schools.toSorted((a, b) => compareText(a.name, b.name)),
  );
  put("neighbourhood", neighbourhoods);
  put("parent", parents);
  const places = [...groups.keys()];
  if (places.length === 0) return null;
  return (
    <SearchField
      label={t("proposals.addTogether")}
      help={t("proposals.searchGroup", { count: places.length })}
      places={places}
      onFound={(place) => onAdd(groups.get(place)!)}
    />
  );
}

/** What is chosen on the map, under a name: used at once, and saved for other rules. */
function NewGroup({
  divisionId,
  areas,
  onAdd,
}: {
  divisionId: string;
  areas: AreaChoice;
  onAdd: (group: AreasTogether) => void;
}) {
  const { t } = useTranslation();
  const municipality = useSignedIn().municipality.code;
  const client = useQueryClient();
  const [name, setName] = useState("");
  const save = useMutation({
    mutationFn: () =>
      ask("post /api/:municipality/area-groups", {
        params: { municipality },
        body: { divisionId, name, areaCodes: [...areas.selectedCodes] },
      }),
    onSuccess: async (group) => {
      onAdd({ name: group.name, areaCodes: group.areaCodes });
      setName("");
      await client.invalidateQueries({ queryKey: ["area-groups", divisionId] });
    },
  });
  const count = areas.selectedCodes.length;
  return (
    <div className="stack-tight">
      <TextField
        label={t("proposals.groupName")}
        help={t("proposals.groupHelp")}
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <ProblemNotice error={save.error} />
      <div>
        <button
          type="button"
          className="button"
          disabled={count < 2 || name.trim() === "" || save.isPending}
          onClick={() => save.mutate()}
        >
          {t("proposals.saveGroup", { count })}
        </button>
      </div>
    </div>
  );
}
