// Which areas, named groups of areas and arenas a search text means, best first.
import type { Arena } from "../../api/contract/teams.ts";

/** Areas that have one name together: a higher level, a neighbourhood, a saved group, what rules keep together. */
const wideKinds = ["parent", "neighbourhood", "group", "together"] as const;
export type WideKind = (typeof wideKinds)[number];

export function isWideKind(kind: SearchablePlace["kind"]): kind is WideKind {
  return (wideKinds as readonly string[]).includes(kind);
}

export interface SearchablePlace {
  readonly kind: "area" | WideKind | Arena["kind"];
  /** Of the area it is or lies in, or of the higher level; empty where areas only have a name together. */
  readonly code: string;
  readonly name: string;
  /** The area it is or lies in, or all that it is made of; never empty. */
  readonly areaIndexes: readonly number[];
}

const shownCount = 10;
const fold = (text: string) => text.toLocaleLowerCase("sv").trim();

/** How well a text fits; null when it does not. The beginning of a code or a name is better than a word within. */
function closeness({ kind, code, name }: SearchablePlace, wanted: string): number | null {
  const own = fold(name);
  const isCoded = kind === "area" || kind === "parent";
  if (isCoded && fold(code) === wanted) return 0;
  if (own === wanted) return 1;
  if (isCoded && fold(code).startsWith(wanted)) return 2;
  if (own.startsWith(wanted)) return 3;
  if (own.split(/[\s/-]+/).some((word) => word.startsWith(wanted))) return 4;
  return own.includes(wanted) ? 5 : null;
}

/** The places that fit best; ties in the order given. */
export function findPlaces(places: readonly SearchablePlace[], text: string): readonly SearchablePlace[] {
  const wanted = fold(text);
  if (wanted === "") return [];
  return places
    .flatMap((place) => {
      const own = closeness(place, wanted);
      return own === null ? [] : [{ place, own }];
    })
    .sort((a, b) => a.own - b.own)
    .slice(0, shownCount)
    .map(({ place }) => place);
}
