export { DatasetBody } from './DatasetBody';
export { DatasetDetails } from './DatasetDetails';
export { DatasetFacts } from './DatasetFacts';
export { DatasetLabels } from './DatasetLabels';
