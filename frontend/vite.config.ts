import adapter from "@sveltejs/adapter-static";
import { sveltekit } from "@sveltejs/kit/vite";
import { defineConfig, type Plugin } from "vite";

/** The router's announcer carries a `style` attribute, which a strict policy refuses; `styles/base.css` hides it instead. */
const withoutInlineStyle: Plugin = {
  name: "without-inline-style",
  enforce: "pre",
  transform(code, id) {
    if (!id.split("?")[0]?.endsWith("/root.svelte")) return;
    return { code: code.replace(/\n\s*style="[^"]*"/, ""), map: null };
  },
};

/** Messages change nothing by being loaded: each goes to the screens that say it, instead of all to the first one. */
const messagesOnDemand: Plugin = {
  name: "messages-on-demand",
  enforce: "pre",
  transform(code, id) {
    if (!/\/lib\/(paraglide\/messages|words\/generated)/.test(id)) return;
    return { code, map: null, moduleSideEffects: false };
  },
};

const server = process.env["SANGKIEN_URL"] ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [
    withoutInlineStyle,
    messagesOnDemand,
    sveltekit({
      files: { src: "app/src", assets: "app/static", appTemplate: "app/src/app.html" },
      outDir: "app/.svelte-kit",
      paths: { base: "/app" },
      adapter: adapter({ pages: "app/build", assets: "app/build", fallback: "index.html", precompress: false }),
      version: { name: process.env["SANGKIEN_VERSION"] ?? "dev" },
    }),
  ],
  build: { target: ["chrome109", "safari16.4", "firefox115"] },
  server: { proxy: { "/api": server, "/assets": server } },
});
