// Follow-up surveys: read, made, answered from paper, opened on a tablet.
import { type QueryClient, skipToken, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import type { NewSurvey, Survey, SurveyAnswers, SurveyChange } from "../../api/contract/surveys.ts";
import { ask } from "../api-client.ts";
import { handOver } from "./record.ts";
import { useSignedIn } from "./session.tsx";

function takeIn(client: QueryClient, survey: Survey): void {
  client.setQueryData<Survey>(["survey", survey.id], survey);
  void client.invalidateQueries({ queryKey: ["surveys"] });
  // Each round is read with the others beside it.
  for (const { surveyId } of survey.rounds) {
    if (surveyId !== survey.id) void client.invalidateQueries({ queryKey: ["survey", surveyId] });
  }
}

export function useSurveys() {
  const municipality = useSignedIn().municipality.code;
  return useQuery({
    queryKey: ["surveys"],
    queryFn: ({ signal }) => ask("get /api/:municipality/surveys", { params: { municipality }, signal }),
    select: (answer) => answer.surveys,
  });
}

export function useSurvey(survey: string | null) {
  const municipality = useSignedIn().municipality.code;
  return useQuery({
    queryKey: ["survey", survey],
    queryFn:
      survey === null
        ? skipToken
        : ({ signal }) => ask("get /api/:municipality/surveys/:survey", { params: { municipality, survey }, signal }),
  });
}

export function useMakeSurvey() {
  const municipality = useSignedIn().municipality.code;
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: z.input<typeof NewSurvey>) =>
      ask("post /api/:municipality/surveys", { params: { municipality }, body }),
    onSuccess: (made) => takeIn(client, made),
  });
}

export function useChangeSurvey({ id, version }: Survey) {
  const params = { municipality: useSignedIn().municipality.code, survey: id };
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: z.input<typeof SurveyChange>) =>
      ask("patch /api/:municipality/surveys/:survey", { params, ifVersion: version, body }),
    onSuccess: (changed) => takeIn(client, changed),
  });
}

/** Names the present round where it is called something else, and begins the next. */
export function useBeginRound({ id, version, round }: Survey) {
  const params = { municipality: useSignedIn().municipality.code, survey: id };
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ present, next }: { present: string; next: string }) => {
      if (present.trim() !== round) {
        const body = { round: present };
        takeIn(client, await ask("patch /api/:municipality/surveys/:survey", { params, ifVersion: version, body }));
      }
      return await ask("post /api/:municipality/surveys/:survey/rounds", { params, body: { round: next } });
    },
    onSuccess: (begun) => takeIn(client, begun),
  });
}

export function useEnterAnswers(survey: string) {
  const params = { municipality: useSignedIn().municipality.code, survey };
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: z.input<typeof SurveyAnswers>) =>
      ask("post /api/:municipality/surveys/:survey/answers", { params, body }),
    onSuccess: (answered) => takeIn(client, answered),
  });
}

/** Fetches what is told of the answers as a table and hands it to the person. */
export function useSaveSurveyTable(survey: string) {
  const params = { municipality: useSignedIn().municipality.code, survey };
  return useMutation({
    mutationFn: async () => {
      const file = await ask("get /api/:municipality/surveys/:survey/export", { params });
      handOver(file);
      return file.name;
    },
  });
}

/** Opens the survey for a tablet, or ends every code of it. */
export function useTablets(survey: string) {
  const params = { municipality: useSignedIn().municipality.code, survey };
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: ["survey", survey] });
  const open = useMutation({
    mutationFn: () => ask("post /api/:municipality/surveys/:survey/tablets", { params }),
    onSuccess: refresh,
  });
  const end = useMutation({
    mutationFn: () => ask("delete /api/:municipality/surveys/:survey/tablets", { params }),
    onSuccess: refresh,
  });
  return { open, end };
}
