/** A question of a pair that is valid now. */
export interface VettedQuestion {
  pairId: string;
  clusterId: string;
  question: string;
}

/** The questions that have an answer, without the rest of their context. */
export interface VettedQuestionReader {
  /** In order of pair id. */
  listVettedQuestions(clusterIds: string[]): Promise<VettedQuestion[]>;
}
