/** What the printers of the tests need once: programs that are there, and a DNS-SD. Started before all tests, ended after them. */
import type { TestProject } from 'vitest/node';
import { findPrinterProblem } from '../../build/setup-printers.mjs';
import { startDnsSd } from './dns-sd.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Why there are no real printers here; null = they are there. */
    printerProblem: string | null;
    /** Bus on which `ippeveprinter` announces itself. */
    printerBus: string;
  }
}

export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const problem = findPrinterProblem();
  provide('printerProblem', problem);
  if (problem !== null) {
    process.stdout.write(`${problem} Tests with them are left out.\n`);
    provide('printerBus', '');
    return () => Promise.resolve();
  }
  const dnsSd = await startDnsSd();
  provide('printerBus', dnsSd.bus);
  return () => dnsSd.stop();
}
