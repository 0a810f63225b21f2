/** Printing in advance, the report of reprints, the list on paper. */
import type { Words } from '../words.ts';
import type {
  printBatch as ruPrintBatch,
  printSheet as ruPrintSheet,
  reprints as ruReprints,
} from '../ru/printing-work.ts';

export const printBatch: Words<typeof ruPrintBatch> = {
  title: 'Print in advance',
  lead: 'No arrival is recorded: "Hand out a ready badge" does that at the door.',
  byHand:
    'The browser’s print window is opened for each badge by itself. To print in advance another printer is needed, or "PDF files in a folder": the administrator adds it under "Printers".',
  name: 'What to call it',
  namedBy: 'In advance: {{what}}',
  namedAll: 'In advance: everybody',
  status: 'Status',
  part: 'Part',
  paid: 'Payment',
  arrived: 'Arrival',
  any: 'All',
  paidYes: 'Paid',
  paidNo: 'Unpaid',
  arrivedYes: 'Arrived',
  arrivedNo: 'Not arrived',
  notPrinted: 'Only those for whom no badge has been printed at this desk',
  order: 'Order',
  orderWord: { name: 'By name', company: 'By company', status: 'By status' },
  printer: 'Printer',
  byRules: 'By the rules',
  count_one: '{{count, number}} badge will be printed.',
  count_other: '{{count, number}} badges will be printed.',
  none: 'Nobody fits these conditions.',
  counting: 'Counting…',
  start: 'Start printing',
  adding: 'Queueing…',
  started: 'Queued: {{title}}',
};

export const reprints: Words<typeof ruReprints> = {
  title: 'Badges printed again',
  lead: 'For whom, when, by whom and why a badge was printed again at this desk.',
  none: 'No badge has been printed again.',
  total_one: '{{count, number}} reprint in all',
  total_other: '{{count, number}} reprints in all',
  byReason: 'By reason',
  noReason: 'Without a reason',
  who: 'For whom',
  when: 'When',
  by: 'By whom',
  reason: 'Reason',
  state: 'What came of it',
  export: 'Save as CSV',
  exportHint: 'The file has names in it. It leaves the desk unsealed: from then on it is yours to guard.',
  fileName: 'reprints',
};

export const printSheet: Words<typeof ruPrintSheet> = {
  title: 'List on paper',
  lead: 'For the day on which no printer prints: everybody from A to Z, with a box to tick. Print it beforehand.',
  heading: 'Heading',
  count_one: '{{count, number}} person is on the list.',
  count_other: '{{count, number}} people are on the list.',
  make: 'Save the PDF',
  making: 'Making it…',
  hint: 'The file has names and companies in it. It leaves the desk unsealed: from then on it is yours to guard.',
  fileName: 'list',
};
