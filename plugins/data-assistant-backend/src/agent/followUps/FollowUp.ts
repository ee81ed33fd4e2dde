import { Mending } from '../../verified/mendTypos';

/** A complete question, and the cluster that it is put to. */
export interface FollowUpReading {
  question: string;
  clusterId: string;
}

/** A question that leaves out what the one before it has said. */
export interface FollowUp {
  /** The complete question that it goes on from. */
  previous: string;
  /** The complete questions that it may mean; none where its words do not say. */
  readings: FollowUpReading[];
  /** Words of it that could not be put into the question before. */
  unread: string[];
  /** It asks for another grouping, so that what answers the question before does not answer it. */
  regroups: boolean;
  mendings: Mending[];
}
