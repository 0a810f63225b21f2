/**
 * Bodies of requests, bounded: a caller who says no length (chunks), or a wrong one, gets no more memory than one who does. A body that is
 * too large is not read to its end.
 */
import type { RouteName } from '../../shared/contract/routes.ts';
import { type Refusal, refuse } from './problem.ts';

/** A few words and figures. */
const SMALL = 1024 * 1024;
/** A thousand operations with long fields, a list of everybody, a template with its pictures. */
const LARGE = 64 * 1024 * 1024;
/** A whole journal comes as base64: this is one of about 300 MB. V8 has no string of much more. */
const WHOLE_JOURNAL = 400 * 1024 * 1024;

/** Routes whose input may be more than small. */
const LARGE_ROUTES: ReadonlySet<RouteName> = new Set([
  ...(['record', 'drain', 'settle', 'note'] as const),
  ...(['print', 'printBatch', 'queueAct', 'sheet', 'saveTemplate', 'previewBadge'] as const),
]);

/** The most bytes that this route takes. */
export function mostBytesOf(name: RouteName): number {
  if (name === 'takeOver') return WHOLE_JOURNAL;
  return LARGE_ROUTES.has(name) ? LARGE : SMALL;
}

/** Reads the body as text. A caller who is gone before its end has sent none. */
export async function readBody(request: Request, most: number): Promise<string | Refusal> {
  try {
    const text = await readText(request, most);
    return text ?? refuse('badInput', 'tooBig');
  } catch {
    return refuse('badInput', 'cut off');
  }
}

async function readText(request: Request, most: number): Promise<string | null> {
  const said = request.headers.get('content-length');
  if (said !== null && /^\d{1,15}$/.test(said)) {
    // Node and Chromium let no more through than was said
    return Number(said) > most ? null : request.text();
  }
  if (request.body === null) return '';
  const chunks: Uint8Array[] = [];
  let length = 0;
  const stream: AsyncIterable<Uint8Array> = request.body;
  for await (const chunk of stream) {
    length += chunk.byteLength;
    if (length > most) return null; // leaving the loop cancels the stream
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
