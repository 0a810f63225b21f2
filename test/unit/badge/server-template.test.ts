import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMarkup } from '../../../shared/badge/markup.ts';
import { readServerTemplate } from '../../../shared/badge/server-template.ts';
import { badgeTemplateSchema } from '../../../shared/badge/template.ts';

const textsOf = (raw: string): string[] =>
  (readServerTemplate(raw).template?.front ?? []).flatMap((element) => (element.kind === 'text' ? [element.text] : []));

describe('readServerTemplate', () => {
  it('makes text elements of the lines that name a field', () => {
    const { template, problems } = readServerTemplate('<b>{LASTNAME} {FIRSTNAME}</b><br>{COMPANY}');
    expect(textsOf('<b>{LASTNAME} {FIRSTNAME}</b><br>{COMPANY}')).toEqual(['{last} {first}', '{company}']);
    expect(problems).toEqual([]);
    expect(template?.page).toEqual({ width: 105, height: 74 });
    expect(badgeTemplateSchema.parse(template)).toEqual(template);
  });

  it('reads other ways to write a placeholder, and leaves words alone', () => {
    expect(textsOf('%LASTNAME%\n{{user.first_name}}\nFIRSTNAME, ROCID\nCompany dinner &amp; 5 < 6')).toEqual([
      '{last}',
      '{first}',
      '{first}, {id}',
      'Company dinner & 5 < 6',
    ]);
  });

  it('names what it does not know, and takes the rest', () => {
    const { template, problems } = readServerTemplate('<p>{LASTNAME}</p><p>{TABLE}</p><img src="x"><p>%Hall%</p>{QR}');
    expect(problems.toSorted()).toEqual(['%Hall%', '<img>', '{TABLE}']);
    expect(template?.front.map(({ kind }) => kind)).toEqual(['text', 'code']);
  });

  it('is nothing without a field', () => {
    expect(readServerTemplate('')).toEqual({ template: null, problems: [] });
    expect(readServerTemplate('<p>Hello</p>').template).toBeNull();
  });

  it('takes nothing out of scripts, styles and comments', () => {
    const hostile =
      '<script>alert("{LASTNAME}")</script><style>{COMPANY}</style><!-- {EMAIL} --><p onclick="run()">{FIRSTNAME}</p>' +
      '<SCRIPT src=x>{PHONE}';
    expect(textsOf(hostile)).toEqual(['{first}']);
    expect(JSON.stringify(readServerTemplate(hostile).template)).not.toMatch(/alert|onclick|run\(/);
  });

  it.each([
    ['brackets that never close', '<p '.repeat(200_000)],
    ['elements that never close', '<div><b><svg>'.repeat(100_000)],
    ['braces', '{{'.repeat(200_000)],
    ['one endless line', `{LASTNAME}${'x'.repeat(1_000_000)}`],
    ['many lines', '{LASTNAME}<br>'.repeat(50_000)],
    ['comments', '<!--'.repeat(100_000)],
    ['entities', '&#9999999;&#xd800;&lt;'.repeat(5000)],
  ])('copes with %s', (_, raw) => {
    const { template, problems } = readServerTemplate(raw);
    if (template !== null) expect(badgeTemplateSchema.safeParse(template).success).toBe(true);
    expect(problems.length).toBeLessThanOrEqual(20);
  });

  it('gives a template that can be used or none, for any text', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '</',
      'b>',
      'script',
      '{LASTNAME}',
      '{',
      '}',
      '%',
      '&lt;',
      '\n',
      'ы',
      '"',
      '{QR}',
      '<td>',
    );
    fc.assert(
      fc.property(fc.string({ unit: piece, maxLength: 60 }), (raw) => {
        const { template } = readServerTemplate(raw);
        if (template !== null) expect(badgeTemplateSchema.parse(template)).toEqual(template);
      }),
      { numRuns: 300 },
    );
  });
});

describe('readMarkup', () => {
  it('leaves out no more and no less beside letters that are longer in lower case', () => {
    const { lines, left } = readMarkup(`${'İ'.repeat(30)}<script>alert("{LASTNAME}")</script><p>{FIRSTNAME}</p>`);
    expect([lines.map(({ text }) => text), left]).toEqual([['İ'.repeat(30), '{FIRSTNAME}'], ['script']]);
  });

  it('tells lines apart and what is bold in them', () => {
    expect(readMarkup('<table><tr><td>a</td><td><b>b</b></td></tr><tr><td>c</td></tr></table>').lines).toEqual([
      { text: 'a b', bold: true },
      { text: 'c', bold: false },
    ]);
  });
});
