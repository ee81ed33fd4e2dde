import { NamedValue } from '../../verified/ClusterVocabulary';
import { WordClass } from '../../verified/wordClasses';

/** A place in a text, `end` exclusive, with the words there. */
export interface Region {
  start: number;
  end: number;
  words: string;
}

/** Words of a question that restrict or arrange its answer, and that other words may take the place of. */
export type QuestionPart = Region &
  /** Days, both included, `YYYY-MM-DD`. */
  (| { kind: 'span'; from: string; to: string }
    | { kind: 'value'; values: NamedValue[] }
    | { kind: 'count'; ranks: boolean }
    /** Either by a unit of the calendar, or by what the nouns name. */
    | { kind: 'group'; grain?: WordClass; nouns: string[] }
  );

/** A word that is no part. */
export interface PlainWord extends Region {
  kind: 'word';
  stem: string;
}

function isSameColumn(a: string, b: string): boolean {
  return (
    a === b ||
    (a.startsWith('*.') && b.endsWith(a.slice(1))) ||
    (b.startsWith('*.') && a.endsWith(b.slice(1)))
  );
}

/** Whether one value may stand where another one stood. */
export function shareColumn(a: NamedValue[], b: NamedValue[]): boolean {
  return a.some(({ column }) =>
    b.some(other => isSameColumn(column, other.column)),
  );
}
