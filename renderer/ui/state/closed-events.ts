/**
 * Events that ended here for good. The host wipes its own; what this browser keeps of the event goes afterwards, also when the page or the
 * host was gone in between: the host lists what nobody has looked after yet.
 */
import i18next from 'i18next';
import { create } from 'zustand';
import type { Closing } from '../../../shared/contract/closing-routes.ts';
import { closeDialog } from './dialogs.ts';
import { saveFile } from './download.ts';
import { closeEngine, wipeReplica } from './engine.ts';
import { callHost, type Failure } from './host.ts';
import { nameReceipt, writeReceipt } from './receipt.ts';
import { withEpoch } from './safekeeping.ts';
import { reloadStation, useStation } from './station.ts';

interface ClosedState {
  /** The newest first. */
  readonly closings: readonly Closing[];
  readonly failure: Failure | null;
}

export const useClosed = create<ClosedState>()(() => ({ closings: [], failure: null }));

/** Ends the open event. @returns the failure, or null */
export async function endEvent(title: string, unread: boolean): Promise<Failure | null> {
  const answer = await withEpoch((epoch) => callHost('closeEvent', { epoch, title, unread }));
  if (!answer.ok) return answer.problem;
  closeDialog();
  closeEngine(); // it has the replica open
  await reloadStation();
  return null;
}

/** Reads what was closed, and deletes what this browser still keeps of it. */
export async function loadClosed(): Promise<void> {
  const answer = await callHost('closings', {});
  if (!answer.ok) return;
  useClosed.setState({ closings: answer.value.closings });
  for (const closing of answer.value.closings) {
    if (closing.databases === null && closing.wipedAt !== null) await wipeHere(closing);
  }
}

async function wipeHere({ id, event }: Closing): Promise<void> {
  // the same event may have been opened here again since: then its replica is of now
  const known = useStation.getState().station?.events.some(({ key }) => key === event.key) ?? true;
  if (known) return;
  try {
    const databases = [...(await wipeReplica(event.key))];
    const answer = await callHost('databasesWiped', { id, databases });
    if (!answer.ok) return;
    const { closing } = answer.value;
    useClosed.setState((state) => ({ closings: state.closings.map((one) => (one.id === id ? closing : one)) }));
  } catch (error) {
    useClosed.setState({ failure: { code: 'hostGone', detail: String(error) } }); // tried again when the page is opened
  }
}

/** Saves the receipt of a closed event in the language of the desk. */
export function saveReceipt(closing: Closing): void {
  saveFile(
    nameReceipt(closing),
    writeReceipt(closing, (key, values = {}) => i18next.t(key, values)),
  );
}
