// Areas kept together (catchments, neighbourhoods, saved groups, what is chosen on the map) and pairs kept apart.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ProfileList } from "../../api/contract/profiles.ts";
import type { Arena } from "../../api/contract/teams.ts";
import { ask } from "../api-client.ts";
import { SelectField, TextField } from "../components/field.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { compareText } from "../numbers.ts";
import { useProfileList } from "../state/profiles.ts";
import { useAreaGroups } from "../state/proposals.ts";
import { useSignedIn } from "../state/session.tsx";
import type { ProfileGroups } from "./profile-groups.ts";
import { ReasonField } from "./reason-field.tsx";
import type { AreasTogether, RulesDraft } from "./rules-draft.ts";
import { SavedGroups } from "./saved-groups.tsx";

/** What areas can be chosen from: the map's selection, and what groups them. */
export interface AreaChoice {
  readonly selectedCodes: readonly string[];
  readonly nameOf: (code: string) => string;
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
  const add = (group: AreasTogether) =>
    onChange({ keepTogether: [...keepTogether.filter(({ name }) => name !== group.name), { ...group, reason: "" }] });
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
                onClick={() => onChange({ keepTogether: keepTogether.filter(({ name }) => name !== group.name) })}
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
  const saved = useAreaGroups(divisionId).data ?? [];
  const { neighbourhoods, parents } = areas.groupsOf(useProfileList(divisionId).data?.profiles ?? []);
  const schools = areas.arenas.flatMap(({ name, catchments }) => {
    const areaCodes = catchments[divisionId] ?? [];
    return areaCodes.length > 1 ? [{ name, areaCodes }] : [];
  });
  const sources: readonly (readonly [string, readonly AreasTogether[]])[] = [
    ["saved", saved.filter(({ areaCodes }) => areaCodes.length > 1)],
    ["schools", schools.toSorted((a, b) => compareText(a.name, b.name))],
    ["neighbourhoods", neighbourhoods],
    ["parents", parents],
  ];
  if (sources.every(([, groups]) => groups.length === 0)) return null;
  return (
    <SelectField
      label={t("proposals.addTogether")}
      value=""
      onChange={(event) => {
        const [source, place] = event.target.value.split(" ");
        const group = sources.find(([name]) => name === source)?.[1][Number(place)];
        if (group) onAdd({ name: group.name, areaCodes: group.areaCodes });
      }}
    >
      <option value="">{t("proposals.chooseGroup")}</option>
      {sources.map(
        ([source, groups]) =>
          groups.length > 0 && (
            <optgroup key={source} label={t(`proposals.groupsOf.${source}`)}>
              {groups.map(({ name, areaCodes }, place) => (
                <option key={name} value={`${source} ${place}`}>
                  {t("proposals.groupOption", { name, count: areaCodes.length })}
                </option>
              ))}
            </optgroup>
          ),
      )}
    </SelectField>
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
