import react from "@vitejs/plugin-react"
import { defineConfig } from "vite"

/** Builds the explorer only: GraphiQL with everything it needs in our own files, so that no page asks another host. */
export default defineConfig({
  root: "explorer",
  base: "/graphiql/",
  publicDir: false,
  plugins: [react()],
  build: {
    outDir: "../dist/explorer",
    emptyOutDir: true,
    // Every asset is a file of its own: the content security policy need not allow more than 'self' for scripts.
    assetsInlineLimit: 0,
    // Monaco, GraphiQL's editor, is one large chunk, and is fetched once: its name holds its hash.
    chunkSizeWarningLimit: 10_000,
    license: { fileName: "licenses.md" },
    rolldownOptions: {
      // GraphiQL's packages carry directives for React's compiler, which mean nothing to the bundler.
      onwarn: (warning, warn) => (warning.code === "MODULE_LEVEL_DIRECTIVE" ? undefined : warn(warning)),
    },
  },
  // A worker is a module file from our own address, never a blob built at run time.
  worker: { format: "es" },
})
