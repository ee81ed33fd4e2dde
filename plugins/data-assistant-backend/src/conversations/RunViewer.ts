import { Run } from '@cairn/backstage-plugin-data-assistant-common';
import { RunQuestionStore } from './RunQuestionStore';
import { RunQueue } from './RunQueue';
import { RunRow, toRun } from './runRows';

/** Runs as their askers see them: with what they wait for, or how many are before them. */
export class RunViewer {
  static create(options: {
    questions: RunQuestionStore;
    queue: RunQueue;
  }): RunViewer {
    return new RunViewer(options.questions, options.queue);
  }

  readonly #questions: RunQuestionStore;
  readonly #queue: RunQueue;

  private constructor(questions: RunQuestionStore, queue: RunQueue) {
    this.#questions = questions;
    this.#queue = queue;
  }

  async view(rows: RunRow[]): Promise<Run[]> {
    const idsOf = (status: RunRow['status']) =>
      rows.filter(row => row.status === status).map(row => row.id);
    const questions = await this.#questions.findOpen(idsOf('waiting'));
    const ahead = await this.#queue.ahead(idsOf('queued'));
    return rows.map(row => {
      const question = questions.get(row.id);
      const before = ahead.get(row.id);
      return {
        ...toRun(row),
        ...(question ? { question } : {}),
        ...(before === undefined ? {} : { ahead: before }),
      };
    });
  }
}
