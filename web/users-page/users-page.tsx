// People of the municipality, for administrators: who may do what, who said so, and shutting somebody out.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { User } from "../../api/contract/people.ts";
import { EmptyState } from "../components/empty-state.tsx";
import { TextField } from "../components/field.tsx";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { formatInstant } from "../numbers.ts";
import { useUsers } from "../state/people.ts";
import { UserAccess } from "./user-access.tsx";

export default function UsersPage() {
  const { t } = useTranslation();
  const { data: users = [], error, isPending } = useUsers();
  const [search, setSearch] = useState("");
  const [chosenId, setChosenId] = useState<string | null>(null);
  const wanted = search.trim().toLocaleLowerCase();
  const found = users.filter(({ displayName, subject }) =>
    `${displayName} ${subject}`.toLocaleLowerCase().includes(wanted),
  );
  const chosen = users.find(({ id }) => id === chosenId);
  const close = () => {
    document.getElementById(`user-${chosenId}`)?.focus();
    setChosenId(null);
  };
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t("nav.users")}</h1>
        <p className="lead">{t("users.lead")}</p>
      </header>
      <ProblemNotice error={error} />
      {isPending && <Loading />}
      {chosen && <UserAccess key={chosen.id} user={chosen} onClose={close} />}
      {!isPending && !error && users.length <= 1 && (
        <EmptyState title={t("users.onlyYou")}>
          <p>{t("users.onlyYouHelp")}</p>
        </EmptyState>
      )}
      {users.length > 0 && (
        <>
          <div className="row-apart">
            <TextField
              label={t("users.search")}
              type="search"
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
            <p className="soft" role="status">
              {t("users.count", { count: found.length })}
            </p>
          </div>
          <UserTable users={found} chosenId={chosenId} onChoose={setChosenId} />
        </>
      )}
    </div>
  );
}

interface UserTableProps {
  readonly users: readonly User[];
  readonly chosenId: string | null;
  readonly onChoose: (id: string) => void;
}

function UserTable({ users, chosenId, onChoose }: UserTableProps) {
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled table must be reachable by keyboard
    <section className="table-frame" tabIndex={0} aria-label={t("users.table")}>
      <table className="table card-table">
        <thead>
          <tr>
            <th scope="col">{t("users.person")}</th>
            <th scope="col">{t("users.roles")}</th>
            <th scope="col">{t("users.lastSeen")}</th>
            <th scope="col">{t("users.state")}</th>
            <th scope="col">{t("users.change")}</th>
          </tr>
        </thead>
        <tbody>
          {users.map((user) => (
            <tr key={user.id} className={user.id === chosenId ? "chosen" : ""}>
              <th scope="row">
                <strong>{user.displayName}</strong>
                <br />
                <span className="small soft">{user.subject}</span>
              </th>
              <td data-label={t("users.roles")}>
                {user.roles.length === 0
                  ? t("users.noRoles")
                  : [...new Set(user.roles.map(({ role }) => role))].map((role) => t(`role.${role}.name`)).join(", ")}
              </td>
              <td className="number" data-label={t("users.lastSeen")}>
                {user.lastSeenAt === null ? t("users.notSignedIn") : formatInstant(user.lastSeenAt)}
              </td>
              <td data-label={t("users.state")}>
                <span className={`tag ${user.disabledAt === null ? "tag-good" : "tag-bad"}`}>
                  {t(user.disabledAt === null ? "users.active" : "users.disabled")}
                </span>
              </td>
              <td>
                <button
                  type="button"
                  id={`user-${user.id}`}
                  className="button"
                  aria-label={t("users.changeOf", { name: user.displayName })}
                  onClick={() => onChoose(user.id)}
                >
                  {t("users.changeShort")}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
