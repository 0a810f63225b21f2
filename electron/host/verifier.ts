/** Passwords, known only by what they do: scrypt for the disk, a keyed hash of this process for what was seen today. */
import { createHmac, scrypt, timingSafeEqual } from 'node:crypto';
import type { Operator } from '../../shared/ruvents/tables.ts';
import type { Random } from './seal.ts';
import type { Verifier } from './vault.ts';

const SCRYPT = { N: 16_384, r: 8, p: 1 };
const LENGTH = 32;

/** Hashes a password with a salt of its own. Slow on purpose, and off the main thread. */
export async function makeVerifier(operator: Operator, password: string, random: Random): Promise<Verifier> {
  const salt = Buffer.from(random(16));
  const verifier = await derive(password, salt);
  const { Id, Login, Role } = operator;
  return { Id, Login, Role, salt: salt.toString('base64'), verifier: verifier.toString('base64') };
}

export async function verifyPassword({ salt, verifier }: Verifier, password: string): Promise<boolean> {
  const expected = Buffer.from(verifier, 'base64');
  const derived = await derive(password, Buffer.from(salt, 'base64'));
  return expected.length === derived.length && timingSafeEqual(expected, derived);
}

function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, LENGTH, SCRYPT, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

/** Tells whether two passwords are the same without keeping either; the key lives as long as the process. */
export class PasswordMarks {
  readonly #key: Uint8Array;

  constructor(random: Random) {
    this.#key = random(32);
  }

  mark(password: string): string {
    return createHmac('sha256', this.#key).update(password.normalize('NFC')).digest('base64');
  }
}
