import { countTokens } from '../../context/pack/countTokens';
import { toLine, toName, toQuote } from '../../context/pack/safeText';
import { StoredContext } from '../../curation/ContextStore';

/** A card tells enough to choose a cluster by, and no more. */
const CARD_TOKENS = 500;
const LONGEST_DESCRIPTION = 600;
const LONGEST_LINE = 160;
const LISTED_AT_MOST = 12;

const plural = (count: number, noun: string) =>
  `${count} ${noun}${count === 1 ? '' : 's'}`;

/** Datasets that vetted questions read most, first. */
function byUse({ datasets, pairs }: StoredContext) {
  const uses = new Map<string, number>();
  for (const id of pairs.flatMap(pair => pair.datasets)) {
    uses.set(id, (uses.get(id) ?? 0) + 1);
  }
  return datasets
    .filter(({ status }) => status !== 'missing')
    .sort((a, b) => (uses.get(b.id) ?? 0) - (uses.get(a.id) ?? 0));
}

/** What a cluster is about, in about 500 tokens of Markdown. */
export function writeCard(
  context: StoredContext,
  dialectOf: (warehouse: string) => string | undefined,
): string {
  const { cluster, datasets, pairs, docs } = context;
  const dialects = new Set(
    datasets.flatMap(({ warehouse }) => dialectOf(warehouse) ?? []),
  );
  const lines = [
    `## [${toLine(cluster.id, LONGEST_LINE)}] ${JSON.stringify(
      toLine(cluster.title, LONGEST_LINE),
    )}`,
    ...(cluster.description
      ? [toQuote(cluster.description, LONGEST_DESCRIPTION)]
      : []),
    `Owned by ${toName(toLine(cluster.ownerRef, LONGEST_LINE))}; ${plural(
      datasets.length,
      'dataset',
    )}, ${plural(pairs.length, 'vetted question')}, ${plural(
      docs.length,
      'doc',
    )}.`,
    ...(dialects.size > 0
      ? [`Dialect of its SQL: ${[...dialects].join(', ')}.`]
      : []),
  ];
  let left = CARD_TOKENS - countTokens(lines.join('\n'));
  const list = (heading: string, entries: string[]) => {
    const taken: string[] = [];
    for (const entry of entries.slice(0, LISTED_AT_MOST)) {
      const cost = countTokens(entry) + 1;
      if (cost > left) {
        break;
      }
      left -= cost;
      taken.push(entry);
    }
    if (taken.length > 0) {
      lines.push(heading, ...taken);
    }
  };
  list(
    'Docs:',
    docs.map(({ title }) => `> ${toLine(title, LONGEST_LINE)}`),
  );
  list(
    'Datasets, most used first:',
    byUse(context).map(
      ({ table }) => `- ${table.split('.').map(toName).join('.')}`,
    ),
  );
  list(
    'Some of the vetted questions:',
    pairs.map(({ question }) => `> ${toLine(question, LONGEST_LINE)}`),
  );
  return lines.join('\n');
}
