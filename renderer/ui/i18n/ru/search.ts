/** Поиск: фильтры, что нашлось, что предложить, когда никого нет. */
export const filter = {
  label: 'Фильтры',
  status: 'Статус',
  part: 'Часть',
  anyPart: 'Любая часть',
  more: '{{title}} +{{n}}',
  arrived: 'На месте',
  notArrived: 'Не пришли',
  paid: 'Оплачено',
  unpaid: 'Не оплачено',
  clear: 'Сбросить',
  suggest: 'Фильтр: {{what}}',
  takenOff: 'Фильтры сняты: этот человек под них не подходит.',
};

export const found = {
  total: 'Найдено: {{total}}',
  first: 'первые {{shown}}',
  outside: 'Ещё {{n}} вне фильтра — показать',
  searched: 'Искали «{{query}}».',
  searchedBoth: 'Искали «{{query}}» и «{{other}}».',
  within: 'Среди тех, кто подходит под фильтр: {{filters}}.',
  fewer: 'Без одного из слов люди есть:',
  without: '{{text}} — {{n}}',
  number: 'RUNET-ID',
  willBe: 'Впишется: {{what}}',
};
