import {
  Dataset,
  Doc,
  Pair,
} from '@cairn/backstage-plugin-data-assistant-common';
import { byForm, byStem, PhraseIndex } from './PhraseIndex';
import { readSpanMeanings, SpanOf } from './readSpanMeanings';

/** A value that words of a question may name. */
export interface NamedValue {
  /** `schema.table.column`, or `*.column`, in lower case. */
  column: string;
  /** As the column holds it; undefined stands for "no restriction" of a parameter with `absent`. */
  value: string | undefined;
  /** For people. */
  label: string;
}

const MAX_VALUE_LENGTH = 80;

/** What the experts of one cluster, and the profiles of its datasets, say that words mean. */
export class ClusterVocabulary {
  private constructor(
    /** Phrases to the label of what they mean; synonyms share a label. */
    readonly concepts: PhraseIndex<string>,
    readonly values: PhraseIndex<NamedValue>,
    readonly termDocs: Map<string, string>,
    /** What words such as "last month" mean here. */
    readonly spanOf: SpanOf,
  ) {}

  static compile(context: {
    datasets: Dataset[];
    docs: Doc[];
    pairs: Pair[];
  }): ClusterVocabulary {
    const concepts = new PhraseIndex<string>(byStem);
    const values = new PhraseIndex<NamedValue>(byForm);
    const termDocs = new Map<string, string>();
    for (const doc of context.docs) {
      for (const [index, term] of doc.terms.entries()) {
        const phrases = [term.term, ...term.synonyms];
        if (term.span !== undefined) {
          continue;
        }
        if (term.column !== undefined && term.value !== undefined) {
          const column = term.column.toLowerCase();
          for (const phrase of phrases) {
            values.add(phrase, { column, value: term.value, label: term.term });
          }
          termDocs.set(`${column}=${term.value}`, doc.id);
        } else {
          const label = `concept:${doc.id}#${index}`;
          for (const phrase of phrases) {
            concepts.add(phrase, label);
          }
          termDocs.set(label, doc.id);
        }
      }
    }
    addProfileValues(values, context);
    return new ClusterVocabulary(
      concepts,
      values,
      termDocs,
      readSpanMeanings(context.docs),
    );
  }
}

/** Only columns that some parameter takes its values from; others would take words away from questions. */
function addProfileValues(
  values: PhraseIndex<NamedValue>,
  context: { datasets: Dataset[]; pairs: Pair[] },
) {
  const wanted = new Set<string>();
  for (const pair of context.pairs) {
    for (const parameter of pair.parameters) {
      if (parameter.type === 'value' && parameter.column) {
        wanted.add(parameter.column.toLowerCase());
        if (parameter.absent) {
          values.add(parameter.absent, {
            column: parameter.column.toLowerCase(),
            value: undefined,
            label: parameter.absent,
          });
        }
      }
    }
  }
  for (const dataset of context.datasets) {
    for (const column of dataset.columns) {
      const name = `${dataset.table}.${column.name}`.toLowerCase();
      if (wanted.has(name)) {
        for (const { value } of column.profile?.commonValues ?? []) {
          if (value !== null && String(value).length <= MAX_VALUE_LENGTH) {
            values.add(String(value), {
              column: name,
              value: String(value),
              label: String(value),
            });
          }
        }
      }
    }
  }
}
