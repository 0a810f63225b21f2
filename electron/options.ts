/**
 * The options of `npm start`: read strictly, so that a slip of the pen is told at once and not after the doors have opened.
 * Names are a stable surface (docs/architecture.md): extended, never renamed.
 */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Language } from '../shared/contract/station.ts';
import { updateAddressSchema } from '../shared/provision/settings-file.ts';

export interface Options {
  /** Null: Electron when it can be had, else the browser. */
  readonly shell: 'electron' | 'browser' | null;
  /** Port of the browser shell; 0 = any free one, null = the remembered one. */
  readonly port: number | null;
  readonly dataDir: string;
  readonly role: 'desk';
  /** The event to connect to by itself. */
  readonly connect: { readonly server: string; readonly hash: string } | null;
  /** Hash of the environment: the server may stand in the settings file. */
  readonly hash: string | null;
  /** A made-up event to open by itself. */
  readonly practice: { readonly participants: number | null } | null;
  readonly operator: string | null;
  readonly password: string | null;
  /** Opens the key of the station, where it has a passphrase; else the page asks. Only from the environment: a command line is seen by all. */
  readonly passphrase: string | null;
  readonly language: Language | null;
  /** The settings file of the fleet, or its JSON (shell/provision.ts); null = it is looked for. */
  readonly provision: string | null;
  /** Where updates are asked for; null = where the settings file says, else nowhere. */
  readonly updates: string | null;
  /** Badges go to PDF files in this folder. */
  readonly printTo: string | null;
  /** Open the page in a browser, where there is a display. */
  readonly open: boolean;
}

export type ParsedOptions =
  | { readonly kind: 'run'; readonly options: Options }
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'refused'; readonly message: string };

/** What the parser knows of the machine. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  readonly home: string;
  readonly cwd: string;
}

const helpText = `Usage: npm start -- [options]

  --shell electron|browser   Electron's own window, or a local browser (default: Electron when it can be had)
  --port N                   port of the browser shell; 0 = any free one (default: the same as last time)
  --data DIR                 folder of the desk's data
  --server URL               connect to the API at this address
  --hash HASH                hash of the event (or the variable STOIKA_HASH)
  --operator LOGIN           sign in as this operator
  --password P               with this password (or the variable STOIKA_PASSWORD)
  (variable STOIKA_PASSPHRASE: opens the key of this station, where it has a passphrase)
  --role desk                role of this station
  --practice                 open a made-up event for practice
  --participants N           people in the practice event
  --lang ru|en               language of the desk
  --print-to DIR             print badges to PDF files in this folder
  --provision FILE           settings file of a fleet of stations (or the variable STOIKA_PROVISION)
  --update-from URL          ask this address for updates of the installed desk
  --no-open                  do not open a browser
  --help                     this text
`;

const definitions = {
  shell: { type: 'string' },
  port: { type: 'string' },
  data: { type: 'string' },
  server: { type: 'string' },
  hash: { type: 'string' },
  operator: { type: 'string' },
  password: { type: 'string' },
  role: { type: 'string' },
  practice: { type: 'boolean' },
  participants: { type: 'string' },
  lang: { type: 'string' },
  'print-to': { type: 'string' },
  provision: { type: 'string' },
  'update-from': { type: 'string' },
  'no-open': { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

/** An option whose value cannot be used; the message is for the person who typed it. */
class OptionsError extends Error {}

/**
 * Reads the command line.
 * @param args without the program's own name; a leading `--` is passed over
 */
export function parseOptions(args: readonly string[], surroundings: Surroundings): ParsedOptions {
  try {
    const { values } = parseArgs({
      args: args[0] === '--' ? args.slice(1) : [...args],
      options: definitions,
      strict: true,
      allowPositionals: false,
    });
    if (values.help === true) return { kind: 'help', text: helpText };
    return { kind: 'run', options: readValues(values, surroundings) };
  } catch (error) {
    if (!(error instanceof OptionsError) && !isParseArgsError(error)) throw error;
    return { kind: 'refused', message: `${error.message.replace(/\.$/, '')}. See npm start -- --help.` };
  }
}

type Values = { readonly [K in keyof typeof definitions]?: string | boolean };

