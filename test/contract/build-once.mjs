/** The host under test is the built one: it is what `npm start` runs. Built before the tests, since they run side by side. */
export { ensureBuilt as setup } from '../../build/runner/built.mjs';
