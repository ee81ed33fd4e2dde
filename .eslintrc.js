/** What lies outside of the packages; each of these has a configuration of its own. */
module.exports = {
  root: true,
  overrides: [
    {
      files: [
        'scripts/**/*.mjs',
        'examples/**/*.mjs',
        'bench/**/*.mjs',
        'e2e/**/*.{mjs,ts}',
        'playwright.config.ts',
      ],
      extends: ['eslint:recommended'],
      env: { node: true, browser: true, es2022: true },
      parserOptions: { ecmaVersion: 'latest', sourceType: 'module' },
    },
    {
      files: ['e2e/**/*.ts', 'playwright.config.ts'],
      extends: ['plugin:@typescript-eslint/recommended'],
    },
  ],
};
