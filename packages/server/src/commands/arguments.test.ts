import { describe, expect, test } from 'vitest';
import { readArguments, UsageError } from './arguments.ts';
import type { Command } from './command.ts';

const command: Command = {
  summary: '',
  usage: '',
  help: '',
  flags: { json: 'switch', id: 'text' },
  run: async () => 0,
};
const read = (...words: string[]) => readArguments(command, words);

test('settings and the command\u2019s own options are told apart, in either spelling', () => {
  expect(read('--http-port', '5000', '--json', '--id=a=b', '--data=/x', '--id', 'c')).toEqual({
    settings: { 'http-port': '5000', data: '/x' },
    rest: ['--json', '--id=a=b', '--id=c'],
    help: false,
  });
});

test('a word that the command knows is its own, wherever it stands', () => {
  const words = ['--json', 'verify', '--http-port', '1'];
  expect(readArguments({ ...command, words: ['verify'] }, words).rest).toEqual(['--json', 'verify']);
  expect(() => readArguments({ ...command, words: ['verify'] }, ['verfy'])).toThrow(UsageError);
});

test('the last of several wins', () => {
  expect(read('--http-port=1', '--http-port', '2').settings).toEqual({ 'http-port': '2' });
});

test.each(['--help', '-h'])('%s asks for help, wherever it stands', (word) => {
  expect(read('--json', word, '--http-port', '1').help).toBe(true);
});

test('a value may be empty, hold lines, or begin with dashes when it is joined on', () => {
  expect(read('--data=', '--host=--odd', '--public-url=a\nb').settings).toEqual({
    data: '',
    host: '--odd',
    'public-url': 'a\nb',
  });
});

describe('is refused', () => {
  test.each([
    [['extra'], 'extra is not understood here.'],
    [
      ['postgres://u:hunter2@h/d'],
      'An address without its option is not understood here: write --database-url before it, or what it is for.',
    ],
    [
      ['--DATABASE-URL=postgres://u:hunter2@h/d'],
      'An address without its option is not understood here: write --database-url before it, or what it is for.',
    ],
    [['-x'], '-x is not understood here.'],
    [['--'], '-- is not understood here.'],
    [['---json'], '---json is not understood here.'],
    [['--HTTP-PORT', '1'], '--HTTP-PORT is not understood here.'],
    [['--http-prot', '1'], 'There is no option --http-prot. Did you mean --http-port?'],
    [['--jsn'], 'There is no option --jsn. Did you mean --json?'],
    [['--frobnicate'], 'There is no option --frobnicate.'],
    [['--constructor', 'x'], 'There is no option --constructor.'],
    [['--http-port'], '--http-port needs a value.'],
    [['--data', '--http-port', '1'], '--data needs a value.'],
    [['--json=yes'], '--json takes no value.'],
  ])('%j', (words, sentence) => {
    expect(() => read(...words)).toThrow(new UsageError(sentence));
  });
});

test('a command that hands everything on gets every word unread', () => {
  expect(readArguments({ ...command, passThrough: true }, ['--help', 'x', '--http-port'])).toEqual({
    settings: {},
    rest: ['--help', 'x', '--http-port'],
    help: false,
  });
});

test('as many paths as a command takes may stand behind its words', () => {
  const taking = { ...command, words: ['look'], paths: 2 };
  expect(readArguments(taking, ['look', 'a.csv', './look', '--json']).rest).toEqual([
    'look',
    'a.csv',
    './look',
    '--json',
  ]);
  expect(() => readArguments(taking, ['look', 'a', 'b', 'c'])).toThrow(new UsageError('c is not understood here.'));
});
