/**
 * Scanners on serial ports: the desk's page may open those that a person has chosen, now or at an earlier start, and no other
 * device. Which ones these are is kept in the data folder; it is nobody's secret.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dialog, session, type SerialPort } from 'electron';
import { z } from 'zod';
import { isDesk } from './scheme.ts';

const FILE = 'serial-ports.json';
const MOST_PORTS = 8;
const chosenSchema = z.array(z.string().max(500)).max(100);

/** When Electron is ready. */
export async function setupSerialPorts(dataDir: string, onFault: (error: unknown) => void): Promise<void> {
  const file = join(dataDir, FILE);
  const chosen = new Set(await readChosen(file));
  const { defaultSession } = session;
  defaultSession.setDevicePermissionHandler(
    ({ deviceType, origin, device }) =>
      deviceType === 'serial' && isDesk(origin) && 'portName' in device && chosen.has(namePort(device)),
  );
  const choose = async (ports: readonly SerialPort[]): Promise<string> => {
    const port = await askPort(ports);
    if (port === null) return '';
    chosen.add(namePort(port));
    await writeFile(file, JSON.stringify([...chosen]));
    return port.portId;
  };
  defaultSession.on('select-serial-port', (event, ports, _contents, answer) => {
    event.preventDefault();
    choose(ports).then(answer, (error: unknown) => {
      onFault(error);
      answer('');
    });
  });
}

/** What stays the same when it is plugged in again. */
function namePort({ vendorId, productId, serialNumber, portName }: SerialPort): string {
  return vendorId === undefined ? portName : [vendorId, productId, serialNumber].join(':');
}

async function askPort(ports: readonly SerialPort[]): Promise<SerialPort | null> {
  const shown = ports.slice(0, MOST_PORTS);
  const names = shown.map(({ displayName, portName }) =>
    displayName === undefined || displayName === '' ? portName : `${displayName} (${portName})`,
  );
  const { response } = await dialog.showMessageBox({
    type: 'question',
    title: 'Stoika',
    message:
      shown.length === 0
        ? 'Последовательных портов нет: вставьте сканер.\nThere is no serial port: plug the scanner in.'
        : 'Который из них сканер?\nWhich one is the scanner?',
    buttons: [...names, 'Отмена / Cancel'],
    cancelId: names.length,
  });
  return shown[response] ?? null;
}

/** None at the first start. A file that is no list is as none: the scanner is chosen once more. */
async function readChosen(file: string): Promise<readonly string[]> {
  try {
    return chosenSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return [];
  }
}
