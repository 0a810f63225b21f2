/** The renderer's build: one page, one module worker, nothing inline, so that a strict content security policy holds. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { feedValidators } from './feed-validators.ts';

export default defineConfig({
  base: '/',
  publicDir: false,
  plugins: [react(), feedValidators()],
  // Plugins are not shared with the worker's own build.
  worker: { format: 'es', plugins: () => [feedValidators()] },
  build: {
    target: ['chrome120', 'firefox121', 'safari17'],
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
  },
});
