/** The settings file: what it may say, and the words for what is wrong. */
import { describe, expect, it } from 'vitest';
import { readSettingsFile } from '../../../shared/provision/settings-file.ts';

const read = (value: unknown) => readSettingsFile(typeof value === 'string' ? value : JSON.stringify(value));

function problemsOf(value: unknown): readonly string[] {
  const result = read(value);
  return result.ok ? [] : result.problems;
}

const zebra = { id: 'zebra-1', name: 'Door A', connection: { kind: 'zpl', host: '192.0.2.10', port: 9100 } };

describe('a settings file', () => {
  it('needs nothing but its version', () => {
    expect(read({ version: 1 })).toEqual({
      ok: true,
      settings: {
        force: false,
        server: null,
        language: null,
        printers: [],
        templates: [],
        badges: null,
        updates: null,
      },
    });
  });

  it('says of a printer what differs from the usual one', () => {
    const result = read({ version: 1, printers: [{ ...zebra, dpi: 300, media: { width: 100, height: 70 } }] });
    expect(result).toMatchObject({
      ok: true,
      settings: { printers: [{ id: 'zebra-1', dpi: 300, media: { width: 100, height: 70 }, turn: 0, fallback: null }] },
    });
  });

  it('is read with the mark that PowerShell writes', () => {
    expect(read('\uFEFF{"version":1,"language":"ru"}')).toMatchObject({ ok: true, settings: { language: 'ru' } });
  });

  it('fills in the rules of badges', () => {
    const result = read({ version: 1, badges: { template: 'shipped-name', reprint: 'admin' } });
    expect(result).toMatchObject({ ok: true, settings: { badges: { reprint: 'admin', slips: [], printer: null } } });
  });
});

describe('what is wrong is said', () => {
  it.each([
    ['{', 'it is not JSON'],
    [{}, 'version: must be 1'],
    [{ version: 1, servr: 'x' }, 'nothing is known by the name "servr"'],
    [{ version: 1, server: 'api.example' }, 'server: must be an address that begins with'],
    [{ version: 1, server: 'https://user@api.example' }, 'server: must be an address'],
    [{ version: 1, role: 'kiosk' }, 'role: must be "desk"'],
    [{ version: 1, language: 'de' }, 'language: '],
    [{ version: 1, printers: [{ ...zebra, dpi: 250 }] }, 'printers.0.dpi: '],
    [{ version: 1, printers: [{ ...zebra, connection: { kind: 'zpl', host: '' } }] }, 'printers.0.connection.host: '],
    [{ version: 1, printers: [zebra, zebra] }, 'printers: the id "zebra-1" is there twice'],
    [{ version: 1, updates: 'http://updates.example/' }, 'updates: must begin with https://'],
  ])('%j', (value, words) => {
    expect(problemsOf(value).join('\n')).toContain(words);
  });

  it('where it is no JSON, without a word of what is written there', () => {
    expect(problemsOf('{"version": 1,\n "hash": "made-up-secret" "x"}')).toEqual(['it is not JSON (line 2)']);
    expect(problemsOf('{"hash": made-up-secret')).toEqual(['it is not JSON']);
    expect(problemsOf('made-up-secret')).toEqual(['it is not JSON']);
  });

  it('as the old PowerShell writes it (UTF-16), what is wrong is how it was saved', () => {
    const saved = Buffer.from('\uFEFF{"version":1}', 'utf16le').toString('utf8');
    expect(problemsOf(saved)).toEqual(['it is not UTF-8: save it with that encoding']);
  });

  it.each(['hash', 'Hash', 'password'])('a secret has no place in it: %s', (name) => {
    const [problem = ''] = problemsOf({ version: 1, [name]: 'made-up-secret' });
    expect(problem).toContain('must not be in this file');
    expect(problem).not.toContain('made-up-secret');
  });
});
