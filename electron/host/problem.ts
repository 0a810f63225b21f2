/** Expected failures inside the host: values, not exceptions. The router turns them into a Problem with an HTTP status. */
import type { Problem, ProblemCode } from '../../shared/contract/station.ts';

/** An expected failure. Functions return it beside their result: `Promise<Result | Refusal>`. */
export class Refusal {
  readonly problem: Problem;
  constructor(problem: Problem) {
    this.problem = problem;
  }
}

/** Makes a refusal. @param detail for the log and for whoever words it: no personal data */
export function refuse(code: ProblemCode, detail = ''): Refusal {
  return new Refusal({ code, detail });
}

const STATUS: Readonly<Record<ProblemCode, number>> = {
  badUrl: 400,
  unreachable: 503,
  certificate: 502,
  notRuvents: 502,
  portal: 502,
  wrongHash: 403,
  noRights: 403,
  serverError: 502,
  wrongPassword: 401,
  unknownOperator: 401,
  notKnownOffline: 409,
  throttled: 429,
  operatorGone: 403,
  passwordChanged: 403,
  noEvent: 409,
  notSignedIn: 401,
  adminOnly: 403,
  elsewhere: 409,
  badInput: 400,
  locked: 423,
  disk: 507,
  notFound: 404,
  newerVersion: 409,
  needsCode: 423,
  wrongCode: 423,
  otherEvent: 409,
  nothingToDo: 409,
  unsent: 409,
  printing: 409,
  unreadJournal: 409,
  wrongTitle: 409,
  passphrase: 423,
  wrongPassphrase: 423,
};

/** The HTTP status that goes with a problem. */
export function statusOf(code: ProblemCode): number {
  return STATUS[code];
}

/** The disk refused: nothing of what was asked for has been done. Thrown, since it can come from under any write. */
export class DiskError extends Error {
  readonly code: string;
  constructor(cause: unknown) {
    const code = errorCode(cause) ?? 'EIO';
    super(`the disk refused: ${code}`, { cause });
    this.name = 'DiskError';
    this.code = code;
  }
}

/**
 * Data of a newer version of the app: they are left as they are, and nothing is opened. Thrown, since it comes from under any
 * opening; the event is refused (`newerVersion`), and of a newer vault the shell says it and ends.
 */
export class NewerVersion extends Error {
  /** What is newer: for people to read. */
  readonly what: string;
  constructor(what: string) {
    super(`${what} was written by a newer version of Stoika: start that version. Nothing has been changed.`);
    this.name = 'NewerVersion';
    this.what = what;
  }
}

/** The system's code of an error (`ENOENT`, …), or null. */
export function errorCode(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}
