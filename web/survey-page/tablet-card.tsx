// Opens a survey on a tablet: a link and a code that work for some hours, without anybody signed in there.
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Survey } from "../../api/contract/surveys.ts";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { useAskBeforeLeaving } from "../layout/ask-before-leaving.tsx";
import { formatInstant } from "../numbers.ts";
import { useSessionState } from "../state/session.tsx";
import { useTablets } from "../state/surveys.ts";
import { tabletLink, tabletPath } from "./survey-paths.ts";

export function TabletCard({ survey }: { survey: Survey }) {
  const { t } = useTranslation();
  const { open, end } = useTablets(survey.id);
  const { signOut } = useSessionState();
  const { leaving, question } = useAskBeforeLeaving();
  const navigate = useNavigate();
  const opened = open.data;
  /** The page of the tablet first, so that the sign-in is never shown in between. */
  const openHere = (code: string) => {
    navigate({ pathname: tabletPath, hash: code });
    void signOut();
  };
  return (
    <section className="card stack" aria-labelledby="tablet-heading">
      <h2 id="tablet-heading">{t("surveys.tab.platta")}</h2>
      <p>{t("surveys.tabletHelp")}</p>
      {question}
      <ProblemNotice error={open.error ?? end.error} />
      {opened && survey.hasOpenTablet && (
        <div className="notice notice-success stack-tight">
          <p>{t("surveys.tabletOpen", { until: formatInstant(opened.expiresAt) })}</p>
          <p>{t("surveys.tabletAddress", { address: tabletLink("").replace("#", "") })}</p>
          <p>
            <strong className="tablet-code">{opened.code}</strong>
          </p>
          <p className="small">{t("surveys.tabletSignsOut")}</p>
          <p>
            <button type="button" className="button" onClick={() => leaving(() => openHere(opened.code))}>
              {t("surveys.tabletStart")}
            </button>
          </p>
        </div>
      )}
      {!opened && survey.hasOpenTablet && <p className="notice">{t("surveys.tabletAlready")}</p>}
      <div className="row">
        <button type="button" className="button button-primary" disabled={open.isPending} onClick={() => open.mutate()}>
          {t("surveys.openTablet")}
        </button>
        {survey.hasOpenTablet && (
          <button type="button" className="button" disabled={end.isPending} onClick={() => end.mutate()}>
            {t("surveys.endTablets")}
          </button>
        )}
      </div>
    </section>
  );
}
