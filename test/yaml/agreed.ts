/*
 * What sigs.k8s.io/yaml v1.6.0 (go.yaml.in/yaml v2.4.4) and the decoder of k8s.io/apimachinery v0.37.2 were seen to make
 * of scalars and documents.
 */

/** Values: spellings and what the JSON has; nothing where they stay the strings that they are, HK1505 for a refusal. */
export const VALUES: readonly (readonly [string, string | undefined])[] = rows(String.raw`
0 <- 0 00 000 -0 +0 0.0 -0.0 1e-400 0e0 0e9999 .0
1 <- 1 +1 +0b1 0b+1 0x_1 1_ +_1 1.0 1.
2 <- 0b1_0
3 <- 0B11
5 <- 0b101 .5e1
7 <- 7 0_7
8 <- 08 010 +010 0o10 0O10 0_8 0o1_0
9 <- 09
10 <- +0xA 1__0
15 <- +0o17
31 <- 0x1F 0X1f
50 <- .5E+2
83 <- 0123
511 <- 0777
1000 <- 1_000 1e3 1E3 1e+3 1.e3
123456789 <- 123_456_789
1500000000 <- .1_5e1_0
true <- y Y yes Yes YES on On ON true True TRUE
false <- n N no No NO off Off OFF false False FALSE
null <- null Null NULL ~
HK1505 <- .inf .Inf .INF +.inf +.Inf +.INF -.inf -.Inf -.INF .nan .NaN .NAN
-1 <- -1 -_1
-8 <- -010 -0o10
-16 <- -0x10
-3 <- -0b11
-5 <- 0b-101
-1000 <- -1_000 -1e3
1000.5 <- 1_000.5
100000000000 <- 1_0e1_0
1.5 <- 1_.5 1.5 01.5
9007199254740991 <- 9007199254740991
9007199254740992 <- 9007199254740992 9007199254740993
9223372036854776000 <- 9223372036854775807 9223372036854775808 +9223372036854775807 +9223372036854775808
    0x7fffffffffffffff 0777777777777777777777
-9223372036854776000 <- -9223372036854775808 -9223372036854775809 -0x8000000000000000
18446744073709552000 <- 18446744073709551615 18446744073709551616 +18446744073709551615 0xffffffffffffffff
    01777777777777777777777 0b1111111111111111111111111111111111111111111111111111111111111111
1.2345678901234568e+29 <- 123456789012345678901234567890
2e+21 <- 02000000000000000000000
7.777777777777778e+24 <- 07777777777777777777777777
0.5 <- .5 +.5 00.5
-0.5 <- -.5 -.5_0
1.3 <- 1.30
0.001 <- 1e-3
1e+308 <- 1e308
5e-324 <- 5e-324
0.15 <- .1_5
1.23e-8 <- 123e-10
1e-7 <- 0.1e-6 0.0000001
1e+21 <- 1e21
100000000000000000000 <- 1e20
123456789.123 <- 123456789.123
0.000001 <- 0.000001
same <- yEs tRue oN nULL NuLL oFF ~~ t f T F o O nil None yess nope ony trues Null0 yes. no- .Nan +.nan inf
    Inf NaN Infinity -Infinity .iNF +inf 0o8 0o 0x 0xg 0b 0b2 -0b-1 -0b+1 _1 1,000 0x10000000000000000
    -0x8000000000000001 0b11111111111111111111111111111111111111111111111111111111111111111 .e3 1e 1e+ e3
    1e400 -1e400 1.8e308 . .. .5. .5.5 1.2.3 ._5 .5_ .5__0 .5e_1 -. +. --1 ++1 +-1 1-1 1+1 0x1.8p1 0x1p4 1f 1d
    1L 1e3.5 1e1000000000 12:30 12:30:45 1:60 190:20:30 190:20:30.15 -12:30 08:30 0:0 2001-01-01 2001-1-1
    2001-13-01 2001-02-30 20010-01-01 2001-12-14t21:59:43.10-05:00 2001-12-14T21:59:43Z 2001-12-15T2:59:43.1Z
    2001-12 1.2.3.4 10.0.0.1 10.0.0.0/8 v1.30 1.30.0 20Gi 100m 1Gi 0.5Gi 1k = << -a a- a:b a#b http://x:80 é
    日本 50% + u1.medium null. truth y/n 0-1 1_a 0x1G 0b12 0o79 .5x 1.5x 1x +a -x ~a =1 $1 (1) /1 ^1 n/a N/A NO_
    off-peak x
`);

