/** Printers that could be set up on this machine, from everywhere at once and in bounded time. */
import type { FoundPrinter } from '../../../shared/contract/printing.ts';
import { errorCode } from '../problem.ts';
import { listCupsQueues } from './cups.ts';
import { listNetworkPrinters, type NetworkListing, type NetworkOptions } from './dns-sd.ts';

export type Discovery = NetworkListing;

/** A place where printers are found. */
export interface PrinterSource {
  /** As it is said to people. */
  readonly name: string;
  readonly list: () => Promise<Discovery>;
}

const BOUND_MS = 5000;
/** Leaves the rest of the bound for sockets to close. */
const LISTEN_MS = 4000;

/** Asks all sources side by side. Never rejects: what could not be asked is a problem in words. */
export async function discoverPrinters(sources: readonly PrinterSource[], boundMs = BOUND_MS): Promise<Discovery> {
  const listings = await Promise.all(sources.map((source) => askSource(source, boundMs)));
  const found = new Map<string, FoundPrinter>();
  for (const printer of listings.flatMap((listing) => listing.found)) {
    const key = JSON.stringify(printer.connection);
    if (!found.has(key)) found.set(key, printer);
  }
  return { found: [...found.values()], problems: listings.flatMap(({ problems }) => problems) };
}

async function askSource({ name, list }: PrinterSource, boundMs: number): Promise<Discovery> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Discovery>((resolve) => {
    timer = setTimeout(() => resolve({ found: [], problems: [`${name}: no answer in time.`] }), boundMs);
  });
  try {
    return await Promise.race([list(), late]);
  } catch (error) {
    return { found: [], problems: [`${name}: could not be asked (${errorCode(error) ?? 'unknown'}).`] };
  } finally {
    clearTimeout(timer);
  }
}

/** Queues of this machine's CUPS (Linux and macOS). */
export function cupsSource(server?: string): PrinterSource {
  return {
    name: 'CUPS',
    async list() {
      const listing = await listCupsQueues(LISTEN_MS, server);
      if (listing.ok) return { found: listing.found, problems: [] };
      const what = listing.running ? 'CUPS does not tell its printers' : 'CUPS does not run on this machine';
      return { found: [], problems: [`${what}: ${listing.reason}`] };
    },
  };
}

/** Printers that announce themselves on the local network. */
export function networkSource(options: Partial<NetworkOptions> = {}): PrinterSource {
  return { name: 'Network printers', list: () => listNetworkPrinters({ listenMs: LISTEN_MS, ...options }) };
}

/** A list that somebody else can make: Electron's, or that of the Windows spooler. */
export function listedSource(name: string, list: () => Promise<readonly FoundPrinter[]>): PrinterSource {
  return { name, list: async () => ({ found: [...(await list())], problems: [] }) };
}
