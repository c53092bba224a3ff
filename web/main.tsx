// Starts the page: translations, server state, session, router.
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { App } from "./app.tsx";
import { basePath } from "./base-path.ts";
import { WaitingNotice } from "./components/waiting-notice.tsx";
import { startTranslations } from "./i18n.ts";
import { SessionProvider } from "./state/session.tsx";
import { mayTryAgain, waitBeforeTryingAgain } from "./state/trying-again.ts";
import "./styles/index.css";

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      retry: mayTryAgain,
      retryDelay: waitBeforeTryingAgain,
    },
  },
});

// After an update the old page's parts are gone; the new page is fetched instead.
window.addEventListener("vite:preloadError", () => location.reload());

await startTranslations();
createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <BrowserRouter basename={basePath}>
        <SessionProvider>
          <App />
          <WaitingNotice />
        </SessionProvider>
      </BrowserRouter>
    </QueryClientProvider>
  </StrictMode>,
);
