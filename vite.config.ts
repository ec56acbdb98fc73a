import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: 'web',
  publicDir: 'public',
  plugins: [react()],
  resolve: {
    // Markdown alone is highlighted while writing: the parsers of HTML, CSS and JavaScript stay at home.
    alias: { '@codemirror/lang-html': resolve(import.meta.dirname, 'web/outcome/no-html-language.ts') },
  },
  build: {
    outDir: resolve(import.meta.dirname, 'dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    reportCompressedSize: false,
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      // Our own TypeScript does nothing when it is imported, the entry aside: a screen takes along only what it names of
      // the public interface.
      treeshake: { moduleSideEffects: [{ test: /\/src\/.*\.ts$/, external: false, sideEffects: false }] },
    },
  },
})
