/** Printers of the operating system as Electron lists them; on Linux and macOS their options are the attributes of CUPS. */
import type { FoundPrinter } from '../../../shared/contract/printing.ts';
import type { BackendStatus } from './backend.ts';
import type { PrinterSource } from './discover.ts';
import { readPrinterReasons } from './ipp-problems.ts';
import type { Sheet } from './sheet-choice.ts';

export interface SystemDevice {
  /** The operating system's name. */
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/** As they can be set up. */
export function describeDevices(devices: readonly SystemDevice[]): FoundPrinter[] {
  return devices.map((device) => ({
    connection: { kind: 'system', device: device.name },
    name: (device.displayName || device.name).slice(0, 500),
    detail: (readOption(device, 'printer-make-and-model') ?? device.description).slice(0, 500),
    capabilities: readDeviceCapabilities(device),
  }));
}

/** The same for discover.ts. */
export function systemSource(listDevices: () => Promise<readonly SystemDevice[] | null>): PrinterSource {
  return {
    name: 'System',
    async list() {
      const devices = await listDevices();
      if (devices === null) return { found: [], problems: ['The system does not tell its printers.'] };
      return { found: describeDevices(devices), problems: [] };
    },
  };
}

/** What its options tell; null when they tell nothing. */
export function readDeviceCapabilities(device: SystemDevice): FoundPrinter['capabilities'] {
  const sheets = readSheets(device);
  if (sheets === null) return null;
  const sides = readOption(device, 'sides-supported') ?? '';
  return { media: sheets.slice(0, 200), dpi: null, duplex: sides.includes('two-sided'), cutter: false, formats: [] };
}

/**
 * The sheets that it takes, in mm; null when it does not say, or takes any size within limits. Names of media by PWG 5101.1:
 * `iso_a6_105x148mm`, `na_index-4x6_4x6in`, `custom_max_216x356mm`.
 */
export function readSheets(device: SystemDevice): Sheet[] | null {
  const names = (readOption(device, 'media-ready') ?? readOption(device, 'media-supported'))?.split(',');
  if (names === undefined || names.some((name) => name.startsWith('custom_'))) return null;
  const sheets = names.flatMap((name) => {
    const [, width, height, unit] = /_(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)(mm|in)$/.exec(name.trim()) ?? [];
    const scale = unit === 'in' ? 25.4 : 1;
    return width === undefined ? [] : [{ width: Number(width) * scale, height: Number(height) * scale }];
  });
  return sheets.length > 0 ? sheets : null;
}

/** How it is, as far as its options tell; Windows tells nothing but that it is there. */
export function readDeviceStatus(device: SystemDevice): BackendStatus {
  const state = readOption(device, 'printer-state');
  if (state === undefined) return { state: 'unknown', problems: [] };
  const message = readOption(device, 'printer-state-message') ?? '';
  const problems = readPrinterReasons((readOption(device, 'printer-state-reasons') ?? 'none').split(','), message);
  if (readOption(device, 'printer-is-accepting-jobs') === 'false') {
    problems.push({ problem: 'refused', detail: message || 'It does not take jobs.' });
  }
  if (state === '5' && problems.length === 0) problems.push({ problem: 'paused', detail: message });
  if (problems.length > 0) return { state: 'problem', problems };
  return { state: state === '4' ? 'printing' : 'ready', problems };
}

function readOption({ options }: SystemDevice, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}
