/** A log that counts what somebody should look at. */
import type { Log } from '../log.ts';

export interface LogFigures {
  readonly errors: number;
  readonly warnings: number;
}

export function countLog(log: Log): { readonly log: Log; readonly figures: () => LogFigures } {
  let errors = 0;
  let warnings = 0;
  return {
    log: {
      ...log,
      error: (event, fields) => {
        errors += 1;
        log.error(event, fields);
      },
      warn: (event, fields) => {
        warnings += 1;
        log.warn(event, fields);
      },
    },
    figures: () => ({ errors, warnings }),
  };
}
