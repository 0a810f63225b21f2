import { defineConfig } from 'vitest/config';
import { feedValidators } from './build/feed-validators.ts';

export default defineConfig({
  plugins: [feedValidators()],
  test: {
    include: ['test/{unit,property,contract}/**/*.test.{ts,mjs}'],
    testTimeout: 20_000,
    reporters: ['default'],
  },
});
