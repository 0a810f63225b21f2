/** The queues of the CUPS of this machine: each is an IPP printer at `ipp://localhost:631/printers/NAME` and is printed to as one. */
import type { FoundPrinter } from '../../../shared/contract/printing.ts';
import { openIppLine, parseIppUri } from './ipp-exchange.ts';
import { readAnswer } from './ipp-jobs.ts';
import { IPP_GROUP, IPP_OPERATION, type IppAttributes, ippKeyword, numbersOf, textsOf } from './ipp-message.ts';

export type CupsListing =
  | { readonly ok: true; readonly found: FoundPrinter[] }
  | { readonly ok: false; readonly running: boolean; readonly reason: string };

const LOCAL_CUPS = 'ipp://localhost:631/';
const NOT_FOUND = 0x0406; // CUPS says so when it has no queue at all
const ATTRIBUTES = ['printer-name', 'printer-info', 'printer-make-and-model', 'printer-type'];
/** printer-type: a class of several printers, which cannot say what became of a page. */
const IS_CLASS = 0x0001;

/** Asks CUPS for its queues (CUPS-Get-Printers). Not ok: there is none, or it does not answer. */
export async function listCupsQueues(timeoutMs: number, server = LOCAL_CUPS): Promise<CupsListing> {
  const address = parseIppUri(server);
  if (address === null) throw new Error(`Not an address of CUPS: ${server}`);
  const line = openIppLine(address, { trusted: new Map(), connectTimeoutMs: timeoutMs });
  try {
    const answer = readAnswer(
      await line.exchange(
        { operation: IPP_OPERATION.cupsGetPrinters, fields: { 'requested-attributes': ATTRIBUTES.map(ippKeyword) } },
        { timeoutMs },
      ),
    );
    if (!answer.ok) {
      if (answer.status === NOT_FOUND) return { ok: true, found: [] };
      return { ok: false, running: answer.left || answer.status !== null, reason: answer.detail };
    }
    const queues = answer.value.groups.filter(({ tag }) => tag === IPP_GROUP.printer);
    return { ok: true, found: queues.flatMap(({ attributes }) => describeQueue(attributes, server)) };
  } finally {
    await line.close();
  }
}

function describeQueue(queue: IppAttributes, server: string): FoundPrinter[] {
  const name = textsOf(queue, 'printer-name')[0];
  if (name === undefined || ((numbersOf(queue, 'printer-type')[0] ?? 0) & IS_CLASS) !== 0) return [];
  const info = textsOf(queue, 'printer-info')[0] ?? '';
  return [
    {
      connection: { kind: 'ipp', uri: new URL(`printers/${encodeURIComponent(name)}`, server).href },
      name: (info === '' ? name : info).slice(0, 500),
      detail: `CUPS · ${textsOf(queue, 'printer-make-and-model')[0] ?? ''}`.slice(0, 500),
      capabilities: null,
    },
  ];
}
