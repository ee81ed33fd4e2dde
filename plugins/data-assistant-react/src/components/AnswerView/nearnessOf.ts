/** From which score on a question is about a topic, in words; best first. */
const LEVELS = [
  { from: 0.8, level: 'veryLikely' },
  { from: 0.5, level: 'likely' },
  { from: 0.2, level: 'possible' },
] as const;

/** How likely a question is about the topic of a cluster, of the score 0 to 1. */
export function nearnessOf(score: number) {
  return LEVELS.find(({ from }) => score >= from)?.level ?? 'unlikely';
}
