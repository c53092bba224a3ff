// Answers typed in from paper: kept until they are saved, for the person who typed them alone.
import { QueryClient } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import { forgetTypedAnswers, keepTypedAnswers, typedAnswers, typedAnswersOf } from "../../web/state/typed-answers.ts";
import { forgetWhatWasRead } from "../../web/state/what-was-read.ts";

const typed = {
  surveyId: "mammaträffarna",
  name: "Mammaträffarna",
  columns: "[]",
  rows: [
    [3, 4],
    [2, null],
    [null, null],
  ],
  sendingId: "a",
  isSent: false,
};

describe("typed answers", () => {
  it("are found again as they were, with the number that they are sent under", () => {
    const client = new QueryClient();
    keepTypedAnswers(client, typed);
    keepTypedAnswers(client, { ...typed, isSent: true });
    expect(typedAnswersOf(client, typed.surveyId)).toEqual({ ...typed, isSent: true });
    expect(typedAnswers(client).map(({ name }) => name)).toEqual(["Mammaträffarna"]);
  });

  it("are nothing to ask about where none is typed or they are saved", () => {
    const client = new QueryClient();
    keepTypedAnswers(client, { ...typed, rows: [[null, null]] });
    expect(typedAnswers(client)).toEqual([]);
    keepTypedAnswers(client, typed);
    forgetTypedAnswers(client, typed.surveyId);
    expect(typedAnswers(client)).toEqual([]);
  });

  it("stay where a session ended by itself, and go with everything else otherwise", () => {
    const client = new QueryClient();
    keepTypedAnswers(client, typed);
    forgetWhatWasRead(client, true);
    expect(typedAnswers(client)).toHaveLength(1);
    forgetWhatWasRead(client);
    expect(typedAnswers(client)).toEqual([]);
  });
});
