export { PairDetails } from './PairDetails';
export { PairValidityLabel } from './PairValidityLabel';
