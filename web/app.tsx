// Which page is shown: the sign-in, or the pages of the signed-in role.
import { Suspense } from "react";
import { Navigate, Route, Routes, useLocation } from "react-router";
import { Loading } from "./components/loading.tsx";
import { ProblemNotice } from "./components/problem-notice.tsx";
import { Shell } from "./layout/shell.tsx";
import { pagesFor } from "./pages.ts";
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
  const pages = pagesFor(session.role);
  return (
    <Shell pages={pages}>
      <Suspense fallback={<Loading />}>
        <Routes>
          {pages.map(({ path, component: Component }) => (
            <Route key={path} path={path} element={<Component />} />
          ))}
          <Route path="*" element={<Navigate to={pages[0]!.path} replace />} />
        </Routes>
      </Suspense>
    </Shell>
  );
}
