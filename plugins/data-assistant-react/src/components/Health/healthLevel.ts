/** How well a cluster is, in a word. */
export type HealthLevel = 'good' | 'fair' | 'poor';

const GOOD_FROM = 80;
const FAIR_FROM = 50;

/** The word for a score of 0 to 100. */
export function healthLevel(score: number): HealthLevel {
  if (score >= GOOD_FROM) {
    return 'good';
  }
  return score >= FAIR_FROM ? 'fair' : 'poor';
}
