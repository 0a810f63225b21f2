import { describe, expect, it } from 'vitest';
import { copySelected, pasteCopied } from '../../../renderer/ui/designer/state/clipboard.ts';
import { isFromList } from '../../../renderer/ui/designer/state/conditions.ts';
import {
  addBack,
  changeTemplate,
  isChanged,
  listElements,
  listSelected,
  markSaved,
  outlineOf,
  redo,
  removeBack,
  seal,
  select,
  selectAll,
  showSide,
  startDesign,
  templateOf,
  toggleSelected,
  undo,
  type Design,
} from '../../../renderer/ui/designer/state/design.ts';
import {
  alignSelected,
  distributeSelected,
  dropUnusedImages,
  findAt,
  insertElement,
  moveLayer,
  moveSelected,
  orderSelected,
  patchElements,
  removeSelected,
  resizePage,
  resizeSelected,
  setTurn,
  turnSelected,
} from '../../../renderer/ui/designer/state/edits.ts';
import { blankTemplate, NEW_KINDS, newElement, newImage } from '../../../renderer/ui/designer/state/elements.ts';
import { nameFile, readFile } from '../../../renderer/ui/designer/state/file.ts';
import { writeTemplateFile } from '../../../shared/badge/template-file.ts';
import { hasUnknownField } from '../../../renderer/ui/designer/state/patterns.ts';
import { pushChange, redoChange, startHistory, undoChange } from '../../../renderer/ui/designer/state/history.ts';
import { findSample, nameContent, SAMPLES, stampContent } from '../../../renderer/ui/designer/state/samples.ts';
import { badgeContentSchema } from '../../../shared/badge/content.ts';
import { badgeTemplateSchema, type BadgeElement } from '../../../shared/badge/template.ts';

const page = { width: 100, height: 80 };
const PIXEL = { type: 'image/png', width: 1, height: 1, data: 'AAAA' } as const;

function rect(id: string, x: number, y: number, width = 10, height = 10): BadgeElement {
  return { ...newElement('rect', id, page), box: { x, y, width, height } };
}

/** Three boxes a, b, c side by side. */
function designOf(...elements: BadgeElement[]): Design {
  const front = elements.length > 0 ? elements : [rect('a', 0, 0), rect('b', 20, 10), rect('c', 50, 30)];
  return startDesign({ ...blankTemplate('Test', page), front }, true);
}

const ids = (design: Design): string =>
  listElements(design)
    .map(({ id }) => id)
    .join('');
const outlines = (design: Design) => listElements(design).map(outlineOf);

/** Whatever was done, the template must still be one that the host takes. */
function expectSound(design: Design): void {
  const read = badgeTemplateSchema.safeParse(templateOf(design));
  expect(read.error?.issues ?? []).toEqual([]);
}

describe('history', () => {
  it('goes back and forth, and a new change drops what was undone', () => {
    const history = pushChange(pushChange(startHistory(1), 2), 3);
    expect(undoChange(history).present).toBe(2);
    expect(redoChange(undoChange(history)).present).toBe(3);
    const other = pushChange(undoChange(history), 9);
    expect(redoChange(other).present).toBe(9);
    expect(undoChange(startHistory(1)).present).toBe(1);
  });

  it('takes changes with one mark as one step, until it is sealed', () => {
    let design = select(designOf(), ['a']);
    for (let step = 0; step < 5; step += 1) design = moveSelected(design, { x: 0.5, y: 0 }, 'arrow');
    expect(outlines(design)[0]).toMatchObject({ x: 2.5 });
    expect(outlines(undo(design))[0]).toMatchObject({ x: 0 });
    design = moveSelected(seal(design), { x: 1, y: 0 }, 'arrow');
    expect(outlines(undo(design))[0]).toMatchObject({ x: 2.5 });
  });
});

describe('a design', () => {
  it('knows what is unsaved, and that going back to what was saved is no change', () => {
    const design = moveSelected(select(designOf(), ['a']), { x: 1, y: 0 });
    expect(isChanged(designOf())).toBe(false);
    expect(isChanged(design)).toBe(true);
    expect(isChanged(undo(design))).toBe(false);
    expect(isChanged(markSaved(design, templateOf(design)))).toBe(false);
    expect(isChanged(startDesign(blankTemplate('', page), false))).toBe(true);
  });

  it('selects what is there, and after an undo no longer what is gone', () => {
    const design = insertElement(designOf(), newElement('qr', 'q', page));
    expect(design.selected).toEqual(['q']);
    expect(undo(design).selected).toEqual([]);
    expect(select(design, ['q', 'nobody']).selected).toEqual(['q']);
    expect(toggleSelected(toggleSelected(design, 'a'), 'q').selected).toEqual(['a']);
  });

  it('selects all but what is locked or hidden', () => {
    const design = patchElements(designOf(), ['b'], (element) => ({ ...element, locked: true }));
    expect(selectAll(design).selected).toEqual(['a', 'c']);
  });

  it('has a back when one is added, and goes to the front when it is taken away or undone', () => {
    const back = insertElement(addBack(designOf()), newElement('text', 't', page));
    expect(back.side).toBe('back');
    expect(ids(back)).toBe('t');
    expectSound(back);
    expect(removeBack(back).side).toBe('front');
    expect(undo(undo(back)).side).toBe('front');
    expect(showSide(designOf(), 'back').side).toBe('front');
  });

  it('is sound with an element of every kind on every page', () => {
    for (const size of [page, { width: 36, height: 89 }, { width: 5, height: 5 }]) {
      let design = startDesign(blankTemplate('All', size), false);
      for (const kind of NEW_KINDS) design = insertElement(design, newElement(kind, kind, size));
      expectSound(design);
    }
  });
});

