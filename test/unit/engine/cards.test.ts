import { describe, expect, it } from 'vitest';
import { CardIndex } from '../../../renderer/engine/card.ts';
import {
  type Card,
  type CardDisplay,
  packCards,
  readDisplay,
  topStatusAt,
  unpackCards,
} from '../../../renderer/engine/replica/cards.ts';

const DISPLAY: CardDisplay = {
  name: 'Орлова Анна',
  otherName: '',
  email: 'anna@example.com',
  company: '',
  position: '',
  statuses: [{ PartId: null, StatusId: 1 }],
  arrived: [],
};

function card(serverId: number, more: Partial<Card> = {}, display: Partial<CardDisplay> = {}): Card {
  return {
    serverId,
    topStatus: 1,
    text: ' орлова анна  anna@example.com ',
    namesEnd: 13,
    phone: '79001234567',
    ...more,
    display: { ...DISPLAY, ...display },
  };
}

/** What comes back of a card. */
function backOf(...cards: readonly Card[]): readonly Card[] {
  const block = unpackCards(packCards(cards));
  expect([block.ids.length, block.texts.length, block.displays.length]).toEqual(Array(3).fill(cards.length));
  return [...block.ids].map((serverId, index) => {
    const [phone = '', text = ''] = (block.texts[index] ?? '').split('\t');
    return {
      serverId,
      topStatus: topStatusAt(block, index),
      text,
      namesEnd: block.namesEnds[index] ?? -1,
      phone,
      display: readDisplay(block.displays[index] ?? ''),
    };
  });
}

describe('cards in a block', () => {
  it('come back as they went in', () => {
    const cards = [
      card(1),
      card(4_000_000_000, { topStatus: null, phone: '', text: '  ', namesEnd: 1 }),
      card(-7, {}, { otherName: 'Anna Orlova', company: 'ООО «Ромашка»', position: 'Врач' }),
    ];
    expect(backOf(...cards)).toEqual(cards);
  });

  it('of nobody are none', () => {
    expect(backOf()).toEqual([]);
  });

  it('keep every mix of parts, statuses and arrivals, with and without a part', () => {
    const cards = [
      card(1, {}, { statuses: [], arrived: [] }),
      card(2, {}, { statuses: [{ PartId: null, StatusId: null }], arrived: [null] }),
      card(3, {}, { statuses: [{ PartId: 5, StatusId: null }], arrived: [5, null] }),
      card(
        4,
        {},
        {
          statuses: [
            { PartId: 5, StatusId: 2 },
            { PartId: 6, StatusId: 3 },
          ],
          arrived: [null, 6],
        },
      ),
      card(5, {}, { statuses: [{ PartId: 0, StatusId: 0 }], arrived: [0] }),
    ];
    expect(backOf(...cards)).toEqual(cards);
  });

  it('keep letters of every kind', () => {
    const name = '👩‍🚀 Ünïcödé \u2028 \0 \r 名前 \uFEFF';
    const cards = [card(1, { text: ` ${name} ` }, { name, company: name }), card(2)];
    expect(backOf(...cards)).toEqual(cards);
    const marked = card(1, {}, { name: '\uFEFFОрлова' }); // a spreadsheet left its mark in front
    expect(backOf(marked)).toEqual([marked]);
  });

  it('show tabs and line ends as spaces, and nobody gets the next one’s fields', () => {
    const [first, second] = backOf(
      card(1, {}, { name: 'Орлова\tАнна', otherName: 'a\nb', email: '\t', company: 'x\t\ty', position: 'z\n' }),
      card(2),
    );
    expect(first?.display).toMatchObject({
      ...{ name: 'Орлова Анна', otherName: 'a b', email: ' ', company: 'x  y', position: 'z ' },
      ...{ statuses: DISPLAY.statuses, arrived: [] },
    });
    expect(second).toEqual(card(2));
  });

  it('with half of a letter keep everything else in its place', () => {
    const half = 'Ор\uD83Dлова\uDE00';
    const [first, second] = backOf(card(1, { text: ` ${half} \uD83D` }, { name: half, position: '\uD83D' }), card(2));
    expect(first).toEqual(
      card(1, { text: ' Ор\uFFFDлова\uFFFD \uFFFD' }, { name: 'Ор\uFFFDлова\uFFFD', position: '\uFFFD' }),
    );
    expect(second).toEqual(card(2));
  });
});

describe('people of a snapshot', () => {
  const blocks = [unpackCards(packCards([card(1), card(2)])), unpackCards(packCards([card(3, { topStatus: null })]))];

  it('are found by their key, in whichever block they are', () => {
    const cards = new CardIndex(blocks);
    expect((['id:1', 'id:2', 'id:3', 'id:4', 'local:1'] as const).map((key) => cards.has(key))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    expect([cards.displayOf('id:3')?.name, cards.displayOf('id:4'), cards.displayOf('local:1')]).toEqual([
      'Орлова Анна',
      null,
      null,
    ]);
  });

  it('give everybody’s place in the index, but for those who were forgotten', () => {
    const cards = new CardIndex(blocks);
    cards.forget(2);
    const put: unknown[] = [];
    cards.each(
      (statusId) => (statusId ?? -1) * 10,
      (key, person) => put.push([key, person]),
    );
    const indexed = { text: card(1).text, namesEnd: 13, phone: '79001234567' };
    expect(put).toEqual([
      ['id:1', { ...indexed, id: ' 1', weight: 10 }],
      ['id:3', { ...indexed, id: ' 3', weight: -10 }],
    ]);
    expect([cards.has('id:2'), cards.displayOf('id:2')]).toEqual([false, null]);
  });
});
