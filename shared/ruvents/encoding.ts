/**
 * How the values of a write travel (reference, Participants: «Request encoding»).
 *
 *   json   the document: a JSON body
 *   form   the real service of 2015, which read form and query parameters only, and of a PUT the query alone:
 *          POST in an application/x-www-form-urlencoded body, PUT in the query with no body; lists as a JSON text
 *
 * The old service was written in PHP, for which the text "false" is true: so booleans go as 1 and 0.
 */
export type Encoding = 'json' | 'form';

/** The same intent in either encoding. `values`: null for a request that carries none. */
export interface PlainWrite {
  readonly method: 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly values: Readonly<Record<string, unknown>> | null;
}

export interface WriteRequest {
  readonly method: 'POST' | 'PUT' | 'DELETE';
  /** Below the server's base URL, with its query: in the form encoding it may hold what a person told of themselves. */
  readonly path: string;
  /** null for none. */
  readonly body: string | null;
  /** null where there is no body. */
  readonly contentType: string | null;
}

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';

/** Writes a request down in an encoding. */
export function encodeWrite({ method, path, values }: PlainWrite, encoding: Encoding): WriteRequest {
  if (values === null) return { method, path, body: null, contentType: null };
  if (encoding === 'json') return { method, path, body: JSON.stringify(values), contentType: JSON_TYPE };
  const parameters = Object.entries(values)
    .map(([name, value]) => `${escapeText(name)}=${escapeText(parameterOf(value))}`)
    .join('&');
  return method === 'PUT'
    ? { method, path: `${path}?${parameters}`, body: null, contentType: null }
    : { method, path, body: parameters, contentType: FORM_TYPE };
}

function parameterOf(value: unknown): string {
  switch (typeof value) {
    case 'boolean':
      return value ? '1' : '0';
    case 'string':
      return value;
    default:
      return JSON.stringify(value);
  }
}

/** Half of a surrogate pair, which a slip of an input method leaves, has no place in a URL; JSON would have taken it. */
function escapeText(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD'));
}
