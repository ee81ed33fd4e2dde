import { DateTime } from 'luxon';
import { tokenize } from '../context/tokens';
import { ClusterRecord, StoredContext } from '../curation/ContextStore';
import { ClusterVocabulary } from './ClusterVocabulary';
import { confidenceShiftOf } from './calibrateCluster';
import { ClusterWords } from './ClusterWords';
import { compilePair, PairSignature } from './PairSignature';
import { stemsOfName } from './SqlFrame';

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
  /** What the experts and the schema call things. */
  lexicon: ClusterWords;
  /** Log-odds by which its own pairs say that a match should be more or less sure. */
  readonly confidenceShift: number;
  /** Stems of the cluster's own name and title. */
  nameLabels: ReadonlySet<string>;
}

function schemaStems(context: StoredContext): Set<string> {
  const stems = new Set<string>();
  for (const { table, columns } of context.datasets) {
    for (const name of [
      table.split('.').pop() ?? '',
      ...columns.map(c => c.name),
    ]) {
      stemsOfName(name).forEach(stem => stems.add(stem));
    }
  }
  return stems;
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

/** Reads all that a cluster's experts wrote, once per context version; `prepareSqlFrames` must have resolved. */
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
    .map(pair =>
      compilePair(pair, { vocabulary, datasets: context.datasets }, now),
    );
  const frequencies = new Map<string, number>();
  for (const { labels } of signatures) {
    for (const label of labels) {
      frequencies.set(label, (frequencies.get(label) ?? 0) + 1);
    }
  }
  const terms = context.docs
    .flatMap(doc => doc.terms)
    .filter(({ span }) => span === undefined);
  const schema = schemaStems(context);
  for (const { frame } of signatures) {
    frame?.words.forEach(stem => schema.add(stem));
  }
  const termStems = tokenize(
    terms.flatMap(term => [term.term, ...term.synonyms]).join(' '),
  ).map(({ stem }) => stem);
  const labelStems = [...frequencies.keys()]
    .filter(label => label.startsWith('word:'))
    .map(label => label.slice('word:'.length));
  const names = `${context.cluster.name} ${context.cluster.title}`;
  const lexicon = {
    known: new Set([...labelStems, ...termStems, ...schema]),
    schema,
    ignored: new Set<string>(),
  };
  let shift: number | undefined;
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
    lexicon,
    get confidenceShift() {
      // Worked out when a pair of the cluster first comes near to a question: most never do.
      shift ??= confidenceShiftOf(signatures, lexicon);
      return shift;
    },
    nameLabels: new Set(tokenize(names).map(({ stem }) => `word:${stem}`)),
  };
}
