/**
 * Remembers which clusters the catalog did not have, because one look is not enough to remove them: it
 * fills up slowly after a start, and a removal takes the history of health along.
 */
export class MissingClusters {
  /** Moment of the last sync of the cluster, when it was missing for the first time. */
  #missing = new Map<string, string>();

  /**
   * Ids that may be removed: missing now and at the look before, and synced by nobody in between, be it
   * another replica.
   *
   * @param stored - moment of the last sync by cluster id
   */
  look(
    stored: ReadonlyMap<string, string>,
    present: ReadonlySet<string>,
  ): string[] {
    const before = this.#missing;
    this.#missing = new Map([...stored].filter(([id]) => !present.has(id)));
    return [...this.#missing]
      .filter(([id, syncedAt]) => before.get(id) === syncedAt)
      .map(([id]) => id);
  }
}
