// `administrators`: adds a real municipality's first administrator, who then signs in through the municipality's login.
import { LoginRefused } from "../login/login-refusal.ts";
import { addAdministrator } from "../users/add-administrator.ts";
import { type Command, CommandRefused, parseWords, required, UsageError } from "./command.ts";
import { withService } from "./with-service.ts";

export const administratorsCommand: Command = {
  usage: "administrators add <namn> (--oidc <id> | --saml <id>)",
  help: {
    sv: "Lägger till en administratör i kommunen i LOGIN_MUNICIPALITY, med id:t som inloggningen ger (loggas).",
    en: "Adds an administrator to the municipality of LOGIN_MUNICIPALITY, by the id that the login gives (logged).",
  },
  async run(words, context) {
    const { positionals, values } = parseWords(words, { oidc: { type: "string" }, saml: { type: "string" } });
    const [action, ...name] = positionals;
    if (action !== "add") throw new UsageError({ sv: "Skriv add.", en: "Write add." });
    if ((values.oidc === undefined) === (values.saml === undefined)) {
      throw new UsageError({ sv: "Ange --oidc eller --saml.", en: "Give --oidc or --saml." });
    }
    const provider = values.oidc === undefined ? "saml" : "oidc";
    const administrator = {
      provider,
      id: required(values[provider], `--${provider}`),
      displayName: required(name.join(" "), "namn"),
    } as const;
    const { login } = context.config;
    if (login === null || !(await add(login))) {
      throw new CommandRefused([
        {
          sv: "Inloggningen är inte inställd: LOGIN_MUNICIPALITY och OIDC_ISSUER eller SAML_IDP_ISSUER behövs.",
          en: "The login is not configured: LOGIN_MUNICIPALITY and OIDC_ISSUER or SAML_IDP_ISSUER are needed.",
        },
      ]);
    }
    context.tell({
      sv: "Tillagd. Personen är administratör från sin nästa inloggning.",
      en: "Added. The person is an administrator from the next login on.",
    });

    async function add(configured: NonNullable<typeof login>): Promise<boolean> {
      return withService(context, (_service, database) => addAdministrator(database, configured, administrator)).catch(
        (error: unknown) => {
          if (!(error instanceof LoginRefused)) throw error;
          throw new CommandRefused([
            {
              sv: "Id:t eller namnet kan inte vara en inloggnings: tomt, för långt, eller med ett personnummer.",
              en: "The id or the name cannot be a login's: empty, too long, or with a personal identity number.",
            },
          ]);
        },
      );
    }
  },
};