/** The same as keys of a mapping: their text, or HK1501 for a refusal. */
export const KEYS: readonly (readonly [string, string | undefined])[] = rows(String.raw`
0 <- 00 000 -0 +0 0.0 1e-400 5e-324 0e0 0e9999 .0
1 <- +1 +0b1 0b+1 0x_1 1_ +_1 1.0 1.
2 <- 0b1_0
3 <- 0B11
5 <- 0b101 .5e1
7 <- 0_7
8 <- 08 010 +010 0o10 0O10 0_8 0o1_0
9 <- 09
10 <- +0xA 1__0
15 <- +0o17
31 <- 0x1F 0X1f
50 <- .5E+2
83 <- 0123
511 <- 0777
1000 <- 1_000 1e3 1E3 1e+3 1.e3
123456789 <- 123_456_789
true <- y Y yes Yes YES on On ON True TRUE
false <- n N no No NO off Off OFF False FALSE
HK1501 <- null Null NULL ~ 9223372036854775808 18446744073709551615 0xffffffffffffffff 01777777777777777777777
    0b1111111111111111111111111111111111111111111111111111111111111111
.inf <- .Inf .INF +.inf +.Inf +.INF 1e308
-.inf <- -.Inf -.INF
.nan <- .NaN .NAN
-8 <- -010 -0o10
-16 <- -0x10
-3 <- -0b11
-5 <- 0b-101
-1 <- -_1
-1000 <- -1_000 -1e3
1000.5 <- 1_000.5
1e+11 <- 1_0e1_0
1.5 <- 1_.5 01.5
-9.223372e+18 <- -9223372036854775809
1.8446744e+19 <- 18446744073709551616 +18446744073709551615
9223372036854775807 <- +9223372036854775807 0x7fffffffffffffff 0777777777777777777777
9.223372e+18 <- +9223372036854775808
1.2345679e+29 <- 123456789012345678901234567890
-9223372036854775808 <- -0x8000000000000000
2e+21 <- 02000000000000000000000
7.777778e+24 <- 07777777777777777777777777
-0 <- -0.0
0.5 <- .5 +.5 00.5
-0.5 <- -.5 -.5_0
1.3 <- 1.30
0.001 <- 1e-3
0.15 <- .1_5
1.5e+09 <- .1_5e1_0
1.23e-08 <- 123e-10
1e-07 <- 0.1e-6 0.0000001
1e+21 <- 1e21
1e+20 <- 1e20
1.2345679e+08 <- 123456789.123
1e-06 <- 0.000001
same <- true false yEs tRue oN nULL NuLL oFF ~~ t f T F o O nil None yess nope ony trues Null0 yes. no- .inf
    -.inf .nan .Nan +.nan inf Inf NaN Infinity -Infinity .iNF +inf 0 1 -1 7 0o8 0o 0x 0xg 0b 0b2 -0b-1 -0b+1
    _1 1,000 9007199254740991 9007199254740992 9007199254740993 9223372036854775807 -9223372036854775808
    0x10000000000000000 -0x8000000000000001
    0b11111111111111111111111111111111111111111111111111111111111111111 1.5 .e3 1e 1e+ e3 1e400 -1e400 1.8e308
    . .. .5. .5.5 1.2.3 ._5 .5_ .5__0 .5e_1 -. +. --1 ++1 +-1 1-1 1+1 0x1.8p1 0x1p4 1f 1d 1L 1e3.5
    1e1000000000 12:30 12:30:45 1:60 190:20:30 190:20:30.15 -12:30 08:30 0:0 2001-01-01 2001-1-1 2001-13-01
    2001-02-30 20010-01-01 2001-12-14t21:59:43.10-05:00 2001-12-14T21:59:43Z 2001-12-15T2:59:43.1Z 2001-12
    1.2.3.4 10.0.0.1 10.0.0.0/8 v1.30 1.30.0 20Gi 100m 1Gi 0.5Gi 1k = -a a- a:b a#b http://x:80 é 日本 50% +
    u1.medium null. truth y/n 0-1 1_a 0x1G 0b12 0o79 .5x 1.5x 1x +a -x ~a =1 $1 (1) /1 ^1 n/a N/A NO_ off-peak
    x
`);

