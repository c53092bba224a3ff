// Finds an area by code or name among thousands: a text field with the best matches under it, for the keyboard too.
import { type KeyboardEvent, useId, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { matchingAreas, type SearchedArea } from "./matching-areas.ts";

/** A combobox (WAI-ARIA): arrows walk the matches, Enter chooses, Escape closes. */
export function AreaSearch({
  label,
  titles,
  onChoose,
}: {
  label: string;
  /** By area_index. */
  titles: readonly string[];
  onChoose: (areaIndex: number) => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  const [text, setText] = useState("");
  const [active, setActive] = useState(0);
  const found = useMemo(() => matchingAreas(titles, text), [titles, text]);
  const choose = (area: SearchedArea | undefined) => {
    if (!area) return;
    onChoose(area.areaIndex);
    setText("");
    setActive(0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (found.length === 0) return;
    if (event.key === "ArrowDown") setActive((active + 1) % found.length);
    else if (event.key === "ArrowUp") setActive((active + found.length - 1) % found.length);
    else if (event.key === "Enter") choose(found[active]);
    else if (event.key === "Escape") setText("");
    else return;
    event.preventDefault();
  };
  return (
    <div className="field area-search">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="input"
        role="combobox"
        autoComplete="off"
        aria-expanded={found.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={found.length > 0 ? `${id}-${active}` : undefined}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setText("")}
      />
      <div id={`${id}-list`} role="listbox" aria-label={label} className="area-matches" hidden={found.length === 0}>
        {found.map((area, place) => (
          <div
            key={area.areaIndex}
            id={`${id}-${place}`}
            role="option"
            tabIndex={-1}
            aria-selected={place === active}
            className="area-match"
            onMouseDown={(event) => {
              event.preventDefault();
              choose(area);
            }}
          >
            {area.title}
          </div>
        ))}
      </div>
      <span className="visually-hidden" role="status">
        {text.trim() === "" ? "" : t("areaSearch.found", { count: found.length })}
      </span>
    </div>
  );
}
