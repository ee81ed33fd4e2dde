export * from './applyMigrations';
export * from './DatabaseClock';
