/**
 * The keys of one event: its data key, and what that one is wrapped by.
 *
 * Invariants: the data key is always wrapped by the hash in use. A wrap of another data key stays, since a journal that was set
 * aside may lie under it; of this one's wraps by older hashes nothing goes while anything here is unsent.
 */
import { makeRecoveryCode } from './recovery-code.ts';
import { KEY_BYTES, type Random } from './seal.ts';
import { idOfKey, readWraps, type Secret, unwrapAll, unwrapKey, type Wrap, wrapKey, writeWraps } from './wraps.ts';

export interface EventKeysRequest {
  /** The event's folder; it exists. */
  readonly folder: string;
  readonly eventKey: string;
  readonly hash: string;
  /** From the vault; null when the vault does not know this event. */
  readonly known: Buffer | null;
  readonly random: Random;
}

/**
 * Finds the event's data key: from the vault, else by the hash, else a new one. Afterwards it is wrapped by this hash too.
 * @throws DiskError, NewerVersion
 */
export async function openEventKeys(request: EventKeysRequest): Promise<EventKeys> {
  const { folder, eventKey, hash, known, random } = request;
  const { event, wraps: read } = await readWraps(folder);
  const secret: Secret = { kind: 'hash', text: hash };
  const wraps = read.map((wrap) => nameKey(wrap, secret, eventKey));
  const byHash = unwrapAll(wraps, [secret], eventKey)[0];
  const dataKey = known ?? byHash ?? Buffer.from(random(KEY_BYTES));
  const keys = new EventKeys(request, dataKey, wraps);
  const wrapped = await keys.wrapByHash(hash);
  if (!wrapped && event === null) await keys.save();
  return keys;
}

/** A wrap of version 1 does not say of which key it is; whoever opens it can say. */
function nameKey(wrap: Wrap, secret: Secret, eventKey: string): Wrap {
  const dataKey = wrap.key === null ? unwrapKey(wrap, secret, eventKey) : null;
  return dataKey === null ? wrap : { ...wrap, key: idOfKey(dataKey) };
}

export class EventKeys {
  readonly dataKey: Buffer;
  readonly #folder: string;
  readonly #eventKey: string;
  readonly #random: Random;
  readonly #id: string;
  #wraps: readonly Wrap[];
  #turn: Promise<unknown> = Promise.resolve();

  constructor({ folder, eventKey, random }: EventKeysRequest, dataKey: Buffer, wraps: readonly Wrap[]) {
    this.#folder = folder;
    this.#eventKey = eventKey;
    this.#random = random;
    this.dataKey = dataKey;
    this.#id = idOfKey(dataKey);
    this.#wraps = wraps;
  }

  get wraps(): readonly Wrap[] {
    return this.#wraps;
  }

  /** A recovery code of this data key has been made. */
  get hasRecoveryCode(): boolean {
    return this.#wraps.some((wrap) => wrap.kind === 'code' && wrap.key === this.#id);
  }

  /** Wraps the data key by a hash that the server has accepted. @returns whether that was needed. @throws DiskError */
  async wrapByHash(hash: string): Promise<boolean> {
    const secret: Secret = { kind: 'hash', text: hash };
    if (this.#wraps.some((wrap) => this.#opens(wrap, secret))) return false;
    await this.#change((wraps) => [...wraps, wrapKey(this.dataKey, secret, this.#eventKey, this.#random)]);
    return true;
  }

  /** Makes a new recovery code; the one before opens nothing any more. @returns it, to be shown once. @throws DiskError */
  async makeRecoveryCode(): Promise<string> {
    const shown = makeRecoveryCode(this.#random);
    const wrap = wrapKey(this.dataKey, { kind: 'code', text: shown.replaceAll('-', '') }, this.#eventKey, this.#random);
    await this.#change((wraps) => [...wraps.filter(({ kind, key }) => kind !== 'code' || key !== this.#id), wrap]);
    return shown;
  }

  /**
   * Nothing is unsent: hashes of before need open nothing any more.
   * @param asideEmpty no journal has been set aside here, so that a wrap of a key that nobody knows is of no use to anybody
   * @throws DiskError
   */
  async forgetOldHashes(hash: string, asideEmpty: boolean): Promise<void> {
    const secret: Secret = { kind: 'hash', text: hash };
    const isOld = (wrap: Wrap): boolean =>
      wrap.kind === 'hash' &&
      (wrap.key === this.#id || (wrap.key === null && asideEmpty)) &&
      !this.#opens(wrap, secret);
    if (this.#wraps.some(isOld)) await this.#change((wraps) => wraps.filter((wrap) => !isOld(wrap)));
  }

  /** Writes what is known in the form of this version. @throws DiskError */
  save(): Promise<void> {
    return this.#change((wraps) => wraps);
  }

  #opens(wrap: Wrap, secret: Secret): boolean {
    return unwrapKey(wrap, secret, this.#eventKey)?.equals(this.dataKey) === true;
  }

  #change(change: (before: readonly Wrap[]) => readonly Wrap[]): Promise<void> {
    const done = this.#turn.then(async () => {
      const next = change(this.#wraps);
      await writeWraps(this.#folder, this.#eventKey, next);
      this.#wraps = next;
    });
    this.#turn = done.catch(() => undefined); // the caller is told; the next change does not depend on it
    return done;
  }
}
