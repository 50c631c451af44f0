const base = require('./jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
  ...base,
  roots: ['<rootDir>/test/e2e'],
  // These talk to servers on loopback, which the other tests must not.
  setupFiles: [],
  testPathIgnorePatterns: ['/node_modules/'],
  globalSetup: '<rootDir>/test/e2e/global-setup.ts',
  globalTeardown: '<rootDir>/test/e2e/global-teardown.ts',
  // One platform for each release serves every file in its turn.
  maxWorkers: 1,
  testTimeout: 60_000,
};
