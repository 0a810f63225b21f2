/**
 * `wraps.json`: the event's data keys, each sealed by a key derived from a secret that people have.
 *
 * Every wrap says by what it was made (an event hash, a recovery code) and of which data key it is, by that key's id: a number
 * derived from the key, which tells nothing of it. Version 1 had hashes only and said no id.
 */
import { hkdfSync } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import { readIfThere, setAside, writeWhole } from './disk.ts';
import { NewerVersion } from './problem.ts';
import { readRecoveryCode } from './recovery-code.ts';
import { KEY_BYTES, type Random, seal, unseal } from './seal.ts';

export const wrapSchema = z.object({
  kind: z.enum(['hash', 'code']),
  /** Id of the data key; null: not known (version 1). */
  key: z.string().nullable(),
  salt: z.base64(),
  sealed: z.base64(),
});
export type Wrap = z.infer<typeof wrapSchema>;

const fileSchema = z.object({
  version: z.literal(2),
  /** Key of the event (doors.ts); the wraps open under no other. */
  event: z.string(),
  wraps: z.array(wrapSchema),
});
const oldSchema = z.object({
  version: z.literal(1),
  wraps: z.array(z.object({ salt: z.base64(), sealed: z.base64() })),
});

export interface WrapsFile {
  /** Null: a file of version 1 does not say. */
  readonly event: string | null;
  readonly wraps: readonly Wrap[];
}

/** @returns null when the bytes are no such file. @throws NewerVersion */
export function parseWraps(bytes: Uint8Array): WrapsFile | null {
  const json = parseJson(bytes);
  const current = fileSchema.safeParse(json);
  if (current.success) return current.data;
  const old = oldSchema.safeParse(json);
  if (old.success) return { event: null, wraps: old.data.wraps.map((wrap) => ({ ...wrap, kind: 'hash', key: null })) };
  if (z.object({ version: z.int().gt(2) }).safeParse(json).success) throw new NewerVersion('wraps.json');
  return null;
}

/** Reads the event's wraps; a file that cannot be read is set aside. @throws DiskError, NewerVersion */
export async function readWraps(folder: string): Promise<WrapsFile> {
  const file = path.join(folder, 'wraps.json');
  const bytes = await readIfThere(file);
  if (bytes === null) return { event: null, wraps: [] };
  const parsed = parseWraps(bytes);
  if (parsed === null) await setAside(file, 'unreadable');
  return parsed ?? { event: null, wraps: [] };
}

/** @throws DiskError; the file is then as before */
export async function writeWraps(folder: string, event: string, wraps: readonly Wrap[]): Promise<void> {
  const contents: z.infer<typeof fileSchema> = { version: 2, event, wraps: [...wraps] };
  await writeWhole(path.join(folder, 'wraps.json'), Buffer.from(JSON.stringify(contents)));
}

/** What a data key may be wrapped by. */
export interface Secret {
  readonly kind: Wrap['kind'];
  readonly text: string;
}

/** @param secret has at least 120 bits, so that one derivation is enough: a hash of the server's, or a recovery code */
export function wrapKey(dataKey: Buffer, secret: Secret, eventKey: string, random: Random): Wrap {
  const salt = Buffer.from(random(16));
  const sealed = seal(wrappingKey(secret, salt), dataKey, contextOf(eventKey), random);
  return { kind: secret.kind, key: idOfKey(dataKey), salt: salt.toString('base64'), sealed: sealed.toString('base64') };
}

/** @returns the data key, or null when this is not the secret of this wrap */
export function unwrapKey(wrap: Wrap, secret: Secret, eventKey: string): Buffer | null {
  if (wrap.kind !== secret.kind) return null;
  const key = wrappingKey(secret, Buffer.from(wrap.salt, 'base64'));
  const dataKey = unseal(key, Buffer.from(wrap.sealed, 'base64'), contextOf(eventKey));
  return dataKey?.length === KEY_BYTES ? dataKey : null;
}

/** All data keys that a secret opens, the newest wrap first. */
export function unwrapAll(wraps: readonly Wrap[], secrets: readonly Secret[], eventKey: string): readonly Buffer[] {
  return wraps.toReversed().flatMap((wrap) => {
    for (const secret of secrets) {
      const dataKey = unwrapKey(wrap, secret, eventKey);
      if (dataKey !== null) return [dataKey];
    }
    return [];
  });
}

/** What a person typed may be a hash or a code. `slip`: it looks like a code that was copied with a slip. */
export function secretsOf(typed: string): { readonly secrets: readonly Secret[]; readonly slip: boolean } {
  const hash: Secret = { kind: 'hash', text: typed.trim() };
  const code = readRecoveryCode(typed);
  if (code.kind !== 'code') return { secrets: [hash], slip: code.kind === 'slip' };
  return { secrets: [hash, { kind: 'code', text: code.code }], slip: false };
}

/** Names a data key without telling it. */
export function idOfKey(dataKey: Buffer): string {
  return Buffer.from(hkdfSync('sha256', dataKey, '', 'stoika key id', 8)).toString('hex');
}

const INFO: Readonly<Record<Wrap['kind'], string>> = { hash: 'stoika data key', code: 'stoika recovery code' };

function wrappingKey({ kind, text }: Secret, salt: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', text, salt, INFO[kind], KEY_BYTES));
}

function contextOf(eventKey: string): string {
  return `stoika data key of ${eventKey}`;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString());
  } catch {
    return null; // the schemas refuse null
  }
}
