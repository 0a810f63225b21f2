/**
 * Printers that announce themselves on the local network (DNS-SD over multicast DNS; Bonjour Printing Specification 1.2 for the TXT
 * keys). Asked on each network the machine is in, for a bounded time; what answers in it is found.
 */
import { networkInterfaces } from 'node:os';
import createMulticastDns from 'multicast-dns';
import type { FoundPrinter } from '../../../shared/contract/printing.ts';
import { errorCode } from '../problem.ts';

const SERVICES = ['_ipp._tcp.local', '_ipps._tcp.local', '_pdl-datastream._tcp.local'] as const;
type ServiceType = (typeof SERVICES)[number];

export interface NetworkListing {
  readonly found: FoundPrinter[];
  /** In words, and short. */
  readonly problems: string[];
}

export interface NetworkOptions {
  readonly listenMs: number;
  /** Addresses of the interfaces that are asked on; by default all but loopback. */
  readonly interfaces?: readonly string[];
  /** 5353 by the standard. */
  readonly port?: number;
}

type Answer = NonNullable<createMulticastDns.ResponsePacket['answers']>[number];

/** What was said about services, by name; later words replace earlier ones. */
export interface Announcements {
  readonly instances: Map<string, ServiceType>;
  readonly places: Map<string, { readonly host: string; readonly port: number }>;
  readonly texts: Map<string, ReadonlyMap<string, string>>;
  readonly addresses: Map<string, string>;
}

/** Asks once, and a second time half way: packets get lost on Wi-Fi. */
export async function listNetworkPrinters({
  listenMs,
  interfaces = listInterfaces(),
  port = 5353,
}: NetworkOptions): Promise<NetworkListing> {
  if (interfaces.length === 0)
    return { found: [], problems: ['This machine is in no network: no printers were looked for.'] };
  const said = makeAnnouncements();
  const failures = new Set<string>();
  const lines = interfaces.map((address) => {
    // Bound to every address: a socket of one address alone hears no multicast on Linux.
    const line = createMulticastDns({ interface: address, bind: '0.0.0.0', port });
    const fail = (error: unknown): void => void failures.add(errorCode(error) ?? 'unknown');
    line.on('error', fail);
    line.on('warning', fail);
    line.on('response', (packet) => noteAnswers(said, [...(packet.answers ?? []), ...(packet.additionals ?? [])]));
    return line;
  });
  const ask = (): void => {
    const missing = [...said.instances.keys()].filter((name) => !said.places.has(name) || !said.texts.has(name));
    const questions = [
      ...SERVICES.map((name) => ({ name, type: 'PTR' as const })),
      ...missing.flatMap((name) => [
        { name, type: 'SRV' as const },
        { name, type: 'TXT' as const },
      ]),
      ...missingHosts(said).map((name) => ({ name, type: 'A' as const })),
    ];
    for (const line of lines) line.query(questions);
  };
  try {
    for (const share of ASKED_AT) {
      ask();
      await new Promise((resolve) => setTimeout(resolve, listenMs * share));
    }
  } finally {
    await Promise.all(lines.map((line) => new Promise<void>((resolve) => line.destroy(() => resolve()))));
  }
  const found = describeAnnouncements(said);
  const blocked = failures.size > 0 && found.length === 0;
  const codes = [...failures].join(', ');
  return {
    found,
    problems: blocked ? [`Printers on the network could not be looked for: multicast DNS is blocked (${codes}).`] : [],
  };
}

/** Shares of the time between questions. */
const ASKED_AT = [0.2, 0.3, 0.5];

function listInterfaces(): string[] {
  return Object.values(networkInterfaces()).flatMap((addresses) => {
    const ours = (addresses ?? []).find(({ family, internal }) => family === 'IPv4' && !internal);
    return ours === undefined ? [] : [ours.address];
  });
}

export function makeAnnouncements(): Announcements {
  return { instances: new Map(), places: new Map(), texts: new Map(), addresses: new Map() };
}

