// What a tree is about: the team's whole area, or a named neighbourhood or an area of any level within it.
import { useTranslation } from "react-i18next";
import type { ProblemTree } from "../../api/contract/problem-trees.ts";
import { ProfileSelect } from "../profile-page/profile-chooser.tsx";
import { useProfileList } from "../state/profiles.ts";

export function PlaceField({
  present,
  value,
  onChoose,
}: {
  /** The place that the tree has, which may be one that can no longer be chosen. */
  present: ProblemTree["place"];
  /** Key of the place's profile; null for the team's whole area. */
  value: string | null;
  onChoose: (key: string | null) => void;
}) {
  const { t } = useTranslation();
  const places = useProfileList().data?.profiles.filter(({ kind }) => kind !== "team") ?? [];
  const isListed = present === null || places.some(({ key }) => key === present.key);
  return (
    <ProfileSelect
      label={t("trees.place")}
      profiles={places}
      value={value ?? ""}
      first={[["", t("trees.wholeArea")], ...(isListed ? [] : [[present.key, present.name] as const])]}
      onChoose={(key) => onChoose(key === "" ? null : key)}
    />
  );
}
