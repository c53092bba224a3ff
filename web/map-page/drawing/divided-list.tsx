// Which groups and catchments the drawing divides between teams, those that the rules keep together first, and which pairs share a team; each can be gone to.
import { useTranslation } from "react-i18next";
import type { PlanTeam } from "../../../api/contract/plans.ts";
import type { Workbench } from "../../drawing/workbench.ts";
import { useBenchPart } from "../../state/workbench.ts";
import { groupName, listOfTeams, ruledFirst } from "./draw-words.ts";

/** The rest are counted. */
const listedAtMost = 12;
const dividedIn = ({ divided }: Workbench) => divided;

/** Nothing where nothing is divided and no pair joined. */
export function DividedList({
  bench,
  teams,
  onShow,
}: {
  bench: Workbench;
  teams: readonly PlanTeam[];
  onShow: (areas: readonly number[]) => void;
}) {
  const { t } = useTranslation();
  const broken = ruledFirst(useBenchPart(bench, dividedIn));
  const joined = broken.filter(({ group }) => group.kind === "apart");
  const divided = broken.filter(({ group }) => group.kind !== "apart");
  const ruledCount = divided.filter(({ group }) => group.isRuled).length;
  const hasGroups = divided.some(({ group }) => group.kind === "group");
  return (
    <>
      {divided.length > 0 && (
        <details className="divided-list" open={ruledCount > 0} data-testid="divided">
          <summary className="summary">
            {t(hasGroups ? "draw.divided.heading" : "draw.divided.catchments", { count: divided.length })}
            {ruledCount > 0 && (
              <>
                {" "}
                <span className="tag tag-warning">{t("draw.divided.againstRules", { count: ruledCount })}</span>
              </>
            )}
          </summary>
          <ul className="plain-rows small">
            {divided.slice(0, listedAtMost).map(({ group, teams: own }, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two groups may have the same name
              <li key={place} className="row-apart">
                <button type="button" className="link-button" onClick={() => onShow(group.areas)}>
                  {/* The heading says that it is told of their catchments. */}
                  {group.kind === "catchment" ? group.name : groupName(t, group)}
                </button>
                <span>
                  {listOfTeams(teams, own)}
                  {group.isRuled && <span className="visually-hidden"> {t("draw.divided.isRuled")}</span>}
                </span>
              </li>
            ))}
          </ul>
          {divided.length > listedAtMost && (
            <p className="small soft">{t("draw.divided.more", { count: divided.length - listedAtMost })}</p>
          )}
        </details>
      )}
      {joined.length > 0 && (
        <details className="divided-list" open data-testid="joined">
          <summary className="summary">
            {t("draw.divided.joinedPairs", { count: joined.length })}{" "}
            <span className="tag tag-warning">{t("draw.divided.againstRules", { count: joined.length })}</span>
          </summary>
          <ul className="plain-rows small">
            {joined.slice(0, listedAtMost).map(({ group, teams: own }) => (
              <li key={group.areas.join(" ")} className="row-apart">
                <button type="button" className="link-button" onClick={() => onShow(group.areas)}>
                  {group.name}
                </button>
                <span>{listOfTeams(teams, own)}</span>
              </li>
            ))}
          </ul>
          {joined.length > listedAtMost && (
            <p className="small soft">{t("draw.divided.moreJoined", { count: joined.length - listedAtMost })}</p>
          )}
        </details>
      )}
    </>
  );
}
