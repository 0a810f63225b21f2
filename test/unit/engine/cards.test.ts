/** People as a snapshot shows them: packed, read back, and looked up while their rows are not read yet. */
import { describe, expect, it } from 'vitest';
import { CardIndex } from '../../../renderer/engine/card.ts';
import { type CardDisplay, DisplayPacker, readDisplay } from '../../../renderer/engine/replica/displays.ts';
import {
  packDisplays,
  packIndex,
  type Parts,
  unpackDisplays,
  unpackIndex,
} from '../../../renderer/engine/replica/frozen.ts';
import { packTraits } from '../../../renderer/engine/traits.ts';
import { runThrough } from '../../../shared/search/order.ts';
import { PeopleIndex, type PersonText } from '../../../shared/search/people.ts';
import { badgeRow } from '../sync/made-up.ts';

const DISPLAY: CardDisplay = {
  ...{ name: 'Орлова Анна', otherName: '', email: 'anna@example.com', company: '', position: '', phone: '79001234567' },
};
const TEXT: PersonText = {
  ...{ lastNames: ['Орлова', 'Orlova'], firstNames: ['Анна'], fatherNames: [], companies: [], positions: [] },
  ...{ email: 'anna@example.com', phone: '79001234567', id: 1, codes: [] },
};

function backOf(...displays: readonly CardDisplay[]): readonly CardDisplay[] {
  const packer = new DisplayPacker();
  for (const display of displays) packer.add(display);
  const packed = packer.finish();
  expect(packed.ends).toHaveLength(displays.length);
  return displays.map((_, index) => readDisplay(packed, index));
}

describe('what people are shown by', () => {
  it('comes back as it was, whatever letters, spaces and lines are in it', () => {
    const name = '👩‍🚀 Ünïcödé \0 \r\n  名前\t\uFEFF';
    const displays: readonly CardDisplay[] = [
      DISPLAY,
      { ...DISPLAY, name, otherName: ' ', email: '@', company: ' a  b ', position: 'x\ty\nz', phone: '+7 (900) 1-2 ' },
      { ...DISPLAY, name: '\uFEFFОрлова', email: 'two@at@example.com', phone: '' }, // a spreadsheet left its mark in front
      { name: '', otherName: '', email: '', company: '', position: '', phone: '' },
      { ...DISPLAY, company: Array.from({ length: 300 }, (_, at) => `word${at}`).join(' '), email: 'x'.repeat(200) },
    ];
    expect(backOf(...displays)).toEqual(displays);
    expect(backOf()).toEqual([]);
  });

  it('with half of a letter keeps everything else in its place', () => {
    const half = 'Ор\uD83Dлова\uDE00';
    const [first, second] = backOf({ ...DISPLAY, name: half, position: '\uD83D' }, DISPLAY);
    expect(first).toEqual({ ...DISPLAY, name: 'Ор\uFFFDлова\uFFFD', position: '\uFFFD' });
    expect(second).toEqual(DISPLAY);
  });

  it('takes little: what many have is kept once', () => {
    const packer = new DisplayPacker();
    const many = 5000;
    for (let index = 0; index < many; index += 1) packer.add({ ...DISPLAY, company: 'ООО «Ромашка» и партнёры' });
    const { codes, pieces } = packer.finish();
    expect((codes.length + pieces.length) / many).toBeLessThan(40);
  });
});

function whole(parts: Parts): readonly Uint8Array[] {
  return [...parts].filter((part) => part !== null);
}

function frozenOf(people: readonly { readonly id: number; readonly traits: string }[]) {
  const index = new PeopleIndex<number>();
  const freezer = index.freezer();
  const packer = new DisplayPacker();
  for (const { id, traits } of people) {
    freezer.add(id, { ...TEXT, id }, traits);
    packer.add({ ...DISPLAY, name: `Орлова ${id}` });
  }
  return {
    index: unpackIndex(whole(packIndex(runThrough(freezer.finish())))),
    displays: unpackDisplays(whole(packDisplays(packer.finish()))),
  };
}

describe('people of a snapshot', () => {
  const people = [
    { id: 1, traits: '-:1||none' },
    { id: 2, traits: '5:2|5|paid' },
    { id: 4_000_000_000, traits: '-:1||none' },
  ];

  it('are found by their key, unless they were forgotten', () => {
    const cards = new CardIndex(frozenOf(people));
    const keys = ['id:1', 'id:2', 'id:4000000000', 'id:4', 'local:1'] as const;
    expect(keys.map((key) => cards.has(key))).toEqual([true, true, true, false, false]);
    expect(keys.map((key) => cards.readCard(key)?.display.name)).toEqual([
      'Орлова 1',
      'Орлова 2',
      'Орлова 4000000000',
      undefined,
      undefined,
    ]);
    cards.forget(2);
    expect([cards.has('id:2'), cards.readCard('id:2'), [...cards.ids]]).toEqual([false, null, [1, 2, 4_000_000_000]]);
  });

  it('have arrived by their card, and by badges that came since, whatever becomes of the index', () => {
    const frozen = frozenOf(people);
    const cards = new CardIndex(frozen);
    frozen.index.traits.fill(0);
    expect([cards.arrivedOf('id:2'), cards.arrivedOf('id:9')]).toEqual([[5], []]);
    const traits = cards.traitsOf('id:2', [badgeRow(50, 2, { PartId: 6 }), badgeRow(51, 2, { PartId: 5 })]);
    expect(traits).toBe(packTraits({ statuses: [{ PartId: 5, StatusId: 2 }], arrived: [5, 6], payment: 'paid' }));
  });

  it('do not open when parts are missing, too many, or of another snapshot', () => {
    const index = new PeopleIndex<number>();
    const freezer = index.freezer();
    freezer.add(1, TEXT, '');
    const packer = new DisplayPacker();
    packer.add(DISPLAY);
    const opened: readonly [readonly Uint8Array[], (parts: readonly Uint8Array[]) => unknown][] = [
      [whole(packIndex(runThrough(freezer.finish()))), (parts) => unpackIndex(parts)],
      [whole(packDisplays(packer.finish())), (parts) => unpackDisplays(parts)],
    ];
    for (const [parts, unpack] of opened) {
      expect(() => unpack(parts)).not.toThrow();
      const [head = new Uint8Array(), ...others] = parts;
      expect(() => unpack([])).toThrow();
      expect(() => unpack([head])).toThrow();
      expect(() => unpack(parts.slice(0, -1))).toThrow();
      expect(() => unpack([...parts, new Uint8Array(8)])).toThrow();
      expect(() => unpack([head, ...others.map((part) => part.slice(8))])).toThrow();
      const changed = new TextEncoder().encode(new TextDecoder().decode(head).replace('"people":1,', '"people":2,'));
      expect(() => unpack([changed, ...others])).toThrow();
    }
  });
});
