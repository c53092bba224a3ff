// Operations on one's own access tokens.
import { recordAct } from "../audit/record-act.ts";
import { AppError } from "../errors.ts";
import type { Handlers } from "../http/call.ts";
import { hashOfToken } from "../session/cookie.ts";
import { newAccessToken } from "./access-token.ts";
import { insertToken, listTokens, revokeToken } from "./tokens.store.ts";

export function tokenHandlers(): Pick<Handlers, "listOwnTokens" | "issueToken" | "revokeOwnToken"> {
  return {
    listOwnTokens: async (transaction, { params, caller }) => ({
      status: 200,
      body: { tokens: await listTokens(transaction, params.municipality, caller.userId) },
    }),
    issueToken: async (transaction, { body, caller }) => {
      const secret = newAccessToken();
      const token = await insertToken(transaction, caller, body, hashOfToken(secret));
      await recordAct(transaction, "token.issued", "token", token.id, { days: body.days });
      return { status: 201, body: { token, secret } };
    },
    revokeOwnToken: async (transaction, { params, caller }) => {
      const revoked = await revokeToken(transaction, params.municipality, caller.userId, params.token);
      if (!revoked) throw new AppError("not-found");
      await recordAct(transaction, "token.revoked", "token", params.token);
      return { status: 204 };
    },
  };
}
