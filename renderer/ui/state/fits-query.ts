/** Whether a row is of the person who was asked for, or only like them: then whoever stands at the desk is somebody new. */
import { otherForms } from '../../../shared/search/nicknames.ts';
import { skeletonOf } from '../../../shared/search/skeleton.ts';
import { wordsOf } from '../../../shared/search/words.ts';
import type { ResultRow } from '../../engine/api.ts';
import { repairQuery } from './prefill.ts';

/** Every word of the query begins a word of the person, as it is written or by its sound, or is another form of their name. */
export function fitsQuery(row: ResultRow, query: string): boolean {
  const shown = [row.name, row.otherName, row.email, row.company, row.position, String(row.id ?? '')];
  const words = new Set(shown.flatMap(wordsOf).map(skeletonOf));
  const digits = row.phone.replace(/\D/g, '');
  return wordsOf(repairQuery(query)).every((typed) => {
    const sounds = skeletonOf(typed);
    if (/^\d{3,}$/.test(typed) && digits.includes(typed.replace(/^8/, ''))) return true;
    return [...words].some((word) => word.startsWith(sounds) || otherForms(sounds).has(word));
  });
}
