export { EmptyNotice } from './EmptyNotice';
export { LoadFailure } from './LoadFailure';
export { LoadingRows } from './LoadingRows';
export { failureOf } from './failureOf';
