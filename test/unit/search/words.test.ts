import { expect, it } from 'vitest';
import { swapLayout } from '../../../shared/search/layout.ts';
import { codeOf, normalise, wordsOf } from '../../../shared/search/words.ts';

it.each([
  ['  «Роза—Ветров»,\tООО/ЗАО (РФ) ', 'роза ветров ооо зао рф'],
  ['Семёнов', 'семенов'],
  ['Андрей', 'андрей'],
  ['José Müller-Łódź', 'jose muller lodz'],
  ["D'Arc O’Neil Мар'яна", 'darc oneil маряна'],
  ['petrov83@x5.example', 'petrov 83 x 5 example'],
  ['Straße', 'strasse'],
  ['Иван 😀', 'иван'],
  ['王小明', '王小明'],
  ['', ''],
  [' . ', ''],
])('%s has the words %s', (text, words) => {
  expect(normalise(text)).toBe(words);
});

it('takes a combining breve as the same letter', () => {
  expect(wordsOf('Андреи\u0306')).toEqual(['андрей']);
});

it('takes a code as one word', () => {
  expect(['A1-B2 c3', '0042'].map(codeOf)).toEqual(['a1b2c3', '0042']);
});

it.each([
  ['gtnhjd', 'петров'],
  ['руддщ', 'hello'],
  [',jhbc ;erjd', 'борис жуков'],
  ['{f,fhjd', 'Хабаров'],
  ['шмфтюзуекщм"ьфшдюкг', 'ivan.petrov@mail.ru'],
])('%s is %s by the keys that were pressed', (typed, meant) => {
  expect(swapLayout(typed)).toBe(meant);
});
