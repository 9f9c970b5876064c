import type { PairField } from '@holdfast/protocol/knowledge/pair';

/** What columns are called, in the languages and products that people bring files from. The first that fits is the better. */
const WORDS: Readonly<Record<PairField, string>> = {
  question: `
    question, questions, q, query, queries, prompt, utterance, faq, faq question, user question,
    question text, main question, standard question, representative question, sample question, user,
    user input, user message, instruction, input, ask, title, subject, heading, topic, name, frage,
    fragen, frage text, betreff, titel, thema, überschrift, pregunta, preguntas, consulta, título,
    titulo, asunto, pergunta, perguntas, assunto, domanda, domande, titolo, oggetto, titre, sujet, objet,
    vraag, vragen, onderwerp, fråga, frågor, spørgsmål, spørsmål, kysymys, pytanie, pytania, otázka,
    dotaz, kérdés, întrebare, intrebare, ερώτηση, вопрос, вопросы, питання, въпрос, soru, sorular, سؤال,
    السؤال, שאלה, प्रश्न, सवाल, คำถาม, câu hỏi, pertanyaan, soalan, 质问, 質問, 問題, 问题, 提问, 標準問題, 标准问题, 问, 問,
    질문`,
  answer: `
    answer, answers, a, response, responses, reply, completion, faq answer, answer text, bot answer,
    assistant, bot response, output, solution, content, body, text, description, message, article, html,
    antwort, antworten, antwort text, inhalt, lösung, beschreibung, respuesta, respuestas, contenido,
    resposta, respostas, conteúdo, conteudo, risposta, risposte, contenuto, réponse, réponses, reponse,
    contenu, antwoord, antwoorden, inhoud, svar, vastaus, odpowiedź, odpowiedz, odpowiedzi, odpověď,
    odpoveď, válasz, răspuns, raspuns, απάντηση, ответ, ответы, відповідь, отговор, cevap, yanıt,
    cevaplar, جواب, إجابة, الجواب, الإجابة, תשובה, उत्तर, जवाब, คำตอบ, câu trả lời, trả lời, jawaban,
    jawapan, 回答, 答え, 答案, 答, 解答, 答复, 답변, 대답`,
  phrasings: `
    phrasings, phrasing, alternative questions, alternative question, alternatives,
    alternative phrasings, alternate questions, alt questions, variants, variant, variations,
    similar questions, synonyms, paraphrases, paraphrase, utterances, training phrases, examples,
    other questions, question variants, formulierungen, alternative fragen, varianten, ähnliche fragen,
    variantes, varianti, 相似问题, 相似问, 類似質問`,
  tags: `
    tags, tag, labels, label, category, categories, keywords, keyword, intent, group, section, product,
    kategorie, kategorien, schlagwort, schlagworte, schlagwörter, stichworte, bereich, categoría,
    categoria, etiquetas, catégorie, étiquettes, mots clés, etichette, categorie, kategori, kategoria,
    категория, теги, 分类, 分類, 标签, カテゴリ, カテゴリー, タグ, 카테고리, 태그`,
  source: `
    source, sources, url, link, reference, source url, origin, page, quelle, quellen, fuente, fonte,
    source link, bron, källa, источник, 来源, 來源, 出典, ソース, 출처`,
  language: `
    language, lang, locale, language code, sprache, idioma, langue, lingua, taal, språk, язык, 语言, 語言,
    言語, 언어`,
  valid_from: `
    valid from, valid since, starts at, start date, effective from, publish date, gültig ab, gültig von`,
  valid_until: `
    valid until, valid to, ends at, end date, expires, expires at, expiry date, gültig bis,
    expiration date`,
};

const RANKS: ReadonlyMap<string, readonly { readonly field: PairField; readonly rank: number }[]> = (() => {
  const ranks = new Map<string, { field: PairField; rank: number }[]>();
  for (const [field, words] of Object.entries(WORDS))
    words.split(',').forEach((listed, rank) => {
      const word = listed.trim();
      // the keys of the table are the fields
      ranks.set(word, [...(ranks.get(word) ?? []), { field: field as PairField, rank }]);
    });
  return ranks;
})();

/** "Alternative_Question 2 *" and "alternativeQuestion" are both "alternative question". */
const plainName = (name: string): string =>
  name
    .normalize('NFC')
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replaceAll(/[\s_\-.:*#/()[\]"'?]+/gu, ' ')
    .trim();

/** What a column of this name may be, and how well the name fits: 0 is best. */
export const meaningsOf = (name: string): readonly { readonly field: PairField; readonly rank: number }[] => {
  if (name.length > LONGEST_NAME) return [];
  const plain = plainName(name);
  return RANKS.get(plain) ?? RANKS.get(plain.replace(/ ?\d{1,4}$/, '')) ?? [];
};

const LONGEST_NAME = 60;

export const namesQuestionAndAnswer = (names: readonly string[]): boolean => {
  const fields = new Set(names.flatMap((name) => meaningsOf(name).map(({ field }) => field)));
  return names.length > 1 && fields.has('question') && fields.has('answer');
};
