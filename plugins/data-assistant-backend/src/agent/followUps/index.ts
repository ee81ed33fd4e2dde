export { clusterBefore } from './decideFollowUp';
export * from './planFollowUp';
