import { describe, expect, it } from 'vitest';
import {
  fieldSchema,
  operatorSchema,
  operatorWithPasswordSchema,
  productSchema,
  statusSchema,
  tablesSchema,
  userSchema,
} from '../../../shared/ruvents/tables.ts';
import { TABLES } from '../sync/made-up.ts';

describe('tables of an event', () => {
  it('come back from where they are kept as they went', () => {
    expect(tablesSchema.parse(JSON.parse(JSON.stringify(TABLES)))).toEqual(TABLES);
  });

  it('a status may have no colour and no priority', () => {
    expect(statusSchema.parse({ Id: 1, Title: 'Гость' })).toEqual({ Id: 1, Title: 'Гость', Color: null, Priority: 0 });
    expect(statusSchema.parse({ Id: 1, Title: 'Гость', Color: null, Priority: '5' }).Priority).toBe(0);
    expect(statusSchema.safeParse({ Title: 'Гость' }).success).toBe(false);
  });

  it('a field of an unknown type is text', () => {
    expect(fieldSchema.parse({ type: 'date', required: true })).toEqual({ type: 'string', required: true });
  });

  it('a product may lack what is only shown', () => {
    expect(productSchema.parse({ Id: 1, Title: 'Обед', Price: null })).toMatchObject({ Manager: '', Price: 0 });
  });

  it('a person of the global search may lack all but the Id', () => {
    expect(userSchema.parse({ Id: 5, LastName: null, Phone: 79001234567 })).toMatchObject({
      Id: 5,
      Phone: '79001234567',
    });
  });

  it('invariant 9: an operator as the desk keeps them has no password', () => {
    const sent = { Id: 1, Login: 'anna', Password: 12345, Role: 'Operator' };
    expect(operatorWithPasswordSchema.parse(sent).Password).toBe('12345');
    expect(operatorSchema.parse(sent)).toEqual({ Id: 1, Login: 'anna', Role: 'Operator' });
    const tables = tablesSchema.parse({ ...TABLES, operators: [sent] });
    expect(JSON.stringify(tables)).not.toContain('12345');
  });
});
