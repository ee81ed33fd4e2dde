import { CustomErrorBase } from '@backstage/errors';
import { RunError } from '@cairn/backstage-plugin-data-assistant-common';

/** A question that was waited for ended without an answer. The message is for the asker. */
export class RunEndedError extends CustomErrorBase {
  name = 'RunEndedError' as const;
  /** As in `RunError`, or `cancelled`. */
  readonly code: string;
  /** Read by the portal's error middleware: 409 when somebody cancelled, else 503. */
  readonly statusCode: number;

  constructor(error: RunError) {
    super(error.message);
    this.code = error.code;
    this.statusCode = error.code === 'cancelled' ? 409 : 503;
  }
}
