/** Rules of fields as `openapi.yaml` has them, for what checks the same fields elsewhere. A test compares the two. */

export interface TextRule {
  maxLength: number;
  pattern: RegExp;
}

/** Of conversations, runs and receipts. */
export const ID_RULE: TextRule = {
  maxLength: 64,
  pattern: /^[A-Za-z0-9-]+$/,
};

/** Name or entity ref of a cluster. */
export const CLUSTER_RULE: TextRule = {
  maxLength: 512,
  pattern: /^[\w:/.-]+$/,
};

/** Numbers of questions and events: what a column of integers holds. */
export const LARGEST_NUMBER = 2_147_483_647;
