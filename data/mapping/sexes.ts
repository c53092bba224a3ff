// Sexes as sources write them: K/F/2/kvinnor/flickor, M/1/män/pojkar, T/1+2/totalt.
import { compactText } from "./headings.ts";

export type Sex = "F" | "M" | "T";

const women = /^(k|f|kv|2|kvinna|kvinnor|flicka|flickor|woman|women|female|females|girls?|kvinnorochflickor)$/;
const men = /^(m|1|man|mannen|men|male|males|pojke|pojkar|boys?|manochpojkar)$/;
const both = /^(t|tot|totalt?|12|bada|badakonen|samtliga|alla|both|bothsexes|man?kvinnor|kvinnorochman|manochkvinnor)$/;

/** The sex a cell or a word of a heading names; null when it names none. */
export function parseSex(text: string): Sex | null {
  const compact = compactText(text);
  if (women.test(compact)) return "F";
  if (men.test(compact)) return "M";
  return both.test(compact) ? "T" : null;
}
