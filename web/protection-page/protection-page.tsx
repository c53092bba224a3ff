// "Så här skyddas siffrorna": how small numbers are protected, told to those who read them. The text lives in the locales.
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { UntoldSwatch } from "../components/untold-swatch.tsx";

const sections = ["why", "how", "who", "teams", "periods", "people", "indicators", "flow", "not"] as const;
const signs = ["rounded", "capped", "shared", "zero", "withheld", "unknown", "outside"] as const;
const roles = ["planner", "manager", "team", "admin"] as const;

function Sign({ sign }: { sign: (typeof signs)[number] }) {
  const { t } = useTranslation();
  if (sign === "withheld" || sign === "unknown" || sign === "outside") return <UntoldSwatch kind={sign} />;
  const capped = `30 ${t("protected.atLeastSign", { number: 26 })}`;
  return <span className="number">{{ rounded: "15 ±4", capped, shared: "7 ≈", zero: "0 ±4" }[sign]}</span>;
}

export default function ProtectionPage() {
  const { t } = useTranslation();
  return (
    <div className="page page-narrow help-text">
      <header className="page-head">
        <h1>{t("nav.protection")}</h1>
        <p className="lead">{t("protectionPage.lead")}</p>
      </header>
      <section aria-labelledby="signs-heading">
        <h2 id="signs-heading">{t("protectionPage.signs.title")}</h2>
        <table className="facts-table sign-table">
          <thead>
            <tr>
              <th scope="col">{t("protectionPage.signs.sign")}</th>
              <th scope="col">{t("protectionPage.signs.meaning")}</th>
            </tr>
          </thead>
          <tbody>
            {signs.map((sign) => (
              <tr key={sign}>
                <th scope="row">
                  <Sign sign={sign} /> {t(`protectionPage.signs.${sign}.name`)}
                </th>
                <td>{t(`protectionPage.signs.${sign}.text`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {sections.map((section) => (
        <section key={section} aria-labelledby={`${section}-heading`}>
          <h2 id={`${section}-heading`}>{t(`protectionPage.${section}.title`)}</h2>
          <p>{t(`protectionPage.${section}.text`)}</p>
          {section === "who" && (
            <dl className="word-list">
              {roles.map((role) => (
                <div key={role} className="word-pair">
                  <dt>{t(`protectionPage.who.${role}.name`)}</dt>
                  <dd>{t(`protectionPage.who.${role}.text`)}</dd>
                </div>
              ))}
            </dl>
          )}
        </section>
      ))}
      <p>
        <Link to="/hjalp">{t("protectionPage.more")}</Link>
      </p>
    </div>
  );
}
