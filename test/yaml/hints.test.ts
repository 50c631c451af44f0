import { readYaml } from '../../lib/yaml/documents';

const first = (text: string): string[] =>
  readYaml(text).faults.map(({ line, column, message }) => `${line}:${column} ${message}`);

describe('a text that is no YAML for another reason', () => {
  it('is a template', () => {
    const message = 'This looks like a template, which is no YAML before it is rendered.';
    expect(first('kind: Etcd\nmetadata:\n  name: {{ .Values.name }}\n')).toEqual([`3:9 ${message}`]);
    expect(first('kind: Etcd\n{{- if .Values.on }}\nspec: {}\n{{- end }}\n')).toEqual([`2:1 ${message}`]);
  });

  it('has an unresolved merge conflict', () => {
    const text = 'kind: Etcd\n<<<<<<< HEAD\nspec: {}\n=======\nspec: {a: 1}\n>>>>>>> other\n';
    expect(first(text)).toEqual(['2:1 An unresolved merge conflict stands here.']);
  });

  it('is JSON with comments', () => {
    expect(first('{\n  // words\n  "kind": "Etcd"\n}')).toEqual(['2:3 A comment stands here, and JSON has none.']);
    expect(first('{\n  /* words */\n  "kind": "Etcd"\n}')).toEqual(['2:3 A comment stands here, and JSON has none.']);
  });

  it('is told of as it is where none of that is seen', () => {
    expect(first('a: [1\nb: 2\n')[0]).not.toMatch(/template|conflict|comment/);
  });
});

describe('a text that is YAML', () => {
  it.each(['a: "{{ .Values.name }}"', 'a: |\n  <<<<<<< HEAD\n', 'a: // no comment'])(
    'may hold what looks alike: %j',
    (text) => {
      expect(first(text)).toEqual([]);
    },
  );
});
