import { setTimeout as delay } from 'node:timers/promises';

const GIVE_UP_AFTER_MS = 90_000;

/** Looks again and again until there is something to see. What it throws meanwhile counts as nothing. */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | false>,
): Promise<T> {
  const giveUpAt = Date.now() + GIVE_UP_AFTER_MS;
  let reason: unknown;
  do {
    try {
      const seen = await look();
      if (seen !== undefined && seen !== false) {
        return seen;
      }
    } catch (error) {
      reason = error;
    }
    await delay(100);
  } while (Date.now() < giveUpAt);
  throw new Error(`Waited in vain until ${what}`, { cause: reason });
}
