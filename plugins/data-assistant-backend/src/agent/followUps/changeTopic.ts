import { DateTime } from 'luxon';
import { tokenize } from '../../context/tokens';
import { CompiledCluster } from '../../verified/CompiledCluster';
import { continueQuestion } from './continueQuestion';
import { FollowUpReading } from './FollowUp';
import { PlainWord, QuestionPart } from './QuestionPart';
import { leadOf } from './readEllipsis';

/** Words of a follow-up that name another cluster: "same for podcasts". */
export interface Topic {
  words: string;
  cluster: CompiledCluster;
  /** Those of its parts that say something else. */
  parts: QuestionPart[];
}

function isNamed({ nameLabels }: CompiledCluster, stem: string): boolean {
  return nameLabels.has(`word:${stem}`);
}

/** The one cluster besides the previous one that a word names, when all other words are parts. */
export function findTopic(
  unread: PlainWord[],
  parts: QuestionPart[],
  options: { cluster: CompiledCluster; clusters: CompiledCluster[] },
): Topic | undefined {
  const others = options.clusters.filter(
    ({ cluster }) => cluster.id !== options.cluster.cluster.id,
  );
  // What names a kind of content here may name a cluster elsewhere.
  const words = [...unread, ...parts.filter(({ kind }) => kind === 'value')];
  const topics = words.flatMap(word => {
    const [token, more] = tokenize(word.words);
    return others
      .filter(other => !more && isNamed(other, token.stem))
      .map(cluster => ({ word, cluster }));
  });
  const [topic] = topics;
  const isOnly =
    topics.length === 1 && unread.every(word => word === topic.word);
  return isOnly
    ? {
        words: topic.word.words,
        cluster: topic.cluster,
        parts: parts.filter(part => part !== topic.word),
      }
    : undefined;
}

/** The question before with the name of its own cluster exchanged; none where it does not say that name. */
export function changeTopic(options: {
  text: string;
  previous: string;
  topic: Topic;
  adds: boolean;
  cluster: CompiledCluster;
  now: DateTime;
}): FollowUpReading[] {
  const { text, previous, topic, adds, cluster, now } = options;
  let changed = previous;
  for (const { start, end, stem } of tokenize(previous).reverse()) {
    if (isNamed(cluster, stem)) {
      changed = changed.slice(0, start) + topic.words + changed.slice(end);
    }
  }
  if (changed === previous) {
    return [];
  }
  const questions =
    topic.parts.length === 0
      ? [changed]
      : continueQuestion({
          previous: changed,
          parts: topic.parts.map(part => ({
            ...part,
            lead: leadOf(text, part),
          })),
          adds,
          cluster,
          now,
        });
  return questions.map(question => ({
    question,
    clusterId: topic.cluster.cluster.id,
  }));
}
