/**
 * Writes into the log what happens at the desk, as the host tells it to its windows: an event opened and left, who may work by their
 * role, the connection, printers in trouble, badges that did not come out. Figures, codes and kinds; nobody and nothing by name.
 */
import type { QueueState } from '../../../shared/contract/printing.ts';
import type { Connection, HostEvent, Station } from '../../../shared/contract/station.ts';
import type { Log } from '../log.ts';

/** @returns what is to be called with each event of the stream */
export function watchMoments(log: Log): (event: HostEvent) => void {
  const station = watchStation(log);
  const connection = watchConnection(log);
  const queue = watchQueue(log);
  return (event) => {
    if (event.type === 'station') station(event.station);
    if (event.type === 'connection') connection(event.connection);
    if (event.type === 'queue') queue(event.queue);
    if (event.type === 'lease') log.info('a window took the desk', { epoch: event.epoch });
  };
}

function watchStation(log: Log): (station: Station) => void {
  let event: string | null = null;
  let operator: number | null = null;
  let refused: string | null = null;
  return (station) => {
    const { session } = station;
    const key = station.event?.key ?? null;
    if (key !== event) {
      if (station.event === null) log.info('event left');
      else log.info('event opened', { eventId: station.event.eventId, practice: station.event.practice });
      event = key;
    }
    if ((session.operator?.Id ?? null) !== operator) {
      if (session.operator === null) log.info('signed out', { because: session.endedBecause });
      else log.info('signed in', { role: session.operator.Role });
      operator = session.operator?.Id ?? null;
    }
    const code = session.refused?.problem.code ?? null;
    if (code !== refused && code !== null) log.warn('sign-in by options refused', { code });
    refused = code;
  };
}

function watchConnection(log: Log): (connection: Connection) => void {
  let told = '';
  let parked = 0;
  return ({ state, problem, parkedOperators }) => {
    const code = problem?.code ?? null;
    const now = `${state} ${code}`;
    if (now !== told) {
      if (state === 'paused') log.warn('sync paused', { code });
      else log.info('connection', { state, code });
      told = now;
    }
    if (parkedOperators.length !== parked) log.warn('operators parked', { operators: parkedOperators.length });
    parked = parkedOperators.length;
  };
}

function watchQueue(log: Log): (queue: QueueState) => void {
  const states = new Map<string, string>();
  let stuck = 0;
  return ({ printers, open }) => {
    for (const [index, { id, state, problems }] of printers.entries()) {
      const codes = problems.map(({ problem }) => problem).join(' ');
      const now = `${state} ${codes}`;
      const before = states.get(id);
      states.set(id, now);
      if (now === before) continue;
      const fields = { printer: index + 1, state, problems: codes };
      if (state === 'problem' || state === 'gone') log.warn('printer in trouble', fields);
      else if (before?.startsWith('problem') === true || before?.startsWith('gone') === true)
        log.info('printer is back', fields);
    }
    const waiting = open.failed + open.unknown;
    if (waiting > stuck) log.warn('badges did not come out', { failed: open.failed, unknown: open.unknown });
    stuck = waiting;
  };
}
