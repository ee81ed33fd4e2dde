import { ContextIndex } from '../../context/ContextIndex';
import { ContextPack } from '../../context/pack/ContextPack';
import { toLine } from '../../context/pack/safeText';
import { StoredContext } from '../../curation/ContextStore';
import { ShownPiece } from '../tools/AgentNotes';
import { AgentContext } from './AgentContext';
import { writeCard } from './writeCard';

const PACK_TOKENS = 3_000;
const SMALLEST_PACK = 400;
const LONGEST_TITLE = 200;

function titleOf(
  { kind, id }: ContextPack['pieces'][number],
  { pairs, docs, datasets }: StoredContext,
): string {
  const title =
    kind === 'pair'
      ? pairs.find(pair => pair.id === id)?.question
      : (kind === 'doc' ? docs : datasets).find(piece => piece.id === id)
          ?.title;
  return toLine(title ?? id, LONGEST_TITLE);
}

/**
 * The first thing that a model reads: cards of the nearest clusters, and of those what bears on the question.
 * The rest it looks up as it needs it.
 */
export async function readContext(
  question: string,
  options: {
    contextIndex: Pick<ContextIndex, 'load' | 'pack'>;
    /** Likeliest first. */
    clusterIds: readonly string[];
    /** Undefined for a warehouse that is not set up. */
    dialectOf: (warehouse: string) => string | undefined;
    /** What one question may use; it is read again with each step. */
    tokens: number;
    steps: number;
  },
): Promise<AgentContext> {
  const { contextIndex, clusterIds, dialectOf, tokens, steps } = options;
  const clusters = await contextIndex.load(clusterIds);
  const share = Math.min(PACK_TOKENS, tokens / (2 * steps)) / clusters.length;
  const budgetTokens = Math.max(SMALLEST_PACK, Math.floor(share));
  const packs: string[] = [];
  const pieces: ShownPiece[] = [];
  for (const { cluster, context } of clusters) {
    const clusterId = cluster.id;
    pieces.push({
      kind: 'cluster',
      id: clusterId,
      title: toLine(cluster.title, LONGEST_TITLE),
      clusterId,
    });
    const pack = await contextIndex.pack(question, { clusterId, budgetTokens });
    if (pack) {
      packs.push(pack.text);
      for (const piece of pack.pieces) {
        const { kind, id } = piece;
        pieces.push({ kind, id, title: titleOf(piece, context), clusterId });
      }
    }
  }
  return {
    clusters: clusters.map(({ cluster: { id, title, ownerRef } }) => ({
      id,
      title: toLine(title, LONGEST_TITLE),
      owner: ownerRef,
    })),
    text: [
      '# Clusters that may cover the question, likeliest first',
      ...clusters.map(({ context }) => writeCard(context, dialectOf)),
      ...packs,
    ].join('\n\n'),
    pieces,
  };
}
