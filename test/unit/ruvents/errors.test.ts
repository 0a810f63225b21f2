import { describe, expect, it } from 'vitest';
import { parseApiError } from '../../../shared/ruvents/errors.ts';

describe('parseApiError', () => {
  it('reads code and message', () => {
    expect(parseApiError('{"Error":{"Code":102,"Message":"Неверный Hash"}}')).toEqual({
      code: 102,
      message: 'Неверный Hash',
    });
    expect(parseApiError(' \n{"Error":{"Code":"202"},"More":1}')).toEqual({ code: 202, message: '' });
  });

  it('takes nothing else for an error of the API', () => {
    const others = [
      '',
      '""',
      'null',
      '[]',
      '{}',
      '{"Error":"x"}',
      '{"Error":{}}',
      '{"Error":{"Code":"x"}}',
      '<html>',
      '{"Err',
    ];
    expect(others.map(parseApiError)).toEqual(others.map(() => null));
  });
});
