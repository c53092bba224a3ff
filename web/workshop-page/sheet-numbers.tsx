// The sheet's numbers: children and indicators as the team's area profile has them, beside the municipality's.
import { useTranslation } from "react-i18next";
import type { AreaProfile } from "../../api/contract/profiles.ts";
import { inLanguage } from "../i18n.ts";
import { formatNumber } from "../numbers.ts";
import { childrenText, shareText } from "../profile-page/profile-words.ts";

const mostIndicators = 12;

export function ChildrenTable({ profile }: { profile: AreaProfile }) {
  const { t } = useTranslation();
  return (
    <table className="sheet-table">
      <thead>
        <tr>
          <th scope="col">{t("profile.children.title")}</th>
          <th scope="col">{t("workshop.here")}</th>
          <th scope="col">{t("workshop.shareHere")}</th>
          <th scope="col">{t("workshop.shareInMunicipality")}</th>
        </tr>
      </thead>
      <tbody>
        {profile.children.map(({ key, nameSv, nameEn, dates, share }) => (
          <tr key={key}>
            <th scope="row">
              {inLanguage({ sv: nameSv, en: nameEn })}
              <Without count={dates.at(-1)!.own.unknownCount} />
            </th>
            <td>{childrenText(t, { ...dates.at(-1)!.own, unknownCount: 0 })}</td>
            <td>{share ? shareText(share.own) : "–"}</td>
            <td>{share ? shareText(share.municipality) : "–"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Beside the name, which may take two lines; the number keeps to one. */
function Without({ count }: { count: number }) {
  const { t } = useTranslation();
  return count > 0 && ` (${t("workshop.without", { count })})`;
}

/** The first twelve in the profile's order, and how many more there are. */
export function IndicatorTable({ profile }: { profile: AreaProfile }) {
  const { t } = useTranslation();
  const { length } = profile.indicators;
  return (
    <table className="sheet-table">
      {length > mostIndicators && (
        <caption>{t("workshop.firstIndicators", { shown: mostIndicators, count: length })}</caption>
      )}
      <thead>
        <tr>
          <th scope="col">{t("workshop.indicators")}</th>
          <th scope="col">{t("workshop.here")}</th>
          <th scope="col">{t("profile.children.municipalityShort")}</th>
          <th scope="col">
            <span className="visually-hidden">{t("workshop.comparison")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {profile.indicators.slice(0, mostIndicators).map(({ key, name, unit, decimals, years, verdicts }) => {
          const { period, values } = years.at(-1)!;
          const shown = (value: number | null | undefined) =>
            value === null || value === undefined ? t("workshop.unknown") : formatNumber(value, decimals);
          return (
            <tr key={key}>
              <th scope="row">
                {name} ({unit}) {period}
              </th>
              <td>{shown(values[0]?.value)}</td>
              <td>{shown(values[1]?.value)}</td>
              <td>{t(`workshop.verdict.${verdicts[0]!}`)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
