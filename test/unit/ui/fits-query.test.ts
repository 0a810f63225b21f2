import { describe, expect, it } from 'vitest';
import type { ResultRow } from '../../../renderer/engine/api.ts';
import { fitsQuery } from '../../../renderer/ui/state/fits-query.ts';

const ROW: ResultRow = {
  key: 'id:100317',
  id: 100_317,
  name: 'Щербаков Александр Юрьевич',
  otherName: '',
  email: 'sherb@example.org',
  company: 'Ромашка',
  position: '',
  statusId: null,
  arrived: false,
  pending: false,
  attention: false,
  phone: '+7 916 555-01-27',
};

describe('the person who was asked for', () => {
  it.each([
    'щерб',
    'oth,fr',
    'shcherbakov',
    'саша щербаков',
    'ромашка алекс',
    '5550127',
    '100317',
    'sherb@example.org',
  ])('is in the row: %s', (query) => expect(fitsQuery(ROW, query)).toBe(true));
  it.each(['щербакова', 'щербаков олег', 'sherbina@example.org', '5550128', 'щербатов'])(
    'is somebody else: %s',
    (query) => expect(fitsQuery(ROW, query)).toBe(false),
  );
});
