/** Which problems a network or a server may get over by itself: those are tried again, and only of those the desk says so. */
import type { ProblemCode } from './station.ts';

export const PASSING: ReadonlySet<ProblemCode> = new Set([
  'unreachable',
  'portal',
  'serverError',
  'notKnownOffline',
  'certificate',
]);
