// What stands out in a profile, in few lines: where it differs from the municipality, what has changed, and where one has priority.
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { AreaProfile, ProfileIndicator } from "../../api/contract/profiles.ts";
import { inLanguage } from "../i18n.ts";
import { formatNumber, formatSigned, withinSentence } from "../numbers.ts";
import { changeText, estimateText, verdictText } from "./profile-words.ts";

interface Line {
  readonly target: string;
  readonly name: string;
  readonly text: string;
}

const differs = (verdict: ProfileIndicator["verdicts"][number] | undefined) =>
  verdict === "higher" || verdict === "lower";

export function WhatDiffers({ profile }: { profile: AreaProfile }) {
  const { t } = useTranslation();
  const apart = profile.indicators.filter(({ verdicts }) => differs(verdicts[0]));
  const judged = profile.indicators.filter(({ verdicts }) => verdicts[0] !== "not-judged");
  const changes = [...childrenChanges(t, profile), ...indicatorChanges(t, profile)];
  const priority = profile.arenas.filter((arena) => arena.priority);
  return (
    <section className="card stack-tight" aria-labelledby="differs-heading" data-testid="what-differs">
      <h2 id="differs-heading">{t("profile.differs.title")}</h2>
      <Lines
        title={t("profile.differs.fromMunicipality", { count: apart.length, of: judged.length })}
        lines={apart.map((indicator) => ({
          target: `indicator-${indicator.key}`,
          name: `${indicator.name}${goodOrBad(t, indicator)}`,
          text: `${estimateText(t, indicator, indicator.years.at(-1)!.values[0]!)}. ${verdictText(t, indicator, profile.compared, 0)}`,
        }))}
      />
      <Lines title={t("profile.differs.changed", { count: changes.length })} lines={changes} />
      <p>
        {t("profile.differs.arenas", {
          count: priority.length,
          of: profile.arenas.length,
          proposed: formatNumber(profile.arenas.filter((arena) => arena.proposed && !arena.priority).length),
        })}{" "}
        <a href="#arenas-heading">{t("profile.arenas.title")}</a>
      </p>
    </section>
  );
}

function Lines({ title, lines }: { title: string; lines: readonly Line[] }) {
  return (
    <>
      <p>
        <strong>{title}</strong>
      </p>
      {lines.length > 0 && (
        <ul className="differs-lines">
          {lines.map(({ target, name, text }) => (
            <li key={target}>
              <a href={`#${target}`}>{name}</a>: {text}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Whether it is to the better or the worse, where the indicator says which way is better. */
function goodOrBad(t: TFunction, { direction, verdicts }: ProfileIndicator): string {
  if (direction === "neutral") return "";
  return ` (${t((direction === "higher-is-better") === (verdicts[0] === "higher") ? "profile.differs.better" : "profile.differs.worse")})`;
}

/** One line for all classes: they lie in each other, so that the same children are in several. */
function childrenChanges(t: TFunction, { children }: AreaProfile): Line[] {
  const changed = children.filter(({ change }) => change && change.verdict !== "within-chance");
  if (changed.length === 0) return [];
  const texts = changed.map(({ nameSv, nameEn, change }) => {
    const since = t("profile.differs.since", {
      difference: formatSigned(change!.difference),
      from: change!.from.slice(0, 4),
    });
    return `${withinSentence(inLanguage({ sv: nameSv, en: nameEn }))} ${since}`;
  });
  return [{ target: "children-heading", name: t("profile.children.title"), text: texts.join("; ") }];
}

function indicatorChanges(t: TFunction, { indicators }: AreaProfile): Line[] {
  return indicators
    .filter(({ trend }) => differs(trend?.verdict))
    .map((indicator) => ({
      target: `indicator-${indicator.key}`,
      name: indicator.name,
      text: t("profile.differs.since", { difference: changeText(t, indicator), from: indicator.trend!.from }),
    }));
}
