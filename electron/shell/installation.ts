/** Where the built parts of the desk lie, as seen from a built entry (`dist/host/browser.js`, `dist/host/main.js`). */
import { fileURLToPath } from 'node:url';

export interface Installation {
  readonly rendererDir: string;
  readonly fontsDir: string;
  readonly stampFile: string;
  readonly practiceWorker: URL;
}

/** @param entry `import.meta.url` of the entry itself: a shared chunk lies elsewhere */
export function locateInstallation(entry: string): Installation {
  const path = (relative: string): string => fileURLToPath(new URL(relative, entry));
  return {
    rendererDir: path('../renderer'),
    fontsDir: path('fonts'),
    stampFile: path('../build.json'),
    practiceWorker: new URL('practice-worker.js', entry),
  };
}
