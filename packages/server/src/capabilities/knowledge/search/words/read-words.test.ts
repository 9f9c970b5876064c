import { describe, expect, test } from 'vitest';
import { readWords } from './read-words.ts';

const terms = (text: string): string[] => readWords(text).map(({ term }) => term);

describe('Words of a text', () => {
  test('hyphens, slashes, underscores and dots part words', () => {
    expect(terms('COVID-19 and/or HOLDFAST_ROLE v1.2')).toEqual([
      'covid',
      '19',
      'and',
      'or',
      'holdfast',
      'role',
      'v1',
      '2',
    ]);
  });

  test('an apostrophe parts nothing, and whose it is does not matter', () => {
    expect(terms("Don't touch the user\u2019s keys")).toEqual(['dont', 'touch', 'the', 'user', 'kei']);
  });

  test('case, accents and width make no difference', () => {
    expect(terms('CAFÉ Straße ｆｕｌｌ')).toEqual(terms('cafe strasse full'));
  });

  test('marks that are vowels stay', () => {
    expect(terms('हिन्दी')).toEqual(['हिन्दी']);
  });

  test('text without blanks is read as pairs of characters', () => {
    expect(terms('返品できますか')).toEqual(['返品', '品で', 'でき', 'きま', 'ます', 'すか']);
    expect(terms('API鍵')).toEqual(['api', '鍵']);
  });

  test('each word is told as it was written', () => {
    expect(readWords('Résumés, please')).toEqual([
      { written: 'Résumés', term: 'resum' },
      { written: 'please', term: 'pleas' },
    ]);
  });

  test('what is longer than any word is left out', () => {
    expect(terms(`a ${'x'.repeat(65)} b`)).toEqual(['a', 'b']);
  });
});