describe('moving', () => {
  it('takes all that is selected along, as far as the page goes', () => {
    const design = moveSelected(select(designOf(), ['a', 'b']), { x: 90, y: 3 });
    expect(outlines(design).slice(0, 2)).toMatchObject([
      { x: 70, y: 3 },
      { x: 90, y: 13 },
    ]);
    expectSound(design);
  });

  it('leaves what is locked, which cannot be removed either', () => {
    const locked = patchElements(designOf(), ['a'], (element) => ({ ...element, locked: true }));
    const moved = moveSelected(select(locked, ['a']), { x: 5, y: 5 });
    expect(outlines(moved)[0]).toMatchObject({ x: 0, y: 0 });
    expect(ids(removeSelected(select(locked, ['a', 'b'])))).toBe('ac');
  });

  it('turns about the middle, moved in at the edge of the page', () => {
    const design = turnSelected(select(designOf(rect('a', 0, 0, 40, 10)), ['a']));
    expect(outlines(design)[0]).toEqual({ x: 15, y: 0, width: 10, height: 40 });
    expectSound(design);
    expect(outlines(setTurn(design, () => 0))[0]).toMatchObject({ width: 40, height: 10 });
  });

  it('resizes several together', () => {
    const design = resizeSelected(select(designOf(), ['a', 'b']), { x: 0, y: 0, width: 60, height: 40 });
    expect(outlines(design).slice(0, 2)).toEqual([
      { x: 0, y: 0, width: 20, height: 20 },
      { x: 40, y: 20, width: 20, height: 20 },
    ]);
  });

  it('aligns and distributes', () => {
    const all = selectAll(designOf());
    expect(outlines(alignSelected(all, 'top')).map(({ y }) => y)).toEqual([0, 0, 0]);
    expect(outlines(distributeSelected(all, 'x')).map(({ x }) => x)).toEqual([0, 25, 50]);
  });

  it('finds the topmost below the pointer, lines too, and nothing that is hidden or locked', () => {
    const line: BadgeElement = { ...newElement('line', 'l', page), box: { x: 10, y: 60, width: 50, height: 0 } };
    const elements = [rect('a', 0, 0), rect('b', 5, 5), line];
    expect(findAt(elements, { x: 7, y: 7 }, 2)?.id).toBe('b');
    expect(findAt(elements, { x: 30, y: 60.8 }, 2)?.id).toBe('l');
    expect(findAt([{ ...rect('a', 0, 0), hidden: true }], { x: 5, y: 5 }, 2)).toBeNull();
  });
});

describe('layers', () => {
  it('go up and down, to the top and to the bottom, in their own order', () => {
    const design = select(designOf(), ['a']);
    expect(ids(orderSelected(design, 'up'))).toBe('bac');
    expect(ids(orderSelected(design, 'top'))).toBe('bca');
    expect(ids(orderSelected(select(design, ['c']), 'down'))).toBe('acb');
    expect(ids(orderSelected(select(design, ['b', 'c']), 'bottom'))).toBe('bca');
    expect(ids(orderSelected(select(design, ['b', 'c']), 'up'))).toBe('abc');
    expect(ids(orderSelected(select(design, ['a', 'b']), 'up'))).toBe('cab');
  });

  it('are put into another one’s place', () => {
    expect(ids(moveLayer(designOf(), 'a', 'c'))).toBe('bca');
    expect(ids(moveLayer(designOf(), 'c', 'a'))).toBe('cab');
    expect(isChanged(moveLayer(designOf(), 'a', 'a'))).toBe(false);
  });
});

