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
});
