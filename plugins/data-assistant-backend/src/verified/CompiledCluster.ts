import { DateTime } from 'luxon';
import { tokenize } from '../context/tokens';
import { ClusterRecord, StoredContext } from '../curation/ContextStore';
import { ClusterVocabulary } from './ClusterVocabulary';
import { compilePair, PairSignature } from './PairSignature';

/** A cluster's context, made ready for matching. */
export interface CompiledCluster {
  cluster: ClusterRecord;
  context: StoredContext;
  vocabulary: ClusterVocabulary;
  signatures: PairSignature[];
  /** In how many pairs a label occurs. */
  frequencies: ReadonlyMap<string, number>;
  /** Words as written in pairs and terms, lower case; typing errors are mended towards them. */
  words: ReadonlySet<string>;
  /** Words of values, which are mended more carefully: other names are near. */
  valueWords: ReadonlySet<string>;
  /** Stems of the cluster's own name and title. */
  nameLabels: ReadonlySet<string>;
}

function wordsOf(texts: Iterable<string>): Set<string> {
  const words = new Set<string>();
  for (const text of texts) {
    for (const token of tokenize(text)) {
      words.add(token.text.toLocaleLowerCase('en'));
    }
  }
  return words;
}

/** Reads all that a cluster's experts wrote, once per context version. */
export function compileCluster(
  context: StoredContext,
  now: DateTime,
): CompiledCluster {
  const vocabulary = ClusterVocabulary.compile(context);
  // A doc that cannot be read may be the one that names the values; without it a value is a mere word.
  const docIsMissing = context.problems.some(({ file }) =>
    file.startsWith('docs/'),
  );
  const signatures = context.pairs
    .filter(
      pair =>
        !docIsMissing || pair.parameters.every(({ type }) => type !== 'value'),
    )
    .map(pair => compilePair(pair, vocabulary, now));
  const frequencies = new Map<string, number>();
  for (const { labels } of signatures) {
    for (const label of labels) {
      frequencies.set(label, (frequencies.get(label) ?? 0) + 1);
    }
  }
  const terms = context.docs.flatMap(doc => doc.terms);
  const names = `${context.cluster.name} ${context.cluster.title}`;
  return {
    cluster: context.cluster,
    context,
    vocabulary,
    signatures,
    frequencies,
    words: wordsOf([
      ...context.pairs.flatMap(pair => [pair.question, ...pair.phrasings]),
      ...terms
        .filter(({ value }) => value === undefined)
        .flatMap(term => [term.term, ...term.synonyms]),
    ]),
    valueWords: wordsOf(
      terms
        .filter(({ value }) => value !== undefined)
        .flatMap(term => [term.term, ...term.synonyms]),
    ),
    nameLabels: new Set(tokenize(names).map(({ stem }) => `word:${stem}`)),
  };
}
