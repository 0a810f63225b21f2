/** Why a desk does not start, in words for whoever starts it. */
import { DiskError, NewerVersion } from '../host/problem.ts';

/** The desk cannot start as it was asked to; the message is for whoever asked. */
export class StartProblem extends Error {
  /** 2: the options are wrong; 1: they are right, and the machine refuses. */
  readonly exitCode: 1 | 2;
  constructor(exitCode: 1 | 2, message: string) {
    super(message);
    this.name = 'StartProblem';
    this.exitCode = exitCode;
  }
}

/** A person was asked whether to go on, and would not: there is nothing more to say. */
export class EndedByPerson extends Error {}

/** @returns null for what is no fault of the person's or the machine's: then a stack is what is needed */
export function explainStart(error: unknown, dataDir: string): StartProblem | null {
  if (error instanceof StartProblem) return error;
  if (error instanceof NewerVersion) return new StartProblem(1, `${dataDir}: ${error.message}`);
  if (!(error instanceof DiskError)) return null;
  return new StartProblem(
    1,
    `The folder ${dataDir} cannot be used (${error.code}). Check that it can be written and that the disk has room, or name another one with --data.`,
  );
}
