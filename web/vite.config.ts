// How the page is built: web/ → web/dist with hashed assets, everything from our own origin.
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname,
  // The service writes the path it lies under into the page; see api/http/web-page.ts.
  base: "./",
  plugins: [react()],
  worker: { format: "es" },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    // A data: URL would need a wider content security policy for fonts.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    // A slow machine is nothing to warn the person who starts the service of.
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  server: { proxy: { "/api": "http://127.0.0.1:8281", "/api-docs": "http://127.0.0.1:8281" } },
});