/** Values with tags or quotes, and their JSON; `undefined` is a refusal. */
export const TAGGED: readonly (readonly [string, string | undefined])[] = [
  ['! 12', '"12"'],
  ['! "12"', '"12"'],
  ['!!str 010', '"010"'],
  ['!!str', '""'],
  ['!!str ~', '"~"'],
  ['!!str yes', '"yes"'],
  ['!!int 3', '3'],
  ['!!int "0x10"', '16'],
  ['!!int 1.5', undefined],
  ['!!int yes', undefined],
  ['!!int', undefined],
  ['!!int x', undefined],
  ['!!float 3', '3'],
  ['!!float 1.5', '1.5'],
  ['!!float .5', '0.5'],
  ['!!float 9223372036854775807', '9223372036854776000'],
  ['!!float 18446744073709551615', undefined],
  ['!!float x', undefined],
  ['!!float 1e400', undefined],
  ['!!bool yes', 'true'],
  ['!!bool "off"', 'false'],
  ['!!bool 1', undefined],
  ['!!null', 'null'],
  ['!!null ~', 'null'],
  ['!!null ""', 'null'],
  ['!!null x', undefined],
  ['!!binary aGk=', '"hi"'],
  ['!!binary "aGk="', '"hi"'],
  ['!!binary aGk', undefined],
  ['!!binary "@"', undefined],
  ['!!timestamp 2001-1-1', '"2001-1-1"'],
  ['!!timestamp 2001-02-29', undefined],
  ['!!timestamp 2000-2-29', '"2000-2-29"'],
  ['!!timestamp 2001-12-14t21:59:43.10-05:00', '"2001-12-14t21:59:43.10-05:00"'],
  ['!!timestamp 2001-12-14T21:59:43', undefined],
  ['!!timestamp 2001-12-14 21:59:43', '"2001-12-14 21:59:43"'],
  ['!!timestamp 2001-12-14 24:00:00', undefined],
  ['!!timestamp x', undefined],
  ['!!timestamp "2001-01-01"', '"2001-01-01"'],
  ['!foo 12', '"12"'],
  ['!foo "12"', '"12"'],
  ['!!foo 12', '"12"'],
  ['!!merge <<', '"<<"'],
  ['!!set {a}', '{"a":null}'],
  ['!!str [a]', '["a"]'],
  ['!!map [1]', '[1]'],
  ['!!seq x', '"x"'],
  ['!!omap [a: 1]', '[{"a":1}]'],
  ['!<tag:yaml.org,2002:int> 010', '8'],
  ['!<x> 010', '"010"'],
  ['"010"', '"010"'],
  ["'yes'", '"yes"'],
  ['"yes"', '"yes"'],
  ["'~'", '"~"'],
  ['""', '""'],
  ["''", '""'],
  [
    '"\\x41\\u00e9\\U0001F600\\n\\t\\\\\\"\\ \\_\\N\\L\\P\\0\\a\\b\\e\\f\\v\\r"',
    '"Aé😀\\n\\t\\\\\\"  \u0085\u2028 \\u0000\\u0007\\b\\u001b\\f\\u000b\\r"',
  ],
];

