/** Marks show in the original spelling what was found: set in brackets here. */
import { expect, it } from 'vitest';
import { type Mark, Marker } from '../../../shared/search/marks.ts';
import { PeopleIndex, type PersonText } from '../../../shared/search/people.ts';

const person: PersonText = {
  lastNames: ['Щербаков-Ёлкин'],
  firstNames: ['Александр'],
  fatherNames: ['Юрьевич'],
  companies: ['ООО 😀 «Роза-Ветров»'],
  positions: ['Врач-терапевт'],
  email: 'a.ivanova@post.example',
  phone: '+7 (900) 123-45-67',
  id: 100007,
  codes: ['A1-B2'],
};
const shown = {
  name: 'Щербаков-Ёлкин Александр Юрьевич',
  company: 'ООО 😀 «Роза-Ветров»',
  position: 'Врач-терапевт',
  email: 'a.ivanova@post.example',
  phone: '+7 (900) 123-45-67',
  id: '100007',
};

/** The texts in which something is marked, in their order. */
function marked(query: string, texts: Readonly<Record<string, string>> = shown, known = person): readonly string[] {
  const index = new PeopleIndex<number>();
  index.put(1, known);
  index.watch(query, 5);
  const reading = index.readingOf(1);
  if (reading === null) return ['nobody'];
  const marks = new Marker().mark(reading, texts);
  return Object.keys(texts).flatMap((name) => {
    const places = marks[name] ?? [];
    return places.length === 0 ? [] : [inBrackets(texts[name] ?? '', places)];
  });
}

function inBrackets(text: string, marks: readonly Mark[]): string {
  let [result, at] = ['', 0];
  for (const [from, to] of marks) {
    result += `${text.slice(at, from)}[${text.slice(from, to)}]`;
    at = to;
  }
  return result + text.slice(at);
}

it.each([
  ['as typed', 'щерб', '[Щерб]аков-Ёлкин Александр Юрьевич'],
  ['the whole of a part', 'ЩЕРБАКОВ', '[Щербаков]-Ёлкин Александр Юрьевич'],
  ['two words', 'алекс щерб', '[Щерб]аков-Ёлкин [Алекс]андр Юрьевич'],
  ['ё as е', 'елкин', 'Щербаков-[Ёлкин] Александр Юрьевич'],
  ['the double name as one word', 'щербаковелкин', '[Щербаков-Ёлкин] Александр Юрьевич'],
  ['a part of it over the hyphen', 'щербаковел', '[Щербаков-Ёл]кин Александр Юрьевич'],
  ['transliteration', 'shcherba', '[Щерба]ков-Ёлкин Александр Юрьевич'],
  ['a whole in transliteration', 'Yurevich', 'Щербаков-Ёлкин Александр [Юрьевич]'],
  ['the other layout', 'fktrcfylh', 'Щербаков-Ёлкин [Александр] Юрьевич'],
  ['a beginning in the other layout', 'ohc.', 'nobody'],
  ['a mistake: the whole word', 'щербокав', '[Щербаков]-Ёлкин Александр Юрьевич'],
  ['a short form: the whole name', 'саша', 'Щербаков-Ёлкин [Александр] Юрьевич'],
  ['another case', 'Александру', 'Щербаков-Ёлкин [Александр] Юрьевич'],
  ['part of a company with a hyphen', 'ветр', 'ООО 😀 «Роза-[Ветр]ов»'],
  ['the company as one word', 'роза-ветров', 'ООО 😀 «[Роза]-[Ветров]»'],
  ['a position', 'терап', 'Врач-[терап]евт'],
  ['a domain', '@post.ex', 'a.ivanova@[post].[ex]ample'],
  ['the end of a phone', '4567', '+7 (900) 123-[45-67]'],
  ['a phone with signs', '8 (900) 123', '[+7 (900) 123]-45-67'.replace('[+7', '+[7')],
  ['the Id', '1000', '[1000]07'],
])('%s', (_, query, expected) => {
  const [first, ...others] = marked(query);
  expect(first).toBe(expected);
  expect(others).toEqual([]);
});

it('marks a word wherever it stands', () => {
  const other = { ...person, email: 'rosa@post.example' };
  expect(marked('щербаков роза', { ...shown, email: other.email }, other)).toEqual([
    '[Щербаков]-Ёлкин Александр Юрьевич',
    'ООО 😀 «[Роза]-Ветров»',
    '[rosa]@post.example',
  ]);
});

it('keeps a combining mark with its letter', () => {
  const name = 'Андреи\u0306 Чаи\u0306кин';
  const other = { ...person, lastNames: ['Чаи\u0306кин'], firstNames: ['Андреи\u0306'] };
  expect(marked('андрей', { name }, other)).toEqual(['[Андреи\u0306] Чаи\u0306кин']);
  expect(marked('чай', { name }, other)).toEqual(['Андреи\u0306 [Чаи\u0306]кин']);
});

it('marks diacritics, look-alikes and what has no width', () => {
  const other = { ...person, lastNames: ['Nguyễn'], firstNames: ['Ивaн'], fatherNames: ['Пет\u00adрович'] };
  const name = 'Nguyễn Ивaн Пет\u00adрович';
  expect(marked('nguyen', { name }, other)).toEqual(['[Nguyễn] Ивaн Пет\u00adрович']);
  expect(marked('иван', { name }, other)).toEqual(['Nguyễn [Ивaн] Пет\u00adрович']);
  expect(marked('петров', { name }, other)).toEqual(['Nguyễn Ивaн [Пет\u00adров]ич']);
});
