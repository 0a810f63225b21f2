/** Failures that the host tells apart further than by a code: what happened (title, what) and what to do (todo). */
import type { Words } from '../words.ts';
import type { detail as ruDetail } from '../ru/details.ts';

export const detail: Words<typeof ruDetail> = {
  notHandOver: {
    title: 'This is not a hand-over file: {{file}}',
    what: 'Nor is it the journal of a desk.',
    todo: "Choose a hand-over file, or the two files of another desk's disk: journal.log and wraps.json.",
  },
  damaged: {
    title: 'The file is damaged: {{file}}',
    what: 'It does not open as a whole, so nothing has been taken from it.',
    todo: 'Save it once more on that desk (Settings → Files handed over), or copy it again.',
  },
  tooBig: {
    title: 'These files are too large to be taken over at once',
    what: 'More than 300 MB do not fit into one take-over. Nothing has been taken, and the files are untouched.',
    todo: 'If that desk still starts, hand over what is unsent there: such a file is small. Else call the technician.',
  },
  wrapsMissing: {
    title: 'Both files are needed: journal.log and wraps.json',
    what: 'Only the journal was chosen, and without wraps.json it does not open.',
    todo: 'Take wraps.json from the same folder and choose both files at once.',
  },
  journalMissing: {
    title: 'Both files are needed: journal.log and wraps.json',
    what: 'Only wraps.json was chosen, and the records are in the journal.',
    todo: 'Take journal.log from the same folder and choose both files at once.',
  },
  slip: {
    title: 'A sign is mistyped',
    what: 'The code has check signs, and they do not fit: one sign was typed wrong.',
    todo: 'Compare it with the paper, sign by sign. Nothing is lost.',
  },
  templateInUse: {
    title: 'The rules print with this template',
    what: 'Without it no badge would come out where they name it. It is still there.',
    todo: 'Choose another one first: Printing → Rules. Then remove it.',
  },
};
