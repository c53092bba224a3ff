// Comments that are not sent: found again where they were written, asked about, and nobody else's.
import { QueryClient } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import {
  forgetSentText,
  keepTypedText,
  throwAwayComments,
  typedComments,
  typedTextOf,
} from "../../web/state/typed-comments.ts";
import { forgetWhatWasRead } from "../../web/state/what-was-read.ts";

const norr = { name: "Norr", path: "/forslag/norr?flik=kommentarer" };
const ofArea = { name: "Norr", path: "/forslag/norr?flik=kommentarer&omrade=1101" };
const text = { kind: "written", name: "new" } as const;
const answer = { kind: "written", name: "answer 1" } as const;
const about = { kind: "chosen", name: "about" } as const;

describe("typed comments", () => {
  it("are kept for each place and each answer", () => {
    const client = new QueryClient();
    keepTypedText(client, norr, text, "Hänger");
    keepTypedText(client, norr, text, "Hänger skol");
    keepTypedText(client, norr, answer, "Nej");
    keepTypedText(client, ofArea, text, "Bron");
    expect([norr, ofArea].map((place) => typedTextOf(client, place, text))).toEqual(["Hänger skol", "Bron"]);
    expect(typedTextOf(client, ofArea, answer)).toBeNull();
    expect(typedComments(client)).toEqual([norr, ofArea]);
  });

  it("are nothing to ask about where only a subject is chosen, or nothing is left of the text", () => {
    const client = new QueryClient();
    keepTypedText(client, norr, about, "area");
    keepTypedText(client, norr, text, "  ");
    expect(typedComments(client)).toEqual([]);
  });

  it("are thrown away with every answer written there, and nowhere else", () => {
    const client = new QueryClient();
    for (const part of [text, answer]) keepTypedText(client, norr, part, "Hänger");
    keepTypedText(client, ofArea, text, "Bron");
    throwAwayComments(client, norr);
    expect(typedComments(client)).toEqual([ofArea]);
  });

  it("are forgotten once sent, but for what was written while they were on their way", () => {
    const client = new QueryClient();
    keepTypedText(client, norr, text, "Skickad");
    keepTypedText(client, ofArea, text, "Skickad, och mer");
    for (const place of [norr, ofArea]) forgetSentText(client, place, text, "Skickad");
    expect(typedComments(client)).toEqual([ofArea]);
  });

  it("stay where a session ended by itself, and go with everything else otherwise", () => {
    const client = new QueryClient();
    keepTypedText(client, norr, text, "Hänger");
    forgetWhatWasRead(client, true);
    expect(typedComments(client)).toEqual([norr]);
    forgetWhatWasRead(client);
    expect(typedComments(client)).toEqual([]);
  });
});
