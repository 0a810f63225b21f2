import { afterAll, beforeAll, inject } from 'vitest';
import { describeBackend } from './conformance.ts';
import { openIppRig, type PaperPrinter, startPaperPrinter } from './ipp-rig.ts';

const skip = inject('printerProblem');
let paper: PaperPrinter | null = null;
beforeAll(async () => {
  if (skip === null) paper = await startPaperPrinter();
});
afterAll(() => paper?.stop());

describeBackend(
  'an IPP printer',
  () => openIppRig(paper!),
  { remembers: true, refuses: true, holds: 'paperOut', loses: true, unplugs: true },
  skip,
);
