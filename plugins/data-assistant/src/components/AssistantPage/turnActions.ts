import {
  Message,
  NearCluster,
  Suggestion,
} from '@cairn/backstage-plugin-data-assistant-common';
import { Question } from '../../hooks/useSendQuestion';

/** What a reader may do from a turn of a conversation. */
export interface TurnActions {
  ask: (suggestion: Suggestion) => void;
  askIn: (cluster: NearCluster) => void;
  askAgain: () => void;
  /** Puts the question into the field, to be changed before it is asked. */
  edit: () => void;
}

/** The actions of the turn that a question began: asked again, it goes to the cluster that it went to. */
export function turnActions(options: {
  question: Pick<Message, 'text' | 'cluster'>;
  onSend: (question: Question) => void;
  onEdit: (question: Question) => void;
}): TurnActions {
  const { question, onSend, onEdit } = options;
  const { text, cluster } = question;
  const same = { text, ...(cluster && { cluster }) };
  return {
    ask: suggestion =>
      onSend({ text: suggestion.question, cluster: suggestion.cluster }),
    askIn: chosen => onSend({ text, cluster: chosen.cluster }),
    askAgain: () => onSend(same),
    edit: () => onEdit(same),
  };
}
