export * from './AllowListGuard';
export * from './analysis';
export * from './didYouMean';
export * from './SqlGuard';
