import { describe, expect, it } from 'vitest';
import { defaultDataDir, forgetSecrets, parseOptions, type Surroundings } from '../../../electron/options.ts';

const linux: Surroundings = { env: {}, platform: 'linux', home: '/people/anna', cwd: '/people/anna/desk' };

function read(args: readonly string[], surroundings = linux) {
  const parsed = parseOptions(args, surroundings);
  if (parsed.kind !== 'run') throw new Error(`not run: ${JSON.stringify(parsed)}`);
  return parsed.options;
}

function refusal(args: readonly string[], surroundings = linux): string {
  const parsed = parseOptions(args, surroundings);
  if (parsed.kind !== 'refused') throw new Error(`not refused: ${JSON.stringify(parsed)}`);
  return parsed.message;
}

describe('options of npm start', () => {
  it('has a default for everything', () => {
    expect(read([])).toEqual({
      shell: null,
      port: null,
      dataDir: '/people/anna/.local/share/stoika',
      role: 'desk',
      connect: null,
      hash: null,
      practice: null,
      operator: null,
      password: null,
      passphrase: null,
      language: null,
      provision: null,
      updates: null,
      printTo: null,
      open: true,
    });
  });

  it('reads the whole stable surface', () => {
    const args =
      '--shell browser --port 0 --data d --server https://api.example --hash h --operator o --password p --role desk';
    expect(read([...args.split(' '), '--lang', 'en', '--print-to', 'out', '--no-open'])).toEqual({
      shell: 'browser',
      port: 0,
      dataDir: '/people/anna/desk/d',
      role: 'desk',
      connect: { server: 'https://api.example', hash: 'h' },
      hash: null,
      practice: null,
      operator: 'o',
      password: 'p',
      passphrase: null,
      language: 'en',
      provision: null,
      updates: null,
      printTo: '/people/anna/desk/out',
      open: false,
    });
    expect(read(['--practice', '--participants', '5000']).practice).toEqual({ participants: 5000 });
    expect(read(['--practice']).practice).toEqual({ participants: null });
  });

  it('passes over a leading "--", which separates them from the options of Electron itself', () => {
    expect(read(['--', '--shell', 'electron']).shell).toBe('electron');
  });

  it('takes the secrets from the environment, the command line first', () => {
    const env = { STOIKA_HASH: 'from-env', STOIKA_PASSWORD: 'secret' };
    const surroundings = { ...linux, env };
    const server = ['--server', 'http://127.0.0.1:1'];
    expect(read([...server, '--operator', 'o'], surroundings)).toMatchObject({
      connect: { hash: 'from-env' },
      password: 'secret',
    });
    expect(read([...server, '--hash', 'typed'], surroundings)).toMatchObject({
      connect: { hash: 'typed' },
      password: null,
      passphrase: null,
    });
    expect(read([], surroundings)).toMatchObject({ connect: null, password: null });
  });

  it.each([
    [['--shel', 'browser'], /--shel/],
    [['extra'], /extra/],
    [['--port'], /--port/],
    [['--port', '70000'], /0 to 65535, not "70000"/],
    [['--port', '1e3'], /whole number/],
    [['--shell', 'firefox'], /electron or browser/],
    [['--lang', 'de'], /ru or en/],
    [['--role', 'kiosk'], /"kiosk" comes with a later version/],
    [['--role', 'chief'], /desk, kiosk, printer or monitor/],
    [['--server', 'https://api.example'], /--server needs --hash/],
    [['--server', 'api.example', '--hash', 'h'], /begins with https/],
    [['--server', 'ftp://api.example', '--hash', 'h'], /begins with https/],
    [['--hash', 'h'], /--hash needs --server/],
    [['--hash', ''], /--hash is empty/],
    [['--practice', '--server', 'http://a.example', '--hash', 'h'], /exclude each other/],
    [['--participants', '50'], /--participants needs --practice/],
    [['--practice', '--participants', '-5'], /participants/],
    [['--password', 'p'], /--password needs --operator/],
  ])('refuses %j and says why', (args, why) => {
    expect(refusal(args)).toMatch(why);
    expect(refusal(args)).toMatch(/--help\.$/);
  });

  it('shows every option in its help', () => {
    const parsed = parseOptions(['--help', '--role', 'kiosk'], linux);
    expect(parsed.kind).toBe('help');
    const text = parsed.kind === 'help' ? parsed.text : '';
    for (const name of ['shell', 'port', 'data', 'server', 'hash', 'operator', 'password', 'role', 'practice'])
      expect(text).toContain(`--${name}`);
    for (const name of ['participants', 'lang', 'print-to', 'no-open']) expect(text).toContain(`--${name}`);
  });

  it('keeps its data where the platform does', () => {
    expect(defaultDataDir({ ...linux, env: { XDG_DATA_HOME: '/data' } })).toBe('/data/stoika');
    expect(defaultDataDir({ ...linux, platform: 'darwin' })).toBe('/people/anna/Library/Application Support/Stoika');
    expect(defaultDataDir({ ...linux, platform: 'win32', env: { APPDATA: '/roaming' } })).toBe('/roaming/Stoika');
    expect(defaultDataDir({ ...linux, platform: 'win32' })).toBe('/people/anna/AppData/Roaming/Stoika');
  });

  it('takes the passphrase from the environment alone, and forgets the secrets that it has read', () => {
    const env = { STOIKA_PASSPHRASE: 'made up', STOIKA_HASH: 'h', STOIKA_PASSWORD: 'p', HOME: '/people/anna' };
    expect(read([], { ...linux, env }).passphrase).toBe('made up');
    expect(refusal(['--passphrase', 'made up'])).toContain('--passphrase');
    forgetSecrets(env);
    expect(env).toEqual({ HOME: '/people/anna' });
  });
});
