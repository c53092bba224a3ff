// One's own access: access tokens for GIS clients, and where one is signed in.
import { useTranslation } from "react-i18next";
import { useSignedIn } from "../state/session.tsx";
import { OwnSessions } from "./own-sessions.tsx";
import { OwnTokens } from "./own-tokens.tsx";

export default function OwnAccessPage() {
  const { t } = useTranslation();
  const { role } = useSignedIn();
  const readsMaps = role === "planner" || role === "manager" || role === "team";
  return (
    <div className="page page-narrow">
      <header className="page-head">
        <h1>{t("nav.ownAccess")}</h1>
        <p className="lead">{t("ownAccess.lead")}</p>
      </header>
      {readsMaps && <OwnTokens />}
      <OwnSessions />
    </div>
  );
}
