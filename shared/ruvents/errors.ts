/**
 * Errors of the RUVENTS API (the document, «Сообщения об ошибках»; codes: what the service is known to send).
 * The body of a failed request is `{Error: {Code, Message}}`, with HTTP 400 by the document and 500 on later servers.
 */
import { z } from 'zod';

export const apiErrorSchema = z.object({
  Error: z.object({ Code: z.coerce.number().int(), Message: z.string().catch('') }),
});

export interface ApiError {
  readonly code: number;
  readonly message: string;
}

/** Codes that say the whole desk may not talk to the server: no right (101), wrong hash (102). */
export const PAUSING_CODES: ReadonlySet<number> = new Set([101, 102]);
/** Codes that speak of one operator only: not found (103), of another event (104). */
export const OPERATOR_CODES: ReadonlySet<number> = new Set([103, 104]);

/** Codes of a request that the server has looked at and not carried out; of any other it cannot be told how far it came. */
export const REFUSING_CODES: ReadonlySet<number> = new Set([110, 111, 112, 113, 131, 141, 201, 202, 301]);

/**
 * Reads the Error JSON out of a response body.
 * @returns the error, or null when the body is anything else (empty, HTML, other JSON).
 */
export function parseApiError(body: string): ApiError | null {
  const text = body.trimStart();
  if (!text.startsWith('{')) return null;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null; // not JSON, so not an Error of the API; the caller goes by the HTTP status
  }
  const parsed = apiErrorSchema.safeParse(json);
  return parsed.success ? { code: parsed.data.Error.Code, message: parsed.data.Error.Message } : null;
}
