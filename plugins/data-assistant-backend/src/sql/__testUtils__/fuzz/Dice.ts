/** Choices that are the same for the same source of numbers from 0 to 1. */
export class Dice {
  constructor(private readonly random: () => number) {}

  upTo(count: number): number {
    return Math.floor(this.random() * count);
  }

  chance(share: number): boolean {
    return this.random() < share;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.upTo(items.length)];
  }

  /** At least one of them, in their order. */
  some<T>(items: readonly T[], share = 0.5): T[] {
    const chosen = items.filter(() => this.chance(share));
    return chosen.length ? chosen : [this.pick(items)];
  }
}
