/**
 * What an answer to a write means. Any answer has exactly one meaning, and "no" is believed only in the server's own words:
 * an answer that may have come from something in between (HTML, a redirect, a bare 5xx) leaves the operation uncertain, since
 * an error on a write is no proof that nothing was applied (design, invariants 4 and 6).
 */
import { z } from 'zod';
import type { IntentKind } from '../operations/operation.ts';
import { OPERATOR_CODES, PAUSING_CODES, parseApiError, REFUSING_CODES } from '../ruvents/errors.ts';

export type Answer =
  | { readonly kind: 'response'; readonly status: number; readonly contentType: string; readonly body: string }
  /** The request certainly did not leave: no connection was made. */
  | { readonly kind: 'notSent'; readonly message: string }
  /** It may have left, and no whole answer came. */
  | { readonly kind: 'lost'; readonly message: string };

export type Outcome =
  | { readonly outcome: 'accepted'; readonly serverId: number | null }
  | { readonly outcome: 'retry'; readonly message: string }
  | {
      readonly outcome: 'refused';
      readonly code: number | null;
      readonly message: string;
      readonly http: number | null;
    }
  | { readonly outcome: 'paused'; readonly code: number; readonly message: string }
  | { readonly outcome: 'parked'; readonly code: number; readonly message: string }
  | {
      readonly outcome: 'uncertain';
      readonly message: string;
      /** A no that may have come after something was applied. */
      readonly refusal?: { readonly code: number | null; readonly message: string; readonly http: number };
    };

const withId = z.object({
  Id: z.union([
    z.int(),
    z
      .string()
      .regex(/^-?\d{1,15}$/)
      .transform(Number),
  ]),
});
const NO_SUCH_PERSON = 202;
const TOO_MANY_REQUESTS = 429;
const PROXY_AUTHENTICATION = 407;

/** Classifies the answer to a write of the given kind. Never throws. */
export function classifyWrite(kind: IntentKind, answer: Answer): Outcome {
  switch (answer.kind) {
    case 'notSent':
      return { outcome: 'retry', message: answer.message };
    case 'lost':
      return { outcome: 'uncertain', message: answer.message };
    case 'response':
      return classifyResponse(kind, answer);
  }
}

function classifyResponse(kind: IntentKind, answer: Extract<Answer, { kind: 'response' }>): Outcome {
  const { status, body } = answer;
  if (looksLikeHtml(answer.contentType, body)) {
    return { outcome: 'uncertain', message: `HTTP ${status} with a web page instead of an answer` };
  }
  const error = parseApiError(body);
  if (error !== null) {
    if (PAUSING_CODES.has(error.code)) return { outcome: 'paused', ...error };
    if (OPERATOR_CODES.has(error.code)) return { outcome: 'parked', ...error };
    // whoever is to be removed and is not there is where they should be
    if (kind === 'remove' && error.code === NO_SUCH_PERSON) return { outcome: 'accepted', serverId: null };
    if (REFUSING_CODES.has(error.code)) return { outcome: 'refused', ...error, http: status };
    const refusal = { ...error, http: status };
    return { outcome: 'uncertain', message: `error ${error.code}`, refusal };
  }
  if (status >= 200 && status < 300) return readAcceptance(kind, body);
  if (status === TOO_MANY_REQUESTS || status === PROXY_AUTHENTICATION)
    return { outcome: 'retry', message: `HTTP ${status}` };
  if (status >= 400 && status < 500 && status !== 408)
    // not the server's own words: something in between may have said so after the server had done it
    return { outcome: 'uncertain', message: `HTTP ${status}`, refusal: { code: null, message: '', http: status } };
  return { outcome: 'uncertain', message: `HTTP ${status}` };
}

/** The Id matters for what creates a row; for the rest the document promises no body at all. */
function readAcceptance(kind: IntentKind, body: string): Outcome {
  if (kind !== 'create' && kind !== 'badge') return { outcome: 'accepted', serverId: null };
  const parsed = withId.safeParse(parseJson(body));
  return parsed.success
    ? { outcome: 'accepted', serverId: parsed.data.Id }
    : { outcome: 'uncertain', message: 'the answer holds no Id' };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null; // the caller's schema refuses null
  }
}

/** True for a web page: a captive portal's, a proxy's. */
export function looksLikeHtml(contentType: string, body: string): boolean {
  return /\bhtml\b/i.test(contentType) || body.trimStart().startsWith('<');
}
