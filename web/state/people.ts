// What the pages read and change of people: everybody's own sessions and access tokens, and what administrators see.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import type { NewAccessToken, User, UserList } from "../../api/contract/people.ts";
import type { Role } from "../../api/contract/primitives.ts";
import { ask } from "../api-client.ts";
import { useSignedIn } from "./session.tsx";

const keys = { sessions: ["own-sessions"], tokens: ["own-tokens"], users: ["users"] } as const;

function useMunicipality(): string {
  return useSignedIn().municipality.code;
}

export function useOwnSessions() {
  const municipality = useMunicipality();
  return useQuery({
    queryKey: keys.sessions,
    queryFn: ({ signal }) => ask("get /api/:municipality/sessions", { params: { municipality }, signal }),
    select: (answer) => answer.sessions,
  });
}

export function useEndSession() {
  const municipality = useMunicipality();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (session: string) =>
      ask("delete /api/:municipality/sessions/:session", { params: { municipality, session } }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.sessions }),
  });
}

export function useOwnTokens() {
  const municipality = useMunicipality();
  return useQuery({
    queryKey: keys.tokens,
    queryFn: ({ signal }) => ask("get /api/:municipality/tokens", { params: { municipality }, signal }),
    select: (answer) => answer.tokens,
  });
}

export function useIssueToken() {
  const municipality = useMunicipality();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewAccessToken) => ask("post /api/:municipality/tokens", { params: { municipality }, body }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.tokens }),
  });
}

export function useRevokeToken() {
  const municipality = useMunicipality();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (token: string) => ask("delete /api/:municipality/tokens/:token", { params: { municipality, token } }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.tokens }),
  });
}

export function useUsers() {
  const municipality = useMunicipality();
  return useQuery({
    queryKey: keys.users,
    queryFn: ({ signal }) => ask("get /api/:municipality/users", { params: { municipality }, signal }),
    select: (answer) => answer.users,
  });
}

/** One change to what a person may do. */
export type UserChange =
  | { readonly kind: "disable" | "enable" | "end-sessions" }
  | { readonly kind: "give-role" | "take-role"; readonly role: Role }
  | { readonly kind: "bind-team" | "release-team"; readonly team: string }
  | { readonly kind: "revoke-token"; readonly token: string };

/** Changes a person; the list then shows the person as the service answered. */
export function useChangeUser(user: string) {
  const municipality = useMunicipality();
  const client = useQueryClient();
  const params = { municipality, user };
  return useMutation({
    mutationFn: (change: UserChange): Promise<User> => {
      switch (change.kind) {
        case "disable":
          return ask("post /api/:municipality/users/:user/disable", { params });
        case "enable":
          return ask("post /api/:municipality/users/:user/enable", { params });
        case "end-sessions":
          return ask("delete /api/:municipality/users/:user/sessions", { params });
        case "give-role":
          return ask("put /api/:municipality/users/:user/roles/:role", { params: { ...params, role: change.role } });
        case "take-role":
          return ask("delete /api/:municipality/users/:user/roles/:role", { params: { ...params, role: change.role } });
        case "bind-team":
          return ask("put /api/:municipality/users/:user/teams/:team", { params: { ...params, team: change.team } });
        case "release-team":
          return ask("delete /api/:municipality/users/:user/teams/:team", { params: { ...params, team: change.team } });
        case "revoke-token":
          return ask("delete /api/:municipality/users/:user/tokens/:token", {
            params: { ...params, token: change.token },
          });
      }
    },
    onSuccess: (changed) =>
      client.setQueryData<z.infer<typeof UserList>>(
        keys.users,
        (list) => list && { users: list.users.map((known) => (known.id === changed.id ? changed : known)) },
      ),
    onError: () => client.invalidateQueries({ queryKey: keys.users }),
  });
}
