// A search field for an area by code or name, several areas by the name they have together, or a school, for the keyboard too.
import type { TFunction } from "i18next";
import { type KeyboardEvent, type ReactNode, type Ref, useId, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Arena } from "../../api/contract/teams.ts";
import type { AreaGeography } from "../map/topology.ts";
import { findPlaces, isWideKind, type SearchablePlace } from "./find-places.ts";

const noArenas: readonly Arena[] = [];
const noPlaces: readonly SearchablePlace[] = [];

interface SearchFieldProps {
  readonly label: string;
  readonly help?: string;
  /** Shown at the field's end. */
  readonly mark?: ReactNode;
  /** Whether the field tells what was found last; else it is emptied for the next search. */
  readonly keepsName?: boolean;
  readonly onFound: (place: SearchablePlace) => void;
  readonly onFocus?: () => void;
  readonly ref?: Ref<HTMLInputElement>;
}

/** Searches the areas, and what is given beside them. */
export function PlaceSearch({
  geography,
  divisionId,
  arenas = noArenas,
  widePlaces = noPlaces,
  ...field
}: SearchFieldProps & {
  geography: AreaGeography;
  divisionId: string;
  /** Searched beside the areas. */
  arenas?: readonly Arena[];
  /** Named groups of areas, searched too; of those that fit as well as an area they come first. */
  widePlaces?: readonly SearchablePlace[];
}) {
  const places = useMemo<readonly SearchablePlace[]>(
    () => [
      ...widePlaces,
      ...geography.properties.map(({ code, name }, areaIndex) => {
        return { kind: "area" as const, code, name, areaIndexes: [areaIndex] };
      }),
      ...arenas.flatMap(({ name, kind, areaIndexes }) => {
        const areaIndex = areaIndexes[divisionId];
        if (areaIndex === undefined) return [];
        return [{ kind, code: geography.properties[areaIndex]!.code, name, areaIndexes: [areaIndex] }];
      }),
    ],
    [geography, arenas, widePlaces, divisionId],
  );
  return <SearchField places={places} {...field} />;
}

/** A combobox (WAI-ARIA) over the given places: arrows walk the matches, Enter chooses, Escape closes. */
export function SearchField({
  label,
  help,
  mark,
  places,
  keepsName = false,
  onFound,
  onFocus,
  ref,
}: SearchFieldProps & { places: readonly SearchablePlace[] }) {
  const { t } = useTranslation();
  const id = useId();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const [open, setOpen] = useState(false);
  const found = useMemo(() => findPlaces(places, text), [places, text]);
  const shown = open && text.trim() !== "";
  const choose = (place: SearchablePlace | undefined) => {
    if (!place) return;
    setText(keepsName ? place.name : "");
    setAt(0);
    setOpen(false);
    onFound(place);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
      setAt((at + (event.key === "ArrowDown" ? 1 : found.length - 1)) % Math.max(1, found.length));
    } else if (event.key === "Enter") {
      event.preventDefault();
      choose(found[at]);
    } else if (event.key === "Escape") setOpen(false);
  };
  return (
    <div className="field search-box">
      <label htmlFor={id}>{label}</label>
      {mark}
      <input
        ref={ref}
        id={id}
        className="input"
        type="search"
        role="combobox"
        autoComplete="off"
        aria-expanded={shown && found.length > 0}
        aria-controls={`${id}-found`}
        aria-autocomplete="list"
        aria-describedby={help === undefined ? undefined : `${id}-help`}
        aria-activedescendant={shown && found.length > 0 ? `${id}-${at}` : undefined}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
          setOpen(true);
        }}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
        onBlur={() => setOpen(false)}
      />
      <div
        id={`${id}-found`}
        role="listbox"
        aria-label={t("search.found")}
        className="search-found"
        hidden={!shown || found.length === 0}
      >
        {found.map((place, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the option at hand
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field takes the keys
          <div
            key={`${place.kind} ${place.code} ${place.name} ${place.areaIndexes[0]}`}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(place)}
          >
            {place.name} <span className="soft small">{aboutPlace(t, place)}</span>
          </div>
        ))}
      </div>
      {help !== undefined && (
        <span className="field-help" id={`${id}-help`}>
          {help}
        </span>
      )}
      <p className={found.length === 0 ? "small soft" : "visually-hidden"} role="status">
        {shown && (found.length === 0 ? t("search.nothing") : t("search.count", { count: found.length }))}
      </p>
    </div>
  );
}

/** What tells places of one name apart: what kind it is, its code, and how many areas it is made of. */
function aboutPlace(t: TFunction, { kind, code, areaIndexes }: SearchablePlace): string {
  if (kind === "area") return code;
  const isWide = isWideKind(kind);
  return [
    t(isWide ? `search.kind.${kind}` : `arena.${kind}`),
    ...(code === "" ? [] : [code]),
    ...(isWide || areaIndexes.length > 1 ? [t("search.areas", { count: areaIndexes.length })] : []),
  ].join(", ");
}
