// A profile's sections in the order they are read: where, who lives there, how it compares, where people meet, what is inherited.

import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { AreaProfile } from "../../api/contract/profiles.ts";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { ProtectedLink } from "../components/protected-link.tsx";
import { inLanguage } from "../i18n.ts";
import { decodeAreas } from "../map/topology.ts";
import { formatLength } from "../numbers.ts";
import { type Comparison, type ProfileTable, useInheritance, useSaveTable } from "../state/profiles.ts";
import { useAreas } from "../state/queries.ts";
import { ArenaSection } from "./arena-section.tsx";
import { ChildrenSection } from "./children-section.tsx";
import { FoldedOnPhone } from "./folded-on-phone.tsx";
import { IndicatorCard, lineKeys } from "./indicator-card.tsx";
import { InheritanceSection } from "./inheritance-section.tsx";
import { PriorityIndexView } from "./priority-index.tsx";
import { ProfileMap } from "./profile-map.tsx";
import { comparedName } from "./profile-words.ts";
import { TeamWork } from "./team-work.tsx";
import { WhatDiffers } from "./what-differs.tsx";

export function ProfileView({ profile, comparison }: { profile: AreaProfile; comparison: Comparison }) {
  const { t } = useTranslation();
  return (
    <div className="profile stack">
      <p className="small soft">
        {t("profile.of", { division: profile.divisionName, count: profile.areaIndexes.length })}
        {profile.plan ? ` ${t("profile.ofPlan", { name: profile.plan.name })}` : ""}
        {profile.outsideCount > 0 ? ` ${t("profile.outside", { count: profile.outsideCount })}` : ""}
      </p>
      <WhatDiffers profile={profile} />
      <Contents profile={profile} />
      <section className="stack" aria-labelledby="map-heading">
        <h2 id="map-heading">{t("profile.map.title")}</h2>
        <Where profile={profile} />
      </section>
      <section className="stack" aria-labelledby="children-heading">
        <Heading
          id="children-heading"
          title={t("profile.children.title")}
          table="children"
          {...{ profile, comparison }}
        />
        <p className="small soft">
          {t("profile.children.how")}
          {profile.roundedAreaCount > 0 ? ` ${t("profile.how.rounded", { count: profile.roundedAreaCount })}` : ""}{" "}
          <ProtectedLink />
        </p>
        <FoldedOnPhone summary={t("profile.fold.children", { count: profile.children.length })}>
          <ChildrenSection profile={profile} />
        </FoldedOnPhone>
      </section>
      <section className="stack" aria-labelledby="indicators-heading">
        <Heading
          id="indicators-heading"
          title={t("profile.indicators.title")}
          table="indicators"
          {...{ profile, comparison }}
        />
        <p className="small soft">
          {t("profile.indicators.how")}
          {profile.weighedBy
            ? ` ${t("profile.indicators.weighedBy", {
                people: inLanguage({ sv: profile.weighedBy.nameSv, en: profile.weighedBy.nameEn }),
                period: profile.weighedBy.period,
              })}`
            : ""}
        </p>
        <ul className="chart-key">
          {[profile.name, ...profile.compared.map((one) => comparedName(t, one))].map((name, place) => (
            <li key={lineKeys[place]} className={`chart-key-${place}`}>
              <strong>{t(`profile.line.${lineKeys[place]!}`)}</strong> {name}
            </li>
          ))}
        </ul>
        {profile.compared
          .filter(({ areaNames }) => areaNames.length > 0)
          .map(({ key, areaNames }) => (
            <p key={key} className="small">
              {t("profile.similarAre", { names: areaNames.join(", ") })}
            </p>
          ))}
        {profile.indicators.length === 0 && <p className="soft">{t("profile.indicators.none")}</p>}
        <FoldedOnPhone summary={t("profile.fold.indicators", { count: profile.indicators.length })}>
          <div className="indicator-grid">
            {profile.indicators.map((indicator) => (
              <IndicatorCard key={indicator.key} profile={profile} indicator={indicator} />
            ))}
          </div>
        </FoldedOnPhone>
      </section>
      <section className="stack" aria-labelledby="arenas-heading">
        <Heading id="arenas-heading" title={t("profile.arenas.title")} table="arenas" {...{ profile, comparison }} />
        <p className="small soft">{t("profile.arenas.how")}</p>
        <FoldedOnPhone summary={t("profile.fold.arenas", { count: profile.arenas.length })}>
          <PriorityIndexView profile={profile} />
          <ArenaSection profile={profile} />
        </FoldedOnPhone>
      </section>
      <TeamWork of={profile.teamId === null ? { placeKey: profile.key } : { teamId: profile.teamId }} />
      {profile.plan && <InheritanceSection profile={profile} />}
    </div>
  );
}

function Contents({ profile }: { profile: AreaProfile }) {
  const { t } = useTranslation();
  const { data } = useInheritance(profile.plan?.id ?? null);
  const inherits = data?.earlier && data.teams.some(({ teamId }) => teamId === profile.teamId);
  return (
    <nav className="profile-contents no-print" aria-label={t("profile.contents")}>
      <ul>
        {(["map", "children", "indicators", "arenas"] as const).map((section) => (
          <li key={section}>
            <a href={`#${section}-heading`}>{t(`profile.${section}.title`)}</a>
          </li>
        ))}
        <li>
          <a href="#work-heading">{t(profile.teamId === null ? "nav.trees" : "profile.work.title")}</a>
        </li>
        {inherits && (
          <li>
            <a href="#inheritance-heading">{t("profile.inherits.title")}</a>
          </li>
        )}
      </ul>
    </nav>
  );
}

function Where({ profile }: { profile: AreaProfile }) {
  const { t } = useTranslation();
  const { data, error } = useAreas(profile.divisionId);
  const geography = useMemo(() => (data ? decodeAreas(data) : null), [data]);
  return (
    <>
      <ProblemNotice error={error} />
      {geography && <ProfileMap geography={geography} profile={profile} />}
      <details>
        <summary>{t("profile.map.neighbours", { count: profile.neighbours.length })}</summary>
        <ul className="neighbour-list">
          {profile.neighbours.map(({ code, name, sharedLengthM, teamLetter }) => (
            <li key={code}>
              {code === name ? code : `${code} ${name}`}
              {teamLetter === null ? "" : ` (${t("profile.map.team", { letter: teamLetter })})`}{" "}
              <span className="soft">{sharedLengthM > 0 ? formatLength(sharedLengthM) : t("profile.map.linked")}</span>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

/** A section's title with its table to save. */
function Heading({
  id,
  title,
  table,
  profile,
  comparison,
}: {
  id: string;
  title: string;
  table: ProfileTable;
  profile: AreaProfile;
  comparison: Comparison;
}) {
  const { t } = useTranslation();
  const saving = useSaveTable(profile.key, comparison);
  return (
    <>
      <div className="row-apart">
        <h2 id={id}>{title}</h2>
        <button
          type="button"
          className="button no-print"
          disabled={saving.isPending}
          aria-label={t("profile.saveTableOf", { title })}
          onClick={() => saving.mutate(table)}
        >
          {t("profile.saveTable")}
        </button>
      </div>
      <p role="status" className="small no-print">
        {saving.isSuccess ? t("profile.saved", { name: saving.data }) : ""}
      </p>
      <ProblemNotice error={saving.error} />
    </>
  );
}
