/** Keeps the engine in step with the host: an event is open and an operator is signed in → the engine runs for them. */
import { noteTemplates } from '../designer/store.ts';
import { acceptQueue, hearTemplates } from '../printing/store.ts';
import { acceptAttention } from './attention.ts';
import { acceptParticipant, acceptResults, clearDesk, runSearch, watchAgain } from './desk.ts';
import { closeEngine, openEngine, useEngine } from './engine.ts';
import { acceptJobs } from './jobs.ts';
import { tellCurrentPart } from './part.ts';
import { noteRecords } from './recovery-reminder.ts';
import { useStation } from './station.ts';
import type { EngineEvent } from '../../engine/api.ts';

let openFor: string | null = null;
/** Event and operator of the engine that runs in this window. */
let desk: string | null = null;

/** Follows the station for as long as the page lives. */
export function followSession(): void {
  const follow = (): void => {
    const { station, returns } = useStation.getState();
    if (station === null) return;
    const { event, session } = station;
    if (event === null) {
      if (desk !== null) closeEngine();
      openFor = null;
      desk = null;
    } else if (session.operator !== null) {
      const now = `${event.key} ${session.operator.Id}`;
      const wanted = `${now} ${returns}`;
      if (wanted === openFor) return;
      openFor = wanted;
      const sameDesk = desk === now;
      // An engine outlives its host: it opens again by itself, and knows whether another window has taken the desk meanwhile.
      if (sameDesk && ['open', 'elsewhere'].includes(useEngine.getState().phase)) return;
      desk = now;
      void startEngine(sameDesk);
    } else {
      openFor = null; // signed out: the next sign-in opens anew
    }
  };
  useStation.subscribe(follow);
  follow();
}

/** Takes the desk over from the other window. */
export function takeDeskHere(): Promise<void> {
  return startEngine(true);
}

/** @param keepScreen the same person goes on: what is on the screen stays */
async function startEngine(keepScreen: boolean): Promise<void> {
  if (!keepScreen) clearDesk();
  await openEngine(acceptEngineEvent);
  if (useEngine.getState().phase !== 'open') return;
  tellCurrentPart();
  await runSearch();
  await watchAgain();
}

function acceptEngineEvent(event: EngineEvent): void {
  switch (event.type) {
    case 'state':
      useEngine.setState({ sync: event.state });
      noteRecords(useStation.getState().station?.event?.key ?? '', event.state);
      return;
    case 'tables':
      useEngine.setState({ tables: event.tables });
      return;
    case 'results':
      acceptResults(event.results);
      return;
    case 'participant':
      acceptParticipant(event.asked, event.view);
      return;
    case 'attention':
      acceptAttention(event.items);
      return;
    case 'jobs':
      acceptJobs(event.jobs);
      return;
    case 'queue':
      acceptQueue(event.queue);
      return;
    case 'templates':
      hearTemplates();
      noteTemplates();
      return;
    case 'elsewhere':
      useEngine.setState({ phase: 'elsewhere' });
      return;
  }
}
