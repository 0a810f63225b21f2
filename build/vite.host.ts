/**
 * The host's build: ES modules for Node 20 (Electron's own Node is newer). Libraries go into it, as far as they are used: a packaged
 * desk carries whole only what reads files beside its code or asks for Electron itself (`outside`), and no other. Of pdfkit that leaves
 * out its own fonts and colour profile: badges bring theirs.
 */
import { defineConfig } from 'vite';

const outside = ['@resvg/resvg-wasm', 'electron-updater'];

export default defineConfig({
  publicDir: false,
  ssr: { noExternal: true, external: outside },
  build: {
    ssr: true,
    target: 'node20',
    emptyOutDir: true,
    sourcemap: false,
    minify: false,
    rolldownOptions: {
      input: {
        browser: 'electron/browser.ts',
        main: 'electron/main.ts',
        options: 'electron/options.ts',
        practice: 'electron/practice/cli.ts',
        'practice-worker': 'electron/practice/worker.ts',
      },
      external: ['electron'],
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
