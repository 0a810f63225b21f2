import { describe, expect, it } from 'vitest';
import { defaultTemplate } from '../../../shared/badge/default-template.ts';
import { type BadgeTemplate, badgeTemplateSchema } from '../../../shared/badge/template.ts';

/** The default template with one element's properties changed, as unchecked JSON. */
function changeElement(kind: string, change: object): unknown {
  const template = structuredClone(defaultTemplate);
  const index = template.front.findIndex((element) => element.kind === kind);
  return { ...template, front: template.front.with(index, { ...template.front[index], ...change } as never) };
}
const accepts = (template: unknown): boolean => badgeTemplateSchema.safeParse(template).success;

describe('badgeTemplateSchema', () => {
  it('accepts the default template and gives it back unchanged after a way through JSON', () => {
    const parsed: BadgeTemplate = badgeTemplateSchema.parse(JSON.parse(JSON.stringify(defaultTemplate)));
    expect(parsed).toEqual(defaultTemplate);
  });

  it('refuses a box outside the page', () => {
    expect(accepts(changeElement('rect', { box: { x: 0, y: 0, width: 105, height: 74 } }))).toBe(true);
    expect(accepts(changeElement('rect', { box: { x: 1, y: 0, width: 105, height: 74 } }))).toBe(false);
    expect(accepts(changeElement('rect', { box: { x: -1, y: 0, width: 50, height: 74 } }))).toBe(false);
    expect(accepts(changeElement('rect', { box: { x: 0, y: 0, width: 0, height: 74 } }))).toBe(false);
  });

  it('refuses an unknown field, sizes in the wrong order and colours that no back-end knows', () => {
    expect(accepts(changeElement('text', { text: '{last} {first}' }))).toBe(true);
    expect(accepts(changeElement('text', { text: '{surname}' }))).toBe(false);
    expect(accepts(changeElement('text', { size: { max: 5, comfortable: 6, min: 1 } }))).toBe(false);
    expect(accepts(changeElement('text', { color: '#FF0000' }))).toBe(false);
    expect(accepts(changeElement('text', { color: '#red' }))).toBe(false);
    expect(accepts(changeElement('text', { color: 'url(x)' }))).toBe(false);
    expect(accepts(changeElement('stack', { gap: 90 }))).toBe(false);
  });

  it('refuses a version that it does not know', () => {
    expect(accepts({ ...defaultTemplate, version: 3 })).toBe(false);
  });

  it('brings a template of version 1 to version 2', () => {
    const style = {
      weight: 700,
      size: { max: 9, comfortable: 6, min: 2 },
      maxLines: 2,
      lineHeight: 1.1,
      align: 'left',
    };
    const box = { x: 1, y: 2, width: 30, height: 10 };
    const old = {
      version: 1,
      name: 'Old',
      page: { width: 60, height: 40 },
      noStatusColor: '#374151',
      elements: [
        { kind: 'rect', box, fill: 'status', needs: ['status'] },
        { kind: 'text', box, valign: 'top', text: '{first}', color: '#000000', ...style },
        { kind: 'stack', box, valign: 'top', gap: 1, texts: [{ share: 2, text: '{last}', color: 'status', ...style }] },
        { kind: 'qr', box, quiet: 4, color: '#000000' },
      ],
    };
    const read = badgeTemplateSchema.parse(old);
    expect(read).toMatchObject({ version: 2, name: 'Old', images: {}, back: null });
    expect(read.front.map(({ id, kind }) => [id, kind])).toEqual([
      ['e1', 'rect'],
      ['e2', 'text'],
      ['e3', 'stack'],
      ['e4', 'code'],
    ]);
    expect(read.front[0]).toMatchObject({ when: [{ kind: 'field', field: 'status', present: true }], turn: 0 });
    expect(read.front[3]).toMatchObject({ symbology: 'qr', text: '{code}' });
    expect(badgeTemplateSchema.parse(read)).toEqual(read);
    expect(accepts({ ...old, elements: [{ kind: 'qr' }] })).toBe(false);
    expect(accepts({ ...old, page: { width: 10, height: 40 } })).toBe(false);
  });

  it('lets a turned box lie where its outline is on the page, and only there', () => {
    const upright = { x: -29, y: 32, width: 70, height: 10 };
    expect(accepts(changeElement('rect', { box: upright, turn: 90 }))).toBe(true);
    expect(accepts(changeElement('rect', { box: upright, turn: 270 }))).toBe(true);
    expect(accepts(changeElement('rect', { box: upright, turn: 0 }))).toBe(false);
    expect(accepts(changeElement('rect', { box: { ...upright, width: 90 }, turn: 90 }))).toBe(false);
    expect(accepts(changeElement('rect', { turn: 45 }))).toBe(false);
  });

  it('refuses two elements of one id, on both sides together', () => {
    const [first] = defaultTemplate.front;
    expect(accepts({ ...defaultTemplate, back: [{ ...first, id: 'other' }] })).toBe(true);
    expect(accepts({ ...defaultTemplate, back: [first] })).toBe(false);
  });
});
