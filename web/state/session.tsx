// Who is signed in, for every page; when the service says the session has ended, the sign-in is shown again.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import type { Role } from "../../api/contract/primitives.ts";
import type { Session, SignIn } from "../../api/contract/session.ts";
import { ask, call, type Outcome, onSignedOut } from "../api-client.ts";

export type SignedIn = Extract<Session, { signedIn: true }>;

interface SessionState {
  readonly session: Session | null;
  readonly error: unknown;
  /** True when a session ended by itself (time limit), so that the sign-in can say so. */
  readonly ended: boolean;
  readonly signIn: (choice: SignIn) => Promise<Outcome<Session>>;
  /** Acts in another of the person's roles; nothing read in the one before is kept. */
  readonly switchRole: (role: Role) => Promise<Outcome<Session>>;
  readonly signOut: () => Promise<void>;
}

const SessionContext = createContext<SessionState | null>(null);
const sessionKey = ["session"] as const;

export function SessionProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [ended, setEnded] = useState(false);
  const query = useQuery({ queryKey: sessionKey, queryFn: ({ signal }) => ask("get /api/session", { signal }) });

  useEffect(
    () =>
      onSignedOut(() => {
        const before = client.getQueryData<Session>(sessionKey);
        if (!before?.signedIn) return;
        const { demonstration, loginProviders } = before;
        client.setQueryData<Session>(sessionKey, { signedIn: false, demonstration, loginProviders });
        setEnded(true);
      }),
    [client],
  );

  /** Nothing read in one role may be shown in another. */
  const forgetEverythingRead = () =>
    client.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] });

  const state: SessionState = {
    session: query.data ?? null,
    error: query.error,
    ended,
    signIn: async (choice) => {
      const outcome = await call("post /api/session", { body: choice });
      if (outcome.ok) {
        forgetEverythingRead();
        client.setQueryData<Session>(sessionKey, outcome.value);
        setEnded(false);
      }
      return outcome;
    },
    switchRole: async (role) => {
      const outcome = await call("put /api/session/role", { body: { role } });
      if (outcome.ok) {
        forgetEverythingRead();
        client.setQueryData<Session>(sessionKey, outcome.value);
      }
      return outcome;
    },
    signOut: async () => {
      const outcome = await call("delete /api/session", {});
      forgetEverythingRead();
      // The identity provider has a session of its own to end; it sends the browser back here.
      if (outcome.ok && outcome.value !== undefined) return location.assign(outcome.value.continueAt);
      await client.invalidateQueries({ queryKey: sessionKey });
    },
  };
  return <SessionContext value={state}>{children}</SessionContext>;
}

export function useSessionState(): SessionState {
  const state = useContext(SessionContext);
  if (!state) throw new Error("useSessionState is used outside SessionProvider.");
  return state;
}

/** The signed-in person; only for parts that are drawn when somebody is signed in. */
export function useSignedIn(): SignedIn {
  const { session } = useSessionState();
  if (!session?.signedIn) throw new Error("A part for signed-in people was drawn without a session.");
  return session;
}
