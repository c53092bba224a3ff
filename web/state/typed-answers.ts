// Survey answers typed in from paper and not saved yet: kept while other pages are shown, and asked about before one leaves.
import type { QueryClient } from "@tanstack/react-query";
import { openAnswers } from "./what-was-read.ts";

/** A row a form, a step of the scale for each column; null where nothing is typed. */
export type TypedRow = readonly (number | null)[];

export interface TypedAnswers {
  readonly surveyId: string;
  readonly name: string;
  /** What the columns ask about; rows of other questions are of no use. */
  readonly columns: string;
  readonly rows: readonly TypedRow[];
  /** The number that they are sent under: sent again under it they are not counted again. */
  readonly sendingId: string;
  /** They have been sent and may have been counted: they stay as they were sent until the service has answered. */
  readonly isSent: boolean;
}

const keyOf = (surveyId: string) => [openAnswers, surveyId] as const;

/** Keeps what is typed for a survey in place of what was kept; forgets it where nothing is typed. */
export function keepTypedAnswers(client: QueryClient, typed: TypedAnswers): void {
  const key = keyOf(typed.surveyId);
  const isFirst = client.getQueryData(key) === undefined;
  const isEmpty = typed.rows.every((row) => row.every((step) => step === null));
  client.setQueryDefaults(key, { gcTime: Number.POSITIVE_INFINITY });
  client.setQueryData<TypedAnswers | null>(key, isEmpty ? null : typed);
  if (!isFirst || typeof addEventListener === "undefined") return;
  addEventListener("beforeunload", (event) => {
    if (client.getQueryData(key)) event.preventDefault();
  });
}

export function forgetTypedAnswers(client: QueryClient, surveyId: string): void {
  client.setQueryData<TypedAnswers | null>(keyOf(surveyId), null);
}

/** What is typed for the survey and not saved; null where nothing is. */
export function typedAnswersOf(client: QueryClient, surveyId: string): TypedAnswers | null {
  return client.getQueryData<TypedAnswers | null>(keyOf(surveyId)) ?? null;
}

/** Of every survey, in the order they were begun. */
export function typedAnswers(client: QueryClient): TypedAnswers[] {
  return client.getQueriesData<TypedAnswers | null>({ queryKey: [openAnswers] }).flatMap(([, kept]) => kept ?? []);
}
