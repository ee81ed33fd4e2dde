import { AuditorService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AnswerTier } from '@cairn/backstage-plugin-data-assistant-common';

/** Leaves audit events for what a run does, outside of any request. No event holds SQL or rows of data. */
export class AnswerAuditor {
  static create(options: { auditor: AuditorService }): AnswerAuditor {
    return new AnswerAuditor(options.auditor);
  }

  readonly #auditor: AuditorService;

  private constructor(auditor: AuditorService) {
    this.#auditor = auditor;
  }

  /** What the guard decided on a statement; `rule` says why one was refused. */
  async sqlVerdict(options: {
    runId: string;
    userRef: string;
    clusterId: string;
    allowed: boolean;
    rule?: string;
  }): Promise<void> {
    const { allowed, rule, ...meta } = options;
    const event = await this.#auditor.createEvent({
      eventId: 'sql-verdict',
      severityLevel: allowed ? 'low' : 'medium',
      meta: { ...meta, allowed, ...(rule !== undefined && { rule }) },
    });
    if (allowed) {
      await event.success();
    } else {
      await event.fail({
        error: new NotAllowedError(
          `The guard refused a statement by its rule '${rule ?? 'unknown'}'`,
        ),
      });
    }
  }

  /** That the work of a model on a question ended at a limit. */
  async limitReached(options: {
    runId: string;
    userRef: string;
    limit: string;
  }): Promise<void> {
    const event = await this.#auditor.createEvent({
      eventId: 'limit-reached',
      severityLevel: 'low',
      meta: options,
    });
    await event.success();
  }

  /** That a run gave an answer, and on what it rests. */
  async answered(options: {
    runId: string;
    userRef: string;
    tier: AnswerTier;
    clusterId?: string;
    receiptId?: string;
  }): Promise<void> {
    const { clusterId, receiptId, ...meta } = options;
    const event = await this.#auditor.createEvent({
      eventId: 'question-answered',
      severityLevel: 'low',
      meta: {
        ...meta,
        ...(clusterId !== undefined && { clusterId }),
        ...(receiptId !== undefined && { receiptId }),
      },
    });
    await event.success();
  }
}
