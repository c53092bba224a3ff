// `verify`: reproduces a plan and its numbers from a bundle, without a database, and says where the file was changed.
import { readFile } from "node:fs/promises";
import { sha256Of } from "../record/bundle.ts";
import { verifyBundle } from "../record/verify-bundle.ts";
import { type Command, CommandRefused, parseWords, UsageError } from "./command.ts";

export const verifyCommand: Command = {
  usage: "verify bevis-2281-….json",
  help: {
    sv: "Gör om ett förslag och dess siffror från en bevisfil, bit för bit och utan databas. Säger första skillnaden (slutkod 3).",
    en: "Reproduces a plan and its numbers from a bundle, to the bit and without a database. Names the first difference (exit code 3).",
  },
  async run(words, context) {
    const { positionals } = parseWords(words, {});
    const [path] = positionals;
    if (path === undefined || positionals.length > 1) {
      throw new UsageError({ sv: "Skriv verify och bevisfilens namn.", en: "Write verify and the bundle's name." });
    }
    const text = await readFile(path, "utf8");
    const difference = await verifyBundle(text, context.tell);
    const sha256 = sha256Of(text);
    context.print(JSON.stringify({ verified: difference === null, sha256, difference: difference?.place ?? null }));
    if (difference) throw new CommandRefused([difference.message]);
    context.tell({
      sv: "Förslaget och alla siffror blev likadana, bit för bit. Jämför kontrollsumman med den i beslutsunderlaget.",
      en: "The plan and every number came out the same, to the bit. Compare the checksum with the decision record's.",
    });
  },
};
