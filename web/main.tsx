// Starts the page: translations, server state, session, router.
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { ProblemError } from "./api-client.ts";
import { App } from "./app.tsx";
import { startTranslations } from "./i18n.ts";
import { SessionProvider } from "./state/session.tsx";
import "./styles/index.css";

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      // What the service refused it refuses again; only a broken network or an overloaded service is tried anew.
      retry: (count, error) =>
        count < 2 && error instanceof ProblemError && (error.problem.status === 0 || error.problem.status >= 502),
    },
  },
});

// After an update the old page's parts are gone; the new page is fetched instead.
window.addEventListener("vite:preloadError", () => location.reload());

await startTranslations();
createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <BrowserRouter>
        <SessionProvider>
          <App />
        </SessionProvider>
      </BrowserRouter>
    </QueryClientProvider>
  </StrictMode>,
);
