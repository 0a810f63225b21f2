/**
 * The settings file that whoever sets up the laptops drops (docs/provisioning.md). What is wrong with it is said in words, by place.
 * No secret is ever in it: the event hash is scanned, or comes by the variable STOIKA_HASH.
 */
import { z } from 'zod';
import {
  badgeSettingsSchema,
  identifierSchema,
  NO_BADGE_SETTINGS,
  type BadgeSettings,
  type Printer,
  printerSchema,
} from '../contract/printing.ts';
import { languageSchema, roleOfStationSchema } from '../contract/station.ts';

/** Characters. Templates are files of their own. */
const LARGEST_SETTINGS_FILE = 1_000_000;

/** What a printer is like of which the file does not say it. */
const usualPrinter = {
  ...{ media: null, dpi: 203, darkness: null, mediaType: null, cutter: false, turn: 0, duplex: false },
  ...{ calibration: { dx: 0, dy: 0, scaleX: 1, scaleY: 1 }, mediaLeft: null, fallback: null },
} as const satisfies Omit<Printer, 'id' | 'name' | 'connection'>;

/** Protocol and host of a web address; no user name in it. */
const ADDRESS = /^(https?):\/\/(\[[0-9a-f:]+\]|[^\s/?#@:[\]]+)(?::\d{1,5})?(?:[/?#]\S*)?$/i;

const webAddress = z
  .string()
  .max(2000)
  .regex(ADDRESS, { message: 'must be an address that begins with https:// or http://' });

/** What comes from there is installed: nobody on the way may change it. */
export const updateAddressSchema = webAddress.refine(isSafeForUpdates, {
  message: 'must begin with https://, since what comes from there is installed',
});

function isSafeForUpdates(text: string): boolean {
  const [, protocol, host = ''] = ADDRESS.exec(text) ?? [];
  if (protocol === undefined) return true; // said already
  return protocol.toLowerCase() === 'https' || host === '127.0.0.1' || host === 'localhost';
}

const settingsFileSchema = z.strictObject({
  version: z.literal(1, { message: 'must be 1' }),
  /** What a person has changed is changed back at each start. */
  force: z.boolean().optional(),
  server: webAddress.optional(),
  role: roleOfStationSchema.refine((role) => role === 'desk', { message: 'must be "desk" in this version' }).optional(),
  language: languageSchema.optional(),
  printers: z
    .array(z.strictObject(printerSchema.partial().required({ id: true, name: true, connection: true }).shape))
    .max(200)
    .optional(),
  /** Files beside this one, as the designer exports them. */
  templates: z
    .array(z.strictObject({ id: identifierSchema, file: z.string().min(1).max(1000) }))
    .max(50)
    .optional(),
  badges: z.strictObject(badgeSettingsSchema.partial().shape).optional(),
  /** Where updates are asked for; without it nobody is asked. */
  updates: updateAddressSchema.optional(),
});

export interface FleetSettings {
  readonly force: boolean;
  readonly server: string | null;
  readonly language: z.infer<typeof languageSchema> | null;
  readonly printers: readonly Printer[];
  readonly templates: readonly { readonly id: string; readonly file: string }[];
  /** Of every event for which nobody has made any at the station. */
  readonly badges: BadgeSettings | null;
  readonly updates: string | null;
}

export type ReadSettings =
  | { readonly ok: true; readonly settings: FleetSettings }
  | { readonly ok: false; readonly problems: readonly string[] };

const SECRETS: ReadonlySet<string> = new Set(['hash', 'password', 'token', 'key']);
const MOST_PROBLEMS = 20;

/** Reads the text of a settings file. Never throws. */
export function readSettingsFile(text: string): ReadSettings {
  if (text.length > LARGEST_SETTINGS_FILE) return refuse(['the file is larger than 1 MB']);
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, '')); // PowerShell writes the mark
  } catch (error) {
    return refuse([wordSyntax(text, error)]);
  }
  const read = settingsFileSchema.safeParse(value);
  if (!read.success) return refuse(read.error.issues.slice(0, MOST_PROBLEMS).flatMap(wordIssue));
  const { force = false, server = null, language = null, printers = [], templates = [], badges, updates } = read.data;
  const twice = [...findTwice('printers', printers), ...findTwice('templates', templates)];
  if (twice.length > 0) return refuse(twice);
  return {
    ok: true,
    settings: {
      ...{ force, server, language, templates },
      printers: printers.map((printer) => ({ ...usualPrinter, ...dropAbsent(printer) })),
      badges: badges === undefined ? null : { ...NO_BADGE_SETTINGS, ...dropAbsent(badges) },
      updates: updates ?? null,
    },
  };
}

function refuse(problems: readonly string[]): ReadSettings {
  return { ok: false, problems };
}

/** The line alone: what the parser says quotes what is written there, and somebody may have written the hash. */
function wordSyntax(text: string, error: unknown): string {
  if (/[\uFFFD\0]/.test(text)) return 'it is not UTF-8: save it with that encoding'; // the old PowerShell writes UTF-16
  const [, position] = /at position (\d+)/.exec(error instanceof Error ? error.message : '') ?? [];
  if (position === undefined) return 'it is not JSON';
  return `it is not JSON (line ${text.slice(0, Number(position)).split('\n').length})`;
}

function wordIssue(issue: z.core.$ZodIssue): readonly string[] {
  const place = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) =>
      SECRETS.has(key.toLowerCase())
        ? `"${key}" must not be in this file: the hash is scanned at the desk or given as STOIKA_HASH`
        : `${place === '' ? '' : `${place}: `}nothing is known by the name "${key}"`,
    );
  }
  const message = issue.message.replace(/^Invalid input: /, '').replace(/^Invalid /, 'not a valid ');
  return [place === '' ? message : `${place}: ${message}`];
}

function findTwice(list: string, entries: readonly { readonly id: string }[]): readonly string[] {
  const ids = entries.map(({ id }) => id);
  return ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${list}: the id "${id}" is there twice`);
}

type Present<T> = { [K in keyof T]: Exclude<T[K], undefined> };

function dropAbsent<T extends object>(given: T): Present<T> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Present<T>;
}
