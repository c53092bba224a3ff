// Names a group of areas, or changes one: areas are found by code or name and taken away one by one.
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { AreaProfile, ProfileList } from "../../api/contract/profiles.ts";
import { TextField } from "../components/field.tsx";
import { PlaceSearch } from "../components/place-search.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { decodeAreas } from "../map/topology.ts";
import { useRetireNeighbourhood, useSaveNeighbourhood } from "../state/profiles.ts";
import { useAreas } from "../state/queries.ts";

/** What a new neighbourhood begins with. */
export interface Beginning {
  readonly name: string;
  readonly areaCodes: readonly string[];
}

/** @param present the neighbourhood to change; null for a new one, which may have a beginning. */
export function NeighbourhoodForm({
  list,
  present,
  beginning,
  onDone,
}: {
  list: ProfileList;
  present: AreaProfile | null;
  beginning: Beginning | null;
  /** Told the profile's key, or null where it was given up or put away. */
  onDone: (key: string | null) => void;
}) {
  const { t } = useTranslation();
  const areas = list.profiles.filter(({ kind, level }) => kind === "area" && level === null);
  const codeOf = (key: string) => key.split(".").slice(2).join(".");
  const [name, setName] = useState(present?.name ?? beginning?.name ?? "");
  const [codes, setCodes] = useState<readonly string[]>(present?.areaCodes ?? beginning?.areaCodes ?? []);
  const [notOwn, setNotOwn] = useState<string | null>(null);
  const { data } = useAreas(list.divisionId);
  const geography = useMemo(() => (data ? decodeAreas(data) : null), [data]);
  const saving = useSaveNeighbourhood();
  const retiring = useRetireNeighbourhood();
  const titleOf = (code: string) => areas.find(({ key }) => codeOf(key) === code)?.name ?? code;
  return (
    <form
      className="card stack no-print"
      aria-label={t(present ? "profile.neighbourhood.change" : "profile.neighbourhood.new")}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === "" || codes.length === 0) return;
        saving.mutate(
          {
            present: present?.neighbourhood ?? null,
            input: { divisionId: list.divisionId, name, areaCodes: [...codes] },
          },
          { onSuccess: (saved) => onDone(saved.key) },
        );
      }}
    >
      <h2>{t(present ? "profile.neighbourhood.change" : "profile.neighbourhood.new")}</h2>
      <TextField
        label={t("profile.neighbourhood.name")}
        help={t("profile.neighbourhood.nameHelp")}
        value={name}
        maxLength={120}
        onChange={(event) => setName(event.target.value)}
      />
      {geography && (
        <PlaceSearch
          label={t("profile.neighbourhood.add")}
          geography={geography}
          divisionId={list.divisionId}
          onFound={({ code, name: found }) => {
            const isOwn = areas.some(({ key }) => codeOf(key) === code);
            setNotOwn(isOwn ? null : found);
            if (isOwn) setCodes([...new Set([...codes, code])].sort());
          }}
        />
      )}
      <p role="status" className="small">
        {notOwn === null ? "" : t("profile.neighbourhood.notOwn", { name: notOwn })}
      </p>
      <ul className="chosen-areas">
        {codes.map((code) => (
          <li key={code}>
            <span>{titleOf(code)}</span>
            <button
              type="button"
              className="button button-quiet"
              aria-label={t("profile.neighbourhood.takeAway", { name: titleOf(code) })}
              onClick={() => setCodes(codes.filter((each) => each !== code))}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      {codes.length === 0 && <p className="small soft">{t("profile.neighbourhood.noAreas")}</p>}
      <ProblemNotice error={saving.error ?? retiring.error} />
      <div className="row">
        <button
          type="submit"
          className="button button-primary"
          disabled={name.trim() === "" || codes.length === 0 || saving.isPending}
        >
          {t("profile.save")}
        </button>
        <button type="button" className="button" onClick={() => onDone(null)}>
          {t("common.cancel")}
        </button>
        {present?.neighbourhood && !present.neighbourhood.retired && (
          <button
            type="button"
            className="button button-danger"
            disabled={retiring.isPending}
            onClick={() => retiring.mutate(present.neighbourhood!, { onSuccess: () => onDone(null) })}
          >
            {t("profile.neighbourhood.retire")}
          </button>
        )}
      </div>
    </form>
  );
}
