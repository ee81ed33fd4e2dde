export * from './ContextMaintenance';
export * from './HealthReader';
export * from './HealthService';
export * from './PairValidator';
