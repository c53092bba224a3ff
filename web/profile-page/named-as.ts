// A list of profiles, searched by name, letter or code.
import type { ProfileList } from "../../api/contract/profiles.ts";

type Listed = ProfileList["profiles"][number];

/** Those whose name or code holds every word of a search text, and the chosen one; all where the text is empty. */
export function namedAs(profiles: readonly Listed[], wanted: string, chosen: string | null): readonly Listed[] {
  const fold = (text: string) => text.toLocaleLowerCase("sv");
  const words = fold(wanted).split(/\s+/).filter(Boolean);
  return profiles.filter(({ key, letter, name }) => {
    const own = fold(`${letter ?? ""} ${name}`);
    return key === chosen || words.every((word) => own.includes(word));
  });
}
