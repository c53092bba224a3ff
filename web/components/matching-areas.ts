// Which areas a text that is being typed may mean.

export interface SearchedArea {
  readonly areaIndex: number;
  /** "0101 Haga". */
  readonly title: string;
}

const shownAtMost = 8;

/** The areas that begin with the text first, then those that hold it. */
export function matchingAreas(titles: readonly string[], text: string): readonly SearchedArea[] {
  const wanted = text.trim().toLocaleLowerCase("sv");
  if (wanted === "") return [];
  const first: SearchedArea[] = [];
  const later: SearchedArea[] = [];
  for (const [areaIndex, title] of titles.entries()) {
    const place = title.toLocaleLowerCase("sv").indexOf(wanted);
    if (place >= 0) (place === 0 ? first : later).push({ areaIndex, title });
    if (first.length >= shownAtMost) break;
  }
  return [...first, ...later].slice(0, shownAtMost);
}
