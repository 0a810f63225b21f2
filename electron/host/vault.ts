/**
 * The vault: what the station keeps between starts, one sealed JSON file.
 *
 * Invariant: a change is in memory only when it is whole on disk. A vault that cannot be opened is set aside, never deleted;
 * one of a newer version is left where it is.
 */
import path from 'node:path';
import { z } from 'zod';
import { badgeSettingsSchema } from '../../shared/contract/printing.ts';
import { eventSettingsSchema, knownEventSchema, languageSchema } from '../../shared/contract/station.ts';
import { operatorSchema } from '../../shared/ruvents/tables.ts';
import { readIfThere, setAside, writeWhole } from './disk.ts';
import { NewerVersion } from './problem.ts';
import { type Random, seal, unseal } from './seal.ts';

/** How an operator's password is checked without being known: scrypt, its own salt each. */
export const verifierSchema = operatorSchema.extend({ salt: z.base64(), verifier: z.base64() });
export type Verifier = z.infer<typeof verifierSchema>;

/** Logins whose wrong passwords are counted: more than an event has operators. */
export const MOST_WRONG = 1000;
/** Signs of a login by which they are counted. */
export const LONGEST_LOGIN = 200;

/** Learnt fields that are kept. */
export const MOST_LEARNT = 200;

export const vaultEventSchema = knownEventSchema.extend({
  hash: z.string(),
  /** base64; sealed with the vault, that is by the machine key. */
  dataKey: z.base64(),
  operators: z.array(verifierSchema),
  /** Wrong passwords by login (throttle.ts). */
  wrongTries: z
    .array(z.object({ login: z.string().max(LONGEST_LOGIN), times: z.int().min(1) }))
    .max(MOST_WRONG)
    .optional(),
  settings: eventSettingsSchema,
  badges: badgeSettingsSchema.optional(),
  /** Fields that the server has shown to demand beyond what it says (learnt-fields.ts). */
  learntFields: z.array(z.string().max(100)).max(MOST_LEARNT).optional(),
});
export type VaultEvent = z.infer<typeof vaultEventSchema>;

const VERSION = 1;
const contentsSchema = z.object({
  version: z.literal(VERSION),
  language: languageSchema.nullable(),
  /** Of the browser shell: signs its cookie. base64. */
  sessionSecret: z.base64(),
  /** Port that the browser shell had last. */
  port: z.int().nullable(),
  /** Event that was open when the station stopped. */
  lastEvent: z.string().nullable(),
  /** Practice events: how many people were asked for, and the port, so that photo addresses stay the same. */
  practice: z.array(z.object({ key: z.string(), participants: z.int().nullable(), port: z.int() })),
  events: z.array(vaultEventSchema),
});
export type VaultContents = z.infer<typeof contentsSchema>;

export interface Vault {
  contents(): VaultContents;
  /** Applies a change and writes it. @throws DiskError; the contents are then as before. */
  update(change: (before: VaultContents) => VaultContents): Promise<void>;
  /** There was no vault before this start. */
  readonly fresh: boolean;
  /** Name of a vault that could not be opened at this start and was put aside. */
  readonly aside: string | null;
}

export const noSettings: VaultEvent['settings'] = { registrationPerPart: null, currentPart: null, schedule: [] };

const CONTEXT = 'stoika vault';

/** @throws DiskError; NewerVersion: the vault is as it was */
export async function openVault(dataDir: string, machineKey: Buffer, random: Random): Promise<Vault> {
  const file = path.join(dataDir, 'vault');
  const sealed = await readIfThere(file);
  const found = sealed === null ? null : readContents(sealed, machineKey);
  const aside = sealed !== null && found === null ? await setAside(file, 'unreadable') : null;

  const write = (contents: VaultContents): Promise<void> =>
    writeWhole(file, seal(machineKey, Buffer.from(JSON.stringify(contents)), CONTEXT, random));
  let current = found ?? emptyVault(random);
  if (found === null) await write(current);
  let queue: Promise<unknown> = Promise.resolve();

  return {
    contents: () => current,
    update(change) {
      const done = queue.then(async () => {
        const next = change(current);
        if (next === current) return;
        contentsSchema.parse(next); // what could not be read at the next start is not written
        await write(next);
        current = next;
      });
      queue = done.catch(() => undefined); // the caller is told by `done`; the next change does not depend on it
      return done;
    },
    fresh: sealed === null,
    aside,
  };
}

/** Changes one event of the vault; nothing happens when it is not known (any more). */
export function changeEvent(
  contents: VaultContents,
  key: string,
  change: (event: VaultEvent) => VaultEvent,
): VaultContents {
  return { ...contents, events: contents.events.map((event) => (event.key === key ? change(event) : event)) };
}

function readContents(sealed: Buffer, machineKey: Buffer): VaultContents | null {
  const plain = unseal(machineKey, sealed, CONTEXT);
  if (plain === null) return null;
  const contents: unknown = JSON.parse(plain.toString());
  const parsed = contentsSchema.safeParse(contents);
  if (parsed.success) return parsed.data;
  if (z.object({ version: z.int().gt(VERSION) }).safeParse(contents).success) throw new NewerVersion('the vault');
  return null;
}

function emptyVault(random: Random): VaultContents {
  return {
    version: VERSION,
    language: null,
    sessionSecret: Buffer.from(random(32)).toString('base64'),
    port: null,
    lastEvent: null,
    practice: [],
    events: [],
  };
}
