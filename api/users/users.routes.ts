// Operations of administrators on people: who they are, what they may do, and shutting them out.
import type { Act } from "../audit/actions.ts";
import { recordAct } from "../audit/record-act.ts";
import type { User } from "../contract/people.ts";
import type { Transaction } from "../db/database.ts";
import { AppError } from "../errors.ts";
import type { Caller, Handlers } from "../http/call.ts";
import { endSessionsOf } from "../session/session.store.ts";
import { revokeToken, revokeTokensOf } from "../tokens/tokens.store.ts";
import { bindTeam, findUser, giveRole, listUsers, setDisabled, takeRole, unbindTeam } from "./users.store.ts";

type UserOperations =
  | "listUsers"
  | "readUser"
  | "disableUser"
  | "enableUser"
  | "giveRole"
  | "takeRole"
  | "bindTeam"
  | "unbindTeam"
  | "endUserSessions"
  | "revokeUserToken";

interface UserCall {
  readonly params: { readonly municipality: string; readonly user: string };
  readonly caller: Caller;
}

export function userHandlers(): Pick<Handlers, UserOperations> {
  return {
    listUsers: async (transaction, { params }) => ({
      status: 200,
      body: { users: await listUsers(transaction, params.municipality) },
    }),
    readUser: async (transaction, { params }) => ({
      status: 200,
      body: await requireUser(transaction, params.municipality, params.user),
    }),
    disableUser: (transaction, call) =>
      changed(transaction, call, { action: "user.disabled" }, async ({ municipality, user }) => {
        const disabled = await setDisabled(transaction, municipality, user, true);
        await endSessionsOf(transaction, municipality, user);
        for (const token of await revokeTokensOf(transaction, municipality, user)) {
          await recordAct(transaction, "token.revoked", "user", user, { token });
        }
        return disabled;
      }),
    enableUser: (transaction, call) =>
      changed(transaction, call, { action: "user.enabled" }, ({ municipality, user }) =>
        setDisabled(transaction, municipality, user, false),
      ),
    giveRole: (transaction, call) => {
      const { role } = call.params;
      return changed(transaction, call, { action: "user.role-given", details: { role } }, ({ municipality, user }) =>
        giveRole(transaction, municipality, user, role),
      );
    },
    takeRole: (transaction, call) => {
      const { role } = call.params;
      const act = { action: "user.role-taken", details: { role } } as const;
      return changed(transaction, call, act, async ({ municipality, user }) => {
        const outcome = await takeRole(transaction, municipality, user, role);
        if (outcome === "given-elsewhere") throw new AppError("user.granted-elsewhere");
        return outcome === "taken";
      });
    },
    bindTeam: (transaction, call) => {
      const { team } = call.params;
      return changed(
        transaction,
        call,
        { action: "user.team-bound", details: { team } },
        async ({ municipality, user }) => {
          const bound = await bindTeam(transaction, municipality, user, team);
          if (bound === null) throw new AppError("not-found");
          return bound;
        },
      );
    },
    unbindTeam: (transaction, call) => {
      const { team } = call.params;
      const act = { action: "user.team-released", details: { team } } as const;
      return changed(transaction, call, act, async ({ municipality, user }) => {
        const outcome = await unbindTeam(transaction, municipality, user, team);
        if (outcome === "given-elsewhere") throw new AppError("user.granted-elsewhere");
        if (outcome === "not-given") throw new AppError("not-found");
        return true;
      });
    },
    endUserSessions: (transaction, call) =>
      changed(transaction, call, { action: "user.signed-out" }, async ({ municipality, user }) => {
        return (await endSessionsOf(transaction, municipality, user)) > 0;
      }),
    revokeUserToken: (transaction, call) => {
      const { token } = call.params;
      return changed(
        transaction,
        call,
        { action: "token.revoked", details: { token } },
        async ({ municipality, user }) => {
          if (!(await revokeToken(transaction, municipality, user, token))) throw new AppError("not-found");
          return true;
        },
      );
    },
  };
}

/**
 * Makes a change to somebody else's access and answers the person as they then are. What changed something is logged,
 * what was so already is not. Nobody changes their own access: the policies refuse it too.
 */
async function changed(
  transaction: Transaction,
  { params, caller }: UserCall,
  act: Act,
  change: (params: UserCall["params"]) => Promise<boolean>,
): Promise<{ status: 200; body: User }> {
  await requireUser(transaction, params.municipality, params.user);
  if (params.user === caller.userId) throw new AppError("user.oneself");
  if (await change(params)) await recordAct(transaction, act.action, "user", params.user, act.details);
  return { status: 200, body: await requireUser(transaction, params.municipality, params.user) };
}

async function requireUser(transaction: Transaction, municipality: string, id: string): Promise<User> {
  const user = await findUser(transaction, municipality, id);
  if (!user) throw new AppError("not-found");
  return user;
}
