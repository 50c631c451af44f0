const { createNodeResolver, importX } = require('eslint-plugin-import-x');
const tseslint = require('typescript-eslint');

/** One line of the layering: files below `target` import nothing below the others. */
const never = (target, others, message) => ({
  target: `./lib/${target}`,
  from: others.map((name) => `./lib/${name}`),
  message,
});

module.exports = tseslint.config(
  { ignores: ['build/', 'dist/', 'coverage/', 'node_modules/', '.stryker-tmp/', '.cache/'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts'],
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.js', '.d.ts'] })] },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/explicit-member-accessibility': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/no-unsafe-function-type': 'off',
      'import-x/no-cycle': 'error',
      eqeqeq: 'error',
      'max-lines': ['error', 350],
    },
  },
  {
    files: ['lib/**/*.ts'],
    rules: {
      'no-console': 'error',
      // The layers of CONTRIBUTING. What is not there yet has its line already, so that it cannot come in wrongly.
      'import-x/no-restricted-paths': [
        'error',
        {
          zones: [
            never(
              'core',
              ['yaml', 'constructs', 'report', 'live', 'pulumi', 'cli', 'testing', 'index.ts'],
              'core imports core.',
            ),
            never(
              'yaml',
              ['constructs', 'report', 'live', 'pulumi', 'cli', 'testing', 'index.ts'],
              'yaml imports core.',
            ),
            never(
              'constructs',
              ['yaml', 'report', 'live', 'pulumi', 'cli', 'testing', 'index.ts'],
              'constructs import core.',
            ),
            never(
              'report',
              ['yaml', 'live', 'pulumi', 'cli', 'testing', 'index.ts'],
              'report imports core and constructs.',
            ),
            never(
              'live',
              ['yaml', 'constructs', 'report', 'pulumi', 'cli', 'testing', 'index.ts'],
              'live imports core.',
            ),
            never('cli', ['pulumi', 'testing', 'index.ts'], 'cli imports all but pulumi and testing.'),
            never(
              'pulumi',
              ['yaml', 'report', 'cli', 'testing', 'index.ts'],
              'pulumi imports core, constructs and live.',
            ),
            // The process of the provider loads what it needs for its objects, and no tree.
            never('pulumi/provider', ['constructs'], 'the provider imports core and live.'),
          ],
        },
      ],
      // Optional peers are loaded by those who ask for them, never by the main entry.
      'no-restricted-imports': ['error', { patterns: ['cdk8s-plus-28', '@pulumi/*'] }],
    },
  },
  {
    files: ['lib/core/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [{ regex: '^(?!\\.|node:)', message: 'core takes Node itself and nothing else.' }],
        },
      ],
    },
  },
  {
    files: ['lib/pulumi/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [{ name: '@pulumi/kubernetes', message: 'Its index takes seconds to load: import a path below it.' }],
          patterns: ['cdk8s-plus-28'],
        },
      ],
    },
  },
  {
    files: ['lib/pulumi/provider/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: ['cdk8s*', 'constructs', '@pulumi/*'] }] },
  },
  { files: ['**/*.js'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
);
