export { DocDetails } from './DocDetails';
