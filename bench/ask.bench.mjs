/** How long `POST /ask` takes for a verified answer, warm, one question at a time. */
import { ask, startPortal } from './portal.mjs';

const QUESTIONS = [
  'How many people listened to podcasts in Sweden last week?',
  'top 5 podcast shows in Germany last month',
  'daily podcast listeners in Norway over the past 30 days',
];
const DEFAULT_ROUNDS = 60;
const WARM_UP = 5;

function quantile(sorted, share) {
  return Math.round(
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))],
  );
}

export async function measure({ rounds = DEFAULT_ROUNDS, say }) {
  const portal = await startPortal({ say, question: QUESTIONS[0] });
  try {
    const times = [];
    for (let round = 0; round < Number(rounds) + WARM_UP; round++) {
      for (const question of QUESTIONS) {
        const start = performance.now();
        const { tier } = await ask(portal.baseUrl, portal.headers, question);
        if (tier !== 'verified') {
          throw new Error(`'${question}' was answered as ${tier}`);
        }
        if (round >= WARM_UP) {
          times.push(performance.now() - start);
        }
      }
    }
    times.sort((a, b) => a - b);
    return {
      questions: times.length,
      p50Ms: quantile(times, 0.5),
      p95Ms: quantile(times, 0.95),
      maxMs: quantile(times, 1),
    };
  } finally {
    await portal.stop();
  }
}
