// `verify`: reproduces a plan and its numbers from a bundle, without a database, and says where the file was changed.
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { Sentence } from "../contract/primitives.ts";
import { sha256Of } from "../record/bundle.ts";
import { type Verification, verifyBundle } from "../record/verify-bundle.ts";
import { type Command, CommandRefused, parseWords, UsageError } from "./command.ts";

/** What was made once more, by what could be done of the search. */
const reproduced: Record<Verification["run"], Sentence> = {
  repeated: {
    sv: "Körningens indelning och alla siffror blev likadana, bit för bit. Jämför kontrollsumman med den i beslutsunderlaget.",
    en: "The run's division and every number came out the same, to the bit. Compare the checksum with the decision record's.",
  },
  "not-repeatable": {
    sv: "Alla siffror blev likadana, bit för bit; sökningen efter indelningen har inte gjorts om. Jämför kontrollsumman med den i beslutsunderlaget.",
    en: "Every number came out the same, to the bit; the search for the division has not been done again. Compare the checksum with the decision record's.",
  },
  "other-engine": {
    sv: "Alla siffror blev likadana, bit för bit; sökningen efter indelningen hör till en annan version av motorn och har inte gjorts om. Jämför kontrollsumman med den i beslutsunderlaget.",
    en: "Every number came out the same, to the bit; the search for the division belongs to another version of the engine and has not been done again. Compare the checksum with the decision record's.",
  },
  none: {
    sv: "Alla siffror blev likadana, bit för bit; ingen körning finns att göra om. Jämför kontrollsumman med den i beslutsunderlaget.",
    en: "Every number came out the same, to the bit; there is no run to do again. Compare the checksum with the decision record's.",
  },
};

/** Apart from 3, which says that the file was changed. */
const otherEngineExitCode = 4;

export const verifyCommand: Command = {
  usage: "verify bevis-2281-….json [beslutsunderlag-….pdf] [beslutsunderlag-….html]",
  help: {
    sv: "Gör om ett förslags siffror, och sökningen där den går att göra om, från en bevisfil, bit för bit och utan databas. Säger första skillnaden (slutkod 3). Med PDF eller webbsida bredvid: säger också om de hör till bevisfilen. Slutkod 4: inget skiljer, men sökningen hör till en annan version av motorn.",
    en: "Reproduces a plan's numbers, and the search where it can be done again, from a bundle, to the bit and without a database. Names the first difference (exit code 3). With a PDF or web page beside it: also says whether they belong to the bundle. Exit code 4: nothing differs, but the search belongs to another version of the engine.",
  },
  async run(words, context) {
    const { positionals } = parseWords(words, {});
    const [path, ...documentPaths] = positionals;
    if (path === undefined) {
      throw new UsageError({ sv: "Skriv verify och bevisfilens namn.", en: "Write verify and the bundle's name." });
    }
    const text = await readFile(path, "utf8");
    const { difference, run, bound } = await verifyBundle(text, context.tell);
    const sha256 = sha256Of(text);
    const documents = await Promise.all(documentPaths.map((own) => readDocument(own, sha256)));
    const place = difference?.place ?? null;
    // As the exit code: of a search that another engine did nothing is proven.
    const verified = difference === null && run !== "other-engine";
    const ofDocuments = documents.length > 0 ? { documents } : {};
    context.print(JSON.stringify({ verified, sha256, difference: place, run, bound, ...ofDocuments }));
    if (difference) throw new CommandRefused([difference.message]);
    const strangers = documents.filter(({ belongs }) => !belongs);
    if (strangers.length > 0) throw new CommandRefused(strangers.map(({ file }) => strangerSentence(file)));
    if (run === "other-engine") throw new CommandRefused([reproduced[run]], otherEngineExitCode);
    context.tell(reproduced[run]);
  },
};

/** A record's file beside the bundle: its own checksum, and whether the bundle's stands in it. */
async function readDocument(path: string, bundleSha256: string) {
  const content = await readFile(path);
  return { file: basename(path), sha256: sha256Of(content), belongs: content.includes(bundleSha256) };
}

function strangerSentence(file: string): Sentence {
  return {
    sv: `${file}: bevisfilens kontrollsumma står inte i underlaget, så det hör till en annan version av förslaget (eller har skyddade antal, som ingen bevisfil hör till).`,
    en: `${file}: the bundle's checksum is not in the record, so it belongs to another version of the plan (or has protected numbers, which no bundle belongs to).`,
  };
}
