/**
 * The file in which unsent operations leave a station.
 *
 *   magic 8 │ length of the head u32 │ head: JSON {event, wraps} │ sealed: JSON {station, operations}
 *
 * Sealed by the station's data key, which the wraps hold: the event's hash opens it, or the station's recovery code. The head is
 * bound to what is sealed; it names neither people nor the server.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Operation, operationSchema } from '../../shared/operations/operation.ts';
import { type Random, seal, unseal } from './seal.ts';
import { type Wrap, wrapSchema } from './wraps.ts';

const FAMILY = Buffer.from('STOIKAH');
const MAGIC = Buffer.from('STOIKAH1');
const LENGTH_BYTES = 4;

const headSchema = z.object({ event: z.string(), wraps: z.array(wrapSchema) });
const contentSchema = z.object({ station: z.string().max(200), operations: z.array(operationSchema) });

interface HandOverHead {
  readonly event: string;
  readonly wraps: readonly Wrap[];
}

export interface HandOverContent {
  /** Name of the station, for people to read. */
  readonly station: string;
  readonly operations: readonly Operation[];
}

/** A file whose head has been read. */
export interface SealedHandOver {
  readonly head: HandOverHead;
  /** @returns null: it is not sealed by this key, or damaged */
  open(dataKey: Buffer): HandOverContent | null;
}

/** Makes the file. @param dataKey the station's, which one of the head's wraps holds */
export function encodeHandOver(head: HandOverHead, content: HandOverContent, dataKey: Buffer, random: Random): Buffer {
  const headBytes = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(headBytes.length);
  const sealed = seal(dataKey, Buffer.from(JSON.stringify(content)), contextOf(headBytes), random);
  return Buffer.concat([MAGIC, length, headBytes, sealed]);
}

/** @returns `newer`: of a newer version of the app. Null: no such file */
export function readHandOver(bytes: Buffer): SealedHandOver | 'newer' | 'damaged' | null {
  if (!bytes.subarray(0, FAMILY.length).equals(FAMILY)) return null;
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) return 'newer';
  const start = MAGIC.length + LENGTH_BYTES;
  if (bytes.length < start) return 'damaged';
  const end = start + bytes.readUInt32BE(MAGIC.length);
  const headBytes = bytes.subarray(start, end);
  const head = headSchema.safeParse(parseJson(headBytes));
  if (!head.success) return 'damaged';
  return {
    head: head.data,
    open(dataKey) {
      const plain = unseal(dataKey, bytes.subarray(end), contextOf(headBytes));
      // authentic, and still another station's, which may be of another version: validated like everything at a door
      const content = plain === null ? null : contentSchema.safeParse(parseJson(plain));
      return content?.success === true ? content.data : null;
    },
  };
}

function contextOf(head: Buffer): Buffer {
  return Buffer.concat([MAGIC, createHash('sha256').update(head).digest()]);
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return null; // the schemas refuse null
  }
}
