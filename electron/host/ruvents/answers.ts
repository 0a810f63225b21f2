/** What an answer to a question (GET) means. Writes are judged by shared/sync/classify. */
import type { Problem } from '../../../shared/contract/station.ts';
import { OPERATOR_CODES, parseApiError } from '../../../shared/ruvents/errors.ts';
import { looksLikeHtml } from '../../../shared/sync/classify.ts';
import type { TransportAnswer } from './transport.ts';

export type ReadAnswer =
  | { readonly ok: true; readonly status: number; readonly body: Uint8Array }
  /** `status`: null when no whole answer came. */
  | { readonly ok: false; readonly status: number | null; readonly problem: Problem };

/** Longer than any Error; a feed's page is not searched for one. */
const LONGEST_ERROR = 8192;
const WRONG_HASH = 102;
const NO_RIGHTS = 101;

/** Judges an answer by its status, its first byte and, where it is short, the Error in it. */
export function judgeRead(answer: TransportAnswer): ReadAnswer {
  switch (answer.kind) {
    case 'notSent':
    case 'lost':
      return failed(null, 'unreachable', answer.message);
    case 'certificate':
      return failed(null, 'certificate', answer.message);
    case 'response':
      return judgeResponse(answer);
  }
}

function judgeResponse(answer: Extract<TransportAnswer, { kind: 'response' }>): ReadAnswer {
  const { status, headers, body } = answer;
  if (status >= 300 && status < 400) return failed(status, 'portal', `HTTP ${status}`);
  if (status === 511) return failed(status, 'portal', 'HTTP 511');
  const good = status >= 200 && status < 300;
  const html = looksLikeHtml(headers['content-type'] ?? '', firstText(body));
  if (html && good) return failed(status, 'portal', `HTTP ${status}`);
  if (!html && body.length <= LONGEST_ERROR) {
    const error = parseApiError(Buffer.from(body).toString());
    if (error !== null) {
      const detail = `${error.code}: ${error.message}`;
      if (error.code === WRONG_HASH) return failed(status, 'wrongHash', detail);
      if (error.code === NO_RIGHTS) return failed(status, 'noRights', detail);
      return failed(status, OPERATOR_CODES.has(error.code) ? 'operatorGone' : 'serverError', detail);
    }
  }
  if (good) return { ok: true, status, body };
  return failed(status, status === 404 ? 'notFound' : 'serverError', `HTTP ${status}`);
}

function firstText(body: Uint8Array): string {
  return Buffer.from(body.subarray(0, 256)).toString();
}

function failed(status: number | null, code: Problem['code'], detail: string): ReadAnswer {
  return { ok: false, status, problem: { code, detail } };
}
