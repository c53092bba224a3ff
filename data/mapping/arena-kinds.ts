// Kinds of arenas as registers and municipalities name them.
import { plainText } from "./headings.ts";

export type ArenaKind = "school" | "preschool" | "family-centre" | "bvc" | "youth-centre" | "open-preschool" | "other";

// The order matters: "öppen förskola" is not a förskola, "förskoleklass" is a school.
const kinds: readonly (readonly [RegExp, ArenaKind])[] = [
  [/oppen forskola|open ?preschool|oppforskola|oppf/, "open-preschool"],
  [/familjecentral|familjens hus|family ?-?cent(re|er)/, "family-centre"],
  [/\bbvc\b|barnavardscentral|barnhalsovard/, "bvc"],
  [/fritidsgard|ungdomens hus|ungdomsgard|motesplats for unga|youth/, "youth-centre"],
  [
    /forskoleklass|f-klass|fklass|\bskola\b|grundskola|grundsarskola|gymnasi|school(?!.*pre)|\b(gr|gran|gy|gyan|sp|sam)\b|anpassad|specialskola|skolenhet/,
    "school",
  ],
  [/forskola|forskolor|preschool|pre-school|familjedaghem|pedagogisk omsorg|daghem/, "preschool"],
  [/^(other|annat|annan|ovrigt|ovrig|bibliotek|forening|idrott.*)$/, "other"],
];

/** The kind a word names; null when it names none. */
export function parseArenaKind(text: string): ArenaKind | null {
  const plain = plainText(text);
  if (/^pre-?school/.test(plain)) return "preschool";
  return kinds.find(([pattern]) => pattern.test(plain))?.[1] ?? null;
}
