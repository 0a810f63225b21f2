import js from '@eslint/js';
import globals from 'globals';
import hooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import ts from 'typescript-eslint';

const rooms = ['shared', 'electron', 'renderer/engine', 'renderer/ui', 'test', 'build'];

export default defineConfig(
  globalIgnores(['dist', 'out', 'node_modules', 'test-results', 'playwright-report', 'coverage']),
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [ts.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { project: rooms.map((room) => `${room}/tsconfig.json`), tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      // an interface may promise what one implementation has at hand
      '@typescript-eslint/require-await': 'off',
      'no-console': 'error',
    },
  },
  {
    files: ['renderer/ui/**/*.{ts,tsx}', 'renderer/main.tsx'],
    extends: [hooks.configs.flat.recommended],
  },
  {
    files: ['test/**/*.{ts,tsx}'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off', 'no-console': 'off' },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: { globals: globals.node },
  },
  {
    // Functions that a test hands over to the page.
    files: ['test/**/*.mjs'],
    languageOptions: { globals: globals.browser },
  },
  {
    files: ['electron/**/cli.ts', 'electron/browser.ts', 'electron/main.ts'],
    rules: { 'no-console': 'off' },
  },
);
