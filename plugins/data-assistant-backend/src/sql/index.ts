export * from './AllowListGuard';
export * from './didYouMean';
export * from './SqlGuard';
