/**
 * The host's build: ES modules for Node 20 (Electron's own Node is newer). npm dependencies stay outside and are taken from
 * node_modules: pdfkit and fontkit read data files beside their code, and a packaged desk carries node_modules in any case.
 */
import { defineConfig } from 'vite';

export default defineConfig({
  publicDir: false,
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
