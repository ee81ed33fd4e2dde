import {
  AnswerTier,
  RunQuestion,
  RunStatus,
} from '@cairn/backstage-plugin-data-assistant-common';

/** How a question stands, as `ask-data-question` tells it. */
export interface AskedQuestion {
  status: RunStatus;
  runId: string;
  conversationId: string;
  link: string;
  hint?: string;
  question?: RunQuestion;
  error?: { code: string; message: string };
  answer?: {
    tier: AnswerTier;
    meaning: string;
    sentence: string;
    rows: unknown[][];
    sources: { kind: string; id: string; title: string }[];
    warnings: string[];
    suggestions: string[];
  };
}

/** What each tool gives, as far as programs rely on it here. */
export interface ToolOutputs {
  'find-data-clusters': {
    clusters: { cluster: string; title: string; owner: string }[];
    total: number;
    note?: string;
  };
  'get-data-cluster-context': {
    cluster: string;
    context: string;
    tokens: number;
    pieces: { kind: string; id: string }[];
  };
  'ask-data-question': AskedQuestion;
}
