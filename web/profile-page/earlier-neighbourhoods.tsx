// Neighbourhoods of an earlier division that the present one has none of: offered to be made anew from the areas that lie there now.
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { ProfileList } from "../../api/contract/profiles.ts";
import type { Beginning } from "./neighbourhood-form.tsx";
import { profilePath } from "./profile-path.ts";

export function EarlierNeighbourhoods({
  list: { earlierNeighbourhoods: earlier },
  onBegin,
}: {
  list: ProfileList;
  onBegin: (beginning: Beginning) => void;
}) {
  const { t } = useTranslation();
  if (earlier.length === 0) return null;
  return (
    <section className="card stack-tight no-print" aria-labelledby="earlier-neighbourhoods">
      <h2 id="earlier-neighbourhoods">{t("profile.neighbourhood.earlier")}</h2>
      <p className="small soft">{t("profile.neighbourhood.earlierHelp")}</p>
      <ul className="work-list">
        {earlier.map(({ id, name, divisionName, areaCodes }) => (
          <li key={id} className="row">
            <Link to={profilePath(`neighbourhood.${id}`)}>{name}</Link>{" "}
            <span className="soft">
              {t("profile.neighbourhood.earlierFrom", { division: divisionName, count: areaCodes.length })}
            </span>
            <button
              type="button"
              className="button button-quiet"
              aria-label={t("profile.neighbourhood.againOf", { name })}
              onClick={() => onBegin({ name, areaCodes })}
            >
              {t("profile.neighbourhood.again")}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