/** Texts, and the JSON of their documents; `undefined` where the text was refused, all of it or in the end. */
export const TEXTS: readonly (readonly [string, string | undefined])[] = [
  ['a: 1', '[{"a":1}]'],
  ['- a\n- b', '[["a","b"]]'],
  ['"x"', '["x"]'],
  ['5', '[5]'],
  ['', '[]'],
  ['# nothing', '[]'],
  ['null', '[]'],
  ['~', '[]'],
  ['---', '[]'],
  ['--- # x', '[]'],
  ['---\n---\n', '[]'],
  ['a: 1\n---\nb: 2\n', '[{"a":1},{"b":2}]'],
  ['a: 1\n---\n---\nb: 2', '[{"a":1},{"b":2}]'],
  ['a: 1\n--- # c\nb: 2', '[{"a":1},{"b":2}]'],
  ['a: 1\n---\t#c\nb: 2', '[{"a":1},{"b":2}]'],
  ['a: 1\n---#c\nb: 2', '[{"a":1},{"b":2}]'],
  ['---#c\na: 1', undefined],
  ['a: 1\n--- {b: 1}\n', undefined],
  ['a: 1\n----\nb: 1', undefined],
  ['a: 1\n---b\n', undefined],
  ['--- \na: 1\n...\n', '[{"a":1}]'],
  ['...\na: 1', undefined],
  ['a: 1\n...\n# end\n', '[{"a":1}]'],
  ['%YAML 1.1\n---\na: 1', undefined],
  ['\ufeffa: 1', '[{"a":1}]'],
  ['a: 1\r\nb:\r\n  - c\r\n', '[{"a":1,"b":["c"]}]'],
  ['a: 1\rb: 2\r', '[{"a":1,"b":2}]'],
  ['a: 1\u0085b: 2', '[{"a":1,"b":2}]'],
  ['{"a": 1}', '[{"a":1}]'],
  ['{"a": 1}{"b": 2}', '[{"a":1},{"b":2}]'],
  ['{"a": 1}\n{"b": 2}\n', '[{"a":1},{"b":2}]'],
  ['{"a": 1}\n---\nb: 2\n', '[{"a":1},{"b":2}]'],
  ['{"a": 1}\n---\n{"b": 2}\n', '[{"a":1},{"b":2}]'],
  ['{"a": 1}{"b": 2}\n---\nc: 3\n', undefined],
  ['{"a": "\\/\\ud83d\\ude00"}', '[{"a":"/😀"}]'],
  ['{\n\t"a": [\n\t\t1\n\t]\n}', '[{"a":[1]}]'],
  ['{a: 1}', '[{"a":1}]'],
  ['{a: 1, }', '[{"a":1}]'],
  ['{a, b: }', '[{"a":null,"b":null}]'],
  ['{a:b}', '[{"a:b":null}]'],
  ['{"a":b}', '[{"a":"b"}]'],
  ['{"a":"b"}', '[{"a":"b"}]'],
  ['[a, b: c]\n', '[["a",{"b":"c"}]]'],
  ['k: [a, {b: [c]}]', '[{"k":["a",{"b":["c"]}]}]'],
  ['a: "\\/"', undefined],
  ['a: "\\ud83d\\ude00"', undefined],
  ['a: "\\q"', undefined],
  ['a: "\u0007"', undefined],
  ['a: b: c', undefined],
  ['a: b\n c: d', undefined],
  ['a:\n - b\n- c', undefined],
  ['- a\nb: c', undefined],
  ['a: [1, 2', undefined],
  ['a: {b: 1', undefined],
  ['a: "x', undefined],
  ["a: 'x", undefined],
  ['a: @x', undefined],
  ['a: `x`', undefined],
  ['a: %x', undefined],
  ['a: - b', undefined],
  ['a: |\n  x\n   y\n\n  z\n', '[{"a":"x\\n y\\n\\nz\\n"}]'],
  ['a: >\n  x\n  y\n\n  z\n   w\n  v\n', '[{"a":"x y\\nz\\n w\\nv\\n"}]'],
  ['a: |-\n  x\n', '[{"a":"x"}]'],
  ['a: |+\n  x\n\nb: 1', '[{"a":"x\\n\\n","b":1}]'],
  ['a: |2\n   x\n', '[{"a":" x\\n"}]'],
  ['a: |\n\tx', undefined],
  ['a:\tb', '[{"a":"b"}]'],
  ['\ta: b', undefined],
  ['a:\n\tb: c', undefined],
  ['a: b\n\t\nc: d', undefined],
  ['- \ta: 1', undefined],
  ['a: x\n  y\n\n  z', '[{"a":"x y\\nz"}]'],
  ['a: "x\n  y\n\n  z\\\n  w"', '[{"a":"x y\\nzw"}]'],
  ["a: 'it''s'", '[{"a":"it\'s"}]'],
  ['a: b # c', '[{"a":"b"}]'],
  ['a: b#c', '[{"a":"b#c"}]'],
  ['a: 1\na: 2', '[{"a":2}]'],
  ['? a\n: b', '[{"a":"b"}]'],
  ['? [a]\n: b', undefined],
  ['? {a: 1}\n: b', undefined],
  ['a: &x 1\nb: *x', '[{"a":1,"b":1}]'],
  ['a: &x {k: 1}\nb: *x', '[{"a":{"k":1},"b":{"k":1}}]'],
  ['b: *x', undefined],
  ['a: &x [*x]', undefined],
  ['a: &x {<<: *x}', undefined],
  ['a: &x 1\n*x : 2', '[{"1":2,"a":1}]'],
  ['&x a: *x', '[{"a":"a"}]'],
  ['a: &x 1\nb: &x 2\nc: *x', '[{"a":1,"b":2,"c":2}]'],
  ['a: &x {k: 1}\nb: {<<: *x, l: 2}', '[{"a":{"k":1},"b":{"k":1,"l":2}}]'],
  ['a: &x {k: 1}\nb: {k: 2, <<: *x}', '[{"a":{"k":1},"b":{"k":1}}]'],
  ['a: &x {k: 1}\nb: &y {k: 2, l: 3}\nc: {<<: [*x, *y]}', '[{"a":{"k":1},"b":{"k":2,"l":3},"c":{"k":1,"l":3}}]'],
  ['<<: {a: 1}', '[{"a":1}]'],
  ['<<: [{a: 1}, {a: 2, b: 3}]', '[{"a":1,"b":3}]'],
  ['<<: 1', undefined],
  ['<<: [1]', undefined],
  ['a: &x [1]\n<<: *x', undefined],
  ['<<:', undefined],
  ['"<<": 1', '[{"<<":1}]'],
  ['!!str <<: 1', '[{"<<":1}]'],
  ['a: <<', '[{"a":"<<"}]'],
  ['[http://x/?a]', undefined],
  ['{a: x?y}', undefined],
  ['a: http://x/?b', '[{"a":"http://x/?b"}]'],
  ['__proto__: 1', '[{"__proto__":1}]'],
  ['a: {__proto__: {b: 1}}', '[{"a":{"__proto__":{"b":1}}}]'],
  ['{"a"\n: 1}', '[{"a":1}]'],
  ['a: !!int x', undefined],
  [`${'x'.repeat(1030)}: 1`, undefined],
  ['{a: 1}: b', undefined],
  ['&a{}', undefined],
  ['- !!str#x', undefined],
  ['a: !x# b', undefined],
  ['-\n', '[[null]]'],
  ['-\n- a\n-', '[[null,"a",null]]'],
  ['a:\n-\n- b\n', '[{"a":[null,"b"]}]'],
  ['a:', '[{"a":null}]'],
  ['a: |\nb: 1', '[{"a":"","b":1}]'],
];

/** Rows of `what <- spelling spelling`, the latter over several lines. */
function rows(text: string): (readonly [string, string | undefined])[] {
  return text
    .trim()
    .split(/\n(?! )/)
    .flatMap((row) => {
      const [made, spellings] = row.split(' <- ') as [string, string];
      return spellings.split(/\s+/).map((spelling) => [spelling, made === 'same' ? undefined : made] as const);
    });
}
