// The area profile of a team, an area or a named neighbourhood, beside the municipality and two others.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import type { ProfileList } from "../../api/contract/profiles.ts";
import { EmptyState } from "../components/empty-state.tsx";
import { SelectField, TextField } from "../components/field.tsx";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { useProfile, useProfileList } from "../state/profiles.ts";
import { useDivisions } from "../state/queries.ts";
import { useSignedIn } from "../state/session.tsx";
import { EarlierNeighbourhoods } from "./earlier-neighbourhoods.tsx";
import { namedAs } from "./named-as.ts";
import { type Beginning, NeighbourhoodForm } from "./neighbourhood-form.tsx";
import { ProfileSelect } from "./profile-chooser.tsx";
import { profileParameters as parameters } from "./profile-path.ts";
import { ProfileView } from "./profile-view.tsx";
import { PutAway } from "./put-away.tsx";

/** A list longer than this is searched. */
const searchableCount = 30;

export default function ProfilePage() {
  const { t } = useTranslation();
  const [address] = useSearchParams();
  const { data: list, error, isPending } = useProfileList(address.get(parameters.division) ?? undefined);
  return (
    <div className="page profile-page">
      <ProblemNotice error={error} />
      {isPending && <Loading />}
      {list && list.profiles.length === 0 && (
        <>
          <h1>{t("nav.profile")}</h1>
          <EmptyState title={t("profile.nothing")}>
            <p>{t("profile.nothingHelp")}</p>
          </EmptyState>
        </>
      )}
      {list && list.profiles.length > 0 && <Chosen list={list} />}
    </div>
  );
}

function Chosen({ list }: { list: ProfileList }) {
  const { t } = useTranslation();
  const { role } = useSignedIn();
  const [address, setAddress] = useSearchParams();
  const [wanted, setWanted] = useState("");
  const [form, setForm] = useState<"new" | "change" | Beginning | null>(null);
  const key = address.get(parameters.profile) ?? list.profiles[0]!.key;
  const comparison = { first: address.get(parameters.first), second: address.get(parameters.second) };
  const { data: profile, error, isPlaceholderData } = useProfile(key, comparison);
  const choose = (change: Readonly<Record<string, string>>) => {
    // From the address as it stands: two choices in a row must both count, before the page has been drawn anew.
    const after = new URLSearchParams(window.location.search);
    for (const [name, value] of Object.entries(change)) {
      if (value === "") after.delete(name);
      else after.set(name, value);
    }
    setAddress(after);
  };
  // Another team's statistics stand beside a team's own profile, not beside a part of it: they are put away with it.
  const chooseProfile = (chosen: string) => {
    const besideOthers = ([parameters.first, parameters.second] as const).filter((name) =>
      list.comparable.some((one) => one.key === address.get(name)),
    );
    choose({ ...Object.fromEntries(besideOthers.map((name) => [name, ""])), [parameters.profile]: chosen });
  };
  const beside = profile?.kind === "team" && profile.plan?.isPresent ? list.comparable : [];
  const comparators: readonly (readonly [string, string])[] = [
    ["", t("profile.choose.nobody")],
    ...(role === "team" ? [] : [["similar", t("profile.similar")] as const]),
  ];
  const done = (saved: string | null) => {
    setForm(null);
    if (saved !== null) chooseProfile(saved);
  };
  return (
    <>
      <header className="page-head">
        <h1>{profile ? t("profile.title", { name: titleOf(profile) }) : t("nav.profile")}</h1>
        <p className="lead">{t("profile.lead")}</p>
        {list.profiles.length > searchableCount && (
          <div className="profile-search no-print">
            <TextField
              label={t("profile.choose.search")}
              help={t("profile.choose.searchHelp")}
              type="search"
              autoComplete="off"
              value={wanted}
              onChange={({ target }) => setWanted(target.value)}
            />
          </div>
        )}
        <div className="profile-choices no-print">
          <DivisionSelect
            divisionId={list.divisionId}
            onChoose={(division) => choose({ ...nothingChosen, [parameters.division]: division })}
          />
          <ProfileSelect
            label={t("profile.choose.label")}
            profiles={namedAs(list.profiles, wanted, key)}
            value={key}
            first={
              list.profiles.some((one) => one.key === key) ? [] : [[key, profile?.name ?? t("profile.choose.other")]]
            }
            onChoose={chooseProfile}
          />
          {(["first", "second"] as const).map((place) => (
            <ProfileSelect
              key={place}
              label={t(`profile.choose.${place}`)}
              profiles={namedAs([...beside, ...list.profiles], wanted, comparison[place]).filter(
                (one) => one.key !== key,
              )}
              value={comparison[place] ?? ""}
              first={comparators}
              onChoose={(chosen) => choose({ [parameters[place]]: chosen })}
            />
          ))}
        </div>
        <div className="row no-print">
          {role !== "manager" && (
            <button type="button" className="button" onClick={() => setForm("new")}>
              {t("profile.neighbourhood.new")}
            </button>
          )}
          {profile?.neighbourhood && profile.mayKeep && !profile.neighbourhood.retired && (
            <button type="button" className="button" onClick={() => setForm("change")}>
              {t("profile.neighbourhood.change")}
            </button>
          )}
          <button type="button" className="button" onClick={() => window.print()}>
            {t("profile.print")}
          </button>
        </div>
      </header>
      {form !== null && (
        <NeighbourhoodForm
          key={typeof form === "object" ? `again ${form.name}` : `${form} ${form === "change" ? key : ""}`}
          list={list}
          present={form === "change" ? (profile ?? null) : null}
          beginning={typeof form === "object" ? form : null}
          onDone={done}
        />
      )}
      {form === null && <EarlierNeighbourhoods list={list} onBegin={setForm} />}
      <ProblemNotice error={error} />
      {profile?.neighbourhood?.retired && <PutAway profile={profile} />}
      {!profile && !error && <Loading />}
      {profile && !error && (
        <div aria-busy={isPlaceholderData}>
          <ProfileView profile={profile} comparison={comparison} />
        </div>
      )}
    </>
  );
}

const nothingChosen = { [parameters.profile]: "", [parameters.first]: "", [parameters.second]: "" };

/** Also divisions without a plan: what was named in an earlier one is made anew there. A team's own areas follow its plan. */
function DivisionSelect({ divisionId, onChoose }: { divisionId: string; onChoose: (divisionId: string) => void }) {
  const { t } = useTranslation();
  const { role } = useSignedIn();
  const divisions = useDivisions().data ?? [];
  if (role === "team" || divisions.length < 2) return null;
  return (
    <SelectField
      label={t("profile.choose.division")}
      value={divisionId}
      onChange={({ target }) => onChoose(target.value)}
    >
      {divisions.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}

function titleOf({ name, kind, areaCodes }: { name: string; kind: string; areaCodes: readonly string[] }): string {
  return kind === "area" && areaCodes.length === 1 && areaCodes[0] !== name ? `${areaCodes[0]} ${name}` : name;
}
