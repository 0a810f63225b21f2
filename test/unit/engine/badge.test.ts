import { describe, expect, it } from 'vitest';
import { contentOfBadge } from '../../../renderer/engine/badge.ts';
import { badgeContentSchema, LONGEST_FIELD } from '../../../shared/badge/content.ts';
import type { ParticipantView } from '../../../shared/operations/view.ts';
import type { Tables } from '../../../shared/ruvents/tables.ts';

const tables: Tables = {
  event: { Id: 1, IdName: 'forum', Title: 'Осенний форум' },
  statuses: [{ Id: 3, Title: 'Докладчик', Color: '#ff0000', Priority: 1 }],
  parts: [{ Id: 9, Title: 'День 1' }],
  products: [
    { Id: 5, Manager: '', Title: 'Обед', Price: 1 },
    { Id: 6, Manager: '', Title: 'Ужин', Price: 1 },
  ],
  fields: {},
  operators: [],
};
const view = (change: Partial<ParticipantView> = {}): ParticipantView => ({
  ...{ key: 'id:42', id: 42, ru: {}, en: {}, flat: {}, spelling: {}, statuses: [], badges: [], orderItems: [] },
  ...{ updateTime: null, photo: null, externalId: null, pendingFields: [], pendingCreate: false, open: [] },
  ...change,
});
const contentOf = (change: Partial<ParticipantView>) => contentOfBadge(view(change), 9, 3, tables);

describe('contentOfBadge', () => {
  it('says who it is in every spelling, as what and where', () => {
    const content = contentOf({ ru: { LastName: 'Ли' }, en: { LastName: 'Lee' }, flat: { Table: 7, Speaker: true } });
    expect(content).toMatchObject({ id: 42, code: '~RUNETID#42$', part: 'День 1', event: 'Осенний форум' });
    expect(content.status).toEqual({ title: 'Докладчик', color: '#ff0000' });
    expect(content.fields).toEqual({
      ru: { LastName: 'Ли' },
      en: { LastName: 'Lee' },
      flat: { Table: '7', Speaker: 'true' },
    });
    expect(badgeContentSchema.parse(content)).toEqual(content);
  });

  it('puts a spelling typed for the badge where its letters belong, before the server’s', () => {
    const latin = contentOf({
      flat: { LastName: 'Щербаков' },
      en: { LastName: 'Scherbakov' },
      spelling: { LastName: 'Shcherbakov' },
    });
    expect(latin.fields.en).toEqual({ LastName: 'Shcherbakov' });
    const cyrillic = contentOf({ flat: { LastName: 'Lee' }, spelling: { LastName: 'Ли' } });
    expect(cyrillic.fields).toEqual({ ru: { LastName: 'Ли' }, en: {}, flat: { LastName: 'Lee' } });
  });

  it('knows a walk-in by the local id, and shows no generated address', () => {
    const content = contentOf({ key: 'local:abc', id: null, flat: { Email: 'nomail42@example.com' } });
    expect(content).toMatchObject({ id: null, code: '~STOIKA#abc$', fields: { flat: {} } });
  });

  it('lets no endless text of the event’s tables keep everybody’s badge from the printer', () => {
    const endless = 'x'.repeat(LONGEST_FIELD + 1);
    const content = contentOfBadge(view(), 9, 3, {
      ...tables,
      statuses: [{ Id: 3, Title: endless, Color: endless, Priority: 1 }],
      parts: [{ Id: 9, Title: endless }],
    });
    expect(badgeContentSchema.parse(content).part).toHaveLength(LONGEST_FIELD);
  });

  it('lists what is paid, each once', () => {
    const item = (Id: number, ProductId: number, Paid: boolean) => ({ Id, UserId: 42, ProductId, Paid });
    expect(contentOf({ orderItems: [item(1, 5, true), item(2, 5, true), item(3, 6, false)] }).products).toEqual([
      'Обед',
    ]);
  });

  it('cuts what no badge holds, so that the host takes it', () => {
    const content = contentOf({ ru: { Company: 'x'.repeat(1_000_000) } });
    expect(content.fields.ru['Company']).toHaveLength(LONGEST_FIELD);
    expect(badgeContentSchema.safeParse(content).success).toBe(true);
  });
});
