export { defaultFactLink, defaultSourceLink, entityPath } from './defaultLinks';
