// Groups of areas that rules keep together, each by a name of its own.
import type { AreasTogether, KeptTogether } from "./rules-draft.ts";

/** Longest name of a group. */
const nameLimit = 120;

/** What adding a group comes to: it is added, it is there already, or another one has its name and somebody must choose. */
export type Adding =
  | { readonly kind: "added"; readonly keepTogether: readonly KeptTogether[] }
  | { readonly kind: "there" }
  | { readonly kind: "name-taken"; readonly freeName: string };

export function addTogether(keepTogether: readonly KeptTogether[], group: AreasTogether): Adding {
  const known = keepTogether.find(({ name }) => name === group.name);
  if (!known) return { kind: "added", keepTogether: [...keepTogether, { ...group, reason: "" }] };
  const codes = new Set(known.areaCodes);
  const isSame = codes.size === new Set(group.areaCodes).size && group.areaCodes.every((code) => codes.has(code));
  return isSame ? { kind: "there" } : { kind: "name-taken", freeName: freeName(keepTogether, group.name) };
}

/** The group in the place of the one that has its name; the reason was given for other areas and is not kept. */
export function replaceTogether(keepTogether: readonly KeptTogether[], group: AreasTogether): KeptTogether[] {
  return keepTogether.map((own) => (own.name === group.name ? { ...group, reason: "" } : own));
}

/** "Alnö (2)", or the first number that no group has. */
function freeName(keepTogether: readonly KeptTogether[], name: string): string {
  const taken = new Set(keepTogether.map((own) => own.name));
  for (let number = 2; ; number++) {
    const end = ` (${number})`;
    const free = name.slice(0, nameLimit - end.length) + end;
    if (!taken.has(free)) return free;
  }
}
