import { CustomErrorBase } from '@backstage/errors';
import { RunError } from '@cairn/backstage-plugin-data-assistant-common';

/** Ends that the asker can do something about. */
const CONFLICTS = new Set(['cancelled', 'asked-back']);

/** Where a run is that was waited for. */
export interface EndedRun {
  conversationId: string;
  runId: string;
  /** Number of the question that the run asked back; a reply names it. */
  n?: number;
}

/** A question that was waited for ended without an answer. The message is for the asker. */
export class RunEndedError extends CustomErrorBase {
  name = 'RunEndedError' as const;
  /** As in `RunError`, or `cancelled`, or `asked-back`. */
  readonly code: string;
  /** Read by the portal's error middleware: 409 when it is the asker's turn, else 503. */
  readonly statusCode: number;

  constructor(
    error: RunError,
    /** Undefined where it is not known. */
    readonly run?: EndedRun,
  ) {
    super(error.message);
    this.code = error.code;
    this.statusCode = CONFLICTS.has(error.code) ? 409 : 503;
  }
}
