const QUESTION_WORDS = [
  ...[
    'q',
    'question',
    'faq',
    'f',
    'frage',
    'p',
    'pregunta',
    'pergunta',
    'd',
    'domanda',
    'v',
    'vraag',
    'question',
    'fråga',
  ],
  ...[
    'spørgsmål',
    'spørsmål',
    'pytanie',
    'otázka',
    'soru',
    'вопрос',
    'в',
    'питання',
    '问',
    '問',
    '问题',
    '質問',
    '질문',
    'سؤال',
  ],
];
const ANSWER_WORDS = [
  ...['a', 'answer', 'antwort', 'r', 'respuesta', 'resposta', 'risposta', 'réponse', 'reponse', 'antwoord', 'svar'],
  ...[
    'odpowiedź',
    'odpověď',
    'odpoveď',
    'cevap',
    'ответ',
    'о',
    'відповідь',
    '答',
    '答案',
    '回答',
    '답변',
    '답',
    'جواب',
  ],
];

type Kind = 'question' | 'answer';

const KINDS: ReadonlyMap<string, Kind> = new Map([
  ...QUESTION_WORDS.map((word) => [word, 'question'] as const),
  ...ANSWER_WORDS.map((word) => [word, 'answer'] as const),
]);

export interface AskedMark {
  readonly kind: Kind;
  readonly text: string;
}

const MARK = /^[\s>*_#-]{0,12}([\p{L}\p{M}]{1,12}) ?\d{0,5}[*_]{0,2}[:：][*_]{0,2}[ \t]?/u;

/** "Q: How?", "**Answer 2:** So.", "问：…" */
export const markOf = (line: string): AskedMark | undefined => {
  const [all, word] = MARK.exec(line) ?? [];
  const kind = word === undefined ? undefined : KINDS.get(word.toLowerCase());
  if (all === undefined || kind === undefined) return undefined;
  const text = line.slice(all.length).trim();
  // the whole line was bold, and its beginning is the mark
  const isOpen = all.includes('**') && text.endsWith('**') && all.split('**').length + text.split('**').length === 4;
  return { kind, text: isOpen ? text.slice(0, -2).trim() : text };
};
