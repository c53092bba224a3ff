// Which page is shown: the sign-in, or the pages of the signed-in role.
import { type ComponentType, Suspense, useEffect, useState } from "react";
import { matchPath, Navigate, Route, Routes, useLocation } from "react-router";
import type { Role } from "../api/contract/primitives.ts";
import { Loading } from "./components/loading.tsx";
import { ProblemNotice } from "./components/problem-notice.tsx";
import { Shell } from "./layout/shell.tsx";
import { type Page, pagesFor } from "./pages.ts";
import { SignInPage } from "./sign-in/sign-in-page.tsx";
import { useSessionState } from "./state/session.tsx";
import { tabletPath } from "./survey-page/survey-paths.ts";
import { TabletPage } from "./tablet-page/tablet-page.tsx";

export function App() {
  const { session, error } = useSessionState();
  const { pathname } = useLocation();
  if (error) {
    return (
      <main className="page page-narrow">
        <ProblemNotice error={error} />
      </main>
    );
  }
  if (!session) return <Loading />;
  // Locked to one survey, whoever is signed in or not.
  if (pathname === tabletPath) return <TabletPage />;
  if (!session.signedIn) return <SignInPage />;
  return <PagesOf key={session.role} role={session.role} pathname={pathname} />;
}

function PagesOf({ role, pathname }: { role: Role; pathname: string }) {
  const pages = pagesFor(role);
  const first = useFirstPage(pages.find(({ path }) => matchPath(path, pathname)) ?? pages[0]!);
  return (
    <Shell pages={pages}>
      <Suspense fallback={<Loading />}>
        {first === null ? (
          <Loading />
        ) : (
          <Routes>
            {pages.map((page) => {
              const Component = (page === first.page && first.component) || page.component;
              return <Route key={page.path} path={page.path} element={<Component />} />;
            })}
            <Route path="*" element={<Navigate to={pages[0]!.path} replace />} />
          </Routes>
        )}
      </Suspense>
    </Shell>
  );
}

/**
 * The page that one comes to, null until its program is there. It is waited for here because Suspense, once it has shown
 * that it waits, shows nothing else for 300 ms. What cannot be fetched is left to the page itself, which says so.
 */
function useFirstPage(page: Page): { readonly page: Page; readonly component: ComponentType | null } | null {
  const [wanted] = useState(page);
  const [component, setComponent] = useState<ComponentType | null | undefined>();
  useEffect(() => {
    wanted.load().then(
      (program) => setComponent(() => program.default),
      () => setComponent(null),
    );
  }, [wanted]);
  return component === undefined ? null : { page: wanted, component };
}
