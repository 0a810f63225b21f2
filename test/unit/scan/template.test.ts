/** Codes of the organiser's own. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_OPTIONS, readScan } from '../../../shared/scan/reading.ts';
import { findTemplateProblem, matchTemplate, startOfTemplate } from '../../../shared/scan/template.ts';

describe('a template', () => {
  it.each([
    ['TICKET-{id}', 'ticket-42', { place: 'id', value: '42' }],
    ['EV26/{id}/VIP', 'EV26/7/vip', { place: 'id', value: '7' }],
    ['EV*#{id}', 'EV-2026-A#15', { place: 'id', value: '15' }],
    ['PX{text}', 'PX-АБ 7', { place: 'text', value: '-АБ 7' }],
    ['<{text}>*<', '<a>b<', { place: 'text', value: 'a' }],
    ['t:{ID}', 'T:9', { place: 'id', value: '9' }],
  ])('%s reads %s', (template, code, match) => expect(matchTemplate(template, code)).toEqual(match));

  it.each([
    ['TICKET-{id}', 'TICKET-'],
    ['TICKET-{id}', 'TICKET-4a'],
    ['TICKET-{id}', 'XTICKET-4'],
    ['TICKET-{id}', `TICKET-${'1'.repeat(16)}`],
    ['PX{text}', 'PX  '],
    ['a.{id}c', 'abc'],
  ])('%s does not read %s', (template, code) => expect(matchTemplate(template, code)).toBeNull());

  it.each([
    ['', 'empty'],
    ['TICKET', 'noPlace'],
    ['{id}', 'nothingFixed'],
    ['a{id}', 'nothingFixed'],
    ['ab{id}{text}', 'severalPlaces'],
    ['ab{number}', 'unknownPlace'],
    ['ab{id', 'unknownPlace'],
    ['ab}{id}', 'unknownPlace'],
    ['ab*{id}', 'noBorder'],
    ['ab{text}*', 'noBorder'],
    ['a*b*c*d*e{id}', 'tooManyStars'],
    [`${'a'.repeat(100)}{id}`, 'tooLong'],
  ])('%s is refused: %s', (template, problem) => {
    expect(findTemplateProblem(template)).toBe(problem);
    expect(matchTemplate(template, '1')).toBeNull();
  });

  it('gives back what it was made of', () => {
    const fixed = fc.string({ unit: fc.constantFrom(...Array.from('abXY-#:$.+()[')), minLength: 2, maxLength: 10 });
    fc.assert(
      fc.property(fixed, fc.integer({ min: 1, max: 1e9 }), fixed, (before, id, after) => {
        expect(matchTemplate(`${before}{id}${after}`, `${before}${id}${after}`)).toEqual({
          place: 'id',
          value: String(id),
        });
      }),
    );
  });

  it('is not held up by a code that is made to hold it up', () => {
    const before = process.cpuUsage();
    expect(matchTemplate('a*a*a*b{id}', 'a'.repeat(500))).toBeNull();
    expect(matchTemplate('ab*c*c*d{id}', `ab${'c'.repeat(498)}`)).toBeNull();
    expect(matchTemplate('ab*c*c*d{id}', `ab${'c'.repeat(8000)}`)).toBeNull();
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(2000);
  });

  it('comes before what the code would mean otherwise', () => {
    const options = { ...NO_OPTIONS, patterns: ['https://a.example/{text}/12', 'EV-{id}'] };
    expect(readScan('https://a.example/kb-7/12', options)).toEqual({
      kind: 'search',
      queries: ['kb-7'],
      how: 'pattern',
    });
    expect(readScan(']Q1EV-5\r', options)).toEqual({ kind: 'participant', id: 5, how: 'pattern' });
    expect(readScan('EV-0', options)).toEqual({ kind: 'unknown', text: 'EV-0' });
  });

  it('says how its codes begin', () => {
    expect(startOfTemplate('EV26/{id}')).toBe('EV26/');
    expect(startOfTemplate('{id}/EV')).toBe('');
  });
});
