import { Doc } from '@cairn/backstage-plugin-data-assistant-common';

/** Which of two readings words such as "last month" have in a cluster, and the doc that says so. */
export interface SpanMeaning {
  /** The last whole unit of the calendar, or as many days up to yesterday. */
  span: 'calendar' | 'rolling';
  docId: string;
}

/** What words such as "last month" mean; undefined where no doc says it. */
export type SpanOf = (words: string) => SpanMeaning | undefined;

function plainWords(words: string): string {
  return words.toLocaleLowerCase('en').replace(/^the /, '');
}

/** Reads what the docs of a cluster say of spans. Where they contradict one another, nothing was said. */
export function readSpanMeanings(docs: Doc[]): SpanOf {
  const meanings = new Map<string, SpanMeaning>();
  const disputed = new Set<string>();
  for (const { id, terms } of docs) {
    for (const { term, synonyms, span } of terms) {
      if (span === undefined) {
        continue;
      }
      for (const words of [term, ...synonyms].map(plainWords)) {
        const said = meanings.get(words);
        if (said && said.span !== span) {
          disputed.add(words);
        } else if (!said) {
          meanings.set(words, { span, docId: id });
        }
      }
    }
  }
  disputed.forEach(words => meanings.delete(words));
  return words => meanings.get(plainWords(words));
}
