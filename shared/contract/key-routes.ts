/** Routes of the station's own key: its passphrase, asked for before anything else is answered. */
import { z } from 'zod';

const none = z.object({});
const passphrase = z.string().min(1).max(500);

/** Fewer signs than this are no passphrase. */
export const SHORTEST_PASSPHRASE = 10;

export const keysSchema = z.object({
  /** `file`: whoever reads the disk reads the key too, unless it has a passphrase. */
  kept: z.enum(['keychain', 'file']),
  /** Why it is in a file; null = it is not. */
  reason: z.enum(['browser', 'noKeychain', 'basicText', 'fromBefore']).nullable(),
  passphrase: z.boolean(),
});
export type Keys = z.infer<typeof keysSchema>;

export const keyRoutes = {
  /** Opens a station whose key waits for its passphrase. Until then every other route answers `passphrase`. */
  unlock: { method: 'POST', path: '/api/unlock', input: z.object({ passphrase }), output: none },
  /**
   * The passphrase is lost: the key is put aside and the station begins anew. The event's hash, or its recovery code, opens the data
   * again. Only while the station is locked.
   */
  putKeyAside: { method: 'POST', path: '/api/put-key-aside', input: z.object({ sure: z.literal(true) }), output: none },
  /** Sets, changes or (`next` null) removes the passphrase (Admin). `current`: the one of now, null = none. */
  passphrase: {
    method: 'POST',
    path: '/api/passphrase',
    input: z.object({
      current: passphrase.nullable(),
      next: z.string().min(SHORTEST_PASSPHRASE).max(500).nullable(),
    }),
    output: none,
  },
} as const;
