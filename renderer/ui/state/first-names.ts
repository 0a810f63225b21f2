/** First names and patronymics, told from last names. */
import { otherForms } from '../../../shared/search/nicknames.ts';
import { skeletonOf } from '../../../shared/search/skeleton.ts';
import { wordsOf } from '../../../shared/search/words.ts';

/** Names that have no short form of their own. */
const MORE = new Set(
  [
    ...['мирон', 'марат', 'рустам', 'рамиль', 'айрат', 'тигран', 'ашот', 'давид', 'эрик', 'максим', 'макс', 'платон'],
    ...['гульнара', 'айгуль', 'аида', 'лейла', 'злата', 'мирослава', 'майя', 'нелли', 'роза', 'эвелина', 'камилла'],
    ...['brian', 'carlos', 'claire', 'eric', 'george', 'hans', 'jacob', 'jean', 'jose', 'kevin', 'laura', 'linda'],
    ...['maria', 'mohammed', 'pierre', 'sarah', 'scott', 'simon', 'emma', 'olivia', 'lucas', 'martin'],
  ].map(skeletonOf),
);

/** The table of short forms knows it, in either alphabet. */
export function isFirstName(word: string): boolean {
  const [first = '', ...others] = wordsOf(word);
  // by its sounds alone «wjq» would be Вик
  if (first.length < 2 || others.length > 0 || !/[aeiouyаеиоуыэюя]/.test(first)) return false;
  const skeleton = skeletonOf(first);
  return otherForms(skeleton).size > 0 || MORE.has(skeleton);
}

const FEMALE = /(?:овна|евна|ична|инична|ovna|evna|ichna)$/i;
const MALE = /(?:ович|евич|ovich|yevich|evich)$/i;
const IRREGULAR =
  /^(?:павлович|львович|яковлевич|михайлович|никитич|ильич|кузьмич|фомич|лукич|pavlovich|lvovich|yakovlevich|mikha[iy]lovich|ilyich)$/i;

/**
 * A father's name by its ending: Ивановна, and Иванович where Иван is a name; Рабинович is a last name.
 */
export function isPatronymic(word: string): boolean {
  if (FEMALE.test(word) || IRREGULAR.test(word)) return true;
  if (!MALE.test(word)) return false;
  const stem = word.replace(MALE, '').toLowerCase();
  const soft = stem.replace(/[ьy]$/, '');
  return [stem, `${stem}й`, `${stem}ь`, `${stem}а`, `${soft}ий`, `${soft}y`].some(isFirstName);
}
