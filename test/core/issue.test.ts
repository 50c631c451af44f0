import fc from 'fast-check';
import { compareIssues, formatIssue, formatIssues, HikubeError, sortIssues, type Issue } from '../../lib/core/issue';

const issue = (parts: Partial<Issue> = {}): Issue => ({
  code: 'HK2201',
  severity: 'error',
  message: 'The minimum is 5 and the maximum 3.',
  why: 'No number is between them.',
  remedy: 'Swap them.',
  ...parts,
});
const source = (file: string, line: number, column = 1): Pick<Issue, 'source'> => ({ source: { file, line, column } });

const short = fc.constantFrom('', 'a', 'b');
const anIssue: fc.Arbitrary<Issue> = fc
  .record(
    {
      construct: short,
      pointer: short,
      source: fc.record({ file: short, line: fc.nat(2), column: fc.nat(2) }),
      code: fc.constantFrom('HK1101', 'HK2201'),
      message: short,
    },
    { requiredKeys: [] },
  )
  .map((parts) => issue(parts));

describe('sortIssues', () => {
  it('goes by file, line and column, and by number', () => {
    const sorted = sortIssues([
      issue(source('b.yaml', 1)),
      issue(source('a.yaml', 10)),
      issue(source('a.yaml', 9, 10)),
      issue(source('a.yaml', 9, 2)),
    ]);
    expect(sorted.map((one) => formatIssue(one).split(': ')[0])).toEqual([
      'HK2201 a.yaml:9:2',
      'HK2201 a.yaml:9:10',
      'HK2201 a.yaml:10:1',
      'HK2201 b.yaml:1:1',
    ]);
  });

  it('goes by construct, then pointer, then code, then text', () => {
    const inOrder = [
      issue({ construct: 'app/a', pointer: '/spec/z' }),
      issue({ construct: 'app/b', pointer: '/spec/a', code: 'HK2202' }),
      issue({ construct: 'app/b', pointer: '/spec/b', code: 'HK2201', message: 'a' }),
      issue({ construct: 'app/b', pointer: '/spec/b', code: 'HK2201', message: 'b' }),
      issue({ construct: 'app/b', pointer: '/spec/b', code: 'HK2202', message: 'a' }),
    ];
    expect(sortIssues([...inOrder].reverse())).toEqual(inOrder);
  });

  it('names each once', () => {
    expect(sortIssues([issue(), issue(), issue({ code: 'HK2202' }), issue()])).toHaveLength(2);
  });

  it('leaves the given list alone', () => {
    const given = Object.freeze([issue({ code: 'HK2202' }), issue()]);
    sortIssues(given);
    expect(given.map(({ code }) => code)).toEqual(['HK2202', 'HK2201']);
  });

  it('gives one order whatever order they were found in', () => {
    fc.assert(
      fc.property(
        fc
          .array(anIssue)
          .chain((all) =>
            fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
          ),
        ([found, shuffled]) => {
          expect(sortIssues(shuffled).map(formatIssue)).toEqual(sortIssues(found).map(formatIssue));
        },
      ),
    );
  });

  it('has nothing left to sort', () => {
    fc.assert(
      fc.property(fc.array(anIssue), (found) => {
        expect(sortIssues(sortIssues(found))).toEqual(sortIssues(found));
      }),
    );
  });
});

describe('compareIssues', () => {
  it('turns round with its arguments', () => {
    fc.assert(
      fc.property(anIssue, anIssue, (a, b) => {
        expect(Math.sign(compareIssues(a, b)) + Math.sign(compareIssues(b, a))).toBe(0);
      }),
    );
  });
});

describe('formatIssue', () => {
  it('is code, place, what, why and remedy', () => {
    expect(formatIssue(issue({ construct: 'app/prod/web' }))).toBe(
      'HK2201 app/prod/web: The minimum is 5 and the maximum 3. No number is between them. Swap them.',
    );
  });

  it('says first that a warning is one', () => {
    expect(formatIssue(issue({ severity: 'warning' }))).toMatch(/^warning HK2201: /);
  });

  it('names the file rather than the construct', () => {
    expect(formatIssue(issue({ construct: 'app', ...source('a.yaml', 3, 7) }))).toMatch(/^HK2201 a\.yaml:3:7: /);
  });

  it('names the object where nothing else is known', () => {
    const object = { apiVersion: 'apps.cozystack.io/v1alpha1', kind: 'Kubernetes', name: 'prod' };
    expect(formatIssue(issue({ object }))).toMatch(/^HK2201 Kubernetes\/prod: /);
  });

  it('leaves no gap for what is not said', () => {
    expect(formatIssue(issue({ why: '', remedy: '' }))).toBe('HK2201: The minimum is 5 and the maximum 3.');
  });
});

describe('formatIssues', () => {
  it.each([
    [[], 'no issues'],
    [[issue()], '1 error'],
    [[issue({ severity: 'warning' })], '1 warning'],
    [[issue(), issue(), issue({ severity: 'warning' })], '2 errors, 1 warning'],
  ] as const)('counts %#', (issues, heading) => {
    expect(formatIssues(issues).split('\n')[0]).toBe(heading);
  });

  it('has a paragraph for each', () => {
    const text = formatIssues([issue({ code: 'HK1101' }), issue({ code: 'HK1102' })]);
    expect(text.split('\n\n').slice(1)).toEqual([
      expect.stringMatching(/^HK1101: /),
      expect.stringMatching(/^HK1102: /),
    ]);
  });
});

describe('HikubeError', () => {
  it('carries its issues in their order', () => {
    const error = new HikubeError([issue({ code: 'HK2202' }), issue({ code: 'HK1101' })]);
    expect(error.issues.map(({ code }) => code)).toEqual(['HK1101', 'HK2202']);
  });

  it('does not let them be changed', () => {
    expect(Object.isFrozen(new HikubeError([issue()]).issues)).toBe(true);
  });

  it('says a single issue without counting', () => {
    expect(new HikubeError([issue()]).message).toBe(formatIssue(issue()));
  });

  it('counts several', () => {
    expect(new HikubeError([issue(), issue({ code: 'HK2202' })]).message).toMatch(/^2 errors\n\nHK2201: /);
  });

  it('does not show the data again below the text', () => {
    expect(Object.keys(new HikubeError([issue()]))).not.toContain('issues');
  });

  it('begins its stack with the text', () => {
    const error = new HikubeError([issue()]);
    expect(error.stack).toMatch(/^HikubeError: HK2201: The minimum is 5/);
  });

  it("shows the caller's frames and none of its own", () => {
    const frames = (new HikubeError([issue()]).stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
    expect(frames).toEqual([expect.stringContaining('issue.test.ts')]);
  });

  it.each([
    ['one of its own', new HikubeError([issue()]), true],
    ['one of another copy', Object.assign(new Error('x'), { name: 'HikubeError', issues: [] }), true],
    ['another error', new Error('x'), false],
    ['an error of the same name without issues', Object.assign(new Error('x'), { name: 'HikubeError' }), false],
    ['an object that looks like one', { name: 'HikubeError', issues: [] }, false],
    ['nothing', undefined, false],
  ])('knows %s', (_, value, is) => {
    expect(HikubeError.isHikubeError(value)).toBe(is);
  });
});
