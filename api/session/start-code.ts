// The code that a program on a planner's own machine prints when it starts: only who can read its terminal may use a real municipality.
import { createHash, randomInt, timingSafeEqual } from "node:crypto";

/** No letters or digits that are taken for each other. */
const alphabet = "ABCDEFGHJKLMNPQRTUVWXY346789";
const groups = 3;
const groupLength = 4;

/** Twelve characters in groups of four: 57 bits, which at thirty attempts a minute are never guessed. */
export function newStartCode(): string {
  const group = () => Array.from({ length: groupLength }, () => alphabet[randomInt(alphabet.length)]).join("");
  return Array.from({ length: groups }, group).join("-");
}

/** Whether the code is the one that was printed; spaces, hyphens and small letters make no difference. */
export function isStartCode(printed: string | null, given: string | undefined): boolean {
  if (printed === null || given === undefined) return false;
  const hashOf = (code: string) => createHash("sha256").update(code.toUpperCase().replace(/[\s-]/g, "")).digest();
  return timingSafeEqual(hashOf(printed), hashOf(given));
}
