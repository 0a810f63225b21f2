import { describe, expect, it } from 'vitest';
import { createInstance } from 'i18next';
import { en } from '../../../renderer/ui/i18n/en/index.ts';
import { guessLanguage } from '../../../renderer/ui/i18n/i18n.ts';
import { ru } from '../../../renderer/ui/i18n/ru/index.ts';
import { problemCodeSchema } from '../../../shared/contract/station.ts';

interface Tree {
  readonly [key: string]: string | Tree;
}

function listTexts(tree: Tree, path = ''): readonly (readonly [key: string, text: string])[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as const] : listTexts(value, `${path}${key}.`),
  );
}

const RUSSIAN_ONLY = /_(few|many)$/;
const variables = (text: string) => [...text.matchAll(/\{\{(\w+)[^}]*\}\}/g)].map((match) => match[1]).sort();

describe('words', () => {
  const russian = new Map(listTexts(ru));
  const english = new Map(listTexts(en));

  it('have the same keys in both languages, plural forms aside', () => {
    expect([...english.keys()].sort()).toEqual([...russian.keys()].filter((key) => !RUSSIAN_ONLY.test(key)).sort());
  });

  it('have no empty text', () => {
    for (const texts of [russian, english]) {
      for (const [key, text] of texts) expect(text.trim(), key).not.toBe('');
    }
  });

  it('say the same facts in both languages', () => {
    for (const [key, text] of english) expect(variables(text), key).toEqual(variables(russian.get(key) ?? ''));
  });

  it('have all four forms wherever Russian counts', () => {
    for (const key of russian.keys()) {
      const counted = /^(.*)_one$/.exec(key)?.[1];
      if (counted === undefined) continue;
      for (const form of ['few', 'many', 'other'])
        expect(russian.has(`${counted}_${form}`), `${counted}_${form}`).toBe(true);
    }
  });

  it('explain every problem of the host: what happened and what to do', () => {
    for (const code of problemCodeSchema.options) {
      expect(english.has(`problem.${code}.title`), code).toBe(true);
      expect(english.has(`problem.${code}.what`), code).toBe(true);
      expect(english.has(`problem.${code}.todo`), code).toBe(true);
    }
  });

  it('keep the names that others hold on to', () => {
    expect(en.desk.search).toBe('Find a participant');
    expect(en.desk.results).toBe('Results');
    expect(en.participant.region).toBe('Participant');
    expect(en.participant.print).toBe('Print badge');
    expect(en.desk.newParticipant).toBe('New participant');
    expect(en.create.submit).toBe('Register');
    expect(en.participant.save).toBe('Save');
    expect(en.desk.syncNow).toBe('Sync now');
    expect(en.participant.status).toBe('Status');
    expect(en.participant.statusOf).toBe('Status: {{part}}');
    expect(en.connection.label).toBe('Connection');
    expect(en.connection.unsent).toBe('unsent: {{count}}');
    expect([en.connection.online, en.connection.offline, en.connection.syncing, en.connection.paused]).toEqual([
      'online',
      'offline',
      'syncing',
      'paused',
    ]);
    expect(en.desk.attention).toBe('Attention');
    expect(en.attention.region).toBe('Attention');
    expect(Object.values(en.field)).toEqual([
      'Last name',
      'First name',
      'Middle name',
      'Company',
      'Position',
      'Email',
      'Phone',
    ]);
  });

  it('label the spelling for the badge so that no field of a person is found by mistake', () => {
    for (const words of [ru, en]) {
      for (const label of Object.values(words.field)) {
        for (const other of Object.values(words.spelling))
          expect(other.toLowerCase()).not.toContain(label.toLowerCase());
      }
    }
  });

  it('say the connection in one word only', () => {
    const word = /\b(online|offline|syncing|paused)\b/g;
    const around = [en.connection.unsent, en.connection.attention, en.connection.lastContact, en.connection.noContact];
    for (const text of around) expect(text.match(word)).toBeNull();
  });

  it('count in Russian', () => {
    const words = createInstance({ lng: 'ru', initAsync: false, resources: { ru: { translation: ru } } });
    void words.init();
    const count = (n: number) => words.t('participant.openCount', { count: n });
    expect(count(1)).toBe('1 запись ещё не на сервере');
    expect(count(3)).toBe('3 записи ещё не на сервере');
    expect(count(5)).toBe('5 записей ещё не на сервере');
    expect(count(21)).toBe('21 запись ещё не на сервере');
  });

  it('follow the browser until somebody chooses', () => {
    expect(guessLanguage('ru-RU')).toBe('ru');
    expect(guessLanguage('RU')).toBe('ru');
    expect(guessLanguage('de')).toBe('en');
  });
});
