// What a team's profile has taken over from the teams of the plan before, and what share of the children that speaks for.
import { useTranslation } from "react-i18next";
import type { AreaProfile } from "../../api/contract/profiles.ts";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { formatNumber, formatPercent } from "../numbers.ts";
import { useInheritance } from "../state/profiles.ts";
import { InheritedTreeLinks } from "./inherited-tree-links.tsx";
import { childrenText } from "./profile-words.ts";

export function InheritanceSection({ profile }: { profile: AreaProfile }) {
  const { t } = useTranslation();
  const { data, error } = useInheritance(profile.plan?.id ?? null);
  const own = data?.teams.find(({ teamId }) => teamId === profile.teamId);
  if (error) return <ProblemNotice error={error} />;
  if (!data?.earlier || !own) return null;
  return (
    <section className="stack" aria-labelledby="inheritance-heading" data-testid="inheritance">
      <h2 id="inheritance-heading">{t("profile.inherits.title")}</h2>
      <p>
        {t("profile.inherits.lead", { name: data.earlier.name, from: data.earlier.adoptedFrom ?? "–" })}
        {data.earlier.sameDivision ? "" : ` ${t("profile.inherits.otherDivision")}`}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reached by keyboard */}
      <section className="table-frame" tabIndex={0} aria-label={t("profile.inherits.table")}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t("profile.inherits.from")}</th>
              <th scope="col" className="right">
                {t("profile.inherits.areas")}
              </th>
              <th scope="col" className="right">
                {t("profile.inherits.children")}
              </th>
              <th scope="col" className="right">
                {t("profile.inherits.share")}
              </th>
              <th scope="col">{t("nav.trees")}</th>
            </tr>
          </thead>
          <tbody>
            {own.inherits.map((part) => (
              <tr key={part.teamId}>
                <th scope="row">
                  {part.letter} {part.name}
                </th>
                <td className="right">{formatNumber(part.areaCodes.length)}</td>
                <td className="right">
                  {childrenText(t, { value: part.children, uncertainty: part.uncertainty, unknownCount: 0 })}
                </td>
                <td className="right">{part.share === null ? t("profile.noValue") : formatPercent(part.share, 0)}</td>
                <td>
                  <InheritedTreeLinks teamId={own.teamId} earlierTeamId={part.teamId} />
                </td>
              </tr>
            ))}
            {own.newAreaCodes.length > 0 && (
              <tr>
                <th scope="row">{t("profile.inherits.nobody")}</th>
                <td className="right">{formatNumber(own.newAreaCodes.length)}</td>
                <td className="right">–</td>
                <td className="right">–</td>
                <td>–</td>
              </tr>
            )}
          </tbody>
        </table>
      </section>
      {data.withoutHeir.length > 0 && (
        <p className="small">
          {t("profile.inherits.withoutHeir", {
            teams: data.withoutHeir.map(({ letter, name }) => `${letter} ${name}`).join(", "),
          })}
        </p>
      )}
    </section>
  );
}
