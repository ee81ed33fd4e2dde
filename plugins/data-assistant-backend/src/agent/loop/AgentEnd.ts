import { AnswerInput } from '../tools/answer';
import { GiveUpInput } from '../tools/giveUp';
import { AnswerReview } from './reviewAnswer';

/** What ended the work before its time. */
export interface EndedBy {
  limit: string;
  message: string;
}

/** How the work of a model ended. */
export type AgentEnd =
  | {
      kind: 'answer';
      input: AnswerInput;
      review: AnswerReview;
      /** What another model still doubts. */
      doubt?: string;
    }
  /** It answered with something that rests on nothing, and did so again. */
  | { kind: 'ungrounded' }
  | { kind: 'give-up'; input: GiveUpInput }
  /** `text` is what the model said of what there is so far, in a turn without a call. */
  | { kind: 'ended'; endedBy: EndedBy; text?: string };