/** Takes up what a packet says; a service that says goodbye (no time to live) is forgotten. */
export function noteAnswers(said: Announcements, answers: readonly Answer[]): void {
  for (const answer of answers) {
    switch (answer.type) {
      case 'PTR': {
        const type = SERVICES.find((service) => service === answer.name.toLowerCase());
        if (type === undefined) break;
        if (answer.ttl === 0) said.instances.delete(answer.data);
        else said.instances.set(answer.data, type);
        break;
      }
      case 'SRV':
        said.places.set(answer.name, { host: answer.data.target, port: answer.data.port });
        break;
      case 'TXT':
        said.texts.set(answer.name, readTexts(answer.data));
        break;
      case 'A':
        said.addresses.set(answer.name.toLowerCase(), answer.data);
        break;
      default:
    }
  }
}

function readTexts(data: string | Buffer | (string | Buffer)[]): Map<string, string> {
  const texts = new Map<string, string>();
  for (const one of Array.isArray(data) ? data : [data]) {
    const text = typeof one === 'string' ? one : one.toString('utf8');
    const at = text.indexOf('=');
    const key = (at < 0 ? text : text.slice(0, at)).toLowerCase();
    // Said twice, the first counts (RFC 6763, 6.4).
    if (key !== '' && !texts.has(key)) texts.set(key, at < 0 ? '' : text.slice(at + 1));
  }
  return texts;
}

function missingHosts({ instances, places, addresses }: Announcements): string[] {
  const hosts = [...instances.keys()].flatMap((name) => places.get(name)?.host ?? []);
  return [...new Set(hosts)].filter((host) => !addresses.has(host.toLowerCase()));
}

/** What was announced, as printers; what is not known well enough to be spoken to is left out. */
export function describeAnnouncements(said: Announcements): FoundPrinter[] {
  return [...said.instances].flatMap(([instance, type]) => {
    const place = said.places.get(instance);
    if (place === undefined) return [];
    const texts = said.texts.get(instance) ?? new Map<string, string>();
    // By its address: names that end in `.local` are found on few Linux machines.
    const host = said.addresses.get(place.host.toLowerCase()) ?? place.host;
    const connection = describeConnection(type, host, place.port, texts);
    if (connection === null) return [];
    const name = instance.slice(0, -type.length - 1);
    const model = texts.get('ty') ?? '';
    const note = texts.get('note') ?? '';
    const detail = [SPOKEN[type], model === name ? '' : model, note, describeFormats(type, texts)];
    return [
      {
        connection,
        name: name.slice(0, 500),
        detail: detail
          .filter((part) => part !== '')
          .join(' · ')
          .slice(0, 500),
        capabilities: null,
      },
    ];
  });
}

const SPOKEN: Record<ServiceType, string> = {
  '_ipp._tcp.local': 'IPP',
  '_ipps._tcp.local': 'IPP, encrypted',
  '_pdl-datastream._tcp.local': 'ZPL',
};

function describeFormats(type: ServiceType, texts: ReadonlyMap<string, string>): string {
  const formats = texts.get('pdl');
  return type === '_pdl-datastream._tcp.local' || formats === undefined || formats.includes('application/pdf')
    ? ''
    : 'no PDF';
}

/** Port 9100 takes anything: it is a label printer only if it says so, and ZPL on the paper of another would be a page of letters. */
function describeConnection(
  type: ServiceType,
  host: string,
  port: number,
  texts: ReadonlyMap<string, string>,
): FoundPrinter['connection'] | null {
  if (type === '_pdl-datastream._tcp.local') {
    const speaksZpl = ['ty', 'product', 'usb_mfg', 'usb_cmd', 'pdl'].some((key) =>
      /zpl|zebra|ztc/i.test(texts.get(key) ?? ''),
    );
    return speaksZpl && port > 0 ? { kind: 'zpl', host, port } : null;
  }
  const path = (texts.get('rp') ?? 'ipp/print').replace(/^\/+/, '');
  return { kind: 'ipp', uri: `${type === '_ipps._tcp.local' ? 'ipps' : 'ipp'}://${host}:${port}/${path}` };
}
