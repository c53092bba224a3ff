// From a team's tree or survey back to the profile of its area.
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useProfileList } from "../state/profiles.ts";
import { profilePath } from "./profile-path.ts";

/** Nothing for a team that has no area today. */
export function TeamProfileLink({ teamId }: { teamId: string }) {
  const { t } = useTranslation();
  const { data: list } = useProfileList();
  const profile = list?.profiles.find(({ kind, key }) => kind === "team" && key.endsWith(teamId));
  if (!profile) return null;
  return <Link to={profilePath(profile.key)}>{t("profile.ofTeam", { name: profile.name })}</Link>;
}
