import { describe, expect, it } from 'vitest';
import { CardIndex } from '../../../renderer/engine/card.ts';
import {
  type Card,
  type CardDisplay,
  packCards,
  readDisplay,
  readText,
  unpackCards,
} from '../../../renderer/engine/replica/cards.ts';
import { packTraits } from '../../../renderer/engine/traits.ts';
import type { PersonText } from '../../../shared/search/people.ts';
import { badgeRow } from '../sync/made-up.ts';

const DISPLAY: CardDisplay = {
  ...{ name: 'Орлова Анна', otherName: '', email: 'anna@example.com', company: '', position: '', phone: '79001234567' },
};
const TEXT: PersonText = {
  ...{ lastNames: ['Орлова', 'Orlova'], firstNames: ['Анна'], fatherNames: [], companies: [], positions: [] },
  ...{ email: 'anna@example.com', phone: '79001234567', id: 1, codes: [] },
};
const TRAITS = '-:1||none';

function card(
  serverId: number,
  more: Partial<PersonText> = {},
  display: Partial<CardDisplay> = {},
  traits = TRAITS,
): Card {
  return { serverId, traits, text: { ...TEXT, id: serverId, ...more }, display: { ...DISPLAY, ...display } };
}

/** What comes back of a card. */
function backOf(...cards: readonly Card[]): readonly Card[] {
  const block = unpackCards(packCards(cards));
  const lengths = [block.ids, block.texts, block.traits, block.displays].map(({ length }) => length);
  expect(lengths).toEqual(Array(4).fill(cards.length));
  return [...block.ids].map((serverId, index) => ({
    serverId,
    text: readText(serverId, block.texts[index] ?? ''),
    traits: block.traits[index] ?? '',
    display: readDisplay(block.displays[index] ?? ''),
  }));
}

describe('cards in a block', () => {
  it('come back as they went in', () => {
    const cards = [
      card(1),
      card(4_000_000_000, { phone: '', lastNames: [], codes: ['A-1', 'B 2'] }, {}, ''),
      card(
        -7,
        { companies: ['ООО «Ромашка»'] },
        { otherName: 'Anna Orlova', company: 'ООО «Ромашка»', position: 'Врач' },
      ),
    ];
    expect(backOf(...cards)).toEqual(cards);
  });

  it('of nobody are none', () => {
    expect(backOf()).toEqual([]);
  });

  it('keep letters of every kind', () => {
    const name = '👩‍🚀 Ünïcödé \0 \r 名前 \uFEFF';
    const cards = [card(1, { lastNames: [name] }, { name, company: name }), card(2)];
    expect(backOf(...cards)).toEqual(cards);
    const marked = card(1, {}, { name: '\uFEFFОрлова' }); // a spreadsheet left its mark in front
    expect(backOf(marked)).toEqual([marked]);
  });

  it('show tabs and line ends as spaces, and nobody gets the next one’s fields', () => {
    const display = { name: 'Орлова\tАнна', otherName: 'a\nb', email: '\t', company: 'x\t\ty', position: 'z\n' };
    const [first, second] = backOf(card(1, { firstNames: ['a\u2028b', 'c\td'] }, display), card(2));
    expect(first?.display).toEqual({
      ...{ ...DISPLAY, name: 'Орлова Анна', otherName: 'a b', email: ' ', company: 'x  y', position: 'z ' },
    });
    expect(first?.text.firstNames).toEqual(['a b', 'c d']);
    expect(second).toEqual(card(2));
  });

  it('with half of a letter keep everything else in its place', () => {
    const half = 'Ор\uD83Dлова\uDE00';
    const [first, second] = backOf(card(1, { lastNames: [half] }, { name: half, position: '\uD83D' }), card(2));
    const whole = 'Ор\uFFFDлова\uFFFD';
    expect(first).toEqual(card(1, { lastNames: [whole] }, { name: whole, position: '\uFFFD' }));
    expect(second).toEqual(card(2));
  });
});

describe('people of a snapshot', () => {
  const blocks = [unpackCards(packCards([card(1), card(2, {}, {}, '5:2|5|paid')])), unpackCards(packCards([card(3)]))];

  it('are found by their key, in whichever block they are', () => {
    const cards = new CardIndex(blocks);
    const keys = ['id:1', 'id:2', 'id:3', 'id:4', 'local:1'] as const;
    expect(keys.map((key) => cards.has(key))).toEqual([true, true, true, false, false]);
    expect([cards.readCard('id:3')?.display.name, cards.readCard('id:4'), cards.readCard('local:1')]).toEqual([
      'Орлова Анна',
      null,
      null,
    ]);
  });

  it('have arrived by their card, and by badges that came since', () => {
    const cards = new CardIndex(blocks);
    expect(cards.arrivedOf('id:2')).toEqual([5]);
    const traits = cards.traitsOf('id:2', [badgeRow(50, 2, { PartId: 6 }), badgeRow(51, 2, { PartId: 5 })]);
    expect(traits).toBe(packTraits({ statuses: [{ PartId: 5, StatusId: 2 }], arrived: [5, 6], payment: 'paid' }));
  });

  it('give what everybody is found by, but of those who were forgotten', () => {
    const cards = new CardIndex(blocks);
    cards.forget(2);
    const put: unknown[] = [];
    cards.each((key, person, traits) => put.push([key, person, traits]));
    expect(put).toEqual([
      ['id:1', { ...TEXT, id: 1 }, TRAITS],
      ['id:3', { ...TEXT, id: 3 }, TRAITS],
    ]);
    expect([cards.has('id:2'), cards.readCard('id:2')]).toEqual([false, null]);
  });
});
