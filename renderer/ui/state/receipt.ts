/** The receipt of a closed event as a text that a person reads and keeps. No personal data but the login of who closed it. */
import { listFiles, sumBytes } from '../../../shared/closing/list.ts';
import type { Closing } from '../../../shared/contract/closing-routes.ts';
import type { closed } from '../i18n/en/closed.ts';

type ReceiptWord = `closed.receipt.${keyof (typeof closed)['receipt']}`;
type Say = (key: ReceiptWord, values?: Readonly<Record<string, string | number>>) => string;

/** Times are the station's, in UTC: a receipt is read elsewhere. */
export function writeReceipt(closing: Closing, say: Say): string {
  const { event, counts, files, databases } = closing;
  const lines = [
    say('closed.receipt.title'),
    '',
    `${say('closed.receipt.event')}: ${event.title}`,
    `${say('closed.receipt.server')}: ${event.server} (Event.Id ${event.eventId})`,
    `${say('closed.receipt.station')}: ${closing.station}, Stoika ${closing.version}`,
    `${say('closed.receipt.operator')}: ${closing.operator}`,
    `${say('closed.receipt.begun')}: ${closing.begunAt}`,
    `${say('closed.receipt.wiped')}: ${closing.wipedAt ?? say('closed.receipt.notYet')}`,
    '',
    `${say('closed.receipt.operations')}: ${counts.operations}`,
    `  ${say('closed.receipt.done')}: ${counts.done}`,
    `  ${say('closed.receipt.handedOver')}: ${counts.handedOver}`,
    `  ${say('closed.receipt.withdrawn')}: ${counts.withdrawn}`,
    `${say('closed.receipt.printed')}: ${counts.printed}`,
    `${say('closed.receipt.unread')}: ${counts.unreadJournals}`,
    '',
    say('closed.receipt.keys'),
    `${say('closed.receipt.files')}: ${files.length}, ${say('closed.receipt.bytes', { bytes: sumBytes(files) })}`,
    `${say('closed.receipt.sha')}: ${closing.sha256}`,
    databases === null
      ? say('closed.receipt.browserNotYet')
      : `${say('closed.receipt.browser')}: ${databases.length}, ${say('closed.receipt.bytes', { bytes: sumBytes(databases) })}`,
    ...(databases ?? []).map(({ name, bytes }) => `  ${bytes}\t${name}`),
    '',
    say('closed.receipt.yours'),
    '',
    say('closed.receipt.list'),
  ];
  return `${lines.join('\n')}\n${listFiles(files)}`;
}

/** Of the event by its number: a title may hold signs that no file's name may have. */
export function nameReceipt({ event, begunAt }: Closing): string {
  return `stoika-closed-${event.eventId}-${begunAt.slice(0, 10)}.txt`;
}
