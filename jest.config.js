/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  // Some tests start processes, and a machine may be busy.
  testTimeout: 60_000,
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  // They start servers: `npm run test:e2e`.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  moduleNameMapper: {
    '^hikube-constructs$': '<rootDir>/lib/index.ts',
    '^hikube-constructs/platform$': '<rootDir>/lib/platform.ts',
    '^hikube-constructs/pulumi$': '<rootDir>/lib/pulumi/index.ts',
    '^hikube-constructs/pulumi/provider$': '<rootDir>/lib/pulumi/provider/index.ts',
  },
  setupFiles: ['<rootDir>/test/support/no-network.ts'],
};
