/** What real servers answered to a write that they had done. */
import type { Quirks } from '../quirks.ts';
import { createdSchema, emptyJson } from '../schemas.ts';

const nothing = '';

/**
 * Reference, What a client must do: «Response "", empty, {Id} or the full object».
 * @param id of the new row: by the document that is the answer
 * @param writeRow the JSON of the whole row
 */
export function answerPost(quirks: Quirks, id: number, writeRow: () => string): string {
  if (quirks.has('post-returns-object')) return writeRow();
  if (quirks.has('post-returns-text')) return emptyJson;
  return quirks.has('post-returns-nothing') ? nothing : JSON.stringify(createdSchema.parse({ Id: id }));
}

/** Reference, PUT: «Body "", later the full object». */
export function answerPut(quirks: Quirks, writeRow: () => string): string {
  if (quirks.has('put-returns-object')) return writeRow();
  return quirks.has('put-returns-nothing') ? nothing : emptyJson;
}

/** Reference, What a client must do: «Response "", empty …». */
export function answerDelete(quirks: Quirks): string {
  return quirks.has('delete-returns-nothing') ? nothing : emptyJson;
}
