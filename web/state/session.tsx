// Who is signed in, for every page; when the service says the session has ended, the sign-in is shown again.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import type { Role } from "../../api/contract/primitives.ts";
import type { Session, SignIn } from "../../api/contract/session.ts";
import { ask, call, type Outcome, onSignedOut } from "../api-client.ts";
import { forgetWhatWasRead, isSamePerson, sessionKey } from "./what-was-read.ts";

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

export function SessionProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [ended, setEnded] = useState(false);
  /** Whose session ended by itself. */
  const away = useRef<SignedIn | null>(null);
  /** What the one whose session ended had not saved is found again by them alone. */
  const comeBack = (now: Session) => {
    forgetWhatWasRead(client, now.signedIn && isSamePerson(away.current, now));
    away.current = null;
    setEnded(false);
  };
  const query = useQuery({
    queryKey: sessionKey,
    // Whoever signs in again may do so in another tab.
    refetchOnWindowFocus: ended && "always",
    queryFn: async ({ signal }) => {
      const session = await ask("get /api/session", { signal });
      if (session.signedIn && away.current) comeBack(session);
      return session;
    },
  });

  useEffect(
    () =>
      onSignedOut(() => {
        const before = client.getQueryData<Session>(sessionKey);
        if (!before?.signedIn) return;
        away.current = before;
        const { demonstration, loginProviders } = before;
        client.setQueryData<Session>(sessionKey, { signedIn: false, demonstration, loginProviders });
        setEnded(true);
      }),
    [client],
  );

  const state: SessionState = {
    session: query.data ?? null,
    error: query.error,
    ended,
    signIn: async (choice) => {
      const outcome = await call("post /api/session", { body: choice });
      if (outcome.ok) {
        comeBack(outcome.value);
        client.setQueryData<Session>(sessionKey, outcome.value);
      }
      return outcome;
    },
    switchRole: async (role) => {
      const outcome = await call("put /api/session/role", { body: { role } });
      if (outcome.ok) {
        forgetWhatWasRead(client);
        client.setQueryData<Session>(sessionKey, outcome.value);
      }
      return outcome;
    },
    signOut: async () => {
      const outcome = await call("delete /api/session", {});
      forgetWhatWasRead(client);
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
