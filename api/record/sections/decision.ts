// Where the board writes its decision: nothing is filled in by the program.
import { factList, type SectionWriter } from "./section.ts";

/** Long enough to write on by hand. */
const line = "_".repeat(38);

export const decision: SectionWriter = () => ({
  id: "beslut",
  title: "Beslut",
  blocks: [
    factList(
      ["Nämnd eller utskott", "Sammanträdesdatum", "Paragraf", "Beslut", "Gäller från", "Ordförande", "Justerare"].map(
        (name) => [name, line] as const,
      ),
    ),
  ],
});
