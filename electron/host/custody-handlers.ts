/** Routes about who keeps what is unsent: notes, recovery code, recovery, hand-over. Only an Admin's, but for the notes. */
import type { Doors } from './doors.ts';
import { handOver, handOverAgain } from './hand-over.ts';
import { stampNote } from './notes.ts';
import type { OpenEvent } from './open-event.ts';
import { Refusal, refuse } from './problem.ts';
import { recover } from './recovery.ts';
import type { Handlers } from './router.ts';
import type { Random } from './seal.ts';
import { takeOver } from './take-over.ts';

export interface CustodyContext {
  readonly doors: Doors;
  /** Name of this station, for people to read. */
  readonly station: string;
  readonly clock: () => Date;
  readonly random: Random;
  readonly onStationChange: () => void;
}

type CustodyRoute = 'note' | 'recoveryCode' | 'recover' | 'handOver' | 'takeOver';

/** The handlers of these routes; each looks at who is signed in when it is called. */
export function createCustodyHandlers(context: CustodyContext): Pick<Handlers, CustodyRoute> {
  const { doors, station, clock, random, onStationChange } = context;
  return {
    note: async ({ notes }) => {
      const event = doors.current;
      if (event === null) return refuse('noEvent');
      const at = clock().toISOString();
      const stamped = notes.map((content) => stampNote(content, event.operators, at, random));
      await event.journal.append(stamped.map((note) => ({ t: 'note', note })));
      return {};
    },
    recoveryCode: async () => {
      const event = adminsEvent(doors);
      if (event instanceof Refusal) return event;
      const code = await event.keys.makeRecoveryCode();
      onStationChange();
      return { code };
    },
    recover: async ({ secret }) => {
      const event = adminsEvent(doors);
      if (event instanceof Refusal) return event;
      const operations = await recover({ event, clock, random }, secret);
      onStationChange();
      return operations instanceof Refusal ? operations : { operations };
    },
    handOver: async ({ again }) => {
      const event = adminsEvent(doors);
      if (event instanceof Refusal) return event;
      const handed =
        again === null ? await handOver({ event, station, clock, random }) : await handOverAgain(event, again);
      if (handed instanceof Refusal) return handed;
      return { ...handed, file: handed.file.toString('base64') };
    },
    takeOver: async ({ files, secret }) => {
      const event = adminsEvent(doors);
      if (event instanceof Refusal) return event;
      const given = files.map(({ name, bytes }) => ({ name, bytes: Buffer.from(bytes, 'base64') }));
      return takeOver({ event, clock, random }, given, secret);
    },
  };
}

/** The event that is open, if an Admin is signed in. */
export function adminsEvent({ current }: Pick<Doors, 'current'>): OpenEvent | Refusal {
  if (current === null) return refuse('noEvent');
  const { operator } = current.operators.session;
  if (operator === null) return refuse('notSignedIn');
  return operator.Role === 'Admin' ? current : refuse('adminOnly');
}
