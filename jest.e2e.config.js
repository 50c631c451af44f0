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
  // Node 20 can spin for ever in its own clean-up (Environment::CleanupHandles) once servers were started by pipes.
  forceExit: true,
  testTimeout: 60_000,
};
