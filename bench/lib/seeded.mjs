/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** `count` of the items, or all, in random order. */
export function sample(items, count, random) {
  const left = [...items];
  const taken = [];
  while (left.length > 0 && taken.length < count) {
    taken.push(...left.splice(Math.floor(random() * left.length), 1));
  }
  return taken;
}
