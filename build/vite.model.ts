/** The modelled desk and the soak (test/model) as scripts of plain Node: a process that is to be killed starts from a file. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { feedValidators } from './feed-validators.ts';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  plugins: [feedValidators()],
  publicDir: false,
  logLevel: 'warn',
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'out/model',
    emptyOutDir: true,
    sourcemap: true,
    minify: false,
    rolldownOptions: {
      input: { desk: 'test/model/desk-process.ts', soak: 'test/model/soak.ts' },
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
