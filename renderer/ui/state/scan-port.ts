/** The desk's serial scanner: one for the page, as the browser has it. */
import { create } from 'zustand';
import { acceptScan, readScanner } from './scan.ts';
import { SerialScanner, type SerialLike, type SerialState } from './scan-serial.ts';
import { useStation } from './station.ts';

export const useSerial = create<{ readonly state: SerialState }>()(() => ({ state: { name: 'none' } }));

let scanner: SerialScanner | null = null;

/** @returns null where the browser has no serial ports */
function findSerial(): SerialLike | null {
  const { serial } = navigator as { readonly serial?: SerialLike };
  return serial ?? null;
}

export function hasSerial(): boolean {
  return findSerial() !== null;
}

/** For as long as the page lives. */
export function startSerialScanner(): void {
  const serial = findSerial();
  if (serial === null) return;
  const started = new SerialScanner({
    serial,
    readBaudRate: () => readScanner().baudRate,
    onCode: (code) => acceptScan(code, 'serial'),
    onState: (state) => useSerial.setState({ state }),
    after(ms, act) {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
  });
  scanner = started;
  void started.start();
  let { baudRate } = readScanner();
  useStation.subscribe(() => {
    const now = readScanner().baudRate;
    if (now === baudRate) return;
    baudRate = now;
    void started.reopen();
  });
}

export function chooseSerial(): void {
  void scanner?.choose();
}

export function leaveSerial(): void {
  void scanner?.leave();
}
