import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BadgeFonts } from '../../../electron/host/printing/fonts.ts';
import { renderSvg } from '../../../electron/host/printing/svg.ts';
import { defaultTemplate } from '../../../shared/badge/default-template.ts';
import { type BadgeLayout, layoutBadge } from '../../../shared/badge/layout.ts';
import { makeContent, surround } from '../badge/contents.ts';
import { loadInter } from './inter.ts';

let fonts: BadgeFonts;
beforeAll(async () => {
  fonts = await loadInter();
});
const layOut = (change: Parameters<typeof makeContent>[0] = {}): BadgeLayout =>
  layoutBadge(defaultTemplate, makeContent(change), surround(fonts));

/** Parses strictly what an SVG of ours may consist of; anything else throws. */
function readElements(svg: string): { name: string; attributes: Map<string, string> }[] {
  const body = /^<svg ([^<>]*)>(.*)<\/svg>$/s.exec(svg);
  if (body === null) throw new Error('Not one svg element');
  const readAttributes = (text: string): Map<string, string> => {
    const rest = text.replace(/[a-zA-Z-]+="[^"<>&]*"/g, '').trim();
    if (rest !== '') throw new Error(`Malformed attributes: ${rest.slice(0, 100)}`);
    return new Map(Array.from(text.matchAll(/([a-zA-Z-]+)="([^"]*)"/g), ([, name, value]) => [name!, value!]));
  };
  const rest = body[2]!.replace(/<(rect|path) [^<>]*\/>/g, '');
  if (rest !== '') throw new Error(`Unexpected: ${rest.slice(0, 100)}`);
  const children = Array.from(body[2]!.matchAll(/<(rect|path) ([^<>]*)\/>/g), ([, name, attributes]) => ({
    name: name!,
    attributes: readAttributes(attributes!),
  }));
  return [{ name: 'svg', attributes: readAttributes(body[1]!) }, ...children];
}

/** Points on an outline of text: every curve is walked, so that a control point outside proves nothing. */
function walkOutline(d: string): [number, number][] {
  const points: [number, number][] = [];
  let [x, y] = [0, 0];
  for (const [, command, list] of d.matchAll(/([MLQCZ])([^MLQCZ]*)/g)) {
    const n = list!.split(' ').map(Number);
    if (n.some(Number.isNaN)) throw new Error(`Not numbers: ${list}`);
    if (command === 'Z') continue;
    for (let step = 0; command === 'Q' && step < 10; step += 1) {
      const t = step / 10;
      const at = (from: number, over: number, to: number): number =>
        (1 - t) ** 2 * from + 2 * t * (1 - t) * over + t ** 2 * to;
      points.push([at(x, n[0]!, n[2]!), at(y, n[1]!, n[3]!)]);
    }
    [x, y] = n.slice(-2) as [number, number];
    points.push([x, y]);
  }
  return points;
}

describe('renderSvg', () => {
  it('is one well-formed element of the page size in millimetres', () => {
    const [svg, ...children] = readElements(renderSvg(layOut(), fonts));
    expect(svg!.attributes.get('width')).toBe('105mm');
    expect(svg!.attributes.get('height')).toBe('74mm');
    expect(svg!.attributes.get('viewBox')).toBe('0 0 105 74');
    expect(children.map(({ name }) => name)).toEqual(['path', 'path', 'path', 'path', 'path', 'rect', 'path', 'path']);
  });

  it('draws the band in the colour of the status, and an edge when that is white', () => {
    const bandFor = (color: string) =>
      readElements(renderSvg(layOut({ status: { title: 'Гость', color } }), fonts)).find(({ name }) => name === 'rect')!
        .attributes;
    expect(Object.fromEntries(bandFor('#2563eb'))).toEqual({
      x: '0',
      y: '62',
      width: '105',
      height: '12',
      fill: '#2563eb',
    });
    expect(bandFor('#ffffff').get('stroke')).toBe('#9ca3af');
  });

  it('lets nothing written become markup', () => {
    const svg = renderSvg(layOut({ names: { first: '</svg><script>', last: '"&amp;<b>' }, code: '"><x>' }), fonts);
    expect(() => readElements(svg)).not.toThrow();
    expect(svg).not.toContain('script');
  });

  it('draws every outline inside the box of its text', () => {
    const unit = fc.constantFrom('а', 'Щ', 'Ǻ', 'ĵ', 'g\u0303', 'f', 'Җ', ' ', '-', '李', 'Ợ', '/', '(');
    const text = fc.string({ unit, minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(text, text, text, (first, last, company) => {
        const layout = layOut({ names: { first, last }, company });
        const texts = layout.sides[0]!.items.filter((item) => item.kind === 'text');
        const outlines = readElements(renderSvg(layout, fonts))
          .filter(({ name, attributes }) => name === 'path' && !attributes.has('shape-rendering'))
          .map(({ attributes }) => walkOutline(attributes.get('d')!));
        expect(outlines.length).toBe(texts.length);
        texts.forEach(({ box }, index) => {
          const outside = outlines[index]!.filter(
            ([x, y]) =>
              x < box.x - 0.002 || y < box.y - 0.002 || x > box.x + box.width + 0.002 || y > box.y + box.height + 0.002,
          );
          expect(outside).toEqual([]);
        });
      }),
      { numRuns: 40 },
    );
  });

  it('draws letters on the baseline in the size of the layout', () => {
    const layout = layOut({ names: { first: 'Н', last: '' } });
    const item = layout.sides[0]!.items.find((candidate) => candidate.kind === 'text')!;
    const points = walkOutline(readElements(renderSvg(layout, fonts))[1]!.attributes.get('d')!);
    const capHeight =
      fonts.open({ family: 'inter', weight: 700 }).capHeight / fonts.open({ family: 'inter', weight: 700 }).unitsPerEm;
    expect(Math.max(...points.map(([, y]) => y))).toBeCloseTo(item.baseline, 2);
    expect(Math.min(...points.map(([, y]) => y))).toBeCloseTo(item.baseline - capHeight * item.size, 2);
  });

  it('puts an accent where the font wants it', () => {
    const topOf = (first: string): number => {
      const layout = layOut({ names: { first, last: '' } });
      const item = layout.sides[0]!.items.find((candidate) => candidate.kind === 'text')!;
      const points = walkOutline(readElements(renderSvg(layout, fonts))[1]!.attributes.get('d')!);
      return (item.baseline - Math.min(...points.map(([, y]) => y))) / item.size;
    };
    expect(topOf('ė\u0301')).toBeGreaterThan(topOf('ė') + 0.1);
  });
});
