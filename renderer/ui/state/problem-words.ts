/** Which words tell a failure: its code's own, or those of a detail that the host gives as a word. */
import { detail as details } from '../i18n/en/details.ts';
import { problem } from '../i18n/en/problems.ts';

export type ProblemName = keyof typeof problem;
export type DetailWord = keyof typeof details;

export type ProblemWords =
  | { readonly by: 'code'; readonly name: ProblemName | null; readonly detail: string }
  /** Everything that the detail tells is in the words. */
  | { readonly by: 'detail'; readonly word: DetailWord; readonly file: string };

/** @returns the words for `<word>` or `<word>:<file name>` of a detail that is known, else those of the code */
export function findProblemWords({ code, detail }: { readonly code: string; readonly detail: string }): ProblemWords {
  const [word = '', ...rest] = detail.split(':');
  if ((code === 'badInput' || code === 'wrongCode') && isDetailWord(word)) {
    return { by: 'detail', word, file: rest.join(':') };
  }
  return { by: 'code', name: findProblem(code), detail };
}

/** @returns the code when the words know it. */
export function findProblem(code: string): ProblemName | null {
  return code in problem ? (code as ProblemName) : null;
}

function isDetailWord(word: string): word is DetailWord {
  return Object.hasOwn(details, word);
}