describe('the clipboard', () => {
  let next = 0;
  const newId = () => `n${(next += 1)}`;

  it('copies beside the original, under ids of its own', () => {
    const design = select(designOf(), ['b', 'c']);
    const pasted = pasteCopied(design, copySelected(design)!, newId);
    expect(listElements(pasted)).toHaveLength(5);
    expect(listSelected(pasted).map(outlineOf)).toMatchObject([
      { x: 23, y: 13 },
      { x: 53, y: 33 },
    ]);
    expectSound(pasted);
    expect(copySelected(designOf())).toBeNull();
  });

  it('takes pictures along to another template, once', () => {
    const source = select(
      changeTemplate(designOf(newImage('i', 'logo', { width: 10, height: 10 }, page)), (template) => ({
        ...template,
        images: { logo: PIXEL },
      })),
      ['i'],
    );
    const copied = copySelected(source)!;
    const there = pasteCopied(designOf(), copied, newId);
    expect(Object.values(templateOf(there).images)).toEqual([PIXEL]);
    expectSound(there);
    const here = pasteCopied(source, copied, newId);
    expect(Object.keys(templateOf(here).images)).toEqual(['logo']);
    expectSound(here);
  });

  it('drops a picture with the last element that shows it; undo brings both back', () => {
    const image = newImage('i', 'logo', { width: 10, height: 10 }, page);
    const template = { ...blankTemplate('', page), front: [image], images: { logo: PIXEL, stray: PIXEL } };
    expect(Object.keys(dropUnusedImages(template).images)).toEqual(['logo']);
    const removed = removeSelected(select(startDesign(template, true), ['i']));
    expect(templateOf(removed).images).toEqual({});
    expect(templateOf(undo(removed))).toBe(template);
    expect(templateOf(redo(undo(removed))).images).toEqual({});
  });
});

describe('the page', () => {
  it('grows with what is on it, or without', () => {
    const text: BadgeElement = { ...newElement('text', 't', page), box: { x: 50, y: 40, width: 50, height: 40 } };
    const scaled = templateOf(resizePage(designOf(text), { width: 50, height: 40 }, true)).front[0]!;
    expect(scaled.box).toEqual({ x: 25, y: 20, width: 25, height: 20 });
    expect(scaled).toMatchObject({ size: { max: 4 } });
    const kept = resizePage(designOf(text), { width: 60, height: 30 }, false);
    expect(templateOf(kept).front[0]!.box).toEqual({ x: 10, y: 0, width: 50, height: 30 });
    expectSound(kept);
  });
});

describe('a title of a condition', () => {
  it('is taken from the list at once, and typed not before it is finished: it may begin another', () => {
    const titles = ['Участник', 'Участник онлайн'];
    expect(isFromList('Участник', titles, 'insertText')).toBe(false);
    expect(isFromList('Участник', titles, 'insertCompositionText')).toBe(false);
    expect(isFromList('Участник', titles, 'deleteContentBackward')).toBe(false);
    expect(isFromList('Участник', titles, 'insertReplacementText')).toBe(true);
    expect(isFromList('Участник', titles, undefined)).toBe(true);
    expect(isFromList('Участ', titles, 'insertReplacementText')).toBe(false);
  });
});

describe('a text with fields', () => {
  it('cannot be laid out while it names a field that there is not, on either side', () => {
    const text = newElement('text', 't', page, '{first} {fir');
    const wrong = newElement('text', 'w', page, '{fir}');
    const blank = blankTemplate('', page);
    expect(hasUnknownField({ ...blank, front: [text] })).toBe(false);
    expect(hasUnknownField({ ...blank, front: [text], back: [wrong] })).toBe(true);
  });
});

describe('the file', () => {
  const fileOf = (text: string) => new Blob([text]);

  it('has a name that every file system takes', () => {
    const template = templateOf(designOf());
    expect(nameFile({ ...template, name: 'Гости / VIP: 2026' })).toBe('Гости VIP 2026.stoika-badge');
    expect(nameFile({ ...template, name: '//' })).toBe('badge.stoika-badge');
  });

  it('is read by the same reader as a settings file’s templates, and one that is huge not at all', async () => {
    const template = templateOf(designOf());
    expect(await readFile(fileOf(writeTemplateFile(template)))).toEqual({ ok: true, template });
    const outside = { ...template, front: [rect('a', 95, 0)] };
    expect(await readFile(fileOf(JSON.stringify(outside)))).toEqual({
      ok: false,
      problems: [{ path: 'front.0.box', code: 'outsideThePage' }],
    });
    expect(await readFile(fileOf('{"version":3}'))).toMatchObject({ problems: [{ code: 'newer' }] });
    expect(await readFile(fileOf('{"version":2}'))).toMatchObject({ problems: { length: 5 } });
    const read = () => Promise.reject(new Error('it was read'));
    expect(await readFile({ size: 40_000_000, text: read })).toMatchObject({ problems: [{ code: 'tooLarge' }] });
  });
});

describe('samples', () => {
  it('are contents that the host takes, under any status', () => {
    for (const name of SAMPLES) {
      const stamp = { status: null, part: 'День 1', products: ['Обед'], event: 'Форум', operator: 'op1' };
      const content = stampContent(findSample(name), stamp);
      expect(badgeContentSchema.safeParse(content).success).toBe(true);
      expect(content).toMatchObject({ status: null, part: 'День 1', event: 'Форум' });
      expect(nameContent(content)).not.toBe('');
    }
  });
});
