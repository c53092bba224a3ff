// From a team's tree or survey back to the profile of its area, or of the place that the tree is about.
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { ProblemTree } from "../../api/contract/problem-trees.ts";
import { useProfileList } from "../state/profiles.ts";
import { useSignedIn } from "../state/session.tsx";
import { profilePath } from "./profile-path.ts";

/** Nothing for a team that has no area today. */
export function TeamProfileLink({ teamId }: { teamId: string }) {
  const { t } = useTranslation();
  const { data: list } = useProfileList();
  const profile = list?.profiles.find(({ kind, key }) => kind === "team" && key.endsWith(teamId));
  if (!profile) return null;
  return <Link to={profilePath(profile.key)}>{t("profile.ofTeam", { name: profile.name })}</Link>;
}

/** The place's name alone for a team whose place it no longer is: its profile is another's. */
export function PlaceProfileLink({ place }: { place: NonNullable<ProblemTree["place"]> }) {
  const { t } = useTranslation();
  const { role } = useSignedIn();
  if (role === "team" && !place.isOwn) return null;
  return <Link to={profilePath(place.key)}>{t("profile.ofTeam", { name: place.name })}</Link>;
}
