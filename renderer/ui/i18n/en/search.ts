/** The search: filters, what was found, what to offer when nobody was. */
import type { Words } from '../words.ts';
import type { filter as ruFilter, found as ruFound } from '../ru/search.ts';

export const filter: Words<typeof ruFilter> = {
  label: 'Filters',
  status: 'Status',
  part: 'Part',
  anyPart: 'Any part',
  more: '{{title}} +{{n}}',
  arrived: 'Arrived',
  notArrived: 'Not arrived',
  paid: 'Paid',
  unpaid: 'Unpaid',
  clear: 'Clear',
  suggest: 'Filter: {{what}}',
  takenOff: 'The filters are off: this person does not fit them.',
};

export const found: Words<typeof ruFound> = {
  total: 'Found: {{total}}',
  first: 'first {{shown}}',
  outside: '{{n}} more outside the filter: show',
  searched: 'Searched for “{{query}}”.',
  searchedBoth: 'Searched for “{{query}}” and “{{other}}”.',
  within: 'Among those who fit the filter: {{filters}}.',
  fewer: 'Without one of the words there are people:',
  without: '{{text}}: {{n}}',
  number: 'RUNET-ID',
  willBe: 'Will be filled in: {{what}}',
};
