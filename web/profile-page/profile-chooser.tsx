// What to open the profile of: a team, a neighbourhood or an area of any level.
import { useTranslation } from "react-i18next";
import type { ProfileList } from "../../api/contract/profiles.ts";
import { SelectField } from "../components/field.tsx";

type Listed = ProfileList["profiles"][number];

/** The groups of a list, in the order they are chosen among: teams, neighbourhoods, then areas by level. */
function groupsOf(profiles: readonly Listed[]): readonly { readonly name: string; readonly of: readonly Listed[] }[] {
  const groups = new Map<string, Listed[]>();
  for (const one of profiles) {
    const name = one.kind === "area" ? (one.level === null ? "areas" : `level.${one.level}`) : one.kind;
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  return [...groups].map(([name, of]) => ({ name, of }));
}

export function ProfileSelect({
  label,
  profiles,
  value,
  first,
  onChoose,
}: {
  label: string;
  profiles: readonly Listed[];
  value: string;
  /** Choices before the profiles: key and name. */
  first: readonly (readonly [string, string])[];
  onChoose: (key: string) => void;
}) {
  const { t } = useTranslation();
  const nameOf = ({ letter, name }: Listed) => (letter === null ? name : `${letter} ${name}`);
  return (
    <SelectField label={label} value={value} onChange={(event) => onChoose(event.target.value)}>
      {first.map(([key, name]) => (
        <option key={key} value={key}>
          {name}
        </option>
      ))}
      {groupsOf(profiles).map(({ name, of }) => (
        <optgroup
          key={name}
          label={
            name.startsWith("level.")
              ? t("profile.choose.level", { level: name.slice("level.".length) })
              : t(`profile.choose.${name}`)
          }
        >
          {of.map((one) => (
            <option key={one.key} value={one.key}>
              {nameOf(one)}
            </option>
          ))}
        </optgroup>
      ))}
    </SelectField>
  );
}
