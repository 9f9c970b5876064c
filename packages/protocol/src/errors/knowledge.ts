import { defineErrors } from './entry.ts';

/** What can go wrong with files, pairs and search. */
export const KNOWLEDGE_ERRORS = defineErrors({
  unreadable_file: {
    status: 400,
    title: 'The file cannot be read',
    means:
      'The file is damaged, of no kind that is read, or packed in a way that is refused. Nothing of it was stored.',
    act: 'The detail says what is wrong and where. Mend the file, or save it as CSV in UTF-8, and send it again.',
    retry: false,
    level: 'info',
  },
  too_many_rows: {
    status: 400,
    title: 'Too many rows',
    means: 'The file has more rows than one import may have. Nothing of it was stored.',
    act: 'Send it in parts, or have an operator raise HOLDFAST_IMPORT_ROWS.',
    retry: false,
    level: 'info',
  },
  encoding_unclear: {
    status: 422,
    title: 'Encoding unclear',
    means:
      'The file is not valid UTF-8 and does not say what it is. The problem carries a guess, and how the text would look.',
    act: 'Send it again with `encoding`: one by name, or `auto` to take the guess.',
    retry: false,
    level: 'info',
  },
  question_taken: {
    status: 409,
    title: 'Question taken',
    means:
      'A workspace has a question once, whatever its case and white space. The problem names the pair that has it.',
    act: 'Change that pair, or ask the question in other words.',
    retry: false,
    level: 'info',
  },
  embedder_refused: {
    status: 422,
    title: 'Embedder refused',
    means:
      'The embedder was tried with a few sentences, and does not know the model or gave nothing that can be used. Nothing was changed.',
    act: 'The detail says what it answered. Look whether provider and model belong together.',
    retry: false,
    level: 'info',
  },
  knowledge_unavailable: {
    status: 503,
    title: 'Knowledge unavailable',
    means:
      'The search structures of the workspace are being built, or more is asked or sent than can be worked on now.',
    act: 'Send the request again after the time in Retry-After.',
    retry: true,
    level: 'warn',
  },
});