function readValues(values: Values, surroundings: Surroundings): Options {
  const text = (name: keyof typeof definitions): string | null => {
    const value = values[name];
    if (value === '') throw new OptionsError(`--${name} is empty`);
    return typeof value === 'string' ? value : null;
  };
  readRole(text('role'));
  const { env, cwd } = surroundings;
  const data = text('data');
  const printTo = text('print-to');
  const operator = text('operator');
  const password = text('password');
  if (password !== null && operator === null) throw new OptionsError('--password needs --operator');
  const practice = readPractice(values.practice === true, text('participants'));
  return {
    shell: readChoice('shell', text('shell'), ['electron', 'browser']),
    port: readNumber('port', text('port'), 0, 65_535),
    dataDir: data === null ? defaultDataDir(surroundings) : resolve(cwd, data),
    role: 'desk',
    connect: readConnect(text('server'), text('hash'), env['STOIKA_HASH'], practice !== null),
    hash: present(env['STOIKA_HASH']),
    practice,
    operator,
    password: operator === null ? null : (password ?? present(env['STOIKA_PASSWORD'])),
    passphrase: present(env['STOIKA_PASSPHRASE']),
    language: readChoice('lang', text('lang'), ['ru', 'en']),
    provision: text('provision') ?? present(env['STOIKA_PROVISION']),
    updates: readUpdates(text('update-from')),
    printTo: printTo === null ? null : resolve(cwd, printTo),
    open: values['no-open'] !== true,
  };
}

function readRole(role: string | null): void {
  if (role === null || role === 'desk') return;
  if (['kiosk', 'printer', 'monitor'].includes(role)) {
    throw new OptionsError(`The role "${role}" comes with a later version; this one is a desk`);
  }
  throw new OptionsError(`--role must be desk, kiosk, printer or monitor, not "${role}"`);
}

function readPractice(practice: boolean, participants: string | null): Options['practice'] {
  if (!practice) {
    if (participants !== null) throw new OptionsError('--participants needs --practice');
    return null;
  }
  return { participants: readNumber('participants', participants, 0, 200_000) };
}

/** A hash in the environment alone asks for nothing: it may be set for a whole session. */
function readConnect(
  server: string | null,
  hash: string | null,
  hashOfEnvironment: string | undefined,
  practice: boolean,
): Options['connect'] {
  if (server === null) {
    if (hash !== null) throw new OptionsError('--hash needs --server');
    return null;
  }
  if (practice) throw new OptionsError('--practice and --server exclude each other');
  if (!URL.canParse(server) || !/^https?:$/.test(new URL(server).protocol)) {
    throw new OptionsError(`--server must be an address that begins with https:// or http://, not "${server}"`);
  }
  const given = hash ?? present(hashOfEnvironment);
  if (given === null) throw new OptionsError('--server needs --hash (or the variable STOIKA_HASH)');
  return { server, hash: given };
}

function readUpdates(address: string | null): string | null {
  const read = updateAddressSchema.nullable().safeParse(address);
  if (read.success) return read.data;
  throw new OptionsError(`--update-from ${read.error.issues[0]?.message ?? 'is wrong'}: "${address ?? ''}"`);
}

function readChoice<T extends string>(name: string, value: string | null, choices: readonly T[]): T | null {
  if (value === null) return null;
  const chosen = choices.find((choice) => choice === value);
  if (chosen === undefined) throw new OptionsError(`--${name} must be ${choices.join(' or ')}, not "${value}"`);
  return chosen;
}

function readNumber(name: string, value: string | null, least: number, most: number): number | null {
  if (value === null) return null;
  const number = /^\d{1,9}$/.test(value) ? Number(value) : NaN;
  if (!(number >= least && number <= most)) {
    throw new OptionsError(`--${name} must be a whole number from ${least} to ${most}, not "${value}"`);
  }
  return number;
}

/** What has been read is not handed down to the programs that the desk starts. */
export function forgetSecrets(env: Record<string, string | undefined>): void {
  delete env['STOIKA_HASH'];
  delete env['STOIKA_PASSWORD'];
  delete env['STOIKA_PASSPHRASE'];
}

function present(value: string | undefined): string | null {
  return value === undefined || value === '' ? null : value;
}

/** The folder where the platform keeps an application's data. */
export function defaultDataDir({ env, platform, home }: Surroundings): string {
  switch (platform) {
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Stoika');
    case 'win32':
      return join(present(env['APPDATA']) ?? join(home, 'AppData', 'Roaming'), 'Stoika');
    default:
      return join(present(env['XDG_DATA_HOME']) ?? join(home, '.local', 'share'), 'stoika');
  }
}

function isParseArgsError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
