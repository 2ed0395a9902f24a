import svelte from "eslint-plugin-svelte";
import { defineConfig, globalIgnores } from "eslint/config";
import ts from "typescript-eslint";

export default defineConfig(
  globalIgnores([
    "public/dist",
    "app/build",
    "app/.svelte-kit",
    "app/src/lib/paraglide",
    "app/src/lib/words/generated",
    "app/src/lib/api/schema.d.ts",
    "e2e/results",
    "prototypes",
  ]),
  ts.configs.strict,
  ts.configs.stylistic,
  svelte.configs.recommended,
  svelte.configs.prettier,
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: [".svelte"] } },
  },
  {
    rules: {
      "no-console": ["error", { allow: ["warn"] }],
      eqeqeq: "error",
      "max-lines": ["error", 500],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      // Addresses come from the server and from the public pages as well, so links are plain paths.
      "svelte/no-navigation-without-resolve": "off",
    },
  },
  { files: ["scripts/**"], rules: { "no-console": "off" } },
);
